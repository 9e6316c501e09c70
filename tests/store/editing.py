"""Edits of .ics texts for tests."""

from __future__ import annotations

import re
from datetime import time
from difflib import unified_diff
from typing import Any

import msgspec

from countdown.core.event import Event
from countdown.errors import CountdownError
from countdown.store.calendars import read_unnamed
from countdown.store.events_file import EventsFile
from countdown.store.imports.plain import table_of
from countdown.store.vdir_texts import changed
from tests.build import at

LATER = at("2026-11-24T09:00")


def event_of(data: bytes, name: str) -> Event:
    """The event of that name."""
    return next(event for event in read_unnamed(data, "it.ics").events if event.name == name)


def meant(old: Event, changes: dict[str, Any]) -> Event | None:
    """What events.toml would make of `old` with these fields; None if that has something wrong with it."""
    table = {field: value for field, value in {**table_of(old), **changes}.items() if value is not None}
    event, wrong = EventsFile("e", "").try_event("it", table)
    return None if wrong or event is None else msgspec.structs.replace(event, file=old.file, line=old.line)


def edit(data: bytes, event: Event, remind_at: time = time(), **changes: Any) -> bytes:
    """`data` after an edit; `except_` is except."""
    if "except_" in changes:
        changes["except"] = changes.pop("except_")

    def change(old: Event) -> tuple[Event, list[str]]:
        new = meant(old, changes)
        if new is None:
            raise CountdownError("that is no event")
        return new, list(changes)

    after = changed(data, msgspec.structs.replace(event, id="cal/it"), change, LATER, remind_at=remind_at).data
    assert after is not None
    return after


def difference(before: bytes, after: bytes) -> list[str]:
    """The lines that differ, without stamps: `-SUMMARY:Old`, `+SUMMARY:New`, in order."""
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (before, after))
    told = [line for line in unified_diff(old, new, n=0, lineterm="") if not line.startswith(("---", "+++", "@@"))]
    return [line for line in told if not re.match(r".(DTSTAMP|LAST-MODIFIED|SEQUENCE)", line)]
