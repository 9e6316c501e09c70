"""What the commands that change events share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from countdown.cli.card import print_card
from countdown.cli.session import Session
from countdown.core.countdown import countdown
from countdown.core.event import Event
from countdown.core.recurrence import upcoming_starts
from countdown.core.selection import find_event, matching
from countdown.core.zones import find_zone
from countdown.errors import CountdownError
from countdown.store.events_file import EventsFile
from countdown.store.writer import EventsWriter
from countdown.view.card import summary
from countdown.view.text import visible

if TYPE_CHECKING:
    from countdown.cli.calendar_changes import InCalendar

_UPCOMING = 3


def events_writer(session: Session, shown: str, path: Path | None = None) -> EventsWriter:
    """The writer of the events file that messages call `shown`, by default the one in use under that name."""
    return EventsWriter(path or session.events_paths[shown], shown, session.now, session.warn)


class Located(NamedTuple):
    """An event of a file, by its id, and its table as the file has it."""

    file: EventsFile
    id: str
    table: dict[str, Any]


def locate(session: Session, wanted: str) -> Located | InCalendar:
    """The event that `wanted` names, as `find_event` tells; by its exact id also one that cannot be shown.

    Where no event of one's own is meant, one of a calendar that may be written to.
    """
    files = session.fresh_files
    exact = [
        Located(file, id_, table)
        for file in files
        for id_ in {wanted, wanted.removeprefix(f"{file.shown}:")}
        if isinstance(table := file.tables.get(id_), dict)
    ]
    if len(exact) == 1:
        return exact[0]
    if exact:
        several = ", ".join(f"{found.file.shown}:{found.id}" for found in exact)
        raise CountdownError(f"{wanted[:60]!r} could be several events", mend=f"write one of {several}")
    own = [event for file in files for event in file.events]
    if not matching(own, wanted) and session.calendars:
        from countdown.cli.calendar_changes import find_in_calendars

        in_calendar = find_in_calendars(session, wanted)
        if in_calendar is not None:
            return in_calendar
        refuse_calendars(session, wanted)
    event = find_event(own, wanted)
    file = next(file for file in files if file.holds(event))
    return Located(file, event.id, file.tables[event.id])


def refuse_calendars(session: Session, wanted: str) -> None:
    """Raise CountdownError if `wanted` names an event of a calendar, which is for others to change."""
    for event in matching([event for calendar in session.calendars for event in calendar.events], wanted)[:1]:
        sentence = f"{event.id} is kept in a calendar, so it cannot be changed here"
        raise CountdownError(sentence, place=session.source(event), mend="change it where the calendar comes from")


def default_zone(file: EventsFile, table: Mapping[str, Any] | None = None) -> tzinfo | None:
    """The zone by whose clock an event of `file` is timed: that of its `table`, else of the file's defaults, else None."""
    own = {"tz": table["tz"]} if table and "tz" in table else {}
    event, _ = file.try_event("", {"name": "any", "start": datetime(1, 1, 1), **own})
    return find_zone(event.tz) if event is not None and event.tz is not None else None


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
