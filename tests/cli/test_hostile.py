"""Files that are none, and names that would steer a terminal: data, told in one line each."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

GOOD = b'[events.a]\nname = "A"\nstart = 2026-11-26\n'
NOW = ("--now", "2026-11-24")
COMMANDS = ("list", "next", "show a", "list --json", "check")
NAMES = {
    "[red]x[/red]": "[red]x[/red]",
    r"\u001b[31m": r"\x1b[31m",
    r"a\nb": r"a\nb",
    r"\u202eabc\u2066": r"\u202eabc\u2066",
    r"\u009b31m\u0007\u007f": r"\x9b31m\x07\x7f",
    r"a\tb\rc": r"a\tb\rc",
    r"x\u2028y\u2029z": r"x\u2028y\u2029z",
    "x" * 10_000: "x" * 10_000,
    "{days} {0} %s $HOME": "{days} {0} %s $HOME",
    ":smile: ${x}": ":smile: ${x}",
}


def _number(value: object) -> str:
    """Nothing of the values themselves: they are long, and they are hostile."""
    return type(value).__name__


@pytest.mark.parametrize(("toml", "shown"), NAMES.items(), ids=_number)
def test_a_name_is_data(toml: str, shown: str, run: Run, events_file: Callable[[str], Path]) -> None:
    events_file(f'[events.a]\nname = "{toml}"\nstart = 2026-11-26\nwhere = "{toml}"\ntags = ["{toml}"]\n'
                       f'note = "{toml}"\nurl = "{toml}"\nremind = ["1d {toml}"]\n')  # fmt: skip
    assert run("next", *NOW) == (0, f"2 days  {shown}\n", "")
    assert run("list", *NOW) == (0, f"2 days  {shown}  Thu 26 Nov  {shown}  #{shown}\n", "")
    assert run("list", "--plain", *NOW).out == f"a\t2\t2026-11-26\t2026-11-26\t{shown}\n"
    assert run("list", "--format", "{name}|{where}|{tags}|{note}|{url}", *NOW).out == "|".join([shown] * 5) + "\n"
    out = run("show", "a", *NOW).out
    assert out.startswith(f"{shown}\n2 days\n")
    assert out.count(shown) == 6
    assert out.count("\n") == 12


def test_ids_and_errors_are_data_too(run: Run, events_file: Callable[[str], Path]) -> None:
    path = events_file('[events."\\u001b[2J\\n"]\nname = "A"\nstart = 2026-11-26\n"\\u202eurl" = "x"\n')
    code, out, err = run("show", "a", *NOW)
    assert (code, err.count("\n")) == (0, 1)
    assert not {"\x1b", "\u202e"} & set(out + err)
    assert err.startswith(f"{path}:4: ")
    code, out, err = run("show", "nothing", *NOW)
    assert (code, out, err.count("\n"), r"\x1b[2J\n" in err.splitlines()[-1]) == (1, "", 2, True)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'[events.a]\nname = "caf\xe9"\n', ":2: byte 0xe9 is not UTF-8; save the file as UTF-8"),
        (GOOD.decode().encode("utf-16"), ":1: byte 0xff is not UTF-8; save the file as UTF-8"),
        (b"[" * 200_000, ":1: not TOML: "),
        (b"a = " + b"[" * 200_000, ":"),
        (b"a = " + b"1" * 5_000, ":"),
        (b"[events.a\nname=", ":1: not TOML: "),
        (GOOD + b"[events.a]\n", ":4: not TOML: "),
        (b"a = 1\x00", ":1: not TOML: "),
        (b'"""', ":1: not TOML: "),
        (b"#!/bin/sh\necho hello\n", ":2: not TOML: "),
        (b'{"events": {}}', ":1: not TOML: "),
    ],
    ids=_number,
)
def test_a_file_that_is_not_toml_is_one_sentence(data: bytes, sentence: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "e.toml"
    path.write_bytes(data)
    for command in COMMANDS:
        code, out, err = run(*command.split(), "-f", str(path), *NOW)
        told = out if command == "check" else err.splitlines(keepends=True)[0]
        assert code == 1
        assert told.startswith(f"{path}{sentence}")
        assert "not TOML" in told or "not UTF-8" in told
        assert told.count("\n") == 1
        assert len(told) < 400


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        (b"", 0),
        (b"\n# nothing\n", 0),
        (b"\xef\xbb\xbf" + GOOD, 0),
        (GOOD.replace(b"\n", b"\r\n"), 0),
        (b"events = 3", 1),
        (b"events = []", 1),
        (b"[[events]]\nname = 'A'\n", 1),
        (b"[events]\na = 1\n", 1),
        (b"[event.a]\nname = 'A'\n", 1),
        (b"[events.a]\n", 2),
        (b"[events.a]\nname = 3\nstart = 'soon'\ntags = 'w'\n", 3),
        (b"[events.a]\nname = ''\nstart = 12:00:00\n", None),
        (b"[events.a]\nname = 'A'\nstart = 2026-02-30\nend = 2026-13-01\n", 2),
        (b"[events.a]\nname = 'A'\nstart = 2026-11-26\nrepeat = 'FREQ=MINUTELY'\n", 1),
        (b"[events.a]\nname = 'A'\nstart = 2026-11-26T09:00:00\ntz = 'Mars/Olympus'\n", 1),
    ],
    ids=_number,
)
def test_what_is_wrong_in_a_file_costs_no_more_than_it_must(
    data: bytes, problems: int | None, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "e.toml"
    path.write_bytes(data)
    good = tmp_path / "good.toml"
    good.write_text('[events.good]\nname = "Good"\nstart = 2026-11-25\n')
    code, out, err = run("list", "-f", str(path), "-f", str(good), *NOW)
    assert code == 0
    assert "1 day   Good" in out or "1 day  Good" in out
    lines = err.splitlines()
    assert all(line.startswith(f"{path}:") for line in lines)
    assert problems is None or len(lines) == problems
    code, out, _ = run("check", "-f", str(path), *NOW)
    assert code == bool(lines)
    assert problems is None or out.count("\n") == max(problems, 1)


@pytest.mark.parametrize("text", [True, False])
def test_ten_megabytes_of_noise(text: bool, run: Run, tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(10_000_000)
    path = tmp_path / "e.toml"
    path.write_bytes(noise.hex().encode() if text else noise)
    code, out, err = run("next", "-f", str(path), *NOW)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"{path}:1: " + ("not TOML: " if text else "byte 0x"))
    assert len(err) < 400


def test_places_that_are_no_files(run: Run, tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for name, sentence in (
        (str(tmp_path), f"{tmp_path}: this is a folder; name the file in it\n"),
        (str(loop), f"{loop}: cannot be read: "),
        ("/proc/self/mem", "/proc/self/mem: cannot be read: "),
    ):
        if name.startswith("/proc") and not Path(name).exists():
            continue
        code, out, err = run("next", "-f", name)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert err.startswith(sentence)


def test_an_unreadable_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "e.toml"
    path.write_bytes(GOOD)
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        assert run("next", "-f", str(path)) == (1, "", f"{path}: cannot be read: Permission denied\n")
    else:  # for root every file can be read
        assert run("next", "-f", str(path), *NOW).out == "2 days  A\n"


def test_an_empty_file_is_no_events_rather_than_no_file(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file("")
    assert run("list") == (0, "", "")
    assert run("show", "a") == (1, "", "countdown: no event is called 'a': there are no events\n")
