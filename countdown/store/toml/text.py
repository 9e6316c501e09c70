"""TOML text to values, its faults in one sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

# What tomllib makes of dates and times; msgspec is to pass these as they are and not to read them from text.
TOML_TYPES = (datetime, date, time)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST_PART = 60
MOST_KEY_PARTS = 100


class ImpossibleDate:
    """A date as it stands in TOML without quotes, but that tomllib refuses: 2026-02-30, or a time without seconds."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


def parse(text: str, shown: str) -> dict[str, Any]:
    """The values of a TOML `text`, which messages call `shown`.

    A date that the calendar does not have, which TOML's grammar allows, is given as an `ImpossibleDate`, so that it
    costs its own event and not the file. Raises CountdownError if the text is not TOML.
    """
    # tomllib takes time, and memory, by the square of a key's parts.
    if text.count(".") >= MOST_KEY_PARTS and any(line.count(".") >= MOST_KEY_PARTS for line in text.split("\n")):
        from countdown.store.toml.repair import refuse_endless_keys

        refuse_endless_keys(text, shown)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        from countdown.store.toml.repair import parse_repaired

        return parse_repaired(text, shown, error)


def dotted(path: Iterable[str]) -> str:
    """`path` as a TOML key, for messages: quoted where it has to be, and an endless part cut short."""
    return ".".join(_key(part if len(part) <= _LONGEST_PART else part[: _LONGEST_PART - 1] + "…") for part in path)


def _key(part: str) -> str:
    if _BARE_KEY.fullmatch(part):
        return part
    escaped = part.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
