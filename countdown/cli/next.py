"""`countdown next`."""

from __future__ import annotations

import sys
from typing import Any

import click

from countdown.cli.options import filter_from, filters, global_options, outputs, pass_session, unit_option
from countdown.cli.output import Output
from countdown.cli.session import Session
from countdown.view.plain import next_line


@click.command("next")
@click.argument("text", required=False, default="")
@click.option("-n", "number", type=click.IntRange(min=0), default=1, metavar="N", help="So many; 0: all.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; exit 0 if there is one, else 1.")
@click.option("--waybar", is_flag=True, help="Print one line of JSON for waybar: text, tooltip and class.")
@filters
@unit_option
@outputs
@global_options
@pass_session
def command(
    session: Session, /, *, text: str, number: int, quiet: bool, waybar: bool, unit: str, **options: Any
) -> None:
    """The nearest event, ongoing or to come.

    Prints nothing when there is none, so it fits a status bar.

    \b
    countdown next
    countdown next --within 7d
    countdown next expo --unit weeks
    countdown next -q --within 1d && echo soon
    """
    chosen = filter_from(text, options)
    output = Output(**options)
    if waybar and (quiet or output.chosen):
        raise click.UsageError("--waybar excludes --quiet, --json, --plain and --format")
    if waybar:
        from countdown.cli.waybar import print_waybar

        print_waybar(session, chosen, number)
        return
    if chosen.past or chosen.all:
        nearest = chosen.select(session.agenda().countdowns, session.now.date())[: number or None]
    else:
        nearest = session.first(1 if quiet else number or sys.maxsize, chosen)
    if quiet:
        session.exit_code = session.exit_code or (0 if nearest else 1)
        return
    if output.chosen:
        session.print_lines(output.lines(nearest, session, unit))
    else:
        session.print_lines([next_line(seen, unit) for seen in nearest])
