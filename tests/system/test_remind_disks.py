"""Ledgers on disks that are full or read-only, and in use for long: one sentence, reminders still shown, nothing torn."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.system]

LINE = "7 days  Expo  Thu 26 Nov\n"


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The state folder, on a file system of 256 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k,mode=700", "tmpfs", str(folder)]
    if os.geteuid() != 0 or shutil.which("mount") is None or subprocess.run(mount, check=False).returncode != 0:
        pytest.skip("needs to mount a file system")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture(autouse=True)
def events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "events.toml"
    path.write_text('[events.expo]\nname = "Expo"\nstart = 2026-11-26\n')
    config = tmp_path / "config.toml"
    config.write_text(f"""[notify]\ncommand = ["/bin/sh", "-c", 'echo "$COUNTDOWN_ID" >> {tmp_path}/taken']\n""")
    monkeypatch.setenv("COUNTDOWN_FILE", str(path))
    monkeypatch.setenv("COUNTDOWN_CONFIG", str(config))
    return path


def remind(option: str = "--once", now: str = "2026-11-19T08:00", before: tuple[str, ...] = ()) -> tuple[int, str, str]:
    command = [*before, sys.executable, "-m", "countdown", "remind", option, "--now", now]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def refused(found: tuple[int, str, str], reason: str) -> bool:
    """Whether the run said so in one sentence, with exit code 1, and showed the reminder all the same."""
    code, out, err = found
    assert (code, out) == (1, LINE)
    assert err.count("\n") == 1
    assert reason in err
    return True


@pytest.mark.parametrize("option", ["--once", "--notify"])
@pytest.mark.parametrize("room", [*range(0, 72, 8), 4, 12])
def test_a_full_disk(small_disk: Path, tmp_path: Path, option: str, room: int) -> None:
    (small_disk / "filler").write_bytes(b"x" * (256 - room) * 1024)
    code, out, err = remind(option)
    assert code == 1
    assert err.count("\n") == 1
    assert "the disk is full" in err or "No space left" in err
    taken = tmp_path / "taken"
    assert out == LINE or (option == "--notify" and taken.read_text() == "expo\n")
    (small_disk / "filler").unlink()
    taken.unlink(missing_ok=True)
    assert remind(option)[::2] == (0, ""), "and once there is room, all is well"


def test_a_disk_that_fills_up_later(small_disk: Path) -> None:
    assert remind(now="2026-11-18T08:00") == (0, "", "")
    used = sum(file.stat().st_size for file in small_disk.rglob("*"))
    (small_disk / "filler").write_bytes(b"x" * (262_144 - used - 4096))
    assert refused(remind(), "the disk is full")
    (small_disk / "filler").unlink()
    assert remind() == (0, LINE, "")
    assert remind() == (0, "", "")


@pytest.mark.parametrize("option", ["--once", "--notify"])
def test_a_read_only_disk(small_disk: Path, tmp_path: Path, option: str) -> None:
    assert remind(option, "2026-11-18T08:00") == (0, "", "")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for _ in range(2):
        assert refused(remind(option), "have to be writable")
    assert not (tmp_path / "taken").exists(), "what cannot be recorded is not sent"


def test_a_read_only_disk_without_a_ledger(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert refused(remind(), "cannot be used: Read-only file system")


@pytest.mark.parametrize("option", ["--once", "--notify"])
@pytest.mark.parametrize("what", ["ledger.db", "ledger.lock", "."])
def test_a_file_or_folder_that_may_not_be_written(home: Path, tmp_path: Path, what: str, option: str) -> None:
    # Root may write whatever it likes, unless it gives that up.
    before = ("setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override") if os.geteuid() == 0 else ()
    if before and shutil.which("setpriv") is None:
        pytest.skip("needs setpriv")
    assert remind(option, "2026-11-18T08:00") == (0, "", "")
    place = home / ".local/state/countdown" / what
    mode = place.stat().st_mode
    place.chmod(0o500 if what == "." else 0o400)
    assert refused(remind(option, before=before), "have to be writable")
    assert not (tmp_path / "taken").exists(), "what cannot be recorded is not sent"
    place.chmod(mode)
    assert remind(option) == (0, LINE if option == "--once" else "", "")


# Files may grow to 36 KiB, so the ledger's log is full after a few reminders.
LIMITED = ("sh", "-c", 'ulimit -f 72; exec "$@"', "sh")


@pytest.mark.parametrize("option", ["--once", "--notify"])
def test_a_ledger_that_fails_in_the_middle_of_a_run(events: Path, tmp_path: Path, option: str) -> None:
    assert remind(option, "2026-11-18T08:00") == (0, "", "")
    events.write_text("".join(f'[events.e{at}]\nname = "E"\nstart = 2026-11-26\n' for at in range(30)))
    code, out, err = remind(option, before=LIMITED)
    assert code == 1
    assert err.count("\n") == 1
    assert "cannot be used" in err
    taken = tmp_path / "taken"
    if option == "--once":
        assert out.count("\n") == 30, "what is shown is better shown twice than never"
    else:
        assert out == ""
        first = taken.read_text().split()
        assert 0 < len(first) < 30
        assert remind(option) == (0, "", "")
        assert len(taken.read_text().split()) == 31, "one was sent and not recorded"


@pytest.mark.parametrize("name", ["ledger.lock", "ledger.db"])
def test_in_use_for_half_a_minute(home: Path, name: str) -> None:
    assert remind(now="2026-11-18T08:00") == (0, "", "")
    other = sqlite3.connect(home / ".local/state/countdown" / name, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    begun = time.monotonic()
    assert refused(remind(), "cannot be used: in use by another run; try again when that is done")
    assert 9 < time.monotonic() - begun < 20
    other.close()
    assert remind() == (0, LINE, "")
