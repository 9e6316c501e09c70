"""The dates of a repeat told in words: whole days, weeks, months or years from a first one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from countdown.core.dates import add_months, is_leap
from countdown.core.repeat import Step

_DAY = timedelta(days=1)
_WEEKEND_BEGINS = 5


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
    # A 1 March that stands for 29 February lies in the month after its step's.
    number = max(0, (elapsed - leap_day) // months)
    while True:
        day = add_months(first, number * months)
        number += 1
        if leap_day and not is_leap(day.year):
            if feb29 == "skip":
                continue
            day += _DAY
        if day >= since:
            yield day
