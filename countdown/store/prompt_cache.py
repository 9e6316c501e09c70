"""The file that a shell's prompt is read from: a line for each of the coming days, so that no process is needed.

A shell can tell without a process whether one file is newer or older than another, and not much more of it. So for each
source that the lines were made of there is an empty file, its stamp, that bears the source's time of modification: as
long as a source is neither newer nor older than its stamp it has not changed. The lines are:

    countdown prompt 1 <TAB> the day it was made, or - if it is to be made again at leisure
    options <TAB> a number for each <TAB> what the hook was asked for, as JSON
    source <TAB> stamp <TAB> state <TAB> path      (one for each source)
    2026-11-24 <TAB> text                          (one for each day, today first)

What it is made of is the user's own set-up: what `COUNTDOWN_FILE` and `COUNTDOWN_CONFIG` say, and the zone. The file of
another set-up or with other options has another name. Nothing in here fails for a folder that cannot be used.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import msgspec

from countdown.store.paths import cache_folder, config_file, expand_user

_MAGIC = "countdown prompt 1"
LATER = "-"
_ABSENT = "-"
_FOLDER, _FILE = 0o700, 0o600
_MOST_UNUSED = 90 * 24 * 60 * 60
_MOST_BYTES = 1 << 20
_SECOND = 1_000_000_000


class PromptOptions(msgspec.Struct, frozen=True):
    """What the hook was asked for: nothing further than `within`, and its text made by `template` if it is not empty."""

    within: str = ""
    template: str = ""


class _Head(NamedTuple):
    made: str
    options: PromptOptions
    states: dict[str, str]


def prompt_folder() -> Path:
    """The folder of these files."""
    return cache_folder() / "prompt"


def environment() -> dict[str, str]:
    """`COUNTDOWN_FILE` and `COUNTDOWN_CONFIG`, those that are set, such as they mean the same in every folder."""
    found = {}
    names = [name for name in os.environ.get("COUNTDOWN_FILE", "").split(os.pathsep) if name]
    if names:
        found["COUNTDOWN_FILE"] = os.pathsep.join(_absolute(expand_user(name)) for name in names)
    if os.environ.get("COUNTDOWN_CONFIG"):
        found["COUNTDOWN_CONFIG"] = _absolute(config_file())
    return found


def prompt_file(options: PromptOptions) -> Path:
    """The file of the set-up in force and `options`."""
    return prompt_folder() / f"{_setup()}-{_checksum((options.within, options.template))}"


def prompt_files() -> list[tuple[Path, PromptOptions]]:
    """The files that there are of the set-up in force, with their options, less those that cannot be read."""
    try:
        names = os.listdir(prompt_folder())  # noqa: PTH208  # each command asks this
    except OSError:
        return []
    begin = f"{_setup()}-"
    paths = [prompt_folder() / name for name in names if name.startswith(begin) and "." not in name]
    return [(path, head.options) for path in paths if (head := _read(path)) is not None]


def is_current(path: Path, day: str) -> bool:
    """Whether the file was made on `day`, or is to be made again at leisure alone, and no source changed since."""
    head = _read(path)
    if head is None or head.made not in (day, LATER):
        return False
    return all(_state(source)[0] == state for source, state in head.states.items())


class Sources:
    """The state of the files and folders at `paths`, to be taken before they are read."""

    def __init__(self, paths: Iterable[Path]) -> None:
        # A path that no line can hold is looked at when the file is made again, once a day.
        places = dict.fromkeys(_absolute(path) for path in paths)
        self._found = {place: _state(place) for place in places if place.isprintable()}

    @property
    def can_be_read(self) -> bool:
        """Whether none of them, such as a pipe, would keep its reader waiting."""
        return all(os.path.isfile(place) or os.path.isdir(place) for place, (_, at) in self._found.items() if at)  # noqa: PTH112, PTH113  # they are text

    def write(self, path: Path, made: str, options: PromptOptions, lines: Sequence[tuple[str, str]]) -> bool:
        """Make `lines`, each a date and a text of one line, what is in the file at `path`; whether that could be done.

        `made` is today's date, or `LATER`.
        """
        try:
            path.parent.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
            stamps = {place: self._stamp(path, place) for place in self._found}
            # Shells read line by line, so what they have no use for is one line.
            told = [f"{_MAGIC}\t{made}", f"options\t{len(lines)}\t{msgspec.json.encode(options).decode()}"]
            told += [f"source\t{stamps[place]}\t{state}\t{place}" for place, (state, _) in self._found.items()]
            told += [f"{day}\t{text}" for day, text in lines]
            _replace(path, ("\n".join(told) + "\n").encode("utf-8", "backslashreplace"))
            _clear(path, {Path(stamp).name for stamp in stamps.values()})
        except (OSError, ValueError):
            return False
        return True

    def _stamp(self, path: Path, place: str) -> Path:
        """A file with the time of the source's modification; one that is never there for a source that is not."""
        _, modified = self._found[place]
        never = path.with_name(f"{path.name}.{_ABSENT}")
        if modified is None:
            return never
        stamp = path.with_name(f"{path.name}.{modified}")
        # Where clocks tick in seconds, the next change might bear the same time: to be made again, then.
        is_coarse = modified % _SECOND == 0
        if is_coarse or not stamp.exists() or stamp.stat().st_mtime_ns != modified:
            stamp.unlink(missing_ok=True)  # one of a shell with more rights could not be written again
            os.close(os.open(stamp, os.O_WRONLY | os.O_CREAT, _FILE))
            os.utime(stamp, ns=(modified, modified))
        return never if is_coarse and 0 <= stamp.stat().st_ctime_ns - modified < 2 * _SECOND else stamp


