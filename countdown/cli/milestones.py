"""`countdown list --milestones`."""

from __future__ import annotations

import click
import msgspec

from countdown.cli.output import Output
from countdown.cli.session import Session
from countdown.core.agenda import Filter
from countdown.core.milestones import Ahead, all_ahead

# Of each event so many, since of what is pinned there is no end.
_EACH = 3


def print_milestones(session: Session, chosen: Filter, output: Output, number: int | None, unit: str) -> None:
    """Print the milestones ahead of the `chosen` events, `number` lines at the most; 0: all, None: what fits a terminal."""
    if chosen.past or unit != "days" or (output.chosen and not output.as_json):
        raise click.UsageError("--milestones goes without --past, --unit, --plain and --format")
    today = session.now.date()
    seen = msgspec.structs.replace(chosen, within=None).select(session.agenda().countdowns, today)
    found = all_ahead(seen, _EACH, chosen.last_day(today))
    if output.as_json:
        from countdown.view.json import milestones_json

        session.print_lines([milestones_json(found[: number or None], session.now)])
    elif session.on_terminal:
        _print_table(session, found, number)
    else:
        from countdown.view.milestones import milestone_lines

        session.print_lines(milestone_lines(found[: number or None], today))


def _print_table(session: Session, found: list[Ahead], number: int | None) -> None:
    from countdown.cli.terminal import console
    from countdown.view.milestone_table import milestone_table
    from countdown.view.table import fitting_rows

    screen = console(session)
    if not found:
        screen.print("No milestones are ahead.", style="dim")
        return
    limit = fitting_rows(screen) if number is None else number or len(found)
    screen.print(milestone_table(found[:limit], session.now.date(), screen.width, max(0, len(found) - limit)))
