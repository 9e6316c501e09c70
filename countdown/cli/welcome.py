"""What a stranger sees before any events file exists."""

from __future__ import annotations

import shlex

from countdown.cli.session import Session
from countdown.view.text import visible


def welcome(session: Session) -> list[str]:
    """Where the events would be read from, and the command that adds a first one."""
    path = next(iter(session.events_paths.values()))
    year = session.now.year + 1
    event = f'[events.new-year]\\nname = "New Year"\\nstart = {year}-01-01\\nrepeat = "yearly"\\n'
    folder, file = shlex.quote(str(path.parent)), shlex.quote(str(path))
    return [
        f"No events yet: {visible(str(path))} is not there.",
        "Add a first one:",
        "",
        f"  mkdir -p {visible(folder)} && printf '{event}' >> {visible(file)}",
    ]
