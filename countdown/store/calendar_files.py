"""An .ics file, or a vdir: a folder with an .ics file for each event."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from countdown.errors import CountdownError
from countdown.store.calendars import read_unnamed
from countdown.store.contents import Contents
from countdown.store.stamps import Stamp, stamp_of, stamp_of_folder

_MOST_BYTES = 64 * 1024 * 1024
_MOST_NAMED = 5

# Gives the paths back one by one, and may tell how far it is.
Track = Callable[[Sequence[Path]], Iterable[Path]]


def read_path(path: Path, track: Track = iter) -> Contents:
    """What the .ics file or the vdir at `path` holds, its events without ids. Raises CountdownError if it is neither."""
    try:
        if path.is_dir():
            return _read_folder(path, track)
        return parsed(_bytes(path), str(path))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        said = "no such file or folder" if isinstance(error, FileNotFoundError) else f"cannot be read: {reason}"
        raise CountdownError(said, place=str(path)) from None


def stamp_of_path(path: Path) -> Stamp | None:
    """The state of that file, or of all files of that vdir; None where it cannot be told."""
    try:
        return stamp_of_folder(path, _ics_names(path)) if path.is_dir() else stamp_of(path)
    except (OSError, ValueError):
        return None


def parsed(data: bytes, shown: str) -> Contents:
    """What the iCalendar text `data`, which messages call `shown`, holds. Raises CountdownError if it is none."""
    found = read_unnamed(data, shown)
    return Contents(found.events, found.warnings)


def _ics_names(folder: Path) -> list[str]:
    return sorted(name for name in os.listdir(folder) if name[-4:].lower() == ".ics" and name[0] != ".")  # noqa: PTH208  # ten thousand paths are dear


def _read_folder(folder: Path, track: Track) -> Contents:
    """What cannot be read costs itself alone."""
    found = Contents([], [])
    names = _ics_names(folder)
    if not names:
        found.warnings.extend(_none_in(folder))
    for path in track([folder / name for name in names]):
        try:
            one = parsed(_bytes(path), str(path))
            found.events.extend(one.events)
            found.warnings.extend(one.warnings)
        except CountdownError as error:
            found.warnings.append(error)
        except OSError as error:
            found.warnings.append(CountdownError(f"cannot be read: {error.strerror}", place=str(path)))
    return found


def _none_in(folder: Path) -> list[CountdownError]:
    """What there is to say of a folder without .ics files: a new vdir is empty, one of vdirs is named in its stead."""
    folders = sorted(path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    if not folders:
        return []
    named = ", ".join(folders[:_MOST_NAMED])
    return [CountdownError("there is no .ics file in it", place=str(folder), mend=f"name one of {named}")]


def _bytes(path: Path) -> bytes:
    if not path.is_file() and path.exists():
        raise CountdownError("this is not a regular file", place=str(path))
    if path.stat().st_size > _MOST_BYTES:
        raise CountdownError(f"it has more than {_MOST_BYTES // 1024**2} MB, which are the most", place=str(path))
    return path.read_bytes()
