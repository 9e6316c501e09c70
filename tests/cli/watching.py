"""What the tests of `watch` share."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.terminals import Terminal

NOW = "2026-11-24T09:00:00"
# So small that the time is told as text.
SMALL = (30, 5)
ONE = '[events.christmas]\nname = "Christmas"\nstart = 2026-12-25\n'
Watch = Callable[..., Terminal]

_CLOCK = re.compile(r"(?:\+?(\d+) days? )?\+?(\d\d):(\d\d):(\d\d)")
_SIZES = (86_400, 3600, 60, 1)


def seconds_left(terminal: Terminal) -> int:
    """What the screen tells, in seconds; -1 while it tells nothing yet."""
    match = _CLOCK.search(terminal.text)
    return (
        -1 if match is None else sum(int(part or 0) * size for part, size in zip(match.groups(), _SIZES, strict=True))
    )
