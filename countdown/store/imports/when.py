"""Files of when(1): dates, and the simple ones of its expressions, to events."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from countdown.core.dates import MONTHS, WEEKDAYS
from countdown.errors import CountdownError
from countdown.store.imports.dates import by_rule, exact, monthly, nth_weekday, weekly, yearly
from countdown.store.imports.imported import Entry, Imported, text_uid

# A 29 February that is none is shown on the day after the 28th; not so by an expression, which it does not pass.
_FEB29 = "mar-1"
_DATE = re.compile(r"(?:(\d{1,4})(\*)?|\*)\s+([^\s,]+)\s+(\d{1,2})")
_TEST = re.compile(r"([a-z])\s*=\s*([a-z]+|\d+)", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)([ap]?)m?(?:\s*-\s*(\d{1,2}):(\d\d)([ap]?)m?)?\s+(?=\S)", re.IGNORECASE)


def read_when(text: str, shown: str, today: date) -> Imported:
    """The events of the calendar file `text`, which messages call `shown`; what has no year begins from `today`."""
    entries: list[Entry] = []
    left_out: list[CountdownError] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        place = f"{shown}:{number}"
        try:
            entries.append(Entry(_event(line, today), place, fixed=True))
        except ValueError as error:
            left_out.append(CountdownError(f"left out: {line[:60]!r}: {error}", place=place))
    return Imported(entries, left_out)


def _event(line: str, today: date) -> dict[str, Any]:
    """The fields of the event that `line` tells. Raises ValueError with a sentence."""
    when, comma, text = line.partition(",")
    text = " ".join(text.split())
    if not comma or not text:
        raise ValueError("there is no text behind a comma")
    match = _DATE.fullmatch(when.strip())
    fields = _by_test(when, today) if match is None else _by_date(match, today)
    born = match is not None and match[2] is not None
    if re.search(r"\\[ay]", text):
        if not born:
            raise ValueError(r"\a and \y need a year with an asterisk")
        text = text.replace("\\a", "{years}").replace("\\y", str(fields["start"].year))
    clock = _CLOCK.match(text)
    if clock is not None:
        fields |= _at_time(clock, fields["start"])
        text = text[clock.end() :]
    return {"name": text, **fields, "uid": text_uid(" ".join(line.split()), "when")}


def _by_date(match: re.Match[str], today: date) -> dict[str, Any]:
    year, each, month_word, day = match.groups()
    month = _month(month_word)
    if year is None:
        return yearly(int(day), month, today, _FEB29)
    start = exact(int(day), month, int(year)) if int(year) else None
    if start is None:
        raise ValueError("there is no year 0")
    if each is None:
        return {"start": start}
    return {**yearly(int(day), month, start, _FEB29), "start": start}


def _by_test(when: str, today: date) -> dict[str, Any]:
    """The fields of an expression that is no more than `name=value`, joined by &. Raises ValueError for all others."""
    tests: dict[str, str] = {}
    for part in when.split("&"):
        match = _TEST.fullmatch(part.strip())
        if match is None or match[1].lower() in tests:
            raise ValueError("this expression has no counterpart here")
        tests[match[1].lower()] = match[2]
    weekday = _named(tests["w"], WEEKDAYS) - 1 if "w" in tests else None
    month = _month(tests["m"]) if "m" in tests else None
    numbers = {name: int(value) for name, value in tests.items() if name in "dab" and value.isdecimal()}
    names = {*tests}
    if names == {"w"} and weekday is not None:
        return weekly(frozenset({weekday}), today)
    if names == {"d"} and "d" in numbers:
        return monthly(numbers["d"], today)
    if names == {"m", "d"} and "d" in numbers and month is not None:
        return yearly(numbers["d"], month, today)
    for name, sign in (("a", 1), ("b", -1)):
        if names - {"m"} == {"w", name} and weekday is not None and 1 <= numbers.get(name, 0) <= 5:
            return nth_weekday(weekday, sign * numbers[name], month, today)
    if names == {"m"} and month is not None:
        return by_rule(f"FREQ=DAILY;BYMONTH={month}", today)
    raise ValueError("this expression has no counterpart here")


def _month(word: str) -> int:
    if word.isdecimal():
        if not 1 <= int(word) <= 12:
            raise ValueError(f"{word[:40]!r} is no month")
        return int(word)
    return _named(word, MONTHS)


def _named(word: str, names: tuple[str, ...]) -> int:
    """The place in `names`, from 1, of the one that begins with `word`; of weekdays a number counts from Sunday, 1."""
    low = word.removesuffix(".").lower()
    found = [at for at, name in enumerate(names, 1) if name.lower().startswith(low)]
    if len(found) != 1:
        raise ValueError(f"{word[:40]!r} could be several" if found else f"{word[:40]!r} is no English name")
    return found[0]


def _at_time(clock: re.Match[str], day: date) -> dict[str, Any]:
    start, end = _time(*clock.groups()[:3]), _time(*clock.groups()[3:]) if clock[4] else None
    fields = {"start": datetime.combine(day, start)}
    return fields if end is None or end <= start else {**fields, "end": datetime.combine(day, end)}


def _time(hour_text: str, minute: str, half: str) -> time:
    hour = int(hour_text)
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    elif half:
        hour = 24
    if hour > 23 or int(minute) > 59:
        raise ValueError("this is not a time of day")
    return time(hour, int(minute))
