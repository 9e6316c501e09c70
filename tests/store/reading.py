"""Events files for tests, from text."""

from __future__ import annotations

from countdown.core.event import Event
from countdown.store.events_file import EventsFile


def read(text: str) -> EventsFile:
    """The events file that holds `text`; messages call it e.toml."""
    return EventsFile("e.toml", text)


def only_event(text: str) -> Event:
    """The one event of a file without a problem that holds `text`."""
    file = read(text)
    assert warnings(file) == []
    (event,) = file.events
    return event


def warnings(file: EventsFile) -> list[str]:
    """The warnings of `file` as a user reads them."""
    return [str(warning) for warning in file.warnings]


def ids(file: EventsFile) -> list[str]:
    """The ids of the events of `file`, in order."""
    return [event.id for event in file.events]
