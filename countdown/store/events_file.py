"""events.toml: events, and a warning with its line for whatever is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from countdown.core.event import Event
from countdown.errors import CountdownError, FieldError
from countdown.store.contents import Contents
from countdown.store.paths import read_text
from countdown.store.source_file import SourceFile
from countdown.store.toml.text import TOML_TYPES, dotted, parse

# The fields of Event that a table does not give.
_OWN_FIELDS = ("id", "file", "line", "instances")
_TABLES = {
    "events": ("a table for each event", "write [events.ID] above the fields of each"),
    "defaults": ("fields for all events", "write [defaults]"),
}
# The fields of Event that are checked beside their type, and with no other field.
_CHECKED_ALONE = ("tz", "repeat")


class EventsFile(SourceFile):
    """One events file, read and checked."""

    def __init__(self, shown: str, text: str) -> None:
        """`shown` is what messages call the file. Raises CountdownError if `text` is not TOML."""
        super().__init__(shown, lambda: text, Contents([], []))
        self.values = parse(text, shown)
        self._defaults = self._read_defaults(self._table(self.values, "defaults"))
        self.tables = tables = self._table(self.values, "events")
        for name, value in self.values.items():
            if name not in _TABLES:
                self._warn_unknown_table(name, value)
        events = self._read_together(tables)
        if events is None:
            events = [event for id_, table in tables.items() if (event := self._read_one(id_, table))]
        self.events.extend(self._checked(event, tables[event.id]) for event in events)

    def _stands(self, path: tuple[str, ...]) -> bool:
        # An event that is about to be added stands on no line yet.
        return len(path) == 1 or path[0] != "events" or path[1] in self.tables

    def _warn(self, path: tuple[str, ...], sentence: str, mend: str = "") -> None:
        self.warnings.append(self._error(path, sentence, mend))

    def _table(self, raw: dict[str, Any], name: str) -> dict[str, Any]:
        table = raw.get(name, {})
        if isinstance(table, dict):
            return table
        holds, mend = _TABLES[name]
        self._warn((name,), f"this is to be a table: {holds}", mend)
        return {}

    def _warn_unknown_table(self, name: str, value: Any) -> None:
        from countdown.store.fields import nearest

        is_event = isinstance(value, dict) and ("name" in value or "start" in value)
        mend = f"write [{dotted(('events', name))}]" if is_event else nearest(name, _TABLES)
        self._warn((name,), "unknown table" if isinstance(value, dict) else "unknown field", mend)

    def _read_defaults(self, table: dict[str, Any]) -> dict[str, Any]:
        """The defaults that can be used."""
        if not table:
            return {}
        from countdown.store.fields import problems

        good = dict(table)
        for problem in problems(Event, table, _OWN_FIELDS):
            self._warn(("defaults", problem.field), problem.sentence, problem.mend)
            good.pop(problem.field, None)
        for field in _CHECKED_ALONE:
            wrong = self._refused({"name": "any", "start": datetime(1, 1, 1), field: good.get(field)})
            if wrong is not None:
                self._warn(("defaults", field), wrong.sentence, wrong.mend)
                del good[field]
        if "remind" in good:
            bad_leads = dict(_bad_leads(good["remind"]))
            for sentence in bad_leads.values():
                self._warn(("defaults", "remind"), sentence)
            good["remind"] = [lead for lead in good["remind"] if lead not in bad_leads]
        return good

    def _fields(self, id_: str, table: dict[str, Any]) -> dict[str, Any]:
        return {**self._defaults, **table, "id": id_, "file": self.shown}

    def _read_together(self, tables: dict[str, Any]) -> list[Event] | None:
        """All events in one pass, which is ten times as fast as one by one; None if anything is wrong with any."""
        try:
            if any(name in table for table in tables.values() for name in _OWN_FIELDS):
                return None
            rows = [self._fields(id_, table) for id_, table in tables.items()]
            return msgspec.convert(rows, list[Event], builtin_types=TOML_TYPES)
        except (msgspec.ValidationError, TypeError):  # TypeError: an event that is no table
            return None

    def try_event(self, id_: str, table: dict[str, Any]) -> tuple[Event | None, list[CountdownError]]:
        """The event that `table` would be in this file, None if it could not be shown, and what is wrong with it."""
        known = len(self.warnings)
        event = self._read_one(id_, table)
        if event is not None:
            event = self._checked(event, table)
        wrong = self.warnings[known:]
        del self.warnings[known:]
        return event, wrong

    def _read_one(self, id_: str, table: Any) -> Event | None:
        """One event, after a warning for each of its problems; None if it cannot be shown."""
        from countdown.store.fields import no_date, problems

        path = ("events", id_)
        if not isinstance(table, dict):
            self._warn(path, "an event is a table", f"write [{dotted(path)}] and its fields below it")
            return None
        good, broken = dict(table), False
        for problem in problems(Event, table, _OWN_FIELDS):
            self._warn((*path, problem.field), problem.sentence, problem.mend)
            good.pop(problem.field, None)
            broken |= not problem.unknown
        for field in ("start", "end"):
            if field in good and not isinstance(good[field], date):
                self._warn((*path, field), *no_date(good.pop(field)))
                broken = True
        for field, example in (("name", '"Supply chain expo"'), ("start", "2026-11-26")):
            if field not in table and field not in self._defaults:
                self._warn(path, f"{field} is missing", f"write for instance {field} = {example}")
                broken = True
        fields = self._fields(id_, good)
        # The first field that makes no sense hides the next, so it is taken away to look further.
        while {"name", "start"} <= fields.keys() and (wrong := self._refused(fields)) is not None:
            self._warn((*path, wrong.field), wrong.sentence, wrong.mend)
            broken = True
            del fields[wrong.field]
        return None if broken else msgspec.convert(fields, Event, builtin_types=TOML_TYPES)

    @staticmethod
    def _refused(fields: dict[str, Any]) -> FieldError | None:
        """What makes no sense in the `fields`, rightly typed, of an event; None if it all does."""
        try:
            msgspec.convert({"id": "", **fields}, Event, builtin_types=TOML_TYPES)
        except msgspec.ValidationError as error:
            wrong = error.__cause__
            assert isinstance(wrong, FieldError), "every field has its type"
            return wrong
        return None

    def _checked(self, event: Event, table: dict[str, Any]) -> Event:
        """`event` less its bad leads, with a warning for each, and for a zone that says nothing."""
        if event.tz is not None and not event.timed and "tz" in table:
            self.warnings.append(
                self.warning(event, "tz", "an all-day event has no time zone", "give the start a time")
            )
        if "remind" not in table or not event.remind:
            return event
        wrong = dict(_bad_leads(event.remind, timed=event.timed))
        for sentence in wrong.values():
            self.warnings.append(self.warning(event, "remind", sentence))
        good = tuple(lead for lead in event.remind if lead not in wrong)
        return msgspec.structs.replace(event, remind=good) if wrong else event


def _bad_leads(texts: Iterable[str], *, timed: bool = True) -> Iterator[tuple[str, str]]:
    """The leads of an event that cannot be used, each with a sentence."""
    from countdown.core.lead import parse_leads

    for text in texts:
        try:
            leads = parse_leads(text)
        except ValueError as error:
            yield text, str(error)
            continue
        if leads[0].exact and not timed:
            yield text, f"{text[:60]!r}: a lead in min or h needs a start with a time"


def read_events(path: Path, shown: str) -> EventsFile:
    """The events file at `path`, which messages call `shown`.

    Raises CountdownError if it is not there, cannot be read or is not TOML.
    """
    return EventsFile(shown, events_text(path, shown))


def events_text(path: Path, shown: str) -> str:
    """The text of that file. Raises CountdownError if it is not there or cannot be read."""
    try:
        return read_text(path, shown)
    except FileNotFoundError:
        raise CountdownError("no such file", place=shown) from None
