"""Working days: counted and stepped by, beside a count day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.workdays import WEEKENDS_OFF, SpecialDays, Workdays, no_special_days

DAY = timedelta(days=1)
SPAN = (date(2023, 11, 1), date(2027, 2, 1))
DAYS = st.dates(*SPAN)
FRIDAYS = frozenset({4})


def by_year(off: frozenset[date], worked: frozenset[date]) -> Workdays:
    """Weekends free, but for these days."""
    return with_weekend(frozenset({5, 6}), off, worked)


def with_weekend(weekend: frozenset[int], off: frozenset[date], worked: frozenset[date]) -> Workdays:
    def special(year: int) -> SpecialDays:
        return SpecialDays(
            frozenset(day for day in off if day.year == year), frozenset(day for day in worked if day.year == year)
        )

    return Workdays(weekend, special)


def naively(day: date, weekend: frozenset[int], off: frozenset[date], worked: frozenset[date]) -> bool:
    """Whether `day` is worked, as one would say it."""
    if day in worked and day.weekday() in weekend:
        return True
    return day.weekday() not in weekend and (day not in off or day in worked)


def dates(first: date, end: date) -> Iterator[date]:
    while first < end:
        yield first
        first += DAY


@st.composite
def calendars(draw: st.DrawFn) -> tuple[frozenset[int], frozenset[date], frozenset[date]]:
    weekend = draw(st.frozensets(st.integers(0, 6), max_size=6))
    return weekend, draw(st.frozensets(DAYS, max_size=40)), draw(st.frozensets(DAYS, max_size=10))


@given(DAYS, DAYS, calendars())
def test_a_count_is_that_of_day_by_day(
    one: date, other: date, calendar: tuple[frozenset[int], frozenset[date], frozenset[date]]
) -> None:
    workdays = with_weekend(*calendar)
    first, end = sorted((one, other))
    expected = sum(naively(day, *calendar) for day in dates(first, end))
    assert workdays.count(first, end) == expected
    assert workdays.count(end, first) == -expected
    assert workdays.includes(one) == naively(one, *calendar)


@given(DAYS, st.integers(-300, 300), calendars())
def test_a_step_is_that_of_day_by_day(
    day: date, number: int, calendar: tuple[frozenset[int], frozenset[date], frozenset[date]]
) -> None:
    expected, left = day, abs(number)
    while left:
        expected += DAY if number > 0 else -DAY
        left -= naively(expected, *calendar)
    assert with_weekend(*calendar).step(day, number) == expected


@given(DAYS, st.integers(1, 300), calendars())
def test_so_many_working_days_lie_between_a_day_and_the_step_back_from_it(
    day: date, number: int, calendar: tuple[frozenset[int], frozenset[date], frozenset[date]]
) -> None:
    workdays = with_weekend(*calendar)
    assert workdays.count(workdays.step(day, -number), day) == number
    assert workdays.count(day + DAY, workdays.step(day, number) + DAY) == number


# 2026-11-26 is a Thursday.
@pytest.mark.parametrize(
    ("first", "end", "weekend", "count"),
    [
        ("2026-11-26", "2026-11-26", (5, 6), 0),
        ("2026-11-26", "2026-11-27", (5, 6), 1),
        ("2026-11-26", "2026-11-30", (5, 6), 2),
        ("2026-11-30", "2026-11-26", (5, 6), -2),
        ("2026-11-26", "2026-11-30", (4, 5), 2),
        ("2026-11-26", "2026-12-03", (), 7),
        ("2026-11-26", "2026-12-03", range(7), 0),
        ("0001-01-01", "9999-12-31", (5, 6), 2_608_614),
    ],
)
def test_today_counts_and_the_day_does_not(first: str, end: str, weekend: range | tuple[int, ...], count: int) -> None:
    workdays = Workdays(frozenset(weekend))
    assert workdays.count(date.fromisoformat(first), date.fromisoformat(end)) == count


@pytest.mark.parametrize(
    ("day", "number", "weekend", "expected"),
    [
        ("2026-11-26", 1, (5, 6), "2026-11-27"),
        ("2026-11-26", 2, (5, 6), "2026-11-30"),
        ("2026-11-28", 1, (5, 6), "2026-11-30"),
        ("2026-11-28", 0, (5, 6), "2026-11-28"),
        ("2026-11-30", -1, (5, 6), "2026-11-27"),
        ("2026-11-28", -1, (5, 6), "2026-11-27"),
        ("2026-12-31", 1, (5, 6), "2027-01-01"),
        ("2027-01-01", -1, (5, 6), "2026-12-31"),
        ("2026-11-26", 261, (5, 6), "2027-11-26"),
        ("2026-11-26", 1, range(6), "2026-11-29"),
        ("2026-11-26", -52, range(6), "2025-11-30"),
        ("9999-12-30", 1, (5, 6), "9999-12-31"),
        ("0001-01-02", -1, (5, 6), "0001-01-01"),
    ],
)
def test_a_step_is_to_a_working_day(day: str, number: int, weekend: range | tuple[int, ...], expected: str) -> None:
    found = Workdays(frozenset(weekend)).step(date.fromisoformat(day), number)
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    ("day", "number", "weekend"),
    [
        (date.max, 1, (5, 6)),
        (date.min, -1, (5, 6)),
        (date(2026, 11, 26), 9_999_999, ()),
        (date(2026, 11, 26), 1, range(7)),
        (date(2026, 11, 26), -1, range(7)),
    ],
)
def test_outside_of_the_calendar_there_is_none(day: date, number: int, weekend: range | tuple[int, ...]) -> None:
    with pytest.raises(OverflowError):
        Workdays(frozenset(weekend)).step(day, number)


def test_a_holiday_on_a_weekend_changes_nothing_and_a_worked_day_wins() -> None:
    saturday, monday = date(2026, 11, 28), date(2026, 11, 30)
    assert by_year(frozenset({saturday}), frozenset()).count(saturday, monday) == 0
    assert by_year(frozenset({saturday, monday}), frozenset({saturday, monday})).count(saturday, monday + DAY) == 2
    assert by_year(frozenset(), frozenset({monday})).count(monday, monday + DAY) == 1
    assert no_special_days(2026) == SpecialDays(frozenset(), frozenset())


def test_only_the_years_concerned_are_asked_for() -> None:
    asked: set[int] = set()

    def special(year: int) -> SpecialDays:
        asked.add(year)
        return SpecialDays()

    workdays = Workdays(special=special)
    assert asked == set()
    workdays.count(date(2026, 11, 26), date(2027, 1, 1))
    assert asked == {2026}
    workdays.step(date(2027, 1, 4), -1)
    workdays.step(date(2026, 12, 30), 1)
    assert asked == {2026, 2027}
    workdays.move(date(2028, 1, 1), 3, "w")
    workdays.step(date(2028, 1, 1), 0)
    assert asked == {2026, 2027}


def test_other_units_move_as_ever() -> None:
    day = date(2026, 11, 30)
    moved = [WEEKENDS_OFF.move(day, 3, unit).isoformat() for unit in ("d", "wd", "w", "mo", "y")]
    assert moved == ["2026-12-03", "2026-12-03", "2026-12-21", "2027-02-28", "2029-11-30"]


def test_millennia_take_no_time() -> None:
    christmases = Workdays(special=lambda year: SpecialDays({date(year, 12, 25)}))
    begun = process_time()
    assert christmases.count(date.min, date.max) < WEEKENDS_OFF.count(date.min, date.max)
    far = christmases.step(date(2026, 11, 26), 999_999)
    assert christmases.step(far, -999_999) == date(2026, 11, 26)
    assert process_time() - begun < 1
