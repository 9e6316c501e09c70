"""How long it is to a moment, or since one, in days, hours, minutes and seconds."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil, floor

import msgspec

from countdown.core.zones import at_clock, in_zone

_HOUR = 3600
_MINUTE = 60
# A float of seconds since 1970 is finer than this in all years of the calendar.
_DIGITS = 3


class Left(msgspec.Struct, frozen=True):
    """A length of time. `hours` can be 24: on the day on which the clocks are set back."""

    days: int = 0
    hours: int = 0
    minutes: int = 0
    seconds: int = 0

    @property
    def clock(self) -> str:
        """What is beside the days, as `04:33:07`."""
        return f"{self.hours:02}:{self.minutes:02}:{self.seconds:02}"


def until(moment: datetime, now: datetime) -> Left:
    """From `now` to `moment`, by the clocks of the zone of `now`; nothing once it has come.

    Days are counted back from `moment` on the calendar, so that a change of clocks in between takes or gives none; what
    is left of the first day is real time, rounded up to seconds.
    """
    return _split(moment, now, -1)


def since(moment: datetime, now: datetime) -> Left:
    """From `moment` to `now`, in the same way; rounded down to seconds."""
    return _split(moment, now, 1)


def _split(moment: datetime, now: datetime, direction: int) -> Left:
    """The days from `moment` towards `now`, whose `direction` is 1 ahead or -1 back, and the time between them and `now`."""
    zone = now.tzinfo
    assert zone is not None, "now is in the viewer's zone"
    there = in_zone(moment, zone)
    wall, instant = there.replace(tzinfo=None, fold=0), now.timestamp()
    days = direction * (now.toordinal() - there.toordinal())
    rest = -1.0
    while rest < 0 <= days:
        # Its own instant may be the second of two that the clocks show alike.
        at = at_clock(wall + timedelta(days=direction * days), zone) if days else moment
        rest = round(direction * (instant - at.timestamp()), _DIGITS)
        days -= 1
    seconds = max(0, floor(rest) if direction > 0 else ceil(rest))
    hours, seconds = divmod(seconds, _HOUR)
    return Left(max(0, days + 1), hours, *divmod(seconds, _MINUTE))
