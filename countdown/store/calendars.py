"""Calendars that someone else keeps: iCalendar text to events."""

from __future__ import annotations

from typing import NamedTuple

from countdown.core.event import Event
from countdown.errors import CountdownError


class Ics(NamedTuple):
    """What an iCalendar text holds.

    `events` has one for each UID, ordered by their first start. `warnings` are about what could not be read, each
    with its line and UID. `left_out` tells what was read and has no place in an event (an alarm at a fixed moment of
    an event that repeats): who converts a file lists it, who shows a calendar says nothing.
    """

    events: list[Event]
    warnings: list[CountdownError]
    left_out: list[CountdownError]


def read_ics(data: str | bytes, shown: str, calendar: str = "") -> Ics:
    """The events of the iCalendar text `data` (RFC 5545), which messages call `shown`.

    Every event has its UID in `uid`, the file in `file`, the line of its BEGIN in `line`, and an id made of its name:
    `calendar/slug`, or the slug alone without a `calendar`. Ids are given in the order of the UIDs, so that they are
    the same from run to run. What events.toml has no field for is in `instances`: additional starts (RDATE),
    excluded moments (EXDATE) and changed single occurrences (RECURRENCE-ID); it is None for an event without them.
    VALARMs are in `remind`, which is `()` for an event without any. An RRULE is in `repeat` as it was written.

    Raises CountdownError if this is not iCalendar at all.
    """
    raise NotImplementedError
