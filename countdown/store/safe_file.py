"""A file that is changed whole or not at all: under a lock, by a new file that takes its name.

Whatever kills the program, or the machine, leaves the old file or the new one. What a killed run leaves behind, one
unfinished file of a name that never changes, the next run writes over.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EDQUOT, ENOSPC, EPERM, EROFS
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from countdown.errors import CountdownError

LOCK_SECONDS = 10.0
_POLL_SECONDS = 0.01
_NEW_FILE = 0o600
_NEW_FOLDER = 0o700
_SAME_OWNER = -1
_MENDS = {
    ENOSPC: "make room on that disk; the file is as it was",
    EDQUOT: "make room on that disk; the file is as it was",
    EROFS: "the file is as it was",
    EACCES: "its folder has to be writable; the file is as it was",
    EPERM: "its folder has to be writable; the file is as it was",
}


class ChangedError(Exception):
    """Another program has changed the file that was to be replaced."""


@contextmanager
def locked(path: Path, shown: str, lock: Path | None = None) -> Iterator[None]:
    """Hold the lock beside the file at `path`, which messages call `shown`; its folder is made if need be.

    The lock is a hidden file of its own, by default one called after `path`.

    The lock goes with the process that holds it, however that ends. Raises CountdownError that names the holder if
    it is not free within `LOCK_SECONDS`, and if there can be none.
    """
    from filelock import FileLock, Timeout  # only what writes needs it

    mode = _mode(path if lock is None else path.parent)
    lock = lock or path.with_name(f".{path.name}.lock")
    with _in_a_sentence(shown):
        _refuse_other_than_a_file(path, shown)
        _make_folder(path.parent, shown)
        held = FileLock(lock, timeout=LOCK_SECONDS, mode=mode)
        try:
            held.acquire(poll_interval=_POLL_SECONDS)
        except Timeout:
            sentence = f"being changed by process {_holder(lock)} for over {LOCK_SECONDS:.0f} s"
            raise CountdownError(sentence, place=shown, mend="try again when that is done") from None
    with suppress(OSError):
        lock.write_text(f"{os.getpid()}\n")
    try:
        yield
    finally:
        held.release()


def read_bytes(path: Path, shown: str) -> bytes | None:
    """What the file at `path` holds; None if it is not there. Raises CountdownError if it cannot be read."""
    try:
        _refuse_other_than_a_file(path, shown)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise CountdownError(f"cannot be read: {error.strerror}", place=shown) from None


def replace(path: Path, data: bytes, shown: str, new: Path | None = None, *, before: bytes | None = None) -> None:
    """Make `data` what the file at `path` holds, for good before this returns; its mode and owner stay.

    To be called with its lock held. The unfinished file is called `new`, by default after `path`. Raises
    CountdownError if that cannot be done, and ChangedError if `before` is given and the file, which others may write
    to without a lock, holds something else; the file is then as it was.
    """
    new = new or path.with_name(f".{path.name}.new")
    with _in_a_sentence(shown):
        try:
            _write(new, data, path)
            _refuse_changed(path, before, shown)
            new.replace(path)
        except (OSError, ChangedError):
            with suppress(OSError):
                new.unlink()
            raise
        _sync_folder(path.parent)


def create(path: Path, data: bytes, shown: str, new: Path) -> None:
    """Make a file at `path` that holds `data`, for good before this returns; `new` is the name of the unfinished one.

    Raises ChangedError if there is one already, and CountdownError if it cannot be made.
    """
    with _in_a_sentence(shown):
        try:
            _write(new, data, path)
            try:
                os.link(new, path)
            except FileExistsError:
                raise ChangedError from None
            except OSError:  # a file system without links
                if path.exists():
                    raise ChangedError from None
                new.replace(path)
        finally:
            new.unlink(missing_ok=True)
        _sync_folder(path.parent)


def remove(path: Path, shown: str, *, before: bytes | None = None) -> None:
    """Take the file at `path` away, for good before this returns. Raises CountdownError if that cannot be done.

    Raises ChangedError if `before` is given and it holds something else.
    """
    with _in_a_sentence(shown):
        _refuse_changed(path, before, shown)
        path.unlink(missing_ok=True)
        _sync_folder(path.parent)


def _refuse_changed(path: Path, before: bytes | None, shown: str) -> None:
    if before is not None and read_bytes(path, shown) != before:
        raise ChangedError


def _refuse_other_than_a_file(path: Path, shown: str) -> None:
    """A folder is no events file; a device or a pipe would be put away by a file that takes its name."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return
    if S_ISDIR(mode):
        raise CountdownError("this is a folder", place=shown, mend="name the file in it")
    if not S_ISREG(mode):
        raise CountdownError("this is not a regular file, so it cannot be changed", place=shown)


def _make_folder(folder: Path, shown: str) -> None:
    try:
        folder.mkdir(mode=_NEW_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise CountdownError(f"its folder cannot be made: {error.filename}: {error.strerror}", place=shown) from None


def _write(new: Path, data: bytes, old: Path) -> None:
    new.unlink(missing_ok=True)
    number = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _NEW_FILE)
    with os.fdopen(number, "wb") as file:
        _take_after(old, number)
        file.write(data)
        file.flush()
        os.fsync(number)


def _take_after(old: Path, number: int) -> None:
    """Give the open file `number` the mode of `old`, and its owner where that is allowed."""
    try:
        found = old.stat()
    except FileNotFoundError:
        return
    if hasattr(os, "fchown"):
        if (found.st_uid, found.st_gid) != (os.geteuid(), os.getegid()):
            # Only root gives a file away, but a member of a group may give it to that.
            for owner in (_SAME_OWNER, found.st_uid):
                with suppress(PermissionError):
                    os.fchown(number, owner, found.st_gid)
        os.fchmod(number, found.st_mode & 0o7777)


def _mode(path: Path) -> int:
    """The lock is for all who may read or write the file."""
    try:
        return path.stat().st_mode & 0o666 | _NEW_FILE
    except OSError:
        return _NEW_FILE


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # a folder cannot be opened there, and NTFS keeps a journal of names
    number = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems cannot
            os.fsync(number)
    finally:
        os.close(number)


def _holder(lock: Path) -> str:
    try:
        return lock.read_text().strip() or "unknown"
    except (OSError, UnicodeDecodeError):
        return "unknown"


@contextmanager
def _in_a_sentence(shown: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        mend = _MENDS.get(error.errno or 0, "")
        if isinstance(error, PermissionError) and error.filename and Path(error.filename).is_file():
            mend = f"{error.filename} has to be writable; the file is as it was"
        raise CountdownError(f"cannot be changed: {error.strerror or error}", place=shown, mend=mend) from None
