"""What `remind --once` or `--notify` would deliver: the ledger is read, not locked, and nothing is written."""

from __future__ import annotations

from countdown.cli.delivery import TERMINAL, Due, due_to
from countdown.cli.session import Session
from countdown.core.reminders import Reminder
from countdown.errors import CountdownError
from countdown.store.ledger import Ledger, read_ledger
from countdown.view.reminders import away_last


def would_be_due(session: Session, *, notify: bool) -> list[Reminder]:
    """What is due to standard output, or with `notify` to any of the channels; as on a first run if that cannot be told."""
    if notify:
        from countdown.cli.notify import outlets

        names = [outlet.name for outlet in outlets(session)]
    else:
        names = [TERMINAL]
    try:
        with read_ledger() as ledger:
            return _due_to_any(session, names, ledger)
    except CountdownError as error:
        session.fail(error)
        return _due_to_any(session, names, None)


def _due_to_any(session: Session, names: list[str], ledger: Ledger | None) -> list[Reminder]:
    found: dict[tuple[str, tuple[str, ...]], Due] = {}
    for name in names:
        for due in due_to(session, name, ledger):
            found.setdefault((due.event, due.reminder.covers), due)
    return away_last(due.reminder for due in found.values())
