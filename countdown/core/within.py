"""All of an event's occurrences within some days."""

from __future__ import annotations

from datetime import UTC, date, datetime

from countdown.core.countdown import Countdown, see
from countdown.core.dates import date_of, moved_within
from countdown.core.event import Event, Occurrence
from countdown.core.recurrence import is_over, occurrences

# Of an event that happens each minute no more is told of a day, and of one whose every day begins a span of years.
MOST_A_DAY = 100
MOST = 100_000

# A day for the zones between the event's clocks and the viewer's, and one for a time of day that its length adds.
_ZONES = 2


def within(event: Event, first: date, last: date, now: datetime) -> tuple[list[Countdown], bool]:
    """The occurrences that touch a day from `first` to `last`, as of `now`; and whether there are more.

    Days are those of the viewer, in whose zone `now` is. There are more only if an event has over `MOST_A_DAY` that
    start on one day, of which the others are left out, or over `MOST` in all.
    """
    if event.repeat is None and event.instances is None and not event.timed and not _touches(event, first, last):
        return [], False  # the common case, worth its own line among ten thousand events
    found: list[Countdown] = []
    since, through = moved_within(first, -_reach(event)), moved_within(last, _ZONES)
    more = False
    while True:
        day, on_that_day = date.min, 0
        for occurrence in occurrences(event, since, now.tzinfo or UTC, through=through):
            start = date_of(occurrence.start)
            day, on_that_day = start, on_that_day + 1 if start == day else 1
            if on_that_day > MOST_A_DAY or len(found) == MOST:
                more = True
                break
            seen = _seen(event, occurrence, now)
            if seen.first_day <= last and seen.last_day >= first:
                found.append(seen)
        else:
            return found, more
        if len(found) == MOST or day >= through:
            return found, more
        since = moved_within(day, 1)


def _touches(event: Event, first: date, last: date) -> bool:
    return event.start <= last and (event.end or event.start) >= first


def _seen(event: Event, occurrence: Occurrence, now: datetime) -> Countdown:
    return see(event, occurrence, now, "past" if is_over(occurrence, now) else None)


def _reach(event: Event) -> int:
    """Days before a day that an occurrence may start which touches it."""
    longest = event.length if event.instances is None else max(event.length, event.instances.longest)
    return longest.days + _ZONES
