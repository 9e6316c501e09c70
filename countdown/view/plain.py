"""Countdowns for pipes: no colour, no boxes, nothing cut, an event a line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from countdown.core.countdown import Countdown
from countdown.view.text import cells, pad, visible
from countdown.view.words import count, nearness, when

# A longer name does not push the dates of all the others to the right.
_WIDEST_NAME = 40


def list_lines(countdowns: Sequence[Countdown], unit: str = "days", by: str | None = None) -> list[str]:
    """The list: days, or the `unit` of `count`, name, dates, place and tags; under headings if `by` says what for."""
    if by is None:
        return _aligned(countdowns, unit)
    from countdown.view.groups import grouped

    groups = grouped(countdowns, by)
    aligned = iter(_aligned([countdown for group in groups for countdown in group.countdowns], unit))
    lines: list[str] = []
    for group in groups:
        lines += [*([""] if lines else []), group.heading, *islice(aligned, len(group.countdowns))]
    return lines


def _aligned(countdowns: Sequence[Countdown], unit: str) -> list[str]:
    counts = [count(countdown, unit) for countdown in countdowns]
    names = [visible(countdown.name) for countdown in countdowns]
    dates = [date_column(countdown) for countdown in countdowns]
    count_width = max(map(len, counts), default=0)
    name_width = max((width for name in names if (width := cells(name)) <= _WIDEST_NAME), default=0)
    date_width = max(map(len, dates), default=0)
    lines = []
    for countdown, days, name, dated in zip(countdowns, counts, names, dates, strict=True):
        event = countdown.event
        columns = [days.rjust(count_width), pad(name, name_width), dated.ljust(date_width)]
        columns += [visible(event.where)] if event.where else []
        columns += [tag_column(countdown)] if event.tags else []
        lines.append("  ".join(columns).rstrip())
    return lines


def date_column(countdown: Countdown) -> str:
    """The dates, and how near they are."""
    near = nearness(countdown)
    return f"{when(countdown)} ({near})" if near else when(countdown)


def tag_column(countdown: Countdown) -> str:
    """The tags, as `#work #travel`."""
    return " ".join(f"#{visible(tag)}" for tag in countdown.event.tags)


def next_line(countdown: Countdown, unit: str = "days") -> str:
    """`2 days  Supply chain expo`; within a day of a timed event also how long it is to go."""
    near = nearness(countdown)
    timed = countdown.timed and near and near != "tomorrow"
    return f"{count(countdown, unit)}{f', {near}' if timed else ''}  {visible(countdown.name)}"


def tab_separated(countdown: Countdown) -> str:
    """`--plain`: id, days, start, end and name."""
    start, end = countdown.start.isoformat(), countdown.end.isoformat()
    return "\t".join((visible(countdown.event.id), str(countdown.days), start, end, visible(countdown.name)))
