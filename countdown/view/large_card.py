"""One event in full on a terminal, its number in large digits where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from countdown.core.countdown import Countdown
from countdown.view.card import Row, heading
from countdown.view.digits import HEIGHT, SIGNS, large, large_width
from countdown.view.styles import nearness_style
from countdown.view.text import cells, visible
from countdown.view.words import short_count

_INDENT = 2
_GAP = 2
_SCALES = (2, 1)
# With less beside the labels a text stands below its label.
_LEAST_TEXT = 16


def large_card(seen: Countdown, rows: Sequence[Row], width: int, height: int, unit: str = "days") -> RenderableType:
    """The card of `seen` for a terminal of so many cells and lines; `rows` are those of `card.rows`."""
    style, told = nearness_style(seen).words, heading(seen, unit)
    name = Text(visible(seen.name), "bold")
    # The prompt takes a line too.
    room = height - 1 - len(rows) - len(("name", "blank", "blank"))
    digits = _digits(_figure(seen, unit), told, width) if room >= HEIGHT else []
    if not digits:
        return Group(name, Text(told, style), Text(), _rows(rows, width))
    # What the digits show is told in words too: they are no text to who listens, or copies it.
    digits[-1] += f"{' ' * _GAP}{told}"
    head = Group(Text(), *(Text(" " * _INDENT + line, style, no_wrap=True) for line in digits), Text())
    return Group(name, head, _rows(rows, width))


def _figure(seen: Countdown, unit: str) -> str:
    """The part of the count that is shown large: `98`, `D+98`, `2/5`; empty if it is words alone."""
    return next((word for word in short_count(seen, unit).split() if set(word) <= SIGNS), "") or _leading_number(
        short_count(seen, unit)
    )


def _leading_number(text: str) -> str:
    """The `14` of `14w 2d`."""
    return text[: len(text) - len(text.lstrip("0123456789"))]


def _digits(figure: str, told: str, width: int) -> list[str]:
    """The rows of `figure` as large as there is room for beside what is `told`; none if there is none."""
    if figure:
        for scale in _SCALES:
            if _INDENT + large_width(figure, scale) + _GAP + cells(told) <= width:
                return large(figure, scale)
    return []


def _rows(rows: Sequence[Row], width: int) -> RenderableType:
    labels = max(len(label) for label, _ in rows)
    if width - labels - _GAP < _LEAST_TEXT:
        return Group(*(_stacked(label, text) for label, text in rows))
    grid = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for label, text in rows:
        grid.add_row(Text(label), Text(text))
    return grid


def _stacked(label: str, text: str) -> RenderableType:
    below = Padding(Text(text, overflow="fold"), (0, 0, 0, 1))
    return Group(Text(label, "dim"), below) if label else below
