"""The ledger: what each channel was told, and what the user put off or dismissed; in SQLite, in the state folder.

One run at a time writes. Each reminder is committed once its channel took it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from countdown.core.window import Past, PutOff
from countdown.errors import CountdownError
from countdown.store.ledger_file import in_a_sentence, ledger_path, opened_alone, opened_to_read

# What was told longer ago than anything is caught up with.
_KEPT = timedelta(days=800)
# What was told in a future further away than that was told by a clock that went wrong, and is told again in its time.
_FUTURE = timedelta(days=1)
# A run takes the place of earlier ones as recent as that. Older ones, a few of them, are what a clock that was set back
# goes on from.
_SAME_CLOCK = timedelta(days=2)
_OLDER_RUNS = 10
_FORGET_RECENT_RUNS = "DELETE FROM run WHERE channel = ? AND source = ? AND at BETWEEN ? AND ?"
_FORGET_OLD_RUNS = """
    DELETE FROM run WHERE channel = ? AND source = ? AND at < (
        SELECT at FROM run WHERE channel = ? AND source = ? AND at <= ? ORDER BY at DESC LIMIT 1 OFFSET ?)
"""
# In `put_off`, whatever channel has no row of its own there.
_ANY = ""


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
    """An open ledger. Its methods raise CountdownError where it cannot be read or written.

    An event is known by a text of its own, an events file, its `source`, by another.
    """

    def __init__(self, connection: sqlite3.Connection, place: str) -> None:
        self._connection = connection
        self._place = place

    def last_run(self, channel: str, source: str, now: datetime) -> LastRun | None:
        """The last run of `channel` over the events file `source` up to `now`; None if there was none."""
        query = "SELECT at, wall FROM run WHERE channel = ? AND source = ? AND at <= ? ORDER BY at DESC LIMIT 1"
        for at, wall in self._all(query, channel, source, _text(now)):
            return LastRun(self._moment(at), self._moment(wall))
        return None

    def past(self, channel: str, now: datetime) -> dict[str, Past]:
        """What `channel` was told of each event, and what was put off or dismissed of it; nothing of others."""
        told: dict[str, set[tuple[str, str]]] = {}
        query = "SELECT event, occurrence, lead FROM told WHERE channel = ? AND at <= ?"
        for event, occurrence, lead in self._all(query, channel, _shifted(now, _FUTURE)):
            told.setdefault(event, set()).add((occurrence, lead))
        put_off: dict[str, dict[str, PutOff]] = {}
        query = "SELECT event, occurrence, since, until, again FROM put_off WHERE channel IN (?, ?) ORDER BY channel"
        for event, occurrence, since, until, again in self._all(query, _ANY, channel):
            ends = None if until is None else self._moment(until)
            put_off.setdefault(event, {})[occurrence] = PutOff(self._moment(since), ends, bool(again))
        return {event: Past(told.get(event, set()), put_off.get(event, {})) for event in told.keys() | put_off.keys()}

    def last_told(self, event: str, now: datetime) -> str | None:
        """The occurrence of the event that was told of last, on any channel."""
        query = "SELECT occurrence FROM told WHERE event = ? AND at <= ? ORDER BY at DESC, occurrence DESC LIMIT 1"
        return next((occurrence for (occurrence,) in self._all(query, event, _shifted(now, _FUTURE))), None)

    def record(self, channel: str, told: Sequence[tuple[str, str, str]], now: datetime) -> None:
        """Keep that `channel` took these, as (event, occurrence, lead)."""
        rows = [(*key, channel, _text(now)) for key in told]
        self._write(("INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?, ?)", rows))

    def ran(self, channel: str, sources: Sequence[str], now: datetime) -> None:
        """Keep that `channel` was told all that is in `sources` and due by `now`, in the viewer's zone."""
        wall = {}
        for source in sources:
            last = self.last_run(channel, source, now)
            # Who travels west lives some hours twice, and was told of them.
            clock = now.replace(tzinfo=None)
            wall[source] = max(clock, last.wall) if last else clock
        this, recent = _text(now), _shifted(now, -_SAME_CLOCK)
        self._write(
            (_FORGET_RECENT_RUNS, [(channel, source, recent, this) for source in sources]),
            (
                "INSERT INTO run VALUES (?, ?, ?, ?)",
                [(channel, each, this, wall[each].isoformat()) for each in sources],
            ),
            (_FORGET_OLD_RUNS, [(channel, source, channel, source, this, _OLDER_RUNS) for source in sources]),
        )

    def put_off(self, event: str, source: str, occurrence: str, now: datetime, until: datetime | None) -> None:
        """Put an occurrence's reminders off to `until`, or dismiss them: of each channel, what it was not told yet too."""
        query = "SELECT channel, max(at) FROM run WHERE source = ? AND at <= ? GROUP BY channel"
        since = dict(self._all(query, source, _text(now))) | {_ANY: _text(now)}
        # What an earlier snooze held back is still to come.
        query = "SELECT channel, since FROM put_off WHERE event = ? AND occurrence = ? AND until IS NOT NULL"
        for channel, earlier in self._all(query, event, occurrence):
            since[channel] = min(earlier, since.get(channel, earlier))
        ends = None if until is None else _text(until)
        rows = [(event, occurrence, channel, begins, ends, True) for channel, begins in since.items()]
        self._write(("INSERT OR REPLACE INTO put_off VALUES (?, ?, ?, ?, ?, ?)", rows))

    def last_put_off(self, event: str, now: datetime) -> str | None:
        """The occurrence of the event that was snoozed or dismissed last and is so at `now`; None if there is none."""
        query = "SELECT occurrence FROM put_off WHERE event = ? AND channel = ? AND (until IS NULL OR until > ?) ORDER BY since"
        return next((occurrence for (occurrence,) in reversed(self._all(query, event, _ANY, _text(now)))), None)

    def take_back(self, event: str, occurrence: str, now: datetime) -> None:
        """End at `now` that an occurrence's reminders are put off or dismissed: what was held back comes, and no more."""
        query = "UPDATE put_off SET until = ?, again = FALSE WHERE event = ? AND occurrence = ?"
        self._write((query, [(_text(now), event, occurrence)]))

    def end(self, outcome: Outcome) -> None:
        """Keep how a run ended, and drop what is too old to matter."""
        before = self.outcome()
        now = _text(outcome.at)
        statements: list[_Statement] = [
            ("INSERT OR REPLACE INTO outcome VALUES (1, ?, ?, ?)", [(now, outcome.ok, outcome.message)])
        ]
        if before is not None:
            # By the run before, so that one run of a clock that is years ahead makes nobody forget.
            oldest = _shifted(min(outcome.at, before.at, key=datetime.timestamp), -_KEPT)
            statements.append(("DELETE FROM told WHERE at < ?", [(oldest,)]))
            statements.append(("DELETE FROM put_off WHERE until < ?", [(oldest,)]))
        self._write(*statements)

    def outcome(self) -> Outcome | None:
        """How the last run ended; None if there was none."""
        for at, ok, message in self._all("SELECT at, ok, message FROM outcome"):
            return Outcome(self._moment(at), bool(ok), message)
        return None

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with in_a_sentence(self._place):
            return self._connection.execute(query, values).fetchall()

    def _write(self, *statements: _Statement) -> None:
        """All of them, or none."""
        with in_a_sentence(self._place), self._connection:
            for statement, rows in statements:
                self._connection.executemany(statement, rows)

    def _moment(self, text: str) -> datetime:
        try:
            return datetime.fromisoformat(text)
        except (TypeError, ValueError):
            mend = "move the file away"
            raise CountdownError(
                f"cannot be used: it holds {text!r} for a moment", place=self._place, mend=mend
            ) from None


