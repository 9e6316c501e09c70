"""The one console."""

from __future__ import annotations

from rich.console import Console

from countdown.cli.session import Session


def console(session: Session) -> Console:
    """Standard output, with colour or without any escape sequence; text in it is never markup."""
    return Console(
        color_system="auto" if session.colored else None,
        force_terminal=True if session.color == "always" else None,
        no_color=False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )
