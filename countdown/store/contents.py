"""What a source of events holds."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from countdown.core.event import Event
from countdown.errors import CountdownError

if TYPE_CHECKING:
    from countdown.core.nearest import Nearest


class Contents:
    """A source's events in order, and a warning for each thing wrong in it."""

    def __init__(self, events: list[Event], warnings: list[CountdownError]) -> None:
        self._events, self._warnings = events, warnings

    @property
    def events(self) -> list[Event]:
        """The events that can be shown."""
        return self._events

    @property
    def warnings(self) -> list[CountdownError]:
        """What is wrong."""
        return self._warnings

    def nearest(self, now: datetime) -> Nearest:
        """Which of the events come first as of `now`, in the viewer's zone."""
        from countdown.core.nearest import nearest

        return nearest(self.events, now)
