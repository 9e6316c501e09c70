"""The ways out of `watch`: each leaves the terminal as it was."""

from __future__ import annotations

import os
import signal
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.watching import ONE, Watch, seconds_left
from tests.system.instants import Instants
from tests.terminals import PATIENCE, Terminal

pytestmark = pytest.mark.slow
SIGNALS = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT]


@pytest.fixture(autouse=True)
def one(events_file: Callable[[str], Path]) -> Path:
    return events_file(ONE)


def assert_taken(terminal: Terminal) -> None:
    """The terminal is the program's: else there would be nothing to give back."""
    assert terminal.screen.cursor.hidden
    assert "\x1b[?1049h" in terminal.raw
    assert not terminal.modes()[3] & (termios.ECHO | termios.ICANON)
    assert terminal.modes()[3] & termios.ISIG


def wait_for_end(terminal: Terminal) -> None:
    """Though nobody reads what the program sent."""
    patience = time.monotonic() + PATIENCE
    while not terminal.has_ended():
        assert time.monotonic() < patience
        time.sleep(0.02)


@pytest.mark.parametrize("key", ["q", "Q"])
def test_q_quits(watch: Watch, key: str) -> None:
    terminal = watch()
    terminal.wait_for("q quit")
    assert_taken(terminal)
    terminal.type(key)
    assert terminal.end() == 0
    terminal.assert_as_before()


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x1c", 131)])
def test_ctrl_c_and_its_kin_end_it(watch: Watch, key: str, code: int) -> None:
    terminal = watch()
    terminal.wait_for("q quit")
    terminal.type(key)
    assert terminal.end() == code
    terminal.assert_as_before()
    assert "Traceback" not in terminal.raw


@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_it(watch: Watch, number: signal.Signals, paused: bool) -> None:
    terminal = watch()
    terminal.wait_for("q quit")
    if paused:
        terminal.type("p")
        terminal.wait_for("paused")
    os.kill(terminal.pid, number)
    assert terminal.end() == 128 + number
    terminal.assert_as_before()
    assert "Traceback" not in terminal.raw


def test_two_signals_at_once_are_as_one(watch: Watch) -> None:
    for first, second in ((signal.SIGTERM, signal.SIGINT), (signal.SIGINT, signal.SIGTERM)) * 3:
        terminal = watch()
        terminal.wait_for("q quit")
        os.kill(terminal.pid, first)
        os.kill(terminal.pid, second)
        # One that comes when all is done and given back ends the interpreter in its own way.
        assert terminal.end() in (130, 143, -15, -2)
        terminal.assert_as_before()


def test_an_error_gives_the_terminal_back_and_is_told_there(watch: Watch, tmp_path: Path) -> None:
    """One that nobody thought of, at the third frame."""
    (tmp_path / "broken.py").write_text(
        "import sys\n"
        "from countdown.cli.watch.watched import Watched\n"
        "from countdown.cli.main import main\n"
        "frames = []\n"
        "look = Watched.look\n"
        "def fails(self, now):\n"
        "    frames.append(now)\n"
        "    if len(frames) == 3: raise RuntimeError('it broke')\n"
        "    return look(self, now)\n"
        "Watched.look = fails\n"
        "sys.exit(main(['watch', '--now', '2026-11-24']))\n"
    )
    terminal = Terminal(str(tmp_path / "broken.py"), program=(sys.executable,))
    terminal.wait_for("q quit")
    assert_taken(terminal)
    assert terminal.end() == 1
    terminal.assert_as_before()
    assert "it broke" in terminal.raw.rpartition("\x1b[?1049l")[2]


def test_a_terminal_that_has_gone_ends_it(watch: Watch) -> None:
    terminal = watch()
    terminal.wait_for("q quit")
    terminal.child.ptyproc.fileobj.close()  # as when its window is closed
    terminal.child.closed = terminal.child.ptyproc.closed = True
    wait_for_end(terminal)
    assert terminal.child.wait() == 128 + signal.SIGHUP


def test_a_signal_that_is_to_be_ignored_is(watch: Watch) -> None:
    terminal = Terminal(
        "-c", f'trap "" HUP; exec {sys.executable} -m countdown watch --now 2026-11-24', program=("/bin/sh",)
    )
    terminal.wait_for("q quit")
    os.kill(terminal.pid, signal.SIGHUP)
    terminal.type("p")
    terminal.wait_for("paused")
    terminal.type("q")
    assert terminal.end() == 0
    terminal.assert_as_before()


def test_where_it_cannot_stop_it_goes_on(watch: Watch) -> None:
    """Without a shell that could go on with it, Ctrl-Z is passed over."""
    terminal = watch()
    terminal.wait_for("q quit")
    os.kill(terminal.pid, signal.SIGTSTP)
    terminal.wait_for(lambda: terminal.raw.count("\x1b[?1049h") == 2)
    held = seconds_left(terminal)
    terminal.wait_for(lambda: seconds_left(terminal) not in (held, -1))
    terminal.type("q")
    assert terminal.end() == 0
    terminal.assert_as_before()


def test_a_terminal_that_takes_nothing_does_not_hold_it(watch: Watch) -> None:
    terminal = watch(size=(300, 100))
    terminal.wait_for("q quit")
    # Nobody reads what it draws, until nothing more can be sent.
    for step in range(60):
        terminal.resize(300 - step % 2, 100)
        time.sleep(0.02)
    os.kill(terminal.pid, signal.SIGTERM)
    wait_for_end(terminal)
    assert terminal.end() == 143
    terminal.assert_as_before()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_killed_at_fifty_random_moments(watch: Watch, number: signal.Signals) -> None:
    """From the start of Python on; most of them while it takes the terminal, draws, or waits."""
    begun = time.monotonic()
    watch().wait_for("q quit")
    instants = Instants(int(number), time.monotonic() - begun)
    done = taken = 0
    while done < 50 or (taken < 10 and done < 200):
        done += 1
        terminal = watch()
        moment = instants.draw()
        if done % 2:
            # While it draws all the time.
            terminal.wait_for("q quit")
            for width in (79, 78):
                terminal.type("jk")
                terminal.resize(width, 24)
            moment *= moment % 0.01
        # What it sends meanwhile is read, or it would wait.
        until = time.monotonic() + moment
        while (rest := until - time.monotonic()) > 0:
            terminal.read(rest)
        os.kill(terminal.pid, number)
        code = terminal.end()
        terminal.assert_as_before()
        terminal.close()
        if "\x1b[?1049h" in terminal.raw:
            taken += 1
            if not done % 2:
                instants.was_late()
            assert code in (128 + number, -number)
            assert "Traceback" not in terminal.raw
        else:
            instants.was_early()
    assert taken >= 10
