"""Values and keys as TOML text (TOML 1.0, https://toml.io/en/v1.0.0)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

import msgspec

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def toml_value(value: object) -> str:
    """`value` on one line: text, a number, true or false, a date, a date-time, a list or a table of such.

    Raises TypeError for anything else.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _basic_string(value)
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{toml_key(key)} = {toml_value(item)}" for key, item in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return f"[{', '.join(toml_value(item) for item in value)}]"
    raise TypeError(f"TOML has no {type(value).__name__}")


def toml_key(name: str) -> str:
    """`name` as a key: bare if its letters allow it, else in quotes."""
    return name if _BARE_KEY.fullmatch(name) else _basic_string(name)


def _basic_string(text: str) -> str:
    """`text` in double quotes: JSON's escapes are among TOML's, which wants DEL escaped too."""
    return msgspec.json.encode(text).decode().replace("\x7f", "\\u007F")
