"""`countdown remind`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from math import inf
from typing import TYPE_CHECKING

import click

from countdown.cli.options import global_options, pass_session
from countdown.cli.reminder_output import begin_json, begin_lines, print_all
from countdown.cli.session import Session
from countdown.core.reminders import Reminder, came_due
from countdown.core.window import today
from countdown.errors import CountdownError
from countdown.view.reminders import away_last

if TYPE_CHECKING:
    from countdown.cli.delivery import Outlet


@click.command("remind")
@click.option("--once", is_flag=True, help="Each reminder exactly once, with those missed since the last time.")
@click.option("--notify", is_flag=True, help="The same, through the channels of the config.")
@click.option("--test", is_flag=True, help="Send a test message through each channel of the config.")
@click.option("--dry-run", is_flag=True, help="Tell what --once or --notify would, and record nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema 1).")
@global_options
@pass_session
def command(session: Session, /, *, once: bool, notify: bool, test: bool, dry_run: bool, as_json: bool) -> None:
    """The reminders that are due today.

    Prints nothing when there are none, so that cron stays silent. --once and --notify keep a record: each reminder
    comes once, however often they run, and what was missed while the machine was off comes late.

    \b
    countdown remind
    countdown remind --once
    countdown remind --notify
    countdown remind --test
    """
    if once + notify + test > 1:
        raise click.UsageError("--once, --notify and --test exclude each other")
    if test and (dry_run or as_json):
        raise click.UsageError("--test goes alone")
    if notify and as_json and not dry_run:
        raise click.UsageError("--json goes with --once, with --dry-run, or alone")
    if not (once or notify or test or dry_run):
        print_all(session, todays_reminders(session), as_json)
        return
    # Who only looks at today needs no ledger and no channel.
    if test:
        from countdown.cli.notify import send_tests

        send_tests(session)
    elif dry_run:
        from countdown.cli.rehearsal import would_be_due

        print_all(session, would_be_due(session, notify=notify), as_json)
    elif notify:
        from countdown.cli.notify import outlets

        _deliver(session, outlets(session), as_json)
    else:
        if sys.stdout is None:
            raise CountdownError("standard output is closed, so nothing is told")
        from countdown.cli.delivery import TERMINAL, Outlet

        begin = partial(begin_json if as_json else begin_lines, session)
        _deliver(session, [Outlet(TERMINAL, begin, most_single=-1 if as_json else inf)], as_json)


def _deliver(session: Session, outlets: Sequence[Outlet], as_json: bool) -> None:
    from countdown.cli.delivery import TERMINAL, deliver, due_to

    try:
        deliver(session, outlets)
    except CountdownError as error:
        # Nobody is to miss a reminder for a ledger that cannot be used.
        session.fail(error)
        print_all(session, [due.reminder for due in due_to(session, TERMINAL, None)], as_json)


def todays_reminders(session: Session) -> list[Reminder]:
    """The reminders of today's date, from the files alone."""
    window = today(session.now)
    return away_last(
        each
        for file in session.files
        for event in file.events
        for each in came_due(event, window, session.now, session.preferences)
    )
