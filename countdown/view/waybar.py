"""A module of waybar, the status bar: one line of JSON."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import msgspec

from countdown.core.countdown import Countdown
from countdown.view.plain import date_column, next_line
from countdown.view.prompt import prompt_text
from countdown.view.text import visible, visible_in_json

# Days up to which a class says how near it is.
_CLASSES = ((0, "today"), (1, "tomorrow"), (7, "week"))


class _Module(msgspec.Struct):
    text: str = ""
    tooltip: str = ""
    class_: str = msgspec.field(name="class", default="none")


def waybar_json(nearest: Sequence[Countdown]) -> str:
    """The first of `nearest` as text, all of them as tooltip, and how near it is as class; an empty text if none is.

    The class is `today` (ongoing too), `tomorrow`, `week`, `later` or `none`.
    """
    if not nearest:
        return _encoded(_Module())
    days = nearest[0].days
    near = next((name for most, name in _CLASSES if days <= most), "later")
    lines = [f"{next_line(seen)}  ({date_column(seen)})" for seen in nearest]
    return _encoded(_Module(prompt_text(nearest[0]), "\n".join(lines), near))


def waybar_error(said: str) -> str:
    """What is wrong, as tooltip; the class is `error`."""
    return _encoded(_Module("countdown: error", visible(said), "error"))


def _encoded(module: _Module) -> str:
    # waybar reads both texts as Pango's markup.
    module.text, module.tooltip = escape(module.text, quote=False), escape(module.tooltip, quote=False)
    return visible_in_json(msgspec.json.encode(module).decode())
