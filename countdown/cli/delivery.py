"""One run over all channels: each reminder once, and on record as soon as its channel took it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from math import inf
from typing import NamedTuple

from countdown.cli.session import Session
from countdown.cli.sources import event_key, source_of
from countdown.core.reminders import Reminder, came_due
from countdown.core.window import Past, first_run, since
from countdown.errors import CountdownError
from countdown.store.ledger import Ledger, Outcome, open_ledger

TERMINAL = "terminal"
Take = Callable[[Sequence[Reminder]], None]


class Outlet(NamedTuple):
    """A channel as a run sees it.

    `name` is its name in the ledger. `begin` is given all that is due to it, and gives what takes one reminder after
    the other, or all of them together if they are more than `most_single`; that raises CountdownError where it fails.
    """

    name: str
    begin: Callable[[Sequence[Reminder]], Take]
    most_single: float = inf


class Due(NamedTuple):
    """A reminder that is due to a channel, its event's key in the ledger, and the file that the event stands in."""

    reminder: Reminder
    event: str
    source: str


def deliver(session: Session, outlets: Sequence[Outlet]) -> None:
    """Hand every outlet what is due to it, once each. What fails is told, and is due again the next time.

    Raises CountdownError where the ledger cannot be used; then nothing was delivered.
    """
    session.files  # noqa: B018  # what is wrong with them is told first
    with open_ledger(session.warn) as ledger:
        failures = [failure for outlet in outlets for failure in _Run(session, ledger, outlet).deliver()]
        for failure in failures:
            session.fail(failure)
        with suppress(CountdownError):  # what keeps the ledger from being written was told
            ledger.end(Outcome(session.now, not failures, "; ".join(map(str, failures))))


def due_to(session: Session, channel: str, ledger: Ledger | None) -> list[Due]:
    """What is due to the channel, in the order it was; without a ledger as on a first run."""
    now, preferences = session.now, session.preferences
    pasts = {} if ledger is None else ledger.past(channel, now)
    found = []
    for file in session.files:
        source = source_of(session, file)
        last = None if ledger is None else ledger.last_run(channel, source, now)
        window = first_run(now) if last is None else since(last.at, last.wall, now)
        for event in file.events:
            key = event_key(event, source)
            found += [
                Due(each, key, source) for each in came_due(event, window, now, preferences, pasts.get(key, Past()))
            ]
    return sorted(found, key=lambda due: (due.reminder.missed, due.reminder.due.timestamp()))


class _Run:
    """One outlet's part of a run."""

    def __init__(self, session: Session, ledger: Ledger, outlet: Outlet) -> None:
        self._session, self._ledger, self._outlet = session, ledger, outlet
        self._failures: list[CountdownError] = []
        self._sources = {source_of(session, file) for file in session.files}
        self._failed: set[str] = set()

    def deliver(self) -> list[CountdownError]:
        """Hand over what is due; what went wrong."""
        self._begin()
        dues = due_to(self._session, self._outlet.name, self._ledger)
        take = self._outlet.begin([due.reminder for due in dues])
        together = len(dues) > self._outlet.most_single
        recorded = True
        for group in [dues] if together else [[due] for due in dues]:
            try:
                take([due.reminder for due in group])
            except CountdownError as error:
                self._failures.append(error)
                self._failed |= {due.source for due in group}
                continue
            recorded = recorded and self._done(partial(self._record, group))
            # What cannot be recorded would be sent again and again; what is shown is better shown twice than never.
            if not recorded and self._outlet.name != TERMINAL:
                break
        if recorded:
            # The last run is moved on, but for files of which not all was taken.
            self._done(partial(self._ran, self._sources - self._failed, self._session.now))
        return self._failures

    def _begin(self) -> None:
        """Keep where a first run begins, so that what it fails to deliver, however it ends, is due the next day too."""
        name, now = self._outlet.name, self._session.now
        new = {source for source in self._sources if self._ledger.last_run(name, source, now) is None}
        if new:
            self._ran(new, first_run(now).after)

    def _ran(self, sources: set[str], moment: datetime) -> None:
        self._ledger.ran(self._outlet.name, sorted(sources), moment)

    def _record(self, group: list[Due]) -> None:
        keys = [(due.event, due.reminder.occurrence, name) for due in group for name in due.reminder.covers]
        self._ledger.record(self._outlet.name, keys, self._session.now)

    def _done(self, write: Callable[[], None]) -> bool:
        """Whether the ledger took what `write` writes."""
        try:
            write()
        except CountdownError as error:
            self._failures.append(error)
            return False
        return True
