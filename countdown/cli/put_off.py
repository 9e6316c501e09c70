"""What `snooze` and `dismiss` share: which occurrence is meant, and the ledger's word on it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import click

from countdown.cli.delivery import event_key
from countdown.cli.session import Session
from countdown.core.countdown import see
from countdown.core.event import Event
from countdown.core.reminders import find_occurrence, occurrence_key
from countdown.core.selection import find_event
from countdown.core.window import PutOff
from countdown.store.ledger import Ledger, open_ledger
from countdown.store.writer import resolved
from countdown.view.text import visible
from countdown.view.words import short_date


class Meant(NamedTuple):
    """An event's occurrence, and how the ledger knows both."""

    event: Event
    key: str
    occurrence: str
    told: str


def put_off(session: Session, wanted: str, until: datetime | None, done: str) -> None:
    """Put off to `until`, or dismiss, the occurrence of the event `wanted` that was last reminded of, else the next."""
    event = find_event(session.events, wanted)
    with open_ledger(session.warn) as ledger:
        meant = _meant(session, event, ledger)
        source = str(resolved(session.events_paths[event.file], event.file))
        # What came due since the last run, and was not told yet, is put off too.
        since = ledger.earliest_run(source) or session.now.replace(hour=0, minute=0, second=0, microsecond=0)
        ledger.put(meant.key, meant.occurrence, PutOff(min(since, session.now, key=datetime.timestamp), until))
    click.echo(f"{meant.told} {done}")


def take_back(session: Session, wanted: str) -> None:
    """Let the reminders of that occurrence come again as if nothing had been said."""
    event = find_event(session.events, wanted)
    with open_ledger(session.warn) as ledger:
        meant = _meant(session, event, ledger)
        known = ledger.take_back(meant.key, meant.occurrence)
    click.echo(f"{meant.told} {'are on again' if known else 'were neither snoozed nor dismissed'}")


def _meant(session: Session, event: Event, ledger: Ledger) -> Meant:
    key = event_key(session, event)
    last = ledger.last_told(key)
    occurrence = None if last is None else find_occurrence(event, last, session.now)
    seen = session.see(event) if occurrence is None else see(event, occurrence, session.now)
    told = f"reminders of {visible(seen.name)} on {short_date(seen.start, session.now.date())}"
    return Meant(event, key, occurrence_key(seen.occurrence), told)
