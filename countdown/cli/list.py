"""`countdown list`."""

from __future__ import annotations

from typing import Any

import click

from countdown.cli.options import filter_from, filters, global_options, outputs, pass_session
from countdown.cli.output import Output
from countdown.cli.session import Session
from countdown.core.countdown import Countdown


@click.command("list")
@click.argument("text", required=False, default="")
@filters
@click.option("-n", "number", type=click.IntRange(min=0), metavar="N", help="At most N events; 0: all.")
@outputs
@global_options
@pass_session
def command(session: Session, /, text: str, number: int | None, **options: Any) -> None:
    """Every event's ongoing or next occurrence, nearest first.

    With TEXT only those whose name or tags hold it. In a terminal as many as fit; -n 0 shows all.

    \b
    countdown list --within 30d
    countdown list work --json
    countdown list --format '{days:>4} {name}'
    """
    chosen = filter_from(text, options)
    output = Output(**options)
    countdowns = chosen.select(session.agenda().countdowns, session.now.date())
    if output.chosen:
        session.print_lines(output.lines(countdowns[: number or None], session))
    elif session.nothing_begun:
        from countdown.cli.welcome import welcome

        session.print_lines(welcome(session))
    elif session.on_terminal:
        _print_table(session, countdowns, number)
    else:
        from countdown.view.plain import list_lines

        session.print_lines(list_lines(countdowns[: number or None]))


def _print_table(session: Session, countdowns: list[Countdown], number: int | None) -> None:
    from countdown.cli.terminal import console
    from countdown.view.table import fitting_rows, list_table

    screen = console(session)
    if not countdowns:
        screen.print("No events to show." if session.events else "There are no events yet.", style="dim")
        return
    limit = fitting_rows(screen) if number is None else number or len(countdowns)
    shown = countdowns[:limit]
    screen.print(list_table(shown, session.now.date(), screen.width, len(countdowns) - len(shown)))
