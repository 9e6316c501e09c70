"""An event as whoever watches it sees it, second by second."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import msgspec

from countdown.core.countdown import Countdown, countdown, see
from countdown.core.event import Event
from countdown.core.left import Left, since, until
from countdown.core.recurrence import is_over
from countdown.core.zones import at_clock, moved

# What is over stays in view for so many seconds: a moment without an end would else be gone before it is seen.
_LINGER = 10.0
_SECOND = timedelta(seconds=1)


class Tick(msgspec.Struct, frozen=True):
    """The occurrence of `event` that is watched, seen at a moment; `lingers` tells that it has just passed."""

    event: Event
    seen: Countdown
    lingers: bool

    @property
    def left(self) -> Left:
        """The time to the start; while ongoing to the end; once past since the start, and nothing while it lingers."""
        seen = self.seen
        if self.lingers:
            return Left()
        if seen.state == "past":
            return since(self.start, seen.now)
        return until(self.start if seen.state == "upcoming" else self.end, seen.now)

    @property
    def start(self) -> datetime:
        """When it begins, by the viewer's clocks: an all-day one at 00:00."""
        start = self.seen.start
        return start if isinstance(start, datetime) else _midnight(start, self.seen.now)

    @property
    def end(self) -> datetime:
        """When it ends, by the viewer's clocks: an all-day one at the 00:00 after its last day."""
        end = self.seen.end
        if isinstance(end, datetime):
            return end
        if end == date.max:
            return datetime.max.replace(tzinfo=self.seen.now.tzinfo)
        return _midnight(end + timedelta(days=1), self.seen.now)


def tick(event: Event, now: datetime, last: Tick | None = None) -> Tick | None:
    """`event` as it is seen at `now`, in the viewer's zone; None if it never happens.

    `last` is an earlier look at it, by which a look a second later costs next to nothing.
    """
    before = lately(now)
    if last is not None and _serves(last, event, now, before):
        occurrence, over = last.seen.occurrence, last.seen.state == "past" and not last.lingers
    else:
        found = countdown(event, before)
        if found is None:
            return None
        occurrence, over = found.occurrence, found.state == "past"
    passed = over or is_over(occurrence, now)
    return Tick(event, see(event, occurrence, now, "past" if passed else None), passed and not over)


def lately(now: datetime) -> datetime:
    """The moment as of which the occurrence to watch is the ongoing or next one."""
    return moved(now, -_LINGER)


def to_next_second(now: datetime) -> float:
    """Seconds from `now` to the whole second after it: more than 0, and 1 at the most."""
    return (_SECOND - timedelta(microseconds=now.microsecond)).total_seconds()


def _serves(last: Tick, event: Event, now: datetime, before: datetime) -> bool:
    """Whether the occurrence of an earlier look is still the one; not after the clock was set back."""
    seen = last.seen
    if last.event is not event or seen.now.timestamp() > now.timestamp():
        return False
    return (seen.state == "past" and not last.lingers) or not is_over(seen.occurrence, before)


def _midnight(day: date, now: datetime) -> datetime:
    """The first moment of `day` by the viewer's clocks."""
    return at_clock(datetime.combine(day, time.min), now.tzinfo or UTC)
