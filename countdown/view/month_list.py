"""What happens in a month, by date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from rich.cells import cell_len, set_cell_size
from rich.text import Text

from countdown.core.countdown import Countdown
from countdown.core.dates import MONTHS, WEEKDAYS
from countdown.view.text import visible
from countdown.view.words import plural

_GAP = 2


class Row(msgspec.Struct, frozen=True):
    """A line of the list: the days and what happens then, and on which other days of the month too."""

    days: str
    text: str
    also: str = ""
    past: bool = False


def by_month(countdowns: Iterable[Countdown], months: Sequence[date]) -> list[list[Countdown]]:
    """For each of `months`, the first days of consecutive ones, those of `countdowns` that touch it, by date."""
    found: list[list[Countdown]] = [[] for _ in months]
    begins = _index(months[0])
    for each in countdowns:
        for at in range(max(_index(each.first_day) - begins, 0), min(_index(each.last_day) - begins + 1, len(months))):
            found[at].append(each)
    for month, those in zip(months, found, strict=True):
        those.sort(key=lambda each: (max(each.first_day, month), _clock(each), each.first_day, each.name))
    return found


def _index(day: date) -> int:
    return day.year * 12 + day.month


def rows(countdowns: Sequence[Countdown], month: date) -> list[Row]:
    """A row for each of `countdowns`."""
    return [_row(each, month) for each in countdowns]


def merged_rows(countdowns: Sequence[Countdown], month: date) -> list[Row]:
    """A row for each of `countdowns`, but one for all days of an event that repeats and is the same on each."""
    same: dict[tuple[object, ...], list[Countdown]] = {}
    for at, each in enumerate(countdowns):
        alone = at if each.length_days > 1 or each.occurrence.override else None
        same.setdefault((each.event.file, each.event.id, each.name, alone), []).append(each)
    found = []
    for first, *others in same.values():
        row = _row(first, month)
        days = [each.first_day.day for each in others if each.first_day != first.first_day]
        parts = [_ranges(days)] if days else []
        if len(set(days)) < len(others):
            parts.append(plural(len(others) + 1, "time"))
        past = all(each.state == "past" for each in (first, *others))
        also = f"also {', '.join(parts)}" if days else ", ".join(parts)
        found.append(msgspec.structs.replace(row, also=also, past=past))
    return found


def list_lines(rows: Sequence[Row], width: int | None) -> list[Text]:
    """The lines of `rows`: columns cut to `width` cells; None for whatever they take."""
    column = max((cell_len(row.days) for row in rows), default=0)
    room = None if width is None else max(1, width - column - _GAP)
    lines = []
    for row in rows:
        line = Text(row.days.ljust(column + _GAP), no_wrap=True, overflow="ellipsis", style="dim" if row.past else "")
        text = row.text
        if room is not None and cell_len(text) > room:
            text = set_cell_size(text, room - 1) + "…"
        line.append(text)
        if row.also:
            line.append(f"{' ' * _GAP}{row.also}", "dim")
        if width is not None:
            line.truncate(width, overflow="ellipsis")
        lines.append(line)
    return lines


def _row(countdown: Countdown, month: date) -> Row:
    clock = _clock(countdown)
    event = countdown.event
    text = "  ".join(filter(None, (clock, visible(countdown.name), visible(event.where or ""))))
    return Row(_days(countdown, month), text, past=countdown.state == "past")


def _clock(countdown: Countdown) -> str:
    """The time of day at which a timed one begins; else empty."""
    return f"{countdown.start:%H:%M}" if countdown.timed else ""


def _days(countdown: Countdown, month: date) -> str:
    """`Thu 26`, or `Thu 26 – Wed 2 Dec`: with the month where it is not `month`."""
    first, last = countdown.first_day, countdown.last_day
    begins = f"{WEEKDAYS[first.weekday()][:3]} {first.day:>2}{_month(first, month)}"
    return begins if first == last else f"{begins} – {WEEKDAYS[last.weekday()][:3]} {last.day}{_month(last, month)}"


def _month(day: date, month: date) -> str:
    """The month of `day` if it is not `month`, and the year if it is a year or more off."""
    apart = abs(_index(day) - _index(month))
    return (f" {MONTHS[day.month - 1][:3]}" if apart else "") + (f" {day.year:04}" if apart >= 12 else "")


def _ranges(days: Iterable[int]) -> str:
    """`3–6, 9, 30` of days in order."""
    runs: list[list[int]] = []
    for day in sorted(set(days)):
        if runs and day == runs[-1][1] + 1:
            runs[-1][1] = day
        else:
            runs.append([day, day])
    return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in runs)
