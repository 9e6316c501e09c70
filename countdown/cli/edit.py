"""`countdown edit`."""

from __future__ import annotations

from typing import Any

import click

from countdown.cli.changes import default_zone, events_writer, locate, print_change, refuse_never
from countdown.cli.fields import as_text, field_options, field_values, start_and_end, zone_of
from countdown.cli.options import global_options, pass_session
from countdown.cli.session import Session
from countdown.cli.when import read_moment


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
    it takes the file's place.

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
    zone = zone_of(options["field_tz"]) or default_zone(found.file, {} if options["no_tz"] else found.table)
    changes: dict[str, Any] = {} if name is None else {"name": as_text(name, "--name")}
    if when is not None:
        changes |= start_and_end(session, when, "--when", zone)
    if start is not None:
        changes["start"] = read_moment(session, start, "--start", zone)
    changes |= field_values(session, options, zone)
    changed = events_writer(session, found.file.shown).edit(
        found.id, changes, lambda event: refuse_never(event, session), dry_run=dry_run
    )
    print_change(session, changed, "dry run: nothing was written to" if dry_run else "changed in")


def _refuse_both(when: str | None, name: str, value: str | None) -> None:
    if when is not None and value is not None:
        raise click.UsageError(f"--when and {name} exclude each other")
