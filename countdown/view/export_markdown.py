"""Countdowns as a Markdown table, as GitHub and most others read it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from countdown.core.countdown import Countdown
from countdown.view.text import cells, pad, visible
from countdown.view.words import count, when

_HEADINGS = ("Days", "Event", "When", "Where", "Tags")
# What would be markup, or end a cell.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>()|\\`\"]+")


def markdown_text(countdowns: Iterable[Countdown]) -> str:
    """`countdowns` as a table; columns that are empty for all are left out, and a web address becomes the name's link."""
    rows = [[_plain(cell) for cell in _cells(countdown)] for countdown in countdowns]
    kept = [at for at in range(len(_HEADINGS)) if at < 3 or any(row[at] for row in rows)]
    table = [[_HEADINGS[at] for at in kept], *([row[at] for at in kept] for row in rows)]
    widths = [max(cells(row[at]) for row in table) for at in range(len(kept))]
    rule = [f"{'-' * (width - 1)}:" if at == 0 else "-" * width for at, width in enumerate(widths)]
    return "".join(_line(row, widths) for row in (table[0], rule, *table[1:]))


def _cells(countdown: Countdown) -> tuple[str, ...]:
    event = countdown.event
    name = escaped(countdown.name)
    if event.url and _WEB_ADDRESS.fullmatch(event.url):
        name = f"[{name}]({event.url})"
    return count(countdown), name, when(countdown), escaped(event.where or ""), escaped(" ".join(event.tags))


def escaped(text: str) -> str:
    """`text` with no markup in it."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split("\n")))


def _plain(cell: str) -> str:
    return visible(cell)


def _line(row: list[str], widths: list[int]) -> str:
    first = " " * (widths[0] - cells(row[0])) + row[0]
    rest = [pad(cell, width) for cell, width in zip(row[1:], widths[1:], strict=True)]
    return f"| {' | '.join([first, *rest])} |\n"
