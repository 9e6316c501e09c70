"""Months as grids of days, with what happens marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
from rich.text import Text

from countdown.core.dates import MONTHS, WEEKDAYS, month_length
from countdown.view.marks import Marks

_DAY_WIDTH = 2
# A day is followed by a cell that joins it to the next; one before the first day of a week joins it to the week before.
_ROW_WIDTH = 7 * (_DAY_WIDTH + 1) + 1
_WEEK_WIDTH = 2
_GAP = 2
_CYCLE = 146_097  # days in which the calendar's weeks and years repeat

_SINGLE, _SPAN, _JOIN, _TODAY = "bold underline cyan", "bold underline green", "underline green", "reverse"

# Text and style of what stands side by side in a line.
_Pieces = list[tuple[str, str]]


class Style(msgspec.Struct, frozen=True):
    """How months look: the weekday that weeks begin with, and those without work; Monday is 0.

    `weeks` tells the weeks' numbers. `colored` marks days by colours and attributes, else by a line below them.
    """

    week_start: int = 0
    weekend: frozenset[int] = frozenset((5, 6))
    weeks: bool = False
    colored: bool = True

    @property
    def width(self) -> int:
        """Cells that a month takes."""
        return _ROW_WIDTH + (_WEEK_WIDTH if self.weeks else 0)


def month_title(month: date) -> str:
    """`November 2026`; the year as it is typed, in four digits."""
    return f"{MONTHS[month.month - 1]} {month.year:04}"


def across(number: int, width: int, style: Style) -> int:
    """How many of `number` months stand side by side in `width` cells, at least one; rows are as even as can be."""
    most = max(1, (width + _GAP) // (style.width + _GAP))
    rows = -(-number // most)
    return -(-number // rows)


def grids_width(columns: int, style: Style) -> int:
    """Cells that `columns` months side by side take."""
    return columns * (style.width + _GAP) - _GAP


def grids(months: Sequence[date], columns: int, marks: Marks, today: date, style: Style) -> list[Text]:
    """The lines of `months`, each the first day of one, `columns` of them side by side."""
    lines: list[Text] = []
    for at in range(0, len(months), columns):
        blocks = [month_lines(month, marks, today, style) for month in months[at : at + columns]]
        lines += ([Text()] if lines else []) + side_by_side(blocks, style.width, _GAP)
    return lines


def side_by_side(blocks: Sequence[Sequence[Text]], width: int, gap: int) -> list[Text]:
    """The lines of `blocks` beside each other, each block `width` cells wide but the last, with a `gap` between."""
    lines = []
    for at in range(max(map(len, blocks))):
        line = Text(no_wrap=True, overflow="crop")
        for place, block in enumerate(blocks):
            if at < len(block):
                line.pad_right(place * (width + gap) - line.cell_len)
                line.append_text(block[at])
        lines.append(line)
    return lines


def month_lines(month: date, marks: Marks, today: date, style: Style) -> list[Text]:
    """The title, the weekdays and the weeks of the month that begins on `month`."""
    weekdays = [(style.week_start + column) % 7 for column in range(7)]
    margin = " " * (style.width - _ROW_WIDTH)
    title = Text(margin + month_title(month).center(_ROW_WIDTH).rstrip(), style="bold")
    names = " ".join(WEEKDAYS[weekday][:2] for weekday in weekdays)
    lines = [title, Text(f"{'Wk' if style.weeks else ''} {names}", style="dim")]
    first = month.toordinal()
    days = range(first, first + month_length(month.year, month.month))
    for start in range(first - (first - 1 - style.week_start) % 7, days.stop, 7):
        week = _Week(start, days, marks, today.toordinal(), style)
        number = f"{week.number:>2}" if style.weeks else ""
        lines.append(Text.assemble((number, "dim"), *week.days_pieces()))
        below = "" if style.colored else week.marks_below()
        if below.strip():
            lines.append(Text(margin + below))
    return lines


class _Week:
    """Seven days from the ordinal `start` on, of which those in `days` belong to the month."""

    def __init__(self, start: int, days: range, marks: Marks, today: int, style: Style) -> None:
        self.all = range(start, start + 7)
        self.days, self.marks, self.today, self.style = days, marks, today, style

    @property
    def number(self) -> int:
        """Its number by ISO 8601: that of its Thursday, in whose week most of its days are."""
        thursday = next(day for day in self.all if (day - 1) % 7 == 3)
        # A Thursday beyond the ends of the calendar has the number of one four hundred years off.
        return date.fromordinal((thursday - 1) % _CYCLE + 1).isocalendar().week

    def days_pieces(self) -> _Pieces:
        """The days, and the cells before, between and after them."""
        pieces = [self._between(self.all.start - 1)]
        for day in self.all:
            pieces += [*self._day(day), self._between(day)]
        return pieces

    def marks_below(self) -> str:
        """What marks the days where there are no colours: `**` below one, `=====` below those of one event."""
        joins = ["=" if self._joins(day) else " " for day in (self.all.start - 1, *self.all)]
        days = ["", *(self._mark(day) for day in self.all)]
        return "".join(mark + join for mark, join in zip(days, joins, strict=True))

    def _joins(self, day: int) -> bool:
        """Whether the cell after `day` belongs to an event that goes on the day after."""
        return day in self.marks.joined and (self._shows(day) or self._shows(day + 1))

    def _shows(self, day: int) -> bool:
        return day in self.days and day in self.all

    def _between(self, day: int) -> tuple[str, str]:
        """The cell after `day`."""
        if self.style.colored:
            return " ", _JOIN if self._joins(day) else ""
        if self._shows(self.today) and day in (self.today - 1, self.today):
            return "]" if day == self.today else "[", ""
        return " ", ""

    def _mark(self, day: int) -> str:
        if not self._shows(day):
            return " " * _DAY_WIDTH
        if day in self.marks.single:
            return "*" * _DAY_WIDTH
        return ("=" if self.marks.spanned(day) else " ") * _DAY_WIDTH

    def _day(self, day: int) -> Iterator[tuple[str, str]]:
        if not self._shows(day):
            yield " " * _DAY_WIDTH, ""
            return
        number = str(day - self.days.start + 1)
        style = self._day_style(day)
        if len(number) < _DAY_WIDTH:
            # A line under a single day is no longer than its number.
            yield " ", style if self.marks.spanned(day) or day == self.today else ""
        yield number, style

    def _day_style(self, day: int) -> str:
        style = ""
        if day in self.marks.single:
            style = _SINGLE
        elif self.marks.spanned(day):
            style = _SPAN
        elif (day - 1) % 7 in self.style.weekend:
            style = "dim"
        return f"{style} {_TODAY}".strip() if day == self.today else style
