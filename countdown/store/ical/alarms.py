"""VALARMs as leads."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from countdown.core.dates import Moment
from countdown.store.ical.lines import Component
from countdown.store.ical.values import parse_moment, parse_span

_DAY = timedelta(days=1)
_MINUTES_A_DAY = 24 * 60
# Some programs write an alarm in the past for none; one that far from its event says nothing about it.
_FURTHEST = timedelta(days=1000)


def leads(component: Component, start: Moment, end: Moment | None, *, repeats: bool) -> tuple[list[str], list[str]]:
    """The leads that the alarms of a VEVENT or VTODO make, the earliest first, and why others make none.

    `start` and `end` are the event's, in the terms of each other. A duration in whole days or weeks is a lead of days;
    one of an all-day event is a time on a day: nine hours before its midnight are `1d 15:00`.
    """
    found: dict[str, timedelta] = {}
    left_out = []
    for alarm in component.children:
        if alarm.name != "VALARM" or alarm.word("ACTION") == "NONE":
            continue
        try:
            lead = _lead(alarm, start, end, repeats=repeats)
        except ValueError as error:
            left_out.append(f"an alarm is left out: {error}")
            continue
        if lead is not None:
            found.setdefault(*lead)
    return sorted(found, key=lambda text: found[text]), left_out


def _lead(alarm: Component, start: Moment, end: Moment | None, *, repeats: bool) -> tuple[str, timedelta] | None:
    """The lead and the span from the start to it, for sorting; None for an alarm that says nothing of the event."""
    trigger = alarm.first("TRIGGER")
    if trigger is None:
        raise ValueError("it has no TRIGGER")
    if not trigger.value.strip().upper().lstrip("+-").startswith("P"):
        if repeats:
            raise ValueError("it is at a fixed moment, but the event repeats")
        span = _between(start, parse_moment(trigger.value))
    else:
        span = parse_span(trigger.value)
        if trigger.params.get("RELATED", "").upper() == "END" and end is not None:
            # The last day of an all-day event is included in ours; its end is the midnight after.
            span += end - start if isinstance(start, datetime) else end - start + _DAY
    if abs(span) > _FURTHEST:
        return None
    return _words(span, timed=isinstance(start, datetime)), span


def _between(start: Moment, moment: Moment) -> timedelta:
    """From the start to the alarm's `moment`, by the clocks that both are told by."""
    if not isinstance(start, datetime) or not isinstance(moment, datetime):
        first = start if not isinstance(start, datetime) else start.date()
        return _clock(moment) - _clock(first)
    if (start.tzinfo is None) != (moment.tzinfo is None):
        return moment.replace(tzinfo=None) - start.replace(tzinfo=None)
    return moment - start


def _clock(moment: date) -> datetime:
    if isinstance(moment, datetime):
        return (moment if moment.tzinfo is None else moment.astimezone(UTC)).replace(tzinfo=None)
    return datetime(moment.year, moment.month, moment.day)


def _words(span: timedelta, *, timed: bool) -> str:
    """The lead of what is due `span` from the start; negative is before it."""
    minutes = round(span.total_seconds() / 60)
    sign, ahead = ("+" if minutes > 0 else ""), abs(minutes)
    if ahead % _MINUTES_A_DAY == 0 and (ahead or not timed):
        days = ahead // _MINUTES_A_DAY
        return f"{sign}{days // 7}w" if days and days % 7 == 0 else f"{sign}{days}d"
    if timed:
        return f"{sign}{ahead // 60}h" if ahead and ahead % 60 == 0 else f"{sign}{ahead}min"
    days, minute = divmod(minutes, _MINUTES_A_DAY)  # from the midnight that the all-day event begins with
    clock = f"{minute // 60:02}:{minute % 60:02}"
    return f"+{days}d {clock}" if days > 0 else f"{-days}d {clock}"
