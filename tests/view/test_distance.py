"""How far it is, in one line."""

from __future__ import annotations

from datetime import date

import pytest

from countdown.core.between import UNITS, Distance, between
from countdown.view.distance import distance_line
from tests.build import seen

TODAY = date(2026, 11, 24)


def line(day: str, unit: str = "days", *, since: str | None = None, inclusive: bool = False) -> str:
    target = date.fromisoformat(day)
    first = TODAY if since is None else date.fromisoformat(since)
    distance = between(first, target, unit, inclusive=inclusive)
    return distance_line(target, distance, unit, first, since=None if since is None else first, inclusive=inclusive)


def event_line(start: str, now: str = "2026-11-24T09:00", unit: str = "days", **fields: str) -> str:
    countdown = seen(start, now, name="Expo", **fields)
    today = countdown.now.date()
    distance = between(today, countdown.first_day, unit)
    return distance_line(countdown, distance, unit, today, since=None, inclusive=False)


@pytest.mark.parametrize(
    ("day", "unit", "expected"),
    [
        ("2026-12-25", "days", "31 days until Friday 25 December 2026"),
        ("2026-11-25", "days", "1 day until Wednesday 25 November 2026 (tomorrow)"),
        ("2026-11-24", "days", "0 days until Tuesday 24 November 2026 (today)"),
        ("2026-11-23", "days", "1 day since Monday 23 November 2026 (yesterday)"),
        ("2026-08-18", "days", "98 days since Tuesday 18 August 2026"),
        ("2026-12-01", "weeks", "1 week until Tuesday 1 December 2026"),
        ("2026-12-09", "weeks", "2 weeks and 1 day until Wednesday 9 December 2026"),
        ("2026-11-27", "weeks", "3 days until Friday 27 November 2026"),
        ("2026-11-24", "months", "0 months until Tuesday 24 November 2026 (today)"),
        ("2026-08-18", "months", "3 months and 6 days since Tuesday 18 August 2026"),
        ("2026-11-25", "workdays", "1 working day until Wednesday 25 November 2026 (tomorrow)"),
        ("2026-11-17", "workdays", "5 working days since Tuesday 17 November 2026"),
    ],
)
def test_a_date(day: str, unit: str, expected: str) -> None:
    assert line(day, unit) == expected


def test_where_it_is_counted_from_is_told() -> None:
    assert (
        line("2026-12-25", since="2026-12-24") == "1 day from Thursday 24 December 2026 until Friday 25 December 2026"
    )
    assert line("2026-11-24", since="2026-11-26", unit="weeks") == (
        "2 days from Thursday 26 November 2026 back to Tuesday 24 November 2026"
    )


def test_both_ends_are_told() -> None:
    assert line("2026-11-30", "weeks", inclusive=True) == "1 week until Monday 30 November 2026, both ends counted"


@pytest.mark.parametrize(
    ("start", "fields", "expected"),
    [
        ("2026-11-26", {}, "2 days until Expo, Thursday 26 November 2026"),
        ("2026-11-25", {}, "1 day until Expo, Wednesday 25 November 2026 (tomorrow)"),
        ("2026-11-24", {}, "today: Expo, until Tuesday 24 November 2026"),
        ("2026-11-23", {"end": "2026-11-27"}, "day 2 of 5: Expo, until Friday 27 November 2026"),
        ("2026-11-20", {}, "4 days since Expo, Friday 20 November 2026"),
        ("2026-11-24T12:20", {}, "0 days until Expo, Tuesday 24 November 2026 (in 3 h 20 min)"),
        ("2026-11-24T08:00", {"end": "2026-11-24T10:00"}, "now: Expo, until Tuesday 24 November 2026 10:00"),
        ("2026-11-24T08:00", {}, "0 days since Expo, Tuesday 24 November 2026 (earlier today)"),
    ],
)
def test_an_event(start: str, fields: dict[str, str], expected: str) -> None:
    assert event_line(start, **fields) == expected


def test_a_name_is_data() -> None:
    countdown = seen("2026-11-26", "2026-11-24T09:00", name="\x1b[31m\n")
    told = distance_line(countdown, Distance(2), "days", TODAY, since=None, inclusive=False)
    assert told == "2 days until \\x1b[31m\\n, Thursday 26 November 2026"


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_has_a_noun(unit: str) -> None:
    assert line("2027-11-24", unit).partition(" ")[0].isdecimal()
