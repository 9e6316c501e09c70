"""An events file by way of the cache."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from countdown.core.event import Event
from countdown.store.events_file import EventsFile, events_text, read_events
from countdown.store.source_file import SourceFile
from countdown.store.toml.text import parse

if TYPE_CHECKING:
    from countdown.store.cache import Stamp

# A file of fewer bytes is parsed as quickly as what would be kept of it is read.
WORTH_KEEPING = 8192


class KeptFile(SourceFile):
    """An events file that is as it was when it was last read: without a warning."""

    def __init__(self, path: Path, shown: str, stamp: Stamp, events: list[Event]) -> None:
        """`events` are those of the file at `path` in the state of `stamp`. It is read where a line is to be told."""
        super().__init__(shown, lambda: _text(path, shown, stamp))
        self.events = events


def _text(path: Path, shown: str, stamp: Stamp) -> str:
    from countdown.store.cache import stamp_of

    text = events_text(path, shown)
    if stamp_of(path) != stamp:
        parse(text, shown)  # the lines are those of now, if it is TOML still
    return text


def read_unchanged(path: Path, shown: str) -> EventsFile | KeptFile:
    """The events file at `path`, which messages call `shown`; it is not parsed if it is as it was when last read.

    Raises CountdownError as `read_events` does.
    """
    if not _is_worth_keeping(path):
        return read_events(path, shown)
    from countdown.store.cache import Cached, stamp_of  # small files do without
    from countdown.store.packing import VERSION, pack, unpack

    stamp = stamp_of(path)
    if stamp is None:
        return read_events(path, shown)
    cached = Cached(f"{path.absolute()}\n{shown}", stamp, VERSION)
    kept = cached.load()
    if kept is not None:
        try:
            return KeptFile(path, shown, stamp, unpack(kept).events)
        except ValueError:
            pass  # it is made again
    with cached.renewed() as keep:
        file = read_events(path, shown)
        # What is wrong can depend on more than the file, such as the system's time zones, and is soon mended.
        if not file.warnings and stamp_of(path) == stamp:
            keep(pack(file.events))
    return file


def _is_worth_keeping(path: Path) -> bool:
    try:
        return path.stat().st_size >= WORTH_KEEPING
    except (OSError, ValueError):
        return False