def _setup() -> str:
    named = environment()
    return _checksum((named.get("COUNTDOWN_FILE", ""), _absolute(config_file()), os.environ.get("TZ", "")))


def _checksum(values: tuple[str, ...]) -> str:
    return f"{crc32(ascii(values).encode()):08x}"


def _state(place: str) -> tuple[str, int | None]:
    """A text that is another in another state, and the time of modification in nanoseconds; None if nothing is there."""
    try:
        found = os.stat(place)  # noqa: PTH116  # each command asks this
    except (OSError, ValueError):
        return _ABSENT, None
    return f"{found.st_mtime_ns}/{found.st_size}", found.st_mtime_ns


def _read(path: Path) -> _Head | None:
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > _MOST_BYTES:
                return None
            magic, made = file.readline().decode().rstrip("\n").split("\t")
            name, _, options = file.readline().decode().rstrip("\n").split("\t", 2)
            if (magic, name) != (_MAGIC, "options"):
                return None
            states = {}
            while (line := file.readline().decode()).startswith("source\t"):
                _, _, state, place = line.rstrip("\n").split("\t")
                states[place] = state
            return _Head(made, msgspec.json.decode(options, type=PromptOptions), states)
    except (OSError, ValueError):
        return None


def _replace(path: Path, data: bytes) -> None:
    new = path.with_name(f"{path.name}.new-{os.getpid()}")
    try:
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE), "wb") as file:
            file.write(data)
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise


def _clear(path: Path, stamps: set[str]) -> None:
    """Take away the file's old stamps, and what no shell has asked for in a long time."""
    now = path.stat().st_ctime
    with suppress(OSError), os.scandir(path.parent) as entries:
        for entry in entries:
            name, _, end = entry.name.partition(".")
            if entry.name == path.name or entry.name in stamps:
                continue
            is_old_stamp = name == path.name and end.isdigit()
            if is_old_stamp or entry.stat(follow_symlinks=False).st_ctime < now - _MOST_UNUSED:
                Path(entry.path).unlink(missing_ok=True)


def _absolute(path: str | Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100  # Path.resolve would follow links, Path.absolute keeps ".."
