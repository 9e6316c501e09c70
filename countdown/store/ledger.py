"""The ledger: what each channel was told, and what the user put off or dismissed; in SQLite, in the state folder.

One run at a time writes: it holds an exclusive transaction on a file beside the ledger, which goes with the process
however that ends. Each reminder is committed once its channel took it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import NamedTuple

from countdown.core.window import Past, PutOff
from countdown.errors import CountdownError
from countdown.store.paths import state_folder

BUSY_SECONDS = 10.0
# What was told longer ago than anything is caught up with.
_KEPT = timedelta(days=800)
_VERSION = 1
_SCHEMA = (
    # Version 1. A later version is a further entry here, applied to what an earlier one left.
    """
    CREATE TABLE last_run (channel TEXT, source TEXT, at TEXT NOT NULL, wall TEXT NOT NULL, PRIMARY KEY (channel, source));
    CREATE TABLE told (event TEXT, occurrence TEXT, lead TEXT, channel TEXT, at TEXT NOT NULL,
                       PRIMARY KEY (event, occurrence, lead, channel)) WITHOUT ROWID;
    CREATE TABLE put_off (event TEXT, occurrence TEXT, since TEXT NOT NULL, until TEXT, PRIMARY KEY (event, occurrence));
    CREATE TABLE outcome (only INTEGER PRIMARY KEY CHECK (only = 1), at TEXT NOT NULL, ok INTEGER NOT NULL, message TEXT NOT NULL);
    """,
)


class LastRun(NamedTuple):
    """A channel's last run over one events file: when, and what the viewer's clock then showed, at the latest."""

    at: datetime
    wall: datetime


class Outcome(NamedTuple):
    """How the last run of `remind --once` or `--notify` ended."""

    at: datetime
    ok: bool
    message: str


class Ledger:
    """An open ledger. Its methods raise CountdownError where it cannot be read or written."""

    def __init__(self, connection: sqlite3.Connection, place: str) -> None:
        self._connection = connection
        self._place = place

    def last_run(self, channel: str, source: str) -> LastRun | None:
        """The last run of `channel` over the events file `source`; None if it never ran."""
        for at, wall in self._all("SELECT at, wall FROM last_run WHERE channel = ? AND source = ?", channel, source):
            return LastRun(datetime.fromisoformat(at), datetime.fromisoformat(wall))
        return None

    def earliest_run(self, source: str) -> datetime | None:
        """The earliest of all channels' last runs over `source`: up to then all of them were told everything."""
        times = [datetime.fromisoformat(at) for (at,) in self._all("SELECT at FROM last_run WHERE source = ?", source)]
        return min(times, default=None)

    def past(self, channel: str) -> dict[str, Past]:
        """What `channel` was told of each event, and what was put off or dismissed of it; nothing of others."""
        told: dict[str, set[tuple[str, str]]] = {}
        for event, occurrence, lead in self._all("SELECT event, occurrence, lead FROM told WHERE channel = ?", channel):
            told.setdefault(event, set()).add((occurrence, lead))
        put_off = {event for (event,) in self._all("SELECT DISTINCT event FROM put_off")}
        return {event: Past(told.get(event, set()), self.put_off(event)) for event in told.keys() | put_off}

    def put_off(self, event: str) -> dict[str, PutOff]:
        """What was put off or dismissed of the event, by occurrence."""
        rows = self._all("SELECT occurrence, since, until FROM put_off WHERE event = ?", event)
        return {
            occurrence: PutOff(datetime.fromisoformat(since), datetime.fromisoformat(until) if until else None)
            for occurrence, since, until in rows
        }

    def last_told(self, event: str) -> str | None:
        """The occurrence of the event that was told of last, on any channel."""
        query = "SELECT occurrence FROM told WHERE event = ? ORDER BY at DESC, occurrence DESC LIMIT 1"
        return next((occurrence for (occurrence,) in self._all(query, event)), None)

    def record(self, channel: str, told: list[tuple[str, str, str]], now: datetime) -> None:
        """Keep that `channel` took these, as (event, occurrence, lead)."""
        rows = [(*key, channel, _text(now)) for key in told]
        self._write("INSERT OR IGNORE INTO told VALUES (?, ?, ?, ?, ?)", rows)

    def ran(self, channel: str, source: str, run: LastRun) -> None:
        """Keep the last run of `channel` over `source`."""
        self._write(
            "INSERT OR REPLACE INTO last_run VALUES (?, ?, ?, ?)",
            [(channel, source, _text(run.at), run.wall.isoformat())],
        )

    def put(self, event: str, occurrence: str, put_off: PutOff) -> None:
        """Put an occurrence's reminders off, or dismiss them."""
        until = None if put_off.until is None else _text(put_off.until)
        self._write(
            "INSERT OR REPLACE INTO put_off VALUES (?, ?, ?, ?)", [(event, occurrence, _text(put_off.since), until)]
        )

    def take_back(self, event: str, occurrence: str) -> bool:
        """Forget that an occurrence's reminders were put off or dismissed; whether they were."""
        known = occurrence in self.put_off(event)
        self._write("DELETE FROM put_off WHERE event = ? AND occurrence = ?", [(event, occurrence)])
        return known

    def end(self, outcome: Outcome) -> None:
        """Keep how a run ended, and drop what is too old to matter."""
        before = self.outcome()
        if before is not None:
            # By the run before, so that one run of a clock that is years ahead makes nobody forget.
            self._write("DELETE FROM told WHERE at < ?", [(_text(min(outcome.at, before.at) - _KEPT),)])
        self._write(
            "INSERT OR REPLACE INTO outcome VALUES (1, ?, ?, ?)", [(_text(outcome.at), outcome.ok, outcome.message)]
        )

    def outcome(self) -> Outcome | None:
        """How the last run ended; None if there was none."""
        for at, ok, message in self._all("SELECT at, ok, message FROM outcome"):
            return Outcome(datetime.fromisoformat(at), bool(ok), message)
        return None

    def _all(self, query: str, *values: object) -> list[tuple[str, ...]]:
        with _in_a_sentence(self._place):
            return self._connection.execute(query, values).fetchall()

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        with _in_a_sentence(self._place), self._connection:
            self._connection.executemany(statement, rows)


