"""The job: the command line that runs by itself, with all that it needs from where it was set up."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import which

import msgspec

from countdown.deliver.schedule.timetable import Timetable

NOTIFY = "--notify"
ONCE = "--once"
# Where the program finds its files.
_PLACES = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
# How a program that no session started finds the desktop.
_DESKTOP = ("XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")
# The PATH of a job, where neither crontab nor unit says another.
BARE_PATH = "/usr/bin:/bin"


class Job(msgspec.Struct, frozen=True):
    """`command` is an argument list whose program is an absolute path, `environment` what it is run with besides.

    `timetables` is when. `zone` is the IANA name of the zone whose clock they go by; empty is the system's.
    """

    command: tuple[str, ...]
    environment: Mapping[str, str]
    timetables: tuple[Timetable, ...]
    zone: str = ""

    @property
    def prints(self) -> bool:
        """Whether the run prints its reminders, for whoever reads that."""
        return ONCE in self.command


def remind_command(program: Sequence[str], files: Sequence[Path], notify: bool) -> tuple[str, ...]:
    """The command line of the regular run: through the channels if `notify`, else to standard output.

    `files` are the events files that were named by hand; without any, the job reads those of the config.
    """
    return (
        *program,
        "remind",
        NOTIFY if notify else ONCE,
        *(word for file in files for word in ("-f", _absolute(file))),
    )


def this_program(argument: str) -> tuple[str, ...]:
    """The command line of this program wherever it is called from; `argument` is what it was called by, `sys.argv[0]`.

    A link stays one: what it leads to may change with the next update.
    """
    path = Path(_absolute(argument))
    if path.stem == "countdown" and path.is_file() and os.access(path, os.X_OK):
        return (str(path),)
    return (_absolute(sys.executable), "-m", "countdown")


def job_environment(environ: Mapping[str, str], home: str, desktop: bool) -> dict[str, str]:
    """What the job needs of `environ`: its files, its zone and, if `desktop`, where the desktop listens.

    `home` is the home that the system knows; cron and systemd start there.
    """
    found = {name: environ[name] for name in _PLACES if Path(environ.get(name, "")).is_absolute()}
    if environ.get("HOME", home) != home and Path(environ["HOME"]).is_absolute():
        found = {"HOME": environ["HOME"]} | found
    if environ.get("COUNTDOWN_CONFIG"):
        found["COUNTDOWN_CONFIG"] = _absolute(os.path.expanduser(environ["COUNTDOWN_CONFIG"]))  # noqa: PTH111  # Path's raises without a home
    names = ("TZ", *_DESKTOP) if desktop else ("TZ",)
    return found | {name: environ[name] for name in names if environ.get(name)}


def hook_path(hook: str, environ: Mapping[str, str]) -> dict[str, str]:
    """The PATH that a job needs to find the program `hook`; nothing if it finds it without."""
    found = which(hook, path=environ.get("PATH"))
    if os.sep in hook or not found or which(hook, path=BARE_PATH):
        return {}
    return {"PATH": os.pathsep.join((os.path.dirname(_absolute(found)), BARE_PATH))}  # noqa: PTH120  # text in, text out


def system_home() -> str:
    """The home that the system knows for the user who runs this; empty if it knows none."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_dir
    except (ImportError, KeyError):
        return ""


def files_of(job: Job) -> list[Path]:
    """The files that the job names, config and events files, and that have to be there."""
    named = [job.environment.get("COUNTDOWN_CONFIG", "")]
    named += [word for flag, word in zip(job.command, job.command[1:], strict=False) if flag in ("-f", "--file")]
    return [Path(name) for name in named if name]


def zone_name(environ: Mapping[str, str]) -> str:
    """The IANA name in `TZ`; empty if it is not set or names none."""
    name = environ.get("TZ", "").removeprefix(":")
    if re.fullmatch(r"[A-Za-z][\w+-]*(/[\w+-]+)*", name, re.ASCII) is None:
        return ""
    from countdown.core.zones import find_zone

    try:
        find_zone(name, suggest=False)
    except ValueError:
        return ""
    return name


def _absolute(path: str | Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100  # Path.resolve would follow links, Path.absolute keeps ".."
