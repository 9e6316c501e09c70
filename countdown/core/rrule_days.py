"""The days that a recurrence rule lets through (RFC 5545 §3.3.10), apart from times of day, COUNT and UNTIL.

Days are the bits of an integer, which can be counted, shifted and intersected at once. Of years there are 28 kinds, by
their weekdays and their neighbours' lengths, so a rule has no more than 28 such integers for all of the calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from countdown.core.dates import Moment, is_leap, month_length, year_length

if TYPE_CHECKING:
    from countdown.core.rrule_text import Rule

# The years and days after which months, leap years and weekdays repeat.
CYCLE_YEARS = 400
CYCLE_DAYS = 146_097
# 28 years hold every kind of year; those around them are in the calendar, too.
_KINDS = range(2000, 2028)
_EACH_SEVENTH = sum(1 << day for day in range(0, 366, 7))
_CHUNK = 20


class RuleDays:
    """A rule as a test that each day passes or fails; what it leaves open is taken from the event's first start."""

    def __init__(self, rule: Rule, first: Moment) -> None:
        """`first` is a date for an all-day event, else a naive datetime in the event's zone."""
        self.rule = rule
        self.month_days = rule.month_days
        self.months = rule.months
        self.weekdays = rule.weekdays
        self._years: dict[int, int] = {}
        self._take_from(first)

    def _take_from(self, first: Moment) -> None:
        rule = self.rule
        named = rule.month_days or rule.year_days or rule.weekdays
        if named or rule.freq in ("DAILY", "HOURLY"):
            return
        if rule.freq == "WEEKLY" or rule.weeks:
            self.weekdays = ((0, first.weekday()),)
            return
        self.month_days = (first.day,)
        if rule.freq == "YEARLY" and not rule.months:
            self.months = (first.month,)

    def between(self, low: int, high: int) -> int:
        """The ordinals from `low` to `high` that pass, as bits of which the lowest is `low`."""
        year = date.fromordinal(low).year
        begin = new_year(year)
        found = self.year(year) >> (low - begin)
        begin += year_length(year)
        while begin <= high:
            year += 1
            found |= self.year(year) << (begin - low)
            begin += year_length(year)
        return found & ones(high - low + 1)

    def cycle(self) -> int:
        """The days of the years 1 to 400 that pass, as bits of which the lowest is 1 January."""
        found = 0
        for year in range(1, CYCLE_YEARS, _CHUNK):
            low, end = new_year(year), new_year(year + _CHUNK)
            found |= self.between(low, end - 1) << (low - 1)
        return found

    def year(self, year: int) -> int:
        """The days of `year` that pass, as bits of which the lowest is 1 January."""
        kind = kind_of(year)
        found = self._years.get(kind)
        if found is None:
            found = self._years[kind] = self._passing(kind)
        return found

    def _passing(self, year: int) -> int:
        rule, leap, length = self.rule, is_leap(year), year_length(year)
        found = ones(length)
        if self.months:
            found &= _any(_month(leap, month) for month in self.months)
        if self.month_days:
            found &= _any(_month_day(leap, day) for day in self.month_days)
        if rule.year_days:
            numbers = (day - 1 if day > 0 else length + day for day in rule.year_days)
            found &= _any(1 << number for number in numbers if number >= 0)
        if rule.weeks:
            found &= _any(_weeks(year, rule))
        if self.weekdays:
            # `2TU` is the second Tuesday of the month, or of the year in a yearly rule without BYMONTH.
            whole = rule.freq == "YEARLY" and not rule.months
            found &= _any(_weekday(year, ordinal, weekday, whole=whole) for ordinal, weekday in self.weekdays)
        return found


def new_year(year: int) -> int:
    """The ordinal of 1 January of `year`, which may be one past the calendar's last."""
    past = year - 1
    return past * 365 + past // 4 - past // 100 + past // 400 + 1


def ones(length: int) -> int:
    """So many bits, all set."""
    return (1 << length) - 1


def days_of(bits: int, low: int) -> Iterator[int]:
    """The ordinals that `bits` tell, ascending, where the lowest bit is `low`."""
    while bits:
        lowest = bits & -bits
        yield low + lowest.bit_length() - 1
        bits ^= lowest


def kind_of(year: int) -> int:
    """A year from 2000 to 2027 with the same weekdays and length, and neighbours of the same lengths."""
    return _kind(year % CYCLE_YEARS)


@cache
def _kind(place: int) -> int:
    return _kinds()[_new_years(place + 2000)]


@cache
def _kinds() -> dict[tuple[int, ...], int]:
    return {_new_years(year): year for year in _KINDS}


def _new_years(year: int) -> tuple[int, ...]:
    return tuple(new_year(near) % 7 for near in range(year - 1, year + 3))


def _any(masks: Iterator[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


@cache
def month_start(leap: bool, month: int) -> int:
    """How many days of the year are before `month` (1 to 13)."""
    year = 2000 if leap else 2001
    return sum(month_length(year, before) for before in range(1, month))


@cache
def _month(leap: bool, month: int) -> int:
    start = month_start(leap, month)
    return ones(month_start(leap, month + 1) - start) << start


@cache
def _month_day(leap: bool, day: int) -> int:
    """One day of each month that has it; from -1 at the end."""
    found = 0
    for month in range(1, 13):
        low, end = month_start(leap, month), month_start(leap, month + 1)
        number = low + day - 1 if day > 0 else end + day
        found |= 1 << number if low <= number < end else 0
    return found


@cache
def _weekday(year: int, ordinal: int, weekday: int, *, whole: bool) -> int:
    """BYDAY: every such weekday of `year`, or the one that `ordinal` names in each month, or in the `whole` year."""
    length, leap = year_length(year), is_leap(year)
    # 1 January of the year 1, whose ordinal is 1, is a Monday.
    every = _EACH_SEVENTH << (weekday + 1 - new_year(year)) % 7 & ones(length)
    if not ordinal:
        return every
    found = 0
    for month in range(1, 2 if whole else 13):
        span = ones(length) if whole else _month(leap, month)
        days = list(days_of(every & span, 0))
        at = ordinal - 1 if ordinal > 0 else len(days) + ordinal
        found |= 1 << days[at] if 0 <= at < len(days) else 0
    return found


def _weeks(year: int, rule: Rule) -> Iterator[int]:
    """BYWEEKNO: the days of `year` in each of the weeks that are named in it or its neighbours, which may hold some."""
    begin, days = new_year(year), ones(year_length(year))
    for near in (year - 1, year, year + 1):
        first = _first_week(near, rule.week_start)
        count = (_first_week(near + 1, rule.week_start) - first) // 7
        for week in rule.weeks:
            number = week - 1 if week > 0 else count + week
            if 0 <= number < count:
                at = first + number * 7 - begin
                yield (ones(7) << at if at >= 0 else ones(7) >> -at) & days


@cache
def _first_week(year: int, week_start: int) -> int:
    """The ordinal with which week 1 begins: the first with four days in the year (ISO 8601, with WKST for Monday)."""
    begin = new_year(year)
    late = (begin - 1 - week_start) % 7
    return begin - late + (7 if late > 3 else 0)
