"""An events file by way of the cache."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from countdown.store.contents import Contents
from countdown.store.events_file import events_text, read_events
from countdown.store.source_file import SourceFile
from countdown.store.toml.text import parse

# A file of fewer bytes is parsed as quickly as what would be kept of it is read.
WORTH_KEEPING = 8192


def read_unchanged(path: Path, shown: str) -> SourceFile:
    """The events file at `path`, which messages call `shown`; it is not parsed if it is as it was when last read.

    Raises CountdownError as `read_events` does.
    """
    if not _is_worth_keeping(path):
        return read_events(path, shown)
    from countdown.store.kept_contents import by_way_of_cache  # small files do without
    from countdown.store.stamps import stamp_of

    def text() -> str:
        found = events_text(path, shown)
        if stamp_of(path) != stamp:
            parse(found, shown)  # the lines are those of now, if it is TOML still
        return found

    def read() -> Contents:
        file = read_events(path, shown)
        return Contents(file.events, file.warnings)

    stamp = stamp_of(path)
    # One with a warning is not kept: what is wrong can depend on more than the file, and is soon mended.
    return SourceFile(shown, text, by_way_of_cache(f"{path.absolute()}\n{shown}", partial(stamp_of, path), read))


def _is_worth_keeping(path: Path) -> bool:
    try:
        return path.stat().st_size >= WORTH_KEEPING
    except (OSError, ValueError):
        return False
