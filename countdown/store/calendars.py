"""Calendars that someone else keeps: iCalendar text to events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from countdown.core.event import Event
from countdown.core.identifier import identifier
from countdown.errors import CountdownError


class Ics(NamedTuple):
    """What an iCalendar text holds.

    `events` has one for each UID, in the order that they stand. `warnings` are about what could not be read, each
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
    found = read_unnamed(data.encode() if isinstance(data, str) else data, shown)
    return found._replace(events=with_ids(found.events, calendar))


def read_unnamed(data: bytes, shown: str) -> Ics:
    """As `read_ics`, the events without ids: those are unique in a calendar, which may have several files."""
    from countdown.store.ical.events import Series
    from countdown.store.ical.lines import components
    from countdown.store.ical.parts import groups
    from countdown.store.ical.times import Clock
    from countdown.store.ical.zones import Zones

    parts, warnings = components(data, shown)
    zones = Zones([part for part in parts if part.name == "VTIMEZONE"])
    clock = Clock(zones, lambda line, said: warnings.append(CountdownError(said, place=f"{shown}:{line}")))
    events, left_out = [], []
    for uid, series in groups(parts):
        one = Series(uid, series, clock, shown)
        event = one.event()
        if event is not None:
            events.append(event)
        warnings += one.warnings
        left_out += one.left_out
    return Ics(events, warnings, left_out)


def with_ids(events: Iterable[Event], calendar: str) -> list[Event]:
    """The events in the same order, each with the id `calendar/slug`.

    Of several with the same name the first by its UID has the slug, the next one has it with -2.
    """
    listed = list(events)
    prefix = f"{calendar}/" if calendar else ""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    ids = {}
    for at in sorted(range(len(listed)), key=lambda at: (listed[at].uid or "", str(listed[at].start), listed[at].name)):
        slug = base = identifier(listed[at].name)
        while slug in taken:
            numbers[base] = numbers.get(base, 1) + 1
            slug = f"{base}-{numbers[base]}"
        taken.add(slug)
        ids[at] = prefix + slug
    return [msgspec.structs.replace(event, id=ids[at]) for at, event in enumerate(listed)]
