"""A command as a channel: real scripts, what reaches them, and what comes back."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from countdown.deliver.channels import Channel, Message, channels
from countdown.errors import CountdownError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="scripts of a Unix shell")

FIELDS: Mapping[str, str | int | bool | None] = {
    "id": "expo", "name": "Supply chain expo", "occurrence": "2026-11-26", "lead": "7d", "due": "2026-11-19T00:00:00+00:00",
    "days": 7, "late": 0, "missed": False, "text": None,
}  # fmt: skip
Script = Callable[[str], str]


def message(**fields: str | int | bool | None) -> Message:
    return Message("Supply chain expo: in 7 days", "Thu 26 – Mon 30 Nov\nBeijing", {**FIELDS, **fields})


def command(*arguments: str, seconds: float = 10.0) -> Channel:
    [channel] = channels(command=arguments, seconds=seconds)
    return channel


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """`script(text)`: the path of a program of that text."""

    def write(text: str) -> str:
        path = tmp_path / "hook"
        path.write_text(text)
        path.chmod(0o755)
        return str(path)

    return write


@pytest.fixture
def witness(script: Script, tmp_path: Path) -> tuple[str, Callable[[], tuple[list[str], dict[str, str]]]]:
    """A program that writes down its arguments and environment, and what it wrote."""
    seen = tmp_path / "seen.json"
    path = script(
        f"#!{sys.executable}\nimport json, os, sys\n"
        "ours = {k: v for k, v in os.environ.items() if k.startswith('COUNTDOWN_')}\n"
        "print('not for anyone')\n"
        f"open({str(seen)!r}, 'w').write(json.dumps([sys.argv[1:], ours, sys.stdin.read()]))\n"
    )

    def read() -> tuple[list[str], dict[str, str]]:
        arguments, environment, given = json.loads(seen.read_text())
        assert given == ""
        return arguments, environment

    return path, read


Witness = tuple[str, Callable[[], tuple[list[str], dict[str, str]]]]


def error_of(call: Callable[[], None]) -> CountdownError:
    with pytest.raises(CountdownError) as caught:
        call()
    assert "\n" not in str(caught.value)
    assert caught.value.__cause__ is None
    return caught.value


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("{name}", "Supply chain expo"), ("in {days} days: {name}!", "in 7 days: Supply chain expo!"), ("plain", "plain"),
        ("{text}", ""), ("{missed}", "false"), ("{late}", "0"), ("{{name}}", "{name}"), ("{{{name}}}", "{Supply chain expo}"),
        ("{{}}", "{}"), ("{title}", "Supply chain expo: in 7 days"), ("{body}", "Thu 26 – Mon 30 Nov\nBeijing"), ("", ""),
    ],
)  # fmt: skip
def test_fields_in_an_argument(argument: str, expected: str, witness: Witness) -> None:
    path, seen = witness
    command(path, argument).send(message())
    assert seen()[0] == [expected]


@pytest.mark.parametrize(
    "name",
    [
        "two words", "$(touch x); `id` && rm -rf ~ | cat > y", "it's \"quoted\"", "line\nbreak\r\n", "*", "~", "{days} {0}",
        "--option", "展会 🎿 é", "\x1b[31mred", "x" * 10_000, "%s %n",
    ],
    ids=range(12),
)  # fmt: skip
def test_a_value_lands_whole_in_one_argument_and_in_the_environment(name: str, witness: Witness) -> None:
    path, seen = witness
    command(path, "before", "{name}", "after").send(message(name=name))
    arguments, environment = seen()
    assert arguments == ["before", name, "after"]
    assert environment["COUNTDOWN_NAME"] == name


@pytest.mark.parametrize("locale", ["C", "POSIX", "de_DE.ISO-8859-1"])
def test_values_are_utf8_in_every_locale(locale: str, witness: Witness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", locale)
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.setenv("PYTHONUTF8", "1")  # the witness's own reading
    path, seen = witness
    command(path, "{name}").send(message(name="展会"))
    assert seen()[0] == ["展会"]


def test_the_environment_holds_every_field(witness: Witness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTDOWN_FILE", "kept")
    path, seen = witness
    command(path).send(message(missed=True))
    assert seen()[1] == {
        "COUNTDOWN_FILE": "kept", "COUNTDOWN_ID": "expo", "COUNTDOWN_NAME": "Supply chain expo", "COUNTDOWN_TEXT": "",
        "COUNTDOWN_OCCURRENCE": "2026-11-26", "COUNTDOWN_LEAD": "7d", "COUNTDOWN_DUE": "2026-11-19T00:00:00+00:00",
        "COUNTDOWN_DAYS": "7", "COUNTDOWN_LATE": "0", "COUNTDOWN_MISSED": "true",
        "COUNTDOWN_TITLE": "Supply chain expo: in 7 days", "COUNTDOWN_BODY": "Thu 26 – Mon 30 Nov\nBeijing",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"), [("a\0b", "a\\x00b"), ("half \ud800", "half ?")], ids=["NUL", "half of a pair"]
)
def test_what_no_argument_can_hold_is_replaced(name: str, expected: str, witness: Witness) -> None:
    path, seen = witness
    command(path, "{name}").send(message(name=name))
    assert seen()[0] == [expected]
    assert seen()[1]["COUNTDOWN_NAME"] == expected


def test_its_output_is_not_ours(witness: Witness, capfd: pytest.CaptureFixture[str]) -> None:
    command(witness[0]).send(message())
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("argument", "told"),
    [("{nmae}", "{nmae}"), ("{name.__class__}", "{name.__class__}"), ("{days:>4}", "{days:>4}"), ("{}", "{}"),
     ("{0}", "{0}"), ("{name", "{"), ("name}", "}"), ("{name!r}", "{name!r}")],
)  # fmt: skip
def test_an_unknown_field_is_an_error_and_nothing_is_run(argument: str, told: str, witness: Witness) -> None:
    channel = command(witness[0], argument)
    for call in (channel.check, lambda: channel.send(message())):
        error = error_of(call)
        assert error.sentence == f"unknown field {told} in its arguments"
        assert "fields are id, name, occurrence," in error.mend
    with pytest.raises(FileNotFoundError):
        witness[1]()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("exit 3", "command hook: ended with exit code 3"),
        ("echo first >&2; echo 'no route' >&2; echo >&2; exit 1", "command hook: ended with exit code 1: no route"),
        ("printf '\\033[31mred\\n' >&2; exit 1", "command hook: ended with exit code 1: [31mred"),
        ("kill -9 $$", "command hook: was ended by signal 9"),
        ("head -c 3000000 /dev/zero | tr '\\0' x >&2; exit 2", f"command hook: ended with exit code 2: {'x' * 199}…"),
    ],
)
def test_a_failure_is_told_with_the_last_line_of_its_errors(text: str, told: str, script: Script) -> None:
    assert str(error_of(lambda: command(script(f"#!/bin/sh\n{text}\n")).send(message()))) == told


def test_what_it_says_on_success_is_no_matter(script: Script) -> None:
    command(script("#!/bin/sh\necho warning >&2\nhead -c 3000000 /dev/zero\n")).send(message())


@pytest.mark.parametrize("call", ["check", "send"])
def test_a_program_that_is_not_there(call: str, tmp_path: Path) -> None:
    for program, told in (
        ("no-such-hook", "command no-such-hook: there is no such program; write its whole path"),
        (str(tmp_path / "hook"), "command hook: there is no such program"),
        ("", "command : no program is named"),
        ("a\0b", "command a b: no program is named"),
    ):
        channel = command(program)
        attempt = channel.check if call == "check" else partial(channel.send, message())
        assert str(error_of(attempt)) == told


def test_a_program_that_may_not_be_executed(script: Script) -> None:
    path = script("#!/bin/sh\n")
    Path(path).chmod(0o644)
    error = error_of(command(path).check)
    assert (error.sentence, error.mend) == ("may not be executed", f"chmod +x {path}")


@pytest.mark.parametrize("text", ["#!/no/such/interpreter\n", "\x7fELF no program"])
def test_a_program_that_the_system_cannot_run(text: str, script: Script) -> None:
    error = error_of(lambda: command(script(text)).send(message()))
    assert error.sentence.startswith("cannot be run: ")
    assert error.mend == "its first line has to name its interpreter"


def test_an_argument_too_long_for_the_system(witness: Witness) -> None:
    error = error_of(lambda: command(witness[0], "{name}").send(message(name="x" * 5_000_000)))
    assert str(error) == "command hook: cannot be run: Argument list too long"


def test_a_program_in_the_home(script: Script, home: Path) -> None:
    shutil.copy(script("#!/bin/sh\ntouch ~/it-ran\n"), home / "in-home")
    channel = command("~/in-home")
    channel.check()
    channel.send(message())
    assert (home / "it-ran").exists()


def test_a_good_command_passes_the_check_without_being_run(witness: Witness) -> None:
    command(witness[0], "{name}", "{{", "{text}").check()
    with pytest.raises(FileNotFoundError):
        witness[1]()


def test_a_program_is_taken_as_written(script: Script, tmp_path: Path) -> None:
    odd = tmp_path / "{name}"
    shutil.copy(script("#!/bin/sh\n"), odd)
    command(str(odd)).send(message(name="/bin/false"))


def test_it_may_leave_something_running(script: Script) -> None:
    before = time.monotonic()
    command(script("#!/bin/sh\nsleep 9 &\n")).send(message())
    assert time.monotonic() - before < 7


def test_the_program_has_a_group_of_its_own(script: Script, tmp_path: Path) -> None:
    text = f"import os, pathlib; pathlib.Path({str(tmp_path / 'group')!r}).write_text(str(os.getpgrp()))"
    command(script(f"#!{sys.executable}\n{text}\n")).send(message())
    assert int((tmp_path / "group").read_text()) != os.getpgrp()
