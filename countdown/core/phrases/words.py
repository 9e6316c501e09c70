"""The words of phrases: a fixed vocabulary, and the tokens that a text falls into."""

from __future__ import annotations

import re

from countdown.core.dates import MONTHS, WEEKDAYS
from countdown.core.phrases.error import PhraseError, shown

LONGEST = 120  # characters of the longest phrase that is looked at

WEEKDAY_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(WEEKDAYS)},
    **{name[:3].lower(): number for number, name in enumerate(WEEKDAYS)},
    "tues": 1,
    "thur": 3,
    "thurs": 3,
}
MONTH_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(MONTHS, 1)},
    **{name[:3].lower(): number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
UNITS = {
    **dict.fromkeys(("d", "day", "days"), "d"),
    **dict.fromkeys(("w", "week", "weeks"), "w"),
    **dict.fromkeys(("wd", "workday", "workdays"), "wd"),
    **dict.fromkeys(("mo", "month", "months"), "mo"),
    **dict.fromkeys(("y", "year", "years"), "y"),
    **dict.fromkeys(("h", "hour", "hours"), "h"),
    **dict.fromkeys(("min", "minute", "minutes"), "min"),
}
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: number for number, word in enumerate(_COUNTED, 1)} | {"a": 1, "an": 1}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
SUFFIXES = frozenset({"st", "nd", "rd", "th"})
# A hyphen is one of them too, where it is no sign and no part of a date.
SEPARATORS = frozenset({"..", "–", "—", "to", "until", "till", "through"})

_OTHERS = (
    "today tomorrow yesterday this next in ago from now at on the of for end start beginning before after"
    " noon midnight am pm p m t z working business work"
)
_VOCABULARY = frozenset(
    [*WEEKDAY_NUMBERS, *MONTH_NUMBERS, *UNITS, *NUMBERS, *ORDINALS, *SUFFIXES, *SEPARATORS, *_OTHERS.split()]
)
# Spaces that keyboards and other programs put between a number and its word.
_SPACES = str.maketrans(dict.fromkeys("\t\u00a0\u2009\u202f", " "))

ISO_DATE = r"(?:\d{4}-\d\d-\d\d|\d{8}|\d{4}-?w\d\d-?\d)"
_HOUR = r"(?:[01]\d|2[0-3])"  # some versions of Python read 24:00 as the next day's 00:00
_ISO_TIME = rf"{_HOUR}:?\d\d(?::?\d\d(?:[.,]\d{{1,6}})?)?"
_OFFSET = r"(?:z|[+-]\d\d(?::?\d\d)?(?!-\d))"
ISO = rf"{ISO_DATE}(?:t{_ISO_TIME}{_OFFSET}?)?"
# With a space for the T there must be more than a date and a time of day, which are read as two tokens.
# `-05:00` after minutes is left out of it, since it may as well be the end of a range.
_ISO_SPACED = (
    rf"{ISO_DATE} (?:{_HOUR}:\d\d:\d\d(?:[.,]\d{{1,6}} ?{_OFFSET}?| ?{_OFFSET})"
    rf"|{_HOUR}:\d\d ?(?:z|\+\d\d(?::?\d\d)?|-\d{{4}}(?!-)))"
)
_TOKEN = (
    rf"(?:{_ISO_SPACED}|{ISO})(?![\w:])"
    r"|\d{1,4}(?P<mark>[./-])\d{1,2}(?P=mark)\d{1,4}(?!\d)"  # a date in numbers
    r"|\d+(?::\d+)* ?[ap]\.?m\b\.?|\d+(?::\d+)+"  # a time of day
    r"|\d+|[a-z]+|\.\.+|\S"
)
_OFFSET_OR_RANGE = rf"({ISO_DATE}) (\d\d:\d\d) ?-((?:0\d|1[0-2]):\d\d)(?![:\d]| ?[ap]\.?m)"


def tokens_of(text: str) -> list[str]:
    """The tokens of `text` in lower case; raises PhraseError if it is empty, or holds anything else than dates may."""
    if len(text) > LONGEST:
        raise PhraseError(f"{shown(text)} is too long for a date")
    text = text.translate(_SPACES).strip(" ")
    if not text:
        raise PhraseError("no date is given")
    if not text.isprintable():
        raise PhraseError(f"{shown(text)} holds a control character")
    _check_vocabulary(text.split())
    text = " ".join(text.lower().split())
    if match := re.search(_OFFSET_OR_RANGE, text, re.ASCII):
        day, start, last = match.groups()
        raise PhraseError(
            f"{last} could be the end or an offset from UTC",
            f"write '{day} {start} to {last}' or '{day}T{start}-{last}'",
        )
    text = re.sub(r"\b(\d\d?)-([a-z]{3,9})-(\d{4})\b", r"\1 \2 \3", text)  # 26-Nov-2026
    text = re.sub(r"\b(?:working|business|work) (?=days?\b)", "work", text)
    return [_spelt(match[0]) for match in re.finditer(_TOKEN, text, re.ASCII)]


def number_of(word: str) -> int | None:
    """The number that `word` is in digits, or in letters up to twelve."""
    return int(word) if word.isdecimal() else NUMBERS.get(word)


def _check_vocabulary(chunks: list[str]) -> None:
    for chunk in chunks:
        known = re.fullmatch(r"[a-z0-9+\-–—.,:/]+", chunk.lower())
        if not known or any(word not in _VOCABULARY for word in re.findall("[a-z]+", chunk.lower())):
            raise PhraseError(f"{shown(chunk.strip(',.') or chunk)} is not understood")


def _spelt(token: str) -> str:
    """A token in the one spelling that the grammar knows."""
    if re.fullmatch(r"[\d:]+ ?[ap]\.?m\.?", token):
        return token.replace(".", "").replace(" ", "")
    return ".." if token.startswith("..") else token
