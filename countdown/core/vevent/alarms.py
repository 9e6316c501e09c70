"""An event's leads as the VALARMs of a VEVENT (RFC 5545 §3.6.6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from countdown.core.dates import Moment, date_of
from countdown.core.event import Event
from countdown.core.lead import Lead
from countdown.core.plan import leads
from countdown.core.vevent.content_lines import as_duration, as_text, printable
from countdown.core.workdays import WEEKENDS_OFF


def alarm_lines(event: Event, first: Moment, summary: str, remind_at: time) -> Iterator[str]:
    """A VALARM for each lead of `event`, whose first occurrence starts at `first` by its own clocks.

    A TRIGGER is relative to the start. So months and years count as the days that they have before the first
    occurrence, as do working days, Monday to Friday; and a time of day, else `remind_at`, is by the event's own clocks.
    """
    for lead, trigger in _triggers(event, first, remind_at):
        text = summary if lead.text is None else as_text(printable(lead.text))
        yield from (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"TRIGGER:{trigger}",
            f"DESCRIPTION:{text}",
            "END:VALARM",
        )


def moving_triggers(event: Event, first: Moment, remind_at: time) -> list[str]:
    """The TRIGGERs of `alarm_lines`, if another start would make others of the same leads; else none.

    Who moves the event elsewhere leaves them as they are, and is known not to have changed them.
    """
    if all(lead.exact or (not event.timed and lead.unit in ("d", "w")) for lead in leads(event)):
        return []
    return [trigger for _, trigger in _triggers(event, first, remind_at)]


def _triggers(event: Event, first: Moment, remind_at: time) -> Iterator[tuple[Lead, str]]:
    for lead in leads(event):
        span = _span(lead, first, remind_at)
        if span is not None:
            yield lead, as_duration(span)


def _span(lead: Lead, first: Moment, remind_at: time) -> timedelta | None:
    """From the start of an occurrence to when `lead` comes due; None outside of the calendar."""
    try:
        if lead.exact:
            return -timedelta(**{"minutes" if lead.unit == "min" else "hours": lead.number})
        due = datetime.combine(WEEKENDS_OFF.move(date_of(first), -lead.number, lead.unit), lead.at or remind_at)
    except OverflowError:
        return None
    return due - (first if isinstance(first, datetime) else datetime.combine(first, time()))
