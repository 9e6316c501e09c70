"""What the commands that change events share."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from countdown.cli.card import print_card
from countdown.cli.session import Session
from countdown.core.countdown import countdown
from countdown.core.event import Event
from countdown.core.recurrence import upcoming_starts
from countdown.core.selection import find_event
from countdown.errors import CountdownError
from countdown.store.writer import EventsWriter
from countdown.view.card import summary
from countdown.view.text import visible

_UPCOMING = 3


def events_writer(session: Session, shown: str, path: Path | None = None) -> EventsWriter:
    """The writer of the events file that messages call `shown`, by default the one in use under that name."""
    return EventsWriter(path or session.events_paths[shown], shown, session.now, session.warn)


class Located(NamedTuple):
    """An event of a file, by its id; its name, too, and its table as the file has it."""

    file: str
    id: str
    table: dict[str, Any]


def locate(session: Session, wanted: str) -> Located:
    """The event that `wanted` names, as `find_event` tells; by its exact id also one that cannot be shown."""
    for file in session.files:
        table = file.tables.get(wanted)
        if isinstance(table, dict) and all(wanted not in other.tables for other in session.files if other is not file):
            return Located(file.shown, wanted, table)
    event = find_event(session.events, wanted)
    file = next(file for file in session.files if file.shown == event.file)
    return Located(event.file, event.id, file.tables[event.id])


def refuse_never(event: Event, session: Session) -> None:
    """Raise CountdownError for an event that has no occurrence at all."""
    if countdown(event, session.now) is None:
        raise CountdownError(f"{event.id} would never happen: no date fits", place="countdown")


def print_change(session: Session, event: Event, done: str) -> None:
    """Print what was understood of `event`, and that this was `done`."""
    seen = session.see(event)
    upcoming = list(islice(upcoming_starts(event, session.now), _UPCOMING))
    print_card(session, seen, [*summary(seen, upcoming), ("id", visible(event.id))])
    session.print_lines(["", f"{done} {visible(event.file)}"])
