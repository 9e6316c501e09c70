"""`countdown schedule`."""

from __future__ import annotations

import os
import sys
from datetime import time

import click

from countdown.cli.options import global_options, pass_session
from countdown.cli.session import Session
from countdown.cli.standing import (
    INSTALL,
    channels_are_set,
    clock_of,
    found_by,
    last_run,
    problems_of,
    schedule_problems,
    standing_schedules,
)
from countdown.core.dates import parse_clock
from countdown.deliver.schedule.found import Found, Scheduler
from countdown.deliver.schedule.health import LastRun, faults
from countdown.deliver.schedule.job import (
    Job,
    hook_path,
    job_environment,
    remind_command,
    system_home,
    this_program,
    zone_name,
)
from countdown.deliver.schedule.schedulers import NAMES, preferred, schedulers
from countdown.deliver.schedule.timetable import Timetable, daily, every, next_run, parse_period
from countdown.errors import CountdownError
from countdown.view.text import visible
from countdown.view.words import long_date

_DEFAULT_TIME = time(8)
_PASTE = {
    "cron": "write crontab -e where there is one, and add what is printed here",
    "systemd": "write the two files printed here, then: systemctl --user enable --now countdown-remind.timer",
    "launchd": "save what is printed here in ~/Library/LaunchAgents",
    "windows": "run what is printed here",
}


@click.group("schedule", invoke_without_command=True, subcommand_metavar="install|status|remove")
@global_options
@click.pass_context
def command(context: click.Context) -> None:
    """The regular run of remind, by cron or a systemd timer.

    \b
    countdown schedule install --at 08:00
    countdown schedule status
    countdown schedule remove
    """
    if context.invoked_subcommand is None:
        raise click.UsageError("write install, status or remove behind it")


def _parse_at(context: click.Context, parameter: click.Parameter, texts: tuple[str, ...]) -> list[time]:
    times = [parse_clock(text) for text in texts]
    if None in times:
        wrong = texts[times.index(None)][:60]
        raise click.BadParameter(f"{wrong!r} is not a time of day; write one such as 08:00")
    return [clock for clock in times if clock is not None]


def _parse_every(context: click.Context, parameter: click.Parameter, text: str | None) -> int | None:
    try:
        return None if text is None else parse_period(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@command.command("install")
@click.option("--at", metavar="HH:MM", multiple=True, callback=_parse_at, help="At this time each day; repeatable.")
@click.option("--every", "period", metavar="PERIOD", callback=_parse_every, help="Every 15min, 1h, counted from 00:00.")
@click.option("--using", type=click.Choice(NAMES), help="What runs it; by default the best there is.")
@click.option("--dry-run", is_flag=True, help="Print what would be written, and write nothing.")
@global_options
@pass_session
def install(session: Session, /, at: list[time], period: int | None, using: str | None, dry_run: bool) -> None:
    """Have reminders sent each day; again: replaces it.

    Through the channels of the config; without any, cron mails them. The job keeps the config and the files in use
    now. Without --at or --every: at the config's remind_at, else at 08:00.

    \b
    countdown schedule install
    countdown schedule install --at 08:00 --at 20:00
    countdown schedule install --every 15min --dry-run
    """
    if at and period:
        raise click.UsageError("--at and --every exclude each other")
    timetable = every(period) if period else daily(at or [_default_time(session)])
    known = schedulers(os.environ)
    chosen, reason = (
        (known[using], known[using].unusable()) if using else preferred(known, not channels_are_set(session))
    )
    scheduler = chosen or known["cron"]
    job = _job(session, timetable, scheduler)
    if dry_run or reason:
        _print_text(scheduler, job)
    if dry_run:
        return
    if reason:
        mend = _PASTE["windows" if os.name == "nt" else scheduler.name]
        raise CountdownError(f"{reason}, so nothing is set up", place="schedule", mend=mend)
    for fault in faults(job):
        raise fault
    scheduler.install(job)
    for other in known.values():
        if other is not scheduler and found_by(session, other):
            other.remove()
    session.print_lines(_lines(session, scheduler, Found("", job)))
    for problem in problems_of(session, scheduler, job):
        session.warn(problem)


@command.command("status")
@global_options
@pass_session
def status(session: Session, /) -> None:
    """What runs and when, and what would go wrong; exit 1 if nothing is set up.

    \b
    countdown schedule status
    """
    standing = standing_schedules(session)
    if not standing:
        raise CountdownError("nothing is set up", place="schedule", mend=INSTALL)
    for scheduler, found in standing:
        session.print_lines(_lines(session, scheduler, found))
        session.print_lines([f"last run  {_told(session, last_run(session))}"])
    session.print_lines([f"problem   {visible(str(problem))}" for problem in schedule_problems(session)])


@command.command("remove")
@global_options
@pass_session
def remove(session: Session, /) -> None:
    """Take the schedule away, and nothing else.

    \b
    countdown schedule remove
    """
    standing = standing_schedules(session)
    if not standing:
        raise CountdownError("nothing is set up", place="schedule")
    for scheduler, _ in standing:
        scheduler.remove()
        session.print_lines([f"removed: {scheduler.name}"])


def _default_time(session: Session) -> time:
    config = session.config_file.config
    return _DEFAULT_TIME if config.remind_at is None else config.remind_time


def _job(session: Session, timetable: Timetable, scheduler: Scheduler) -> Job:
    """The job as it is set up from here: this program, these files, this environment."""
    channels = session.config_file.config.notify
    files = list(session.events_paths.values()) if session.files_are_named else []
    # systemd and launchd know the desktop of the login, which cron does not.
    desktop = channels.desktop and scheduler.name == "cron"
    environment = job_environment(os.environ, system_home(), desktop)
    if channels.command:
        environment |= hook_path(channels.command[0], os.environ)
    return Job(
        remind_command(this_program(sys.argv[0]), files, channels_are_set(session)),
        environment,
        (timetable,),
        zone_name(os.environ) if scheduler.knows_zones else "",
    )


def _print_text(scheduler: Scheduler, job: Job) -> None:
    if os.name == "nt":
        from countdown.deliver.schedule.windows import schtasks_lines

        click.echo("\n".join(schtasks_lines(job)))
    else:
        click.echo(scheduler.text(job), nl=False)


def _lines(session: Session, scheduler: Scheduler, found: Found) -> list[str]:
    """The schedule in lines: what runs when, the next time, and what it runs."""
    if found.job is None:
        return [f"schedule  {scheduler.name}, changed by hand:", *map(visible, found.text.splitlines())]
    import shlex

    job = found.job
    when = " and ".join(map(str, job.timetables)) + (f" {job.zone}" if job.zone else "")
    coming = next_run(job.timetables, session.now, clock_of(session, scheduler, job))
    return [
        f"schedule  {scheduler.name}, {when}",
        f"command   {visible(shlex.join(job.command))}",
        *(f"          {visible(shlex.quote(f'{name}={value}'))}" for name, value in job.environment.items()),
        f"next run  {'never' if coming is None else long_date(coming)}",
    ]


def _told(session: Session, run: LastRun | None) -> str:
    if run is None:
        return "not known of"
    outcome = "all went well" if run.ok else f"failed: {visible(run.message)}"
    return f"{long_date(run.at.astimezone(session.now.tzinfo).replace(second=0))}, {outcome}"