_Statement = tuple[str, Sequence[tuple[object, ...]]]


@contextmanager
def open_ledger(warn: Callable[[CountdownError], None]) -> Iterator[Ledger]:
    """The ledger, for one run alone; a broken one is set aside, which `warn` is told, and a new one begun.

    Raises CountdownError where it cannot be opened and written, or is not free within some seconds.
    """
    path = ledger_path()
    with opened_alone(path, warn) as connection:
        yield Ledger(connection, str(path))


@contextmanager
def read_ledger() -> Iterator[Ledger | None]:
    """The ledger as it is, to be read and not changed; None if there is none. Raises CountdownError if it cannot be read."""
    path = ledger_path()
    if not path.exists():
        yield None
        return
    with opened_to_read(path) as connection:
        yield Ledger(connection, str(path))


def _text(moment: datetime) -> str:
    """An instant such that texts sort as times do."""
    try:
        instant = moment.astimezone(UTC)
    except OverflowError:
        instant = moment.replace(tzinfo=UTC)  # at the ends of the calendar
    return instant.isoformat(timespec="microseconds")


def _shifted(moment: datetime, span: timedelta) -> str:
    """The text of `moment + span`; outside of the calendar one that sorts before, or behind, all others."""
    try:
        return _text(moment + span)
    except OverflowError:
        return "" if span < timedelta() else "~"
