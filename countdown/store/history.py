"""What files held before each change, so that it can be undone: in the state folder, a file for each step."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from countdown.store.paths import state_folder

# Steps kept for each file; older ones go.
KEPT = 50
_SUFFIX = ".step"


class Step(msgspec.Struct, frozen=True):
    """A change of a file: what it was, when, and what the file held before and after it; None: there was no file.

    Of a folder's file `name` is the name in it.
    """

    what: str
    when: datetime
    before: bytes | None
    after: bytes | None
    name: str = ""


class Kept(msgspec.Struct, frozen=True):
    """A step that is kept, and the file that keeps it."""

    file: Path
    step: Step

    def forget(self) -> None:
        """Keep it no longer."""
        self.file.unlink(missing_ok=True)

    @property
    def order(self) -> int:
        """When it was kept, in nanoseconds by the file system's clock; whatever `--now` said."""
        try:
            return self.file.stat().st_mtime_ns
        except FileNotFoundError:
            return 0


def record(path: Path, step: Step) -> Kept:
    """Keep `step` as the latest of the file or folder at `path`, whose lock is held. Raises OSError if there is no room."""
    folder = _folder(path)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    files = _files(folder)
    latest = int(files[0].stem) if files else 0
    packed = msgspec.structs.replace(step, before=_packed(step.before), after=_packed(step.after))
    file = folder / f"{latest + 1:08}{_SUFFIX}"
    file.touch(mode=0o600)
    file.write_bytes(msgspec.msgpack.encode(packed))
    for old in files[KEPT - 1 :]:
        old.unlink(missing_ok=True)
    return Kept(file, step)


def steps(path: Path) -> Iterator[Kept]:
    """The steps kept of the file or folder at `path`, latest first."""
    for file in _files(_folder(path)):
        try:
            packed = msgspec.msgpack.decode(file.read_bytes(), type=Step)
            before, after = _unpacked(packed.before), _unpacked(packed.after)
        except (OSError, msgspec.MsgspecError, zlib.error):
            continue  # cut off by a crash, and so of a change that was never made
        yield Kept(file, msgspec.structs.replace(packed, before=before, after=after))


def _folder(path: Path) -> Path:
    return state_folder() / "undo" / hashlib.sha256(str(path).encode(errors="surrogateescape")).hexdigest()[:16]


def _files(folder: Path) -> list[Path]:
    return sorted((file for file in folder.glob(f"*{_SUFFIX}") if file.stem.isdecimal()), reverse=True)


def _packed(data: bytes | None) -> bytes | None:
    return None if data is None else zlib.compress(data, 1)


def _unpacked(data: bytes | None) -> bytes | None:
    return None if data is None else zlib.decompress(data)
