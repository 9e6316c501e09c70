"""What a shell's prompt is read from is made here, and kept up to date by every command."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import click

from countdown.cli.options import parse_span
from countdown.cli.quiet import QuietSession
from countdown.core.agenda import Filter
from countdown.core.countdown import Countdown
from countdown.core.forecast import forecast
from countdown.errors import CountdownError
from countdown.store.prompt_cache import LATER, PromptOptions, Sources, is_current, prompt_file, prompt_files
from countdown.view.prompt import in_one_line, prompt_text

# So many days ahead the prompt is right without any process.
_DAYS = 60


def keep_current() -> None:
    """Make those files of the set-up in force again that a change has overtaken, or the day.

    No command fails for the sake of the prompt.
    """
    from countdown.cli.main import read_clock

    with suppress(CountdownError, click.UsageError, OSError, ValueError):
        for path, options in prompt_files():
            now = read_clock(None)
            if not is_current(path, now.date().isoformat()):
                renew(path, options, now)


def renew_if_stale(options: PromptOptions, now: datetime) -> Path:
    """Where the prompt with `options` is read from, made again as of `now` unless it is up to date."""
    path = prompt_file(options)
    if not is_current(path, now.date().isoformat()):
        renew(path, options, now)
    return path


def renew(path: Path, options: PromptOptions, now: datetime, *, online: bool = False) -> None:
    """Make the file at `path` again as of `now`; servers are asked for calendars that are due if `online`."""
    from countdown.cli.main import read_clock

    session = QuietSession(read_clock)
    session.now, session.online = now, online
    sources, over_the_web = _sources(session)
    made = LATER if over_the_web and not online else now.date().isoformat()
    lines = _lines(session, options) if sources.can_be_read else [(now.date().isoformat(), "")]
    sources.write(path, made, options, lines)


def _sources(session: QuietSession) -> tuple[Sources, bool]:
    """What the lines will be made of, and whether some of that comes over the web."""
    from countdown.store.paths import config_file

    paths, over_the_web = [config_file()], False
    try:
        paths += session.events_paths.values()
        config = session.config_file
        if config.config.calendars:
            from countdown.store.calendar_sources import Calendars

            calendars = Calendars(config.config.calendars, config.path.parent)
            paths += calendars.paths()
            over_the_web = calendars.over_the_web
    except CountdownError:
        pass  # a config that is not TOML
    return Sources(paths), over_the_web


def _lines(session: QuietSession, options: PromptOptions) -> list[tuple[str, str]]:
    """A date and a text for each of the coming days; of what cannot be read, none is told."""
    chosen = Filter(within=parse_span(options.within) if options.within else None)
    try:
        nearest = [file.nearest(session.now) for file in session.files]
        days = list(forecast(nearest, session.now, _DAYS, chosen))
        if not days:  # where there are hundreds a day only all of them tell
            days = [(session.now.date(), next(iter(session.first(1, chosen)), None))]
        return [(day.isoformat(), in_one_line(_text(session, options, found))) for day, found in days]
    except CountdownError:
        # So that it is tried again once that is mended, and not before.
        return [(session.now.date().isoformat(), "")]


def _text(session: QuietSession, options: PromptOptions, found: Countdown | None) -> str:
    if found is None:
        return ""
    if not options.template:
        return prompt_text(found)
    from countdown.view.template import Template

    return Template(options.template).line(
        found,
        lambda: session.source(found.event),
        lambda: session.workdays.count(found.now.date(), found.first_day),
    )
