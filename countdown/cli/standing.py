"""The schedules that are set up, and what would go wrong with them; for `schedule` and for `check`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import tzinfo

from countdown.cli.session import Session
from countdown.deliver.schedule.found import Found, Scheduler
from countdown.deliver.schedule.health import LastRun, clock_problem, clock_zone, doubts, faults, run_problem
from countdown.deliver.schedule.job import Job
from countdown.deliver.schedule.schedulers import schedulers
from countdown.errors import CountdownError
from countdown.store.config import Notify

INSTALL = "write: countdown schedule install"


def last_run(session: Session) -> LastRun | None:
    """The last run that is known of. None, with a warning, if the ledger cannot be read."""
    from countdown.store.ledger import read_ledger

    try:
        with read_ledger() as ledger:
            outcome = None if ledger is None else ledger.outcome()
    except CountdownError as error:
        session.warn(error)
        return None
    return None if outcome is None else LastRun(outcome.at, outcome.ok, outcome.message)


def channels_are_set(session: Session) -> bool:
    """Whether the config has a channel."""
    return session.config_file.config.notify != Notify()


def standing_schedules(session: Session) -> list[tuple[Scheduler, Found]]:
    """The schedules that are set up, by whatever scheduler; one whose schedule cannot be told is warned of."""
    known = schedulers(os.environ).values()
    return [(scheduler, found) for scheduler in known if (found := found_by(session, scheduler)) is not None]


def found_by(session: Session, scheduler: Scheduler) -> Found | None:
    """The schedule that `scheduler` has; None, with a warning, if that cannot be told."""
    try:
        return scheduler.found()
    except CountdownError as error:
        session.warn(error)
        return None


def schedule_problems(session: Session) -> list[CountdownError]:
    """What would go wrong with the schedules that are set up."""
    standing = standing_schedules(session)
    problems = [problem for scheduler, found in standing for problem in problems_of(session, scheduler, found.job)]
    if len(standing) > 1:
        names = " and ".join(scheduler.name for scheduler, _ in standing)
        problems.append(CountdownError(f"both {names} run it", place="schedule", mend=INSTALL))
    return problems


def problems_of(session: Session, scheduler: Scheduler, job: Job | None) -> Iterator[CountdownError]:
    """What would go wrong with the schedule of `scheduler`, which says `job`; None if that cannot be read."""
    yield from scheduler.problems()
    if job is None:
        return
    yield from faults(job)
    yield from doubts(scheduler, job)
    zone = clock_of(session, scheduler, job)
    found = [clock_problem(scheduler, session.now, zone) if not job.zone else None]
    found.append(run_problem(scheduler, job, last_run(session), session.now, zone))
    yield from filter(None, found)
    if job.prints and channels_are_set(session):
        yield CountdownError("the config has channels that this does not use", place="schedule", mend=INSTALL)
    if not job.prints and not channels_are_set(session):
        yield CountdownError("the config has no channel any more", place="schedule", mend="set one in its [notify]")


def clock_of(session: Session, scheduler: Scheduler, job: Job) -> tzinfo:
    """The zone of the clock that the job's times are told by."""
    viewer = session.now.tzinfo
    assert viewer is not None
    return clock_zone(scheduler, job, viewer, os.environ)
