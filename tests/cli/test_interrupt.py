"""Ctrl-C, and signals that end the program, wherever it stands."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")


@pytest.fixture
def fifo(tmp_path: Path) -> Path:
    """An events file that waits for its writer: whoever has opened it can be reached by a signal for sure."""
    path = tmp_path / "events.toml"
    os.mkfifo(path)
    return path


def _blocked(fifo: Path, *arguments: str) -> tuple[subprocess.Popen[bytes], int]:
    """The program while it reads `fifo`, and the writing end of that."""
    child = subprocess.Popen(
        [sys.executable, "-m", "countdown", "-f", str(fifo), *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    # Opening for writing blocks until the program has opened it for reading, which is after it has started.
    return child, os.open(fifo, os.O_WRONLY)


@pytest.mark.parametrize("command", ["list", "next", "list --json", "show expo", "check", "expo"])
def test_ctrl_c_ends_with_130_and_without_a_word(command: str, fifo: Path) -> None:
    child, writer = _blocked(fifo, *command.split())
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=30)
    os.close(writer)
    assert (child.returncode, out, err) == (130, b"", b"")


def test_sigterm_ends_it(fifo: Path) -> None:
    child, writer = _blocked(fifo, "list")
    child.send_signal(signal.SIGTERM)
    out, err = child.communicate(timeout=30)
    os.close(writer)
    assert (child.returncode, out, err) == (-signal.SIGTERM, b"", b"")


def test_an_events_file_may_be_a_pipe(fifo: Path) -> None:
    child, writer = _blocked(fifo, "next", "--now", "2026-11-24")
    os.write(writer, b'[events.a]\nname = "A"\nstart = 2026-11-26\n')
    os.close(writer)
    out, err = child.communicate(timeout=30)
    assert (child.returncode, out, err) == (0, b"2 days  A\n", b"")


@pytest.mark.slow
def test_ctrl_c_at_any_instant_leaves_no_traceback_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "events.toml"
    path.write_text("".join(f'[events.e{at}]\nname = "E"\nstart = 2030-01-01\n' for at in range(2_000)))
    ours = []
    for step in range(60):
        child = subprocess.Popen(
            [sys.executable, "-m", "countdown", "-f", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        time.sleep(step * 0.005)
        child.send_signal(signal.SIGINT)
        _, err = child.communicate(timeout=30)
        # Before and after its own code runs the interpreter has its own way of ending.
        ours += [err] if b"countdown/cli" in err else []
        if child.returncode in (0, 130):
            # Where it falls into a callback of the interpreter's, that is told and passed over.
            assert err == b"" or err.startswith(b"Exception ignored in")
    # Python 3.11 makes other exceptions of it while it builds classes: one of sixty may fall on such an instant.
    assert len(ours) <= 1, ours
