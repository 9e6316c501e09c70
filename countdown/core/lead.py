"""Leads: how long before, or after, an occurrence to remind."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from countdown.core.dates import Moment, date_of, parse_clock

if TYPE_CHECKING:
    # `next` reads leads, and never asks when they come due.
    from countdown.core.preferences import Preferences

_UNITS = ("min", "h", "d", "wd", "w", "mo", "y")
_LONGEST_RANGE = 1000
FORMS = "write for instance 7d, 2w, 3wd, +1d, 7d..1d, '0d 08:00' or '30d print the badges'"


class Lead(msgspec.Struct, frozen=True):
    """`number` units of min, h, d, w, mo, y or wd, working days, before an occurrence's start; negative is after it.

    `at` is the viewer's time of day for a lead in days or more; `text` what to show. A `milestone` is a round number,
    and its text says no more than that.
    """

    number: int
    unit: str
    at: time | None = None
    text: str | None = None
    milestone: bool = False

    @property
    def name(self) -> str:
        """The lead alone, as a user writes it: `7d`, `+1d`."""
        return f"{'+' if self.number < 0 else ''}{abs(self.number)}{self.unit}"

    @property
    def exact(self) -> bool:
        """Whether it is an instant before a timed start, rather than a day."""
        return self.unit in ("min", "h")

    def due(self, start: Moment, now: datetime, preferences: Preferences) -> datetime | None:
        """When it comes due, in the zone of `now`, for an occurrence that begins at `start` in that zone.

        None outside of the calendar, or for an exact lead of an all-day event.
        """
        try:
            if self.exact:
                span = timedelta(**{"minutes" if self.unit == "min" else "hours": self.number})
                # By way of UTC, since within one zone Python subtracts on the wall clock, across DST too.
                return (start.astimezone(UTC) - span).astimezone(now.tzinfo) if isinstance(start, datetime) else None
            day = preferences.workdays.move(date_of(start), -self.number, self.unit)
        except OverflowError:
            return None
        return datetime.combine(day, self.at or preferences.remind_at, now.tzinfo)


@lru_cache(maxsize=4096)
def parse_leads(text: str) -> tuple[Lead, ...]:
    """The leads that `text` means: one, or those of a daily range, earliest first.

    Raises ValueError with a sentence that names the forms that work.
    """
    head, _, rest = text.strip().partition(" ")
    first, dots, last = head.partition("..")
    at, words = _clock_and_words(rest.strip(), text)
    offset = _offset(first, text)
    offsets = _range(offset, _offset(last, text), text) if dots else [offset]
    if at is not None and offsets[0][1] in ("min", "h"):
        raise ValueError(f"{text[:60]!r}: a lead in min or h is an instant and takes no time of day")
    return tuple(Lead(number, unit, at, words) for number, unit in offsets)


def _offset(part: str, lead: str) -> tuple[int, str]:
    """`7d` as (7, "d"), `+1w` as (-1, "w")."""
    unsigned = part.removeprefix("+")
    unit = unsigned.lstrip("0123456789")
    digits = unsigned[: len(unsigned) - len(unit)]
    if digits and unit == "m":
        raise ValueError(f"{lead[:60]!r}: m alone could be minutes or months; write min or mo")
    if not digits or len(digits) > 6 or unit not in _UNITS:
        raise ValueError(f"{lead[:60]!r} is not a reminder's lead; {FORMS}")
    return (-int(digits) if part[0] == "+" else int(digits)), unit


def _range(first: tuple[int, str], last: tuple[int, str], lead: str) -> list[tuple[int, str]]:
    """A lead for each day from the one to the other, whichever is earlier."""
    if {first[1], last[1]} - {"d", "w"}:
        raise ValueError(f"{lead[:60]!r}: a range goes by days or weeks, as 7d..1d")
    low, high = sorted(number * (7 if unit == "w" else 1) for number, unit in (first, last))
    if high - low >= _LONGEST_RANGE:
        raise ValueError(f"{lead[:60]!r}: a range holds at most {_LONGEST_RANGE} days")
    return [(number, "d") for number in range(high, low - 1, -1)]


def _clock_and_words(rest: str, lead: str) -> tuple[time | None, str | None]:
    """What follows the lead: a time of day, and the text to show."""
    word, _, after = rest.partition(" ")
    hour, colon, minute = word.partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal()):
        return None, rest or None
    at = parse_clock(word)
    if at is None:
        raise ValueError(f"{lead[:60]!r}: {word} is not a time of day; write one from 00:00 to 23:59")
    return at, after.strip() or None
