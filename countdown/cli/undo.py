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

_NONE = "there is no change to undo"


@click.command("undo")
@click.option("--list", "list_", is_flag=True, help="List the changes that can be undone, latest first.")
@global_options
@pass_session
def command(session: Session, /, list_: bool) -> None:
    """Take back the last change made to an events file.

    Once more takes back the one before. A file that was changed by hand since stays as it is.

    \b
    countdown undo
    countdown undo --list
    """
    if list_:
        kept = sorted(_kept(session), key=_order, reverse=True)
        session.print_lines([_line(session, shown, each) for shown, each in kept])
        if not kept:
            session.warn(CountdownError(_NONE, place="countdown"))
        return
    undone = None
    for shown in _files(session):
        undone = events_writer(session, shown).undo()
        if undone is not None:
            break
    if undone is None:
        raise CountdownError(_NONE, place="countdown")
    if undone.difference is not None:
        session.print_lines([visible(line) for line in undone.difference])
        raise CountdownError(
            f"was changed by hand since {visible(undone.step.what)!r}, which is not undone",
            place=shown,
            mend="the difference is above",
        )
    session.print_lines([f"undone: {visible(undone.step.what)}  ({visible(shown)})"])


def _files(session: Session) -> list[str]:
    """The files in use that have a step to undo, the one with the latest first."""
    latest = [
        (shown, kept)
        for shown, path in session.events_paths.items()
        if (kept := next(steps(resolved(path, shown)), None)) is not None
    ]
    return [shown for shown, _ in sorted(latest, key=_order, reverse=True)]


def _kept(session: Session) -> list[tuple[str, Kept]]:
    return [(shown, kept) for shown, path in session.events_paths.items() for kept in steps(resolved(path, shown))]


def _order(found: tuple[str, Kept]) -> int:
    return found[1].order


def _line(session: Session, shown: str, kept: Kept) -> str:
    when: datetime = kept.step.when.astimezone(session.now.tzinfo)
    return f"{when:%Y-%m-%d %H:%M}  {visible(kept.step.what)}  ({visible(shown)})"
