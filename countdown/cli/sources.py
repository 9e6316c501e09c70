"""How the ledger knows events files and events."""

from __future__ import annotations

import os
from collections.abc import Iterator

from countdown.cli.session import Session
from countdown.core.event import Event
from countdown.store.source_file import SourceFile


def source_of(session: Session, shown: str) -> str:
    """The events file that messages call `shown`: its path, symbolic links followed."""
    path = session.events_paths[shown].resolve()
    # What is not UTF-8 in it is nothing that a ledger can hold.
    return os.fsencode(path).decode(errors="backslashreplace")


def event_key(event: Event, source: str) -> str:
    """An event of the file `source`: by its id, and by the file, since another file may have that id."""
    return f"{event.id} {source}"


def distinct_files(session: Session) -> Iterator[SourceFile]:
    """The events files; of those that lead to the same by symbolic links the first."""
    known = set()
    for file in session.files:
        source = source_of(session, file.shown)
        if source not in known:
            known.add(source)
            yield file
