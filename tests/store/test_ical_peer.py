"""Occurrences agree with recurring-ical-events over three years, whatever the calendar says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from icalendar import Calendar

from countdown.core.recurrence import occurrences
from countdown.store.calendars import read_ics
from tests.store.generated_ics import FIRST, LAST, calendars

pytestmark = pytest.mark.slow
peer = pytest.importorskip("recurring_ical_events")

# What begins at midnight here begins on another date in UTC.
_MARGIN = timedelta(days=3)
Span = tuple[str, str, str, str]


def _instant(moment: date) -> str:
    if isinstance(moment, datetime):
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")
    return moment.isoformat()


def ours(text: str) -> list[Span]:
    found = read_ics(text, "it.ics")
    assert found.warnings == []
    spans = []
    for event in found.events:
        for occurrence in occurrences(event, FIRST - _MARGIN, ZoneInfo("UTC"), through=LAST + _MARGIN):
            end = occurrence.end if isinstance(occurrence.end, datetime) else occurrence.end + timedelta(days=1)
            seen = occurrence.event(event)
            spans.append((_instant(occurrence.start), _instant(end), event.uid or "", seen.name))
    return _within(spans)


def theirs(text: str) -> list[Span]:
    spans = []
    for component in peer.of(Calendar.from_ical(text)).between(FIRST - _MARGIN, LAST + _MARGIN):
        if component.get("STATUS") != "CANCELLED":
            start, end = component["DTSTART"].dt, component["DTEND"].dt
            spans.append((_instant(start), _instant(end), str(component["UID"]), str(component["SUMMARY"])))
    return _within(spans)


def _within(spans: list[Span]) -> list[Span]:
    return sorted({span for span in spans if FIRST.isoformat() <= span[0][:10] < LAST.isoformat()})


@given(calendars())
@settings(max_examples=1000)
def test_generated_calendars(text: str) -> None:
    assert ours(text) == theirs(text)
