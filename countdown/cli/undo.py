"""`countdown undo`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import click

from countdown.cli.changes import events_writer
from countdown.cli.options import global_options, pass_session
from countdown.cli.session import Session
from countdown.errors import CountdownError
from countdown.store.history import Kept, Step, steps
from countdown.store.writer import Undone, resolved
from countdown.view.text import visible

_NONE = "there is no change to undo"


class _Place(NamedTuple):
    """An events file, or the folder of a calendar: where its steps are kept by, and what takes the last one back."""

    path: Path
    shown: str
    undo: Callable[[], Undone | None]

    def file(self, step: Step) -> str:
        """The file that `step` changed, as messages call it."""
        return str(self.path / step.name) if step.name else self.shown


@click.command("undo")
@click.option("--list", "list_", is_flag=True, help="List the changes that can be undone, latest first.")
@global_options
@pass_session
def command(session: Session, /, list_: bool) -> None:
    """Take back the last change made to an events file.

    Or to a calendar with write = true in the config. Once more takes back the one before. A file that was changed by hand since stays as it is.

    \b
    countdown undo
    countdown undo --list
    """
    places = list(_places(session))
    if list_:
        kept = [(place.file(each.step), each) for place in places for each in steps(place.path)]
        kept.sort(key=lambda found: found[1].order, reverse=True)
        session.print_lines([_line(session, shown, each) for shown, each in kept])
        if not kept:
            session.warn(CountdownError(_NONE, place="countdown"))
        return
    undone = None
    for place in _with_a_step(places):
        undone = place.undo()
        if undone is not None:
            break
    if undone is None:
        raise CountdownError(_NONE, place="countdown")
    shown = place.file(undone.step)
    if undone.difference is not None:
        session.print_lines([visible(line) for line in undone.difference])
        raise CountdownError(
            f"was changed by hand since {visible(undone.step.what)!r}, which is not undone",
            place=shown,
            mend="the difference is above",
        )
    session.print_lines([f"undone: {visible(undone.step.what)}  ({visible(shown)})"])


def _places(session: Session) -> Iterator[_Place]:
    """What was or could have been changed."""
    for shown, path in session.events_paths.items():
        yield _Place(resolved(path, shown), shown, events_writer(session, shown).undo)
    if not session.named_files and any(each.write for each in session.config_file.config.calendars.values()):
        from countdown.cli.calendar_changes import writers

        for writer in writers(session):
            yield _Place(writer.folder, writer.shown, writer.undo)


def _with_a_step(places: list[_Place]) -> list[_Place]:
    """Those that have a step to undo, the one with the latest first."""
    latest = [(place, kept) for place in places if (kept := next(steps(place.path), None)) is not None]
    return [place for place, _ in sorted(latest, key=lambda found: found[1].order, reverse=True)]


def _line(session: Session, shown: str, kept: Kept) -> str:
    when: datetime = kept.step.when.astimezone(session.now.tzinfo)
    return f"{when:%Y-%m-%d %H:%M}  {visible(kept.step.what)}  ({visible(shown)})"
