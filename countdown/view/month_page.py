"""Months and what happens in them: the grids, and the lists below or beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rich.text import Text

from countdown.core.countdown import Countdown
from countdown.core.dates import month_length
from countdown.view.marks import marks_of
from countdown.view.month import Style, across, grids, grids_width, month_title, side_by_side
from countdown.view.month_list import Row, by_month, list_lines, merged_rows, rows

_PIPE_WIDTH = 80
_LEAST_LIST = 36  # cells that a list beside the months is worth having
_LEAST_ROWS = 5
_GAP = 3


class Screen(NamedTuple):
    """The cells and lines of a terminal."""

    width: int
    height: int


def page(
    months: Sequence[date],
    countdowns: Sequence[Countdown],
    today: date,
    style: Style,
    *,
    screen: Screen | None,
    most: int | None = None,
) -> list[Text]:
    """The lines of `months`, the first days of consecutive ones, and of the `countdowns` that touch them.

    On a `screen` as many as fit are listed of each month, but no fewer than a handful; `most`, if given, is their
    number, and 0 all. Without a screen, as in a pipe, all are listed, one for each time that it happens.
    """
    columns = across(len(months), screen.width if screen else _PIPE_WIDTH, style)
    last = months[-1].replace(day=month_length(months[-1].year, months[-1].month))
    shown = grids(months, columns, marks_of(countdowns, months[0], last), today, style)
    of_months = zip(months, by_month(countdowns, months), strict=True)
    if screen is None:
        return [
            *shown,
            Text(),
            *_lists([(month, rows(those, month)) for month, those in of_months], None, most or None),
        ]
    parts = [(month, merged_rows(those, month)) for month, those in of_months]
    taken = grids_width(columns, style)
    room = screen.width - taken - _GAP
    beside = len(months) == columns and room >= _LEAST_LIST
    if most is None:
        left = screen.height - 1 if beside else screen.height - len(shown) - 2  # the prompt, and a line between
        most = _fitting(parts, left)
    lists = _lists(parts, room if beside else screen.width, most or None)
    if beside:
        return side_by_side([shown, lists], taken, _GAP)
    return [*shown, Text(), *lists]


def _fitting(parts: Sequence[tuple[date, Sequence[Row]]], lines: int) -> int:
    """How many rows of each month fit into `lines` together, titles and blank lines counted."""
    filled = sum(bool(those) for _, those in parts) or 1
    around = 1 if len(parts) == 1 else 3  # how many more there are, the title, and a line between
    return max(_LEAST_ROWS, lines // filled - around)


def _lists(parts: Sequence[tuple[date, Sequence[Row]]], width: int | None, most: int | None) -> list[Text]:
    """The lists of months, with a title each if there are several; those with nothing are left out."""
    lines: list[Text] = []
    for month, those in parts:
        if not those:
            continue
        if len(parts) > 1:
            lines += [*([Text()] if lines else []), Text(month_title(month), style="bold")]
        shown = _first(those, len(those) if most is None else most)
        lines += list_lines(shown, width)
        if len(shown) < len(those):
            lines.append(Text(f"… and {len(those) - len(shown)} more; --events 0 lists all", style="dim"))
    if not lines:
        where = month_title(parts[0][0]) if len(parts) == 1 else "these months"
        lines.append(Text(f"No events in {where}.", style="dim"))
    return lines


def _first(those: Sequence[Row], most: int) -> list[Row]:
    """At most `most` of `those`, in order: what is past is left out before what is to come."""
    if len(those) == most + 1:
        return list(those)  # one more takes no more room than to tell that there is one more
    kept = sorted(sorted(range(len(those)), key=lambda at: those[at].past)[:most])
    return [those[at] for at in kept]
