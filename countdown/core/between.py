"""How far one date is from another, in units of the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from countdown.core.dates import add_months
from countdown.core.workdays import WEEKENDS_OFF, Workdays

UNITS = ("days", "weeks", "months", "workdays")
_DAY = timedelta(days=1)


class Distance(NamedTuple):
    """So many whole units and the days over; both negative, or zero, backwards."""

    whole: int
    days_over: int = 0


def between(
    first: date,
    day: date,
    unit: str = "days",
    *,
    inclusive: bool = False,
    workdays: Workdays = WEEKENDS_OFF,
) -> Distance:
    """How far it is from `first` to `day` in one of `UNITS`; `inclusive` counts both ends.

    Months are whole steps from the earlier date, which clamp to a shorter month's last day; `workdays` count from
    the earlier date, included, to the later one, which is not. Raises OverflowError where `inclusive` leaves the
    calendar.
    """
    if day < first:
        back = between(day, first, unit, inclusive=inclusive, workdays=workdays)
        return Distance(-back.whole, -back.days_over)
    end = day + _DAY if inclusive else day
    days = (end - first).days
    if unit == "weeks":
        return Distance(*divmod(days, 7))
    if unit == "months":
        return _months(first, end)
    return Distance(workdays.count(first, end) if unit == "workdays" else days)


def _months(first: date, end: date) -> Distance:
    months = (end.year - first.year) * 12 + end.month - first.month
    if add_months(first, months) > end:
        months -= 1
    return Distance(months, (end - add_months(first, months)).days)
