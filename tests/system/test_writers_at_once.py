"""Many processes that change one file, processes killed in the middle, and disks that take no more."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.instants import Instants

pytestmark = pytest.mark.slow

COMMENTED = "# mine\n\n# about a\n[events.a]   # a\nname = 'A'\nstart = 2030-01-01 # when\n\n# the end\n"


def start(path: Path, *args: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "countdown", "-f", str(path), "--now", "2026-11-24", *args]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


def run(path: Path, *args: str) -> subprocess.CompletedProcess[str]:
    child = start(path, *args)
    out, err = child.communicate(timeout=60)
    assert "Traceback" not in err
    return subprocess.CompletedProcess(args, child.returncode, out, err)


def finish(children: list[subprocess.Popen[str]]) -> None:
    for child in children:
        _, err = child.communicate(timeout=120)
        assert (child.returncode, err) == (0, "")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.toml"


def test_forty_adds_at_once_make_forty_events(path: Path) -> None:
    path.write_text(COMMENTED)
    finish([start(path, "add", "Same name", "2030-01-01") for _ in range(40)])
    text = path.read_text()
    assert text.startswith(COMMENTED)
    assert set(tomllib.loads(text)["events"]) == {"a", "same-name"} | {f"same-name-{number}" for number in range(2, 41)}


def test_adds_edits_and_removes_at_once_all_take_place(path: Path) -> None:
    path.write_text(COMMENTED)
    for number in range(20):
        assert run(path, "add", f"Old {number}", "2030-01-01").returncode == 0
    children = []
    for number in range(20):
        children.append(start(path, "add", f"New {number}", "2030-01-01"))
        change = ["remove", f"old-{number}"] if number % 2 else ["edit", f"old-{number}", "--note", f"n{number}"]
        children.append(start(path, *change))
    finish(children)
    text = path.read_text()
    assert text.startswith(COMMENTED)
    events = tomllib.loads(text)["events"]
    assert set(events) == {"a", *(f"new-{number}" for number in range(20)), *(f"old-{n}" for n in range(0, 20, 2))}
    assert all(events[f"old-{number}"]["note"] == f"n{number}" for number in range(0, 20, 2))
    for _ in range(60):
        assert run(path, "undo").returncode == (0 if _ < 50 else 1)


def test_an_add_that_is_killed_leaves_the_old_file_or_the_new_one(path: Path, home: Path) -> None:
    path.write_text(COMMENTED)
    begun = time.monotonic()
    assert run(path, "add", "First", "2030-01-01").returncode == 0
    instants = Instants(4, time.monotonic() - begun)
    known = set(tomllib.loads(path.read_text())["events"])
    kept = 0
    for number in range(200):
        before = path.read_bytes()
        child = start(path, "add", f"Event {number}", "2030-01-01")
        time.sleep(instants.draw())
        child.send_signal(signal.SIGKILL)
        child.communicate(timeout=60)
        after = path.read_bytes()
        events = set(tomllib.loads(after.decode())["events"])
        assert after.startswith(COMMENTED.encode())
        assert events - known <= {f"event-{number}"}
        assert known <= events
        if events == known:
            assert after == before
            instants.was_early()
        else:
            instants.was_late()
            kept += 1
        known = events
    names = {file.name for file in path.parent.iterdir()} - {"home"}
    assert names <= {"events.toml", ".events.toml.lock", ".events.toml.new"}, "no litter"
    assert 0 < kept < 200, "the kills were to fall on both sides of the change"
    assert run(path, "add", "Last", "2030-01-01").returncode == 0, "no lock of a dead process is in the way"
    assert not (path.parent / ".events.toml.new").exists()
    assert len(list(home.rglob("*.step"))) <= 50


def test_who_holds_the_lock_is_told_after_ten_seconds(path: Path) -> None:
    from countdown.store.safe_file import locked

    path.write_text(COMMENTED)
    with locked(path, "events.toml"):
        done = run(path, "add", "X", "2030-01-01")
    assert done.returncode == 1
    assert done.stderr == (
        f"{path}: being changed by process {os.getpid()} for over 10 s; try again when that is done\n"
    )
    assert path.read_text() == COMMENTED


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k,mode=700", "tmpfs", str(folder)]
    if os.geteuid() != 0 or shutil.which("mount") is None or subprocess.run(mount, check=False).returncode != 0:
        pytest.skip("needs to mount a file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.system
def test_a_full_disk_ends_in_one_sentence_and_the_old_file(small_disk: Path) -> None:
    path = small_disk / "events.toml"
    path.write_text(COMMENTED + "#" * 30_000 + "\n")
    before = path.read_bytes()
    (small_disk / "filler").write_bytes(b"x" * 24_576)
    done = run(path, "add", "X", "2030-01-01")
    assert done.returncode == 1
    assert re.fullmatch(
        r".*/events\.toml: cannot be changed: No space left on device; make room on that disk; the file is as it was\n",
        done.stderr,
    )
    assert path.read_bytes() == before
    assert not (small_disk / ".events.toml.new").exists()


@pytest.mark.system
@pytest.mark.parametrize("locked_before", [True, False])
def test_a_read_only_file_system_ends_in_one_sentence(small_disk: Path, locked_before: bool) -> None:
    path = small_disk / "events.toml"
    path.write_text(COMMENTED)
    if locked_before:
        (small_disk / ".events.toml.lock").write_text("")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    done = run(path, "add", "X", "2030-01-01")
    assert done.returncode == 1
    assert done.stderr == (f"{path}: cannot be changed: Read-only file system; the file is as it was\n")
    assert run(path, "next").stdout == "1134 days  A\n"
