"""Countdowns as CSV (RFC 4180): a line of names, then a line for each, with the fields of `list --json`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

from countdown.core.countdown import Countdown
from countdown.core.event import Event
from countdown.view.json import fields
from countdown.view.text import visible

# What a spreadsheet takes for the beginning of a formula; some take the wide forms of East Asia for it as well.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_text(countdowns: Iterable[Countdown], source: Callable[[Event], str]) -> str:
    """`countdowns` as CSV; `source` tells where an event stands, as `events.toml:4`."""
    rows = [fields(countdown, source(countdown.event)) for countdown in countdowns]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in COLUMNS])
    return text.getvalue()


COLUMNS = (
    "id", "name", "state", "days", "days_to_end", "day", "length_days", "start", "end", "all_day", "repeat",
    "occurrence", "years", "tags", "where", "url", "note", "source",
)  # fmt: skip


def _cell(value: object) -> str | int:
    """A value as a cell: nothing for null, tags with spaces between, text that could be a formula with `'` before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return value
    text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    # A line break stands within quotes.
    shown = "\n".join(visible(line) for line in text.split("\n"))
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
