"""`countdown undo`."""

from __future__ import annotations

from datetime import datetime

import click

from countdown.cli.changes import events_writer
from countdown.cli.options import global_options, pass_session
from countdown.cli.session import Session
from countdown.errors import CountdownError
from countdown.store.history import Kept, steps
from countdown.store.writer import resolved
from countdown.view.text import visible


@click.command("undo")
@click.option("--list", "list_", is_flag=True, help="List the changes that can be undone, latest first.")
@global_options
@pass_session
def command(session: Session, /, list_: bool) -> None:
    """Take back the last change that countdown made to an events file.

    Once more takes back the one before. A file that was changed by hand since stays as it is.

    \b
    countdown undo
    countdown undo --list
    """
    kept = sorted(_kept(session), key=lambda found: found[1].order, reverse=True)
    if list_:
        session.print_lines([_line(session, shown, each) for shown, each in kept])
        return
    if not kept:
        raise CountdownError("there is no change to undo", place="countdown")
    shown = kept[0][0]
    undone = events_writer(session, shown).undo()
    if undone is None:
        raise CountdownError("there is no change to undo", place=shown)
    if undone.difference:
        session.print_lines([visible(line) for line in undone.difference])
        raise CountdownError(
            f"was changed by hand since {visible(undone.step.what)!r}, which is not undone",
            place=shown,
            mend="the difference is above",
        )
    session.print_lines([f"undone: {visible(undone.step.what)}  ({visible(shown)})"])


def _kept(session: Session) -> list[tuple[str, Kept]]:
    return [(shown, kept) for shown, path in session.events_paths.items() for kept in steps(resolved(path, shown))]


def _line(session: Session, shown: str, kept: Kept) -> str:
    when: datetime = kept.step.when.astimezone(session.now.tzinfo)
    return f"{when:%Y-%m-%d %H:%M}  {visible(kept.step.what)}  ({visible(shown)})"
