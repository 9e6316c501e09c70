"""The schedulers there are, and the one to take."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from countdown.deliver.schedule.cron import Cron
from countdown.deliver.schedule.found import Scheduler
from countdown.deliver.schedule.job import system_home
from countdown.deliver.schedule.launchd import Launchd
from countdown.deliver.schedule.systemd import Systemd, units_folder
from countdown.errors import CountdownError

NAMES = ("cron", "systemd", "launchd")


def schedulers(environ: Mapping[str, str]) -> dict[str, Scheduler]:
    """All by their names, for the user whose environment is `environ`. Raises CountdownError if there is no home."""
    home = environ.get("HOME") or system_home()
    if not home:
        raise CountdownError("there is no home folder", place="schedule", mend="set HOME")
    return {
        "cron": Cron(),
        "systemd": Systemd(units_folder(environ, Path(home))),
        "launchd": Launchd(Path(home) / "Library" / "LaunchAgents"),
    }


def preferred(known: Mapping[str, Scheduler], prints: bool) -> tuple[Scheduler | None, str]:
    """The scheduler to take where none was asked for, and an empty text; None and why if none can be used.

    One that catches up goes first, except for a job that prints: only cron hands that on.
    """
    order = ("cron", "launchd", "systemd") if prints else ("launchd", "systemd", "cron")
    reasons = {name: known[name].unusable() for name in order}
    for name in order:
        if not reasons[name]:
            return known[name], ""
    return None, f"{reasons['systemd']} and {reasons['cron']}"
