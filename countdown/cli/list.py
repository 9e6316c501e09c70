"""`countdown list`."""

from __future__ import annotations

from typing import Any

import click

from countdown.cli.options import filter_from, filters, global_options, outputs, pass_session, unit_option
from countdown.cli.output import Output
from countdown.cli.session import Session
from countdown.core.countdown import Countdown
from countdown.view.words import BY


@click.command("list")
@click.argument("text", required=False, default="")
@filters
@click.option("-n", "number", type=click.IntRange(min=0), metavar="N", help="At most N events, or milestones; 0: all.")
@unit_option
@click.option("--by", type=click.Choice(BY), help="Under a heading for each tag or month, for reading.")
@click.option("--milestones", is_flag=True, help="The round numbers ahead: 100 days to go, 1,000 days since.")
@outputs
@global_options
@pass_session
def command(
    session: Session, /, text: str, number: int | None, *, unit: str, by: str | None, milestones: bool, **options: Any
) -> None:
    """Every event's ongoing or next occurrence, nearest first.

    With TEXT only those whose name or tags hold it. In a terminal as many as fit; -n 0 shows all. --milestones shows
    the round numbers ahead instead: on the way to what is to come, and since what is pinned.

    \b
    countdown list --within 30d
    countdown list work --json
    countdown list --by month --unit weeks
    countdown list --milestones --within 1y
    countdown list --format '{days:>4} {name}'
    """
    chosen = filter_from(text, options)
    output = Output(**options)
    if by is not None and (output.chosen or milestones):
        other = "--milestones" if milestones else "--json, --plain and --format, which print an event a line"
        raise click.UsageError(f"--by makes headings, so it does not go with {other}")
    if milestones:
        from countdown.cli.milestones import print_milestones

        print_milestones(session, chosen, output, number, unit)
        return
    countdowns = chosen.select(session.agenda().countdowns, session.now.date())
    if output.chosen:
        session.print_lines(output.lines(countdowns[: number or None], session, unit))
    elif session.nothing_begun:
        from countdown.cli.welcome import welcome

        session.print_lines(welcome(session))
    elif session.on_terminal:
        _print_table(session, countdowns, number, unit, by)
    else:
        from countdown.view.plain import list_lines

        session.print_lines(list_lines(countdowns[: number or None], unit, by))


def _print_table(session: Session, countdowns: list[Countdown], number: int | None, unit: str, by: str | None) -> None:
    from countdown.cli.terminal import console
    from countdown.view.groups import fitting
    from countdown.view.table import fitting_rows, list_table

    screen = console(session)
    if not countdowns:
        screen.print("No events to show." if session.events else "There are no events yet.", style="dim")
        return
    limit = fitting(countdowns, by, fitting_rows(screen)) if number is None else number or len(countdowns)
    shown = countdowns[:limit]
    today, more = session.now.date(), len(countdowns) - len(shown)
    screen.print(list_table(shown, today, screen.width, more, unit=unit, by=by))