def ledger_path() -> Path:
    """Where the ledger is, or would be."""
    return state_folder() / "ledger.db"


@contextmanager
def open_ledger(warn: Callable[[CountdownError], None]) -> Iterator[Ledger]:
    """The ledger, for one run alone; a broken one is set aside, which `warn` is told, and a new one begun.

    Raises CountdownError where it cannot be opened, or is not free within `BUSY_SECONDS`.
    """
    path = ledger_path()
    with _in_a_sentence(str(path)):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(path), closing(_connect(path, warn)) as connection:
        yield Ledger(connection, str(path))


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with _in_a_sentence(str(path)):
        lock = sqlite3.connect(path.with_suffix(".lock"), timeout=BUSY_SECONDS, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
    with closing(lock):
        yield


def _connect(path: Path, warn: Callable[[CountdownError], None]) -> sqlite3.Connection:
    with _in_a_sentence(str(path)):
        try:
            return _opened(path)
        except sqlite3.OperationalError:  # busy, read-only, no room: nothing is wrong with the file
            raise
        except sqlite3.DatabaseError as error:
            aside = _set_aside(path)
            sentence = f"broken ({error}), so it was set aside as {aside.name} and a new one begun"
            warn(CountdownError(sentence, place=str(path)))
            return _opened(path)


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    try:
        _upgrade(connection, path)
        _check(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _upgrade(connection: sqlite3.Connection, path: Path) -> None:
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > _VERSION:
        sentence = f"of a newer version of countdown ({found}, and this one knows {_VERSION})"
        raise CountdownError(sentence, place=str(path), mend="use that version, or move the file away")
    connection.execute("PRAGMA journal_mode = WAL")
    for version in range(found, _VERSION):
        connection.executescript(f"BEGIN; {_SCHEMA[version]} PRAGMA user_version = {version + 1}; COMMIT;")


def _check(connection: sqlite3.Connection) -> None:
    (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if state != "ok":
        raise sqlite3.DatabaseError(state)


def _set_aside(path: Path) -> Path:
    aside = next(name for number in count(1) if not (name := path.with_name(f"{path.name}.broken-{number}")).exists())
    path.rename(aside)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return aside


def _text(moment: datetime) -> str:
    """An instant such that texts sort as times do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


@contextmanager
def _in_a_sentence(place: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        known = {"database is locked": "in use by another run", "database or disk is full": "the disk is full"}
        raise CountdownError(f"cannot be used: {known.get(str(error), str(error))}", place=place) from None
    except sqlite3.Error as error:
        raise CountdownError(f"cannot be used: {error}", place=place) from None
    except OSError as error:
        raise CountdownError(f"cannot be used: {error.strerror}", place=place) from None
