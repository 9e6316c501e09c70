"""Dates of the calendar in a phrase's words: ISO, in numbers, and with a month's name, which dateutil reads."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from countdown.core.dates import MONTHS, month_length
from countdown.core.phrases.days import Yearly, check_weekday
from countdown.core.phrases.error import PhraseError, quoted, shown
from countdown.core.phrases.words import ISO, ISO_DATE, MONTH_NUMBERS, WEEKDAY_NUMBERS

_LEAP = 2028  # a year that has every date
_DEFAULTS = (datetime(2000, 1, 1), datetime(2004, 12, 31))
_FORMS = "write for instance '2026-11-26' or '26 Nov 2026'"
_MONTHS_DAY = (
    r"(?:(?P<day>\d{1,2})(?: (?:st|nd|rd|th)| \.)?(?: of)? (?P<month>[a-z]+)(?: \.)?(?:(?: ,)? (?P<year>\d+))?"
    r"|(?P<month2>[a-z]+)(?: \.)? (?P<day2>\d{1,2})(?: (?:st|nd|rd|th))?(?:(?: ,)? (?P<year2>\d+))?"
    r"|(?P<year3>\d{4}) (?P<month3>[a-z]+) (?P<day3>\d{1,2}))"
)
_FARTHEST_OFFSETS = (timedelta(hours=-12), timedelta(hours=14))


def is_iso_moment(word: str) -> bool:
    """Whether a token is an ISO date-time, rather than a date or something else."""
    return word[0].isdecimal() and ("t" in word or " " in word)


def read_iso_moment(word: str) -> datetime:
    """The ISO date-time that a token is: aware if it has an offset; raises PhraseError."""
    text = word.replace(" ", "t", 1).replace(" ", "")
    try:
        moment = datetime.fromisoformat(text.upper())
    except ValueError:
        day, _, clock = text.partition("t")
        read_iso_date(day)
        raise PhraseError(
            f"{quoted([clock])} is not a time of day",
            "write for instance '2026-11-26T09:30' or '2026-11-26T09:30+08:00'",
        ) from None
    offset = moment.utcoffset()
    if offset is not None and not _FARTHEST_OFFSETS[0] <= offset <= _FARTHEST_OFFSETS[1]:
        raise PhraseError(
            f"{quoted([text[-6:]])} is not an offset from UTC",
            "write for instance '2026-11-26T09:30+08:00' or '2026-11-26 18:00 to 20:00'",
        )
    return moment


def read_iso(text: str) -> datetime | date:
    """The ISO date or date-time that the whole of `text` is, strictly; raises PhraseError."""
    lower = text.lower()
    if len(text) > 40 or not re.fullmatch(ISO, lower.replace(" ", "t", 1), re.ASCII):
        raise PhraseError(f"{shown(text)} is not an ISO date or date-time", "write '2026-11-26' or '2026-11-26T09:30'")
    return read_iso_moment(lower) if is_iso_moment(lower) else read_iso_date(lower)


def read_iso_date(word: str) -> date:
    """The date that an ISO date is; raises PhraseError if the calendar does not have it."""
    try:
        return date.fromisoformat(word.upper())
    except ValueError:
        if "w" in word:
            raise PhraseError(f"{word[:4]} has no such week or day", "write '2026-W48-4' or '2026-11-26'") from None
        digits = word.replace("-", "")
        return checked_date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def read_numbers(words: list[str], date_order: str | None) -> date | None:
    """`2026-11-26`, `2026/11/26`, `11.12.2026`; None if `words` are not one date in numbers."""
    if len(words) != 1:
        return None
    (word,) = words
    if re.fullmatch(ISO_DATE, word, re.ASCII):
        return read_iso_date(word)
    match = re.fullmatch(r"(\d+)([./-])(\d+)\2(\d+)", word, re.ASCII)
    if match is None:
        return None
    first, middle, last = match[1], match[3], match[4]
    if len(first) == 4 and len(last) <= 2:
        return checked_date(int(first), int(middle), int(last))
    if len(last) != 4 or len(first) > 2:
        raise PhraseError(f"{quoted([word])} has no year of four digits", _FORMS)
    return _year_last(int(first), int(middle), int(last), word, date_order)


def _year_last(first: int, second: int, year: int, word: str, date_order: str | None) -> date:
    """The date in numbers, the year last, by `date_order`, or without one if there is only one reading."""
    parts = {"dmy": (year, second, first), "mdy": (year, first, second)}
    readings = {order: date(*numbers) for order, numbers in parts.items() if _why_none(*numbers) is None}
    if not readings:
        return checked_date(*parts["mdy" if second > 12 else "dmy"])
    if date_order in readings:
        return readings[date_order]
    different = sorted(set(readings.values()))
    forms = f"write '{different[0]}' or '{str(different[-1]).replace('-', '/')}'"
    if date_order is not None:
        raise PhraseError(f"{word} is not in the order {date_order}, which the config sets", forms)
    if len(different) > 1:
        raise PhraseError(
            f"{word} could be {first} {MONTHS[second - 1]} or {MONTHS[first - 1]} {second}",
            f"write '{readings['dmy']}' or '{readings['mdy']}', or set date_order in the config",
        )
    return different[0]


def checked_date(year: int, month: int, day: int) -> date:
    """The date, or a PhraseError that says why the calendar has none such."""
    if why := _why_none(year, month, day):
        raise PhraseError(*why)
    return date(year, month, day)


def _why_none(year: int | None, month: int, day: int) -> tuple[str, str] | None:
    """Why there is no such date, with `year` None in no year, and what to write; None if there is one."""
    if year == 0 or not 1 <= month <= 12 or day == 0:
        part, number = ("year", year) if year == 0 else ("day", day) if day == 0 else ("month", month)
        return f"there is no {part} {number}", _FORMS
    last = date(year or _LEAP, month, month_length(year or _LEAP, month))
    if day <= last.day:
        return None
    last_form, next_form = (
        f"{near.day} {MONTHS[near.month - 1][:3]}" if year is None else str(near)
        for near in (last, last + timedelta(days=1))
    )
    forms = f"write for instance '{last_form}' or '{next_form}'"
    if (month, day) == (2, 29):
        return f"{year} has no 29 February", forms
    return f"{MONTHS[month - 1]} has {'at most 29' if month == 2 else last.day} days", forms


def read_named(words: list[str]) -> date | Yearly | None:
    """`26 Nov`, `Nov 26th, 2026`, `26th of november`, `2026 Nov 26`; None if `words` are of no such form."""
    if not any(word in MONTH_NUMBERS for word in words):
        return None
    match = re.fullmatch(_MONTHS_DAY, " ".join(words), re.ASCII)
    if match is None:
        return None
    day, name, year = (match[key] or match[f"{key}2"] or match[f"{key}3"] for key in ("day", "month", "year"))
    if year is not None and len(year) != 4:
        raise PhraseError(
            f"{quoted([year])} is neither a year of four digits nor a time",
            "write for instance 'Nov 26 2026' or 'Nov 26 9:00'",
        )
    month = MONTH_NUMBERS[name]
    if why := _why_none(None if year is None else int(year), month, int(day)):
        raise PhraseError(*why)
    read = _by_dateutil(" ".join(word for word in words if word not in ",."))
    if read is None or (read.day, read.month) != (int(day), month) or (year is not None and read.year != int(year)):
        raise PhraseError(f"{quoted(words)} is not understood", _FORMS)
    if year is not None:
        return read
    return Yearly(month, lambda year: read.replace(year=year) if _why_none(year, month, read.day) is None else None)


def _by_dateutil(text: str) -> date | None:
    """What dateutil reads, except for the year if it finds none; None if it lacks more than that.

    It fills what it does not find from `default`, so it reads twice, with two that have no part in common. It also
    passes over what it does not know, and takes 0099 for 1999, so that its answer has to be compared with the words.
    """
    from dateutil.parser import parse  # takes longer to import than all of the rest to run

    first, second = (parse(text, default=default).date() for default in _DEFAULTS)
    return first if (first.month, first.day) == (second.month, second.day) else None


def read_absolute(words: list[str], date_order: str | None) -> date | Yearly | None:
    """A date of the calendar, with its weekday before it or without; None if `words` are of no such form."""
    match words:
        case [name, ",", *rest] | [name, *rest] if name in WEEKDAY_NUMBERS:
            weekday = WEEKDAY_NUMBERS[name]
            day = read_numbers(rest, date_order) or read_named(rest)
            if isinstance(day, Yearly):
                return Yearly(day.month, day.in_year, weekday)
            return day and check_weekday(day, weekday)
    return read_numbers(words, date_order) or read_named(words)
