"""The manual page, made of the commands' own help when the package is built: roff for man(7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from inspect import cleandoc

import click

from countdown import __version__
from countdown.cli.main import cli

_FILES = (
    (
        "~/.config/countdown/events.toml",
        "The events; countdown config tells where this and the next are on your system.",
    ),
    ("~/.config/countdown/config.toml", "Settings, channels and calendars. It need not be there."),
    ("~/.local/state/countdown/", "What was reminded of, and the changes that undo takes back."),
    ("~/.cache/countdown/", "May be taken away at any time."),
)
_ENVIRONMENT = (
    ("COUNTDOWN_FILE", "The events files, in place of those of the config; several are separated by colons."),
    ("COUNTDOWN_CONFIG", "The config, in place of config.toml."),
    ("NO_COLOR", "No colour, if it is set to anything."),
    ("TZ", "The time zone that dates are seen from."),
    ("VISUAL, EDITOR", "The editor of countdown edit."),
    ("XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "Where the folders above are."),
)
_EXIT_STATUS = (
    ("0", "Done."),
    ("1", "It could not be done, or next -q found none, or check found a problem."),
    ("2", "Wrong usage."),
)
# Click's mark of a paragraph that is printed as it stands.
_AS_IT_STANDS = "\b"


def man_page() -> str:
    """countdown(1) as roff, in ASCII."""
    context = click.Context(cli, info_name="countdown", **cli.context_settings)
    lines = [
        f'.TH COUNTDOWN 1 "" "countdown {__version__}" "User Commands"',
        ".SH NAME",
        r"countdown \- the days left to events, and reminders of them",
        ".SH SYNOPSIS",
        ".B countdown",
        r"[\fIOPTION\fR]... [\fICOMMAND\fR [\fIARGUMENT\fR]...]",
        ".SH DESCRIPTION",
        *_help(cli),
        ".SH OPTIONS",
        "These stand before or after any command.",
        *_options(context),
        ".SH COMMANDS",
    ]
    common = {option for parameter in cli.params for option in parameter.opts} | {"--help"}
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if command is not None and not command.hidden:
            lines += _command(click.Context(command, info_name=name, parent=context), common)
    for title, entries in (("FILES", _FILES), ("ENVIRONMENT", _ENVIRONMENT), ("EXIT STATUS", _EXIT_STATUS)):
        lines.append(f".SH {title}")
        for term, text in entries:
            lines += [".TP", f".B {_roff(term)}", _roff(text)]
    return "".join(f"{line}\n" for line in lines)


def _command(context: click.Context, common: set[str]) -> Iterator[str]:
    """A section for a command, and for each below it."""
    command = context.command
    pieces = " ".join(piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]")
    yield f'.SS "{_roff(f"{context.command_path} {pieces}".strip())}"'
    yield from _help(command)
    yield from _options(context, common)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from _command(click.Context(below, info_name=name, parent=context), common)


def _help(command: click.Command) -> Iterator[str]:
    """The paragraphs of a command's help."""
    for paragraph in re.split(r"\n\s*\n", cleandoc(command.help or "")):
        lines = [_roff(line) for line in paragraph.split("\n") if line != _AS_IT_STANDS]
        as_it_stands = paragraph.startswith(_AS_IT_STANDS)
        yield ".PP"
        yield from [".RS", ".nf", *lines, ".fi", ".RE"] if as_it_stands else lines


def _options(context: click.Context, common: Set[str] = frozenset()) -> Iterator[str]:
    """The options of a command, but for those in `common`."""
    for parameter in context.command.get_params(context):
        record = parameter.get_help_record(context)
        if isinstance(parameter, click.Option) and record is not None and not common & {*parameter.opts}:
            yield from (".TP", f".B {_roff(record[0])}", _roff(record[1]))


def _roff(text: str) -> str:
    """`text` as it is to be seen: no character of it is a request or an escape, and hyphens can be copied."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace('"', r"\(dq")
    escaped = "".join(char if char.isascii() else rf"\[u{ord(char):04X}]" for char in escaped)
    return rf"\&{escaped}" if escaped.startswith((".", r"\(aq")) else escaped
