"""What would go wrong with a schedule: what no longer is as it was when it was set up."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from shutil import which

import msgspec

from countdown.deliver.schedule.found import Scheduler
from countdown.deliver.schedule.job import BARE_PATH, Job, files_of
from countdown.deliver.schedule.programs import run
from countdown.deliver.schedule.timetable import last_due
from countdown.errors import CountdownError

_AGAIN = "write: countdown schedule install"
_SYSTEM_ZONE = Path("/etc/localtime")
# A run that is due may still be at it.
_GRACE = timedelta(minutes=15)
# Where mail programs are that a user's PATH leaves out.
_MAIL_PATH = "/usr/sbin:/usr/lib:/usr/bin"


class LastRun(msgspec.Struct, frozen=True):
    """The last run that is known of: its moment, whether all went well, and what it said."""

    at: datetime
    ok: bool
    message: str


def clock_zone(scheduler: Scheduler, job: Job, viewer: tzinfo, environ: Mapping[str, str]) -> tzinfo:
    """The zone of the clock that the job's times are told by: its own, else the system's.

    `viewer` is the zone of who looks; it is the system's unless `TZ` says otherwise.
    """
    from zoneinfo import ZoneInfo

    if job.zone and scheduler.knows_zones:
        return ZoneInfo(job.zone)
    return system_zone() if environ.get("TZ") else viewer


def system_zone(file: Path = _SYSTEM_ZONE) -> tzinfo:
    """The zone of the system, in which its daemons live; UTC where there is none."""
    from zoneinfo import ZoneInfo

    try:
        with file.open("rb") as data:
            return ZoneInfo.from_file(data)
    except (OSError, ValueError):
        return ZoneInfo("UTC")


def command_problem(job: Job) -> CountdownError | None:
    """Why the job's command does not run as the scheduler would run it; None if it does."""
    program = job.command[0]
    if os.sep in program and not os.access(program, os.X_OK):
        return CountdownError("the command is no longer there, or not executable", place=program, mend=_AGAIN)
    words = job.command[: job.command.index("remind")] if "remind" in job.command else job.command[:1]
    home = {"HOME": os.environ["HOME"]} if "HOME" in os.environ else {}
    try:
        done = run([*words, "--version"], environment={"PATH": BARE_PATH} | home | dict(job.environment), folder=os.sep)
    except CountdownError as error:
        return error
    if done.code:
        return CountdownError(f"does not run by itself: {done.complaint}", place=" ".join(words), mend=_AGAIN)
    return None


def faults(job: Job) -> Iterator[CountdownError]:
    """What keeps the job from doing its work: a command that does not run, a file that is not there."""
    problem = command_problem(job)
    if problem is not None:
        yield problem
    for file in files_of(job):
        if not file.exists():
            yield CountdownError("no such file, and the schedule names it", place=str(file), mend=_AGAIN)


def doubts(scheduler: Scheduler, job: Job) -> Iterator[CountdownError]:
    """What makes reminders go astray although the job runs."""
    if job.prints:
        mend = "set a channel in [notify] of config.toml, then write: countdown schedule install"
        if scheduler.name != "cron":
            yield CountdownError("what is printed goes to a log, which tells nobody", place=scheduler.name, mend=mend)
        elif which("sendmail", path=f"{os.environ.get('PATH', '')}:{_MAIL_PATH}") is None:
            sentence = "cron mails what is printed, and there is no mail program (sendmail)"
            yield CountdownError(sentence, place="cron", mend=mend)
    bus = job.environment.get("DBUS_SESSION_BUS_ADDRESS", "")
    if bus and not bus.startswith("unix:path=/run/user/"):
        sentence = "the desktop's address is of this login alone"
        yield CountdownError(sentence, place=f"DBUS_SESSION_BUS_ADDRESS={bus}", mend=f"after the next login {_AGAIN}")


def clock_problem(scheduler: Scheduler, now: datetime, zone: tzinfo) -> CountdownError | None:
    """Whether the clock of `zone`, by which the scheduler goes, shows another time than the viewer's, now or in half a year."""
    for moment in (now, now + timedelta(days=182)):
        there = moment.astimezone(zone)
        if there.utcoffset() != moment.utcoffset():
            sentence = f"goes by the system's clock, which shows {there:%H:%M} when it is {moment:%H:%M} here"
            return CountdownError(sentence, place=scheduler.name, mend="give the times by that one")
    return None


def run_problem(
    scheduler: Scheduler, job: Job, last_run: LastRun | None, now: datetime, zone: tzinfo
) -> CountdownError | None:
    """Whether the run that was due last has not come about, or not well; None if it has, or nothing is known of it."""
    if last_run is None:
        return None
    if not last_run.ok:
        return CountdownError(f"the last run failed: {last_run.message}", place=scheduler.name)
    due = last_due(job.timetables, now - _GRACE, zone)
    if due is None or last_run.at.timestamp() >= due.timestamp():
        return None
    why = "" if scheduler.catches_up else "; it runs nothing while the machine is off"
    return CountdownError(f"the run of {due:%Y-%m-%d %H:%M} has not come about{why}", place=scheduler.name)
