"""The calendars of the config, as a run sees them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from countdown.cli.session import Session
from countdown.errors import CountdownError
from countdown.store.calendar_sources import CalendarFile, Calendars

# So many problems of one calendar are told at each look: they are for others to mend.
_MOST_WARNINGS = 3
# Fewer are read in no time.
_MANY_FILES = 500


def read_calendars(session: Session) -> list[CalendarFile]:
    """All of them, after their warnings. No server is asked if the session is not `online`."""
    config = session.config_file
    calendars = Calendars(config.config.calendars, config.path.parent, _track)
    found = calendars.read(
        session.clock, session.now.year, force=session.refresh, warn=session.warn, online=session.online
    )
    for calendar in found:
        _warn_of(session, calendar)
    return found


def _track(paths: Sequence[Path]) -> Iterable[Path]:
    """`paths`, with a bar on a terminal for as long as many are read."""
    if len(paths) < _MANY_FILES or sys.stderr is None or not sys.stderr.isatty():
        return paths
    from rich.console import Console
    from rich.progress import track

    return track(paths, "Reading calendars", console=Console(stderr=True), transient=True)


def _warn_of(session: Session, calendar: CalendarFile) -> None:
    told = len(calendar.warnings) if session.tells_all else _MOST_WARNINGS
    for warning in calendar.warnings[:told]:
        session.warn(warning)
    more = len(calendar.warnings) - told
    if more > 0:
        session.warn(
            CountdownError(f"{more} more of the kind", place=calendar.shown, mend="countdown check lists them")
        )
