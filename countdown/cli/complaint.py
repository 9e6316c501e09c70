"""What goes to standard error."""

from __future__ import annotations

import os
import sys
from typing import TextIO

import click

from countdown.errors import CountdownError
from countdown.view.text import visible


def complain(text: str) -> None:
    """Print a line to standard error. If nobody can read it there the run goes on, and its exit code tells."""
    try:
        click.echo(visible(text), err=True)
    except OSError:
        abandon(sys.stderr)


def abandon(stream: TextIO) -> None:
    """Send what `stream`, which failed, still holds nowhere: Python flushes it once more at the end, and would complain."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123  # a name of the system's, and no path
        os.dup2(nowhere.fileno(), stream.fileno())


def say(warning: CountdownError) -> None:
    """Print a warning to standard error."""
    complain(str(warning))
