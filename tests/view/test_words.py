"""A countdown in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from countdown.view.words import (
    bar,
    count,
    day_bar,
    long_date,
    nearness,
    plural,
    short_count,
    short_date,
    short_when,
    small_bar,
    span,
    weeks_and_days,
    when,
)
from tests.build import seen

NOW = "2026-11-24T09:00"
EXPO: dict[str, Any] = {"end": "2026-11-30", "repeat": "yearly"}


@pytest.mark.parametrize(
    ("start", "fields", "now", "told"),
    [
        ("2024-11-26", EXPO, "2024-08-18T12:00", "100 days"),
        ("2024-11-26", EXPO, "2024-11-25T23:59", "1 day"),
        ("2026-11-24", {}, NOW, "today"),
        ("2026-11-24T10:00", {}, NOW, "today"),
        ("2026-11-24T08:00", {"end": "2026-11-24T10:00"}, NOW, "now"),
        ("2026-11-24T09:00", {}, NOW, "now"),
        ("2026-11-23", {"end": "2026-11-27"}, NOW, "day 2 of 5"),
        ("2026-11-20", {"end": "2026-11-24"}, NOW, "day 5 of 5"),
        ("2026-11-23T22:00", {"end": "2026-11-24T12:00"}, NOW, "day 2 of 2"),
        ("2026-11-23", {}, NOW, "1 day ago"),
        ("2026-11-14", {}, NOW, "10 days ago"),
        ("2026-11-24T08:00", {}, NOW, "earlier"),
        ("2026-08-18", {"pin": True}, NOW, "D+98"),
        ("2026-11-24T08:00", {"pin": True}, NOW, "D+0"),
    ],
)
def test_the_number_of_days(start: str, fields: dict[str, Any], now: str, told: str) -> None:
    assert count(seen(start, now, **fields)) == told


def test_the_number_of_days_for_narrow_screens() -> None:
    assert short_count(seen("2026-11-23", NOW, end="2026-11-27")) == "day 2/5"
    assert short_count(seen("2026-11-26", NOW)) == "2 days"


@pytest.mark.parametrize(
    ("start", "fields", "told"),
    [
        ("2026-11-25", {}, "tomorrow"),
        ("2026-11-26", {}, ""),
        ("2026-11-24", {}, ""),
        ("2026-11-23", {"end": "2026-11-30"}, ""),
        ("2026-11-24T12:20", {}, "in 3 h 20 min"),
        ("2026-11-24T09:00:01", {}, "in 1 min"),
        ("2026-11-24T10:00", {}, "in 1 h"),
        ("2026-11-25T09:00", {}, "in 24 h"),
        ("2026-11-25T09:01", {}, "tomorrow"),
        ("2026-11-26T00:00", {}, ""),
        ("2026-11-24T08:00", {"end": "2026-11-24T09:45"}, "45 min left"),
        ("2026-11-20T08:00", {"end": "2026-11-28T09:45"}, ""),
        ("2026-11-24T08:00", {}, ""),
        ("2026-11-20", {"pin": True}, ""),
    ],
)
def test_how_near_it_is(start: str, fields: dict[str, Any], told: str) -> None:
    assert nearness(seen(start, NOW, **fields)) == told


@pytest.mark.parametrize(
    ("start", "fields", "told", "short"),
    [
        ("2026-12-25", {}, "Fri 25 Dec", "25 Dec"),
        ("2027-01-01", {}, "Fri 1 Jan 2027", "1 Jan 2027"),
        ("2026-11-26", {"end": "2026-11-30"}, "Thu 26 – Mon 30 Nov", "26 Nov"),
        ("2026-11-28", {"end": "2026-12-02"}, "Sat 28 Nov – Wed 2 Dec", "28 Nov"),
        ("2026-12-30", {"end": "2027-01-02"}, "Wed 30 Dec – Sat 2 Jan 2027", "30 Dec"),
        ("2027-11-26", {"end": "2027-11-30"}, "Fri 26 – Tue 30 Nov 2027", "26 Nov 2027"),
        ("2027-11-30", {"end": "2027-12-01"}, "Tue 30 Nov – Wed 1 Dec 2027", "30 Nov 2027"),
        ("2027-12-31", {"end": "2028-01-01"}, "Fri 31 Dec 2027 – Sat 1 Jan 2028", "31 Dec 2027"),
        ("2026-08-18", {}, "18 Aug 2026", "18 Aug"),
        ("2016-08-18", {"pin": True, "end": "2016-08-20"}, "18 Aug 2016", "18 Aug 2016"),
        ("2026-12-25T09:30", {}, "Fri 25 Dec 09:30", "25 Dec"),
        ("2026-12-25T09:30:15", {}, "Fri 25 Dec 09:30:15", "25 Dec"),
        ("2026-11-24T09:30", {}, "Tue 24 Nov 09:30", "09:30"),
        ("2026-11-24T07:30", {}, "24 Nov 2026", "24 Nov"),
        ("2026-12-25T09:30", {"end": "2026-12-25T11:00"}, "Fri 25 Dec 09:30–11:00", "25 Dec"),
        ("2026-12-25T22:00", {"end": "2026-12-26T02:00"}, "Fri 25 Dec 22:00 – Sat 26 Dec 02:00", "25 Dec"),
        ("2026-12-25T22:00", {"end": "2026-12-26T00:00"}, "Fri 25 Dec 22:00–00:00", "25 Dec"),
    ],
)
def test_the_dates_are_as_short_as_they_are_clear(start: str, fields: dict[str, Any], told: str, short: str) -> None:
    countdown = seen(start, NOW, **fields)
    assert (when(countdown), short_when(countdown)) == (told, short)


def test_a_time_is_told_in_the_viewers_zone() -> None:
    there = seen("2026-11-27T01:00", NOW, "America/New_York", tz="Asia/Shanghai")
    assert (when(there), count(there)) == ("Thu 26 Nov 12:00", "2 days")


@pytest.mark.parametrize(
    ("fraction", "width", "told"),
    [(0, 5, "░░░░░"), (0.4, 5, "██░░░"), (1, 5, "█████"), (-1, 3, "░░░"), (2, 3, "███"), (0.5, 0, "")],
)
def test_a_bar(fraction: float, width: int, told: str) -> None:
    assert bar(fraction, width) == told


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2026-11-23", "2026-11-27", "██░░░"),
        ("2026-11-24", "2026-11-28", "█░░░░"),
        ("2026-11-24", "2026-11-24", ""),
        ("2026-11-25", "2026-11-28", ""),
        ("2026-01-01", "2026-12-31", "█████████░"),
    ],
)
def test_the_running_day_as_a_bar(start: str, end: str, told: str) -> None:
    assert day_bar(seen(start, NOW, end=end)) == told


def test_numbers_with_their_units() -> None:
    assert [plural(number, "day") for number in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    assert [span(minutes) for minutes in (0, 1, 59, 60, 200, 1440)] == [
        "0 min", "1 min", "59 min", "1 h", "3 h 20 min", "24 h",
    ]  # fmt: skip
    assert [weeks_and_days(days) for days in (0, 1, 7, 8, 100)] == [
        "0 days", "1 day", "1 week", "1 week and 1 day", "14 weeks and 2 days",
    ]  # fmt: skip


def test_dates_in_full_and_in_short() -> None:
    assert long_date(date(2026, 11, 26)) == "Thursday 26 November 2026"
    assert long_date(datetime(2026, 11, 26, 9, 5)) == "Thursday 26 November 2026 09:05"
    assert long_date(date(1, 1, 1)) == "Monday 1 January 1"
    assert short_date(date(2026, 11, 26), date(2026, 1, 1)) == "Thu 26 Nov"
    assert short_date(date(2027, 11, 26), date(2026, 1, 1)) == "Fri 26 Nov 2027"


@pytest.mark.parametrize(
    ("start", "fields", "unit", "told", "short"),
    [
        ("2027-03-04", {}, "days", "100 days", "100 days"),
        ("2027-03-04", {}, "weeks", "14 weeks 2 days", "14w 2d"),
        ("2027-03-04", {}, "months", "3 months 8 days", "3mo 8d"),
        ("2026-12-01", {}, "weeks", "1 week", "1w"),
        ("2026-12-02", {}, "weeks", "1 week 1 day", "1w 1d"),
        ("2026-11-30", {}, "weeks", "6 days", "6d"),
        ("2026-12-23", {}, "months", "29 days", "29d"),
        ("2026-12-24", {}, "months", "1 month", "1mo"),
        ("2026-11-24", {}, "weeks", "today", "today"),
        ("2026-11-23", {"end": "2026-12-27"}, "weeks", "day 2 of 35", "day 2/35"),
        ("2026-08-18", {"pin": True}, "weeks", "14 weeks ago", "14w ago"),
        ("2026-08-18", {"pin": True}, "months", "3 months 6 days ago", "3mo 6d ago"),
        ("2026-08-18", {"pin": True}, "days", "D+98", "D+98"),
        ("2026-11-23", {}, "months", "1 day ago", "1d ago"),
        ("2026-11-24T08:00", {}, "weeks", "earlier", "earlier"),
        ("0001-01-01", {}, "months", "24310 months 23 days ago", "24310mo 23d ago"),
    ],
)
def test_the_days_in_other_units(start: str, fields: dict[str, Any], unit: str, told: str, short: str) -> None:
    countdown = seen(start, NOW, **fields)
    assert (count(countdown, unit), short_count(countdown, unit)) == (told, short)


@pytest.mark.parametrize(
    ("start", "fields", "told"),
    [
        ("2026-11-26", {}, ""),
        ("2026-11-26", {"since": "2026-11-16"}, "████████░░"),
        ("2026-11-26", {"since": "2026-11-24"}, "░░░░░░░░░░"),
        ("2026-11-26", {"since": "2026-11-30"}, "██████████"),
        ("2026-11-25", {"since": "2020-01-01"}, "█████████░"),  # not over yet
        ("2026-11-23", {"end": "2026-11-27", "since": "2026-11-01"}, "██░░░"),
        ("2026-08-18", {"pin": True, "since": "2026-01-01"}, ""),
        ("2026-11-24", {"since": "2026-01-01"}, ""),
    ],
)
def test_the_waiting_as_a_small_bar(start: str, fields: dict[str, Any], told: str) -> None:
    assert small_bar(seen(start, NOW, **fields)) == told
