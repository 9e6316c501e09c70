"""One file of events, and where they stand in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from countdown.core.event import Event
from countdown.errors import CountdownError
from countdown.store.toml.text import dotted

if TYPE_CHECKING:
    from countdown.store.toml.spans import Lines


class SourceFile:
    """A file of events as read: what messages call it, its events in order, and a warning for each thing wrong in it."""

    def __init__(self, shown: str, text: Callable[[], str]) -> None:
        """`text` gives the TOML text, and is asked once a line is to be told. The events are for a subclass to set."""
        self.shown = shown
        self.events: list[Event] = []
        self.warnings: list[CountdownError] = []
        self._text = text

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
