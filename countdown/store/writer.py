"""Changes to an events file: add, change or remove events, and take a change back; every other byte stays."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from countdown.core.event import Event
from countdown.errors import CountdownError
from countdown.store import history, safe_file
from countdown.store.events_file import EventsFile
from countdown.store.paths import decode
from countdown.store.toml.edit import with_event, with_fields, without_events
from countdown.store.toml.edit_many import with_changes, with_events
from countdown.store.toml.text import ImpossibleDate, parse

Fields = Mapping[str, Any]
# What tells a new event's id and fields, given the file that it goes to.
Make = Callable[["EventsFile"], tuple[str, Fields]]

FIELD_ORDER = tuple(field.encode_name for field in msgspec.structs.fields(Event) if field.name not in ("id", "file"))
HEADER = """\
# Events for countdown, in TOML (https://toml.io).
# `countdown add`, `edit` and `remove` change single events; comments, order and spacing stay as you leave them.
"""


class _Draft(NamedTuple):
    """A new text of the file, what it changes, the tables of events that it is to hold, and the event changed."""

    text: str
    what: str
    tables: dict[str, Any]
    event: Event | None = None


class Changes(NamedTuple):
    """New events by their ids, and for events that are there the fields to set, or to take away where None."""

    added: Mapping[str, Fields]
    edited: Mapping[str, Fields]


class Undone(NamedTuple):
    """The step that was taken back; or the one that was not, with the `difference` that is in the way, a unified diff."""

    step: history.Step
    difference: tuple[str, ...] | None = None


class EventsWriter:
    """The events file at `path`, which messages call `shown`, for changes made at `now`.

    A symbolic link stays, and the file that it leads to is changed. Each change raises CountdownError if it cannot
    be made, and the file is then as it was. `warn` is told of what does not keep a change from being made.
    """

    def __init__(self, path: Path, shown: str, now: datetime, warn: Callable[[CountdownError], None]) -> None:
        self.path = resolved(path, shown)
        self.shown = shown
        self._now = now
        self._warn = warn

    def add(self, make: Make, check: Callable[[Event], None], *, dry_run: bool = False) -> Event:
        """Add an event of the id and fields that `make` tells, given the file; the event.

        What `check` raises for it keeps it from being added. `dry_run` writes nothing, and all else is the same.
        """

        def draft(file: EventsFile, text: str) -> _Draft:
            id_, fields = make(file)
            event = _event(file, id_, dict(fields), {})
            check(event)
            return _Draft(with_event(text, id_, fields), f"add {id_}", {**file.tables, id_: dict(fields)}, event)

        return self._changed_event(draft, dry_run)

    def edit(self, id_: str, changes: Fields, check: Callable[[Event], None], *, dry_run: bool = False) -> Event:
        """Set fields of the event `id_` to the values in `changes`, or take them away where that is None; the event.

        `check` and `dry_run` are as for `add`.
        """

        def draft(file: EventsFile, text: str) -> _Draft:
            old = _table(file, id_)
            new = {name: value for name, value in {**old, **changes}.items() if value is not None}
            event = _event(file, id_, new, old)
            check(event)
            return _Draft(with_fields(text, id_, changes, FIELD_ORDER), f"edit {id_}", {**file.tables, id_: new}, event)

        return self._changed_event(draft, dry_run)

    def merge(self, make: Callable[[EventsFile], Changes], what: str, *, dry_run: bool = False) -> None:
        """Make the changes that `make` tells, given the file, in one step of undo, called `what`.

        `make` has tried each event: what is wrong with one is not looked for here. `dry_run` writes nothing.
        """

        def draft(file: EventsFile, text: str) -> _Draft:
            added, edited = make(file)
            tables = {**file.tables, **{id_: dict(fields) for id_, fields in added.items()}}
            for id_, changes in edited.items():
                new = {**_table(file, id_), **changes}
                tables[id_] = {name: value for name, value in new.items() if value is not None}
            return _Draft(with_events(with_changes(text, edited, FIELD_ORDER), added), what, tables)

        self._change(draft, dry_run=dry_run)

    def read(self) -> bytes | None:
        """What the file holds; None if it is not there."""
        return safe_file.read_bytes(self.path, self.shown)

    def _changed_event(self, draft: Callable[[EventsFile, str], _Draft], dry_run: bool) -> Event:
        event = self._change(draft, dry_run=dry_run).event
        assert event is not None
        return event

    def remove(self, ids: Sequence[str]) -> None:
        """Take the events `ids` out."""

        def draft(file: EventsFile, text: str) -> _Draft:
            tables = dict(file.tables)
            for id_ in ids:
                _table(file, id_)
                del tables[id_]
            return _Draft(without_events(text, ids), f"remove {' '.join(ids)}", tables)

        self._change(draft)

    def _change(self, draft: Callable[[EventsFile, str], _Draft], *, dry_run: bool = False) -> _Draft:
        """Put the text that `draft` makes into the file, if its events are those that it is to hold."""
        if dry_run:
            return self._drafted(self.read(), draft)
        with safe_file.locked(self.path, self.shown):
            before = self.read()
            drafted = self._drafted(before, draft)
            mark = BOM_UTF8 if before is not None and before.startswith(BOM_UTF8) else b""
            self._put(before, mark + drafted.text.encode(), drafted.what)
            return drafted

    def _drafted(self, before: bytes | None, draft: Callable[[EventsFile, str], _Draft]) -> _Draft:
        text = HEADER if before is None else decode(before, self.shown)
        file = EventsFile(self.shown, text)
        drafted = draft(file, text)
        if not _holds(drafted.text, {**file.values, "events": drafted.tables}, self.shown):
            raise CountdownError(
                "this event is written in a way that cannot be changed from here",
                place=self.shown,
                mend="change it by hand: countdown edit",
            )
        return drafted

    def replace(self, before: bytes | None, after: bytes, what: str) -> None:
        """Put `after`, a text made by hand from `before`, in the place of that.

        Raises CountdownError if `after` is not TOML, or if the file holds something else than `before` by now.
        """
        EventsFile(self.shown, decode(after, self.shown))
        with safe_file.locked(self.path, self.shown):
            if self.read() != before:
                raise CountdownError("was changed by another in the meantime", place=self.shown)
            self._put(before, after, what)

    def _put(self, before: bytes | None, after: bytes, what: str) -> None:
        if after == (HEADER.encode() if before is None else before):
            return
        # Before the change: should the program be killed between the two, this step is known as one that was not made.
        try:
            history.record(self.path, history.Step(what, self._now, before, after))
        except OSError as error:
            sentence = f"this change cannot be undone: {error.filename}: {error.strerror}"
            self._warn(CountdownError(sentence, place=self.shown))
        safe_file.replace(self.path, after, self.shown)

    def undo(self) -> Undone | None:
        """Take the last change back; None if no change is known. A file that is not as that change left it stays."""
        with safe_file.locked(self.path, self.shown):
            current = self.read()
            for kept in history.steps(self.path):
                step = kept.step
                if current == step.after:
                    if step.before is None:
                        safe_file.remove(self.path, self.shown)
                    else:
                        safe_file.replace(self.path, step.before, self.shown)
                    kept.forget()
                    return Undone(step)
                if current != step.before:
                    return Undone(step, difference(step.after, current, self.shown))
                kept.forget()  # a change that was cut off before it was made
        return None


def resolved(path: Path, shown: str) -> Path:
    """The file that `path` leads to by symbolic links. Raises CountdownError if they lead to nothing but themselves."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError) as error:  # ValueError: a NUL in the name
        raise CountdownError(f"cannot be changed: {error}", place=shown) from None


