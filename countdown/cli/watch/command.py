"""`countdown watch`."""

from __future__ import annotations

import gc
import os
import sys
from importlib.util import find_spec

import click

from countdown.cli.options import global_options, pass_session
from countdown.cli.session import Session
from countdown.errors import CountdownError


@click.command("watch")
@click.argument("names", nargs=-1, metavar="[EVENT]...")
@global_options
@pass_session
def command(session: Session, /, names: tuple[str, ...]) -> None:
    """A countdown that fills the screen and ticks.

    Without EVENT: the nearest ones. The arrows show another, p pauses, q quits. The file may change meanwhile.

    With --now the clock starts at that moment, and goes on as time does.

    \b
    countdown watch
    countdown watch expo
    countdown watch expo christmas
    """
    _check_terminal()
    from countdown.cli.watch.loop import watch
    from countdown.cli.watch.watched import Watched

    watched = Watched(session, names)
    if session.exit_code and not watched.number:
        return  # why there is nothing was told
    # Unlike any other run this one lasts.
    gc.enable()
    gc.freeze()
    code = watch(watched, session)
    session.exit_code = code or session.exit_code


def _check_terminal() -> None:
    """Raises CountdownError where a screen cannot be had."""
    if find_spec("termios") is None:
        raise CountdownError("watch needs a Unix terminal, which this system does not have")
    streams = (sys.stdin, sys.stdout)
    if not all(stream is not None and stream.isatty() for stream in streams):
        raise CountdownError(
            "watch needs a terminal for its keys and its screen", mend="in a pipe write countdown next"
        )
    if os.environ.get("TERM") in ("dumb", "unknown"):
        raise CountdownError(
            f"watch needs a terminal that can move its cursor, and TERM={os.environ['TERM']} says that this one cannot",
            mend="write countdown next",
        )
