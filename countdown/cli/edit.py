"""`countdown edit`."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING, Any

import click

from countdown.cli.changes import Located, default_zone, events_writer, locate, print_change, refuse_never
from countdown.cli.fields import as_text, field_options, field_values, start_and_end, zone_of
from countdown.cli.options import global_options, pass_session
from countdown.cli.session import Session
from countdown.cli.when import read_moment
from countdown.core.event import Event
from countdown.core.zones import find_zone

if TYPE_CHECKING:
    from countdown.cli.calendar_changes import InCalendar


@click.command("edit")
@click.argument("event", required=False)
@click.option("--name", metavar="NAME", help="What is shown.")
@click.option("--when", metavar="WHEN", help="Start and end, as add reads them.")
@click.option("--start", metavar="WHEN", help="The start alone.")
@field_options(removable=True)
@click.option("--dry-run", is_flag=True, help="Tell what would be changed, and write nothing.")
@global_options
@pass_session
def command(
    session: Session,
    /,
    event: str | None,
    *,
    name: str | None,
    when: str | None,
    start: str | None,
    dry_run: bool,
    **options: Any,
) -> None:
    """Change an event's fields, or the file in your editor.

    With options these fields are set, or taken away with --no-FIELD; a list is replaced as a whole. With none
    $VISUAL or $EDITOR opens a copy of the events file, at EVENT if it is given, and what you save is checked before
    it takes the file's place. An event of a calendar with write = true is changed in its .ics file; others are
    changed where the calendar comes from.

    \b
    countdown edit expo --when "Nov 27-30" --where Shanghai
    countdown edit expo --no-end --tag work --tag travel
    countdown edit
    """
    asked = {"--name": name, "--when": when, "--start": start} | options
    if not any(value not in (None, False, ()) for value in asked.values()):
        if dry_run:
            raise click.UsageError("--dry-run needs a field to change")
        from countdown.cli.editor import edit_file

        edit_file(session, event)
        return
    if event is None:
        raise click.UsageError("name the EVENT whose fields are to be changed")
    _refuse_both(when, "--start", start)
    _refuse_both(when, "--end", options["field_end"])
    found = locate(session, event)
    zone = zone_of(options["field_tz"]) or _own_zone(found, without=options["no_tz"])
    changes: dict[str, Any] = {} if name is None else {"name": as_text(name, "--name")}
    if when is not None:
        changes |= start_and_end(session, when, "--when", zone)
    if start is not None:
        changes["start"] = read_moment(session, start, "--start", zone)
    changes |= field_values(session, options, zone)

    def check(event: Event) -> None:
        refuse_never(event, session)

    done = "dry run: nothing was written to" if dry_run else "changed in"
    if isinstance(found, Located):
        changed = events_writer(session, found.file.shown).edit(found.id, changes, check, dry_run=dry_run)
        print_change(session, changed, done)
        return
    from countdown.cli.calendar_changes import edit_in_calendar, print_calendar_change

    changed = edit_in_calendar(session, found, changes, check, dry_run=dry_run)
    print_calendar_change(session, found.calendar, changed, done)


def _own_zone(found: Located | InCalendar, *, without: bool) -> tzinfo | None:
    """The zone by whose clock the event is timed, less its own `tz` if it is to be taken away."""
    if isinstance(found, Located):
        return default_zone(found.file, {} if without else found.table)
    return find_zone(found.event.tz) if found.event.tz and not without else None


def _refuse_both(when: str | None, name: str, value: str | None) -> None:
    if when is not None and value is not None:
        raise click.UsageError(f"--when and {name} exclude each other")
