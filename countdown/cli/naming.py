"""What files are called: as typed, and in messages."""

from __future__ import annotations

import os
from pathlib import Path

from countdown.store.paths import expand_user


def named_in_environment() -> list[str]:
    """The events files that `COUNTDOWN_FILE` names; one of them is empty if it names none."""
    return os.environ.get("COUNTDOWN_FILE", "").split(os.pathsep)


def named_file(name: str) -> tuple[str, Path]:
    """What messages call the file that a user named, and its path."""
    return shown_name(name), expand_user(name)


def shown_name(name: str) -> str:
    r"""`name` with the bytes that are not UTF-8, which no text can hold, as escapes such as `\xff`."""
    return os.fsencode(name).decode(errors="backslashreplace")
