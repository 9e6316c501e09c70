"""Calendar arithmetic on dates: months that clamp, whole years, and English names."""

from __future__ import annotations

from datetime import MAXYEAR, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # A date is all day, a datetime is timed; every datetime is also a date.
    Moment = date
else:
    # msgspec has no union of date and datetime, so at run time `Event` checks the two itself.
    Moment = Any

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Whether the Gregorian `year` has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def year_length(year: int) -> int:
    """Days in `year`: 365 or 366."""
    return 366 if is_leap(year) else 365


def month_length(year: int, month: int) -> int:
    """Days in `month` (1 to 12) of `year`."""
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month - 1]


def add_months(day: date, months: int) -> date:
    """`day` moved by `months` (negative: back), clamped to the last day of a shorter month.

    Raises OverflowError outside of the years 1 to 9999.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= MAXYEAR:
        raise OverflowError(f"year {year} is outside of the calendar")
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def move(day: date, number: int, unit: str) -> date:
    """`day` moved by `number` (negative: back) of `d`, `w`, `mo` or `y`; raises OverflowError outside of the calendar."""
    if unit in ("mo", "y"):
        return add_months(day, number * (12 if unit == "y" else 1))
    return day + timedelta(days=number * (7 if unit == "w" else 1))


def moved_within(day: date, days: int) -> date:
    """`day` moved by so many `days` (negative: back), or the calendar's first or last."""
    return date.fromordinal(min(max(1, day.toordinal() + days), date.max.toordinal()))


def whole_years(first: date, day: date) -> int:
    """Whole years from `first` to `day`; someone born on 29 February has aged by 28 February of a common year."""
    years = day.year - first.year
    anniversary = (first.month, min(first.day, month_length(day.year, first.month)))
    return years - ((day.month, day.day) < anniversary)


def date_of(moment: Moment) -> date:
    """The calendar date of `moment` in its own terms."""
    return moment.date() if isinstance(moment, datetime) else moment


def parse_clock(text: str) -> time | None:
    """`HH:MM` as a time of day; None if it is not one."""
    hour, colon, minute = text.partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal() and text.isascii() and len(hour) <= 2 == len(minute)):
        return None
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None
