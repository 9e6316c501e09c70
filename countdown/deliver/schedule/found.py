"""What a system's scheduler has to offer, whichever it is."""

from __future__ import annotations

from typing import Protocol

import msgspec

from countdown.deliver.schedule.job import Job
from countdown.errors import CountdownError


class Found(msgspec.Struct, frozen=True):
    """A schedule that stands: the `text` of it, and the job that it says; None if that was changed beyond reading."""

    text: str
    job: Job | None


class Scheduler(Protocol):
    """Runs jobs by the clock: cron, systemd, launchd."""

    name: str
    # Whether its times are told by the clock of the job's own zone, rather than the system's.
    knows_zones: bool
    # Whether it runs a job late that fell due while the machine was off.
    catches_up: bool

    def unusable(self) -> str:
        """Why it cannot be used here, as a sentence; empty if it can."""

    def text(self, job: Job) -> str:
        """What `install` writes. Raises CountdownError if the job cannot be written there."""

    def found(self) -> Found | None:
        """The schedule that stands there; None if there is none. Raises CountdownError if that cannot be told."""

    def install(self, job: Job) -> None:
        """Set `job` up in place of the one that stands there. Raises CountdownError if that fails."""

    def remove(self) -> None:
        """Take the schedule away, and nothing else. Raises CountdownError if that fails."""

    def problems(self) -> list[CountdownError]:
        """What keeps the schedule that stands there from running."""
