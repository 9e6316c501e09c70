"""The command map, the one clock, and the one place that turns an error into words and an exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from importlib import import_module
from itertools import pairwise

import click

from countdown import __version__
from countdown.cli.complaint import abandon, complain
from countdown.cli.options import global_options
from countdown.cli.session import Session
from countdown.cli.zone import viewer_zone
from countdown.errors import CountdownError

# Each command's module is imported when it is called, so that one does not pay for another.
COMMANDS = {
    "list": "countdown.cli.list",
    "next": "countdown.cli.next",
    "show": "countdown.cli.show",
    "until": "countdown.cli.until",
    "calendar": "countdown.cli.calendar",
    "watch": "countdown.cli.watch.command",
    "add": "countdown.cli.add",
    "edit": "countdown.cli.edit",
    "remove": "countdown.cli.remove",
    "undo": "countdown.cli.undo",
    "import": "countdown.cli.import_",
    "export": "countdown.cli.export",
    "remind": "countdown.cli.remind",
    "snooze": "countdown.cli.snooze",
    "dismiss": "countdown.cli.dismiss",
    "schedule": "countdown.cli.schedule",
    "check": "countdown.cli.check",
    "config": "countdown.cli.config",
    "completion": "countdown.cli.completion",
    "init": "countdown.cli.init",
}
DEFAULT_COMMAND = "list"

EXIT_FAILED = 1
EXIT_INTERRUPTED = 130  # 128 + SIGINT
EXIT_PIPE_CLOSED = 141  # 128 + SIGPIPE


class LazyGroup(click.Group):
    """Commands that are loaded on demand, and one that is meant when none is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called `cmd_name`; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command where no other stands."""
        at = self._end_of_global_options(args)
        if at is not None:
            self._refuse_options_of_a_later_command(ctx, args[at:])
            args = [*args[:at], DEFAULT_COMMAND, *args[at:]]
        return super().parse_args(ctx, args)

    def _end_of_global_options(self, args: Sequence[str]) -> int | None:
        """Where the default command is to stand; None if a command stands there, or help is asked for."""
        flags = {name: option for option in self.params if isinstance(option, click.Option) for name in option.opts}
        at = 0
        while at < len(args):
            name, equals, _ = args[at].partition("=")
            if name in ("-h", "--help", "--version"):
                return None
            if name in flags:
                at += 1 if equals or flags[name].is_flag else 2
            elif args[at][:2] in flags and not args[at].startswith("--"):
                at += 1
            else:
                return at if args[at].startswith("-") and args[at] != "-" else None
        # An option at the end that lacks its value is for Click to tell.
        return at if at == len(args) else None

    def _refuse_options_of_a_later_command(self, ctx: click.Context, args: Sequence[str]) -> None:
        """`--json next` is no list of what is called "next"; a usage error that says so."""
        command = self.get_command(ctx, DEFAULT_COMMAND)
        assert command is not None
        options = [option for option in command.params if isinstance(option, click.Option) and not option.is_flag]
        with_value = {name for option in options for name in option.opts}
        for before, word in pairwise(args):
            if before == "--":
                return
            if word in COMMANDS and before not in with_value:
                raise click.UsageError(
                    f"{args[0][:60]} is no option for all commands; write countdown {word} first", ctx
                )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that `args` begin with; a usage error that knows events too if there is none."""
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        raise click.UsageError(f"no such command: {args[0][:60]!r}{_meant(ctx.ensure_object(Session), args[0])}")


def _meant(session: Session, word: str) -> str:
    import shlex
    from difflib import get_close_matches

    from countdown.core.selection import find_event, labels

    session.report = lambda _: None  # the usage is what is wrong here
    meant = [f"countdown {name}" for name in get_close_matches(word, COMMANDS, n=1)]
    with suppress(CountdownError):
        event = find_event(session.events, word)
        show = f"countdown show {shlex.quote(labels([event], session.events)[0])}"
        meant = [show] if event.id == word else [show, *meant]
    return f"; did you mean: {', or '.join(meant)}" if meant else f"; there are {', '.join(COMMANDS)}"


def _print_version(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"countdown {__version__}")
        context.exit()


@click.group("countdown", cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="The version."
)
@global_options
def cli() -> None:
    """The days left to what you look forward to.

    Without a command: list.
    """


def read_clock(moment: str | None) -> datetime:
    """The present moment, or the ISO date (its 00:00) or date-time `moment`, in the viewer's zone; ValueError says why not.

    The only place of the program that asks what time it is.
    """
    zone = viewer_zone()
    if moment is None:
        return datetime.now(zone)
    from countdown.core.phrases import parse_iso  # most runs are about now

    return parse_iso(moment, zone)


def main(args: Sequence[str] | None = None) -> int:
    """Run the program with `args`, by default those of the process; the exit code."""
    _speak_utf8()
    try:
        code = _run(list(sys.argv[1:] if args is None else args))
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        abandon(sys.stdout)
        return EXIT_PIPE_CLOSED
    except OSError as error:
        if error.filename is None:
            abandon(sys.stdout)
        complain(f"countdown: {error.filename or 'output'}: {error.strerror or error}")
        return EXIT_FAILED
    return code


def _run(args: list[str]) -> int:
    session = Session(read_clock)
    try:
        with cli.make_context("countdown", args, obj=session) as context:
            cli.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        complain(_usage_sentence(error))
        return error.exit_code
    except CountdownError as error:
        session.fail(error if error.place else CountdownError(error.sentence, place="countdown", mend=error.mend))
    except (KeyboardInterrupt, click.Abort):
        return EXIT_INTERRUPTED
    return session.exit_code


def _usage_sentence(error: click.ClickException) -> str:
    """What Click says in three lines, in one."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else "countdown"
    if isinstance(error, click.NoSuchOption):  # Click's words for it change with its version
        nearest = f"; did you mean {' or '.join(sorted(error.possibilities))}" if error.possibilities else ""
        message = f"no such option: {error.option_name[:60]}{nearest}"
    else:
        message = error.format_message().rstrip(".")
    # A word in capitals is an argument's name.
    begin = message if message[:2].isupper() else message[:1].lower() + message[1:]
    return f"{path}: {begin}; see {path} --help"


def _speak_utf8() -> None:
    """Pipes and files get UTF-8 whatever the locale says, unless PYTHONIOENCODING does."""
    if "PYTHONIOENCODING" in os.environ:
        return
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
