"""`countdown init`."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from countdown.cli.options import global_options, parse_span, pass_session
from countdown.cli.prompt import renew, renew_if_stale
from countdown.cli.session import Session
from countdown.deliver.schedule.job import this_program
from countdown.store.prompt_cache import PromptOptions, environment, prompt_file, prompt_folder

_SHELLS = ("bash", "zsh", "fish")
_SCRIPTS = Path(__file__).parents[1] / "shell"


def _check_span(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if value:
        parse_span(value)
    return value


def _check_template(context: click.Context, parameter: click.Parameter, value: str) -> str:
    from countdown.view.template import Template

    try:
        Template(value)
    except ValueError as error:
        raise click.BadParameter(str(error), context, parameter) from None
    return value


@click.command("init")
@click.argument("shell", type=click.Choice(_SHELLS), required=False)
@click.option("--within", callback=_check_span, default="", metavar="SPAN", help="Only what is that near: 30d, 2w.")
@click.option(
    "--format", "template", callback=_check_template, default="", metavar="FORMAT", help="The text: '{days}d {name}'."
)
@click.option("--variable", is_flag=True, help="Set COUNTDOWN_PROMPT alone, for a prompt of your own.")
@click.option("--greet", is_flag=True, help="Today's reminders in the first shell of a day, and no prompt.")
@click.option("--renew", "renewed", is_flag=True, hidden=True)
@click.option("--offline", is_flag=True, hidden=True)
@click.option("--greeting", is_flag=True, hidden=True)
@global_options
@pass_session
def command(
    session: Session,
    /,
    shell: str | None,
    *,
    within: str,
    template: str,
    variable: bool,
    greet: bool,
    renewed: bool,
    offline: bool,
    greeting: bool,
) -> None:
    """The nearest countdown in the shell's prompt.

    Prints what the shell is to run: the countdown is then before each prompt, and in COUNTDOWN_PROMPT, and no program
    is started to show it. With --greet today's reminders are printed in the first shell of a day instead.

    \b
    eval "$(countdown init bash)"                in ~/.bashrc, as its last line
    eval "$(countdown init zsh --within 30d)"    in ~/.zshrc
    countdown init fish | source                 in ~/.config/fish/config.fish
    """
    if session.named_files:
        raise click.UsageError(
            "the prompt shows the events files of COUNTDOWN_FILE or the config, so no -f goes with it"
        )
    options = PromptOptions(within, template)
    if renewed:
        renew(prompt_file(options), options, session.now, online=not offline)
    elif greeting:
        _greet(session)
    elif shell is None:
        raise click.UsageError(f"name the SHELL: one of {', '.join(_SHELLS)}")
    elif greet:
        session.print_lines([_script("greet", shell, {"greet": ["--greeting"]}, {"folder": str(prompt_folder())})])
    else:
        asked = [f"--within={within}"] * bool(within) + [f"--format={template}"] * bool(template)
        calls = {"renew": ["--renew", *asked], "init": [shell, *asked, *(["--variable"] * variable)]}
        cache = renew_if_stale(options, session.now)
        texts = {"cache": str(cache), "before": "no" if variable else "yes"}
        session.print_lines([_script("hook", shell, calls, texts)])


def _script(name: str, shell: str, calls: Mapping[str, Sequence[str]], texts: Mapping[str, str]) -> str:
    """The script with `@name@` in it replaced: by what runs `countdown init` with some arguments, or by a text."""
    quote: Callable[[str], str] = _quoted_for_fish if shell == "fish" else shlex.quote
    program = [*this_program(sys.argv[0]), "init"]
    filled = {word: quote(text) for word, text in texts.items()} | {"program": quote(program[0])}
    for word, arguments in calls.items():
        # What is run again because the set-up has changed sees that of the shell.
        setup = {} if word == "init" else environment()
        named = [f"{variable}={quote(value)}" for variable, value in setup.items()]
        filled[word] = " ".join([*named, "command", *map(quote, [*program, *arguments])])
    script = (_SCRIPTS / f"{name}.{shell}").read_text(encoding="utf-8").rstrip("\n")
    return re.sub(r"@(\w+)@", lambda match: filled[match[1]], script)


def _quoted_for_fish(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _greet(session: Session) -> None:
    """Print today's reminders, unless another shell was the day's first."""
    from contextlib import suppress

    today = prompt_folder() / f"greeted-{session.now.date().isoformat()}"
    with suppress(OSError):
        today.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        today.open("x").close()
    except FileExistsError:
        return
    except OSError:
        pass  # better twice than never
    for old in today.parent.glob("greeted-*"):
        if old != today:
            with suppress(OSError):
                old.unlink()
    from countdown.cli.remind import todays_reminders
    from countdown.cli.reminder_output import print_all

    print_all(session, todays_reminders(session), as_json=False)
