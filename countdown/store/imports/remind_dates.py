"""When a REM line of remind(1) is: its date specification as the fields of an event."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from countdown.store.imports.dates import (
    by_rule,
    codes,
    exact,
    first_weekday,
    monthly,
    nth_weekday,
    weekday_from,
    weekly,
    yearly,
)

_WEEK = 7


class Trigger:
    """What stands between REM and the text."""

    def __init__(self) -> None:
        self.day: int | None = None
        self.month: int | None = None
        self.year: int | None = None
        self.weekdays: frozenset[int] = frozenset()
        self.ordinal: int | None = None
        self.back = 0
        self.delta = 0
        self.step: int | None = None
        self.until: date | None = None
        self.through = False
        self.since: date | None = None
        self.at: time | None = None
        self.minutes_before = self.minutes_between = 0
        self.duration = timedelta()
        self.tags: list[str] = []

    def dates(self, today: date) -> dict[str, Any]:
        """The fields `start`, `end`, `repeat`, `until` and `feb29`. Raises ValueError with a sentence."""
        since = self.since or today
        if self.step is not None and None in (self.day, self.month, self.year):
            raise ValueError("a * needs a day, a month and a year")
        fields = self._back(since) if self.back or self.ordinal else self._plain(since)
        if self.step is not None:
            fields = self._stepping(fields)
        elif self.through and "repeat" not in fields:
            fields["end"] = self.until
            return fields
        if "repeat" not in fields:
            self._check_once(fields)
        elif self.until is not None:
            fields["until"] = min(self.until, fields.get("until", self.until))
        return fields

    def _check_once(self, fields: dict[str, Any]) -> None:
        """Raise ValueError if UNTIL and FROM leave nothing of a single date."""
        start, end = fields["start"], fields.get("end", fields["start"])
        if self.until is not None and start > self.until:
            raise ValueError(f"it ended on {self.until}")
        if self.since is not None and end < self.since:
            raise ValueError(f"it begins on {self.since}, after its last date")

    def _stepping(self, fields: dict[str, Any]) -> dict[str, Any]:
        """A date that comes again each so many days."""
        assert self.step is not None
        if self.since is not None and fields["start"] < self.since:
            # The first of its dates that FROM leaves.
            behind = (fields["start"] - self.since).days % self.step
            fields = {**fields, "start": self.since + timedelta(days=behind)}
        if self.step == 1:
            if self.until is not None:
                return {**fields, "end": self.until} if self.until > fields["start"] else fields
            return {**fields, "repeat": "daily"}
        weeks, rest = divmod(self.step, _WEEK)
        return {
            **fields,
            "repeat": f"every {self.step} days" if rest else "weekly" if weeks == 1 else f"every {weeks} weeks",
        }

    def _back(self, since: date) -> dict[str, Any]:
        """The nth or last weekday of a month: the one thing that is certain with a way back."""
        number, month = self.ordinal, self.month
        if self.back:
            if not (self.back == _WEEK and self.day == 1 and len(self.weekdays) == 1 and self.ordinal is None):
                raise ValueError(f"-{self.back} has no counterpart here")
            number = -1
            if month is not None:
                month = month - 1 or 12
        if number is None or len(self.weekdays) != 1 or (self.day is not None and not self.back):
            raise ValueError("which weekday is meant is not certain")
        (weekday,) = self.weekdays
        if self.year is None:
            return nth_weekday(weekday, number, month, since)
        if self.month is None and number < 0:
            raise ValueError("which months are meant is not certain")
        if self.month is None:
            return self._within_year(nth_weekday(weekday, number, None, date(self.year, 1, 1)))
        year = self.year - (self.back > 0 and self.month == 1)
        return {"start": nth_weekday(weekday, number, month, date(year, month or 1, 1))["start"]}

    def _plain(self, since: date) -> dict[str, Any]:
        day, month, year = self.day, self.month, self.year
        if year is not None:
            since = max(self.since or date.min, date(year, month or 1, 1))
        if day is not None and month is not None and year is not None:
            start = exact(day, month, year)
            return {"start": first_weekday(self.weekdays, start) if self.weekdays else start}
        if self.weekdays:
            fields = self._weekday(since)
        elif day is not None:
            fields = monthly(day, since) if month is None else yearly(day, month, since)
        elif month is not None:
            fields = by_rule(f"FREQ=DAILY;BYMONTH={month}", since)
        else:
            fields = {"start": since, "repeat": "daily"}
        return fields if year is None else self._within_year(fields)

    def _weekday(self, since: date) -> dict[str, Any]:
        if self.day is not None:
            return weekday_from(self.weekdays, self.day, self.month, since)
        if self.month is not None:
            return by_rule(f"FREQ=WEEKLY;BYMONTH={self.month};BYDAY={codes(self.weekdays)}", since)
        return weekly(self.weekdays, since)

    def _within_year(self, fields: dict[str, Any]) -> dict[str, Any]:
        assert self.year is not None
        return {**fields, "until": date(self.year, 12, 31)}
