"""What the files of other programs have in common: names of months and weekdays, and dates that come again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from countdown.core.dates import MONTHS, WEEKDAYS, is_leap, month_length
from countdown.core.rrule import recurrence
from countdown.core.rrule_text import WEEKDAY_CODES, parse_rrule

_SHORTEST = 3
_WORKING_DAYS = frozenset(range(5))
_LEAP_YEAR = 2000
_WEEK = 7
# A month has these days whatever its length.
_LAST_CERTAIN = 28


def month_of(word: str) -> int | None:
    """The month, from 1, that `word` names in English: three letters or more of it, perhaps with a full stop."""
    return _named(word, MONTHS)


def weekday_of(word: str) -> int | None:
    """The weekday, Monday 0, that `word` names so."""
    found = _named(word, WEEKDAYS)
    return None if found is None else found - 1


def _named(word: str, names: tuple[str, ...]) -> int | None:
    word = word.removesuffix(".").lower()
    if len(word) < _SHORTEST:
        return None
    return next((at for at, name in enumerate(names, 1) if name.lower().startswith(word)), None)


def exact(day: int, month: int, year: int) -> date:
    """That date. Raises ValueError with a sentence if there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no {day} {MONTHS[month - 1]} {year}") from None


def yearly(day: int, month: int, since: date, feb29: str = "skip") -> dict[str, Any]:
    """The fields of a date that comes each year, from `since` on; of 29 February kept as `feb29` says.

    Raises ValueError with a sentence if no year has it.
    """
    if not 1 <= day <= month_length(_LEAP_YEAR, month):
        raise ValueError(f"there is no {day} {MONTHS[month - 1]}")
    if (month, day) != (2, 29):
        return {**by_rule(f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}", since), "repeat": "yearly"}
    start = next(recurrence(parse_rrule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"), since).starts(since, None))
    if feb29 != "skip":
        # So that the next one may be in a common year.
        start = next(
            leap for year in range(since.year, 0, -1) if is_leap(year) and (leap := date(year, 2, 29)) <= since
        )
    return {"start": start, "repeat": "yearly", "feb29": feb29}


def monthly(day: int, since: date) -> dict[str, Any]:
    """The fields of a day of each month that has it."""
    if not 1 <= day <= 31:
        raise ValueError(f"no month has a day {day}")
    found = by_rule(f"FREQ=MONTHLY;BYMONTHDAY={day}", since)
    return {**found, "repeat": "monthly"} if day <= _LAST_CERTAIN else found


def weekly(weekdays: frozenset[int], since: date) -> dict[str, Any]:
    """The fields of these days of each week."""
    found = by_rule(f"FREQ=WEEKLY;BYDAY={codes(weekdays)}", since)
    if len(weekdays) == 1:
        return {**found, "repeat": "weekly"}
    return {**found, "repeat": "weekdays"} if weekdays == _WORKING_DAYS else found


def nth_weekday(weekday: int, number: int, month: int | None, since: date) -> dict[str, Any]:
    """The fields of the `number`th such weekday, from the end where that is negative, of each month, or of one."""
    head = "FREQ=MONTHLY" if month is None else f"FREQ=YEARLY;BYMONTH={month}"
    return by_rule(f"{head};BYDAY={number}{WEEKDAY_CODES[weekday]}", since)


def weekday_from(weekdays: frozenset[int], day: int, month: int | None, since: date) -> dict[str, Any]:
    """The fields of the first of these weekdays on or after that day of each month, or of one.

    Raises ValueError where that may lie in the next month.
    """
    longest = _LAST_CERTAIN if month is None else month_length(_LEAP_YEAR - 1, month)
    if day + _WEEK - 1 > longest:
        raise ValueError(f"the first such weekday from day {day} on may lie in the next month")
    if len(weekdays) == 1 and day % _WEEK == 1:
        return nth_weekday(min(weekdays), day // _WEEK + 1, month, since)
    head = "FREQ=MONTHLY" if month is None else f"FREQ=YEARLY;BYMONTH={month}"
    days = ",".join(map(str, range(day, day + _WEEK)))
    return by_rule(
        f"{head};BYDAY={codes(weekdays)};BYMONTHDAY={days}{';BYSETPOS=1' if len(weekdays) > 1 else ''}", since
    )


def by_rule(rule: str, since: date) -> dict[str, Any]:
    """The fields of what repeats by `rule`, which tells all about its dates, from its first date on or after `since`."""
    start = next(recurrence(parse_rrule(rule), since).starts(since, None), None)
    if start is None:
        raise ValueError("no date fits")
    return {"start": start, "repeat": rule}


def codes(weekdays: frozenset[int]) -> str:
    """`MO,WE`."""
    return ",".join(WEEKDAY_CODES[day] for day in sorted(weekdays))


def first_weekday(weekdays: frozenset[int], since: date) -> date:
    """The first of these weekdays on or after `since`."""
    return next(day for ahead in range(_WEEK) if (day := since + timedelta(days=ahead)).weekday() in weekdays)
