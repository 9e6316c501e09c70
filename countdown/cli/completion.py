"""`countdown completion`."""

from __future__ import annotations

from pathlib import Path

import click

from countdown.cli.options import global_options, pass_session
from countdown.cli.session import Session

_SCRIPTS = Path(__file__).parents[1] / "shell"


@click.command("completion")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@global_options
@pass_session
def command(session: Session, /, shell: str) -> None:
    """Commands, options, events, tags and files with the Tab key.

    Prints what the shell is to run.

    \b
    eval "$(countdown completion bash)"     in ~/.bashrc
    eval "$(countdown completion zsh)"      in ~/.zshrc, below compinit
    countdown completion fish | source      in ~/.config/fish/config.fish
    """
    session.print_lines([(_SCRIPTS / f"completion.{shell}").read_text(encoding="utf-8").rstrip("\n")])
