"""An .ics file into events of one's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date

import msgspec

from countdown.core.dates import Moment, date_of
from countdown.core.event import Event
from countdown.core.instances import Override
from countdown.core.recurrence import occurrences
from countdown.errors import CountdownError
from countdown.store.calendars import read_unnamed
from countdown.store.ical.lines import Component, components
from countdown.store.ical.own_properties import has_own, own_id
from countdown.store.ical.parts import is_over, sequence
from countdown.store.imports.imported import Entry, Imported, text_uid
from countdown.store.imports.plain import table_of

_SHOWN_UID = 80
# What people put into their events, or get from others, and events.toml has no field for.
_NO_FIELD = (
    "ATTACH", "ATTENDEE", "COMMENT", "CONFERENCE", "CONTACT", "GEO", "IMAGE", "ORGANIZER", "RELATED-TO", "RESOURCES",
)  # fmt: skip
_EVENTS = ("VEVENT", "VTODO")
_NO_EVENT = ("VJOURNAL", "VFREEBUSY")


def read_ics_entries(data: bytes, shown: str) -> Imported:
    """The events of the iCalendar text `data`, which messages call `shown`.

    Single occurrences that were moved, added or changed have no place in events.toml; those that do not happen do.
    Raises CountdownError if this is not iCalendar at all.
    """
    found = read_unnamed(data, shown)
    parts = components(data, shown)[0]
    masters = _masters(parts)
    entries: list[Entry] = []
    left_out = [*found.warnings, *found.left_out, *_over(masters, shown), *_without_field(parts, shown)]
    for event in found.events:
        component = masters.get(event.uid or f"line {event.line}")
        fixed = event.uid is None
        lost: list[str] = []
        own = _without_instances(event, lost)
        left_out += [_told(own, sentence) for sentence in lost]
        fields = table_of(own)
        if own.remind == () and (component is None or not has_own(component, "remind")):
            del fields["remind"]  # nothing is said of reminders
        if fixed:
            fields["uid"] = text_uid(repr(fields), "ics")
        entries.append(Entry(fields, f"{shown}:{event.line}", None if component is None else own_id(component), fixed))
    return Imported(entries, left_out)


def _masters(parts: list[Component]) -> dict[str, Component]:
    """The component of each event that tells of all its occurrences, by its UID, or line if it has none."""
    found: dict[str, Component] = {}
    for part in parts:
        if part.name in _EVENTS and "RECURRENCE-ID" not in part.lines:
            uid = part.text("UID") or f"line {part.line}"
            if uid not in found or sequence(part) > sequence(found[uid]):
                found[uid] = part
    return found


def _over(masters: dict[str, Component], shown: str) -> Iterator[CountdownError]:
    for uid, part in masters.items():
        if is_over(part):
            why = "done" if part.name == "VTODO" and part.word("STATUS") != "CANCELLED" else "cancelled"
            yield CountdownError(f"UID {uid[:_SHOWN_UID]}: left out, since it is {why}", place=f"{shown}:{part.line}")


def _without_field(parts: list[Component], shown: str) -> Iterator[CountdownError]:
    """One sentence for the whole file, since with some programs each event has such properties."""
    found = Counter(part.name for part in parts if part.name in _NO_EVENT)
    found.update(name for part in parts if part.name in _EVENTS for name in _NO_FIELD if name in part.lines)
    if found:
        told = ", ".join(f"{name} ({number})" for name, number in sorted(found.items()))
        yield CountdownError(f"left out, since events here have nothing of the kind: {told}", place=shown)


def _told(event: Event, sentence: str) -> CountdownError:
    return CountdownError(f"UID {(event.uid or 'none')[:_SHOWN_UID]}: {sentence}", place=f"{event.file}:{event.line}")


def _without_instances(event: Event, lost: list[str]) -> Event:
    """`event` with the starts that do not happen in `except`; what else single occurrences have is told in `lost`."""
    instances = event.instances
    plain = msgspec.structs.replace(event, instances=None)
    if instances is None:
        return plain
    lost += [f"its second rule, {rule}, is left out" for rule in instances.rules]
    lost += [f"its additional occurrence of {start} is left out" for start in instances.additional]
    gone: list[Moment] = list(instances.excluded)
    for override in instances.overrides:
        if override.start != override.original:
            gone.append(override.original)
        lost += _own_of(override)
    days = {*event.except_, *_whole_days(plain, gone, lost)}
    if event.repeat is None:
        return plain
    return msgspec.structs.replace(plain, except_=tuple(sorted(days)))


def _own_of(override: Override) -> Iterator[str]:
    if override.future:
        yield f"its occurrences after that of {override.original} were changed; they are as before here"
    if override.start is None:
        return
    if override.start != override.original:
        yield f"its occurrence of {override.original} was moved to {override.start}; that one is left out"
    else:
        yield f"its occurrence of {override.original} was changed; it is as the others here"


def _whole_days(event: Event, gone: list[Moment], lost: list[str]) -> Iterator[date]:
    """The dates on which no occurrence is left once those `gone` are."""
    for day, number in Counter(map(date_of, gone)).items():
        on_it = sum(1 for _ in occurrences(event, day, UTC, through=day))
        if number >= on_it:
            yield day
        else:
            lost.append(f"{number} of its {on_it} occurrences on {day} do not happen; all are kept here")
