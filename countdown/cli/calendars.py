"""The calendars of the config, as a run sees them."""

from __future__ import annotations

from countdown.cli.session import Session
from countdown.errors import CountdownError
from countdown.store.calendar_sources import CalendarFile, Calendars

# So many problems of one calendar are told at each look: they are for others to mend.
_MOST_WARNINGS = 3


def read_calendars(session: Session) -> list[CalendarFile]:
    """All of them, after their warnings."""
    config = session.config_file
    calendars = Calendars(config.config.calendars, config.path.parent)
    found = calendars.read(session.clock, session.now.year, force=session.refresh, warn=session.warn)
    for calendar in found:
        _warn_of(session, calendar)
    return found


def _warn_of(session: Session, calendar: CalendarFile) -> None:
    told = len(calendar.warnings) if session.tells_all else _MOST_WARNINGS
    for warning in calendar.warnings[:told]:
        session.warn(warning)
    more = len(calendar.warnings) - told
    if more > 0:
        session.warn(
            CountdownError(f"{more} more of the kind", place=calendar.shown, mend="countdown check lists them")
        )
