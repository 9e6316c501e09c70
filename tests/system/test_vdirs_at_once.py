"""Many processes that change one vdir, and processes killed in the middle."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from countdown.store.calendars import read_ics
from tests.system.instants import Instants

pytestmark = pytest.mark.slow


@pytest.fixture
def vdir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the calendar `work`, which may be written to."""
    (tmp_path / "config.toml").write_text('[calendars.work]\nsource = "work"\nwrite = true\n')
    monkeypatch.setenv("COUNTDOWN_CONFIG", str(tmp_path / "config.toml"))
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


def start(*args: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "countdown", "--now", "2026-11-24", *args]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


def finish(children: Sequence[subprocess.Popen[str]]) -> None:
    for child in children:
        _, err = child.communicate(timeout=120)
        assert (child.returncode, err) == (0, "")


def events(vdir: Path) -> dict[str, str | None]:
    """The names of all events and their places; every file that another program would carry is whole."""
    found = {}
    for path in vdir.iterdir():
        if path.suffix == ".tmp":
            continue
        assert path.suffix == ".ics"
        read = read_ics(path.read_bytes(), path.name)
        assert read.warnings == []
        (event,) = read.events
        assert f"{event.uid}.ics" == path.name
        found[event.name] = event.where
    return found


def test_forty_adds_at_once_make_forty_files(vdir: Path) -> None:
    finish([start("add", f"Event {number}", "2030-01-01", "--to", "work") for number in range(40)])
    assert set(events(vdir)) == {f"Event {number}" for number in range(40)}


def test_edits_of_one_event_at_once_all_take_place(vdir: Path, home: Path) -> None:
    finish([start("add", "It", "2030-01-01", "--to", "work", "--remind", "none")])
    fields = ("where", "url", "note", "tag", "remind", "since")
    values = {"since": "2026-01-01", "remind": "1d"}
    changes = [start("edit", "work/it", f"--{field}", values.get(field, "x")) for field in fields]
    finish([*changes, start("edit", "work/it", "--pin"), start("edit", "work/it", "--nag")])
    (path,) = vdir.glob("*.ics")
    (event,) = read_ics(path.read_bytes(), "it").events
    told = (event.where, event.url, event.note, event.tags, event.remind, str(event.since), event.pin, event.nag)
    assert told == ("x", "x", "x", ("x",), ("1d",), "2026-01-01", True, True)
    assert len(list(home.rglob("*.step"))) == 9


def test_what_is_killed_leaves_whole_files_and_no_litter(vdir: Path, home: Path) -> None:
    begun = time.monotonic()
    finish([start("add", "First", "2030-01-01", "--to", "work", "--where", "here")])
    instants = Instants(4, time.monotonic() - begun)
    known, kept = events(vdir), 0
    for number in range(80):
        change = (
            ("edit", "first", "--where", f"w{number}")
            if number % 2
            else ("add", f"E {number}", "2030-01-01", "--to", "work")
        )
        child = start(*change)
        time.sleep(instants.draw())
        child.send_signal(signal.SIGKILL)
        child.communicate(timeout=60)
        after = events(vdir)
        assert set(after) - set(known) <= {f"E {number}"}
        assert set(known) <= set(after)
        assert after["First"] in (known["First"], f"w{number}")
        if after == known:
            instants.was_early()
        else:
            instants.was_late()
            kept += 1
        known = after
    assert 0 < kept < 80, "the kills were to fall on both sides of the change"
    assert {path.name for path in vdir.iterdir() if path.suffix != ".ics"} <= {
        ".countdown-lock.tmp", ".countdown-new.tmp",
    }  # fmt: skip
    finish([start("add", "Last", "2030-01-01", "--to", "work")])
    assert not (vdir / ".countdown-new.tmp").exists()
    finish([start("undo")])
    assert events(vdir) == known
    assert len(list(home.rglob("*.step"))) <= 50
