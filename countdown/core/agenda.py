"""All events as of a moment, and which of them to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from operator import attrgetter

import msgspec

from countdown.core.countdown import Countdown, countdown
from countdown.core.dates import move
from countdown.core.event import Event

by_order = attrgetter("order")


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
    found.sort(key=by_order)
    return Agenda(found, never)


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
            and self._is_within(countdown, today)
            and (not tags or tags <= {tag.casefold() for tag in countdown.event.tags})
            and (not text or _mentions(countdown, text))
        ]

    def last_day(self, today: date) -> date | None:
        """The last day on which what is to come may begin; None without a limit."""
        return None if self.within is None else _moved(today, *self.within)

    def _is_within(self, countdown: Countdown, today: date) -> bool:
        """Whether it begins, or for a past one ended, no further from `today` than `within`."""
        if self.within is None:
            return True
        if countdown.state != "past":
            limit = self.last_day(today)
            return limit is None or countdown.first_day <= limit
        limit = _moved(today, -self.within[0], self.within[1])
        return limit is None or countdown.last_day >= limit

    def _fits_state(self, countdown: Countdown) -> bool:
        if countdown.state != "past":
            return not self.past
        return self.past or self.all or (countdown.event.pin and self.within is None)


def _mentions(countdown: Countdown, text: str) -> bool:
    texts: Sequence[str] = (countdown.name, *countdown.event.tags)
    return any(text in candidate.casefold() for candidate in texts)


def _moved(day: date, number: int, unit: str) -> date | None:
    """`day` moved by `number` units; None outside of the calendar."""
    try:
        return move(day, number, unit)
    except OverflowError:
        return None
