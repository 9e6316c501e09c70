"""How the ledger knows events files and events."""

from __future__ import annotations

import os

from countdown.cli.session import Session
from countdown.core.event import Event
from countdown.store.source_file import SourceFile


def source_of(session: Session, file: SourceFile) -> str:
    """An events file: its path, symbolic links followed. A calendar: its name in the config, and that one's path."""
    if file.shown not in session.events_paths:
        return f"{file.shown} {os.fsencode(session.config_file.path).decode(errors='backslashreplace')}"
    path = session.events_paths[file.shown].resolve()
    # What is not UTF-8 in it is nothing that a ledger can hold.
    return os.fsencode(path).decode(errors="backslashreplace")


def event_key(event: Event, source: str) -> str:
    """An event of the file `source`: by its id, and by the file, since another file may have that id."""
    return f"{event.id} {source}"
