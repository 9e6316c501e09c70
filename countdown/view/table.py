"""The list as a terminal shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.console import Console, Group, RenderableType
from rich.text import Text

from countdown.core.countdown import Countdown
from countdown.view.plain import date_column, tag_column
from countdown.view.text import visible
from countdown.view.words import count, day_bar, long_date, short_count, short_when, when

# A name, and a place, are not cut below this as long as there is something less needed to leave out.
_LEAST_NAME = 20
_LEAST_PLACE = 12
_LONGEST_BAR = 10


class _Layout(NamedTuple):
    """Which columns beside the days and the name, how long the days and the dates are told, and the space between."""

    columns: tuple[str, ...]
    days: Callable[[Countdown], str]
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


def list_table(countdowns: Sequence[Countdown], today: date, width: int, more: int = 0) -> RenderableType:
    """The list, of one event or more, for a terminal `width` cells wide, under today's date; `more` are not shown."""
    lines, _ = table_lines(countdowns, width)
    title = long_date(today)
    title_width = min(width, max([cell_len(title), *(line.cell_len for line in lines)]))
    head = Text(title.rjust(title_width), style="dim", no_wrap=True, overflow="ellipsis")
    foot = []
    if more:
        noun = "event" if more == 1 else "events"
        foot.append(Text(f"… and {more} more {noun}; -n 0 shows all", style="dim"))
    return Group(head, *lines, *foot)


def table_lines(countdowns: Sequence[Countdown], width: int) -> tuple[list[Text], int]:
    """A line for each of one event or more, in a terminal `width` cells wide, and the column at which names begin."""
    layouts = _LAYOUTS if width >= _TOO_NARROW_FOR_DATES else (_NARROWEST,)
    for layout in layouts:
        rows = [_cells(countdown, layout) for countdown in countdowns]
        natural = _natural_widths(rows, layout)
        widths, fits = _fit(natural, width - layout.gap * (len(natural) - 1), _least_name(rows, layout))
        if fits:
            break
    return [_line(cells, widths, layout.gap) for cells in rows], widths["count"] + layout.gap


def _cells(countdown: Countdown, layout: _Layout) -> _Cells:
    event = countdown.event
    return {
        "count": (layout.days(countdown), _style(countdown)),
        "name": (visible(countdown.name), _name_style(countdown)),
        "bar": (day_bar(countdown), "green"),
        "dates": (layout.dates(countdown) if "dates" in layout.columns else "", ""),
        "where": (visible(event.where or "") if "where" in layout.columns else "", "dim"),
        "tags": (tag_column(countdown) if "tags" in layout.columns else "", "cyan"),
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


def _style(countdown: Countdown) -> str:
    """How near it is; never told by colour alone, since the number stands there."""
    if countdown.state == "past":
        return "bold blue" if countdown.event.pin else "dim"
    if countdown.state == "ongoing" or countdown.days <= 1:
        return "bold green"
    return "bold yellow" if countdown.days <= 7 else "bold"


def _name_style(countdown: Countdown) -> str:
    return "dim" if countdown.state == "past" and not countdown.event.pin else ""


def fitting_rows(console: Console) -> int:
    """How many events fit the screen beside the date, the line of how many more, and the prompt."""
    return max(1, console.height - 3)
