"""Months as lines of text, from events as they are written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from countdown.core.countdown import Countdown
from countdown.core.dates import add_months, month_length
from countdown.core.event import Event
from countdown.core.within import within
from countdown.view.month import Style
from countdown.view.month_page import Screen, page
from tests.build import at

PLAIN = Style(colored=False)


def months_from(first: str, number: int = 1) -> list[date]:
    """`months_from("2026-11", 3)`: the first days of three months."""
    return [add_months(date.fromisoformat(f"{first}-01"), step) for step in range(number)]


def countdowns_in(
    months: Sequence[date], events: Sequence[Event], now: str = "2026-11-24T09:00", zone: str = "UTC"
) -> list[Countdown]:
    """All that happens in `months`."""
    last = months[-1].replace(day=month_length(months[-1].year, months[-1].month))
    return [each for event in events for each in within(event, months[0], last, at(now, zone))[0]]


def month_page(first: str, *events: Event, number: int = 1, now: str = "2026-11-24T09:00", **options: Any) -> list[str]:
    """The lines of a page without a screen, unless `screen=(width, height)` is given; `zone` is the viewer's."""
    months = months_from(first, number)
    found = countdowns_in(months, events, now, options.pop("zone", "UTC"))
    screen = Screen(*options.pop("screen")) if "screen" in options else None
    style = options.pop("style", PLAIN)
    today = date.fromisoformat(now[:10])
    return [line.plain.rstrip() for line in page(months, found, today, style, screen=screen, **options)]
