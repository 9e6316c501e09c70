"""`countdown remove`."""

from __future__ import annotations

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
    located = {(found.file, found.id): found.table for found in (locate(session, wanted) for wanted in events)}
    for file in dict.fromkeys(file for file, _ in located):
        events_writer(session, file).remove([id_ for of, id_ in located if of == file])
    for (file, id_), table in located.items():
        click.echo(visible(f"removed {id_} ({table.get('name', 'no name')}) from {file}"))
