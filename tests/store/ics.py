"""iCalendar texts for tests, as short as they are told."""

from __future__ import annotations

from datetime import date
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from countdown.core.event import Event
from countdown.core.recurrence import occurrences
from countdown.store.calendars import Ics, read_ics

CALENDARS = Path(__file__).parent / "calendars"
START = "DTSTART;VALUE=DATE:20261126"


def calendar(*lines: str) -> str:
    """A VCALENDAR of these lines."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""])


def vevent(*lines: str, uid: str = "it@example.com", name: str = "It") -> list[str]:
    """A VEVENT with a UID and a name."""
    return ["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{name}", *lines, "END:VEVENT"]


def read(*lines: str) -> Ics:
    """What a calendar of these lines holds."""
    return read_ics(calendar(*lines), "it.ics")


def only(*lines: str) -> Event:
    """The one event of these lines, which are read without a warning."""
    found = read(*lines)
    assert found.warnings == []
    (event,) = found.events
    return event


def starts(event: Event, number: int = 9, since: str = "2026-11-01", zone: str = "UTC") -> list[str]:
    """The first starts from `since` on, as ISO text with the offset."""
    found = islice(occurrences(event, date.fromisoformat(since), ZoneInfo(zone)), number)
    return [occurrence.start.isoformat() for occurrence in found]
