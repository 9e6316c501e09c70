"""`--format`: a line for each event, from its fields and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import Formatter
from typing import Any

from countdown.core.countdown import Countdown
from countdown.view import json
from countdown.view.text import visible
from countdown.view.words import count, when

_NUMBERS = ("days", "days_to_end", "day", "length_days", "years", "workdays")
_TEXTS = (
    *("id", "name", "state", "start", "end", "all_day", "repeat", "occurrence", "tags", "where", "url", "note"),
    *("source", "count", "when"),
)
FIELDS = (*_NUMBERS, *_TEXTS)
# Python's format mini-language, less what reaches into objects; a width beyond this is a mistake.
_SPEC = re.compile(r"(?:.?[<>=^])?[ +-]?#?0?(?P<width>\d{0,4})[,_]?(?:\.(?P<precision>\d{1,4}))?[dsxn]?", re.DOTALL)
_WIDEST = 200
_ESCAPES = {r"\t": "\t", r"\n": "\n", r"\\": "\\"}


class Template:
    """A checked `--format` text. Raises ValueError with a sentence if it asks for anything but the fields."""

    def __init__(self, text: str) -> None:
        self._parts: list[tuple[str, str | None, str]] = []
        try:
            parts = list(Formatter().parse(text))
        except ValueError as error:
            raise ValueError(f"{text!r} is not a format: {error}; {_usage()}") from None
        for literal, field, spec, conversion in parts:
            if field is not None:
                _check(field, spec or "", conversion)
            self._parts.append((_unescaped(literal), field, spec or ""))

    def line(
        self, countdown: Countdown, source: Callable[[], str], workdays: Callable[[], int], unit: str = "days"
    ) -> str:
        """The text for `countdown`; `source` tells where it stands and `workdays` how many are left, if that is asked for.

        `unit` is that of {count}.
        """
        values = json.fields(countdown, source() if self._asks_for("source") else "")
        if self._asks_for("workdays"):
            values["workdays"] = workdays()
        values |= {"count": count(countdown, unit), "when": when(countdown)}
        return "".join(
            literal + ("" if field is None else _formatted(values[field], spec)) for literal, field, spec in self._parts
        )

    def _asks_for(self, name: str) -> bool:
        return any(field == name for _, field, _ in self._parts)


def _check(field: str, spec: str, conversion: str | None) -> None:
    if field not in FIELDS:
        raise ValueError(f"{{{field}}} is not a field; {_usage()}")
    if conversion:
        raise ValueError(f"{{{field}!{conversion}}}: a field takes no conversion; {_usage()}")
    match = _SPEC.fullmatch(spec)
    if match is None or int(match["width"] or 0) > _WIDEST or int(match["precision"] or 0) > _WIDEST:
        raise ValueError(f"{{{field}:{spec}}}: {spec!r} is not a width such as >4, up to {_WIDEST}")
    try:
        format(0 if field in _NUMBERS else "", spec)
    except ValueError as error:
        raise ValueError(f"{{{field}:{spec}}}: {str(error)[:1].lower()}{str(error)[1:]}") from None


def _formatted(value: Any, spec: str) -> str:
    if value is None:
        # What is unknown takes the width of what is known, and no type.
        checked = _SPEC.fullmatch(spec)
        return " " * int(checked["width"] or 0) if checked else ""
    if isinstance(value, bool):
        value = "true" if value else "false"
    elif isinstance(value, list):
        value = " ".join(value)
    return format(visible(value) if isinstance(value, str) else value, spec)


def _unescaped(literal: str) -> str:
    r"""`\t` and `\n` as a shell's single quotes leave them."""
    return re.sub(r"\\[tn\\]", lambda match: _ESCAPES[match[0]], literal)


def _usage() -> str:
    return f"the fields are {', '.join(FIELDS)}"
