"""What `snooze` and `dismiss` share: which occurrence is meant, and the ledger's word on it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import click

from countdown.cli.session import Session
from countdown.cli.sources import event_key, source_of
from countdown.core.countdown import see
from countdown.core.event import Event
from countdown.core.reminders import find_occurrence, occurrence_key
from countdown.core.selection import find_event
from countdown.store.ledger import open_ledger
from countdown.view.text import visible
from countdown.view.words import short_date


class _Meant(NamedTuple):
    """An occurrence as the ledger knows it, and as the user is told."""

    occurrence: str
    told: str


def put_off(session: Session, wanted: str, until: datetime | None, done: str) -> None:
    """Put off to `until`, or dismiss, the occurrence of the event `wanted` that was last reminded of, else the next."""
    event, source = _find(session, wanted)
    key = event_key(event, source)
    with open_ledger(session.warn) as ledger:
        meant = _meant(session, event, ledger.last_told(key, session.now))
        ledger.put_off(key, source, meant.occurrence, session.now, until)
    click.echo(f"{meant.told} {done}")


def take_back(session: Session, wanted: str) -> None:
    """Let the reminders come again of the occurrence of the event `wanted` that was snoozed or dismissed last."""
    event, source = _find(session, wanted)
    key = event_key(event, source)
    with open_ledger(session.warn) as ledger:
        last = ledger.last_put_off(key, session.now)
        meant = _meant(session, event, last or ledger.last_told(key, session.now))
        if last is not None:
            ledger.take_back(key, last, session.now)
    click.echo(f"{meant.told} {'were neither snoozed nor dismissed' if last is None else 'are on again'}")


def _find(session: Session, wanted: str) -> tuple[Event, str]:
    """The event that the word means, and its file as the ledger knows it."""
    event = find_event(session.events, wanted)
    return event, source_of(session, session.file_of(event))


def _meant(session: Session, event: Event, known: str | None) -> _Meant:
    """The occurrence `known`, if the event has it; else the next."""
    occurrence = None if known is None else find_occurrence(event, known, session.now)
    seen = session.see(event) if occurrence is None else see(event, occurrence, session.now)
    told = f"reminders of {visible(seen.name)} on {short_date(seen.first_day, session.now.date())}"
    return _Meant(occurrence_key(seen.occurrence), told)
