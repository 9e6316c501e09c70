"""`countdown snooze`."""

from __future__ import annotations

from datetime import datetime

import click

from countdown.cli.options import global_options, pass_session
from countdown.cli.put_off import put_off, take_back
from countdown.cli.session import Session
from countdown.cli.when import read_moment
from countdown.view.words import long_date


@click.command("snooze")
@click.argument("event")
@click.argument("words", nargs=-1, metavar="WHEN")
@click.option("--undo", is_flag=True, help="Take it back.")
@global_options
@pass_session
def command(session: Session, /, event: str, words: tuple[str, ...], *, undo: bool) -> None:
    """Put an event's reminders off.

    They come again at WHEN, once; a date means the time of day of other reminders. It is about the occurrence that
    you were last reminded of, else the next one; those after it are not touched.

    \b
    countdown snooze expo tomorrow
    countdown snooze dentist in 2 hours
    countdown snooze dentist --undo
    """
    if undo:
        if words:
            raise click.UsageError("--undo takes no WHEN")
        take_back(session, event)
        return
    if not words:
        raise click.UsageError("write WHEN the reminders are to come again, such as: tomorrow 9:00")
    until = _until(session, " ".join(words))
    if until.timestamp() <= session.now.timestamp():
        raise click.UsageError(f"{long_date(until)} is past; write for instance: tomorrow 9:00")
    put_off(session, event, until, f"are put off to {long_date(until)}")


def _until(session: Session, text: str) -> datetime:
    """The moment that `text` means, in the viewer's zone."""
    moment = read_moment(session, text, "")
    if not isinstance(moment, datetime):
        return datetime.combine(moment, session.config_file.config.remind_time, session.now.tzinfo)
    return moment.replace(tzinfo=session.now.tzinfo) if moment.tzinfo is None else moment.astimezone(session.now.tzinfo)
