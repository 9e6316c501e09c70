"""The months that a phrase names: `2026-12`, `december`, `december 2027`, `next month`, `2026`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import MAXYEAR, date
from typing import NamedTuple

from countdown.core.phrases.days import period_of
from countdown.core.phrases.error import PhraseError, shown
from countdown.core.phrases.words import MONTH_NUMBERS

FORMS = "write for instance '2026-12' or 'december 2027'"
_LONGEST = 2  # words


class Months(NamedTuple):
    """`number` months from that of `first`, its first day, on: one, or the twelve of a year. `rest` is what follows."""

    first: date
    number: int
    rest: list[str]


def read_months(words: Sequence[str], today: date) -> Months | None:
    """The months that `words` begin with; None if they begin with none.

    A month without a year is the next such one, this month included. Raises PhraseError for what cannot be anything
    but a month, and is none, such as `2026-13`.
    """
    for length in range(min(_LONGEST, len(words)), 0, -1):
        head, rest = [word.lower().rstrip(",.") for word in words[:length]], list(words[length:])
        found = _iso(head) or _period(head, today)
        if found is not None:
            if head[-1] in MONTH_NUMBERS and length == 1 and rest and rest[0].isdecimal():
                raise PhraseError(f"{shown(f'{words[0]} {rest[0]}')}: {shown(rest[0])} is not a year", FORMS)
            return Months(*found, rest)
    if words and re.fullmatch(r"[\d/.-]+", words[0], re.ASCII):
        raise PhraseError(f"{shown(words[0])} {_why(words[0])}", FORMS)
    return None


def _iso(words: list[str]) -> tuple[date, int] | None:
    match = re.fullmatch(r"(\d{4})-(\d\d?)", " ".join(words), re.ASCII)
    if match is None or int(match[1]) == 0 or not 1 <= int(match[2]) <= 12:
        return None
    return date(int(match[1]), int(match[2]), 1), 1


def _period(words: list[str], today: date) -> tuple[date, int] | None:
    if words[-1] in MONTH_NUMBERS:
        words = [*reversed(words)]  # `2027 december`
    if words[-1] in ("week", "weeks"):
        return None
    try:
        period = period_of(words, today)
    except OverflowError:
        raise PhraseError(f"it is outside of the years 1 to {MAXYEAR}", FORMS).about(" ".join(words)) from None
    if period is None:
        return None
    if period.month is None:
        return date(period.year or today.year, 1, 1), 12
    year = today.year + (period.month < today.month) if period.year is None else period.year
    if year > MAXYEAR:
        raise PhraseError(f"it is outside of the years 1 to {MAXYEAR}", FORMS).about(" ".join(words))
    return date(year, period.month, 1), 1


def _why(word: str) -> str:
    """Why a word of digits is no month."""
    if word.isdecimal() and 1 <= int(word) <= 12 and len(word) <= 2:
        return "could be a month or a year"
    if re.fullmatch(r"\d{4}-\d\d?-\d\d?", word, re.ASCII):
        return "is a day, not a month"
    return "is not a month"
