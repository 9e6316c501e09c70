"""A run that nobody waits for, such as the one that a prompt or the Tab key starts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from countdown.cli.session import Session
from countdown.errors import CountdownError


class QuietSession(Session):
    """A session that says nothing of what is wrong, and asks no server unless it is `online`."""

    def __init__(self, read_clock: Callable[[str | None], datetime]) -> None:
        super().__init__(read_clock)
        self.online = False

    def warn(self, warning: CountdownError) -> None:
        """Not said: the next command that is typed says it."""
