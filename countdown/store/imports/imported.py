"""What is read of another program's file: events, and what has no place here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from countdown.core.event import Event
from countdown.core.identifier import identifier
from countdown.core.vevent.event import MADE, made_uid, plain_name
from countdown.errors import CountdownError
from countdown.store.events_file import EventsFile
from countdown.store.imports.plain import real_changes
from countdown.store.writer import Changes

# Who takes the end, the zone or the rule of an event away means it; a note of one's own is none of the other's.
_WHEN_FIELDS = ("end", "tz", "repeat", "until", "except", "feb29")


class Entry(NamedTuple):
    """An event: the fields of its table, its UID among them, where it stands, and the id that it had, if any.

    `fixed` if the UID is made of the event's own text, so that nothing but a new event can come of a change.
    """

    fields: dict[str, Any]
    place: str
    id: str | None = None
    fixed: bool = False


class Imported(NamedTuple):
    """The events of a file, and for each thing that cannot be carried over a sentence with its line."""

    entries: list[Entry]
    left_out: list[CountdownError]


def text_uid(text: str, kind: str) -> str:
    """The UID of the event that a line `text` of a file of that `kind` makes."""
    return f"{hashlib.sha256(text.encode()).hexdigest()[:24]}@{kind}"


class Merge:
    """The changes that bring entries into an events file, made when that is read; then `added`, `changed`, `refused` tell."""

    def __init__(
        self, entries: Sequence[Entry], elsewhere: Sequence[Mapping[str, Any]], check: Callable[[Event], None]
    ) -> None:
        """What stands `elsewhere`, the tables of events of each other file in use, stays there alone.

        What `check` raises for an event keeps it out.
        """
        # Of two versions of one event the later counts.
        self._entries = {entry.fields["uid"]: entry for entry in entries}
        self._elsewhere, self._check = elsewhere, check
        self.added: list[Event] = []
        self.changed: list[Event] = []
        self.unchanged = 0
        self.refused: list[CountdownError] = []

    def changes(self, file: EventsFile) -> Changes:
        """What to add to `file` and to change in it."""
        known = _known(file.tables)
        taken = {*file.tables, *chain.from_iterable(self._elsewhere)}
        known_elsewhere = [(tables, _known(tables)) for tables in self._elsewhere]
        added: dict[str, dict[str, Any]] = {}
        edited: dict[str, dict[str, Any]] = {}
        for entry in self._entries.values():
            own = _same(file.tables, known, entry)
            if own is not None:
                self._edit(file, own, entry, edited)
            elif any(_same(tables, uids, entry) is not None for tables, uids in known_elsewhere):
                self.unchanged += 1
            else:
                id_ = entry.id if entry.id and entry.id not in taken else identifier(entry.fields["name"], taken)
                event = self._tried(file, id_, entry.fields, entry)
                if event is not None:
                    taken.add(id_)
                    added[id_] = entry.fields
                    self.added.append(event)
        return Changes(added, edited)

    def _edit(self, file: EventsFile, id_: str, entry: Entry, edited: dict[str, dict[str, Any]]) -> None:
        old = file.tables[id_]
        defaults = file.values.get("defaults")
        seen = {"uid": entry.fields["uid"], **(defaults if isinstance(defaults, dict) else {}), **old}
        changes = {name: value for name, value in entry.fields.items() if seen.get(name) != value}
        changes |= {name: None for name in _WHEN_FIELDS if name in old and name not in entry.fields}
        event = file.try_event(id_, old)[0] if changes and not entry.fixed else None
        if event is not None:
            changes = real_changes(event, changes)
        if entry.fixed or not changes:
            self.unchanged += 1
            return
        new = {name: value for name, value in {**old, **changes}.items() if value is not None}
        event = self._tried(file, id_, new, entry)
        if event is not None:
            edited[id_] = changes
            self.changed.append(event)

    def _tried(self, file: EventsFile, id_: str, table: dict[str, Any], entry: Entry) -> Event | None:
        """The event that `table` makes; None if it makes none, or one with something wrong, after a word about it."""
        event, wrong = file.try_event(id_, table)
        try:
            if wrong or event is None:
                raise wrong[0]
            self._check(event)
        except CountdownError as error:
            # Of a field the place tells the name: `events.toml: events.expo.repeat`.
            field = f"{error.place.rpartition('.')[2]}: " if error in wrong else ""
            sentence = f"{entry.fields['name'][:60]!r} is left out: {field}{error.sentence}"
            self.refused.append(CountdownError(sentence, place=entry.place))
            return None
        return event


def _same(tables: Mapping[str, Any], known: Mapping[str, str], entry: Entry) -> str | None:
    """The id of the event of `tables` that `entry` is; None if it is none of them. `known` are their ids by UID.

    One without a UID is known by that which an export makes of its id, and by its name, since another's export has
    `christmas@countdown` too. If files in use have the same id, the second of them went out as `christmas-2@countdown`.
    """
    uid = entry.fields["uid"]
    ids = [known[uid]] if uid in known else []
    if entry.id is not None and uid.startswith(f"{made_uid(entry.id).removesuffix(MADE)}-") and uid.endswith(MADE):
        ids.append(entry.id)
    for id_ in ids:
        table = tables.get(id_)
        if isinstance(table, dict) and (
            table.get("uid") == uid or ("uid" not in table and entry.fields["name"] in _names(table))
        ):
            return id_
    return None


def _names(table: Mapping[str, Any]) -> tuple[str, str]:
    """The name of an event, and what programs make of it that do not know {years}."""
    name = str(table.get("name"))
    return name, plain_name(name)


def _known(tables: Mapping[str, Any]) -> dict[str, str]:
    """The ids of the events by their UIDs; of one that has none by that with which it is exported."""
    whole = {id_: table for id_, table in tables.items() if isinstance(table, dict)}
    made = {made_uid(id_): id_ for id_, table in whole.items() if "uid" not in table}
    return made | {str(table["uid"]): id_ for id_, table in whole.items() if "uid" in table}
