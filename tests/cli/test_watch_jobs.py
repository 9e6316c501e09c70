"""`watch` as a shell's job: stopped, gone on with, and ended."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.watching import ONE
from tests.terminals import Terminal

pytestmark = [
    pytest.mark.slow, pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with jobs"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def one(events_file: Callable[[str], Path]) -> Path:
    return events_file(ONE)


@pytest.mark.parametrize("by", ["Ctrl-Z", "SIGTSTP", "SIGSTOP"])
def test_it_stops_and_goes_on(by: str, tmp_path: Path) -> None:
    shell = Terminal("--norc", "--noprofile", "-i", program=("bash",), environment={"PS1": "READY> "})
    shell.wait_for("READY>")
    shell.type(f"{sys.executable} -m countdown watch --now 2026-11-24 & echo $! > {tmp_path}/pid; fg\r")
    shell.wait_for("q quit")
    pid = int((tmp_path / "pid").read_text())
    if by == "Ctrl-Z":
        shell.type("\x1a")
    else:
        os.kill(pid, signal.Signals[by])
    shell.wait_for("Stopped")
    if by != "SIGSTOP":  # which no program can answer
        assert not shell.screen.cursor.hidden
        assert shell.raw.rfind("\x1b[?1049l") > shell.raw.rfind("\x1b[?1049h")
    shell.type("echo echoed; fg\r")
    shell.wait_for("q quit")
    before = seconds_left_large(shell)
    shell.wait_for(lambda: seconds_left_large(shell) != before)
    shell.type("p")
    shell.wait_for("paused")
    shell.type("q")
    shell.wait_for(lambda: not shell.screen.cursor.hidden)
    shell.type("stty -a; exit $?\r")
    assert shell.end() == 0
    for mode in ("icanon", "echo", "ixon", "isig"):
        assert f" {mode} " in shell.raw.replace("\r\n", " ").replace(";", " ")
    assert shell.raw.rfind("\x1b[?1049l") > shell.raw.rfind("\x1b[?1049h")


@pytest.mark.parametrize("by", ["Ctrl-Z", "SIGSTOP", "bg"])
def test_one_that_is_stopped_can_be_ended(by: str, tmp_path: Path) -> None:
    shell = Terminal("--norc", "--noprofile", "-i", program=("bash",), environment={"PS1": "READY> "})
    shell.wait_for("READY>")
    shell.type(f"{sys.executable} -m countdown watch --now 2026-11-24 & echo $! > {tmp_path}/pid; fg\r")
    shell.wait_for("q quit")
    pid = int((tmp_path / "pid").read_text())
    os.kill(pid, signal.SIGSTOP) if by == "SIGSTOP" else shell.type("\x1a")
    shell.wait_for("Stopped")
    if by == "bg":
        # In the background it may not have the terminal, and stops again.
        shell.type("bg; while jobs -r | grep -q .; do :; done; echo still\r")
        shell.wait_for("\nstill")
    # The shell tells of its jobs before it asks for the next line.
    shell.type(f"kill %1; while kill -0 {pid}; do :; done 2>&-\r\r")
    shell.wait_for("Exit 143")
    shell.type("exit\r")
    assert shell.end() == 0
    assert not shell.screen.cursor.hidden
    assert shell.raw.rfind("\x1b[?1049l") > shell.raw.rfind("\x1b[?1049h")


def seconds_left_large(terminal: Terminal) -> str:
    """The rows of large digits."""
    return "\n".join(row for row in terminal.rows if "█" in row)
