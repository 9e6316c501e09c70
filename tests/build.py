"""Events and moments for tests, as short as they are told."""

from __future__ import annotations

from datetime import date, datetime
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from countdown.core.countdown import Countdown, countdown
from countdown.core.event import Event
from countdown.core.recurrence import occurrences

UTC_ZONE = ZoneInfo("UTC")


def at(text: str, zone: str = "UTC") -> datetime:
    """`at("2026-11-24T09:00", "Europe/Berlin")`: a moment as a viewer there sees it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def make_event(start: str, **fields: Any) -> Event:
    """An event as events.toml has it: dates as ISO text, a time makes it timed; `except_` takes a list of them."""
    fields = {"id": "it", "name": "It"} | fields
    for name in ("end", "until", "since"):
        if name in fields:
            fields[name] = _moment(fields[name])
    if "except_" in fields:
        fields["except_"] = tuple(_moment(text) for text in fields["except_"])
    return Event(start=_moment(start), **fields)


def seen(start: str, now: str, zone: str = "UTC", **fields: Any) -> Countdown:
    """The countdown of `make_event(start, **fields)` at `now`."""
    found = countdown(make_event(start, **fields), at(now, zone))
    assert found is not None
    return found


def starts(event: Event, number: int = 10, since: str | None = None, zone: str = "UTC") -> list[str]:
    """The first `number` starts from the date `since` on, as ISO text by the event's own clocks, without offset."""
    day = event.first_day if since is None else date.fromisoformat(since)
    found = islice(occurrences(event, day, ZoneInfo(zone)), number)
    return [occurrence.key[:16] for occurrence in found]


def instant_of(moment: date) -> float:
    """A timed moment as seconds since 1970."""
    assert isinstance(moment, datetime)
    return moment.timestamp()


def _moment(text: str) -> Any:
    moment = datetime.fromisoformat(text)
    return moment if "T" in text else moment.date()
