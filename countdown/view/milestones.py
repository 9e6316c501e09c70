"""Milestones for pipes: no colour, no boxes, nothing cut, one a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from countdown.core.milestones import Ahead
from countdown.view.text import cells, pad, visible
from countdown.view.words import plural, short_date

_WIDEST_NAME = 40


def milestone_lines(found: Sequence[Ahead], today: date) -> list[str]:
    """The days until each, what is reached, the name, and the date."""
    counts = [days_until(each, today) for each in found]
    names = [visible(each.name) for each in found]
    texts = [text_of(each) for each in found]
    count_width, text_width = max(map(len, counts), default=0), max(map(len, texts), default=0)
    name_width = max((width for name in names if (width := cells(name)) <= _WIDEST_NAME), default=0)
    return [
        f"{days.rjust(count_width)}  {text.ljust(text_width)}  {pad(name, name_width)}  {short_date(each.day, today)}"
        for days, text, name, each in zip(counts, texts, names, found, strict=True)
    ]


def days_until(each: Ahead, today: date) -> str:
    """`today`, `1 day`, `3 days`."""
    days = (each.day - today).days
    return plural(days, "day") if days else "today"


def text_of(each: Ahead) -> str:
    """`100 days to go`, `1,000 days since`."""
    return each.lead.text or each.lead.name
