"""A cache for tests, and what is in it."""

from __future__ import annotations

from pathlib import Path

from countdown.store.cache import Cached
from countdown.store.paths import cache_folder
from countdown.store.stamps import Stamp

DATA = b"what was made of the source"
STATE = Stamp("one state", changed=0, size=1000)


def cached(name: str = "a source", stamp: Stamp = STATE, version: str = "1") -> Cached:
    """The place in the cache of a source that last changed in 1970."""
    return Cached(name, stamp, version)


def put(place: Cached, data: bytes = DATA) -> None:
    """Keep `data`."""
    with place.renewed() as keep:
        keep(data)


def files() -> list[Path]:
    """All that is in the cache folder."""
    return sorted(path for path in cache_folder().rglob("*") if path.is_file())


def kept_file() -> Path:
    """The one file in the cache, once `DATA` is kept in it."""
    put(cached())
    (path,) = files()
    return path
