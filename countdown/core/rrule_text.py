"""The text of an RFC 5545 recurrence rule (§3.3.10), read to the letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

import msgspec

from countdown.core.dates import Moment

WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY")
_TOO_FINE = ("SECONDLY", "MINUTELY")


class Rule(msgspec.Struct, frozen=True):
    """A recurrence rule's parts; an empty tuple is a part that is not there. Lists are sorted, weekdays from 0, Monday."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: Moment | None = None
    week_start: int = 0
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()


def parse_rrule(text: str) -> Rule:
    """The rule that `text` says, such as `FREQ=MONTHLY;BYDAY=2TU`, with or without `RRULE:` before it.

    Raises ValueError with a sentence where RFC 5545 does not allow it, and for SECONDLY and MINUTELY.
    """
    body = text.strip().upper().removeprefix("RRULE:")
    fields: dict[str, Any] = {}
    for part in body.split(";"):
        key, equals, value = part.partition("=")
        if not equals or not value:
            raise ValueError(f"{_short(part)!r} in an RRULE is not of the form KEY=VALUE")
        if key not in _PARTS:
            raise ValueError(f"{_short(key)!r} is not a part of an RRULE; its parts are {', '.join(_PARTS)}")
        name, read = _PARTS[key]
        if name in fields:
            raise ValueError(f"{key} stands twice in the RRULE")
        fields[name] = read(key, value)
    if "freq" not in fields:
        raise ValueError("the RRULE has no FREQ; begin with FREQ=YEARLY, MONTHLY, WEEKLY or DAILY")
    rule = Rule(**fields)
    _check_combination(rule)
    return rule


def _check_combination(rule: Rule) -> None:
    """What RFC 5545 §3.3.10 forbids side by side."""
    freq = rule.freq
    numbered = any(ordinal for ordinal, _ in rule.weekdays)
    wrong = (
        (rule.count is not None and rule.until is not None, "COUNT and UNTIL exclude each other"),
        (numbered and freq not in ("MONTHLY", "YEARLY"), f"BYDAY takes no number with FREQ={freq}"),
        (numbered and bool(rule.weeks), "BYDAY takes no number beside BYWEEKNO"),
        (bool(rule.month_days) and freq == "WEEKLY", "BYMONTHDAY does not go with FREQ=WEEKLY"),
        (
            bool(rule.year_days) and freq in ("DAILY", "WEEKLY", "MONTHLY"),
            f"BYYEARDAY does not go with FREQ={freq}",
        ),
        (bool(rule.weeks) and freq != "YEARLY", "BYWEEKNO goes with FREQ=YEARLY only"),
        (bool(rule.positions) and not _has_by_part(rule), "BYSETPOS needs another BY… part to choose from"),
    )
    for is_wrong, sentence in wrong:
        if is_wrong:
            raise ValueError(sentence)


def _has_by_part(rule: Rule) -> bool:
    parts = (rule.months, rule.weeks, rule.year_days, rule.month_days, rule.weekdays)
    return any((*parts, rule.hours, rule.minutes, rule.seconds))


def _freq(key: str, value: str) -> str:
    if value in _TOO_FINE:
        raise ValueError(f"FREQ={value} is too fine for a countdown; the finest is HOURLY")
    if value not in _FREQUENCIES:
        raise ValueError(f"FREQ={_short(value)} is not a frequency; write {', '.join(_FREQUENCIES[:-1])} or HOURLY")
    return value


def _number(key: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 18 and int(value) > 0):
        raise ValueError(f"{key}={_short(value)} is not a whole number from 1")
    return int(value)


def _until(key: str, value: str) -> date:
    """A date, a local date-time, or a UTC one (with Z)."""
    day, _, clock = value.removesuffix("Z").partition("T")
    if (len(day), len(clock)) in ((8, 0), (8, 6)) and (day + clock).isascii() and (day + clock).isdigit():
        try:
            whole = date(int(day[:4]), int(day[4:6]), int(day[6:]))
            if not clock:
                return whole
            moment = datetime.combine(whole, time(int(clock[:2]), int(clock[2:4]), int(clock[4:])))
            return moment.replace(tzinfo=UTC) if value.endswith("Z") else moment
        except ValueError:
            pass
    raise ValueError(f"{key}={_short(value)} is not a date; write it as 20261231 or 20261231T090000Z")


def _week_start(key: str, value: str) -> int:
    if value not in WEEKDAY_CODES:
        raise ValueError(f"{key}={_short(value)} is not a weekday; write {', '.join(WEEKDAY_CODES)}")
    return WEEKDAY_CODES.index(value)


def _numbers(low: int, high: int, *, signed: bool = False) -> Callable[[str, str], tuple[int, ...]]:
    """A reader of a comma-separated list of numbers from `low` to `high`, or their negatives too."""

    def read(key: str, value: str) -> tuple[int, ...]:
        found = set()
        for item in value.split(","):
            digits = item[1:] if signed and item[:1] in ("+", "-") else item
            fits = digits.isascii() and digits.isdigit() and len(digits) <= 3 and low <= int(digits) <= high
            if not fits:
                sign = " or counted from the end with -" if signed else ""
                raise ValueError(f"{key}={_short(item)} is not a number from {low} to {high}{sign}")
            found.add(-int(digits) if item.startswith("-") else int(digits))
        return tuple(sorted(found))

    return read


def _seconds(key: str, value: str) -> tuple[int, ...]:
    """A leap second, 60, is told as 59: clocks of computers do not have it."""
    return tuple(sorted({min(second, 59) for second in _numbers(0, 60)(key, value)}))


def _weekdays(key: str, value: str) -> tuple[tuple[int, int], ...]:
    """`MO,-1FR` as ((0, 0), (-1, 4)): the ordinal, 0 for every one, and the weekday."""
    found = set()
    for item in value.split(","):
        ordinal, code = item[:-2], item[-2:]
        if code not in WEEKDAY_CODES:
            raise ValueError(f"{key}={_short(item)} is not a weekday; write for instance MO, 2TU or -1FR")
        number = _numbers(1, 53, signed=True)(key, ordinal)[0] if ordinal else 0
        found.add((number, WEEKDAY_CODES.index(code)))
    return tuple(sorted(found))


def _short(value: str) -> str:
    return value if len(value) <= 40 else value[:39] + "…"


_PARTS: dict[str, tuple[str, Callable[[str, str], Any]]] = {
    "FREQ": ("freq", _freq),
    "INTERVAL": ("interval", _number),
    "COUNT": ("count", _number),
    "UNTIL": ("until", _until),
    "WKST": ("week_start", _week_start),
    "BYMONTH": ("months", _numbers(1, 12)),
    "BYWEEKNO": ("weeks", _numbers(1, 53, signed=True)),
    "BYYEARDAY": ("year_days", _numbers(1, 366, signed=True)),
    "BYMONTHDAY": ("month_days", _numbers(1, 31, signed=True)),
    "BYDAY": ("weekdays", _weekdays),
    "BYHOUR": ("hours", _numbers(0, 23)),
    "BYMINUTE": ("minutes", _numbers(0, 59)),
    "BYSECOND": ("seconds", _seconds),
    "BYSETPOS": ("positions", _numbers(1, 366, signed=True)),
}
