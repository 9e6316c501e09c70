"""events.toml to .ics and back into an empty file: the same countdowns, whenever they are looked at."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from countdown.core.countdown import countdown
from countdown.core.event import Event
from countdown.core.vevent.event import vevent
from countdown.store.calendars import read_ics
from countdown.store.events_file import EventsFile
from countdown.store.imports.ics import read_ics_entries
from countdown.store.imports.imported import Merge
from countdown.store.writer import EventsWriter
from countdown.view.export_ics import calendar_text
from countdown.view.json import fields
from tests.build import at
from tests.store.generated_events import events_text, tables

NOW = at("2026-11-24T09:00")
IDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


def brought_back(text: str, folder: Path, remind_at: time) -> EventsFile:
    """The file that an import of the calendar `text` into none at all makes."""
    found = read_ics_entries(text.encode(), "a.ics")
    assert found.left_out == []
    path = folder / "events.toml"
    path.unlink(missing_ok=True)
    merge = Merge(found.entries, [], lambda _: None)
    EventsWriter(path, "events.toml", NOW, lambda _: None).merge(merge.changes, "import")
    assert merge.refused == []
    return EventsFile("events.toml", path.read_text("utf-8") if path.exists() else "")


def shown(event: Event, dates: list[int], zone: str) -> list[dict[str, Any] | None]:
    """What `list --json --all` says of the event on ten dates, and the fields that it leaves out."""
    rows: list[dict[str, Any] | None] = []
    for days in dates:
        seen = countdown(event, at("2026-11-24T09:00", zone) + timedelta(days=days))
        rows.append(None if seen is None else fields(seen, ""))
    own = ("remind", "pin", "nag", "milestones", "since", "tags", "where", "url", "note")
    return [*rows, {name: getattr(event, name) for name in own}]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # the file is made anew for each example
@given(
    found=st.dictionaries(IDS, tables(), min_size=1, max_size=5),
    dates=st.lists(st.integers(-4000, 4000), min_size=10, max_size=10),
    zone=st.sampled_from(["UTC", "Asia/Tokyo", "America/New_York"]),
    remind_at=st.sampled_from([time(), time(8)]),
)
def test_the_same_countdowns_come_back(
    tmp_path: Path, found: dict[str, dict[str, Any]], dates: list[int], zone: str, remind_at: time
) -> None:
    file = EventsFile("events.toml", events_text(found))
    # What has no occurrence at all is in no list, and in no export.
    events = [event for event in file.events if countdown(event, at("2026-11-24T09:00", zone)) is not None]
    text = calendar_text(events, NOW, remind_at)
    assert len(icalendar.Calendar.from_ical(text).walk("VEVENT")) == len(events)
    assert all(not event.errors for event in icalendar.Calendar.from_ical(text).walk())
    back = brought_back(text, tmp_path, remind_at)
    assert back.warnings == []
    assert [event.id for event in back.events] == [event.id for event in events]
    for before, after in zip(events, back.events, strict=True):
        assert shown(after, dates, zone) == shown(before, dates, zone)


SAMPLE = """\
[events.ada]
name = "Ada turns {years}"
start = 1990-01-31
repeat = "monthly"
remind = ["1d pack", "0d"]
where = "Home"
pin = true
"""


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("SUMMARY:Ada turns …", "SUMMARY:Ada", {"name": "Ada"}),
        ("BYMONTHDAY=-1", "BYMONTHDAY=31", {"repeat": "FREQ=MONTHLY;BYMONTHDAY=31"}),
        ("TRIGGER:-P1D", "TRIGGER:-P2D", {"remind": ("2d", "0d")}),
        ("LOCATION:Home", "LOCATION:There", {"where": "There"}),
        ("X-COUNTDOWN-PIN:true", "X-COUNTDOWN-PIN:false", {"pin": False}),
        ("X-COUNTDOWN-PIN:true", "X-COUNTDOWN-PIN:{nonsense", {"pin": False}),
        ('X-COUNTDOWN-REPEAT:"monthly"', "X-COUNTDOWN-REPEAT:7", {"repeat": "FREQ=MONTHLY;BYMONTHDAY=-1"}),
        ('X-COUNTDOWN-REPEAT:"monthly"', 'X-COUNTDOWN-REPEAT:"never"', {"repeat": "FREQ=MONTHLY;BYMONTHDAY=-1"}),
        # What servers write of themselves changes nothing.
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=-1", "RRULE:BYMONTHDAY=-1;INTERVAL=1;FREQ=MONTHLY", {}),
        ("TRIGGER:-P1D", "TRIGGER;VALUE=DURATION:-PT24H", {}),
        ("END:VEVENT", "LAST-MODIFIED:20261201T000000Z\r\nEND:VEVENT", {}),
    ],
)  # fmt: skip
def test_what_was_changed_elsewhere_counts(tmp_path: Path, old: str, new: str, changed: dict[str, Any]) -> None:
    (event,) = EventsFile("events.toml", SAMPLE).events
    text = calendar_text([event], NOW)
    assert old in text
    (after,) = brought_back(text.replace(old, new), tmp_path, time()).events
    expected = {name: getattr(event, name) for name in ("name", "repeat", "remind", "where", "pin")} | changed
    assert {name: getattr(after, name) for name in expected} == expected


def test_a_start_that_was_moved_elsewhere_counts_and_the_words_of_its_rule_stay(tmp_path: Path) -> None:
    (event,) = EventsFile("e", '[events.a]\nname = "A"\nstart = 2026-11-28\nrepeat = "weekdays"\n').events
    text = calendar_text([event], NOW).replace("20261130", "20261202").replace("20261201\r\n", "20261203\r\n")
    (after,) = brought_back(text, tmp_path, time()).events
    assert (str(after.start), after.repeat) == ("2026-12-02", "weekdays")


MOVED = """\
[events.a]
name = "A"
start = 2026-12-01T10:00:00
tz = "Europe/Berlin"
repeat = "weekly"
remind = ["1d pack", "1h", "1mo"]
[events.b]
name = "B"
start = 2026-12-01T10:00:00
[events.c]
name = "C"
start = 2026-12-01
remind = ["3wd", "1mo print"]
"""


@pytest.mark.parametrize("remind_at", [time(), time(8)])
def test_leads_of_what_was_moved_elsewhere_stay_as_they_were(tmp_path: Path, remind_at: time) -> None:
    events = EventsFile("events.toml", MOVED).events
    text = calendar_text(events, NOW, remind_at)
    moved = text.replace("20261201T100000", "20261214T113000").replace("DATE:20261201", "DATE:20261214")
    moved = moved.replace("DATE:20261202", "DATE:20261215")
    after = brought_back(moved, tmp_path, remind_at).events
    assert [event.remind for event in after] == [event.remind for event in events]
    assert {str(event.first_day) for event in after} == {"2026-12-14"}
    # An alarm that was changed as well counts.
    after = brought_back(moved.replace("TRIGGER:-PT1H", "TRIGGER:-PT2H"), tmp_path, remind_at).events
    assert "2h" in (after[0].remind or ())
    assert "1d pack" not in (after[0].remind or ())


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"])
def test_zones_are_defined_from_the_first_event_on(name: str) -> None:
    text = f'[events.a]\nname = "A"\nstart = 1985-06-01T12:00:00\ntz = "{name}"\nrepeat = "yearly"\n'
    calendar = icalendar.Calendar.from_ical(calendar_text(EventsFile("e", text).events, NOW))
    (zone,) = calendar.walk("VTIMEZONE")
    assert isinstance(zone, icalendar.Timezone)
    defined = zone.to_tz(lookup_tzid=False)
    for year in (1985, 1996, 2026, 2040):
        for month in (1, 3, 4, 6, 9, 10, 11):
            moment = at(f"{year}-{month:02}-15T12:00", name)
            assert moment.replace(tzinfo=defined).utcoffset() == moment.utcoffset(), moment


SERIES = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1@x
SUMMARY:Call
DTSTART;TZID=Asia/Tokyo:20261201T093000
DTEND;TZID=Asia/Tokyo:20261201T103000
RRULE:FREQ=WEEKLY;COUNT=10
RDATE;TZID=Asia/Tokyo:20261203T093000
EXDATE;TZID=Asia/Tokyo:20261208T093000
END:VEVENT
BEGIN:VEVENT
UID:1@x
RECURRENCE-ID;TZID=Asia/Tokyo:20261215T093000
SUMMARY:Long call
LOCATION:There
DTSTART;TZID=Asia/Tokyo:20261216T093000
DTEND;TZID=Asia/Tokyo:20261216T123000
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT30M
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:1@x
RECURRENCE-ID;TZID=Asia/Tokyo:20261222T093000
DTSTART;VALUE=DATE:20261223
DTEND;VALUE=DATE:20261225
SUMMARY:Call
END:VEVENT
END:VCALENDAR
"""


def test_single_occurrences_of_a_calendars_event_go_out_again() -> None:
    (event,) = read_ics(SERIES, "a.ics").events
    (again,) = read_ics(calendar_text([event], NOW), "a.ics").events
    assert event.instances is not None
    assert again.instances == event.instances
    assert len(event.instances.overrides) == 2


def test_an_event_without_a_uid_has_the_same_one_each_time() -> None:
    (event,) = EventsFile("events.toml", SAMPLE).events
    assert vevent(event, "1", NOW) == vevent(event, "1", NOW)
    assert "UID:ada@countdown\r\n" in calendar_text([event], NOW)
