"""The list as a terminal shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.console import Console, Group, RenderableType
from rich.text import Text

from countdown.core.countdown import Countdown
from countdown.view.groups import Section, grouped
from countdown.view.plain import date_column, tag_column
from countdown.view.styles import nearness_style
from countdown.view.text import visible
from countdown.view.words import count, long_date, short_count, short_when, small_bar, when

# A name, and a place, are not cut below this as long as there is something less needed to leave out.
_LEAST_NAME = 20
_LEAST_PLACE = 12
_LONGEST_BAR = 10


class _Layout(NamedTuple):
    """Which columns beside the days and the name, how long the days and the dates are told, and the space between."""

    columns: tuple[str, ...]
    days: Callable[[Countdown, str], str]
    dates: Callable[[Countdown], str]
    gap: int = 3
    bars: bool = True


# From the roomiest to one for a handful of columns; each leaves out what is needed least.
_LAYOUTS = (
    _Layout(("dates", "where", "tags"), count, date_column),
    _Layout(("dates", "where"), count, date_column),
    _Layout(("dates",), count, date_column),
    _Layout(("dates",), count, date_column, 2, bars=False),
    _Layout(("dates",), count, when, 2, bars=False),
    _Layout(("dates",), short_count, when, 2, bars=False),
    _Layout(("dates",), short_count, short_when, 2, bars=False),
)
_NARROWEST = _Layout((), short_count, short_when, 1, bars=False)
_TOO_NARROW_FOR_DATES = 24

# Text and style, for each column of one event; the bar stands behind the name, in its column.
_Cells = dict[str, tuple[str, str]]


def list_table(
    countdowns: Sequence[Countdown],
    today: date,
    width: int,
    more: int = 0,
    *,
    unit: str = "days",
    by: str | None = None,
) -> RenderableType:
    """The list, of one event or more, for a terminal `width` cells wide, under today's date; `more` are not shown.

    `unit` is what the days are told in, `by` what there are headings for, if any.
    """
    groups = grouped(countdowns, by)
    rows, _ = table_lines([countdown for group in groups for countdown in group.countdowns], width, unit)
    lines = rows if by is None else _under_headings(groups, rows)
    title = long_date(today)
    title_width = min(width, max([cell_len(title), *(line.cell_len for line in lines)]))
    head = Text(title.rjust(title_width), style="dim", no_wrap=True, overflow="ellipsis")
    return Group(head, *lines, *how_many_more(more, "event" if more == 1 else "events"))


def _under_headings(groups: Sequence[Section], rows: Sequence[Text]) -> list[Text]:
    lines: list[Text] = []
    left = iter(rows)
    for group in groups:
        heading = Text(group.heading, style="bold", no_wrap=True, overflow="ellipsis")
        lines += [*([Text()] if lines else []), heading, *islice(left, len(group.countdowns))]
    return lines


def table_lines(countdowns: Sequence[Countdown], width: int, unit: str = "days") -> tuple[list[Text], int]:
    """A line for each of one event or more, in a terminal `width` cells wide, and the column at which names begin."""
    layouts = _LAYOUTS if width >= _TOO_NARROW_FOR_DATES else (_NARROWEST,)
    for layout in layouts:
        rows = [_cells(countdown, layout, unit) for countdown in countdowns]
        natural = _natural_widths(rows, layout)
        widths, fits = _fit(natural, width - layout.gap * (len(natural) - 1), _least_name(rows, layout))
        if fits:
            break
    return [_line(cells, widths, layout.gap) for cells in rows], widths["count"] + layout.gap


def _cells(countdown: Countdown, layout: _Layout, unit: str) -> _Cells:
    event, style = countdown.event, nearness_style(countdown)
    return {
        "count": (layout.days(countdown, unit), style.words),
        "name": (visible(countdown.name), _name_style(countdown)),
        "bar": (small_bar(countdown), style.colour or ""),
        "dates": (layout.dates(countdown) if "dates" in layout.columns else "", ""),
        "where": (visible(event.where or "") if "where" in layout.columns else "", "dim"),
        "tags": (tag_column(countdown) if "tags" in layout.columns else "", "dim"),
    }


def _natural_widths(rows: Sequence[_Cells], layout: _Layout) -> dict[str, int]:
    """How wide each column would be; one where all is empty takes no room."""
    widths = {name: max(cell_len(cells[name][0]) for cells in rows) for name in ("count", "name", *layout.columns)}
    widths["name"] = max(widths["name"], *_barred_widths(rows, layout), 0)
    return {name: width for name, width in widths.items() if width or name == "name"}


def _barred_widths(rows: Sequence[_Cells], layout: _Layout) -> list[int]:
    """How wide each name with a bar behind it is."""
    barred = [cells for cells in rows if layout.bars and cells["bar"][0]]
    return [cell_len(cells["name"][0]) + layout.gap + len(cells["bar"][0]) for cells in barred]


def _least_name(rows: Sequence[_Cells], layout: _Layout) -> int:
    """How far names may be cut; not so far that a bar has no room behind a name that is short."""
    most = _LEAST_NAME + layout.gap + _LONGEST_BAR
    return max(_LEAST_NAME, *(width for width in _barred_widths(rows, layout) if width <= most), 0)


def _fit(widths: dict[str, int], room: int, least_name: int) -> tuple[dict[str, int], bool]:
    """`widths` with name and place cut to fit `room`, and whether enough of both is left."""
    rest = room - sum(width for name, width in widths.items() if name not in ("name", "where"))
    natural_name, natural_place = widths["name"], widths.get("where", 0)
    place = min(natural_place, max(rest - natural_name, min(_LEAST_PLACE, natural_place)))
    name = max(1, min(natural_name, rest - place))
    fits = name >= min(least_name, natural_name)
    return widths | {"name": name} | ({"where": place} if natural_place else {}), fits


def _line(cells: _Cells, widths: dict[str, int], gap: int) -> Text:
    line = Text(no_wrap=True, overflow="ellipsis")
    for column, width in widths.items():
        text, style = cells[column]
        shown = text if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"
        missing = width - cell_len(shown)
        if column == "count":
            line.append(" " * missing)
            missing = 0
        line.append(shown, style)
        bar, bar_style = cells["bar"]
        if column == "name" and bar and missing >= gap + len(bar):
            line.append(" " * gap).append(bar, bar_style)
            missing -= gap + len(bar)
        line.append(" " * (missing + gap))
    line.rstrip()
    return line


def _name_style(countdown: Countdown) -> str:
    return "dim" if countdown.state == "past" and not countdown.event.pin else ""


def how_many_more(more: int, noun: str = "") -> list[Text]:
    """The line, if any, that tells how many are not shown."""
    told = f"… and {more} more {noun}".rstrip()
    return [Text(f"{told}; -n 0 shows all", style="dim", no_wrap=True, overflow="ellipsis")] if more else []


def fitting_rows(console: Console) -> int:
    """How many lines fit the screen beside the date, the line of how many more, and the prompt."""
    return max(1, console.height - 3)
