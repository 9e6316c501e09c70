"""`countdown import`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from countdown.cli.changes import events_writer, refuse_never
from countdown.cli.naming import named_file
from countdown.cli.options import global_options, pass_session
from countdown.cli.session import Session
from countdown.core.event import Event
from countdown.errors import CountdownError
from countdown.store.events_file import read_events
from countdown.store.import_formats import FORMATS, read_entries, recognized
from countdown.store.imports.imported import Entry, Merge
from countdown.view.plain import date_column
from countdown.view.text import visible
from countdown.view.words import plural

_STDIN = "-"


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--as", "form", type=click.Choice(FORMATS), help="The files' format; by default their content tells.")
@click.option("--to", metavar="FILE", help="Write to this events file; by default to the one that add writes to.")
@click.option("--dry-run", is_flag=True, help="Tell what would be added and changed, and write nothing.")
@global_options
@pass_session
def command(session: Session, /, files: tuple[str, ...], *, form: str | None, to: str | None, dry_run: bool) -> None:
    """Take in the events of other programs' files.

    FILE is an .ics file, or one of remind, when or calendar(1); - is standard input. Importing a file again adds
    nothing: events are known by their UIDs, and those that have changed in an .ics file are changed here. What cannot
    be carried over is listed with its line. countdown undo takes an import back.

    \b
    countdown import holidays.ics
    countdown import ~/.reminders --dry-run
    countdown import --as calendar ~/.calendar/calendar
    curl -s https://example.org/team.ics | countdown import -
    """
    if to in session.config_file.config.calendars:
        raise click.UsageError(f"--to: {to} is a calendar, and events files alone take imports; ./{to} is a file")
    entries = _read(session, files, form)
    if not entries and session.exit_code:
        return
    shown, path = next(iter(session.events_paths.items())) if to is None else named_file(to)
    elsewhere = _elsewhere(session, path) if to is None else []

    def check(event: Event) -> None:
        refuse_never(event, session)

    merge = Merge(entries, elsewhere, check)
    names = " ".join(Path(name).name if name != _STDIN else name for name in files)
    events_writer(session, shown, path).merge(merge.changes, f"import {names}", dry_run=dry_run)
    for refusal in merge.refused:
        session.warn(refusal)
    lines = _told(session, "add", merge.added) + _told(session, "change", merge.changed) if dry_run else []
    session.print_lines([*lines, _summary(merge, visible(shown), dry_run=dry_run)])


def _read(session: Session, files: Sequence[str], form: str | None) -> list[Entry]:
    """The events of all `files`. What cannot be read is told, and that a file gives nothing is a failure."""
    entries: list[Entry] = []
    for name in files:
        shown, path = ("standard input", None) if name == _STDIN else named_file(name)
        try:
            data = sys.stdin.buffer.read() if path is None else _bytes(path, shown)
            found = read_entries(data, shown, form or _format(data, shown), session.now.date())
        except CountdownError as error:
            session.fail(error)
            continue
        for sentence in found.left_out:
            session.warn(sentence)
        if found.left_out and not found.entries:
            session.fail(CountdownError("nothing in it could be carried over", place=shown))
        entries += found.entries
    return entries


def _format(data: bytes, shown: str) -> str:
    form = recognized(data)
    if form is None:
        mend = f"name its format: --as {', '.join(FORMATS)}"
        raise CountdownError("this is no calendar that is known here", place=shown, mend=mend)
    return form


def _bytes(path: Path, shown: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CountdownError(f"cannot be read: {error.strerror or error}", place=shown) from None
    except ValueError as error:  # a NUL in the name
        raise CountdownError(f"cannot be read: {error}", place=shown) from None


def _elsewhere(session: Session, path: Path) -> list[dict[str, Any]]:
    """The tables of events of the other events files in use."""
    found: list[dict[str, Any]] = []
    for shown, other in session.events_paths.items():
        if other != path:
            with suppress(CountdownError):
                found.append(read_events(other, shown).tables)
    return found


def _told(session: Session, done: str, events: Sequence[Event]) -> list[str]:
    return [visible(f"{done}  {event.id}  {date_column(session.see(event))}  {event.name}") for event in events]


def _summary(merge: Merge, shown: str, *, dry_run: bool) -> str:
    """`3 events added to events.toml, 1 changed, 2 as they were`."""
    added = f"{plural(len(merge.added), 'event')} {'would be ' if dry_run else ''}added to {shown}"
    rest = [(len(merge.changed), "changed"), (merge.unchanged, "as before"), (len(merge.refused), "left out")]
    return ", ".join([added, *(f"{number} {word}" for number, word in rest if number)])