def _event(file: EventsFile, id_: str, table: dict[str, Any], old: dict[str, Any]) -> Event:
    """The event that `table` makes. Raises what is wrong with it, though what `old` had wrong may stay so."""
    event, wrong = file.try_event(id_, table)
    known = {str(warning) for warning in file.try_event(id_, old)[1]} if wrong and old else set()
    new = [warning for warning in wrong if str(warning) not in known]
    if new or event is None:
        raise (new or wrong)[0]
    return event


def _table(file: EventsFile, id_: str) -> dict[str, Any]:
    table = file.tables.get(id_)
    if not isinstance(table, dict):
        raise CountdownError(f"there is no event {id_} any more", place=file.shown)
    return table


def _holds(text: str, wanted: dict[str, Any], shown: str) -> bool:
    """Whether `text` is TOML with the `wanted` values; a table `events` without any is as good as none."""
    try:
        found = {"events": {}, **parse(text, shown)}
    except CountdownError:
        return False
    return found == wanted or _comparable(found) == _comparable(wanted)


def _comparable(value: Any) -> Any:
    """`value` with what is never equal to itself read twice, impossible dates and NaN, as text."""
    if isinstance(value, dict):
        return {key: _comparable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_comparable(item) for item in value]
    return (type(value), str(value)) if isinstance(value, ImpossibleDate | float) else value


def difference(left: bytes | None, found: bytes | None, shown: str) -> tuple[str, ...]:
    """What is other in `found` than a change has `left` it, as a unified diff."""
    from difflib import unified_diff

    # Split at line feeds alone, so that another line ending, or none at the end, shows as well.
    old, new = ((data or b"").decode(errors="backslashreplace").split("\n") for data in (left, found))
    return tuple(unified_diff(old, new, f"{shown}, as countdown left it", f"{shown}, as it is", lineterm=""))
