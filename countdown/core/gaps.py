"""How far apart an event's occurrences are."""

from __future__ import annotations

from datetime import UTC
from functools import lru_cache
from itertools import islice, pairwise

from countdown.core.dates import date_of
from countdown.core.event import Event
from countdown.core.recurrence import occurrences
from countdown.core.repeat import Step, parse_repeat

_STEP_DAYS = {"weekday": 1, "day": 1, "week": 7, "month": 28, "year": 365}
# A rule's shortest gap is looked for among so many occurrences.
_SAMPLE = 9


def shortest_gap(event: Event) -> int | None:
    """Days from one occurrence to the next, at the least; None if the event does not repeat."""
    if event.repeat is None:
        return None
    rule = parse_repeat(event.repeat)
    if isinstance(rule, Step):
        return _STEP_DAYS[rule.unit] * rule.count
    return _gap_of_rule(event)


# An event's leads and its milestones ask for the same one after the other.
@lru_cache(maxsize=16)
def _gap_of_rule(event: Event) -> int | None:
    days = [date_of(seen.start) for seen in islice(occurrences(event, event.first_day, UTC), _SAMPLE)]
    # What happens several times a day counts as one day's: default leads go no finer.
    gaps = [later.toordinal() - earlier.toordinal() for earlier, later in pairwise(days) if later != earlier]
    return min(gaps, default=1 if len(days) > 1 else None)
