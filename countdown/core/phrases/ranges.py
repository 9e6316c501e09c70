"""Ranges in a phrase's words: two points, of which one may leave to the other what both have in common."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta

from countdown.core.dates import MONTHS, Moment, date_of
from countdown.core.phrases.context import Context
from countdown.core.phrases.days import GAP, Day, Weekly, Yearly
from countdown.core.phrases.error import PhraseError, quoted
from countdown.core.phrases.points import Point, moment_of, no_day, read_point, settle
from countdown.core.phrases.times import elapse, length_of, split_clock
from countdown.core.phrases.words import ISO_DATE, MONTH_NUMBERS, SEPARATORS, SUFFIXES, WEEKDAY_NUMBERS

_YEAR = timedelta(days=366)
_FORMS = "write for instance 'Nov 26-30' or '2026-11-26..2026-11-30'"
_TIMED_FORMS = "write for instance 'tomorrow 18:00-20:00' or '2026-11-26 18:00 to 2026-11-27 02:00'"
_LASTING_FORMS = "write for instance 'Nov 26 for 5 days' or 'tomorrow 18:00 for 2 hours'"


def split_range(words: list[str]) -> tuple[list[str], list[str]] | None:
    """The words of the start and of the end, what they share written out in both; None if there is no range."""
    places = [place for place in range(len(words)) if _separates(words, place)]
    if not places:
        return None
    if len(places) > 1:
        raise PhraseError(f"{quoted(words)} is more than one range", _FORMS)
    left, right = words[: places[0]], words[places[0] + 1 :]
    left = _without_from(left)
    if right[:1] in (["+"], ["-"]) and left[:1] not in (["+"], ["-"], ["today"]):
        raise PhraseError(
            f"{quoted(right)} could count from today or from the start",
            "write for instance 'in 4 days' or 'Nov 26 for 4 days'",
        )
    return _share_month(left, right)


def _separates(words: list[str], place: int) -> bool:
    word, before, after = words[place], words[:place], words[place + 1 :]
    if word == "-":
        return bool(before) and before[-1] not in SEPARATORS
    if word == "/":
        return bool(before and after) and all(re.match(ISO_DATE, side) for side in (before[-1], after[0]))
    return word in SEPARATORS


def _without_from(words: list[str]) -> list[str]:
    """`from 18:00` before a range's other end says no more than `at 18:00`, nor `from friday` than `friday`."""
    match words:
        case ["from", *rest]:
            return rest
        case [*day, "from", clock] if clock not in ("now", "today"):
            return [*day, "at", clock]
    return words


def _share_month(left: list[str], right: list[str]) -> tuple[list[str], list[str]]:
    """`26` and `30 nov 2026` as two dates; `nov 26` and `30 , 2026` too."""
    _, start = _past_weekday(left)
    between, end = _past_weekday(right)
    if _day_length(start) == len(start) > 0 and split_clock(end)[1] is None:
        common = end[_day_length(end) :]
        if _day_length(end) and set(common) & set(MONTH_NUMBERS):
            return [*left, *common], right
    if start[:1] and start[0] in MONTH_NUMBERS and _day_length(start[1:]) == len(start) - 1:
        year = end[_day_length(end) :]
        if _day_length(end) and all(word == "," or word.isdecimal() for word in year):
            return left, [*between, start[0], *end]
    return left, right


def _past_weekday(words: list[str]) -> tuple[list[str], list[str]]:
    """The weekday that `words` begin with, with its comma, and the rest."""
    count = 0 if words[:1] and words[0] not in WEEKDAY_NUMBERS else 2 if words[1:2] == [","] else 1
    return words[:count], words[count:]


def _day_length(words: list[str]) -> int:
    """How many tokens at the start of `words` are the number of a day: `26`, `26th`, `26.`."""
    if not words or not words[0].isdecimal() or len(words[0]) > 2:
        return 0
    return 2 if words[1:2] and (words[1] in SUFFIXES or words[1] == ".") else 1


