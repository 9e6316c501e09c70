"""The ledger's file: for one run alone, brought up to this version, and set aside where it is broken."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from countdown.errors import CountdownError
from countdown.store.paths import state_folder

BUSY_SECONDS = 10.0
_POLL_SECONDS = 0.02
_VERSION = 1
_SCHEMA = (
    # Version 1. A later version is a further entry here, applied to what an earlier one left.
    """
    CREATE TABLE run (channel TEXT, source TEXT, at TEXT, wall TEXT NOT NULL, PRIMARY KEY (channel, source, at)) WITHOUT ROWID;
    CREATE TABLE told (event TEXT, occurrence TEXT, lead TEXT, channel TEXT, at TEXT NOT NULL,
                       PRIMARY KEY (event, occurrence, lead, channel)) WITHOUT ROWID;
    CREATE TABLE put_off (event TEXT, occurrence TEXT, channel TEXT, since TEXT NOT NULL, until TEXT, again INTEGER NOT NULL,
                          PRIMARY KEY (event, occurrence, channel)) WITHOUT ROWID;
    CREATE TABLE outcome (only INTEGER PRIMARY KEY CHECK (only = 1), at TEXT NOT NULL, ok INTEGER NOT NULL, message TEXT NOT NULL);
    """,
)
# Asked of whatever calls itself a ledger of this version: SQLite refuses what lacks a table or a column.
_PROBES = (
    "SELECT channel, source, at, wall FROM run LIMIT 0",
    "SELECT event, occurrence, lead, channel, at FROM told LIMIT 0",
    "SELECT event, occurrence, channel, since, until, again FROM put_off LIMIT 0",
    "SELECT only, at, ok, message FROM outcome LIMIT 0",
)
# What is wrong with the file itself: no SQL that fits it, damaged, no database. All else is its surroundings'.
_BROKEN = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_WRITABLE = "it, its lock beside it and their folder have to be writable"
_SENTENCES = {
    sqlite3.SQLITE_BUSY: ("in use by another run", "try again when that is done"),
    sqlite3.SQLITE_FULL: ("the disk is full", "make room on it"),
    sqlite3.SQLITE_IOERR_SHMSIZE: ("the disk is full", "make room on it"),
    sqlite3.SQLITE_READONLY: ("it may not be written", _WRITABLE),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", _WRITABLE),
}


class _BrokenError(Exception):
    """The file is no ledger, or not a whole one."""


def ledger_path() -> Path:
    """Where the ledger is, or would be."""
    return state_folder() / "ledger.db"


@contextmanager
def in_a_sentence(place: str) -> Iterator[None]:
    """Raise what SQLite or the system says within as a CountdownError about the ledger at `place`."""
    try:
        yield
    except sqlite3.Error as error:
        exactly = getattr(error, "sqlite_errorcode", 0)
        sentence, mend = _SENTENCES.get(exactly) or _SENTENCES.get(_code(error), (str(error), ""))
        raise CountdownError(f"cannot be used: {sentence}", place=place, mend=mend) from None
    except OSError as error:
        raise CountdownError(f"cannot be used: {error.strerror or error}", place=place) from None


@contextmanager
def opened_alone(path: Path, warn: Callable[[CountdownError], None]) -> Iterator[sqlite3.Connection]:
    """A connection to the ledger at `path` that no other run has; a broken one is set aside, which `warn` is told.

    Raises CountdownError where it cannot be opened and written, or is not free within `BUSY_SECONDS`.
    """
    with in_a_sentence(str(path)):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.is_dir():
            raise CountdownError("cannot be used: this is a folder", place=str(path), mend="move it away")
    with _locked(path), closing(_connect(path, warn)) as connection:
        yield connection


@contextmanager
def opened_to_read(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the ledger at `path` that changes nothing and waits for no run. Raises CountdownError if it cannot be read."""
    with in_a_sentence(str(path)):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)
    with closing(connection):
        try:
            with in_a_sentence(str(path)), _broken_or_not():
                _version_of(connection, path)
                _check(connection)
        except _BrokenError as error:
            raise CountdownError(f"broken ({error})", place=str(path), mend="a run sets it aside") from None
        yield connection


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold an exclusive transaction on a file beside the ledger; it goes with the process, however that ends."""
    file = path.with_suffix(".lock")
    with in_a_sentence(str(path)):
        lock = sqlite3.connect(file, timeout=0, isolation_level=None)
    with closing(lock):
        with in_a_sentence(str(path)):
            if file.exists() and not os.access(file, os.W_OK):
                # SQLite would open it to be read, and lock nothing.
                raise CountdownError("cannot be used: it may not be written", place=str(path), mend=_WRITABLE)
            _wait_for(lock, file)
        yield


def _wait_for(lock: sqlite3.Connection, file: Path) -> None:
    # Not by SQLite's own waiting, which no Ctrl-C ends.
    patience = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            if _code(error) in _BROKEN:
                file.write_bytes(b"")  # it holds nothing that anybody needs
            elif _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > patience:
                raise
            else:
                time.sleep(_POLL_SECONDS)
        else:
            return


def _connect(path: Path, warn: Callable[[CountdownError], None]) -> sqlite3.Connection:
    with in_a_sentence(str(path)):
        try:
            return _opened(path)
        except _BrokenError as error:
            aside = _set_aside(path)
            sentence = f"broken ({error}), so it was set aside as {aside.name} and a new one begun"
            warn(CountdownError(sentence, place=str(path)))
            return _opened(path)


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    try:
        with _broken_or_not():
            for version in range(_version_of(connection, path), _VERSION):
                connection.executescript(f"BEGIN; {_SCHEMA[version]} PRAGMA user_version = {version + 1}; COMMIT;")
            connection.execute("PRAGMA journal_mode = WAL")
            _check(connection)
            # Better known before anything is delivered than when that is to be recorded.
            connection.execute("DELETE FROM outcome WHERE only = 0").connection.rollback()
    except BaseException:
        connection.close()
        raise
    return connection


def _version_of(connection: sqlite3.Connection, path: Path) -> int:
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > _VERSION:
        sentence = f"of a newer version of countdown ({found}, and this one knows {_VERSION})"
        raise CountdownError(sentence, place=str(path), mend="use that version, or move the file away")
    if found < 0:
        raise _BrokenError(f"version {found}")
    return found


def _check(connection: sqlite3.Connection) -> None:
    (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if state != "ok":
        raise _BrokenError(" ".join(state.split()))
    for probe in _PROBES:
        connection.execute(probe)


@contextmanager
def _broken_or_not() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if _code(error) in _BROKEN:
            raise _BrokenError(str(error)) from None
        raise


def _set_aside(path: Path) -> Path:
    aside = next(name for number in count(1) if not (name := path.with_name(f"{path.name}.broken-{number}")).exists())
    # Its log goes first, which would else be taken for the new one's.
    for suffix in ("-wal", "-shm", ""):
        old = path.with_name(path.name + suffix)
        if old.exists():
            old.rename(aside.with_name(aside.name + suffix))
    return aside


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 where Python raised it."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
