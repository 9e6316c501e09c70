"""All occurrences of an event that touch some days."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from countdown.core.event import Event
from countdown.core.instances import Instances, Override
from countdown.core.within import MOST, MOST_A_DAY, within
from tests.build import at, make_event

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def _days(event: Event, first: date = FIRST, last: date = LAST, zone: str = "UTC") -> list[str]:
    found, more = within(event, first, last, at("2026-11-24T09:00", zone))
    assert not more
    return [f"{each.first_day:%m-%d}" + (f"..{each.last_day:%m-%d}" if each.length_days > 1 else "") for each in found]


@pytest.mark.parametrize(
    ("start", "fields", "expected"),
    [
        ("2026-11-01", {}, ["11-01"]),
        ("2026-11-30", {}, ["11-30"]),
        ("2026-10-31", {}, []),
        ("2026-12-01", {}, []),
        ("2026-10-31", {"end": "2026-11-01"}, ["10-31..11-01"]),
        ("2026-11-30", {"end": "2027-02-01"}, ["11-30..02-01"]),
        ("2026-01-01", {"end": "2027-12-31"}, ["01-01..12-31"]),
        ("2020-01-07", {"repeat": "every 2 weeks"}, ["11-03", "11-17"]),
        ("2026-11-03", {"repeat": "weekly", "except_": ["2026-11-17"]}, ["11-03", "11-10", "11-24"]),
        ("2026-11-03", {"repeat": "weekly", "until": "2026-11-16"}, ["11-03", "11-10"]),
        ("2020-01-30", {"repeat": "monthly", "end": "2020-02-02"}, ["10-30..11-02", "11-30..12-03"]),
        ("2020-01-01", {"repeat": "FREQ=MONTHLY;BYDAY=2TU,-1FR"}, ["11-10", "11-27"]),
        ("2020-01-01", {"repeat": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, []),
        ("2026-10-31T22:00", {"end": "2026-11-01T02:00"}, ["10-31..11-01"]),
        ("2026-10-31T22:00", {"end": "2026-11-01T00:00"}, []),
        ("2026-11-30T23:59:59", {}, ["11-30"]),
    ],
)
def test_what_touches_november(start: str, fields: dict[str, Any], expected: list[str]) -> None:
    assert _days(make_event(start, **fields)) == expected


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("UTC", ["11-01", "11-30"]),
        ("Asia/Tokyo", ["11-01"]),  # there the first one is of 31 October, and the last of 1 December
        ("Pacific/Kiritimati", ["11-01"]),
        ("America/New_York", ["11-30"]),
    ],
)
def test_a_timed_event_is_of_the_viewers_days(zone: str, expected: list[str]) -> None:
    early, late = make_event("2026-11-01T01:00:00+00:00"), make_event("2026-11-30T20:00:00+00:00")
    assert _days(early, zone=zone) + _days(late, zone=zone) == expected


def test_occurrences_that_were_moved_or_renamed_count_where_they_are() -> None:
    moved = Override(
        original=datetime(2026, 12, 7, 9), start=datetime(2026, 11, 27, 15), end=datetime(2026, 11, 28, 15)
    )
    renamed = Override(original=datetime(2026, 11, 9, 9), start=datetime(2026, 11, 9, 9), name="Other")
    cancelled = Override(original=datetime(2026, 11, 16, 9))
    event = make_event("2026-11-02T09:00", repeat="weekly", instances=Instances(overrides=(moved, renamed, cancelled)))
    assert _days(event) == ["11-02", "11-09", "11-23", "11-27..11-28", "11-30"]
    found, _ = within(event, FIRST, LAST, at("2026-11-24T09:00"))
    assert [each.name for each in found] == ["It", "Other", "It", "It", "It"]
    assert [each.state for each in found] == ["past", "past", "past", "upcoming", "upcoming"]


def test_an_event_of_every_second_has_some_of_each_day_and_says_so() -> None:
    each = ",".join(map(str, range(60)))
    event = make_event("2020-01-01T00:00", repeat=f"FREQ=DAILY;BYHOUR=1,2;BYMINUTE={each};BYSECOND={each}")
    found, more = within(event, FIRST, LAST, at("2026-11-24T09:00"))
    assert more
    assert {seen.first_day for seen in found} == {date(2026, 11, day) for day in range(1, 31)}
    assert len(found) == MOST_A_DAY * 30


def test_what_has_no_end_of_occurrences_is_cut_and_says_so() -> None:
    event = make_event("0001-01-01", end="3000-01-01", repeat="daily")
    found, more = within(event, FIRST, LAST, at("2026-11-24T09:00"))
    assert (len(found), more) == (MOST, True)


@pytest.mark.parametrize(
    ("start", "fields", "month", "expected"),
    [
        ("0001-01-01", {"repeat": "weekly"}, (1, 1), ["01-01", "01-08", "01-15", "01-22", "01-29"]),
        ("9999-12-17", {"repeat": "weekly"}, (9999, 12), ["12-17", "12-24", "12-31"]),
        ("9999-12-17T09:00", {"repeat": "weekly"}, (9999, 12), ["12-17", "12-24", "12-31"]),
        ("9999-12-30", {"end": "9999-12-31", "repeat": "weekly"}, (9999, 12), ["12-30..12-31"]),
    ],
)
def test_at_the_ends_of_the_calendar(
    start: str, fields: dict[str, Any], month: tuple[int, int], expected: list[str]
) -> None:
    first = date(*month, 1)
    assert _days(make_event(start, **fields), first, first.replace(day=31)) == expected
