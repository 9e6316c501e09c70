"""Between which dates the occurrences start that may have a reminder in a window of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from countdown.core.dates import moved_within
from countdown.core.event import Event
from countdown.core.lead import Lead
from countdown.core.milestones import leads_of
from countdown.core.plan import all_leads
from countdown.core.window import Window
from countdown.core.workdays import Workdays

# Days that zones, changes of clocks and clamped month ends may move a start by, against its lead counted back.
SLACK = 4
_DAY = timedelta(days=1)
_IN_A_DAY = {"min": 24 * 60, "h": 24}


def leads_in(event: Event, window: Window) -> Iterator[Lead]:
    """The leads of all its occurrences, and of the milestones those that may come due in the window."""
    yield from all_leads(event)
    low, high = window.dates
    yield from leads_of(event, moved_within(low, -SLACK), moved_within(high, SLACK), window.through)


def start_ranges(leads: Iterable[Lead], window: Window, workdays: Workdays) -> list[tuple[date, date]]:
    """Dates between which occurrences start that have one of `leads` in the window: apart from each other, ascending."""
    low, high = window.dates
    merged: list[tuple[date, date]] = []
    for begin, end in sorted(_start_range(lead, low, high, workdays) for lead in leads):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return merged


def _start_range(lead: Lead, low: date, high: date, workdays: Workdays) -> tuple[date, date]:
    number, unit = lead.number, lead.unit
    if lead.exact:
        number, unit = number // _IN_A_DAY[unit], "d"
    try:
        # Days without work before a start have the same working days before them as it has.
        fewer, more = (number - 1, number + 1) if unit == "wd" else (number, number)
        return workdays.move(low, fewer, unit) - SLACK * _DAY, workdays.move(high, more, unit) + SLACK * _DAY
    except OverflowError:
        return date.max, date.max
