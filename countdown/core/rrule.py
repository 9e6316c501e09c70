"""RFC 5545 recurrence rules, evaluated from any date on.

A rule is a test that each day passes or fails, and periods (years, months, weeks) to look through.
So a query starts at the period that it asks about, whenever the event began, and a rule that can never
fire is known by one turn of the 400-year Gregorian calendar. Neither can be asked of `dateutil.rrule`,
which walks from the first start to the year 9999; the tests hold it as the second opinion.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, date, datetime, time
from functools import cached_property, lru_cache
from itertools import count, product, takewhile
from math import gcd, lcm
from typing import TYPE_CHECKING

from countdown.core.dates import Moment, month_length, year_length
from countdown.core.rrule_days import CALENDAR_CYCLE, RuleDays

if TYPE_CHECKING:
    from countdown.core.rrule_text import Rule

_LAST_ORDINAL = date.max.toordinal()

Clock = tuple[int, int, int]


class Recurrence:
    """A rule seen from an event's first start: its days, the times on them, and how many of them count."""

    def __init__(self, rule: Rule, first: Moment) -> None:
        """`first` is a date for an all-day event, else a naive datetime in the event's zone."""
        self.rule = rule
        self.first = first
        self.days = RuleDays(rule, first)
        self.daily, self.step, self.first_hour = self.days.daily, self.days.step, self.days.first_hour
        # So many days without a start, and there will never be one: the calendar's cycle and the INTERVAL's together.
        self.cycle = lcm(CALENDAR_CYCLE * 24, self.step or 1) // 24 + 366
        self.first_period = self._index(first)
        # The ordinal from which on nothing starts any more, once that is known.
        self.barren_from = _LAST_ORDINAL + 1

    def starts(self, since: date, until: Moment | None) -> Iterator[Moment]:
        """Starts on or after the date `since` and not after `until`, ascending, in the terms of `first`.

        COUNT is counted from the first start, wherever `since` lies. Ends when the rule does, when a whole turn
        of the calendar brought nothing, or with the year 9999.
        """
        since_ordinal, last = since.toordinal(), _LAST_ORDINAL if until is None else until.toordinal()
        number = self._number(since)
        left = None if self.rule.count is None else self._left(number)
        for days in self._busy_periods(number, last):
            if left is not None:
                left -= self._size(days, since_ordinal)
            for start in self._instances(days, since_ordinal):
                if left is not None:
                    if left <= 0:
                        return
                    left -= 1
                if until is not None and start > until:
                    return
                if start >= self.first:
                    yield start

    def _busy_periods(self, number: int, last: int) -> Iterator[list[int]]:
        """The days of each period from `number` on that has starts, to the ordinal `last`, or as long as any come."""
        if not self._day_clocks_exist:
            return
        idle = idle_from = 0
        for low, high in self._periods(number):
            if low > last or low >= self.barren_from:
                return
            days = self.days.between(low, high)
            if self._size(days, high + 1):
                idle = 0
                yield days
                continue
            idle_from = idle_from if idle else low
            idle += high - low + 1
            if idle > self.cycle:
                self.barren_from = idle_from
                return

    def _left(self, number: int) -> int:
        """What is left of COUNT when period `number` begins; 0 or less once it is used up."""
        known = self._known_left
        # Only how many starts there are matters here: there can be a thousand million.
        for low, high in self._periods(len(known) - 1):
            if number < len(known) or known[-1] <= 0:
                break
            known.append(known[-1] - self._size(self.days.between(low, high), high + 1))
        return known[min(number, len(known) - 1)]

    @cached_property
    def _known_left(self) -> list[int]:
        """What is left of COUNT when each period begins, as far as it was asked for.

        What the first period has before the first start does not count, and so comes on top.
        """
        low, high = self._bounds(self.first_period)
        early = takewhile(lambda start: start < self.first, self._instances(self.days.between(low, high), low))
        return [(self.rule.count or 0) + sum(1 for _ in early)]

    def _periods(self, number: int) -> Iterator[tuple[int, int]]:
        """The first and last ordinal of each period from `number` on, where 0 is that of the first start."""
        interval = 1 if self.daily else self.rule.interval
        for index in count(self.first_period + number * interval, interval):
            low, high = self._bounds(index)
            if low > _LAST_ORDINAL:
                return
            yield low, high

    def _number(self, day: date) -> int:
        """The number of the last period that begins by `day`; 0 if the first does not."""
        interval = 1 if self.daily else self.rule.interval
        return max(0, self._index(day) - self.first_period) // interval

    def _index(self, day: date) -> int:
        """The number of the period that holds `day`; daily and hourly rules are looked through by the month."""
        if self.rule.freq == "YEARLY":
            return day.year
        if self.rule.freq == "WEEKLY":
            return (day.toordinal() - 1 - self.rule.week_start) // 7
        return day.year * 12 + day.month - 1

    def _bounds(self, index: int) -> tuple[int, int]:
        """First and last ordinal of a period, within the calendar; past its end the first is beyond the last day."""
        freq = self.rule.freq
        if freq == "WEEKLY":
            low = index * 7 + 1 + self.rule.week_start
            return max(low, 1), min(low + 6, _LAST_ORDINAL)
        year, month = (index, 0) if freq == "YEARLY" else divmod(index, 12)
        if year > MAXYEAR:
            return _LAST_ORDINAL + 1, _LAST_ORDINAL
        low = date(year, month + 1, 1).toordinal()
        length = year_length(year) if freq == "YEARLY" else month_length(year, month + 1)
        return low, low + length - 1

    @cached_property
    def _clocks(self) -> list[Clock]:
        """The times of each day, or for HOURLY those past each hour (with hour 0)."""
        first, rule = self.first, self.rule
        if not isinstance(first, datetime):
            return [(0, 0, 0)]
        hours = (0,) if rule.freq == "HOURLY" else rule.hours or (first.hour,)
        return list(product(hours, rule.minutes or (first.minute,), rule.seconds or (first.second,)))

    @cached_property
    def _picked_clocks(self) -> list[Clock]:
        """A daily or hourly rule's `_clocks` that BYSETPOS picks."""
        return [self._clocks[at] for at in _pick(len(self._clocks), self.rule.positions)]

    @cached_property
    def _day_clocks_exist(self) -> bool:
        """Whether an hourly INTERVAL ever comes to one of BYHOUR's, and BYSETPOS picks any time of a day."""
        if self.rule.freq != "HOURLY":
            return not self.daily or bool(self._picked_clocks)
        common = gcd(self.step, 24)
        return bool(self._picked_clocks) and any((hour - self.first_hour) % common == 0 for hour in self._by_hours)

    @property
    def _by_hours(self) -> Iterable[int]:
        return self.rule.hours or range(24)

    def _hours(self, ordinal: int) -> list[int]:
        """An hourly rule's hours on one day; its INTERVAL runs on from the first start."""
        hours = range((self.first_hour - ordinal * 24) % self.step, 24, self.step)
        return [hour for hour in hours if hour in self.rule.hours] if self.rule.hours else list(hours)

    def _day_clocks(self, ordinal: int) -> list[Clock]:
        """A daily or hourly rule's times on one day."""
        picked = self._picked_clocks
        if self.rule.freq == "DAILY":
            return picked
        return [(hour, minute, second) for hour in self._hours(ordinal) for _, minute, second in picked]

    def _size(self, days: list[int], end: int) -> int:
        """How many instances a period with these `days` has before the ordinal `end`."""
        if self.rule.positions and not self.daily:
            clocks = len(self._clocks)
            return sum(days[at // clocks] < end for at in _pick(len(days) * clocks, self.rule.positions))
        days = days[: bisect_left(days, end)]
        if self.rule.freq != "HOURLY":
            return len(days) * len(self._picked_clocks if self.daily else self._clocks)
        if 24 % self.step == 0:
            return len(days) * len(self._day_clocks(self.first.toordinal() + 1))
        return sum(len(self._hours(day)) for day in days) * len(self._picked_clocks)

    def _instances(self, days: list[int], since: int) -> Iterator[Moment]:
        """The period's starts in order, less those on days before the ordinal `since`."""
        if self.daily:
            for day in days[bisect_left(days, since) :]:
                yield from (self._moment(day, clock) for clock in self._day_clocks(day))
            return
        clocks = self._clocks
        if not self.rule.positions:
            days = days[bisect_left(days, since) :]
        for at in _pick(len(days) * len(clocks), self.rule.positions):
            day = days[at // len(clocks)]
            if day >= since:
                yield self._moment(day, clocks[at % len(clocks)])

    def _moment(self, ordinal: int, clock: Clock) -> Moment:
        day, first = date.fromordinal(ordinal), self.first
        return datetime.combine(day, time(*clock, first.microsecond)) if isinstance(first, datetime) else day


@lru_cache(maxsize=256)
def recurrence(rule: Rule, first: Moment) -> Recurrence:
    """The `Recurrence` of `rule` from `first`, which keeps what it has counted of COUNT."""
    return Recurrence(rule, first)


def _pick(size: int, positions: tuple[int, ...]) -> range | list[int]:
    """BYSETPOS: the indices that `positions` (from 1, or from -1 at the end) name in a set of `size`; all if none."""
    if not positions:
        return range(size)
    indices = {at - 1 if at > 0 else size + at for at in positions}
    return sorted(index for index in indices if 0 <= index < size)
