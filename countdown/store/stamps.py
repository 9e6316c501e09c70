"""The state of a file or a folder, to know whether it has changed."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple
from zlib import crc32


class Stamp(NamedTuple):
    """One state of a source: another state has another `text`.

    `changed` is when it last changed, in nanoseconds by the clock of its file system, and `size` its bytes.
    """

    text: str
    changed: int
    size: int


def stamp_of(path: Path) -> Stamp | None:
    """The state of the file at `path`, symbolic links followed; None if there is no regular file."""
    try:
        place, found = os.path.abspath(path), path.stat()  # noqa: PTH100  # Path.absolute() keeps `..`
    except (OSError, ValueError):
        return None
    if not S_ISREG(found.st_mode):
        return None
    # A change that puts the old time of modification back is seen by the time of the change itself.
    state = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    return Stamp(ascii((place, *state)), max(found.st_mtime_ns, found.st_ctime_ns), found.st_size)


def stamp_of_folder(path: Path, names: list[str]) -> Stamp | None:
    """The state of the files `names`, in order, in the folder at `path`; None if one of them is no regular file.

    A vdir may have ten thousand of them: of each no more is done than has to be.
    """
    changed, size, states = 0, 0, []
    try:
        place = os.path.join(os.path.abspath(path), "")  # noqa: PTH100, PTH118  # as above, and quicker
        found = os.stat(place)  # noqa: PTH116
        for name in names:
            status = os.stat(place + name)  # noqa: PTH116
            if not S_ISREG(status.st_mode):
                return None
            state = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
            states.append(state)
            size += state[2]
            changed = max(changed, state[3], state[4])
    except (OSError, ValueError):
        return None
    # Python hashes numbers alike in every run.
    digest = (hash(tuple(states)), crc32("\0".join(names).encode("utf-8", "surrogateescape")))
    text = ascii((place, len(names), size, changed, digest))
    return Stamp(text, max(changed, found.st_mtime_ns, found.st_ctime_ns), size)
