"""Calendar arithmetic on dates, and why something is no date."""

from __future__ import annotations

import calendar
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.date_errors import why_no_date
from countdown.core.dates import (
    MONTHS,
    WEEKDAYS,
    add_months,
    date_of,
    is_leap,
    month_length,
    move,
    parse_clock,
    whole_years,
    year_length,
)
from tests.build import at

_MIDDLE = st.dates(date(1000, 1, 1), date(8000, 1, 1))


@given(st.integers(1, 9999), st.integers(1, 12))
def test_leap_years_and_lengths_are_the_gregorian_calendars(year: int, month: int) -> None:
    assert is_leap(year) == calendar.isleap(year)
    assert year_length(year) == 365 + calendar.isleap(year)
    assert month_length(year, month) == calendar.monthrange(year, month)[1]


def test_the_names_of_months_and_weekdays() -> None:
    assert list(MONTHS) == list(calendar.month_name)[1:]
    assert list(WEEKDAYS) == list(calendar.day_name)


@given(_MIDDLE, st.integers(-9000, 9000))
def test_months_clamp_as_relativedeltas_do(day: date, months: int) -> None:
    assert add_months(day, months) == day + relativedelta(months=months)


@given(_MIDDLE, st.integers(-900, 900))
def test_a_move_is_of_days_weeks_months_or_years(day: date, number: int) -> None:
    assert move(day, number, "d") == day + timedelta(days=number)
    assert move(day, number, "w") == day + timedelta(weeks=number)
    assert move(day, number, "mo") == day + relativedelta(months=number)
    assert move(day, number, "y") == day + relativedelta(years=number)


@pytest.mark.parametrize("unit", ["d", "w", "mo", "y"])
@pytest.mark.parametrize("number", [10**7, -(10**7), 10**30, -(10**30)])
def test_a_move_out_of_the_calendar_is_an_overflow(unit: str, number: int) -> None:
    with pytest.raises(OverflowError):
        move(date(2026, 11, 26), number, unit)


def test_the_calendar_ends_with_the_year_9999() -> None:
    assert add_months(date(9998, 12, 31), 12) == date(9999, 12, 31)
    assert add_months(date(1, 2, 1), -1) == date(1, 1, 1)
    with pytest.raises(OverflowError):
        add_months(date(9999, 12, 1), 1)
    with pytest.raises(OverflowError):
        add_months(date(1, 1, 31), -1)


@pytest.mark.parametrize(
    ("first", "day", "years"),
    [
        ("1990-11-26", "2026-11-25", 35),
        ("1990-11-26", "2026-11-26", 36),
        ("1990-11-26", "1990-11-26", 0),
        ("1990-11-26", "1989-11-27", -1),
        ("1990-11-26", "1989-11-25", -2),
        ("2024-02-29", "2025-02-27", 0),
        ("2024-02-29", "2025-02-28", 1),
        ("2024-02-29", "2028-02-28", 3),
        ("2024-02-29", "2028-02-29", 4),
    ],
)
def test_whole_years_are_anniversaries(first: str, day: str, years: int) -> None:
    assert whole_years(date.fromisoformat(first), date.fromisoformat(day)) == years


def test_the_date_of_a_moment_is_in_its_own_terms() -> None:
    assert date_of(date(2026, 11, 26)) == date(2026, 11, 26)
    assert type(date_of(at("2026-11-26T23:59", "Pacific/Kiritimati"))) is date
    assert date_of(at("2026-11-26T23:59", "Pacific/Kiritimati")) == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("00:00", time(0)),
        ("8:05", time(8, 5)),
        ("23:59", time(23, 59)),
        ("24:00", None),
        ("08:60", None),
        ("08", None),
        ("08:", None),
        (":08", None),
        ("008:00", None),
        ("08:5", None),
        ("08:005", None),
        ("08:00:00", None),
        ("-8:00", None),
        ("٠٨:٠٠", None),
        ("²:00", None),
        ("", None),
    ],
)
def test_a_clock_is_hours_and_minutes(text: str, clock: time | None) -> None:
    assert parse_clock(text) == clock


@pytest.mark.parametrize(
    ("value", "sentence", "mend"),
    [
        (time(9), "a date is needed here, not a time alone", "write one such as 2026-11-26"),
        (5, "a date is needed here, not a number", "write one such as 2026-11-26"),
        ([], "a date is needed here, not a list", "write one such as 2026-11-26"),
        ({}, "a date is needed here, not a table", "write one such as 2026-11-26"),
        (1.5, "a date is needed here, not float", "write one such as 2026-11-26"),
        ("tomorrow", "'tomorrow' is not a date", "write one such as 2026-11-26, without quotes"),
        ("", "'' is not a date", "write one such as 2026-11-26, without quotes"),
        ("2026-13-40", "'2026-13-40' is not a date", "write one such as 2026-11-26, without quotes"),
        (
            "2027-02-29",
            "'2027-02-29' is not a date: February 2027 has 28 days",
            "write one such as 2026-11-26, without quotes",
        ),
        ("2026-04-31T09:00", "'2026-04-31T09:00' is not a date: April 2026 has 30 days", "without quotes"),
        ("2026-11-00", "'2026-11-00' is not a date: November 2026 has 30 days", "without quotes"),
        ("0000-02-30", "'0000-02-30' is not a date", "without quotes"),
        ("2026-11-26T25:00:00", "'2026-11-26T25:00:00' is not a date", "without quotes"),
        ("2026-11-26", "'2026-11-26' is text, not a date", "write 2026-11-26 without quotes"),
        ("2026-11-26T09:00", "2026-11-26T09:00 has no seconds, which TOML wants", "write 2026-11-26T09:00:00"),
        ("2026-11-26 09:00Z", "2026-11-26 09:00Z has no seconds, which TOML wants", "write 2026-11-26 09:00:00Z"),
        ("2026-11-26T09:00+08:00", "has no seconds", "write 2026-11-26T09:00:00+08:00"),
        ("2026-11-26T09:00:00", "is text, not a date", "write 2026-11-26T09:00:00 without quotes"),
    ],
)
def test_why_something_is_no_date(value: object, sentence: str, mend: str) -> None:
    told, what_to_write = why_no_date(value)
    assert sentence in told
    assert what_to_write.endswith(mend)


@given(st.text(max_size=100) | st.datetimes().map(datetime.isoformat) | st.integers() | st.none() | st.binary())
def test_of_anything_it_is_told_why_it_is_no_date(value: Any) -> None:
    sentence, mend = why_no_date(value)
    assert "date" in sentence or "seconds" in sentence
    assert mend.startswith("write")
