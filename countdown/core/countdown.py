"""An occurrence seen at a moment, and the agenda of all events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from math import ceil
from typing import Literal

import msgspec

from countdown.core.dates import date_of, move, whole_years
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


class Agenda(msgspec.Struct, frozen=True):
    """Countdowns in order, and the events that never happen."""

    countdowns: list[Countdown]
    never: list[Event]


def agenda(events: Iterable[Event], now: datetime) -> Agenda:
    """Every event's ongoing, next or else last occurrence as of `now`, in the viewer's zone."""
    found: list[Countdown] = []
    never: list[Event] = []
    for event in events:
        seen = countdown(event, now)
        if seen is None:
            never.append(event)
        else:
            found.append(seen)
    found.sort(key=_order)
    return Agenda(found, never)


def _order(countdown: Countdown) -> tuple[int, int, float, str]:
    return countdown.order


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which countdowns to show. `within` is a span such as (30, "d"); `past` shows past ones alone, `all` them too."""

    text: str = ""
    tags: tuple[str, ...] = ()
    within: tuple[int, str] | None = None
    past: bool = False
    all: bool = False

    def select(self, countdowns: Iterable[Countdown], today: date) -> list[Countdown]:
        """Those to show, in the same order. A past event is left out unless it is pinned."""
        text, tags = self.text.casefold(), {tag.casefold() for tag in self.tags}
        return [
            countdown
            for countdown in countdowns
            if self._fits_state(countdown)
            and (self.within is None or _is_within(countdown, self.within, today))
            and (not tags or tags <= {tag.casefold() for tag in countdown.event.tags})
            and (not text or _mentions(countdown, text))
        ]

    def _fits_state(self, countdown: Countdown) -> bool:
        if countdown.state != "past":
            return not self.past
        return self.past or self.all or (countdown.event.pin and self.within is None)


def _mentions(countdown: Countdown, text: str) -> bool:
    texts: Sequence[str] = (countdown.name, *countdown.event.tags)
    return any(text in candidate.casefold() for candidate in texts)


def _is_within(countdown: Countdown, span: tuple[int, str], today: date) -> bool:
    """Whether it begins, or for a past one ended, no further from `today` than `span`."""
    number, unit = span
    past = countdown.state == "past"
    try:
        limit = move(today, -number if past else number, unit)
    except OverflowError:
        return True
    return countdown.last_day >= limit if past else countdown.first_day <= limit
