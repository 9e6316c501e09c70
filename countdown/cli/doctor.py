"""What would keep reminders from coming in time, beside the schedule itself."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import time

from countdown.cli.notify import channels_of
from countdown.cli.session import Session
from countdown.cli.standing import INSTALL, schedule_problems, standing_schedules
from countdown.core.lead import Lead
from countdown.core.plan import leads
from countdown.deliver.schedule.timetable import Timetable
from countdown.errors import CountdownError

_DAY_MINUTES = 24 * 60


def reminder_problems(session: Session) -> Iterator[CountdownError]:
    """Every problem of the reminder set-up: zones, secrets, channels, the schedule, and leads that it tells too late."""
    yield from _zones()
    yield from _secrets(session)
    for channel in channels_of(session):
        try:
            channel.check()
        except CountdownError as error:
            yield error
    yield from schedule_problems(session)
    timetables = [table for _, found in standing_schedules(session) if found.job for table in found.job.timetables]
    if timetables:
        yield from _late(session, timetables)
    elif channels_of(session):
        yield CountdownError("there are channels, and nothing runs remind", place="schedule", mend=INSTALL)


def _zones() -> Iterator[CountdownError]:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo("Europe/Berlin")
    except (KeyError, OSError, ValueError):
        yield CountdownError("there is no time zone data", place="zoneinfo", mend="install the package tzdata")


def _secrets(session: Session) -> Iterator[CountdownError]:
    """A config with URLs, which hold passwords and tokens, is for its user's eyes."""
    config = session.config_file
    if not config.config.notify.urls or os.name == "nt":
        return
    if config.path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        mend = f"write: chmod 600 {config.path}"
        yield CountdownError("others can read the URLs of [notify]", place=str(config.path), mend=mend)


def _late(session: Session, timetables: list[Timetable]) -> Iterator[CountdownError]:
    """The leads that come due when the schedule's last run of the day is over, or too soon before the event."""
    clocks = sorted({_minute(clock) for table in timetables for clock in table.times})
    longest = max(
        later - earlier for earlier, later in zip(clocks, [*clocks[1:], clocks[0] + _DAY_MINUTES], strict=True)
    )
    remind_at = session.config_file.config.remind_time
    for file in session.files:
        for event in file.events:
            for lead in leads(event):
                reason = _why_late(lead, clocks, longest, remind_at)
                if reason:
                    yield file.warning(event, "remind", f"{lead.name} {reason}", f"{INSTALL} --every 15min")
                    break


def _why_late(lead: Lead, clocks: list[int], longest: int, remind_at: time) -> str:
    if lead.exact:
        minutes = abs(lead.number) * (60 if lead.unit == "h" else 1)
        return f"can be told {longest} min late, as remind runs" if lead.number >= 0 and minutes < longest else ""
    at = lead.at or remind_at
    return f"at {at:%H:%M} comes after the last run of the day, so a day late" if _minute(at) > clocks[-1] else ""


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
