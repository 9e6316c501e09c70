"""`countdown add`."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from countdown.cli.changes import default_zone, events_writer, print_change, refuse_never
from countdown.cli.fields import as_text, field_options, field_values, start_and_end, zone_of
from countdown.cli.naming import named_file
from countdown.cli.options import global_options, pass_session
from countdown.cli.session import Session
from countdown.core.event import Event
from countdown.core.identifier import identifier
from countdown.errors import CountdownError
from countdown.store.events_file import EventsFile, read_events
from countdown.view.words import long_date


@click.command("add")
@click.argument("name")
@click.argument("words", nargs=-1, required=True, metavar="WHEN")
@field_options()
@click.option("--id", "id_", metavar="ID", help="The id; by default it is made from the name.")
@click.option("--past", is_flag=True, help="Allow a date that is past.")
@click.option("--to", metavar="FILE-or-CALENDAR", help="Write to this events file, or to this calendar of the config.")
@click.option("--dry-run", is_flag=True, help="Tell what would be added, and write nothing.")
@global_options
@pass_session
def command(
    session: Session,
    /,
    name: str,
    words: tuple[str, ...],
    *,
    id_: str | None,
    past: bool,
    to: str | None,
    dry_run: bool,
    **options: Any,
) -> None:
    """Add an event.

    NAME is one argument, in quotes if it has several words; WHEN may be several. A name that begins with a dash goes
    behind --. --to NAME of a calendar with write = true in the config writes an .ics file into its folder; ./NAME is a
    file of that name.

    \b
    countdown add Dentist next friday 9:30
    countdown add "Supply chain expo" Nov 26-30 --where Beijing --tag work
    countdown add Christmas 25 december --repeat yearly
    countdown add "Ada turns {years}" 1990-05-17 --repeat yearly --remind 7d --remind 0d
    countdown add Review first monday of january --remind "2d prepare the numbers"
    countdown add "Off the grid" tomorrow for 5 days
    """
    for option, text in (("--id", id_), ("--to", to)):
        if text is not None and not text.strip():
            raise click.UsageError(f"{option} is empty")
    calendar = _calendar(session, to, id_)
    shown, path = next(iter(session.events_paths.items())) if to is None else named_file(to)
    taken = set() if calendar else _ids_elsewhere(session, path)

    def make(file: EventsFile) -> tuple[str, dict[str, Any]]:
        zone = zone_of(options["field_tz"]) or default_zone(file)
        given = {"name": as_text(name, "NAME"), **start_and_end(session, " ".join(words), "", zone)}
        if given["end"] is not None and options["field_end"] is not None:
            raise click.UsageError("WHEN and --end both tell an end")
        fields = {field: value for field, value in given.items() if value is not None}
        fields |= field_values(session, options, zone)
        if id_ is None:
            return identifier(name, {*file.tables, *taken}), fields
        if as_text(id_, "--id") in file.tables:
            raise CountdownError(f"there is an event {id_} already", place=shown, mend="choose another --id")
        return id_, fields

    def check(event: Event) -> None:
        refuse_never(event, session)
        if not past:
            _refuse_past(event, session)

    done = "dry run: nothing was written to" if dry_run else "added to"
    if calendar is None:
        event = events_writer(session, shown, path).add(make, check, dry_run=dry_run)
        print_change(session, event, done)
        return
    from countdown.cli.calendar_changes import add_to_calendar, print_calendar_change

    _, fields = make(EventsFile(shown, ""))
    event = add_to_calendar(session, calendar, fields, check, dry_run=dry_run)
    print_calendar_change(session, calendar, event, done)


def _calendar(session: Session, to: str | None, id_: str | None) -> str | None:
    """The calendar that `--to` names, which goes before a file of that name; None for a file.

    Raises CountdownError for a word that is neither, and so a slip of the pen.
    """
    calendars = session.config_file.config.calendars
    if to is None or to not in calendars:
        if to is not None and calendars and Path(to).name == to and not Path(to).suffix and not Path(to).exists():
            named = f"write one of {', '.join(calendars)}, or ./{to} for a new file"
            raise CountdownError("there is no such calendar, and no such file", place=f"--to {to}", mend=named)
        return None
    if id_ is not None:
        raise click.UsageError("--id: the ids of a calendar's events are made of their names")
    return to


def _ids_elsewhere(session: Session, path: Path) -> set[str]:
    """The ids of the other events files in use, so that a new one need not be told apart by its file.

    What is wrong with those does not matter to what is added here.
    """
    ids: set[str] = set()
    for shown, other in session.events_paths.items():
        if other != path:
            with suppress(CountdownError):
                ids |= read_events(other, shown).tables.keys()
    return ids


def _refuse_past(event: Event, session: Session) -> None:
    seen = session.see(event)
    if seen.state == "past" and event.repeat is None and not event.pin:
        raise CountdownError(
            f"{long_date(seen.end)} is past",
            place="countdown",
            mend="--past adds it all the same, --pin counts up from it",
        )
