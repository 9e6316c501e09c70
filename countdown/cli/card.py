"""A card: an event's name, how near it is, and a labelled line for each of its rows."""

from __future__ import annotations

from collections.abc import Sequence

import click

from countdown.cli.session import Session
from countdown.core.countdown import Countdown
from countdown.view.card import Row, heading
from countdown.view.styles import nearness_style
from countdown.view.text import visible


def print_card(session: Session, seen: Countdown, rows: Sequence[Row], unit: str = "days") -> None:
    """Print the card of `seen`."""
    width = max(len(label) for label, _ in rows)
    lines = [f"{_styled(session, label.ljust(width), dim=True)}  {text}" for label, text in rows]
    name = _styled(session, visible(seen.name), bold=True)
    style = nearness_style(seen)
    days = _styled(session, heading(seen, unit), fg=style.colour, bold=style.bold, dim=style.dim)
    session.print_lines([name, days, "", *lines])


def _styled(
    session: Session, text: str, *, fg: str | None = None, bold: bool | None = None, dim: bool | None = None
) -> str:
    return click.style(text, fg=fg, bold=bold, dim=dim) if session.colored else text


def print_large_card(session: Session, seen: Countdown, rows: Sequence[Row], unit: str = "days") -> None:
    """Print it for a terminal, with large digits where they fit."""
    from countdown.cli.terminal import console
    from countdown.view.large_card import large_card

    screen = console(session)
    screen.print(large_card(seen, rows, screen.width, screen.height, unit))
