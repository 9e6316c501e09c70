"""`edit` and its editor on events of a vdir with `write = true`: whole commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.editors import draft_in, editor
from tests.cli.vdirs import NOW, WRITABLE, put
from tests.store.ics import START, calendar, vevent


def test_an_edit_keeps_what_it_does_not_know_and_what_the_config_lays_over(
    run: Run, vdir: Path, vdir_config: Callable[[str], None]
) -> None:
    vdir_config(WRITABLE + 'tags = ["job"]\nremind = ["3d"]\nexclude = ["secret*"]\n')
    path = put(vdir, *vevent("DTSTART:20261126T090000Z", 'X-APPLE;A="b":c', "SEQUENCE:4", "ATTENDEE:mailto:a@x.org"))
    result = run("edit", "work/it", "--name", "Secret", "--when", "27 Nov 10:00", *NOW)
    assert result.code == 0
    assert result.err == "calendars.work: work/secret is not shown: include or exclude leaves it out\n"
    assert path.read_text().splitlines() == calendar(*vevent(
        "DTSTART:20261127T100000Z", "X-APPLE;A=\"b\":c", "SEQUENCE:5", "ATTENDEE:mailto:a@x.org",
        "DTSTAMP:20261124T090000Z", "LAST-MODIFIED:20261124T090000Z", name="Secret",
    )).splitlines()  # fmt: skip


def test_times_are_typed_by_the_events_own_clock_or_the_viewers(
    run: Run, vdir: Path, viewer: Callable[[str], None]
) -> None:
    viewer("Asia/Tokyo")
    path = put(vdir, *vevent("DTSTART;TZID=Europe/Berlin:20261126T090000"))
    assert run("edit", "work/it", "--when", "2026-11-27 10:00", *NOW).code == 0
    assert "DTSTART;TZID=Europe/Berlin:20261127T100000" in path.read_text()
    put(vdir, *vevent("DTSTART:20261126T090000Z"))
    assert run("edit", "work/it", "--when", "2026-11-27 10:00", *NOW).code == 0
    assert "DTSTART:20261127T010000Z" in path.read_text()
    put(vdir, *vevent("DTSTART:20261126T090000"))
    assert run("edit", "work/it", "--start", "2026-11-27 10:00", *NOW).code == 0
    assert "DTSTART:20261127T100000\n" in path.read_text()


def test_an_end_of_a_rule_gives_way_to_until(run: Run, vdir: Path) -> None:
    path = put(vdir, *vevent("DTSTART:20261126T090000Z", "RRULE:FREQ=WEEKLY;COUNT=3"))
    assert run("edit", "work/it", "--until", "2027-03-01", *NOW).code == 0
    assert "RRULE:FREQ=WEEKLY;UNTIL=20270301T235959Z\n" in path.read_text()
    assert run("edit", "work/it", "--no-until", *NOW).code == 0
    assert "RRULE:FREQ=WEEKLY\n" in path.read_text()


def test_no_remind_takes_the_alarms_away(run: Run, vdir: Path) -> None:
    path = put(vdir, *vevent(START, "BEGIN:VALARM", "TRIGGER:-P1D", "ACTION:DISPLAY", "END:VALARM"))
    assert run("edit", "work/it", "--no-remind", *NOW).code == 0
    assert "VALARM" not in path.read_text()


def test_the_uid_stays(run: Run, vdir: Path) -> None:
    put(vdir, *vevent(START))
    result = run("edit", "work/it", "--uid", "x", *NOW)
    assert (result.code, result.err.partition(";")[0]) == (
        2,
        "countdown edit: --uid: an event of a calendar keeps its UID",
    )


def test_the_file_in_the_editor(run: Run, vdir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(vdir, *vevent(START))
    monkeypatch.setenv("EDITOR", editor(tmp_path, "path.write_bytes(path.read_bytes().replace(b':It', b':Other'))"))
    assert run("edit", "work/it", *NOW).out == f"changed in {path}\n"
    assert b"SUMMARY:Other" in path.read_bytes()
    assert run("undo").out == f"undone: edit work/it by hand  ({path})\n"
    monkeypatch.setenv("EDITOR", editor(tmp_path, "path.write_text('nonsense')"))
    result = run("edit", "work/it", *NOW)
    assert result.code == 1
    assert "this is no iCalendar" in result.err
    assert "not saved, since this is no calendar" in result.err
    assert draft_in(result.err).read_text() == "nonsense"
    assert b"SUMMARY:It" in path.read_bytes()
    monkeypatch.setenv(
        "EDITOR", editor(tmp_path, f"path.write_text('BEGIN:VCALENDAR'); Path({str(path)!r}).write_text('x')")
    )
    assert "was changed by another in the meantime" in run("edit", "work/it", *NOW).err
