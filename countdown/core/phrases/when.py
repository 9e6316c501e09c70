"""A whole phrase: a day, a moment or a range.

A text falls into tokens of a fixed vocabulary (`words`); these make one point in time or a range of two, or a
point and a length of time; a point is a day, a time of day, or both. What is left over or missing is refused.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, datetime, time, tzinfo

import msgspec

from countdown.core.dates import Moment
from countdown.core.phrases.context import Context
from countdown.core.phrases.dates import read_iso
from countdown.core.phrases.error import PhraseError, quoted
from countdown.core.phrases.points import moment_of, no_day, read_point, settle
from countdown.core.phrases.ranges import read_lasting, read_range, split_range
from countdown.core.phrases.words import tokens_of
from countdown.core.workdays import WEEKENDS_OFF, Workdays

_ISO_FORMS = "write '2026-11-26' or '2026-11-26T09:30'"


class When(msgspec.Struct, frozen=True):
    """What a phrase means: `start`, and `end` if it names one.

    Dates are all day, `end` being the last day, included. Datetimes are timed, `end` being the moment it ends: naive
    by the viewer's clock, or aware if the phrase has an offset. `end` is None if the phrase names none.
    """

    start: Moment
    end: Moment | None = None


def parse_when(text: str, now: datetime, date_order: str | None = None, workdays: Workdays = WEEKENDS_OFF) -> When:
    """What `text` means at `now`, an aware datetime in the viewer's zone.

    `date_order`, dmy, mdy or ymd, is how 11/12/2026 reads; without it that is refused. `workdays` are those that
    `in 3 workdays` counts. Without a year the next such date is meant, today included; of a range the one going on
    today, else the next. Raises PhraseError.
    """
    try:
        return _read(tokens_of(text), Context(now, date_order, workdays))
    except PhraseError as error:
        raise error.about(text.strip()) from None
    except OverflowError:
        raise PhraseError(
            f"it is outside of the years {MINYEAR} to {MAXYEAR}", "write for instance 'in 10 years' or '2036-11-26'"
        ).about(text.strip()) from None


def _read(words: list[str], context: Context) -> When:
    if "for" in words:
        place = words.index("for")
        start, length = words[:place], words[place + 1 :]
        if split_range(start):
            raise PhraseError(
                f"{quoted(start)} has an end already", "write for instance 'Nov 26 for 5 days' or 'Nov 26-30'"
            )
        return When(*read_lasting(start, length, context))
    sides = split_range(words)
    if sides is not None:
        return When(*read_range(*sides, context))
    point = read_point(words, context)
    if point.day is None:
        raise no_day()
    return When(moment_of(settle(point.day, context.today), point.clock))


def parse_iso(text: str, zone: tzinfo) -> datetime:
    """The moment in `zone` that an ISO date, its 00:00 there, or an ISO date-time is; raises PhraseError."""
    try:
        found = read_iso(text)
    except PhraseError as error:
        raise PhraseError(error.sentence, _ISO_FORMS) from None
    # In the first and the last year some zone's clock shows a year that the calendar does not have.
    if not MINYEAR < found.year < MAXYEAR:
        raise PhraseError(f"{text} is outside of the years {MINYEAR + 1} to {MAXYEAR - 1}", _ISO_FORMS)
    if not isinstance(found, datetime):
        found = datetime.combine(found, time())
    return found.replace(tzinfo=zone) if found.tzinfo is None else found.astimezone(zone)
