"""Files of calendar(1): lines of a date, a tab and a text to events that come each year, month or week."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from countdown.errors import CountdownError
from countdown.store.imports.dates import month_of, monthly, nth_weekday, weekday_of, weekly, yearly
from countdown.store.imports.imported import Entry, Imported, text_uid

_FEB29 = "mar-1"  # what calendar(1) takes it for in common years
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_DIRECTIVE = re.compile(r"#\s*(?:include|define|undef|if|ifdef|ifndef|else|elif|endif|error|warning|pragma)\b")
_CONDITION = re.compile(r"#\s*(define|undef|if|ifdef|ifndef|else|elif|endif)\b\s*(\w*)")
_CALENDAR = "CALENDAR="
_SETTING = re.compile(r"[A-Za-z_]+=\S*")
_WEEKDAY = re.compile(r"([A-Za-z]+?)\.?([+-]\d|last|first|second|third|fourth)?", re.IGNORECASE)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_FURTHEST_FROM_END, _FURTHEST = -4, 5


def read_calendar1(text: str, shown: str, today: date) -> Imported:
    """The events of the calendar file `text`, which messages call `shown`, the first ones from `today` on."""
    entries: list[Entry] = []
    left_out: list[CountdownError] = []
    context = _Context()
    for number, line in _lines(text):
        place = f"{shown}:{number}"
        try:
            context.take(line)
            entries.append(Entry(_event(line, today), place, fixed=True))
        except ValueError as error:
            left_out.append(CountdownError(f"left out: {line[:60]!r}: {error}", place=place))
    return Imported(entries, left_out)


class _Context:
    """What the lines before one say of it: whether the C preprocessor is certain to let it through, and its calendar.

    What included files define is not known.
    """

    def __init__(self) -> None:
        self._defined: set[str] = set()
        self._open: list[bool | None] = []  # None of what is not certain, whatever comes after #else
        self._calendar = ""

    def take(self, line: str) -> None:
        """Follow what `line` says of those to come. Raises ValueError if it is one that those before keep out."""
        match = _CONDITION.match(line)
        word, name = match.groups() if match else ("", "")
        if word in ("define", "undef") and all(self._open):
            (self._defined.add if word == "define" else self._defined.discard)(name)
        elif word in ("if", "ifdef", "ifndef"):
            self._open.append(None if word == "if" else (name in self._defined) == (word == "ifdef"))
        elif word in ("else", "elif") and self._open:
            self._open[-1] = None if word == "elif" or self._open[-1] is None else not self._open[-1]
        elif word == "endif" and self._open:
            self._open.pop()
        elif not all(self._open) and not _DIRECTIVE.match(line):
            raise ValueError("it stands between #if and #endif")
        elif line.upper().startswith(_CALENDAR):
            self._calendar = line[len(_CALENDAR) :].strip().lower()
        elif self._calendar not in ("", "gregorian") and "\t" in line:
            raise ValueError(f"its date is one of CALENDAR={self._calendar[:40]}")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with something in them, each with its number; one that begins with a tab goes on with that before it."""
    plain = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
    begun, whole = 1, ""
    for number, line in enumerate(plain.splitlines(), 1):
        if line.startswith("\t") and line.strip():
            whole += f" {line.strip()}"
            continue
        if whole:
            yield begun, whole
        begun, whole = number, line.rstrip()
        if not whole.strip():
            whole = ""
    if whole:
        yield begun, whole


def _event(line: str, today: date) -> dict[str, Any]:
    """The fields of the event that `line` tells. Raises ValueError with a sentence."""
    if _DIRECTIVE.match(line):
        raise ValueError("this is for the C preprocessor, which is not asked")
    when, tab, text = line.partition("\t")
    if not tab:
        raise ValueError(
            "a setting is no event" if _SETTING.fullmatch(line) else "there is no tab between date and text"
        )
    name = " ".join(text.split())
    if not name:
        raise ValueError("it has no text")
    return {"name": name, **_dates(when.strip(), today), "uid": text_uid(f"{when.strip()}\t{name}", "calendar")}


def _dates(when: str, today: date) -> dict[str, Any]:
    """The fields of the date `when`. Raises ValueError with a sentence."""
    moves = when.endswith("*") and not re.search(r"[\s/]\*$", when)
    parts = re.split(r"[\s/]+", when.removesuffix("*") if moves else when)
    if not parts[0] or len(parts) > 2:
        raise ValueError("this date is not known here")
    if len(parts) == 1:
        return _single(parts[0], today)
    first, second = parts
    weekday = _weekday(second) or _weekday(first)
    if weekday is not None:
        return _weekday_of_month(weekday, first if _weekday(second) else second, today)
    if moves:
        raise ValueError("a date with * moves from year to year")
    return _day_and_month(first, second, today)


def _single(word: str, today: date) -> dict[str, Any]:
    weekday = _weekday(word)
    if weekday is not None and weekday[1] is None:
        return weekly(frozenset({weekday[0]}), today)
    month = month_of(word)
    if month is not None:
        return yearly(1, month, today)
    raise ValueError("this date is not known here")


def _weekday(word: str) -> tuple[int, int | None] | None:
    """`Sun+2` as (6, 2), `Thursday` as (3, None); None for what is no weekday."""
    match = _WEEKDAY.fullmatch(word)
    weekday = None if match is None else weekday_of(match[1])
    if match is None or weekday is None:
        return None
    number = match[2]
    return weekday, None if number is None else _ORDINALS.get(number.lower()) or int(number)


def _weekday_of_month(weekday: tuple[int, int | None], of: str, today: date) -> dict[str, Any]:
    day, number = weekday
    month = None if of == "*" else _month(of)
    if number is None:
        raise ValueError("which of the month's weekdays is meant is not told")
    if not (_FURTHEST_FROM_END <= number <= _FURTHEST and number):
        raise ValueError(f"{number:+} is no weekday of a month")
    return nth_weekday(day, number, month, today)


def _day_and_month(first: str, second: str, today: date) -> dict[str, Any]:
    if "*" in (first, second):
        day = second if first == "*" else first
        if not day.isdecimal():
            raise ValueError("this date is not known here")
        return monthly(int(day), today)
    # Two numbers are the month and then the day.
    month, day = (second, first) if first.isdecimal() and month_of(second) else (first, second)
    if not day.isdecimal():
        raise ValueError("this date is not known here")
    return yearly(int(day), _month(month), today, _FEB29)


def _month(word: str) -> int:
    month = int(word) if word.isdecimal() and len(word) <= 2 else month_of(word)
    if month is None or not 1 <= month <= 12:
        raise ValueError(f"{word[:40]!r} is no month")
    return month
