"""What was made of a source is kept, so that a source that has not changed is not read again.

A cache that cannot be read, written or trusted is as good as none: nothing here fails, and nothing is said. Each
source has a file of its own in the cache folder, which may be taken away at any time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO
from zlib import crc32

from countdown.store.paths import cache_folder
from countdown.store.stamps import Stamp

_SECOND = 1_000_000_000
# The coarsest of the clocks that file systems stamp changes with: FAT's ticks once in two seconds.
_TICK = 2 * _SECOND
_MOST_UNFINISHED = 60 * _SECOND
_MOST_UNUSED = 30 * 24 * 60 * 60 * _SECOND
_KEPT, _UNFINISHED = ".kept", ".new"

_MAGIC = b"countdown cache\n"
_CHECKSUM = 4
# What is kept is about as long as its source; much longer, it would be dearer to read.
_MOST_TIMES, _MOST_BESIDE = 8, 65536

_OTHERS_WRITE = 0o022
_FILE, _FOLDER = 0o600, 0o700
# No device or pipe that someone put there keeps this waiting, and no link leads elsewhere.
_BINARY = getattr(os, "O_BINARY", 0)
_READ = os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
_CREATE = os.O_WRONLY | _BINARY | os.O_CREAT | os.O_EXCL

# Tells whether it is kept.
Keep = Callable[[bytes], bool]


class Cached:
    """The place in the cache of one source in one state."""

    def __init__(self, name: str, stamp: Stamp, version: str) -> None:
        """`name` is the source's alone, in every state; `version` is that of what is kept, a line of ASCII."""
        self._stamp = stamp
        # Two names with one checksum would take turns: the name stands in the file too.
        self._path = cache_folder() / "sources" / f"{crc32(ascii(name).encode()):08x}{_KEPT}"
        self._head = ascii((name, stamp.text, version, sys.version_info[:3])).encode() + b"\n"

    def load(self) -> bytes | None:
        """What is kept of the source in this state, None if nothing is that can be trusted."""
        try:
            with open(self._path, "rb", opener=_open) as file:
                if not self._is_safe(os.fstat(file.fileno())):
                    return None
                data = file.read()
        except (OSError, ValueError):
            return None
        begin = len(_MAGIC) + _CHECKSUM
        end = begin + len(self._head)
        if data[begin:end] != self._head or data[:begin] != _MAGIC + _checksum(memoryview(data)[begin:]):
            return None
        return data[end:]

    def _is_safe(self, found: os.stat_result) -> bool:
        """Whether nobody else can have written the file, and it is of a length to be expected."""
        if hasattr(os, "geteuid") and (found.st_uid != os.geteuid() or found.st_mode & _OTHERS_WRITE):
            return False
        return S_ISREG(found.st_mode) and found.st_size <= self._most

    @property
    def _most(self) -> int:
        return self._stamp.size * _MOST_TIMES + _MOST_BESIDE

    @contextmanager
    def renewed(self) -> Iterator[Keep]:
        """Within this the source is read; what is given to the function that it yields is kept.

        Nothing is kept of a source that changed no longer before than a tick of its file system's clock: the next
        change might bear the same time. That clock is asked by a new file, before the source is read.
        """
        new = self._path.with_name(f"{self._path.stem}-{os.getpid()}{_UNFINISHED}")
        file = _created(new)
        if file is None:
            yield _keep_nothing
            return

        def keep(data: bytes) -> bool:
            body = self._head + data
            if len(_MAGIC) + _CHECKSUM + len(body) <= self._most:
                with suppress(OSError):
                    file.write(_MAGIC + _checksum(body) + body)
                    file.close()
                    new.replace(self._path)
                    return True
            return False

        try:
            begun = os.fstat(file.fileno()).st_mtime_ns
            _clear(new.parent, begun)
            yield keep if self._stamp.changed < begun - _TICK else _keep_nothing
        finally:
            with suppress(OSError):
                file.close()
            with suppress(OSError):
                new.unlink(missing_ok=True)


def _created(new: Path) -> BinaryIO | None:
    """The empty file `new`, open; None if it cannot be made."""
    try:
        new.parent.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
        new.unlink(missing_ok=True)
        return os.fdopen(os.open(new, _CREATE, _FILE), "wb")
    except OSError:
        return None


def _open(path: str, _: int) -> int:
    return os.open(path, _READ)


def _checksum(data: bytes | memoryview) -> bytes:
    return crc32(data).to_bytes(_CHECKSUM, "big")


def _keep_nothing(_: bytes) -> bool:
    return False


def _clear(folder: Path, now: int) -> None:
    """Take away what killed runs left unfinished, and what was kept long ago of sources that may be gone."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            most = {_KEPT: _MOST_UNUSED, _UNFINISHED: _MOST_UNFINISHED}.get(Path(entry.name).suffix)
            if most is not None and entry.stat(follow_symlinks=False).st_mtime_ns < now - most:
                Path(entry.path).unlink(missing_ok=True)
