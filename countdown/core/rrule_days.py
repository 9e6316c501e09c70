"""The days that a recurrence rule lets through (RFC 5545 §3.3.10), apart from times of day, COUNT and UNTIL."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from countdown.core.dates import Moment, month_length, year_length

if TYPE_CHECKING:
    from countdown.core.rrule_text import Rule

# The days of 400 years, after which months, leap years and weekdays repeat.
CALENDAR_CYCLE = 146_097


class RuleDays:
    """A rule as a test that each day passes or fails; what it leaves open is taken from the event's first start."""

    def __init__(self, rule: Rule, first: Moment) -> None:
        """`first` is a date for an all-day event, else a naive datetime in the event's zone."""
        self.rule = rule
        self.first = first
        self.first_ordinal = first.toordinal()
        self.daily = rule.freq in ("DAILY", "HOURLY")
        # A daily or hourly INTERVAL in hours; those of the others are periods.
        self.step = rule.interval * (24 if rule.freq == "DAILY" else 1) if self.daily else 0
        self.first_hour = self.first_ordinal * 24 + (first.hour if isinstance(first, datetime) else 0)
        self.month_days = rule.month_days
        self.months = rule.months
        self.weekdays = rule.weekdays
        self._take_from_first()

    def _take_from_first(self) -> None:
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

    def between(self, low: int, high: int) -> list[int]:
        """The ordinals from `low` to `high` that pass. BYSETPOS counts those before the first start too."""
        low = low if self.rule.positions and not self.daily else max(low, self.first_ordinal)
        found: list[int] = []
        while low <= high:
            day = date.fromordinal(low)
            length = month_length(day.year, day.month)
            month = low - day.day
            if not self.months or day.month in self.months:
                numbers = self._steps(month, day.day, min(length, high - month))
                if self.month_days:
                    named = {at if at > 0 else length + 1 + at for at in self.month_days}
                    numbers = sorted(named.intersection(numbers))
                found.extend(month + number for number in numbers if self._passes(day.replace(day=number)))
            low = month + length + 1
        return found

    def _steps(self, month: int, low: int, high: int) -> Iterable[int]:
        """The days `low` to `high` of the month that follows the ordinal `month`, less those that an INTERVAL jumps."""
        if self.step <= 24:
            return range(low, high + 1)
        begin = (month + low) * 24
        begin += (self.first_hour - begin) % self.step
        return [hour // 24 - month for hour in range(begin, (month + high + 1) * 24, self.step)]

    def _passes(self, day: date) -> bool:
        """Whether BYYEARDAY, BYWEEKNO and BYDAY all let `day` through."""
        rule = self.rule
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
        # In the next turn of the calendar, where all weekdays are the same, its first week is whole.
        ordinal = CALENDAR_CYCLE + day.toordinal() % CALENDAR_CYCLE
        start = ordinal - (day.weekday() - self.rule.week_start) % 7
        middle = start + 3
        year = date.fromordinal(middle).year
        new_year = date(year, 1, 1).toordinal()
        number = (middle - new_year) // 7 + 1
        # The last week is the one that holds 28 December.
        last_start = new_year + year_length(year) - 4
        last_start -= (date.fromordinal(last_start).weekday() - self.rule.week_start) % 7
        weeks = (last_start + 3 - new_year) // 7 + 1
        return number in self.rule.weeks or number - weeks - 1 in self.rule.weeks
