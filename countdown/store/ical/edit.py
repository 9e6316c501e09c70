"""Fields of an event changed in its iCalendar text: the lines of the properties concerned, and no other byte.

What is written for a field is what `core.vevent` writes for an export; of the event as it was and as it is meant to be
both are made, and the properties in which they differ are put into the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, time

import msgspec

from countdown.core.dates import parse_clock
from countdown.core.event import Event
from countdown.core.vevent.calendar import zone_text
from countdown.core.vevent.content_lines import as_moment
from countdown.core.vevent.event import OWN_PREFIX, summary
from countdown.core.vevent.times import times_of
from countdown.core.zones import in_zone
from countdown.store.ical.alarm_blocks import set_alarms, triggers
from countdown.store.ical.content import Block, Content
from countdown.store.ical.draft import Draft, draft
from countdown.store.ical.lines import Component, components
from countdown.store.ical.parts import sequence, tags
from countdown.store.ical.times import Clock
from countdown.store.ical.values import parse_moment
from countdown.store.ical.zones import Zones

# The property of each field that is a text.
_TEXTS = {"name": "SUMMARY", "tags": "CATEGORIES", "where": "LOCATION", "url": "URL", "note": "DESCRIPTION"}
_OWN_ALONE = ("since", "pin", "nag")
_WHEN = ("start", "end", "tz")
_TZID = re.compile(r';\s*TZID=("[^"]*"|[^;:]*)', re.IGNORECASE)
_RULE = ("repeat", "until", "feb29")


class Edit:
    """A change of one event of an iCalendar text."""

    def __init__(self, data: bytes, old: Event, new: Event, changed: Collection[str], *, remind_at: time) -> None:
        """The event `old`, as it was read from `data`, is to become `new`, in the fields `changed`.

        `remind_at` is the time of day for new leads that have none. Raises ValueError for a text that cannot be changed.
        """
        self._content = Content(data)
        self._parts = components(data, "")[0]
        self._master = next(part for part in self._parts if part.line == old.line)
        self._old, self._new, self._changed = old, new, set(changed)
        if "remind" not in self._changed:
            # What is not changed is written as it was.
            text = self._master.text(f"{OWN_PREFIX}REMIND-AT").strip('"')
            remind_at = parse_clock(text) or time()
        self._was, self._will = draft(old, remind_at), draft(new, remind_at)
        self._zone = self._known_zone()

    def made(self, now: datetime) -> bytes:
        """The new text, with `now` as the moment of the change."""
        before = self._content.data
        for part in self._series():
            found = self._content.data
            block = self._content.block(part.line)
            if part is self._master:
                self._set_when(block)
                self._set_rule(block)
                self._set_own(block, [field for field in _OWN_ALONE if field in self._changed])
            self._set_texts(block, part)
            self._set_alarms(block, part)
            if self._content.data != found:
                _stamp(block, part, now)
        if self._content.data != before:
            self._define_zone(now)
        return self._content.data

    def _series(self) -> Iterator[Component]:
        """The components of the event: those of single occurrences last."""
        yield self._master
        uid = self._master.text("UID")
        for part in self._parts:
            is_one = uid and part.name == self._master.name and part.text("UID") == uid
            if is_one and "RECURRENCE-ID" in part.lines and part is not self._master:
                yield part

    def _set_own(self, block: Block, fields: Collection[str]) -> None:
        for field in fields:
            block.set(f"{OWN_PREFIX}{field.upper()}", self._will.own(field))

    def _set_texts(self, block: Block, part: Component) -> None:
        """Set them; in a single occurrence only what it has in common with the others."""
        for field, name in _TEXTS.items():
            if field not in self._changed or (part is not self._master and not self._shares(part, name)):
                continue
            block.set(name, self._will.lines(name), keep=True)
            if part is self._master:
                self._set_own(block, [field])

    def _shares(self, part: Component, name: str) -> bool:
        if name == "CATEGORIES":
            return tags(part) == tags(self._master)
        return part.text(name) == self._master.text(name)

    def _set_alarms(self, block: Block, part: Component) -> None:
        own = self._master.lines.get(f"{OWN_PREFIX}REMIND")
        moved = own and triggers(self._was.alarms) != triggers(self._will.alarms)
        if not (moved or "remind" in self._changed):
            return
        if part is not self._master and _alarms_of(part) != _alarms_of(self._master):
            return
        set_alarms(block, self._will.alarms, summary(self._new.name), of_todo=part.name == "VTODO")
        if part is self._master:
            self._set_own(block, ["remind", "remind-at"])

    @property
    def _moves(self) -> bool:
        """Whether its times are other ones; a rule tells too when the first occurrence is."""
        if self._changed & set(_WHEN):
            return True
        names = ("DTSTART", f"{OWN_PREFIX}START")
        return any(self._will.lines(name) != self._was.lines(name) for name in names)

    def _set_when(self, block: Block) -> None:
        if not self._moves:
            return
        if self._master.name == "VTODO":
            self._set_due(block)
            return
        will = self._will
        begins, ends = (will.lines(name) != self._was.lines(name) for name in ("DTSTART", "DTEND"))
        if not begins and (self._old.start, self._old.tz) == (self._new.start, self._new.tz):
            if [line.value for line in block.all("DTSTART")] != [
                line.partition(":")[2] for line in will.lines("DTSTART")
            ]:
                # It begins before its rule does, and stays there.
                will = draft(msgspec.structs.replace(self._new, repeat=None, instances=None), time())
        else:
            block.set("DTSTART", self._spelled("DTSTART"))
            # A DURATION goes with the start; what stands in our words counts only beside a DTEND.
            keeps = self._old.length == self._new.length and not (self._switches or will.own("start"))
            ends = not (keeps and block.all("DURATION"))
        if ends:
            block.set("DURATION", [])
            block.set("DTEND", self._spelled("DTEND", will), after="DTSTART")
        if will is self._will:
            self._set_own(block, _WHEN)

    @property
    def _switches(self) -> bool:
        """Whether what was all day gets a time, or the other way round."""
        return self._old.timed != self._new.timed

    def _set_due(self, block: Block) -> None:
        """A to-do is due at the event's start; what it has as DTSTART moves as far."""
        if block.all("DTSTART"):
            first = self._master.first("DTSTART")
            if first is not None and not self._switches and self._old.tz == self._new.tz:
                moment = parse_moment(first.value) + (self._new.start - self._old.start)
                block.set("DTSTART", [f"DTSTART:{as_moment(moment)}"], keep=True)
        if block.all("DUE") or not block.all("DTSTART"):
            block.set("DUE", [f"DUE{line.removeprefix('DTSTART')}" for line in self._spelled("DTSTART")])

    def _set_rule(self, block: Block) -> None:
        """RRULE and what stands for the rule in our words; EXDATE."""
        ruled = bool(self._changed & set(_RULE)) or self._will.lines("RRULE") != self._was.lines("RRULE")
        if ruled:
            block.set("RRULE", self._will.lines("RRULE"), after="DTEND" if block.all("DTEND") else "DTSTART")
            self._set_own(block, _RULE)
        is_own = bool(self._will.own("repeat")) and ruled
        if is_own or self._will.lines("EXDATE") != self._was.lines("EXDATE"):
            block.set("EXDATE", self._spelled("EXDATE"), after="RRULE")

    def _spelled(self, name: str, will: Draft | None = None) -> list[str]:
        """The lines of the draft, by default that of the new event, their zone under the name that the file has for it."""
        lines = (will or self._will).lines(name)
        tzid = times_of(self._new).tzid
        if tzid is None or self._zone is None:
            return lines
        return [line.replace(f";TZID={tzid}:", f";TZID={self._zone}:", 1) for line in lines]

    def _known_zone(self) -> str | None:
        """What the file calls the new event's zone, as it stands there; None if its start is in another one."""
        if self._will.own("start"):
            return None  # which counts only beside what an export writes
        block = self._content.block(self._master.line)
        for line in (*block.all("DTSTART"), *block.all("DUE")):
            spelled = _TZID.search(line.params)
            found = self._master.first(line.name)
            if spelled is not None and found is not None:
                clock = Clock(Zones([part for part in self._parts if part.name == "VTIMEZONE"]), lambda _, __: None)
                return spelled[1] if clock.moment(found)[1] == self._new.tz else None
        return None

    def _define_zone(self, now: datetime) -> None:
        """Put a VTIMEZONE in, if the change has named a zone that has none."""
        times = times_of(self._new)
        if times.tzid is None or not self._moves or self._zone is not None:
            return
        if not any(part.name == "VTIMEZONE" and part.text("TZID") == times.tzid for part in self._parts):
            self._content.insert_before(self._master.name, zone_text(times, now))


def _alarms_of(part: Component) -> list[str]:
    return sorted(child.text("TRIGGER") for child in part.children if child.name == "VALARM")


def _stamp(block: Block, part: Component, now: datetime) -> None:
    """Tell when it was changed, and that this is a later version."""
    value = as_moment(in_zone(now, UTC))
    block.set("DTSTAMP", [f"DTSTAMP:{value}"])
    block.set("LAST-MODIFIED", [f"LAST-MODIFIED:{value}"], after="DTSTAMP")
    number, _ = sequence(part)
    if number >= 0:
        block.set("SEQUENCE", [f"SEQUENCE:{number + 1}"])
