"""Pipes: UTF-8 whatever the locale, nothing cut, and outputs that fail or are closed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from tests.cli.conftest import Run

COUNTDOWN = (sys.executable, "-m", "countdown")
LONG = "长" * 5_000
EVENTS = f"""\
[events.expo]
name = "第二届中国国际供应链促进博览会"
start = 2026-11-26
where = "北京 🇨🇳"
tags = ["工作"]

[events.family]
name = "👨‍👩‍👧‍👦 café ❤️"
start = 2026-12-24

[events.long]
name = "{LONG}"
start = 2027-01-01
"""
NOW = ("--now", "2026-11-24")
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
BAD = '[events.bad]\nname = "Bad"\nstart = 2026-02-30\n'


@pytest.fixture(autouse=True)
def events(events_file: Callable[[str], Path]) -> Path:
    return events_file(EVENTS)


def _run(
    *arguments: str, stdout: int | IO[str] = subprocess.PIPE, stderr: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    command = [*COUNTDOWN, *arguments]
    return subprocess.run(command, check=False, timeout=60, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr)


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C"},
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TERM": "xterm-256color", "COLUMNS": "20"},
        {},
    ],
)
@pytest.mark.parametrize(
    "command", ["list", "list --plain", "list --json", "list --format {name}", "next -n 0", "show expo", "check"]
)
def test_a_pipe_gets_utf8_and_everything(
    command: str, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    done = _run(*command.split(), *NOW)
    assert (done.returncode, done.stderr) == (0, b"")
    out = done.stdout.decode()
    assert "\x1b" not in out
    if command != "check":
        assert "第二届中国国际供应链促进博览会" in out
    if command not in ("check", "show expo"):
        assert "👨‍👩‍👧‍👦 café ❤️" in out
        assert LONG in out
        assert out.count("\n") == (1 if "--json" in command else 3)


def test_columns_of_wide_names_are_aligned(run: Run) -> None:
    from rich.cells import cell_len

    expo, family, long = run("list", *NOW).out.splitlines()
    assert cell_len(expo.partition("Thu")[0]) == len(" 2 days  ") + 30 + 2
    assert family.startswith("30 days  👨‍👩‍👧‍👦 café ❤️  ")
    assert long == f"38 days  {LONG}  Fri 1 Jan 2027"


def test_pythonioencoding_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "utf-16-le:strict")
    assert _run("next", *NOW).stdout.decode("utf-16-le") == "2 days  第二届中国国际供应链促进博览会\n"


def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.toml"
    Path(os.fsdecode(path)).write_text(EVENTS)
    for command in (
        "list",
        "list --json",
        "list --format {source}",
        "show expo",
        "show expo --json",
        "config",
        "check",
    ):
        done = subprocess.run([*COUNTDOWN, "-f", path, *command.split()], check=True, capture_output=True, timeout=60)
        assert done.stdout.decode()
        assert done.stderr == b""
    for arguments in ((b"show", b"\xff"), (b"\xff",), (b"-f", b"\xff"), (b"--now", b"\xff")):
        done = subprocess.run([*COUNTDOWN, *arguments], check=False, capture_output=True, timeout=60)
        assert done.returncode in (1, 2)
        assert done.stderr.decode().count("\n") == 1
        assert r"\udcff" in done.stderr.decode() or r"\xff" in done.stderr.decode()


@pytest.mark.parametrize("command", ["list", "list --json", "next -n 0", "show expo", "check", "config", "--help"])
def test_a_closed_pipe_ends_quietly(command: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = _run(*command.split(), stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_the_head_of_a_long_list(events: Path) -> None:
    events.write_text("".join(f'[events.e{at}]\nname = "{"x" * 90}"\nstart = 2030-01-01\n' for at in range(5_000)))
    line = f"'{sys.executable}' -m countdown list | head -n 1"
    done = subprocess.run(["/bin/sh", "-c", line], check=False, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1


@needs_full
@pytest.mark.parametrize(
    "command", ["list", "list --json", "next", "show expo", "check", "config", "--help", "--version"]
)
def test_a_full_disk_is_one_sentence(command: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = _run(*command.split(), stdout=full)
    assert (done.returncode, done.stderr) == (1, b"countdown: output: No space left on device\n")


@pytest.mark.parametrize(
    ("redirections", "arguments", "code"),
    [
        (">&-", "list", 0),
        (">&-", "list --json", 0),
        (">&-", "--help", 0),
        (">&- 2>&-", "-f gone.toml", 1),
        (">&- 2>&-", "nope", 2),
        ("<&-", "list", 0),
        ("2>&-", "nope", 2),
        ("2>&-", "-f gone.toml", 1),
        pytest.param("2>/dev/full", "nope", 2, marks=needs_full),
        pytest.param("2>/dev/full", "-f gone.toml", 1, marks=needs_full),
    ],
)
def test_streams_that_are_closed_or_full(redirections: str, arguments: str, code: int) -> None:
    line = f"'{sys.executable}' -m countdown {arguments} {redirections}"
    done = subprocess.run(["/bin/sh", "-c", line], check=False, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (code, b"")


def test_warnings_that_nobody_can_read_cost_nothing(events: Path) -> None:
    events.write_text(BAD + EVENTS)
    reader, writer = os.pipe()
    os.close(reader)
    done = _run("next", *NOW, stderr=writer)
    os.close(writer)
    assert (done.returncode, done.stdout.decode()) == (0, "2 days  第二届中国国际供应链促进博览会\n")


def test_results_and_warnings_keep_to_their_streams(spawn: Run, events: Path) -> None:
    events.write_text(BAD + EVENTS)
    code, out, err = spawn("next", *NOW)
    assert (code, out) == (0, "2 days  第二届中国国际供应链促进博览会\n")
    assert err.startswith(f"{events}:3: events.bad.start: '2026-02-30' is not a date")
    assert err.count("\n") == 1
