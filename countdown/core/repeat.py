"""What `repeat` says: a step of calendar units from the start, or an RFC 5545 rule."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from countdown.core.rrule_text import Rule

WORDS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "weekdays": "weekday"}
_UNITS = ("day", "week", "month", "year", "weekday")
FORMS = "daily, weekly, monthly, yearly, weekdays, 'every 2 weeks' or an RRULE such as 'FREQ=MONTHLY;BYDAY=2TU'"


class Step(msgspec.Struct, frozen=True):
    """`count` calendar units: day, week, month, year, or weekday (Monday to Friday, always one)."""

    unit: str
    count: int = 1


@lru_cache(maxsize=4096)
def parse_repeat(text: str) -> Step | Rule:
    """The meaning of a `repeat` field.

    Raises ValueError with a sentence that names the forms that work.
    """
    if "=" in text:
        from countdown.core.rrule_text import parse_rrule

        return parse_rrule(text)
    words = text.casefold().split()
    if len(words) == 1 and words[0] in WORDS:
        return Step(WORDS[words[0]])
    if len(words) in (2, 3) and words[0] == "every":
        count = _count(words[1]) if len(words) == 3 else 1
        unit = words[-1].removesuffix("s")
        if count > 0 and unit in _UNITS and (unit != "weekday" or count == 1):
            return Step(unit, count)
    raise ValueError(f"{text[:60]!r} is not a repeat; write {FORMS}")


def _count(word: str) -> int:
    """The N of `every N weeks`; 0 if it is none."""
    if word == "other":
        return 2
    return int(word) if word.isdecimal() and len(word) <= 9 else 0
