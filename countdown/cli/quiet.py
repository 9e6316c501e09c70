"""A run that nobody waits for, such as the one that a prompt or the Tab key starts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from countdown.cli.session import Session
from countdown.errors import CountdownError

if TYPE_CHECKING:
    from countdown.store.calendar_sources import CalendarFile


class QuietSession(Session):
    """A session that says nothing of what is wrong, and asks no server unless it is `online`."""

    online = False

    def warn(self, warning: CountdownError) -> None:
        """Not said: the next command that is typed says it."""

    @cached_property
    def calendars(self) -> Sequence[CalendarFile]:
        """The calendars of the config; of those over the web the copies."""
        if self.named_files or not self.config_file.config.calendars:
            return ()
        from countdown.cli.calendars import read_calendars

        return read_calendars(self, online=self.online)
