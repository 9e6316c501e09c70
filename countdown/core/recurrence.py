"""An event's occurrences from a date on: lazy, bounded, and no dearer for an event that began in 1900."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from countdown.core.dates import Moment, add_months, date_of, is_leap
from countdown.core.event import Event, Occurrence
from countdown.core.repeat import Step, parse_repeat

if TYPE_CHECKING:
    from countdown.core.rrule_text import Rule

_DAY = timedelta(days=1)
_WEEKEND_BEGINS = 5
# How far back to look for the last of an event's occurrences, ever further.
_LOOK_BACK = (366, 366 * 8, 366 * 64, 366 * 512, 366 * 10_000)


def occurrences(
    event: Event, since: date, viewer: tzinfo | None, *, through: date | None = None
) -> Iterator[Occurrence]:
    """The occurrences that start from `since` through `through`, dates by the event's own clocks, ascending.

    `viewer` is the zone of an event that has a time and no zone. A time that a change of clocks leaves out is
    told by the offset before it, and of a time that comes twice the first is meant (RFC 5545 §3.3.5).
    """
    length, zone = event.length, event.zone(viewer)
    if event.until is not None:
        through = min(event.until, through or event.until)
    for start in _starts(event, since, through, viewer):
        try:
            end = start + length
        except OverflowError:
            return
        if isinstance(start, datetime) and isinstance(end, datetime):
            yield Occurrence(start.replace(tzinfo=zone), end.replace(tzinfo=zone))
        else:
            yield Occurrence(start, end)


def current_or_next(event: Event, now: datetime) -> Occurrence | None:
    """The first occurrence that is not over at `now`, a datetime in the viewer's zone; None if all are."""
    if event.repeat is None and not event.timed:
        # The common case, worth its own line among ten thousand events.
        end = event.end or event.start
        over = end < now.date() or event.start in event.except_
        return None if over else Occurrence(event.start, end)
    for occurrence in occurrences(event, _earliest_start(event, now), now.tzinfo):
        if not is_over(occurrence, now):
            return occurrence
    return None


def last(event: Event, now: datetime) -> Occurrence | None:
    """The latest occurrence that is over at `now`, for an event that has none to come; None if it never happens."""
    today = date_of(event.wall(now)) if event.timed else now.date()
    for days in _LOOK_BACK:
        since = date.fromordinal(max(1, today.toordinal() - days))
        found = None
        for occurrence in occurrences(event, since, now.tzinfo, through=today):
            found = occurrence
        if found is not None or since <= date_of(event.wall(event.start)):
            return found
    return None


def upcoming_starts(event: Event, now: datetime) -> Iterator[Moment]:
    """Starts that are still to come at `now`: dates, or datetimes in the viewer's zone."""
    for occurrence in occurrences(event, _earliest_start(event, now), now.tzinfo):
        start = occurrence.start
        if isinstance(start, datetime):
            if start.timestamp() > now.timestamp():
                yield start.astimezone(now.tzinfo)
        elif start > now.date():
            yield start


def is_over(occurrence: Occurrence, now: datetime) -> bool:
    """Whether `occurrence` is past at `now`: its last day, or the moment it ends; without an end, its instant."""
    start, end = occurrence.start, occurrence.end
    if isinstance(start, datetime) and isinstance(end, datetime):
        # Instants, since datetimes of one zone compare by the clock on the wall, which DST sets back.
        ends, current = end.timestamp(), now.timestamp()
        return ends < current or (ends == current and start != end)
    return end < now.date()


def _earliest_start(event: Event, now: datetime) -> date:
    """A date by the event's clocks such that what starts before it is over at `now`."""
    if not event.timed:
        today = now.date()
        slack = event.length
    else:
        today = now.astimezone(event.zone(now.tzinfo)).date()
        slack = event.length + 2 * _DAY
    return date.fromordinal(max(1, today.toordinal() - slack.days))


def _starts(event: Event, since: date, through: date | None, viewer: tzinfo | None) -> Iterator[Moment]:
    """Starts by the event's own clocks, less those excepted."""
    first = event.wall(event.start)
    found: Iterator[Moment]
    if event.repeat is None:
        found = iter((first,) if date_of(first) >= since else ())
    else:
        rule = parse_repeat(event.repeat)
        if isinstance(rule, Step):
            days = _steps(date_of(first), rule, max(since, date_of(first)), event.feb29)
            found = (_at_time_of(first, day) for day in days)
        else:
            found = _by_rule(event, rule, since, through, viewer)
    for start in found:
        if through is not None and date_of(start) > through:
            return
        if not event.except_ or date_of(start) not in event.except_:
            yield start


def _by_rule(event: Event, rule: Rule, since: date, through: date | None, viewer: tzinfo | None) -> Iterator[Moment]:
    """An RRULE's starts. Its UNTIL, a date or a time in UTC, is brought into the event's own terms."""
    from countdown.core.rrule import Recurrence  # words need no rule

    first, until = event.wall(event.start), rule.until
    if isinstance(until, datetime) and until.tzinfo is not None and event.timed:
        until = until.astimezone(event.zone(viewer)).replace(tzinfo=None)
    ends = [_last_moment(limit, first) for limit in (until, through) if limit is not None]
    return Recurrence(rule, first).starts(since, min(ends, default=None))


def _last_moment(limit: Moment, first: Moment) -> Moment:
    """A limit in the terms of `first`: a date for an all-day event; for a timed one a date's last second."""
    if not isinstance(first, datetime):
        return date_of(limit)
    return limit if isinstance(limit, datetime) else datetime.combine(limit, time.max)


def _at_time_of(first: Moment, day: date) -> Moment:
    return datetime.combine(day, first.time()) if isinstance(first, datetime) else day


def _steps(first: date, step: Step, since: date, feb29: str) -> Iterator[date]:
    """Dates at whole steps from `first`, on or after `since`, which is not before `first`; to the year 9999."""
    try:
        if step.unit == "weekday":
            yield from _weekdays(since)
        elif step.unit in ("day", "week"):
            yield from _by_days(first, step.count * (7 if step.unit == "week" else 1), since)
        else:
            yield from _by_months(first, step, since, feb29)
    except OverflowError:
        return


def _weekdays(since: date) -> Iterator[date]:
    day = since
    while True:
        if day.weekday() < _WEEKEND_BEGINS:
            yield day
        day += _DAY


def _by_days(first: date, days: int, since: date) -> Iterator[date]:
    ordinal, step = first.toordinal(), days
    ordinal += -(-(since.toordinal() - ordinal) // step) * step
    while ordinal <= date.max.toordinal():
        yield date.fromordinal(ordinal)
        ordinal += step


def _by_months(first: date, step: Step, since: date, feb29: str) -> Iterator[date]:
    """Months and years counted from `first`, so that a clamped 31st comes back after a short month."""
    months = step.count * (12 if step.unit == "year" else 1)
    elapsed = (since.year - first.year) * 12 + since.month - first.month
    leap_day = step.unit == "year" and (first.month, first.day) == (2, 29) and feb29 != "feb-28"
    # A 1 March that stands for 29 February lies in the month after its step's.
    number = max(0, (elapsed - leap_day) // months)
    while True:
        day = add_months(first, number * months)
        number += 1
        if leap_day and not is_leap(day.year):
            if feb29 == "skip":
                continue
            day += _DAY
        if day >= since:
            yield day
