"""How far one date is from another."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.between import UNITS, Distance, between
from countdown.core.dates import add_months
from countdown.core.workdays import Workdays

DATES = st.dates(date(1, 1, 2), date(9999, 12, 30))
UNIT = st.sampled_from(UNITS)


@pytest.mark.parametrize(
    ("first", "day", "unit", "expected"),
    [
        ("2024-08-18", "2024-11-26", "days", (100, 0)),
        ("2026-11-24", "2026-11-24", "days", (0, 0)),
        ("2026-11-24", "2026-11-23", "days", (-1, 0)),
        ("2026-11-24", "2026-12-25", "weeks", (4, 3)),
        ("2026-12-25", "2026-11-24", "weeks", (-4, -3)),
        ("2026-11-24", "2026-12-24", "months", (1, 0)),
        ("2026-11-24", "2026-12-23", "months", (0, 29)),
        ("2026-01-31", "2026-02-28", "months", (1, 0)),
        ("2026-01-31", "2026-03-30", "months", (1, 30)),
        ("2026-01-31", "2026-03-31", "months", (2, 0)),
        ("2024-02-29", "2025-02-28", "months", (12, 0)),
        ("2026-03-31", "2026-01-31", "months", (-2, 0)),
        ("2026-11-24", "2026-11-30", "workdays", (4, 0)),
        ("2026-11-24", "2026-11-28", "workdays", (4, 0)),
        ("2026-11-28", "2026-11-30", "workdays", (0, 0)),
        ("2026-11-30", "2026-11-24", "workdays", (-4, 0)),
        ("0001-01-01", "9999-12-31", "days", (3652058, 0)),
        ("0001-01-01", "9999-12-31", "months", (119987, 30)),
    ],
)
def test_rows(first: str, day: str, unit: str, expected: tuple[int, int]) -> None:
    assert between(date.fromisoformat(first), date.fromisoformat(day), unit) == expected


@pytest.mark.parametrize(
    ("first", "day", "unit", "expected"),
    [
        ("2026-11-24", "2026-11-24", "days", (1, 0)),
        ("2026-11-26", "2026-11-30", "days", (5, 0)),
        ("2026-11-30", "2026-11-26", "days", (-5, 0)),
        ("2026-11-23", "2026-11-29", "weeks", (1, 0)),
        ("2026-01-01", "2026-01-31", "months", (1, 0)),
        ("2026-11-24", "2026-11-27", "workdays", (4, 0)),
        ("2026-11-24", "2026-11-28", "workdays", (4, 0)),
    ],
)
def test_inclusive_counts_both_ends(first: str, day: str, unit: str, expected: tuple[int, int]) -> None:
    assert between(date.fromisoformat(first), date.fromisoformat(day), unit, inclusive=True) == expected


def test_the_weekend_is_as_told() -> None:
    first, day = date(2026, 11, 23), date(2026, 11, 30)
    assert between(first, day, "workdays", workdays=Workdays(frozenset({4}))) == (6, 0)
    assert between(first, day, "workdays", workdays=Workdays(frozenset())) == (7, 0)
    assert between(first, day, "workdays", workdays=Workdays(frozenset(range(7)))) == (0, 0)


def test_the_last_day_of_the_calendar_cannot_be_counted_as_well() -> None:
    with pytest.raises(OverflowError):
        between(date(2026, 1, 1), date(9999, 12, 31), inclusive=True)


@given(DATES, DATES, UNIT, st.booleans())
def test_backwards_is_the_negative(first: date, day: date, unit: str, inclusive: bool) -> None:
    there = between(first, day, unit, inclusive=inclusive)
    back = between(day, first, unit, inclusive=inclusive)
    if first != day:
        assert back == Distance(-there.whole, -there.days_over)


@given(DATES, DATES)
def test_whole_units_and_the_days_over_lead_from_the_one_to_the_other(one: date, other: date) -> None:
    first, day = sorted((one, other))
    weeks, months = between(first, day, "weeks"), between(first, day, "months")
    assert first + timedelta(weeks=weeks.whole, days=weeks.days_over) == day
    assert add_months(first, months.whole) + timedelta(days=months.days_over) == day
    assert 0 <= weeks.days_over < 7
    assert 0 <= months.days_over < 31


@given(DATES, DATES, UNIT)
def test_inclusive_is_one_day_more(one: date, other: date, unit: str) -> None:
    first, day = sorted((one, other))
    assert between(first, day, unit, inclusive=True) == between(first, day + timedelta(days=1), unit)
