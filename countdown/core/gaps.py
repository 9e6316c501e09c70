"""An event's first occurrence, and how far apart they are."""

from __future__ import annotations

from datetime import UTC, tzinfo
from itertools import islice, pairwise

from countdown.core.dates import date_of
from countdown.core.event import Event, Occurrence
from countdown.core.recurrence import occurrences
from countdown.core.repeat import Step, parse_repeat

_STEP_DAYS = {"weekday": 1, "day": 1, "week": 7, "month": 28, "year": 365}
# A rule's shortest gap is looked for among so many occurrences.
_SAMPLE = 9


def first_occurrence(event: Event, viewer: tzinfo) -> Occurrence | None:
    """The first one from the event's start on; `viewer` is the zone of an event that has a time and no zone."""
    return next(occurrences(event, event.first_day, viewer), None)


def shortest_gap(event: Event) -> int | None:
    """Days from one occurrence to the next, at the least; None if the event does not repeat."""
    if event.repeat is None:
        return None
    rule = parse_repeat(event.repeat)
    if isinstance(rule, Step):
        return _STEP_DAYS[rule.unit] * rule.count
    days = [date_of(seen.start) for seen in islice(occurrences(event, event.first_day, UTC), _SAMPLE)]
    # What happens several times a day counts as one day's: default leads go no finer.
    gaps = [later.toordinal() - earlier.toordinal() for earlier, later in pairwise(days) if later != earlier]
    return min(gaps, default=1 if len(days) > 1 else None)
