"""`countdown remove`."""

from __future__ import annotations

from typing import Any

import click

from countdown.cli.changes import Located, events_writer, locate
from countdown.cli.options import global_options, pass_session
from countdown.cli.session import Session
from countdown.view.text import visible


@click.command("remove")
@click.argument("events", nargs=-1, required=True, metavar="EVENT...")
@global_options
@pass_session
def command(session: Session, /, events: tuple[str, ...]) -> None:
    """Take events out of their file.

    EVENT is an id, the beginning of one, or part of a name. Of a calendar with write = true in the config an event is
    taken out with its .ics file. countdown undo brings them back.

    \b
    countdown remove expo
    countdown remove dentist review
    """
    all_found = [locate(session, wanted) for wanted in events]
    located = {(found.file.shown, found.id): found.table for found in all_found if isinstance(found, Located)}
    for file in dict.fromkeys(file for file, _ in located):
        ids = [id_ for of, id_ in located if of == file]
        events_writer(session, file).remove(ids)
        # Told at once: the next file may refuse.
        session.print_lines([_line(id_, located[file, id_].get("name"), file) for id_ in ids])
    for found in dict.fromkeys(found for found in all_found if not isinstance(found, Located)):
        from countdown.cli.calendar_changes import vdir_writer

        event = found.event
        vdir_writer(session, found.calendar).remove(event)
        session.print_lines([_line(event.id, event.name, event.file)])


def _line(id_: str, name: Any, file: str) -> str:
    called = f" ({name})" if isinstance(name, str) else ""
    return visible(f"removed {id_}{called} from {file}")
