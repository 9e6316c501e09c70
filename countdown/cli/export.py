"""`countdown export`."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import click

from countdown.cli.naming import named_file
from countdown.cli.options import global_options, parse_span, pass_session
from countdown.cli.session import Session
from countdown.core.agenda import Filter
from countdown.core.countdown import Countdown
from countdown.errors import CountdownError
from countdown.store.paths import expand_user
from countdown.view.text import visible

_STDOUT = ("-", "/dev/stdout")


@click.command("export")
@click.argument("text", required=False, default="")
@click.option(
    "--as", "form", type=click.Choice(["ics", "json", "csv", "markdown"]), default="ics", show_default=True,
    help="iCalendar, list's JSON (schema 1), CSV with the same fields, or a Markdown table.",
)  # fmt: skip
@click.option("-o", "--output", "target", metavar="FILE", help="Write to this file; by default to standard output.")
@click.option("--within", type=parse_span, metavar="SPAN", help="Only what is to come and that near: 30d, 2w, 3mo, 1y.")
@click.option("-t", "--tag", "tags", metavar="TAG", multiple=True, help="Only events with this tag; repeatable.")
@click.option("--calendars", "with_calendars", is_flag=True, help="The events of the config's calendars too.")
@global_options
@pass_session
def command(
    session: Session,
    /,
    text: str,
    *,
    form: str,
    target: str | None,
    within: tuple[int, str] | None,
    tags: tuple[str, ...],
    with_calendars: bool,
) -> None:
    """Write events for phones, other programs and people.

    All of your own, past ones too; with TEXT only those whose name or tags hold it. countdown import reads an .ics
    file back as it was.

    \b
    countdown export -o countdown.ics
    countdown export --tag family -o family.ics
    countdown export --as csv --within 1y -o year.csv
    countdown export --as markdown --within 30d
    countdown export --calendars --as csv
    """
    if not with_calendars:
        session.calendars = ()  # neither read nor asked for over the web
    file = None if target is None or target in _STDOUT else _target(session, str(target))
    chosen = Filter(text=text, tags=tags, within=within, all=within is None)
    countdowns = chosen.select(session.agenda().countdowns, session.now.date())
    if not countdowns and not with_calendars and not session.named_files and session.config_file.config.calendars:
        session.warn(CountdownError("no event of your own is among these", mend="--calendars takes the calendars' too"))
    data = _exported(session, countdowns, form).encode()
    if file is None:
        click.echo(data, nl=False)
        return
    from countdown.store import safe_file

    shown, path = file
    is_new = not path.exists()
    safe_file.replace(path, data, shown)
    if is_new:
        _let_others_read(path)
    number = len(countdowns)
    session.print_lines([f"{number} {'event' if number == 1 else 'events'} written to {visible(shown)}"])


def _exported(session: Session, countdowns: list[Countdown], form: str) -> str:
    if form == "json":
        from countdown.view.json import list_json

        return list_json(countdowns, session.now, session.source) + "\n"
    if form == "csv":
        from countdown.view.export_csv import csv_text

        return csv_text(countdowns, session.source)
    if form == "markdown":
        from countdown.view.export_markdown import markdown_text

        return markdown_text(countdowns)
    from countdown.view.export_ics import calendar_text

    # In the order of their files, so that two exports differ no more than the events do.
    wanted = {(countdown.event.file, countdown.event.id) for countdown in countdowns}
    events = [event for event in session.events if (event.file, event.id) in wanted]
    return calendar_text(events, session.now, session.config_file.config.remind_time)


def _target(session: Session, name: str) -> tuple[str, Path]:
    """The file to write to, links followed. Raises CountdownError if that would cost events, or is no file."""
    from countdown.store.safe_file import read_bytes
    from countdown.store.writer import resolved

    shown, path = named_file(name)
    path = resolved(path, shown)
    read_bytes(path, shown)  # a folder or a device is no place for it
    in_use = any(path.exists() and other.exists() and path.samefile(other) for other in session.events_paths.values())
    if in_use or path.suffix.lower() == ".toml" or path == session.config_file.path.resolve():
        raise CountdownError("this holds events, and would be written over", place=shown, mend="name another -o FILE")
    calendar = _calendar_at(session, path)
    if calendar is not None:
        raise CountdownError(f"calendars.{calendar} is read from here", place=shown, mend="name another -o FILE")
    return shown, path


def _calendar_at(session: Session, path: Path) -> str | None:
    """The calendar of the config whose file `path` is, or whose folder it would be in; None if there is none."""
    config = session.config_file
    for name, calendar in config.config.calendars.items():
        if calendar.url is None and calendar.country is None:
            with suppress(OSError, ValueError, RuntimeError):  # a source that cannot be is none that could be lost
                if (config.path.parent / expand_user(calendar.source)).resolve() in (path, path.parent):
                    return name
    return None


def _let_others_read(path: Path) -> None:
    """Give a new file the mode that any new file has here: a web server is to show it, and a group to share it."""
    mask = os.umask(0)
    os.umask(mask)
    with suppress(OSError):  # a file system without modes
        path.chmod(0o666 & ~mask)
