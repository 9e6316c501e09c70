"""Many runs at once, and runs that are killed at any instant: nothing is lost, and at most what is in flight comes twice."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.system.instants import Instants

pytestmark = [pytest.mark.slow, pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell for its hook")]

# Printing is quick, so it takes more of them for a kill to fall in between.
NUMBERS = {"--once": 200, "--notify": 12}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hook that keeps what it is given."""
    (tmp_path / "config.toml").write_text(
        f"""[notify]\ncommand = ["/bin/sh", "-c", 'echo "$COUNTDOWN_ID" >> {tmp_path}/taken']\n"""
    )
    monkeypatch.setenv("COUNTDOWN_CONFIG", str(tmp_path / "config.toml"))
    return tmp_path


def start(folder: Path, option: str, now: str = "2026-11-26T08:00") -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "countdown", "-f", str(folder / "events.toml"), "remind", option, "--now", now]
    with (folder / "printed").open("ab") as printed:
        return subprocess.Popen(command, stdout=printed, stderr=subprocess.PIPE)


def write_events(folder: Path, option: str) -> set[str]:
    """Events that are due; their ids."""
    numbers = range(NUMBERS[option])
    text = "".join(f'[events.e{at}]\nname = "Event {at}"\nstart = 2026-11-26\n' for at in numbers)
    (folder / "events.toml").write_text(text)
    return {f"e{at}" for at in numbers}


def finish(child: subprocess.Popen[bytes]) -> tuple[int, str]:
    _, err = child.communicate(timeout=120)
    return child.returncode, err.decode()


def delivered(folder: Path, option: str) -> Counter[str]:
    """How often each event was told of."""
    file = folder / ("printed" if option == "--once" else "taken")
    lines = file.read_text().splitlines() if file.exists() else []
    if option == "--once":
        return Counter(f"e{line.split()[2]}" for line in lines)
    return Counter(lines)


def lost_lock(home: Path) -> bool:
    """Whether the ledger's lock is held by nobody."""
    lock = sqlite3.connect(home / ".local/state/countdown/ledger.lock", timeout=5, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    lock.close()
    return True


@pytest.mark.parametrize("option", ["--once", "--notify"])
def test_ten_runs_at_the_same_instant_tell_one_of_each(folder: Path, option: str) -> None:
    all_ = write_events(folder, option)
    children = [start(folder, option) for _ in range(10)]
    assert [finish(child) for child in children] == [(0, "")] * 10
    assert delivered(folder, option) == dict.fromkeys(all_, 1)


@pytest.mark.parametrize("option", ["--once", "--notify"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_killed_at_any_instant(folder: Path, home: Path, option: str, number: signal.Signals) -> None:
    all_, state = write_events(folder, option), home / ".local/state/countdown"
    assert finish(start(folder, option, "2026-11-24T08:00")) == (0, "")
    shutil.copytree(state, folder / "before")
    begun = time.monotonic()
    assert finish(start(folder, option)) == (0, "")
    length = time.monotonic() - begun
    instants = Instants(int(number), length)
    rounds = 100 if number is signal.SIGKILL else 20
    done = repeated = cut_short = 0
    while done < rounds or (cut_short == 0 and done < 200):
        done += 1
        for name in ("printed", "taken"):
            (folder / name).unlink(missing_ok=True)
        shutil.rmtree(state)
        shutil.copytree(folder / "before", state)
        child = start(folder, option)
        time.sleep(instants.draw())
        child.send_signal(number)
        code, err = finish(child)
        time.sleep(0.05 if option == "--notify" else 0)  # a hook that is on its way goes on without its parent
        before = delivered(folder, option)
        assert set(before.values()) <= {1}
        if before or number is not signal.SIGINT:  # while Python itself starts, it has its own way of ending
            assert code in (0, 130, -number), err
            assert "Traceback" not in err
        if not before:
            instants.was_early()
        elif set(before) == all_:
            instants.was_late()
        else:
            cut_short += 1
        code, err = finish(start(folder, option, "2026-11-26T09:00"))
        assert (code, err) == (0, ""), "the ledger opens, and is whole"
        after = delivered(folder, option)
        assert set(after) == all_, "nothing is lost"
        twice = [name for name, count in after.items() if count > 1]
        assert len(twice) <= 1
        assert max(after.values()) <= 2
        repeated += len(twice)
        assert lost_lock(home)
    assert cut_short, "some kills were to fall into the delivery"
    print(f"{option} {number.name}: {cut_short} of {done} cut short, {repeated} repeated", file=sys.stderr)


def test_a_hook_that_outlives_its_parent_holds_no_lock(folder: Path, home: Path) -> None:
    (folder / "config.toml").write_text(
        f"""[notify]\ncommand = ["/bin/sh", "-c", "touch {folder}/begun; read line < {folder}/pipe"]\n"""
    )
    os.mkfifo(folder / "pipe")
    write_events(folder, "--notify")
    child = start(folder, "--notify")
    patience = time.monotonic() + 30
    while not (folder / "begun").exists() and time.monotonic() < patience:
        time.sleep(0.01)
    child.kill()
    finish(child)
    assert lost_lock(home)
    (folder / "pipe").write_text("end\n")
