"""An event's occurrences from a date on: lazy, bounded, and no dearer for an event that began in 1900."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from heapq import merge
from math import inf
from typing import TYPE_CHECKING

from countdown.core.dates import Moment, date_of
from countdown.core.event import Event, Occurrence
from countdown.core.repeat import Step, parse_repeat
from countdown.core.steps import steps, whole_days
from countdown.core.zones import at_clock, in_zone

if TYPE_CHECKING:
    from countdown.core.rrule_text import Rule


def occurrences(event: Event, since: date, viewer: tzinfo, *, through: date | None = None) -> Iterator[Occurrence]:
    """The occurrences that start from `since` through `through`, dates by the event's own clocks, ascending.

    `viewer` is the zone of an event that has a time and no zone. A time that a change of clocks leaves out is
    told by the offset before it, and of a time that comes twice the first is meant (RFC 5545 §3.3.5).
    """
    return _occurrences(event, since, since, viewer, through)


def _occurrences(
    event: Event, since: date, changed_since: date, viewer: tzinfo, through: date | None
) -> Iterator[Occurrence]:
    """The same; those that were changed from `changed_since` on."""
    if event.instances is None:
        return _regular(event, since, viewer, through)
    from countdown.core.changes import Changes  # events.toml needs none of it

    changes = Changes(event, event.instances, lambda low, high: _regular(event, low, viewer, high), viewer)
    return changes.occurrences(since, changed_since, through)


def _regular(event: Event, since: date, viewer: tzinfo, through: date | None) -> Iterator[Occurrence]:
    """The occurrences that have nothing of their own."""
    if event.until is not None:
        through = min(event.until, through or event.until)
    if event.repeat is not None and event.instances is None and not event.timed:
        rule = parse_repeat(event.repeat)
        if isinstance(rule, Step):
            return whole_days(event, rule, since, through)
    return _by_clock(event, since, viewer, through)


def _by_clock(event: Event, since: date, viewer: tzinfo, through: date | None) -> Iterator[Occurrence]:
    zone = event.zone(viewer)
    first, length = event.wall(event.start), event.length
    before = -inf
    for start in _starts(event, since, through, viewer):
        try:
            end = start + length
        except OverflowError:
            return
        if not (isinstance(start, datetime) and isinstance(end, datetime)):
            yield Occurrence(start, end)
            continue
        # Of what was written with an offset, the fold tells which of two times it means.
        folds = (_fold(first), _fold(event.wall(event.end or event.start))) if start == first else (0, 0)
        begins = at_clock(start.replace(fold=folds[0]), zone)
        ends = begins if event.end is None else at_clock(end.replace(fold=folds[1]), zone)
        # Two times of an hourly rule can be one instant, where a change of clocks leaves out the first.
        if begins.timestamp() > before:
            before = begins.timestamp()
            yield Occurrence(begins, max(begins, ends, key=datetime.timestamp))


def _fold(moment: Moment) -> int:
    return moment.fold if isinstance(moment, datetime) else 0


def current_or_next(event: Event, now: datetime) -> Occurrence | None:
    """The first occurrence that is not over at `now`, a datetime in the viewer's zone; None if all are."""
    if event.instances is None and not event.timed:
        # The common case, worth its own lines among ten thousand events.
        start, end, today = event.start, event.end or event.start, now.date()
        if event.repeat is None:
            return None if end < today or start in event.except_ else Occurrence(start, end)
        return next(_regular(event, _earlier(today, (end - start).days), _viewer(now), None), None)
    earliest = _earliest_start(event, now, event.length)
    changed = earliest if event.instances is None else _earliest_start(event, now, event.instances.longest)
    for occurrence in _occurrences(event, earliest, changed, _viewer(now), None):
        if not is_over(occurrence, now):
            return occurrence
    return None


def last(event: Event, now: datetime, through: date | None = None) -> Occurrence | None:
    """The latest occurrence that starts by the date `through`, by default today's; None if there is none."""
    zone = _viewer(now)
    # What was added or moved may start when the rule is over.
    until = _until(event, zone) if event.instances is None else None
    limits = (through or _today(event, now), event.until, until)
    limit = min(date_of(limit) for limit in limits if limit is not None)
    if event.repeat is None and event.instances is None:
        return next(occurrences(event, event.first_day, zone, through=limit), None)
    day = _last_day(event, zone, limit)
    return None if day is None else deque(occurrences(event, day, zone, through=day), maxlen=1).pop()


