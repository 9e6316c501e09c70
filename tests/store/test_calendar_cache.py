"""Calendars that have not changed are not parsed again, and say the same."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from countdown.core.event import Event
from countdown.errors import CountdownError
from countdown.store.calendar_config import Calendar
from countdown.store.calendar_files import read_path
from countdown.store.calendar_sources import Calendars
from countdown.store.calendars import with_ids
from countdown.store.paths import cache_folder
from tests.store.ics import calendar, vevent

GOOD = calendar(*vevent("DTSTART;TZID=Europe/Berlin:20261125T100000", "RRULE:FREQ=WEEKLY", uid="a"))
MOVED = calendar(
    *vevent("DTSTART:20261125T100000Z", "RRULE:FREQ=WEEKLY", uid="b"),
    *vevent("RECURRENCE-ID:20261125T100000Z", "DTSTART:20261126T120000Z", uid="b", name="Moved"),
)
BAD = calendar(*vevent("DTSTART:never", uid="c"))


@pytest.fixture
def vdirs(tmp_path: Path) -> list[Path]:
    """Folders of two events each that were written a while ago: what changed a moment ago is not kept."""
    folders = [tmp_path / f"vdir-{number}" for number in range(9)]
    for folder in folders:
        folder.mkdir()
        (folder / "a.ics").write_text(GOOD)
        (folder / "b.ics").write_text(MOVED)
    (folders[-1] / "c.ics").write_text(BAD)
    time.sleep(2.1)
    return folders


warned: list[CountdownError] = []


def read(path: Path) -> tuple[list[Event], list[str]]:
    """By way of the cache; the same as without."""
    (found,) = Calendars({"work": Calendar(str(path))}, path).read(0, 2026, force=False, warn=warned.append)
    plain = read_path(path)
    assert found.events == with_ids(plain.events, "work")
    assert list(map(str, found.warnings)) == list(map(str, plain.warnings))
    return found.events, list(map(str, found.warnings))


def kept() -> list[Path]:
    return sorted((cache_folder() / "sources").glob("*.kept"))


def _change(folder: Path) -> None:
    (folder / "a.ics").write_text(GOOD.replace("WEEKLY", "YEARLY"))


def _add(folder: Path) -> None:
    (folder / "d.ics").write_text(GOOD.replace("UID:a", "UID:d"))


def _take(folder: Path) -> None:
    (folder / "a.ics").unlink()


def _rename(folder: Path) -> None:
    (folder / "a.ics").rename(folder / "z.ics")


def _break(folder: Path) -> None:
    (folder / "a.ics").write_text(BAD)


def _restore_time(folder: Path) -> None:
    before = (folder / "a.ics").stat()
    _change(folder)
    os.utime(folder / "a.ics", ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES = (_change, _add, _take, _rename, _break, _restore_time)


def test_what_is_kept_is_what_was_read_until_something_changes(vdirs: list[Path], home: Path) -> None:
    for number, (folder, change) in enumerate(zip(vdirs, CHANGES, strict=False), 1):
        first, _ = read(folder)
        assert len(kept()) == number
        assert read(folder)[0] == first
        change(folder)
        after, warnings = read(folder)
        assert after != first or warnings
        assert bool(warnings) == (change is _break)
    *_, spoilt, single, broken = vdirs
    _a_spoilt_one_is_made_again(spoilt)
    _a_single_file_is_kept_too(single)
    _one_with_a_warning_is_kept_and_says_it_again(broken)
    _a_warm_run_loads_no_icalendar(spoilt, home)


def _a_spoilt_one_is_made_again(folder: Path) -> None:
    before = set(kept())
    first, _ = read(folder)
    (place,) = set(kept()) - before
    place.write_bytes(place.read_bytes()[:-3] + b"xyz")
    assert read(folder)[0] == first


def _a_single_file_is_kept_too(folder: Path) -> None:
    before = len(kept())
    read(folder / "a.ics")
    assert len(kept()) == before + 1


def _one_with_a_warning_is_kept_and_says_it_again(folder: Path) -> None:
    before = len(kept())
    for _ in range(2):
        assert len(read(folder)[1]) == 1
        assert len(kept()) == before + 1


def _a_warm_run_loads_no_icalendar(folder: Path, home: Path) -> None:
    config = home / "config.toml"
    config.write_text(f'[calendars.work]\nsource = "{folder}"\n')
    code = "import sys; from countdown.cli.main import main; main(['next', '--now', '2026-11-24']); print('icalendar' in sys.modules)"
    environment = os.environ | {"COUNTDOWN_CONFIG": str(config)}
    out = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    ).stdout
    first, loaded = out.splitlines()
    assert "1 day" in first
    assert loaded == "False"
