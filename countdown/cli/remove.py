"""`countdown remove`."""

from __future__ import annotations

from typing import Any

import click

from countdown.cli.changes import events_writer, locate
from countdown.cli.options import global_options, pass_session
from countdown.cli.session import Session
from countdown.view.text import visible


@click.command("remove")
@click.argument("events", nargs=-1, required=True, metavar="EVENT...")
@global_options
@pass_session
def command(session: Session, /, events: tuple[str, ...]) -> None:
    """Take events out of their file.

    EVENT is an id, the beginning of one, or part of a name. countdown undo brings them back.

    \b
    countdown remove expo
    countdown remove dentist review
    """
    located = {(found.file.shown, found.id): found.table for found in (locate(session, wanted) for wanted in events)}
    for file in dict.fromkeys(file for file, _ in located):
        ids = [id_ for of, id_ in located if of == file]
        events_writer(session, file).remove(ids)
        # Told at once: the next file may refuse.
        session.print_lines([_line(id_, located[file, id_], file) for id_ in ids])


def _line(id_: str, table: dict[str, Any], file: str) -> str:
    name = table.get("name")
    called = f" ({name})" if isinstance(name, str) else ""
    return visible(f"removed {id_}{called} from {file}")
