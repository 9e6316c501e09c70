"""The viewer's time zone."""

from __future__ import annotations

import os
import time
from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta, tzinfo

_LOCALTIME = "/etc/localtime"
_EPOCH = datetime(1970, 1, 1)


class SystemZone(tzinfo):
    """The zone that the C library knows as local, with all its changes of clocks, past and future.

    Python's own `astimezone()` gives today's offset alone, and a file such as /etc/localtime has no name to ask for.
    """

    def __str__(self) -> str:
        """A text that is another where the zone is another, as far as can be told: it has no name."""
        try:
            place, found = os.path.realpath(_LOCALTIME), os.stat(_LOCALTIME)  # noqa: PTH116  # pathlib is slower
            file = f"{place} {found.st_mtime_ns} {found.st_ino}"
        except OSError:
            file = ""
        return ascii((os.environ.get("TZ"), time.tzname, time.timezone, time.altzone, file))

    def utcoffset(self, dt: datetime | None) -> timedelta | None:
        """The offset from UTC at the local time `dt`; `fold` tells which of two is meant."""
        if dt is None:
            return None
        local = dt.replace(tzinfo=None)
        if local.year in (MINYEAR, MAXYEAR):
            # `timestamp()` may leave the calendar there; the years beside them have the same offsets.
            local = local.replace(year=min(max(local.year, MINYEAR + 1), MAXYEAR - 1), day=min(local.day, 28))
        # `timestamp()` of a naive datetime asks the C library, and knows of gaps and folds (PEP 495).
        return timedelta(seconds=round((local - _EPOCH).total_seconds() - local.timestamp()))

    def dst(self, dt: datetime | None) -> timedelta | None:
        """Not known apart from the offset."""
        return None

    def tzname(self, dt: datetime | None) -> str | None:
        """The zone's abbreviation at the local time `dt`, such as CET."""
        return None if dt is None else dt.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, dt: datetime) -> datetime:
        """`dt`, whose clock shows UTC, by the local clock."""
        local = datetime.fromtimestamp(dt.replace(tzinfo=UTC).timestamp())  # noqa: DTZ006  # the C library's zone is this one
        return local.replace(tzinfo=self)


def viewer_zone() -> tzinfo:
    """The zone that `TZ` names, else the system's."""
    name = os.environ.get("TZ", "").removeprefix(":")
    if name and not name.startswith("/"):
        from countdown.core.zones import find_zone

        try:
            # The tz database of Python knows names that a bare system's C library would take for UTC.
            return find_zone(name, suggest=False)
        except ValueError:
            pass  # a POSIX rule such as CET-1CEST, which the C library reads
    return SystemZone()
