"""The span of time in which reminders came due, and what is known of earlier ones."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

import msgspec

# Further back nothing is caught up with.
LONGEST_LOOK_BACK = timedelta(days=731)
_TICK = timedelta(microseconds=1)


class Window(msgspec.Struct, frozen=True):
    """From after `after` through `through`, both in the viewer's zone.

    Leads of days come due by the clock on the wall, so for them the window is one of wall clocks: `after_wall` is
    what the viewer's clock showed at `after`, perhaps in another zone. So nobody who travels loses a reminder, or is
    told one twice. Leads of minutes and hours are instants.
    """

    after: datetime
    after_wall: datetime
    through: datetime

    @property
    def travelled(self) -> bool:
        """Whether the viewer's zone is another than it was at its beginning."""
        return self.after.replace(tzinfo=None) != self.after_wall

    @property
    def dates(self) -> tuple[date, date]:
        """The first and the last date that it touches."""
        return min(self.after.date(), self.after_wall.date()), self.through.date()

    def earlier(self) -> Window:
        """One that begins a day earlier by the clock on the wall."""
        return msgspec.structs.replace(self, after_wall=_earlier(self.after_wall, timedelta(days=1)))

    def holds(self, due: datetime, *, exact: bool) -> bool:
        """Whether what is due at `due`, in the viewer's zone, falls into it; `exact` is for instants."""
        if exact:
            return self.after.timestamp() < due.timestamp() <= self.through.timestamp()
        return self.after_wall < due.replace(tzinfo=None) <= self.through.replace(tzinfo=None)


def today(now: datetime) -> Window:
    """The whole of today's date, what is later today included."""
    return _since_midnight(now, now.replace(hour=23, minute=59, second=59, microsecond=999_999, fold=1))


def first_run(now: datetime) -> Window:
    """What a channel that never ran is told: since today's 00:00, included, through now."""
    return _since_midnight(now, now)


def since(last: datetime, last_wall: datetime, now: datetime) -> Window:
    """What a channel is told whose last run was at `last`, when the viewer's clock showed `last_wall`.

    A clock that was set back to before `last` makes this a first run.
    """
    if last.timestamp() > now.timestamp():
        return first_run(now)
    oldest = _earlier(now, LONGEST_LOOK_BACK)
    if last.timestamp() < oldest.timestamp():
        return Window(oldest, oldest.replace(tzinfo=None), now)
    return Window(last.astimezone(now.tzinfo), last_wall, now)


def _since_midnight(now: datetime, through: datetime) -> Window:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return Window(_earlier(midnight, _TICK), _earlier(midnight.replace(tzinfo=None), _TICK), through)


def _earlier(moment: datetime, span: timedelta) -> datetime:
    """`moment - span`, or itself at the beginning of the calendar."""
    try:
        return moment - span
    except OverflowError:
        return moment


class PutOff(NamedTuple):
    """What a user said of an occurrence's reminders: what is due after `since` is put off to `until`; None: dismissed.

    `again` tells whether the latest comes at `until` even if it was told before.
    """

    since: datetime
    until: datetime | None
    again: bool = True

    def holds(self, due: datetime) -> bool:
        """Whether what is due at `due` is put off."""
        return self.since.timestamp() < due.timestamp() <= (self.until or due).timestamp()

    def lasts(self, now: datetime) -> bool:
        """Whether nothing is to come yet."""
        return self.until is None or self.until.timestamp() > now.timestamp()


class Past(msgspec.Struct, frozen=True):
    """What is known of one event: what a channel was told, as (occurrence, name), and what was put off or dismissed."""

    told: Container[tuple[str, str]] = frozenset()
    put_off: Mapping[str, PutOff] = {}
