"""The periods that a recurrence rule looks through, one INTERVAL after the other, and the days of the rule in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, date
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from countdown.core.dates import Moment, is_leap
from countdown.core.rrule_days import CYCLE_DAYS, CYCLE_YEARS, RuleDays, kind_of, month_start, new_year, ones
from countdown.core.rrule_grid import Cycle, Grid

if TYPE_CHECKING:
    from countdown.core.rrule_text import Rule

LAST_ORDINAL = date.max.toordinal()
# After so many periods without a start the next is looked for in a turn of the calendar, which costs as much.
_PATIENCE = 50
# So many weeks are told at once.
_WEEKS = 64


class Periods:
    """Periods are numbered from that of the first start, 0. Daily and hourly rules are looked through by the year."""

    def __init__(self, rule: Rule, first: Moment, grid: Grid | None, needed: int) -> None:
        """`grid` are the days that the INTERVAL of a daily or hourly rule comes to; None for others.

        `needed` is how many days a period must have for any start.
        """
        self._freq = rule.freq
        self._week_start = rule.week_start
        self._days = RuleDays(rule, first)
        self._needed = needed
        self._grid = grid
        self._interval = rule.interval if grid is None else 1
        self._first = self._index(first)

    def number(self, day: date) -> int:
        """The number of the last period that begins by `day`; 0 if the first does not."""
        return max(0, self._index(day) - self._first) // self._interval

    def bounds(self, number: int) -> tuple[int, int]:
        """First and last ordinal of a period, within the calendar; past its end the first is beyond the last day."""
        index = self._first + number * self._interval
        if self._freq == "WEEKLY":
            low = index * 7 + 1 + self._week_start
            return max(low, 1), min(low + 6, LAST_ORDINAL)
        year, month = divmod(index, 12) if self._freq == "MONTHLY" else (index, None)
        if year > MAXYEAR:
            return LAST_ORDINAL + 1, LAST_ORDINAL
        low = new_year(year)
        if month is None:
            return low, new_year(year + 1) - 1
        leap = is_leap(year)
        return low + month_start(leap, month + 1), low + month_start(leap, month + 2) - 1

    def _index(self, day: date) -> int:
        """The number of the period that holds `day`, counted from the calendar's beginning."""
        if self._freq == "WEEKLY":
            return (day.toordinal() - 1 - self._week_start) // 7
        return day.year * 12 + day.month - 1 if self._freq == "MONTHLY" else day.year

    @property
    def ever_busy(self) -> bool:
        """False where no week can have the days needed."""
        return self._freq != "WEEKLY" or self._needed <= len(self._days.weekdays)

    def days_between(self, low: int, high: int) -> int:
        """The rule's days from the ordinal `low` to `high`, as bits of which the lowest is `low`."""
        days = self._days.between(low, high)
        return days if self._grid is None or not days else days & self._grid.bits(low, high - low + 1)

    def all_days(self, number: int) -> Iterator[tuple[int, int]]:
        """The first ordinal and the days of each period from `number` on; of weeks, which are many, so many at once."""
        while (low := (bounds := self.bounds(number))[0]) <= LAST_ORDINAL:
            if self._freq != "WEEKLY" or low == 1:
                yield low, self.days_between(*bounds)
                number += 1
                continue
            span = 7 * self._interval
            end = min(low + 7 + span * (_WEEKS // self._interval), LAST_ORDINAL + 1)
            days = self._days.between(low, end - 1)
            for week in range(low, end, span):
                yield week, days & ones(7)
                days >>= span
                number += 1

    def busy(self, number: int, last: int) -> Iterator[tuple[int, int]]:
        """The first ordinal and the days of each period with a start, from `number` on to the ordinal `last`."""
        idle, patience = 0, 0 if "_cycle" in self.__dict__ else _PATIENCE
        while True:
            low, high = self.bounds(number)
            if low > last:
                return
            days = self.days_between(low, high)
            number += 1
            if days.bit_count() >= self._needed:
                idle = 0
                yield low, days
                continue
            idle += 1
            if idle > patience:
                found = self._next_busy(number, last)
                if found is None:
                    return
                number = found

    def _next_busy(self, number: int, last: int) -> int | None:
        """The first period from `number` on with a start by the ordinal `last`; None if there is none.

        Of weeks it is the first with a day; BYSETPOS may need more of them.
        """
        if self._grid is not None or self._freq == "WEEKLY":
            found = self._cycle.next(self.bounds(number)[0], last)
            return None if found is None else self.number(date.fromordinal(found))
        found = self._cycle.next(self._first + number * self._interval, self._index(date.fromordinal(last)))
        return None if found is None else (found - self._first) // self._interval

    @cached_property
    def _cycle(self) -> Cycle:
        """A turn of the calendar: its days, of months and years those that have the days needed."""
        if self._grid is not None:
            return Cycle(self._days.cycle(), CYCLE_DAYS, 1, self._grid)
        if self._freq == "WEEKLY":
            low = self._first * 7 + 1 + self._week_start
            return Cycle(self._days.cycle(), CYCLE_DAYS, 1, Grid(range(low, low + 7), self._interval * 7))
        length = 12 if self._freq == "MONTHLY" else 1
        patterns = {kind: self._busy_in(kind) for kind in set(map(kind_of, range(1, CYCLE_YEARS + 1)))}
        wanted = 0
        for year in range(CYCLE_YEARS, 0, -1):
            wanted = wanted << length | patterns[kind_of(year)]
        return Cycle(wanted, CYCLE_YEARS * length, length, Grid((self._first,), self._interval))

    def _busy_in(self, year: int) -> int:
        """Which months of a year, or whether the year itself, have the days needed."""
        days, leap = self._days.year(year), is_leap(year)
        if self._freq == "YEARLY":
            return int(days.bit_count() >= self._needed)
        starts = [month_start(leap, month) for month in range(1, 14)]
        sizes = [(days >> low & ones(end - low)).bit_count() for low, end in pairwise(starts)]
        return sum(1 << month for month, size in enumerate(sizes) if size >= self._needed)
