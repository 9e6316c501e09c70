"""A repeat told in words: whole days, weeks, months or years from a first date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from countdown.core.dates import add_months, is_leap
from countdown.core.event import Event, Occurrence
from countdown.core.repeat import Step

_DAY = timedelta(days=1)
_WEEKEND_BEGINS = 5


def whole_days(event: Event, step: Step, since: date, through: date | None) -> Iterator[Occurrence]:
    """The occurrences of an all-day event that repeats by `step`, from `since` through `through`: no clock matters."""
    first = event.start
    length = (event.end or first) - first
    for day in steps(first, step, max(since, first), event.feb29):
        if through is not None and day > through:
            return
        if event.except_ and day in event.except_:
            continue
        try:
            yield Occurrence(day, day + length)
        except OverflowError:
            return


def steps(first: date, step: Step, since: date, feb29: str) -> Iterator[date]:
    """Dates at whole steps from `first`, on or after `since`, which is not before `first`; to the year 9999."""
    try:
        if step.unit == "weekday":
            yield from _weekdays(since)
        elif step.unit in ("day", "week"):
            yield from _by_days(first, step.count * (7 if step.unit == "week" else 1), since)
        else:
            yield from _by_months(first, step, since, feb29)
    except OverflowError:
        return


def _weekdays(since: date) -> Iterator[date]:
    day = since
    while True:
        if day.weekday() < _WEEKEND_BEGINS:
            yield day
        day += _DAY


def _by_days(first: date, days: int, since: date) -> Iterator[date]:
    ordinal, step = first.toordinal(), days
    ordinal += -(-(since.toordinal() - ordinal) // step) * step
    while ordinal <= date.max.toordinal():
        yield date.fromordinal(ordinal)
        ordinal += step


def _by_months(first: date, step: Step, since: date, feb29: str) -> Iterator[date]:
    """Months and years counted from `first`, so that a clamped 31st comes back after a short month."""
    months = step.count * (12 if step.unit == "year" else 1)
    elapsed = (since.year - first.year) * 12 + since.month - first.month
    leap_day = step.unit == "year" and (first.month, first.day) == (2, 29) and feb29 != "feb-28"
    number = max(0, elapsed // months)
    while True:
        day = add_months(first, number * months)
        number += 1
        if leap_day and not is_leap(day.year):
            if feb29 == "skip":
                continue
            day += _DAY
        if day >= since:
            yield day
