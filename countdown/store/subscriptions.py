"""Copies of the calendars that are read over the web, and when they are asked for again."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from countdown.errors import CountdownError
from countdown.store.paths import cache_folder
from countdown.store.safe_file import locked, replace

if TYPE_CHECKING:
    from countdown.store.fetch import Answer, Request

# All calendars together may make a command wait so long; when it was asked to refresh them, so long.
SECONDS = 2.5
SECONDS_IF_ASKED = 30.0
# After a failure a server is left alone for so long.
_PAUSE_SECONDS = 600.0
_HOST_END = re.compile(r"[/?#\\]")
_NO_PORT = re.compile(r":(?!\d*$)[^\]]*$")


class _Head(msgspec.Struct):
    """The first line of a copy."""

    etag: str = ""
    modified: str = ""


class _Trial(msgspec.Struct):
    """What is kept of an attempt that failed."""

    failure: str


class Copy(NamedTuple):
    """A calendar's text as it was when it was last read, and what is wrong: that it is not there, or old, and why."""

    data: bytes | None
    warning: CountdownError | None


class Subscription:
    """A URL and its copy in the cache folder. `name` is the calendar's."""

    def __init__(self, name: str, url: str, refresh: float) -> None:
        """A copy is asked for again once it is older than `refresh` seconds."""
        self.name, self.url, self._refresh = name, url, refresh
        digest = hashlib.sha256(url.encode("utf-8", "surrogateescape")).hexdigest()[:24]
        self.path = cache_folder() / "subscriptions" / f"{digest}.ics"
        self._trial = self.path.with_suffix(".failed")
        self._failed = ""
        self._new: bytes | None = None

    @property
    def shown(self) -> str:
        """What messages call it: its name and host."""
        return f"{self.name} ({self.host})"

    @property
    def host(self) -> str:
        """The host alone: the path of a calendar's address is often its password."""
        host = _HOST_END.split(self.url.partition("://")[2], maxsplit=1)[0].rpartition("@")[2]
        # What is no port is the beginning of a password with a / in it.
        return _NO_PORT.sub("", host)[:60]

    def is_due(self, now: float) -> bool:
        """Whether the server is to be asked at `now`, in seconds since 1970 by the real clock."""
        age, tried = _age(self.path, now), _age(self._trial, now)
        if self._read()[1] is None:
            age = None
        return (age is None or age >= self._refresh) and (tried is None or tried >= min(_PAUSE_SECONDS, self._refresh))

    def _read(self) -> tuple[_Head, bytes | None]:
        try:
            head, _, data = self.path.read_bytes().partition(b"\n")
            return msgspec.json.decode(head, type=_Head), data
        except (OSError, msgspec.DecodeError):
            return _Head(), None

    def request(self) -> Request:
        """What the server is to be asked."""
        from countdown.store.fetch import Request

        head, _ = self._read()
        return Request(self.url, head.etag, head.modified)

    def take(self, answer: Answer) -> None:
        """Keep what came of the request. Raises CountdownError or OSError if it cannot be kept."""
        if answer.failure:
            self._failed = answer.failure
            _write(self._trial, msgspec.json.encode(_Trial(answer.failure)))
            return
        if answer.data is None:
            os.utime(self.path)
        else:
            self._new = answer.data
            _write(self.path, msgspec.json.encode(_Head(answer.etag, answer.modified)) + b"\n" + answer.data)
        self._trial.unlink(missing_ok=True)

    def copy(self, now: float) -> Copy:
        """What is kept, with a warning if it is older than it should be, or was just asked for in vain."""
        data = self._new or self._read()[1]
        age = _age(self.path, now)
        is_fresh = self._new is not None or (age is not None and age < self._refresh)
        if data is not None and is_fresh and not self._failed:
            return Copy(data, None)
        told = f"{self.host}: {self._failed or self._failure()}"
        if data is not None:
            told += f"; the copy that is shown is {'of another day' if age is None else f'{_span(age)} old'}"
        return Copy(data, CountdownError(told, place=f"calendars.{self.name}"))

    def _failure(self) -> str:
        try:
            return msgspec.json.decode(self._trial.read_bytes(), type=_Trial).failure[:200]
        except (OSError, msgspec.DecodeError):
            return "it was not read yet"


def refresh(subscriptions: Iterable[Subscription], now: float, *, force: bool) -> list[CountdownError]:
    """Ask for those that are due at `now`, or all with `force`; what could not be kept."""
    due = {one.name: one for one in subscriptions if force or one.is_due(now)}
    if not due:
        return []
    from countdown.store.fetch import fetch_all  # HTTP is loaded when something is due

    requests = {name: one.request() for name, one in due.items()}
    problems = []
    for name, answer in fetch_all(requests, SECONDS_IF_ASKED if force else SECONDS).items():
        try:
            due[name].take(answer)
        except (CountdownError, OSError) as error:
            said = error.sentence if isinstance(error, CountdownError) else error.strerror
            problems.append(CountdownError(f"its copy cannot be kept: {said}", place=f"calendars.{name}"))
    return problems


def _write(path: Path, data: bytes) -> None:
    with locked(path, str(path)):
        replace(path, data, str(path))


def _age(path: Path, now: float) -> float | None:
    """How old the file is; None if it is not there, or bears a time to come."""
    with suppress(OSError):
        age = now - path.stat().st_mtime
        # File systems' clocks tick coarsely.
        return max(0.0, age) if age > -5 else None
    return None


def _span(seconds: float) -> str:
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        number = int(seconds // size)
        if number:
            return f"{number} {unit}{'s' if number > 1 else ''}"
    return "less than a minute"
