"""The schedule as lines of the user's crontab, each with a mark at its end; no other line is ever touched.

A whole crontab is not for python-crontab to write: it moves variables and drops those after the last job. It reads
and makes the times here; the rest of a line is ours.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from datetime import time
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from countdown.deliver.schedule.found import Found
from countdown.deliver.schedule.job import Job
from countdown.deliver.schedule.programs import run
from countdown.deliver.schedule.timetable import Timetable, grouped, merged
from countdown.errors import CountdownError

if TYPE_CHECKING:
    from crontab import CronSlices

MARK = "# countdown remind"
_MARKED = re.compile(rf"\s*[^#\s].*\s{MARK}\s*")
_TIMES_AND_COMMAND = re.compile(r"\s*(@\w+|(?:\S+\s+){4}\S+)\s+(.*)")
_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)=(.*)", re.DOTALL)
# What crontab programs say when there is none; busybox names the file that is not there.
_NO_CRONTAB = ("no crontab for", "No such file or directory")
_DAEMONS = {"cron", "crond", "fcron"}
_PROCESSES = Path("/proc")


class Cron:
    """The crontab of the user who runs this."""

    name = "cron"
    knows_zones = False
    catches_up = False

    def unusable(self) -> str:
        """Why there can be no crontab here; empty if there can."""
        return "" if which("crontab") else "there is no crontab program"

    def text(self, job: Job) -> str:
        """The lines of the crontab."""
        return "".join(f"{line}\n" for line in cron_lines(job))

    def found(self) -> Found | None:
        """The marked lines of the crontab."""
        if self.unusable():
            return None
        lines = marked_lines(_read())
        return Found("".join(f"{line}\n" for line in lines), read_lines(lines)) if lines else None

    def install(self, job: Job) -> None:
        """Put the job's lines in place of the marked ones, else at the end."""
        _write(with_lines(_read(), cron_lines(job)))

    def remove(self) -> None:
        """Take the marked lines away; of a crontab that holds no others, all of it."""
        _write(with_lines(_read(), []))

    def problems(self) -> list[CountdownError]:
        """Whether a cron daemon runs to read the crontab."""
        if _daemon_runs(_PROCESSES) is False:
            mend = "start it, for instance with: sudo service cron start"
            return [CountdownError("no cron daemon is running, so nothing runs", place="cron", mend=mend)]
        return []


def cron_lines(job: Job) -> list[str]:
    """The job as lines of a crontab. Raises CountdownError for what no crontab can hold."""
    # `env`, and no NAME=value before the command: that works whatever shell the crontab sets.
    words = [*(["env"] if job.environment else []), *(f"{name}={value}" for name, value in job.environment.items())]
    words += job.command
    if any("\n" in word or "\0" in word for word in words):
        raise CountdownError("a line of a crontab cannot hold a path with a line break", place="cron")
    command = " ".join(map(_quoted, words))
    return [f"{when} {command} {MARK}" for table in job.timetables for when in _times(table)]


def marked_lines(crontab: str) -> list[str]:
    """The lines of `crontab` that are this program's. A comment never is."""
    return [line for line in crontab.split("\n") if _MARKED.fullmatch(line)]


def with_lines(crontab: str, lines: Sequence[str]) -> str:
    """`crontab` with `lines` where the first marked one stood, else at the end, and the marked ones gone."""
    before = re.findall(r"[^\n]*\n|[^\n]+\Z", crontab)  # cron parts lines at line feeds alone
    kept = [line for line in before if not _MARKED.fullmatch(line)]
    at = next((at for at, line in enumerate(before) if _MARKED.fullmatch(line)), len(before))
    if lines and at and not kept[at - 1].endswith("\n"):
        kept[at - 1] += "\n"
    return "".join([*kept[:at], *(f"{line}\n" for line in lines), *kept[at:]])


def read_lines(lines: Sequence[str]) -> Job | None:
    """The job that the marked `lines`, one at the least, say; None if they do not say one."""
    from crontab import CronSlices

    tables, commands = [], []
    for line in lines:
        match = _TIMES_AND_COMMAND.fullmatch(line)
        if match is None or match[1].lower() == "@reboot":
            return None
        try:
            tables.append(_timetable(CronSlices(" ".join(match[1].split()))))
            commands.append(shlex.split(_unescaped(match[2]), comments=True))
        except (KeyError, ValueError):
            return None
    if any(command != commands[0] for command in commands):
        return None
    environment, command = _parted(commands[0])
    return Job(command, environment, merged(tables)) if command else None


def _times(table: Timetable) -> list[str]:
    """The times as the first five fields of a line, for each group of them that one line can say."""
    from crontab import CronSlices

    found = []
    for hours, minutes in grouped(table):
        slices = CronSlices()
        for part, values, size in ((slices[0], minutes, 60), (slices[1], hours, 24)):
            if len(values) > 1 and values == tuple(range(0, size, size // len(values))):
                part.every(size // len(values))
            else:
                part.on(*values)
        found.append(slices.clean_render())
    return found


def _timetable(slices: CronSlices) -> Timetable:
    """The timetable of parsed fields, which python-crontab gives as sets of numbers."""
    minutes, hours, monthdays, months, weekdays = (sorted(map(int, part)) for part in slices)
    return Timetable(
        tuple(time(hour, minute) for hour in hours for minute in minutes),
        frozenset((day - 1) % 7 for day in weekdays),  # cron counts from Sunday
        frozenset(monthdays),
        frozenset(months),
    )


def _quoted(word: str) -> str:
    r"""`word` for the shell that cron calls. Cron itself takes `%` for the end of the line and reads `\%` as `%`.

    Some crons read `\\` as `\` too, so that no two backslashes, and no backslash and `%` of the word, stay neighbours.
    """
    return re.sub(r"\\(?=[\\%])", r"\\''", shlex.quote(word)).replace("%", r"\%")


def _unescaped(command: str) -> str:
    """What cron gives the shell of a line's command; what follows a bare `%` is input, and no command."""
    return re.split(r"(?<!\\)%", command, maxsplit=1)[0].replace(r"\%", "%")


def _parted(words: Sequence[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The environment and the command that a line's words are."""
    environment, at = {}, 0
    if words and words[0] == "env":
        at = 1
        while at < len(words) and (match := _ASSIGNMENT.fullmatch(words[at])):
            environment[match[1]] = match[2]
            at += 1
    return environment, tuple(words[at:])


def _read() -> str:
    done = run(["crontab", "-l"])
    if done.code == 0:
        return done.out
    if any(words in done.err for words in _NO_CRONTAB):
        return ""
    raise CountdownError(f"cannot be read: {done.complaint}", place="crontab")


def _write(crontab: str) -> None:
    # An empty crontab is none; `-r` of one that is not there would fail.
    if crontab:
        done = run(["crontab", "-"], stdin=crontab)
    elif _read():
        done = run(["crontab", "-r"])
    else:
        return
    if done.code:
        raise CountdownError(f"cannot be written: {done.complaint}", place="crontab", mend="it is as it was")


def _daemon_runs(processes: Path) -> bool | None:
    """Whether a cron daemon is among `processes`, the system's list of them; None where that cannot be seen."""
    try:
        (processes / "1" / "comm").read_text()
    except (OSError, UnicodeDecodeError):
        return None  # no such list, or one's own processes alone
    for name in processes.glob("[0-9]*/comm"):
        try:
            if name.read_text().strip() in _DAEMONS:
                return True
        except (OSError, UnicodeDecodeError):
            continue  # it has ended meanwhile
    return False
