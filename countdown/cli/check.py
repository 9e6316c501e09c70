"""`countdown check`."""

from __future__ import annotations

import click

from countdown.cli.options import global_options, pass_session
from countdown.cli.session import Session
from countdown.errors import CountdownError
from countdown.view.text import visible
from countdown.view.words import plural


@click.command("check")
@global_options
@pass_session
def command(session: Session, /) -> None:
    """Every problem in files and config; exit 1 if any.

    Each with its place and what to do about it.

    \b
    countdown check
    countdown check -f team.toml
    """
    problems: list[CountdownError] = []
    session.report = problems.append
    try:
        session.agenda()
    except CountdownError as error:
        problems.append(error)
    else:
        session.config_file  # noqa: B018  # its warnings count also when the files were named
    session.print_lines([visible(str(problem)) for problem in problems])
    if problems:
        session.exit_code = 1
        return
    for file in session.files:
        click.echo(f"{visible(file.shown)}: {plural(len(file.events), 'event')}, no problems")
    if session.nothing_begun:
        click.echo("no events file yet, no problems")
