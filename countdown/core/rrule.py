"""RFC 5545 recurrence rules, evaluated from any date on.

A rule is a test that each day passes or fails, and periods (years, months, weeks) to look through.
So a query starts at the period that it asks about, whenever the event began. Where periods bring nothing, one turn of
the 400-year Gregorian calendar tells which is the next that does, or that there is none. Neither can be asked of
`dateutil.rrule`, which walks from the first start to the year 9999; the tests hold it as the second opinion.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from itertools import product, takewhile
from typing import TYPE_CHECKING

from countdown.core.dates import Moment
from countdown.core.rrule_days import days_of, ones
from countdown.core.rrule_grid import Grid, day_grid
from countdown.core.rrule_periods import LAST_ORDINAL, Periods

if TYPE_CHECKING:
    from countdown.core.rrule_text import Rule

Clock = tuple[int, int, int]


class Recurrence:
    """A rule seen from an event's first start: its days, the times on them, and how many of them count."""

    def __init__(self, rule: Rule, first: Moment) -> None:
        """`first` is a date for an all-day event, else a naive datetime in the event's zone."""
        self.rule = rule
        self.first = first
        self.first_ordinal = first.toordinal()
        self.daily = rule.freq in ("DAILY", "HOURLY")
        # Of a daily or hourly rule BYSETPOS picks among the times of a day or an hour, else among a period's starts.
        self.positions = () if self.daily else rule.positions
        self.periods = Periods(rule, first, self._day_grid if self.daily else None, self._needed)

    def starts(self, since: date, until: Moment | None) -> Iterator[Moment]:
        """Starts on or after the date `since` and not after `until`, ascending, in the terms of `first`.

        COUNT is counted from the first start, wherever `since` lies. Ends when the rule does, when a whole turn
        of the calendar brings nothing, or with the year 9999.
        """
        since_ordinal, last = since.toordinal(), LAST_ORDINAL if until is None else until.toordinal()
        number = self.periods.number(since)
        left = None if self.rule.count is None else self._left(number)
        busy = self.periods.busy(number, last) if self._picked_clocks and self.periods.ever_busy else iter(())
        for low, found in busy:
            days = self._counted(found, low)
            if left is not None:
                left -= self._size_before(since_ordinal, days, low)
            for start in self._instances(days, low, since_ordinal):
                if left is not None:
                    if left <= 0:
                        return
                    left -= 1
                if until is not None and start > until:
                    return
                if start >= self.first:
                    yield start

    def _counted(self, days: int, low: int) -> int:
        """The `days` from the ordinal `low` on, less those before the first start, which yet BYSETPOS counts."""
        early = 0 if self.positions else max(0, self.first_ordinal - low)
        return days >> early << early

    @property
    def _needed(self) -> int:
        """How many days a period must have for any start."""
        nearest = min(map(abs, self.positions), default=1)
        return 1 if nearest == 1 else -(-nearest // len(self._clocks))

    def _left(self, number: int) -> int:
        """What is left of COUNT when period `number` begins; 0 or less once it is used up."""
        known = self._known_left
        # Only how many starts there are matters here: there can be a thousand million.
        if number >= len(known) and known[-1] > 0:
            for size in self._sizes(len(known) - 1):
                known.append(known[-1] - size)
                if number < len(known) or known[-1] <= 0:
                    break
        return known[min(number, len(known) - 1)]

    @cached_property
    def _known_left(self) -> list[int]:
        """What is left of COUNT when each period begins, as far as it was asked for.

        What the first period has before the first start does not count, and so comes on top.
        """
        low, high = self.periods.bounds(0)
        days = self._counted(self.periods.days_between(low, high), low)
        early = takewhile(lambda start: start < self.first, self._instances(days, low, low))
        return [(self.rule.count or 0) + sum(1 for _ in early)]

    def _sizes(self, number: int) -> Iterator[int]:
        """How many instances each period from `number` on has."""
        for low, days in self.periods.all_days(number):
            yield self._size(self._counted(days, low), low)

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
        """A daily or hourly rule's `_clocks` that BYSETPOS picks; of others all."""
        if not self.daily:
            return self._clocks
        return [self._clocks[at] for at in _pick(len(self._clocks), self.rule.positions)]

    @property
    def _step(self) -> int:
        """A daily or hourly rule's INTERVAL in hours."""
        return self.rule.interval * (24 if self.rule.freq == "DAILY" else 1)

    @property
    def _first_hour(self) -> int:
        return self.first_ordinal * 24 + (self.first.hour if isinstance(self.first, datetime) else 0)

    @cached_property
    def _day_grid(self) -> Grid:
        """The days that a daily or hourly INTERVAL, running on from the first start, comes to at one of BYHOUR's."""
        hours = self.rule.hours if self.rule.freq == "HOURLY" else ()
        return day_grid(self._first_hour, self._step, hours or range(24))

    def _day_clocks(self, ordinal: int) -> list[Clock]:
        """A daily or hourly rule's times on one day."""
        picked = self._picked_clocks
        if self.rule.freq == "DAILY":
            return picked
        hours = range((self._first_hour - ordinal * 24) % self._step, 24, self._step)
        chosen = self.rule.hours or hours
        return [(hour, minute, second) for hour in hours if hour in chosen for _, minute, second in picked]

    def _size(self, days: int, low: int) -> int:
        """How many instances a period has that begins with the ordinal `low` and has these `days`."""
        if self.rule.freq == "HOURLY":
            return self._day_grid.count(days, low) * len(self._picked_clocks)
        size = days.bit_count() * len(self._picked_clocks)
        return _picked(size, self.positions) if self.positions else size

    def _size_before(self, ordinal: int, days: int, low: int) -> int:
        """How many of them are on days before `ordinal`."""
        early = days & ones(max(0, ordinal - low))
        if not self.positions:
            return self._size(early, low)
        clocks = len(self._clocks)
        end = early.bit_count() * clocks
        return sum(at < end for at in _pick(days.bit_count() * clocks, self.positions))

    def _instances(self, days: int, low: int, since: int) -> Iterator[Moment]:
        """The period's starts in order, less those on days before the ordinal `since`."""
        passed = max(0, since - low)
        if not self.positions:
            for day in days_of(days >> passed << passed, low):
                clocks = self._day_clocks(day) if self.daily else self._clocks
                yield from (self._moment(day, clock) for clock in clocks)
            return
        clocks, ordinals = self._clocks, list(days_of(days, low))
        for at in _pick(len(ordinals) * len(clocks), self.positions):
            day = ordinals[at // len(clocks)]
            if day >= since:
                yield self._moment(day, clocks[at % len(clocks)])

    def _moment(self, ordinal: int, clock: Clock) -> Moment:
        day, first = date.fromordinal(ordinal), self.first
        return datetime.combine(day, time(*clock, first.microsecond)) if isinstance(first, datetime) else day


@lru_cache(maxsize=256)
def recurrence(rule: Rule, first: Moment) -> Recurrence:
    """The `Recurrence` of `rule` from `first`, which keeps what it has counted of COUNT."""
    return Recurrence(rule, first)


@lru_cache(maxsize=1024)
def _picked(size: int, positions: tuple[int, ...]) -> int:
    """How many BYSETPOS names in a set of `size`; periods are of few sizes."""
    return len(_pick(size, positions))


def _pick(size: int, positions: tuple[int, ...]) -> range | list[int]:
    """BYSETPOS: the indices that `positions` (from 1, or from -1 at the end) name in a set of `size`; all if none."""
    if not positions:
        return range(size)
    indices = {at - 1 if at > 0 else size + at for at in positions}
    return sorted(index for index in indices if 0 <= index < size)
