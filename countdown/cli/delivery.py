"""One run over all channels: each reminder once, and on record as soon as its channel took it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from math import inf
from typing import NamedTuple

from countdown.cli.session import Session
from countdown.core.event import Event
from countdown.core.reminders import Reminder, came_due
from countdown.core.window import Past, first_run, since
from countdown.errors import CountdownError
from countdown.store.events_file import EventsFile
from countdown.store.ledger import LastRun, Ledger, Outcome, open_ledger
from countdown.store.writer import resolved

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
    pasts = {} if ledger is None else ledger.past(channel)
    found = []
    for file in session.files:
        source = source_of(session, file)
        last = None if ledger is None else ledger.last_run(channel, source)
        window = first_run(session.now) if last is None else since(last.at, last.wall, session.now)
        for event in file.events:
            key = event_key(session, event)
            past = pasts.get(key, Past())
            remind_at = session.config_file.config.remind_time
            found += [Due(each, key, source) for each in came_due(event, window, session.now, remind_at, past)]
    return sorted(found, key=lambda due: (due.reminder.missed, due.reminder.due.timestamp()))


def source_of(session: Session, file: EventsFile) -> str:
    """How the ledger knows an events file: by its path, symbolic links followed."""
    return str(resolved(session.events_paths[file.shown], file.shown))


def event_key(session: Session, event: Event) -> str:
    """How the ledger knows an event: by its id, and by its file too where two files have that id."""
    ids = session.ids
    return event.id if ids[event.id] == 1 else f"{event.id} {resolved(session.events_paths[event.file], event.file)}"


class _Run:
    """One outlet's part of a run."""

    def __init__(self, session: Session, ledger: Ledger, outlet: Outlet) -> None:
        self._session, self._ledger, self._outlet = session, ledger, outlet
        self._failed: set[str] = set()

    def deliver(self) -> list[CountdownError]:
        """Hand over what is due; what went wrong."""
        dues = due_to(self._session, self._outlet.name, self._ledger)
        take = self._outlet.begin([due.reminder for due in dues])
        together = len(dues) > self._outlet.most_single
        failures: list[CountdownError] = []
        for group in [dues] if together else [[due] for due in dues]:
            try:
                take([due.reminder for due in group])
            except CountdownError as error:
                failures.append(error)
                self._failed |= {due.source for due in group}
                continue
            try:
                self._record(group)
            except CountdownError as error:
                # What cannot be recorded would be sent again and again; what is shown is better shown twice than never.
                if self._outlet.name != TERMINAL:
                    return [*failures, error]
                failures += [error] if str(error) not in map(str, failures) else []
        return [*failures, *self._end()]

    def _record(self, group: list[Due]) -> None:
        keys = [(due.event, due.reminder.occurrence, name) for due in group for name in due.reminder.covers]
        self._ledger.record(self._outlet.name, keys, self._session.now)

    def _end(self) -> list[CountdownError]:
        """Move the channel's last run on, but for files of which it did not take everything."""
        try:
            for source in {source_of(self._session, file) for file in self._session.files} - self._failed:
                self._ledger.ran(self._outlet.name, source, self._this_run(source))
        except CountdownError as error:
            return [error]
        return []

    def _this_run(self, source: str) -> LastRun:
        now, last = self._session.now, self._ledger.last_run(self._outlet.name, source)
        wall = now.replace(tzinfo=None)
        # Who travels west lives some hours twice, and was told of them.
        if last is not None and last.at.timestamp() <= now.timestamp():
            wall = max(wall, last.wall)
        return LastRun(now, wall)
