"""Numbers in large digits, for screens that are read from afar."""

from __future__ import annotations

HEIGHT = 5

# Each sign as its rows, from the top; any other mark than a blank is lit.
_SIGNS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    "D": ("## ", "# #", "# #", "# #", "## "),
    "+": ("   ", " # ", "###", " # ", "   "),
    "-": ("   ", "   ", "###", "   ", "   "),
    "/": ("  #", "  #", " # ", "#  ", "#  "),
    ":": (" ", "#", " ", "#", " "),
    " ": (" ", " ", " ", " ", " "),
}
SIGNS = frozenset(_SIGNS)
_LIT = "█"


def large(text: str, scale: int = 1) -> list[str]:
    """The `HEIGHT` rows of `text`, whose characters are `SIGNS`; `scale` is how many cells wide a dot is.

    All rows are of the same width: that of `large_width`.
    """
    rows = []
    for row in range(HEIGHT):
        dots = " ".join(_SIGNS[sign][row] for sign in text)
        rows.append("".join((_LIT if dot != " " else " ") * scale for dot in dots))
    return rows


def large_width(text: str, scale: int = 1) -> int:
    """How many cells wide `large` makes `text`."""
    return (sum(len(_SIGNS[sign][0]) for sign in text) + max(0, len(text) - 1)) * scale
