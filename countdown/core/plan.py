"""An event's leads, and when they come due for one occurrence of it."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice, pairwise

import msgspec

from countdown.core.countdown import Countdown
from countdown.core.dates import date_of
from countdown.core.event import Event
from countdown.core.lead import Lead, parse_leads
from countdown.core.preferences import Preferences
from countdown.core.recurrence import occurrences
from countdown.core.repeat import Step, parse_repeat

_DEFAULT = (Lead(7, "d"), Lead(1, "d"), Lead(0, "d"))
_STEP_DAYS = {"weekday": 1, "day": 1, "week": 7, "month": 28, "year": 365}
# A rule's shortest gap is looked for among so many occurrences.
_SAMPLE = 9


class Planned(msgspec.Struct, frozen=True):
    """A lead of one occurrence and the moment it comes due, in the viewer's zone."""

    lead: Lead
    due: datetime


def leads(event: Event) -> tuple[Lead, ...]:
    """The event's leads, ranges expanded; without any, 7d, 1d and 0d less those not shorter than its repeat's step."""
    if event.remind is None:
        step = _step_days(event)
        return tuple(lead for lead in _DEFAULT if step is None or lead.number < step)
    return tuple(lead for text in event.remind for lead in parse_leads(text))


def all_leads(event: Event) -> tuple[Lead, ...]:
    """The event's leads, and those that single occurrences have of their own."""
    found = leads(event)
    for override in () if event.instances is None else event.instances.overrides:
        found += tuple(lead for text in override.remind or () for lead in parse_leads(text))
    return found


def plan(countdown: Countdown, preferences: Preferences) -> list[Planned]:
    """When each lead comes due for the occurrence that `countdown` sees, in that order."""
    found = []
    for lead in leads(countdown.event):
        due = lead.due(countdown.start, countdown.now, preferences)
        if due is not None:
            found.append(Planned(lead, due))
    return sorted(found, key=lambda planned: planned.due.timestamp())


def _step_days(event: Event) -> int | None:
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
