"""`countdown show`."""

from __future__ import annotations

from itertools import islice

import click

from countdown.cli.card import print_card, print_large_card
from countdown.cli.options import global_options, pass_session, unit_option
from countdown.cli.session import Session
from countdown.core.plan import plan
from countdown.core.recurrence import upcoming_starts
from countdown.core.selection import find_event
from countdown.view.card import Details, rows
from countdown.view.json import show_json

_UPCOMING = 3


@click.command("show")
@click.argument("event")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema 1).")
@unit_option
@global_options
@pass_session
def command(session: Session, /, event: str, as_json: bool, unit: str) -> None:
    """One event in full.

    EVENT is an id, the beginning of one, or part of a name. In a terminal the number stands in large digits.

    \b
    countdown show expo
    countdown show expo --unit months
    countdown show expo --json
    """
    found = find_event(session.events, event)
    seen = session.see(found)
    details = Details(
        upcoming=list(islice(upcoming_starts(found, session.now), _UPCOMING)),
        reminders=plan(seen, session.preferences),
        workdays=session.workdays.count(session.now.date(), seen.first_day),
        source=session.source(found),
    )
    if as_json:
        session.print_lines([show_json(seen, details.source, details.upcoming, details.reminders)])
    else:
        (print_large_card if session.on_terminal else print_card)(session, seen, rows(seen, details, unit), unit)
