"""The words of a REM line of remind(1) (its manual's "The REM command"), read one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time, timedelta

from countdown.store.imports.dates import exact, month_of, weekday_of
from countdown.store.imports.remind_dates import Trigger

_TOKEN = re.compile(r"\S+")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:@(\d{1,2}[:.]\d\d(?:[ap]m?)?))?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)(?:([ap])m?)?", re.IGNORECASE)
_DURATION = re.compile(r"(?:(\d{1,4})[:.])?(\d{1,6})")
_BODIES = ("MSG", "MSF", "CAL", "RUN", "PS", "PSFILE", "SPECIAL", "SATISFY")
_IGNORED = ("ONCE", "NOQUEUE", "IN", "ADDOMIT")
_IGNORED_WITH_VALUE = ("PRIORITY",)
# Those of later versions of remind too: with an older one they begin the text, but no text begins so.
_UNCERTAIN = (
    "SKIP", "BEFORE", "AFTER", "OMIT", "OMITFUNC", "SCHED", "WARN", "SCANFROM", "INFO", "TZ", "TODO",
    "COMPLETE-THROUGH", "MAX-OVERDUE", "MAYBE-UNCOMPUTABLE",
)  # fmt: skip
_ORDINALS = {"FIRST": 1, "SECOND": 2, "THIRD": 3, "FOURTH": 4, "LAST": -1}
_YEARS = range(1990, 2076)
_LONGEST_DELTA = 999


def parse_trigger(text: str) -> tuple[Trigger, str, str]:
    """The trigger that `text` begins with, the kind of its body, and the body. Raises ValueError with a sentence."""
    trigger = Trigger()
    tokens = _Tokens(text)
    for known, token in enumerate(tokens):
        word = token.upper()
        if word in _BODIES:
            return trigger, word, text[tokens.end :].strip()
        if "[" in token:
            raise ValueError(f"{token[:40]!r} is an expression")
        if word in _UNCERTAIN:
            raise ValueError(f"{word} has no counterpart here")
        if not (_take_word(trigger, word, tokens) or _take_date(trigger, token)):
            # Without MSG the text begins with the first word that is none of a trigger's.
            if not known or token[0] in "+-*":
                raise ValueError(f"{token[:40]!r} is nothing that is known here")
            return trigger, "MSG", text[tokens.start :].strip()
    raise ValueError("it has no text")


class _Tokens:
    """The words of a trigger, and the offsets of the one that was taken last."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.start = self.end = 0

    def __iter__(self) -> Iterator[str]:
        while (token := self.take()) is not None:
            yield token

    def peek(self) -> str:
        """The next word; empty if there is none."""
        match = _TOKEN.search(self._text, self.end)
        return match[0] if match else ""

    def take(self) -> str | None:
        """The next word, taken; None if there is none."""
        match = _TOKEN.search(self._text, self.end)
        if match is None:
            return None
        self.start, self.end = match.span()
        return match[0]

    def value(self, of: str) -> str:
        """The word that belongs to the word `of`. Raises ValueError if there is none."""
        token = self.take()
        if token is None or "[" in token:
            raise ValueError(f"what {of} says is not certain")
        return token


def _take_word(trigger: Trigger, word: str, tokens: _Tokens) -> bool:
    """Whether `word` is one of the trigger's keywords, with what belongs to it."""
    if word in _IGNORED:
        return True
    if word in _IGNORED_WITH_VALUE:
        tokens.value(word)
    elif word == "AT":
        trigger.at = _clock(tokens.value(word))
        _take_minutes(trigger, tokens)
    elif word in ("UNTIL", "THROUGH"):
        trigger.until, trigger.through = _date(tokens, word), word == "THROUGH"
    elif word == "FROM":
        trigger.since = _date(tokens, word)
    elif word == "DURATION":
        trigger.duration = _duration(tokens.value(word))
    elif word == "TAG":
        trigger.tags += [tag for tag in tokens.value(word).split(",") if tag]
    elif word in _ORDINALS:
        trigger.ordinal = _ORDINALS[word]
    else:
        return False
    return True


def _take_minutes(trigger: Trigger, tokens: _Tokens) -> None:
    """`+45 *15` behind a time: from so many minutes before, each so many."""
    while match := re.fullmatch(r"(\+{1,2}|\*)(\d{1,5})", tokens.peek()):
        if match[1] == "*":
            trigger.minutes_between = int(match[2])
        else:
            trigger.minutes_before = int(match[2])
        tokens.take()


def _take_date(trigger: Trigger, token: str) -> bool:
    """Whether `token` is a part of a date, or how often and how long before."""
    if (sign := re.fullmatch(r"(\+{1,2}|-{1,2}|\*)(\d{1,5})", token)) is not None:
        _take_number(trigger, sign[1][0], int(sign[2]))
    elif (iso := _ISO.fullmatch(token)) is not None:
        trigger.year, trigger.month, trigger.day = (int(part) for part in iso.groups()[:3])
        if iso[4]:
            trigger.at = _clock(iso[4])
    elif token.isascii() and token.isdigit() and len(token) <= 4:
        if int(token) in _YEARS:
            trigger.year = int(token)
        elif 1 <= int(token) <= 31:
            trigger.day = int(token)
        else:
            raise ValueError(f"{token} is neither a day nor a year that remind knows")
    elif (weekday := weekday_of(token)) is not None:
        trigger.weekdays |= {weekday}
    elif (month := month_of(token)) is not None:
        trigger.month = month
    else:
        return False
    return True


def _take_number(trigger: Trigger, sign: str, number: int) -> None:
    if sign == "*":
        if not number:
            raise ValueError("*0 is no step")
        trigger.step = number
    elif sign == "-":
        trigger.back = number
    elif number > _LONGEST_DELTA:
        raise ValueError(f"+{number} is too long ahead")
    else:
        trigger.delta = number


def _date(tokens: _Tokens, of: str) -> date:
    """The whole date that belongs to the word `of`."""
    own = Trigger()
    while own.day is None or own.month is None or own.year is None:
        if not _take_date(own, tokens.value(of)):
            raise ValueError(f"what {of} says is not certain")
    return exact(own.day, own.month, own.year)


def _clock(text: str) -> time:
    match = _CLOCK.fullmatch(text)
    hour, minute = (int(match[1]), int(match[2])) if match else (24, 0)
    if match and match[3]:
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0) if 1 <= hour <= 12 else 24
    if hour > 23 or minute > 59:
        raise ValueError(f"{text[:40]!r} is not a time of day")
    return time(hour, minute)


def _duration(text: str) -> timedelta:
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(f"{text[:40]!r} is not a duration")
    return timedelta(hours=int(match[1] or 0), minutes=int(match[2]))
