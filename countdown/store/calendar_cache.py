"""A calendar's file or vdir folder by way of the cache."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from countdown.core.event import Event
from countdown.errors import CountdownError
from countdown.store.cache import Cached, Stamp, stamp_of
from countdown.store.calendar_sources import ics_files, read_path
from countdown.store.packing import VERSION, pack, unpack


def read_path_unchanged(path: Path, warnings: list[CountdownError]) -> list[Event]:
    """As `read_path`; nothing is parsed if the file, or every file of the folder, is as it was when last read."""
    stamp = _stamp(path)
    if stamp is None:
        return read_path(path, warnings)
    cached = Cached(f"calendar\n{path.absolute()}", stamp, VERSION)
    kept = cached.load()
    if kept is not None:
        try:
            return unpack(kept).events
        except ValueError:
            pass  # it is made again
    with cached.renewed() as keep:
        found: list[CountdownError] = []
        events = read_path(path, found)
        # What is wrong can depend on more than the files, such as the system's time zones, and is soon mended.
        if not found and _stamp(path) == stamp:
            with suppress(ValueError):  # a moment that cannot be kept
                keep(pack(events))
    warnings += found
    return events


def _stamp(path: Path) -> Stamp | None:
    """The state of a file, or of a folder with all its files; None where it cannot be told."""
    if not path.is_dir():
        return stamp_of(path)
    from hashlib import sha256

    try:
        stamps = [stamp_of(file) for file in ics_files(path)]
        changed = path.stat().st_mtime_ns  # a file more or less
    except OSError:
        return None
    known = [stamp for stamp in stamps if stamp is not None]
    if len(known) < len(stamps) or not known:
        return None
    digest = sha256("\n".join(stamp.text for stamp in known).encode()).hexdigest()
    return Stamp(digest, max(changed, *(stamp.changed for stamp in known)), sum(stamp.size for stamp in known))
