"""A VCALENDAR around events: the zones that they are told in."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from countdown.core.vevent.calendar import in_calendar, zone_text
from countdown.core.vevent.times import times_of
from tests.build import at, make_event

NOW = at("2026-11-24T09:00")


def test_each_zone_is_defined_once_from_the_first_event_in_it_on() -> None:
    events = [
        make_event("2026-06-01T12:00:00", tz="Europe/Berlin"),
        make_event("1985-06-01T12:00:00", tz="Europe/Berlin"),
        make_event("2026-06-01T12:00:00", tz="Asia/Tokyo"),
        make_event("2026-06-01"),
    ]
    text = in_calendar(["X-BODY:1"], map(times_of, events), NOW)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("X-BODY:1\r\nEND:VCALENDAR\r\n")
    assert [line for line in text.splitlines() if line.startswith("TZID")] == ["TZID:Asia/Tokyo", "TZID:Europe/Berlin"]
    assert "DTSTART:1984" in text


def test_an_offset_is_a_zone_without_changes() -> None:
    zone = timezone(-timedelta(hours=3, minutes=30, seconds=15))
    start = datetime(2026, 6, 1, 12, tzinfo=zone)
    event = make_event(start.isoformat(), repeat="daily")
    assert zone_text(times_of(event), NOW).splitlines() == [
        "BEGIN:VTIMEZONE", "TZID:UTC-033015", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:-033015",
        "TZOFFSETTO:-033015", "TZNAME:UTC-033015", "END:STANDARD", "END:VTIMEZONE",
    ]  # fmt: skip
