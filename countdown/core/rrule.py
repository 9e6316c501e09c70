"""RFC 5545 recurrence rules, evaluated from any date on.

A rule is a test that each day passes or fails, and periods (years, months, weeks) to look through.
So a query starts at the period that it asks about, whenever the event began, and a rule that can never
fire is known by one turn of the 400-year Gregorian calendar. Neither can be asked of `dateutil.rrule`,
which walks from the first start to the year 9999; the tests hold it as the second opinion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, date, datetime, time
from functools import cached_property
from itertools import count, product
from typing import TYPE_CHECKING

from countdown.core.dates import Moment, month_length, year_length

if TYPE_CHECKING:
    from countdown.core.rrule_text import Rule

# The days of 400 years, after which months, leap years and weekdays repeat, and some to spare.
_CALENDAR_CYCLE = 146_097 + 366
_LAST_ORDINAL = date.max.toordinal()

Clock = tuple[int, int, int]


class Recurrence:
    """A rule seen from an event's first start: what the rule leaves open is taken from there (RFC 5545 §3.3.10)."""

    def __init__(self, rule: Rule, first: Moment) -> None:
        """`first` is a date for an all-day event, else a naive datetime in the event's zone."""
        self.rule = rule
        self.first = first
        self.first_ordinal = first.toordinal()
        self.timed = isinstance(first, datetime)
        self.daily = rule.freq in ("DAILY", "HOURLY")
        self.month_days = rule.month_days
        self.months = rule.months
        self.weekdays = rule.weekdays
        self._take_days_from_first()

    def _take_days_from_first(self) -> None:
        rule, first = self.rule, self.first
        named = rule.month_days or rule.year_days or rule.weekdays
        if named or self.daily:
            return
        if rule.freq == "WEEKLY" or rule.weeks:
            self.weekdays = ((0, first.weekday()),)
            return
        self.month_days = (first.day,)
        if rule.freq == "YEARLY" and not rule.months:
            self.months = (first.month,)

    def starts(self, since: date, until: Moment | None) -> Iterator[Moment]:
        """Starts on or after the date `since` and not after `until`, ascending, in the terms of `first`.

        COUNT is counted from the first start, wherever `since` lies. Ends when the rule does, when a whole turn
        of the calendar brought nothing, or with the year 9999.
        """
        since_ordinal = since.toordinal()
        for start in self._counted(since_ordinal, None if until is None else until.toordinal()):
            if until is not None and start > until:
                return
            if start.toordinal() >= since_ordinal:
                yield start

    def _counted(self, since: int, last: int | None) -> Iterator[Moment]:
        """The starts that COUNT leaves, in the periods up to the ordinal `last`; some may be before `since`."""
        left, idle = self.rule.count, 0
        for low, high in self._periods(self.first if left is not None else date.fromordinal(since)):
            idle += high - low + 1
            if low > (last or _LAST_ORDINAL) or idle > _CALENDAR_CYCLE:
                return
            days = self._days(low, high)
            if left is not None and self.first_ordinal < low and high < since:
                # Only their number matters, and there can be a thousand million of them.
                left -= self._size(days)
                idle = 0 if days else idle
                if left <= 0:
                    return
                continue
            for start in self._instances(days, since if left is None else 0):
                idle = 0
                if start < self.first:
                    continue
                yield start
                if left is not None:
                    left -= 1
                    if left == 0:
                        return

    def _periods(self, since: date) -> Iterator[tuple[int, int]]:
        """The first and last ordinal of each period from the one of `since` on, or of the first start if later."""
        interval = 1 if self.daily else self.rule.interval
        base = self._index(self.first)
        ahead = max(0, self._index(since) - base)
        for index in count(base + ahead // interval * interval, interval):
            low, high = self._bounds(index)
            if low > _LAST_ORDINAL:
                return
            yield low, high

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

    def _days(self, low: int, high: int) -> list[int]:
        """The ordinals from `low` to `high` that pass. BYSETPOS counts those before the first start too."""
        low = low if self.rule.positions and not self.daily else max(low, self.first_ordinal)
        found: list[int] = []
        while low <= high:
            day = date.fromordinal(low)
            length = month_length(day.year, day.month)
            month = low - day.day
            if not self.months or day.month in self.months:
                numbers: Iterable[int] = range(day.day, min(length, high - month) + 1)
                if self.month_days:
                    named = {at if at > 0 else length + 1 + at for at in self.month_days}
                    numbers = sorted(named.intersection(numbers))
                found.extend(month + number for number in numbers if self._passes(day.replace(day=number)))
            low = month + length + 1
        return found

    def _passes(self, day: date) -> bool:
        """Whether BYYEARDAY, BYWEEKNO and BYDAY, and a daily rule's INTERVAL, all let `day` through."""
        rule = self.rule
        if rule.freq == "DAILY" and (day.toordinal() - self.first_ordinal) % rule.interval:
            return False
        if rule.year_days:
            number = day.timetuple().tm_yday
            if number not in rule.year_days and number - year_length(day.year) - 1 not in rule.year_days:
                return False
        if rule.weeks and not self._in_week(day):
            return False
        return not self.weekdays or self._on_weekday(day)

    def _on_weekday(self, day: date) -> bool:
        """BYDAY, where `2TU` is the second Tuesday of the month, or of the year in a yearly rule without BYMONTH."""
        weekday = day.weekday()
        if (0, weekday) in self.weekdays:
            return True
        if not any(at == weekday for _, at in self.weekdays):
            return False
        if self.rule.freq == "YEARLY" and not self.rule.months:
            position, length = day.timetuple().tm_yday, year_length(day.year)
        else:
            position, length = day.day, month_length(day.year, day.month)
        from_start, from_end = (position - 1) // 7 + 1, -((length - position) // 7) - 1
        return (from_start, weekday) in self.weekdays or (from_end, weekday) in self.weekdays

    def _in_week(self, day: date) -> bool:
        """BYWEEKNO: week 1 is the first with four days in the year (ISO 8601, with WKST for Monday)."""
        start = day.toordinal() - (day.weekday() - self.rule.week_start) % 7
        middle = min(start + 3, _LAST_ORDINAL)
        year = date.fromordinal(middle).year
        new_year = date(year, 1, 1).toordinal()
        number = (middle - new_year) // 7 + 1
        # The last week is the one that holds 28 December.
        last_start = new_year + year_length(year) - 4
        last_start -= (date.fromordinal(last_start).weekday() - self.rule.week_start) % 7
        weeks = (last_start + 3 - new_year) // 7 + 1
        return number in self.rule.weeks or number - weeks - 1 in self.rule.weeks

    @cached_property
    def _clocks(self) -> list[Clock]:
        """The times of each day, or for HOURLY those past each hour (with hour 0)."""
        first, rule = self.first, self.rule
        if not isinstance(first, datetime):
            return [(0, 0, 0)]
        hours = (0,) if rule.freq == "HOURLY" else rule.hours or (first.hour,)
        return list(product(hours, rule.minutes or (first.minute,), rule.seconds or (first.second,)))

    def _day_clocks(self, ordinal: int) -> list[Clock]:
        """A daily or hourly rule's times on one day; an hourly INTERVAL runs on from the first start."""
        rule, first = self.rule, self.first
        picked = [self._clocks[at] for at in _pick(len(self._clocks), rule.positions)]
        if rule.freq == "DAILY" or not isinstance(first, datetime):
            return picked
        elapsed = (ordinal - self.first_ordinal) * 24 - first.hour
        hours = [hour for hour in rule.hours or range(24) if (elapsed + hour) % rule.interval == 0]
        return [(hour, minute, second) for hour in hours for _, minute, second in picked]

    def _size(self, days: list[int]) -> int:
        """How many instances a period with these `days` has."""
        if self.rule.freq == "HOURLY":
            return sum(len(self._day_clocks(day)) for day in days)
        if self.daily:
            return len(days) * len(_pick(len(self._clocks), self.rule.positions))
        return len(_pick(len(days) * len(self._clocks), self.rule.positions))

    def _instances(self, days: list[int], skip_before: int) -> Iterator[Moment]:
        """The period's starts in order, less those on days before the ordinal `skip_before`."""
        if self.daily:
            for day in days:
                if day >= skip_before:
                    yield from (self._moment(day, clock) for clock in self._day_clocks(day))
            return
        clocks = self._clocks
        for at in _pick(len(days) * len(clocks), self.rule.positions):
            day = days[at // len(clocks)]
            if day >= skip_before:
                yield self._moment(day, clocks[at % len(clocks)])

    def _moment(self, ordinal: int, clock: Clock) -> Moment:
        day = date.fromordinal(ordinal)
        return datetime.combine(day, time(*clock)) if self.timed else day


def _pick(size: int, positions: tuple[int, ...]) -> range | list[int]:
    """BYSETPOS: the indices that `positions` (from 1, or from -1 at the end) name in a set of `size`; all if none."""
    if not positions:
        return range(size)
    indices = {at - 1 if at > 0 else size + at for at in positions}
    return sorted(index for index in indices if 0 <= index < size)