def read_range(left: list[str], right: list[str], context: Context) -> tuple[Moment, Moment]:
    """The start and end that the words of a range's sides name; raises PhraseError."""
    start, end = read_point(left, context), read_point(right, context)
    if start.day is None:
        start, end = Point(end.day, start.clock), Point(None, end.clock)
    if start.day is None:
        raise no_day()
    if (start.clock is None) != (end.clock is None):
        raise PhraseError("only one of start and end has a time of day", _TIMED_FORMS)
    if start.clock and end.clock and (start.clock.tzinfo is None) != (end.clock.tzinfo is None):
        raise PhraseError("only one of start and end has an offset from UTC", _TIMED_FORMS)
    if end.day is None:
        first = last = settle(start.day, context.today)
        if start.clock and end.clock and end.clock <= start.clock:
            last = _over_midnight(first, start.clock, end.clock)
    else:
        first, last = _days(start.day, end.day, context.today)
    return _in_order(moment_of(first, start.clock), moment_of(last, end.clock))


def _over_midnight(day: date, start: time, end: time) -> date:
    if start == end:
        raise PhraseError(f"it ends at {end:%H:%M}, when it starts", _TIMED_FORMS)
    return day + timedelta(days=1)


def _in_order(start: Moment, end: Moment) -> tuple[Moment, Moment]:
    if end < start:
        raise PhraseError(f"{end} is before the start, {start}", _FORMS)
    return start, end


def _days(start: Day, end: Day, today: date) -> tuple[date, date]:
    """The first and the last day. What has no year or week is the range that goes on today, else the next."""
    if isinstance(start, Weekly) and start == end:
        raise PhraseError(
            "it could end on the day it starts or a week later",
            "write for instance 'friday for 1 day' or 'friday for 8 days'",
        )
    if isinstance(start, Yearly):
        first, last = _from_yearly(start, end, today)
    else:
        first = settle(start, today)
        last = end.on_or_after(first) if isinstance(end, Weekly | Yearly) else end
    if isinstance(start, Yearly) or isinstance(end, Yearly):
        # Dec 28 to Jan 3 is over New Year; Dec 28 to Dec 3, or to Nov 3, is a slip rather than most of a year.
        told = f"the end, {last.day} {MONTHS[last.month - 1]}, is"
        if last - first >= _YEAR:
            raise PhraseError(f"{told} not within a year of the start", _FORMS)
        if last.year > first.year and (first.month - last.month) % 12 <= 1:
            raise PhraseError(f"{told} before the start", _FORMS)
        for side, day in ((start, first), (end, last)):
            if isinstance(side, Yearly):
                side.checked(day)
    return first, last


def _from_yearly(start: Yearly, end: Day, today: date) -> tuple[date, date]:
    if not isinstance(end, Weekly | Yearly):
        return start.on_or_before(end) or start.on_or_after(end), end
    for year in range(max(today.year - 1, MINYEAR), min(today.year + GAP, MAXYEAR) + 1):
        over = (year, start.month) < (today.year, today.month)
        first = start.in_year(year) if over else start.found_in(year)
        if first is not None:
            last = end.on_or_after(first)
            if last >= today and last - first < _YEAR:
                return first, last
    raise OverflowError("no such range is left in the calendar")


def read_lasting(words: list[str], length: list[str], context: Context) -> tuple[Moment, Moment]:
    """The start and end of what starts at the point that `words` name and lasts for `length`; raises PhraseError."""
    number, unit = length_of(length) or (0, "")
    if number == 0:
        raise PhraseError("what follows 'for' is not a length of time", _LASTING_FORMS)
    point = read_point(words, context)
    if point.day is None:
        raise no_day()
    if point.clock is None and unit in ("h", "min"):
        raise PhraseError(f"{quoted(length)} needs a start with a time of day", _LASTING_FORMS)
    today = context.today
    day = settle(point.day, today)
    if isinstance(point.day, Yearly):
        earlier = point.day.on_or_before(today)
        if earlier is not None and today <= date_of(_end(earlier, point.clock, number, unit, context)) < day:
            day = point.day.checked(earlier)
    return _in_order(moment_of(day, point.clock), _end(day, point.clock, number, unit, context))


def _end(day: date, clock: time | None, number: int, unit: str, context: Context) -> Moment:
    """When it is over that starts on `day` at `clock`; of all-day ones the last day."""
    if unit not in ("h", "min"):
        if unit == "wd" and clock is None:
            # Days without work after the last working day do not belong to it.
            return context.workdays.step(day - timedelta(days=1), number)
        last = context.workdays.move(day, number, unit)
        return last - timedelta(days=1) if clock is None else moment_of(last, clock)
    start = datetime.combine(day, clock or time())
    if start.tzinfo is not None:
        return elapse(start, number, unit)
    return elapse(start.replace(tzinfo=context.now.tzinfo), number, unit).replace(tzinfo=None)
