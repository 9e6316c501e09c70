"""`countdown config`."""

from __future__ import annotations

from pathlib import Path

import click

from countdown.cli.options import global_options, pass_session
from countdown.cli.session import Session
from countdown.store.paths import cache_folder, state_folder
from countdown.view.text import visible


@click.command("config")
@global_options
@pass_session
def command(session: Session, /) -> None:
    """Where everything lives.

    And what is not there yet; nothing of it has to be.

    \b
    countdown config
    COUNTDOWN_CONFIG=~/other.toml countdown config
    """
    config = session.config_file
    places = [("config", config.path), *(("events", path) for path in session.events_paths.values())]
    places += [("state", state_folder()), ("cache", cache_folder())]
    session.print_lines([f"{label:<6}  {visible(str(path))}{_missing(path)}" for label, path in places])
    if config.config.calendars:
        from countdown.store.calendar_sources import Calendars

        calendars = Calendars(config.config.calendars, config.path.parent).places()
        session.print_lines([visible(f"calendars.{name}  {place}") for name, place in calendars.items()])


def _missing(path: Path) -> str:
    try:
        return "" if path.exists() else "  (not there yet)"
    except OSError as error:
        return f"  ({error.strerror})"
