"""`countdown remind`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import click

from countdown.cli.delivery import TERMINAL, Outlet, Take, deliver, due_to
from countdown.cli.options import global_options, pass_session
from countdown.cli.session import Session
from countdown.core.reminders import Reminder, came_due
from countdown.core.window import today
from countdown.errors import CountdownError
from countdown.view.json import remind_json
from countdown.view.reminders import AWAY, away_last, reminder_lines


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
    if notify and as_json:
        raise click.UsageError("--json goes with --once, or alone")
    if test:
        from countdown.cli.notify import send_tests

        send_tests(session)
    elif dry_run:
        _print(session, _dry_run(session, notify), as_json)
    elif once:
        _deliver(session, [_printer(session, as_json)], as_json)
    elif notify:
        from countdown.cli.notify import outlets

        _deliver(session, outlets(session), as_json)
    else:
        _print(session, _of_today(session), as_json)


def _of_today(session: Session) -> list[Reminder]:
    """Those of today's date, from the files alone."""
    window, remind_at = today(session.now), session.config_file.config.remind_time
    return away_last(each for event in session.events for each in came_due(event, window, session.now, remind_at))


def _deliver(session: Session, outlets: Sequence[Outlet], as_json: bool) -> None:
    try:
        deliver(session, outlets)
    except CountdownError as error:
        # Nobody is to miss a reminder for a ledger that cannot be used.
        session.fail(error)
        _print(session, [due.reminder for due in due_to(session, TERMINAL, None)], as_json)


def _dry_run(session: Session, notify: bool) -> list[Reminder]:
    """What would be due: to any of the channels with `notify`."""
    from countdown.cli.notify import outlets
    from countdown.store.ledger import ledger_path, open_ledger

    names = [outlet.name for outlet in outlets(session)] if notify else [TERMINAL]
    if not ledger_path().exists():
        return [due.reminder for due in due_to(session, names[0], None)]
    with open_ledger(session.warn) as ledger:
        found = {
            (due.event, due.reminder.covers): due.reminder for name in names for due in due_to(session, name, ledger)
        }
    return away_last(found.values())


def _print(session: Session, reminders: Sequence[Reminder], as_json: bool) -> None:
    take = _printer(session, as_json).begin(reminders)
    for group in [reminders] if as_json else [[reminder] for reminder in reminders]:
        take(group)


def _printer(session: Session, as_json: bool) -> Outlet:
    """Standard output as a channel: a line for each reminder, or all of them as JSON."""
    if as_json:
        return Outlet(TERMINAL, lambda _: partial(_print_json, session), most_single=-1)
    return Outlet(TERMINAL, partial(_begin_lines, session))


def _print_json(session: Session, reminders: Sequence[Reminder]) -> None:
    session.print_lines([remind_json(reminders, session.now)])


def _begin_lines(session: Session, reminders: Sequence[Reminder]) -> Take:
    lines = dict(zip(map(id, reminders), reminder_lines(reminders), strict=True))
    first_missed = next((reminder for reminder in reminders if reminder.missed), None)

    def take(group: Sequence[Reminder]) -> None:
        for reminder in group:
            if reminder is first_missed:
                session.print_lines(["", AWAY] if reminder is not reminders[0] else [AWAY])
            session.print_lines([lines[id(reminder)]])

    return take
