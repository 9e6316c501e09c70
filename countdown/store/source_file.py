"""One file of events, and where they stand in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from countdown.core.event import Event
from countdown.errors import CountdownError
from countdown.store.contents import Contents
from countdown.store.toml.text import dotted

if TYPE_CHECKING:
    from countdown.core.nearest import Nearest
    from countdown.store.toml.spans import Lines


class SourceFile:
    """A file of events as read: what messages call it, and what it holds."""

    def __init__(self, shown: str, text: Callable[[], str], contents: Contents) -> None:
        """`text` gives the TOML text, and is asked once a line is to be told."""
        self.shown, self._text, self._contents = shown, text, contents

    @property
    def events(self) -> list[Event]:
        """Its events, in order."""
        return self._contents.events

    @property
    def warnings(self) -> list[CountdownError]:
        """A warning for each thing wrong in it."""
        return self._contents.warnings

    def nearest(self, now: datetime) -> Nearest:
        """Which of its events come first as of `now`, in the viewer's zone."""
        return self._contents.nearest(now)

    def holds(self, event: Event) -> bool:
        """Whether this is the file that `event` stands in."""
        return event.file == self.shown

    @cached_property
    def _lines(self) -> Lines:
        from countdown.store.toml.spans import Lines  # most runs tell no line

        return Lines(self._text())

    def line(self, id_: str) -> int:
        """The line, from 1, on which the event `id_` begins."""
        return self._lines.line("events", id_)

    def source(self, event: Event) -> str:
        """Where `event` stands, as `events.toml:4`."""
        return f"{self.shown}:{self.line(event.id)}"

    def warning(self, event: Event, field: str, sentence: str, mend: str = "") -> CountdownError:
        """A warning about a field of one of this file's events, with its place."""
        return self._error(("events", event.id, field), sentence, mend)

    def _error(self, path: tuple[str, ...], sentence: str, mend: str = "") -> CountdownError:
        line = f":{self._lines.line(*path)}" if self._stands(path) else ""
        return CountdownError(sentence, place=f"{self.shown}{line}: {dotted(path)}", mend=mend)

    def _stands(self, path: tuple[str, ...]) -> bool:
        """Whether the key at `path` is in the text."""
        return True
