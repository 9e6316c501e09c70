"""Time zones by their IANA names, and moments in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache


@cache
def find_zone(name: str, *, suggest: bool = True) -> tzinfo:
    """The time zone called `name` in the IANA database, such as `Asia/Shanghai`.

    Raises ValueError if there is none; its text is a sentence, with the nearest name if `suggest`.
    """
    from zoneinfo import ZoneInfo  # 3 ms that only timed events need

    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        # A folder of the database is an OSError, a path that leaves it a ValueError.
        raise ValueError(f"{name[:60]!r} is not a time zone{_nearest(name) if suggest else ''}") from None


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """The same instant by the clocks of `zone`; beyond the years 1 to 9999 there, their first or last moment.

    `moment` has a zone of its own.
    """
    try:
        return moment.astimezone(zone)
    except (OverflowError, ValueError):
        return datetime.min.replace(tzinfo=zone) if moment.year == 1 else datetime.max.replace(tzinfo=zone)


def moved(moment: datetime, seconds: float) -> datetime:
    """The moment so many real `seconds` after `moment`, negative before it, by the same clocks; within the calendar."""
    zone = moment.tzinfo or UTC
    try:
        return in_zone(in_zone(moment, UTC) + timedelta(seconds=seconds), zone)
    except OverflowError:
        return datetime.max.replace(tzinfo=zone) if seconds > 0 else datetime.min.replace(tzinfo=zone)


def at_clock(clock: datetime, zone: tzinfo) -> datetime:
    """The moment that `clock` tells in `zone`, as the clocks there show it."""
    moment = clock.replace(tzinfo=zone)
    try:
        return moment.astimezone(UTC).astimezone(zone)
    except (OverflowError, ValueError):
        return moment  # at the ends of the calendar


def _nearest(name: str) -> str:
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    known = {zone.lower(): zone for zone in sorted(available_timezones())}
    known |= {zone.rpartition("/")[2].lower(): zone for zone in sorted(known.values())}
    close = get_close_matches(name.lower().replace(" ", "_"), known, n=1)
    return f"; did you mean {known[close[0]]!r}?" if close else ""
