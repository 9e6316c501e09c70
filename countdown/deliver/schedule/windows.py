"""The schedule as lines for Windows' schtasks, which the user runs."""

from __future__ import annotations

import subprocess

from countdown.deliver.schedule.job import Job

_NAME = "countdown-remind"


def schtasks_lines(job: Job) -> list[str]:
    """The lines that make the tasks of `job`: one for a period, else one for each time. Its environment is the user's own."""
    command = subprocess.list2cmdline(job.command)
    (table,) = job.timetables
    if table.period is not None and len(table.times) > 1:
        times = [("", ["/SC", "MINUTE", "/MO", str(table.period), "/ST", "00:00"])]
    else:
        times = [
            (f"-{number}" if number > 1 else "", ["/SC", "DAILY", "/ST", f"{clock:%H:%M}"])
            for number, clock in enumerate(table.times, 1)
        ]
    return [
        subprocess.list2cmdline(["schtasks", "/Create", "/F", "/TN", f"{_NAME}{suffix}", *when, "/TR", command])
        for suffix, when in times
    ]
