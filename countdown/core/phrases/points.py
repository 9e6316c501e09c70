"""One point in time in a phrase's words: a day, a time of day, or both."""

from __future__ import annotations

from datetime import date, datetime, time

import msgspec

from countdown.core.dates import Moment
from countdown.core.phrases.context import Context
from countdown.core.phrases.dates import is_iso_moment, read_absolute, read_iso_moment
from countdown.core.phrases.days import Day, Weekly, Yearly, day_from_today, day_of_period, weekday_from_today
from countdown.core.phrases.error import FORMS, PhraseError, quoted
from countdown.core.phrases.times import elapse, length_of, offset_of, split_clock
from countdown.core.phrases.words import MONTH_NUMBERS, ORDINALS, SUFFIXES, WEEKDAY_NUMBERS


class Point(msgspec.Struct, frozen=True):
    """A day, which may be of no year or week in particular, and a time of day; either may be missing.

    The time has a tzinfo if the phrase has an offset from UTC.
    """

    day: Day | None
    clock: time | None = None


def read_point(words: list[str], context: Context) -> Point:
    """The point that `words` name, all of them; raises PhraseError."""
    if len(words) == 1 and is_iso_moment(words[0]):
        return _at(read_iso_moment(words[0]))
    rest, clock = split_clock(words)
    rest = _without_article(rest)
    length = offset_of(rest)
    if length is not None and length[1] in ("h", "min"):
        if clock is not None:
            raise PhraseError(
                f"{quoted(rest)} is a moment and takes no time of day",
                "write for instance 'in 3 hours' or 'today 18:00'",
            )
        return _at(elapse(context.now, *length).replace(tzinfo=None, microsecond=0))
    return Point(_day(rest, context) if rest or clock is None else None, clock)


def _at(moment: datetime) -> Point:
    return Point(moment.date(), moment.timetz())


def _without_article(words: list[str]) -> list[str]:
    match words:
        case ["on", "the", _, *_]:
            return words[2:]
        case ["on" | "the", _, *_]:
            return words[1:]
    return words


def _day(words: list[str], context: Context) -> Day:
    length, today = offset_of(words), context.today
    day = (
        (context.workdays.move(today, *length) if length else None)
        or _from_day(words, context)
        or day_from_today(words, today)
        or weekday_from_today(words, today)
        or day_of_period(words, today)
        or read_absolute(words, context.date_order)
    )
    if day is None:
        raise _not_understood(words)
    return day


def _from_day(words: list[str], context: Context) -> date | None:
    """`5 workdays before 2026-12-24`, `2 weeks after friday`."""
    place = next((place for place, word in enumerate(words) if word in ("before", "after")), 0)
    length = length_of(words[:place])
    if length is None:
        return None
    number, unit = length
    if unit in ("h", "min"):
        raise PhraseError(
            "hours and minutes are counted from now alone", "write for instance 'in 2 hours' or '2 days before friday'"
        )
    day = settle(_day(_without_article(words[place + 1 :]), context), context.today)
    return context.workdays.move(day, -number if words[place] == "before" else number, unit)


def settle(day: Day, today: date) -> date:
    """`day`, the first from `today` on if it is of no year or week in particular."""
    if isinstance(day, Yearly):
        return day.checked(day.on_or_after(today))
    return day.on_or_after(today) if isinstance(day, Weekly) else day


def moment_of(day: date, clock: time | None) -> Moment:
    """`day` all day, or at `clock`."""
    return day if clock is None else datetime.combine(day, clock)


def no_day() -> PhraseError:
    """The refusal of a time of day without a day."""
    return PhraseError("a time of day needs a day", "write for instance 'today 18:00' or 'tomorrow 18:00'")


def _not_understood(words: list[str]) -> PhraseError:
    """Why `words`, each of them known, are no day."""
    told = " ".join(words)
    why, mend = "is not understood", FORMS
    match words:
        case []:
            return PhraseError("a date is missing", "write for instance 'Nov 26' or 'Nov 26 to Dec 2'")
        case [number] if number.isdecimal():
            why = "is only a number"
        case [*_, number, suffix] if number.isdecimal() and suffix in SUFFIXES:
            why, mend = "is of no month", "write for instance '26th of november' or '15th of next month'"
        case [month] | [month, _] if month in MONTH_NUMBERS:
            why, mend = "names no day", "write for instance '1 January' or 'end of January 2027'"
        case [ordinal, day] if ordinal in ORDINALS and (day == "day" or day in WEEKDAY_NUMBERS):
            why, mend = "is of no month", f"write '{told} of january' or '{told} of next month'"
        case ["this" | "next" | "last", "week" | "month" | "year" as unit]:
            why, mend = "names no day", f"write for instance 'in 1 {unit}' or 'first monday of next month'"
        case [*_, number] if number.isdecimal() and len(number) <= 2:
            return PhraseError(
                f"{number} is neither a date nor a time of day", "write for instance 'tomorrow 9:00' or 'tomorrow 9am'"
            )
        case _ if length_of(words) is not None:
            why, mend = "is a length of time, not a date", f"write 'in {told}' or '{told} ago'"
    return PhraseError(f"{quoted(words)} {why}", mend)
