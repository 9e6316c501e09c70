"""An occurrence seen at a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import ceil
from typing import Literal

import msgspec

from countdown.core.dates import date_of, whole_years
from countdown.core.event import Event, Occurrence
from countdown.core.recurrence import current_or_next, last
from countdown.core.repeat import Step, parse_repeat
from countdown.core.zones import in_zone

State = Literal["upcoming", "ongoing", "past"]

_INSTANT = timedelta(microseconds=1)


class Countdown(msgspec.Struct, frozen=True):
    """An event's occurrence seen at `now`. `first_day` and `last_day` are its dates in the viewer's zone."""

    event: Event
    occurrence: Occurrence
    now: datetime
    first_day: date
    last_day: date
    state: State

    @property
    def days(self) -> int:
        """Calendar days from today to the first day: 0 today, negative once begun."""
        return self.first_day.toordinal() - self.now.toordinal()

    @property
    def days_to_end(self) -> int:
        """Calendar days from today to the last day."""
        return self.last_day.toordinal() - self.now.toordinal()

    @property
    def day(self) -> int | None:
        """The running day, from 1, while ongoing."""
        return 1 - self.days if self.state == "ongoing" else None

    @property
    def length_days(self) -> int:
        """Days from the first to the last, both counted."""
        return self.last_day.toordinal() - self.first_day.toordinal() + 1

    @property
    def timed(self) -> bool:
        """Whether the occurrence is at a time of day, not all day."""
        return isinstance(self.occurrence.start, datetime)

    @property
    def start(self) -> date:
        """The start: a date, or a datetime in the viewer's zone."""
        return self._seen(self.occurrence.start)

    @property
    def end(self) -> date:
        """The end: the last day, or a datetime in the viewer's zone."""
        return self._seen(self.occurrence.end)

    def _seen(self, moment: date) -> date:
        return _as_seen(moment, self.now) if isinstance(moment, datetime) else moment

    @property
    def years(self) -> int | None:
        """Whole years from the event's first start to this occurrence; None without a repeat."""
        return None if self.event.repeat is None else _years_at(self.event, self.occurrence)

    @property
    def name(self) -> str:
        """The event's name, `{years}` in it expanded; without a repeat these are the years gone by."""
        name = self.event.name
        if "{years}" not in name:
            return name
        years = self.years
        if years is None:
            years = max(0, whole_years(self.first_day, self.now.date()))
        return name.replace("{years}", str(years))

    @property
    def minutes_to_start(self) -> int | None:
        """Minutes, rounded up, until a timed start; None for an all-day event. Negative once begun."""
        return self._minutes_to(self.occurrence.start)

    @property
    def minutes_to_end(self) -> int | None:
        """Minutes, rounded up, until a timed end; None for an all-day event."""
        return self._minutes_to(self.occurrence.end)

    def _minutes_to(self, moment: date) -> int | None:
        if not isinstance(moment, datetime):
            return None
        return ceil((moment.timestamp() - self.now.timestamp()) / 60)

    @property
    def progress(self) -> float | None:
        """How much of the waiting from `since` to the start is over, 0 to 1; None without `since`."""
        since = self.event.since
        if since is None:
            return None
        total = self.first_day.toordinal() - since.toordinal()
        waited = self.now.toordinal() - since.toordinal()
        return 1.0 if total <= 0 else min(1.0, max(0.0, waited / total))

    @property
    def order(self) -> tuple[int, int, float, str]:
        """The agenda's order: ongoing by end, upcoming by start, past latest first, pinned past last; then by name."""
        moment = self.occurrence.end if self.state == "ongoing" else self.occurrence.start
        day = self.last_day if self.state == "ongoing" else self.first_day
        instant = moment.timestamp() if isinstance(moment, datetime) else 0.0
        if self.state == "past":
            return (3 if self.event.pin else 2, -day.toordinal(), -instant, self.event.name)
        return (0 if self.state == "ongoing" else 1, day.toordinal(), instant, self.event.name)


def _years_at(event: Event, occurrence: Occurrence) -> int:
    first, start = event.first_day, date_of(occurrence.start)
    rule = parse_repeat(event.repeat or "yearly")
    if not isinstance(rule, Step) and rule.freq == "YEARLY":
        # A rule such as the fourth Thursday moves about in the year, and is still one year older in each.
        return start.year - first.year
    return whole_years(first, start)


def countdown(event: Event, now: datetime) -> Countdown | None:
    """The ongoing or next occurrence of `event`, else its last one, as of `now`, in the viewer's zone.

    None when it has no occurrence at all, as with a rule that can never fire.
    """
    occurrence = current_or_next(event, now)
    if occurrence is None:
        over = last(event, now)
        return None if over is None else see(event, over, now, "past")
    return see(event, occurrence, now)


def see(event: Event, occurrence: Occurrence, now: datetime, state: State | None = None) -> Countdown:
    """`occurrence` as of `now`; without `state` it is taken to be ongoing or to come."""
    start, end = occurrence.start, occurrence.end
    if isinstance(start, datetime) and isinstance(end, datetime):
        first_day = last_day = _as_seen(start, now).date()
        begins = start.timestamp()
        if end.timestamp() > begins:
            # What ends at midnight does not touch the day that begins there.
            last_day = _as_seen(in_zone(end, UTC) - _INSTANT, now).date()
        begun = begins <= now.timestamp()
    else:
        first_day, last_day = start, end
        begun = start <= now.date()
    event = occurrence.event(event)
    return Countdown(event, occurrence, now, first_day, last_day, state or ("ongoing" if begun else "upcoming"))


def _as_seen(moment: datetime, now: datetime) -> datetime:
    """`moment` by the viewer's clocks."""
    return in_zone(moment, now.tzinfo or UTC)
