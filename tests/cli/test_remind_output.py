"""Where reminders are printed: pipes, terminals, and outputs that fail; what was not taken is due again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyte
import pytest

from tests.cli.conftest import Run
from tests.cli.reminders import once
from tests.screens import sent

COUNTDOWN = (sys.executable, "-m", "countdown")
NOW = ("--now", "2026-11-24T12:00")
EVENTS = """\
[events.expo]
name = "第二届中国国际供应链促进博览会"
start = 2026-11-26
end = 2026-11-30
where = "北京"
tags = ["工作"]
remind = ["2d print the badges, all of them, and those of the guests from abroad too"]

[events.hostile]
name = "[red]x[/red] \\u001b[31m\\n\\u202eltr"
start = 2026-11-25
remind = ["1d \\u001b[32m[b]bring[/b] it"]

[events.dentist]
name = "Dentist"
start = 2026-11-24T10:00:00
"""
NAMES = ("[red]", "第", "Dentist")


@pytest.fixture(autouse=True)
def path(events_file: Callable[[str], Path]) -> Path:
    return events_file(EVENTS)


def _run(*arguments: str, stdout: int | None = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    command = [*COUNTDOWN, "remind", *arguments, *NOW]
    return subprocess.run(
        command, check=False, timeout=60, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE
    )


def _screen(width: int, *arguments: str, environment: dict[str, str] | None = None) -> tuple[list[str], str]:
    """The rows that a terminal shows, the second cell of a wide character as NUL; and what it was sent."""
    text = sent(width, 30, "remind", *arguments, now=NOW[1], environment=environment)
    screen = pyte.Screen(width, 30)
    pyte.Stream(screen).feed(text)
    rows = ["".join(screen.buffer[y][x].data or "\0" for x in range(width)).rstrip() for y in range(30)]
    while rows and not rows[-1]:
        rows.pop()
    return rows, text


@pytest.mark.parametrize(
    "environment",
    [{"LANG": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "COLUMNS": "20"}, {}],
)
@pytest.mark.parametrize("options", [(), ("--once",), ("--json",), ("--once", "--json"), ("--once", "--dry-run")])
def test_a_pipe_gets_utf8_and_everything(
    options: tuple[str, ...], environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    done = _run(*options)
    assert (done.returncode, done.stderr) == (0, b"")
    out = done.stdout.decode()
    assert "第二届中国国际供应链促进博览会" in out
    assert "print the badges, all of them, and those of the guests from abroad too" in out
    assert "\x1b" not in out
    assert out.count("\n") == (1 if "--json" in options else 5)


def test_lines_for_a_pipe(run: Run) -> None:
    assert run("remind", *NOW).out == (
        " 2 days  第二届中国国际供应链促进博览会    "
        "print the badges, all of them, and those of the guests from abroad too  Thu 26 – Mon 30 Nov\n"
        r"  1 day  [red]x[/red] \x1b[31m\n\u202eltr  \x1b[32m[b]bring[/b] it  Wed 25 Nov (tomorrow)"
        "\n\nWhile you were away\n"
        "earlier  Dentist                           24 Nov 2026\n"
    )


@pytest.mark.parametrize("options", [(), ("--once",), ("--once", "--dry-run")])
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_a_terminal_shows_aligned_rows_and_texts_below(width: int, options: tuple[str, ...]) -> None:
    rows, raw = _screen(width, *options)
    assert "Traceback" not in raw
    heads = [next(row for row in rows if name in row) for name in NAMES]
    indents = {row.index(name) for row, name in zip(heads, NAMES, strict=True)}
    assert len(indents) == 1, "names begin in one column"
    (indent,) = indents
    texts = [row for row in rows if row.startswith(" " * indent) and row not in heads]
    assert " ".join(text.strip() for text in texts) == (
        "print the badges, all of them, and those of the guests from abroad too " + r"\x1b[32m[b]bring[/b] it"
    )
    away = rows.index("While you were away")
    assert rows[away - 1] == ""
    assert rows[away + 1] == heads[2]
    assert len(rows) == 3 + len(texts) + 2, "nothing is wrapped but texts"
    assert heads[1].split()[-1] in ("Nov", "Beijing", "#工\0作\0", "北\0京\0")


@pytest.mark.parametrize("width", [1, 5, 20])
def test_a_screen_too_narrow_breaks_nothing(width: int) -> None:
    assert "Traceback" not in _screen(width)[1]


def test_a_terminal_shows_nothing_when_nothing_is_due(path: Path) -> None:
    path.write_text("")
    assert _screen(80) == ([], "")
    assert _screen(80, "--once") == ([], "")


def test_colour_is_for_terminals_that_want_it() -> None:
    assert "\x1b[" in _screen(80)[1]
    assert "\x1b[" not in _screen(80, environment={"NO_COLOR": "1"})[1]
    assert "\x1b[" not in _screen(80, "--color", "never")[1]
    assert b"\x1b[" not in _run("--color", "auto").stdout


def test_how_late_it_is_stands_with_it(run: Run, path: Path) -> None:
    path.write_text('[events.expo]\nname = "Expo"\nstart = 2026-11-26\nremind = ["4d pack", "3d"]\n')
    once(run, "2026-11-20")
    rows, _ = _screen(80, "--once")
    assert rows == [
        "2 days   Expo   Thu 26 Nov",
        "         pack (2 days late)",
        "2 days   Expo   Thu 26 Nov",
        "         (1 day late)",
    ]


@pytest.mark.parametrize("options", [("--once",), ("--once", "--json")])
def test_what_a_closed_pipe_did_not_take_is_due_again(run: Run, options: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = _run(*options, stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")
    assert len(once(run, "2026-11-24T13:00")) == 3


def test_what_a_closed_pipe_did_not_take_is_due_the_next_day(run: Run) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    _run("--once", stdout=writer)
    os.close(writer)
    assert len(once(run, "2026-11-25T13:00")) == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("options", [("--once",), ("--once", "--json")])
def test_what_a_full_disk_did_not_take_is_due_again(run: Run, options: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = _run(*options, stdout=full.fileno())
    assert (done.returncode, done.stderr) == (1, b"countdown: output: No space left on device\n")
    assert len(once(run, "2026-11-24T13:00")) == 3


def test_without_any_output_it_is_not_told(run: Run) -> None:
    line = f"'{sys.executable}' -m countdown remind --once {' '.join(NOW)} >&-"
    done = subprocess.run(["/bin/sh", "-c", line], check=False, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (1, b"countdown: standard output is closed, so nothing is told\n")
    assert len(once(run, "2026-11-24T13:00")) == 3
