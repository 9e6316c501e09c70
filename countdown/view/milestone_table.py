"""Milestones as a terminal shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.text import Text

from countdown.core.dates import MONTHS
from countdown.core.milestones import Ahead
from countdown.view.milestones import days_until, text_of
from countdown.view.table import how_many_more
from countdown.view.text import visible
from countdown.view.words import long_date, short_date

# A name is not cut below this as long as there is something less needed to leave out.
_LEAST_NAME = 12


def _shorter_date(day: date, today: date) -> str:
    """`26 Nov`, and the year if it is not this one."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}" + ("" if day.year == today.year else f" {day.year}")


# From the roomiest: how dates are told, whether the rest is told in short, and the space between columns.
_LAYOUTS: tuple[tuple[Callable[[date, date], str] | None, bool, int], ...] = (
    (short_date, False, 3),
    (short_date, False, 2),
    (_shorter_date, False, 2),
    (None, False, 2),
    (None, False, 1),
    (None, True, 1),
)


class _Row(NamedTuple):
    days: str
    text: str
    name: str
    date: str
    reached: bool


def milestone_table(found: Sequence[Ahead], today: date, width: int, more: int = 0) -> RenderableType:
    """One line for each, of one or more, in a terminal `width` cells wide, under today's date; `more` are not shown."""
    lines = _lines(found, today, width)
    title = long_date(today)
    title_width = min(width, max([cell_len(title), *(line.cell_len for line in lines)]))
    head = Text(title.rjust(title_width), style="dim", no_wrap=True, overflow="ellipsis")
    return Group(head, *lines, *how_many_more(more))


def _lines(found: Sequence[Ahead], today: date, width: int) -> list[Text]:
    """With all columns if there is room; else with shorter dates, and then without them."""
    for dates, short, gap in _LAYOUTS:
        rows = [
            _Row(
                f"{(each.day - today).days}d" if short else days_until(each, today),
                each.lead.name if short else text_of(each),
                visible(each.name),
                dates(each.day, today) if dates else "",
                each.day == today,
            )
            for each in found
        ]
        days, text, name, day = (max(map(cell_len, column)) for column in list(zip(*rows, strict=True))[:4])
        room = width - days - text - gap * 2 - (day + gap if day else 0)
        if room >= min(name, _LEAST_NAME):
            break
    return [_line(row, days, text, max(1, min(name, room)), gap) for row in rows]


def _line(row: _Row, days: int, text: int, name: int, gap: int) -> Text:
    shown = row.name if cell_len(row.name) <= name else set_cell_size(row.name, name - 1) + "…"
    space = " " * gap
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(row.days.rjust(days), "bold red" if row.reached else "bold")
    line.append(f"{space}{row.text.ljust(text)}{space}{shown}{' ' * (name - cell_len(shown))}")
    if row.date:
        line.append(f"{space}{row.date}")
    line.rstrip()
    return line
