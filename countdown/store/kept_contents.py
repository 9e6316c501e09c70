"""What a source holds, by way of the cache."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from countdown.core.event import Event
from countdown.errors import CountdownError
from countdown.store.cache import Cached
from countdown.store.contents import Contents
from countdown.store.packing import VERSION, pack, pack_nearest, unpack, unpack_nearest
from countdown.store.stamps import Stamp

if TYPE_CHECKING:
    from countdown.core.nearest import Nearest

Read = Callable[[], Contents]
# Tells the state of the source; None if there is nothing whose state could be told.
StampOf = Callable[[], Stamp | None]


def by_way_of_cache(name: str, stamp_of: StampOf, read: Read, version: str = "", *, warned: bool = False) -> Contents:
    """What the source `name` holds: as it was kept if nothing changed since, else as `read` tells it.

    What stands in `version`, a line of text, makes a difference to what is read. Contents with a warning are kept
    only if `warned`. Raises what `read` does.
    """
    stamp = stamp_of()
    if stamp is None:
        return read()
    return _KeptContents(name, stamp, stamp_of, read, version=version, warned=warned)


class _KeptContents(Contents):
    """Two things are kept of a source: all that it holds, and which of it comes first, which is often enough."""

    def __init__(self, name: str, stamp: Stamp, stamp_of: StampOf, read: Read, *, version: str, warned: bool) -> None:
        self._stamp, self._stamp_of, self._read, self._keeps_warned = stamp, stamp_of, read, warned
        self._all = Cached(name, stamp, VERSION + version)
        self._first = Cached(f"nearest\n{name}", stamp, VERSION + version)
        self._is_kept = False
        if self._kept_nearest is None:
            _ = self._loaded  # what cannot be read is told at once

    @property
    def events(self) -> list[Event]:
        return self._loaded.events

    @property
    def warnings(self) -> list[CountdownError]:
        return self._loaded.warnings if self._kept_nearest is None else self._kept_nearest[1]

    def nearest(self, now: datetime) -> Nearest:
        kept = self._kept_nearest
        if kept is not None and kept[0].serves(now):
            return kept[0]
        found = super().nearest(now)
        if self._is_kept and (kept is None or kept[0].instant < found.instant):
            with self._first.renewed() as keep, suppress(ValueError):
                keep(pack_nearest(found, self.warnings))
        return found

    @cached_property
    def _kept_nearest(self) -> tuple[Nearest, list[CountdownError]] | None:
        kept = self._first.load()
        if kept is not None:
            with suppress(ValueError):
                return unpack_nearest(kept)
        return None

    @cached_property
    def _loaded(self) -> Contents:
        kept = self._all.load()
        if kept is not None:
            with suppress(ValueError):
                found = unpack(kept)
                self._is_kept = True
                return found
        with self._all.renewed() as keep:
            read = self._read()
            if (self._keeps_warned or not read.warnings) and self._stamp_of() == self._stamp:
                with suppress(ValueError):  # a moment that cannot be kept
                    self._is_kept = keep(pack(read))
        return read