def _last_day(event: Event, zone: tzinfo, through: date) -> date | None:
    """The last date up to `through` on which an occurrence starts: found by halves, since there can be millions."""

    def happens(since: int) -> bool:
        day, limit = date.fromordinal(since), date.fromordinal(end)
        return next(occurrences(event, day, zone, through=limit), None) is not None

    first, end = event.first_day.toordinal(), through.toordinal()
    if event.instances is not None:
        first = min(first, event.instances.first_day.toordinal())
    low, step = end, 1
    while not happens(low):
        if low <= first:
            return None
        # Nothing from `low` on: look further back, and there alone.
        end, low, step = low - 1, max(first, low - step), step * 2
    while low < end:
        middle = (low + end + 1) // 2
        if happens(middle):
            low = middle
        else:
            end = middle - 1
    return date.fromordinal(low)


def upcoming_starts(event: Event, now: datetime) -> Iterator[Moment]:
    """Starts that are still to come at `now`: dates, or datetimes in the viewer's zone."""
    zone = _viewer(now)
    # A day early, for a start that a change of clocks moves on to the next.
    for occurrence in occurrences(event, _earlier(_today(event, now), 1), zone):
        start = occurrence.start
        if isinstance(start, datetime):
            if start.timestamp() > now.timestamp():
                yield in_zone(start, zone)
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


def _viewer(now: datetime) -> tzinfo:
    assert now.tzinfo is not None, "now is in the viewer's zone"
    return now.tzinfo


def _today(event: Event, now: datetime) -> date:
    """Today's date by the event's clocks; the viewer's for an all-day event."""
    return in_zone(now, event.zone(_viewer(now))).date() if event.timed else now.date()


def _earliest_start(event: Event, now: datetime, length: timedelta) -> date:
    """A date by the event's clocks such that what starts before it and lasts for `length` is over at `now`."""
    # The part of a day that a length has, and a day that a change of clocks may take.
    days = length.days + (2 if event.timed or event.instances is not None else 0)
    return _earlier(_today(event, now), days)


def _earlier(day: date, days: int) -> date:
    """`day` less `days`, or the calendar's first."""
    return date.fromordinal(max(1, day.toordinal() - days))


def _starts(event: Event, since: date, through: date | None, viewer: tzinfo) -> Iterator[Moment]:
    """Starts by the event's own clocks, less those excepted."""
    first = event.wall(event.start)
    found: Iterator[Moment]
    if event.repeat is None:
        found = iter((first,) if date_of(first) >= since else ())
    else:
        rule = parse_repeat(event.repeat)
        if isinstance(rule, Step):
            days = steps(date_of(first), rule, max(since, date_of(first)), event.feb29)
            found = (_at_time_of(first, day) for day in days)
        else:
            found = _by_rule(event, rule, since, through, viewer)
    if event.instances is not None:
        further = [parse_repeat(text) for text in event.instances.rules]
        more = [_by_rule(event, rule, since, through, viewer) for rule in further if not isinstance(rule, Step)]
        found = event.instances.starts(merge(found, *more), since, through)
    excepted = frozenset(event.except_)
    for start in found:
        if through is not None and date_of(start) > through:
            return
        if not excepted or date_of(start) not in excepted:
            yield start


def _by_rule(event: Event, rule: Rule, since: date, through: date | None, viewer: tzinfo) -> Iterator[Moment]:
    from countdown.core.rrule import recurrence  # words need no rule

    first = event.wall(event.start)
    ends = [_last_moment(limit, first) for limit in (_rule_until(event, rule, viewer), through) if limit is not None]
    return recurrence(rule, first).starts(since, min(ends, default=None))


def _until(event: Event, viewer: tzinfo) -> Moment | None:
    """The UNTIL of an event's RRULE by its own clocks."""
    rule = None if event.repeat is None else parse_repeat(event.repeat)
    return None if rule is None or isinstance(rule, Step) else _rule_until(event, rule, viewer)


def _rule_until(event: Event, rule: Rule, viewer: tzinfo) -> Moment | None:
    """An RRULE's UNTIL, a date or a time in UTC whatever the start is, by the event's own clocks."""
    until = rule.until
    if isinstance(until, datetime) and until.tzinfo is not None and event.timed:
        return in_zone(until, event.zone(viewer)).replace(tzinfo=None)
    return until


def _last_moment(limit: Moment, first: Moment) -> Moment:
    """A limit in the terms of `first`: a date for an all-day event; for a timed one a date's last second."""
    if not isinstance(first, datetime):
        return date_of(limit)
    return limit if isinstance(limit, datetime) else datetime.combine(limit, time.max)


def _at_time_of(first: Moment, day: date) -> Moment:
    return datetime.combine(day, first.time()) if isinstance(first, datetime) else day
