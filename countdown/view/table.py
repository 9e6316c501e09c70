"""The list as a terminal shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from countdown.core.countdown import Countdown
from countdown.view.plain import date_column, tag_column
from countdown.view.text import visible
from countdown.view.words import count, day_bar, long_date, short_count, short_when, when

# A name, and a place, are not cut below this as long as there is something less needed to leave out.
_LEAST_NAME = 20
_LEAST_PLACE = 12


class _Layout(NamedTuple):
    """Which columns beside the days and the name, and how long the days and the dates are told."""

    columns: tuple[str, ...]
    days: Callable[[Countdown], str]
    dates: Callable[[Countdown], str]
    gap: int = 3


# From the roomiest to one for 40 columns; each leaves out what is needed least.
_LAYOUTS = (
    _Layout(("bar", "dates", "where", "tags"), count, date_column),
    _Layout(("bar", "dates", "where"), count, date_column),
    _Layout(("bar", "dates"), count, date_column),
    _Layout(("dates",), count, date_column, 2),
    _Layout(("dates",), count, when, 2),
    _Layout(("dates",), short_count, when, 2),
    _Layout(("dates",), short_count, short_when, 2),
)


def list_table(countdowns: Sequence[Countdown], today: date, width: int, more: int = 0) -> RenderableType:
    """The list for a terminal `width` cells wide, under today's date; `more` events are not shown."""
    title = Text(long_date(today), style="dim", justify="right", no_wrap=True, overflow="ellipsis")
    parts: list[RenderableType] = [title, _table(countdowns, width)]
    if more:
        noun = "event" if more == 1 else "events"
        parts.append(Text(f"… and {more} more {noun}; -n 0 shows all", style="dim"))
    return Group(*parts)


def _table(countdowns: Sequence[Countdown], width: int) -> Table:
    for layout in _LAYOUTS:
        cells = _cells(countdowns, layout)
        natural = {name: max(cell_len(cell.plain) for cell in column) for name, column in cells.items()}
        cells = {name: column for name, column in cells.items() if natural[name]}
        widths, fits = _fit({name: natural[name] for name in cells}, width - layout.gap * (len(cells) - 1))
        if fits:
            break
    table = Table.grid(padding=(0, layout.gap, 0, 0))
    for name in cells:
        table.add_column(no_wrap=True, overflow="ellipsis", width=widths[name])
    for row in zip(*cells.values(), strict=True):
        table.add_row(*row)
    return table


def _cells(countdowns: Sequence[Countdown], layout: _Layout) -> dict[str, list[Text]]:
    make: Mapping[str, Callable[[Countdown], Text]] = {
        "count": lambda seen: Text(layout.days(seen), style=_style(seen), justify="right"),
        "name": lambda seen: Text(visible(seen.name), style=_name_style(seen)),
        "bar": lambda seen: Text(day_bar(seen), style="green"),
        "dates": lambda seen: Text(layout.dates(seen)),
        "where": lambda seen: Text(visible(seen.event.where or ""), style="dim"),
        "tags": lambda seen: Text(tag_column(seen), style="cyan"),
    }
    return {name: [make[name](seen) for seen in countdowns] for name in ("count", "name", *layout.columns)}


def _fit(widths: dict[str, int], room: int) -> tuple[dict[str, int], bool]:
    """`widths` with name and place cut to fit `room`, and whether enough of both is left."""
    rest = room - sum(width for name, width in widths.items() if name not in ("name", "where"))
    natural_name, natural_place = widths["name"], widths.get("where", 0)
    place = min(natural_place, max(rest - natural_name, min(_LEAST_PLACE, natural_place)))
    name = max(1, min(natural_name, rest - place))
    fits = name >= min(_LEAST_NAME, natural_name)
    return widths | {"name": name} | ({"where": place} if natural_place else {}), fits


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
