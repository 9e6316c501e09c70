"""An event's leads, and when they come due for one occurrence of it."""

from __future__ import annotations

from datetime import datetime

import msgspec

from countdown.core.countdown import Countdown
from countdown.core.event import Event
from countdown.core.gaps import shortest_gap
from countdown.core.lead import Lead, parse_leads
from countdown.core.milestones import ahead
from countdown.core.preferences import Preferences

_DEFAULT = (Lead(7, "d"), Lead(1, "d"), Lead(0, "d"))
# Of an event's milestones so many are told beside its leads.
_MILESTONES = 3


class Planned(msgspec.Struct, frozen=True):
    """A lead of one occurrence and the moment it comes due, in the viewer's zone."""

    lead: Lead
    due: datetime


def leads(event: Event) -> tuple[Lead, ...]:
    """The event's leads, ranges expanded; without any, 7d, 1d and 0d less those not shorter than its repeat's step."""
    if event.remind is None:
        gap = shortest_gap(event)
        return tuple(lead for lead in _DEFAULT if gap is None or lead.number < gap)
    return tuple(lead for text in event.remind for lead in parse_leads(text))


def all_leads(event: Event) -> tuple[Lead, ...]:
    """The event's leads, and those that single occurrences have of their own."""
    found = leads(event)
    for override in () if event.instances is None else event.instances.overrides:
        found += tuple(lead for text in override.remind or () for lead in parse_leads(text))
    return found


def plan(countdown: Countdown, preferences: Preferences) -> list[Planned]:
    """When each lead comes due for the occurrence that `countdown` sees, in that order; and the event's next milestones."""
    found = []
    for lead in leads(countdown.event):
        due = lead.due(countdown.start, countdown.now, preferences)
        if due is not None:
            found.append(Planned(lead, due))
    if countdown.event.milestones:
        now = countdown.now
        for lead, day in ahead(countdown, _MILESTONES):
            found.append(Planned(lead, datetime.combine(day, preferences.remind_at, now.tzinfo)))
    return sorted(found, key=lambda planned: planned.due.timestamp())
