"""What a stranger sees before any events file exists."""

from __future__ import annotations

from countdown.cli.session import Session
from countdown.view.text import visible


def welcome(session: Session) -> list[str]:
    """Where the events would be read from, and the command that adds a first one."""
    path = next(iter(session.events_paths.values()))
    year = session.now.year + 1
    return [
        f"No events yet: {visible(str(path))} is not there.",
        "Add a first one:",
        "",
        f"  countdown add 'New Year' {year}-01-01 --repeat yearly",
    ]
