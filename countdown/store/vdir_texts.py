"""What the .ics file of an event is to hold after a change; the outcome is read again, and has to be what was meant."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, time
from typing import NamedTuple

import msgspec

from countdown.core.event import Event
from countdown.core.vevent.calendar import in_calendar
from countdown.core.vevent.event import vevent
from countdown.core.vevent.times import times_of
from countdown.errors import CountdownError
from countdown.store.calendars import Ics, read_unnamed
from countdown.store.ical.edit import Edit
from countdown.store.ical.meaning import edited, meaning, refuse_unsaid, with_its_start
from countdown.store.ical.standing import has_fixed_alarm, without_event

_TIMES = {"start", "end", "tz"}
_MOVING = {"start", "tz", "repeat"}

# Given the event as it stands, tells what it is to be without regard to single occurrences, and the fields changed.
Change = Callable[[Event], tuple[Event, Collection[str]]]


class Outcome(NamedTuple):
    """What a file is to hold, None if it is to go, and its event then."""

    data: bytes | None
    event: Event


def added(event: Event, now: datetime, remind_at: time) -> Outcome:
    """A file of a new `event`, which has a UID, made at `now`; `remind_at` is the time of day of leads without one.

    Raises CountdownError if it cannot be told there, as do the others.
    """
    uid = event.uid
    assert uid is not None
    refuse_unsaid(event, ("until", "except"))
    plain = msgspec.structs.replace(event, id=event.id.rpartition("/")[2])
    data = in_calendar(vevent(plain, uid, now, remind_at), [times_of(event)], now).encode()
    if _differs(read_unnamed(data, event.file), [event], 0):
        raise CountdownError(f"{event.id} cannot be told in an .ics file", place=event.file, mend="add it without --to")
    return Outcome(data, event)


def changed(data: bytes, event: Event, change: Change, now: datetime, *, remind_at: time) -> Outcome:
    """The file that holds `data` after `change` of the calendar's `event`. The event has the id that it had."""
    found = read_unnamed(data, event.file)
    old = _standing(found, event)
    plain, fields = change(old)
    new = edited(old, plain, fields)
    try:
        after = Edit(data, old, new, fields, remind_at=remind_at).made(now)
    except ValueError as error:
        raise _by_hand(old, str(error)) from None
    again = read_unnamed(after, old.file)
    # Lines may have moved; the order of events has not.
    read = next((each for each, was in zip(again.events, found.events, strict=False) if _is(was, old)), None)
    if read is None:
        raise _by_hand(old, "")
    if read.remind != new.remind and _TIMES & set(fields) and "remind" not in fields:
        if has_fixed_alarm(data, old):
            sentence = f"{old.id}: an alarm of it is at a fixed moment, and would be left behind"
            mend = "tell its reminders as well, with --remind or --no-remind"
            raise CountdownError(sentence, place=f"{old.file}:{old.line}", mend=mend)
        new = msgspec.structs.replace(new, remind=read.remind)  # one before the end goes with the end
    if _MOVING & set(fields):
        new = with_its_start(new, read)
    if _differs(again, [*_others(found, old), new], len(found.warnings)):
        raise _by_hand(old, "")
    return Outcome(after, msgspec.structs.replace(new, line=read.line))


def removed(data: bytes, event: Event) -> Outcome:
    """The file that holds `data` without the calendar's `event`; None if no other is in it."""
    found = read_unnamed(data, event.file)
    old = _standing(found, event)
    try:
        after = without_event(data, old)
    except ValueError as error:
        raise _by_hand(old, str(error)) from None
    if after is not None and _differs(read_unnamed(after, event.file), _others(found, old), len(found.warnings)):
        raise _by_hand(old, "")
    return Outcome(after, old)


def gone(event: Event) -> CountdownError:
    """The error of an event that is not there any more."""
    return CountdownError(f"there is no event {event.id} any more", place=event.file)


def _is(each: Event, old: Event) -> bool:
    return (each.uid, each.line) == (old.uid, old.line)


def _others(found: Ics, old: Event) -> list[Event]:
    return [each for each in found.events if not _is(each, old)]


def _standing(found: Ics, event: Event) -> Event:
    """The event of a file that the calendar's `event` is, as it stands there now."""
    same = [each for each in found.events if each.uid == event.uid]
    if event.uid is None or len(same) > 1:
        same = [each for each in same if each.line == event.line]
    if len(same) != 1:
        raise gone(event)
    return msgspec.structs.replace(same[0], id=event.id)


def _differs(found: Ics, meant: Collection[Event], warnings: int) -> bool:
    """Whether what was read is other than was `meant`, or there is more wrong with it."""
    keys = [sorted(repr(_key(each)) for each in events) for events in (found.events, meant)]
    return keys[0] != keys[1] or len(found.warnings) > warnings


def _key(event: Event) -> object:
    return [(name, sorted(map(repr, v)) if isinstance(v, frozenset) else v) for name, v in meaning(event).items()]


def _by_hand(event: Event, why: str) -> CountdownError:
    sentence = f"{event.id} is written in a way that cannot be changed from here{': ' if why else ''}{why}"
    return CountdownError(sentence, place=event.file, mend=f"change it by hand: countdown edit {event.id}")
