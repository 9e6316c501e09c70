"""What is read of another program's file: events, and what has no place here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from countdown.core.event import Event
from countdown.core.identifier import identifier
from countdown.core.vevent.event import made_uid
from countdown.errors import CountdownError
from countdown.store.events_file import EventsFile
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
        self,
        entries: Sequence[Entry],
        ids_elsewhere: set[str],
        uids_elsewhere: Mapping[str, str],
        check: Callable[[Event], None],
    ) -> None:
        """The events of other files have `ids_elsewhere`; those of `uids_elsewhere`, by the file that has each, stay there.

        What `check` raises for an event keeps it out.
        """
        # Of two versions of one event the later counts.
        self._entries = {entry.fields["uid"]: entry for entry in entries}
        self._ids_elsewhere, self._uids_elsewhere, self._check = ids_elsewhere, uids_elsewhere, check
        self.added: list[Event] = []
        self.changed: list[Event] = []
        self.unchanged = 0
        self.refused: list[CountdownError] = []

    def changes(self, file: EventsFile) -> Changes:
        """What to add to `file` and to change in it."""
        known = _known(file)
        taken = {*file.tables, *self._ids_elsewhere}
        added: dict[str, dict[str, Any]] = {}
        edited: dict[str, dict[str, Any]] = {}
        for uid, entry in self._entries.items():
            if uid in known and _is_same(file.tables[known[uid]], entry):
                self._edit(file, known[uid], entry, edited)
            elif uid in self._uids_elsewhere:
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


def _is_same(table: dict[str, Any], entry: Entry) -> bool:
    """Whether a UID that both have means the same event: another's export has `christmas@countdown` too."""
    return "uid" in table or table.get("name") == entry.fields["name"]


def _known(file: EventsFile) -> dict[str, str]:
    """The ids of the events of `file` by their UIDs; one that has none was exported with that which its id makes."""
    tables = {id_: table for id_, table in file.tables.items() if isinstance(table, dict)}
    made = {made_uid(id_): id_ for id_, table in tables.items() if "uid" not in table}
    return made | {str(table["uid"]): id_ for id_, table in tables.items() if "uid" in table}
