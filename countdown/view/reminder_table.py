"""Reminders as a terminal shows them: the list's rows, each with its text below the name."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from countdown.core.reminders import Reminder
from countdown.view.reminders import how_late
from countdown.view.table import table_lines
from countdown.view.text import visible

# A screen that has no more than so many cells beside the names' column shows texts at its left edge.
_LEAST_TEXT = 20


def reminder_table(reminders: Sequence[Reminder], width: int) -> list[RenderableType]:
    """A block for each reminder, of one or more, in a terminal `width` cells wide; columns are aligned over all."""
    lines, indent = table_lines([reminder.countdown for reminder in reminders], width)
    if width - indent < _LEAST_TEXT:
        indent = 0
    return [_block(line, reminder, indent) for line, reminder in zip(lines, reminders, strict=True)]


def _block(line: Text, reminder: Reminder, indent: int) -> RenderableType:
    detail = Text()
    if reminder.text:
        detail.append(visible(reminder.text), "bold" if not reminder.missed else "")
    late = how_late(reminder)
    if late:
        detail.append(f" {late}" if detail else late, "magenta")
    return Group(line, Padding(detail, (0, 0, 0, indent))) if detail else line
