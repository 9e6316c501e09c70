"""A length of time in forms from many rows of large digits down to a few characters."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from countdown.core.left import Left
from countdown.view.digits import large, large_width
from countdown.view.words import plural

# How many times as high as the digits are; a dot is twice as wide as high, to look square. 0 is for half as wide.
_SIZES = (4, 3, 2, 1, 0)
_UNITS = ("days", "hours", "minutes", "seconds")


class Clock(msgspec.Struct, frozen=True):
    """One form: its rows, which are to be centred, and the row of units below; `width` is that of the widest in cells."""

    rows: list[str]
    labels: str = ""

    @property
    def width(self) -> int:
        """Cells of the widest row, the units among them."""
        return max(map(len, (*self.rows, self.labels)))


def clocks(left: Left, sign: str = "") -> Iterator[Clock]:
    """The forms of `left`, the largest first; the `sign` stands before the days, or the hours if there are none."""
    days = f"{sign}{left.days}" if left.days else ""
    text = f"{days} {left.clock}" if days else f"{sign}{left.clock}"
    words = [f"{sign}{plural(left.days, 'day')}"] if days else []
    alone = left.clock if days else text
    for size in _SIZES:
        yield _large(text, size)
        if days:
            below = _large(alone, size)
            yield Clock([*words, *below.rows], below.labels)
    for rows in (
        [" ".join((*words, alone))],
        [*words, alone],
        [f"{days}d {alone}" if days else alone],
        [f"{days}d" if days else alone],
    ):
        yield Clock(rows)


def _large(text: str, size: int) -> Clock:
    scale = 2 * size or 1
    rows = [row for row in large(text, scale) for _ in range(size or 1)]
    return Clock(rows, _labels(text, scale, len(rows[0])))


def _labels(text: str, scale: int, width: int) -> str:
    """The units, each below the middle of its number, in a row of `width` cells."""
    row = [" "] * width
    parts = text.replace(" ", ":").split(":")
    at = 0
    for part, unit in zip(parts, _UNITS[-len(parts) :], strict=True):
        wide = large_width(part, scale)
        first = max(0, min(at + (wide - len(unit)) // 2, width - len(unit)))
        row[first : first + len(unit)] = unit
        # The colon or the blank between two numbers, with the gaps beside it, is three dots wide.
        at += wide + 3 * scale
    return "".join(row)
