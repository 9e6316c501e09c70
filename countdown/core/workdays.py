"""Working days: which days are worked, and counting by them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

import msgspec

from countdown.core import dates

_DAY = timedelta(days=1)


class SpecialDays(NamedTuple):
    """A year's days that are no working days, and those that are worked although they fall on a weekend."""

    off: Collection[date] = frozenset()
    worked: Collection[date] = frozenset()


def no_special_days(year: int) -> SpecialDays:
    """None in any year: weekends alone are free."""
    return SpecialDays()


class Workdays(msgspec.Struct, frozen=True):
    """Which days are worked: all but those of the `weekend` (0 is Monday), save for the `special` days of a year.

    `special` is asked only for the years that a question is about.
    """

    weekend: frozenset[int] = frozenset({5, 6})
    special: Callable[[int], SpecialDays] = no_special_days

    def includes(self, day: date) -> bool:
        """Whether `day` is worked."""
        return self._between(day, day) == 1

    def count(self, first: date, end: date) -> int:
        """Working days from `first`, included, to `end`, not included; negative if `end` is before `first`."""
        if end < first:
            return -self.count(end, first)
        return self._between(first, end - _DAY) if first < end else 0

    def step(self, day: date, number: int) -> date:
        """The working day that is the `number`-th after `day`, or before it if negative; `day` itself for 0.

        Raises OverflowError if the calendar has none such.
        """
        left = abs(number)
        for first, last in _years_after(day) if number > 0 else _years_before(day) if number < 0 else ():
            here = self._between(first, last)
            if here >= left:
                return self._nth(first, last, left if number > 0 else here - left + 1)
            left -= here
        if number:
            raise OverflowError("no such working day is left in the calendar")
        return day

    def move(self, day: date, number: int, unit: str) -> date:
        """`day` moved by `number` of `wd`, working days, or of a unit that `dates.move` knows; raises OverflowError."""
        return self.step(day, number) if unit == "wd" else dates.move(day, number, unit)

    def _between(self, first: date, last: date) -> int:
        """Working days from `first` to `last`, which is not before it, both included."""
        weeks, rest = divmod(last.toordinal() - first.toordinal() + 1, 7)
        found = weeks * (7 - len(self.weekend))
        found += sum((first.weekday() + offset) % 7 not in self.weekend for offset in range(rest))
        if self.special is no_special_days:
            return found
        return found + sum(self._gained(year, first, last) for year in range(first.year, last.year + 1))

    def _gained(self, year: int, first: date, last: date) -> int:
        """How many working days more than by weekdays alone the days of `year` have from `first` to `last`."""
        special = self.special(year)
        more = sum(first <= day <= last and day.weekday() in self.weekend for day in special.worked)
        fewer = sum(
            first <= day <= last and day.weekday() not in self.weekend and day not in special.worked
            for day in special.off
        )
        return more - fewer

    def _nth(self, first: date, last: date, number: int) -> date:
        """The `number`-th working day from `first` to `last`, which have so many."""
        offsets = range((last - first).days)
        return first + bisect_left(offsets, number, key=lambda days: self._between(first, first + days * _DAY)) * _DAY


# For who says no more: Saturdays and Sundays are free.
WEEKENDS_OFF = Workdays()


def _years_after(day: date) -> Iterator[tuple[date, date]]:
    """The days after `day`, year by year: the first and the last of each."""
    first = day + _DAY
    for year in range(first.year, MAXYEAR + 1):
        yield max(first, date(year, 1, 1)), date(year, 12, 31)


def _years_before(day: date) -> Iterator[tuple[date, date]]:
    """The days before `day`, year by year, the nearest first: the first and the last of each."""
    last = day - _DAY
    for year in range(last.year, MINYEAR - 1, -1):
        yield date(year, 1, 1), min(last, date(year, 12, 31))
