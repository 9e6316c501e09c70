"""`countdown dismiss`."""

from __future__ import annotations

import click

from countdown.cli.options import global_options, pass_session
from countdown.cli.put_off import put_off, take_back
from countdown.cli.session import Session


@click.command("dismiss")
@click.argument("event")
@click.option("--undo", is_flag=True, help="Take it back.")
@global_options
@pass_session
def command(session: Session, /, event: str, *, undo: bool) -> None:
    """End an event's reminders.

    It is about the occurrence that you were last reminded of, else the next one; those after it remind again.

    \b
    countdown dismiss taxes
    countdown dismiss taxes --undo
    """
    if undo:
        take_back(session, event)
    else:
        put_off(session, event, None, "are dismissed")
