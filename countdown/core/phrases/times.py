"""Times of day, and lengths of time from now, in a phrase's words."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, UTC, datetime, time, timedelta

from countdown.core.phrases.error import PhraseError, quoted
from countdown.core.phrases.words import UNITS, number_of

_NAMED = {"noon": "12:00", "midnight": "00:00"}
_FORMS = "write for instance 'tomorrow 18:00' or 'Nov 26 9:30am'"


def split_clock(words: list[str]) -> tuple[list[str], time | None]:
    """The words of the day, and the time of day after or before them, if there is one."""
    match words:
        case [*day, ",", "at", clock] | [*day, "," | "at", clock] | [*day, clock] if _is_clock(clock):
            return day, _clock(clock)
        case ["at", clock, ",", *day] | ["at", clock, *day] | [clock, ",", *day] | [clock, *day] if _is_clock(clock):
            return day, _clock(clock)
    return words, None


def _is_clock(word: str) -> bool:
    if word in _NAMED:
        return True
    digits = word.removesuffix("am").removesuffix("pm")
    return digits.replace(":", "").isdecimal() and (":" in digits or digits != word)


def _clock(word: str) -> time:
    """`9:30`, `09:30:15`, `9am`, `noon` as a time of day; raises PhraseError."""
    digits = _NAMED.get(word, word).removesuffix("am").removesuffix("pm")
    hour, *rest = map(int, digits.split(":"))
    valid = re.fullmatch(r"\d\d?(:\d\d){0,2}", digits, re.ASCII) is not None
    if word.endswith("m"):
        valid = valid and 1 <= hour <= 12
        hour = hour % 12 + (12 if word.endswith("pm") else 0)
    if not valid or hour > 23 or any(number > 59 for number in rest):
        raise PhraseError(f"{quoted([word])} is not a time of day", _FORMS)
    minute, second, *_ = [*rest, 0, 0]
    return time(hour, minute, second)


def length_of(words: list[str]) -> tuple[int, str] | None:
    """`3 weeks` as (3, "w"), with a unit of min, h, d, wd, w, mo or y; None if `words` are no length of time."""
    match words:
        case [count, unit] if (number := number_of(count)) is not None:
            if unit == "m":
                raise PhraseError(
                    f"{quoted([count + unit])} could be minutes or months",
                    f"write min or mo, for instance 'in {number} min' or 'in {number} mo'",
                )
            return (number, UNITS[unit]) if unit in UNITS else None
    return None


def offset_of(words: list[str]) -> tuple[int, str] | None:
    """The length of time from now that `words` are, as `length_of` has it, negative if it is back; None if none."""
    match words:
        case ["in" | "+", *rest] | [*rest, "from", "now" | "today"]:
            return length_of(rest)
        case [*rest, "ago"] | ["-", *rest]:
            length = length_of(rest)
            return (-length[0], length[1]) if length else None
    return None


def elapse(moment: datetime, number: int, unit: str) -> datetime:
    """The aware `moment` after `number` of h or min have passed, whatever its zone's clocks do; in its zone."""
    if not MINYEAR < moment.year < MAXYEAR:
        raise OverflowError("a zone's offset may lead out of the calendar")
    span = timedelta(hours=number) if unit == "h" else timedelta(minutes=number)
    # By way of UTC, since within one zone Python adds on the wall clock.
    return (moment.astimezone(UTC) + span).astimezone(moment.tzinfo)
