"""`countdown check`."""

from __future__ import annotations

import click

from countdown.cli.doctor import reminder_problems
from countdown.cli.options import global_options, pass_session
from countdown.cli.session import Session
from countdown.errors import CountdownError
from countdown.view.text import visible
from countdown.view.words import plural


@click.command("check")
@global_options
@pass_session
def command(session: Session, /) -> None:
    """Every problem in files, config and reminders; exit 1 if any.

    Each with its place and what to do about it. Channels are tried without sending anything.

    \b
    countdown check
    countdown check -f team.toml
    """
    problems: list[CountdownError] = []
    session.report = problems.append
    try:
        session.fresh_files  # noqa: B018  # they are read, whatever the cache has
        session.agenda()
        session.workdays.special(session.now.year)  # whether the config's country is known
    except CountdownError as error:
        problems.append(error)
    else:
        problems += reminder_problems(session)  # the config's warnings count also when the files were named
    session.print_lines([visible(str(problem)) for problem in problems])
    if problems:
        session.exit_code = 1
        return
    for file in session.files:
        click.echo(f"{visible(file.shown)}: {plural(len(file.events), 'event')}, no problems")
    if session.nothing_begun:
        click.echo("no events file yet, no problems")
