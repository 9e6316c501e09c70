"""What a channel is given, and how long it may take."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

SECONDS = 10.0  # a message's limit
FIELDS = ("id", "name", "occurrence", "lead", "due", "days", "late", "missed", "text")


class Message(msgspec.Struct, frozen=True):
    """What a channel is given: `title` is one line, `body` lines; `fields` are those of `remind --json`, for a command."""

    title: str
    body: str
    fields: Mapping[str, str | int | bool | None]
