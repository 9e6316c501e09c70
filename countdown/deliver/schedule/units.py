"""The text of systemd's units: a job written and read back (systemd.service(5), systemd.timer(5), systemd.time(7))."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import time

from countdown.core.zones import find_zone
from countdown.deliver.schedule.job import Job
from countdown.deliver.schedule.timetable import Timetable, grouped, merged
from countdown.errors import CountdownError

_BARE = re.compile(r"[A-Za-z0-9_@+=:,./-]+")
_WORD = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?=\s|\Z)', re.DOTALL)
_ESCAPE = re.compile(r'\\(?:x([0-9a-f]{2})|([\\"]))')
_CALENDAR = re.compile(r"\*-\*-\* ([\d,/*]+):([\d,/*]+):00(?: (\S+))?")
# A program that may be named by a variable, as systemd sees it, is named to `env` instead.
_BY_ENV = "/usr/bin/env"

# A hanging run would keep all later ones from starting.
_SERVICE = """\
[Unit]
Description=Reminders of countdown

[Service]
Type=oneshot
TimeoutStartSec=15min
{environment}ExecStart={command}
"""
_TIMER = """\
[Unit]
Description=When countdown reminds

[Timer]
{calendar}Persistent=true

[Install]
WantedBy=timers.target
"""


def service_text(job: Job) -> str:
    """The service unit. Raises CountdownError for what no unit can hold."""
    command = ([_BY_ENV] if "$" in job.command[0] else []) + list(job.command)
    environment = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in job.environment.items())
    words = " ".join(_quoted(word).replace("$", "$$") for word in command)
    return _SERVICE.format(environment=environment, command=words)


def timer_text(job: Job) -> str:
    """The timer unit."""
    zone = f" {job.zone}" if job.zone else ""
    return _TIMER.format(
        calendar="".join(
            f"OnCalendar=*-*-* {_listed(hours, 24)}:{_listed(minutes, 60)}:00{zone}\n"
            for table in job.timetables
            for hours, minutes in grouped(table)
        )
    )


def read_units(service: str, timer: str) -> Job | None:
    """The job that the text of both units says; None if it is not as `service_text` and `timer_text` write it."""
    try:
        (line,) = _values(service, "ExecStart")
        command = [word.replace("$$", "$") for word in _words(line)]
        if command[0] == _BY_ENV:
            del command[0]
        pairs = [word.split("=", 1) for line in _values(service, "Environment") for word in _words(line)]
        tables, zones = zip(*map(_timetable, _values(timer, "OnCalendar")), strict=True)
        (zone,) = set(zones)
        if zone:
            find_zone(zone, suggest=False)  # a ValueError if it is none
        return Job(tuple(command), {pair[0]: pair[1] for pair in pairs}, merged(tables), zone)
    except (IndexError, ValueError):
        return None


def _listed(values: Sequence[int], size: int) -> str:
    """`08`, `00,30`, `0/15` for a regular part of `size`, `*` for all of it."""
    step = size // len(values)
    if len(values) > 1 and tuple(values) == tuple(range(0, size, step)):
        return "*" if step == 1 else f"0/{step}"
    return ",".join(f"{value:02}" for value in values)


def _timetable(calendar: str) -> tuple[Timetable, str]:
    """What a line of OnCalendar says, and its zone; ValueError if it is not as `timer_text` writes it."""
    match = _CALENDAR.fullmatch(calendar)
    if match is None:
        raise ValueError("not a calendar of ours")
    hours, minutes = _numbers(match[1], 24), _numbers(match[2], 60)
    return Timetable(tuple(time(hour, minute) for hour in hours for minute in minutes)), match[3] or ""


def _numbers(text: str, size: int) -> list[int]:
    if text == "*":
        return list(range(size))
    first, slash, step = text.partition("/")
    return list(range(int(first), size, int(step))) if slash else [int(part) for part in text.split(",")]


def _values(unit: str, name: str) -> list[str]:
    return [
        value for line in unit.split("\n") for key, equals, value in [line.partition("=")] if equals and key == name
    ]


def _quoted(word: str) -> str:
    """`word` as one word of a unit's line: quoted if need be, and with no specifier in it."""
    if _BARE.fullmatch(word):
        return word
    try:
        word.encode()
    except UnicodeEncodeError:
        shown = word.encode(errors="surrogateescape").decode(errors="backslashreplace")
        raise CountdownError(f"a unit cannot hold a name that is not UTF-8: {shown}", place="systemd") from None
    escaped = "".join(map(_escaped, word))
    return f'"{escaped}"'


def _escaped(character: str) -> str:
    if character in '\\"':
        return f"\\{character}"
    if character < " " or character == "\x7f":
        return f"\\x{ord(character):02x}"
    return "%%" if character == "%" else character


def _words(line: str) -> Iterator[str]:
    """The words of a line that `_quoted` wrote; ValueError for others."""
    at = 0
    while at < len(line):
        match = _WORD.match(line, at)
        if match is None:
            raise ValueError("not words of ours")
        at = match.end()
        yield match[2] if match[1] is None else _ESCAPE.sub(_unescaped, match[1]).replace("%%", "%")


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else match[2]
