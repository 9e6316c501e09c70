"""TOML text to values, its faults in one sentence."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from typing import Any

# What tomllib makes of dates and times; msgspec is to pass these as they are and not to read them from text.
TOML_TYPES = (datetime, date, time)


def parse(text: str, shown: str) -> dict[str, Any]:
    """The values of a TOML `text`, which messages call `shown`.

    A date that the calendar does not have, which TOML's grammar allows, is given as text, so that it costs its own
    event and not the file. Raises CountdownError if the text is not TOML.
    """
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        from countdown.store.toml_repair import parse_repaired

        return parse_repaired(text, shown)
