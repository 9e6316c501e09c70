"""`countdown add`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import click

from countdown.cli.changes import events_writer, print_change, refuse_never
from countdown.cli.fields import as_text, field_options, field_values, start_and_end, zone_of
from countdown.cli.options import global_options, pass_session
from countdown.cli.session import Session, named_file
from countdown.core.event import Event
from countdown.core.identifier import identifier
from countdown.errors import CountdownError
from countdown.view.words import long_date


@click.command("add")
@click.argument("name")
@click.argument("words", nargs=-1, required=True, metavar="WHEN")
@field_options()
@click.option("--id", "id_", metavar="ID", help="The id; by default it is made from the name.")
@click.option("--past", is_flag=True, help="Allow a date that is past.")
@click.option("--to", metavar="FILE", help="Write to this events file.")
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
    behind --.

    \b
    countdown add Dentist next friday 9:30
    countdown add "Supply chain expo" Nov 26-30 --where Beijing --tag work
    countdown add Christmas 25 december --repeat yearly
    countdown add "Ada turns {years}" 1990-05-17 --repeat yearly --remind 7d --remind 0d
    countdown add Review first monday of january --remind "2d prepare the numbers"
    countdown add "Off the grid" tomorrow for 5 days
    """
    zone = zone_of(options["field_tz"])
    given = {"name": as_text(name, "NAME"), **start_and_end(session, " ".join(words), "", zone)}
    fields = {field: value for field, value in given.items() if value is not None}
    fields |= field_values(session, options, zone)
    shown, path = next(iter(session.events_paths.items())) if to is None else named_file(to)
    taken = _ids_elsewhere(session, shown)

    def choose_id(ids: Collection[str]) -> str:
        if not id_:
            return identifier(name, {*ids, *taken})
        if as_text(id_, "--id") in ids:
            raise CountdownError(f"there is an event {id_} already", place=shown, mend="choose another --id")
        return id_

    def check(event: Event) -> None:
        refuse_never(event, session)
        if not past:
            _refuse_past(event, session)

    event = events_writer(session, shown, path).add(fields, choose_id, check, dry_run=dry_run)
    print_change(session, event, "dry run: nothing was written to" if dry_run else "added to")


def _ids_elsewhere(session: Session, shown: str) -> set[str]:
    """The ids of the other events files in use, so that a new one need not be told apart by its file."""
    if list(session.events_paths) == [shown]:
        return set()
    return {event.id for event in session.events if event.file != shown}


def _refuse_past(event: Event, session: Session) -> None:
    seen = session.see(event)
    if seen.state == "past" and event.repeat is None and not event.pin:
        raise CountdownError(
            f"{long_date(seen.end)} is past",
            place="countdown",
            mend="--past adds it all the same, --pin counts up from it",
        )
