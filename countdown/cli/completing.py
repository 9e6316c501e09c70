"""What can stand where the cursor is, told to the scripts that `countdown completion` prints.

The words come as arguments, `_COUNTDOWN_COMPLETE` names the shell. The answer is a line that says what follows, `plain`
values, a `part` of one that goes on, or `file` for the shell to find itself; then a line for each, as the shell wants it.
Nothing that is wrong is said here: the command that is being typed says it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem, ShellComplete, split_arg_string

from countdown.cli.main import COMMANDS, LazyGroup, cli, read_clock
from countdown.cli.quiet import QuietSession
from countdown.core.repeat import WORDS
from countdown.core.selection import labels
from countdown.errors import CountdownError
from countdown.view.text import visible

_MARK = "\0"
_SAFE = re.compile(r"[^\w@%+=:,./-]")
# The commands whose first argument is an event, and those of them that change it.
_OF_EVENTS = ("show", "until", "edit", "remove", "snooze", "dismiss", "watch")
_OWN_EVENTS = ("edit", "remove")


if TYPE_CHECKING:
    _ParamType = click.ParamType[Any, Any]
else:
    _ParamType = click.ParamType  # Click 8.1 has no parameters for it


class _Values(_ParamType):
    """Any text, with something to choose from."""

    name = "text"
    kind = "plain"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
        """The values that begin with `incomplete`."""
        found = self.values(ctx, incomplete)
        return [CompletionItem(value, self.kind, help=said) for value, said in found if value.startswith(incomplete)]

    def values(self, ctx: click.Context, incomplete: str) -> Iterable[tuple[str, str]]:
        """All values, each with a description or an empty text."""
        raise NotImplementedError


class _Events(_Values):
    def values(self, ctx: click.Context, incomplete: str) -> Iterable[tuple[str, str]]:
        return _events(ctx.ensure_object(QuietSession), ctx.command.name or "")


def _events(session: QuietSession, command: str) -> Iterable[tuple[str, str]]:
    """What `command` takes for an event, each with its name."""
    files = session.events_files if command in _OWN_EVENTS else session.files
    events = [event for file in files for event in file.events]
    return zip(labels(events, events), (event.name for event in events), strict=True)


class _FirstWordEvents(_Events):
    """A date goes on where an event's name has ended."""

    def values(self, ctx: click.Context, incomplete: str) -> Iterable[tuple[str, str]]:
        return () if ctx.params.get("words") else super().values(ctx, incomplete)


class _Tags(_Values):
    def values(self, ctx: click.Context, incomplete: str) -> Iterable[tuple[str, str]]:
        events = ctx.ensure_object(QuietSession).events
        return [(tag, "") for tag in sorted({tag for event in events for tag in event.tags})]


class _Fields(_Values):
    kind = "part"

    def values(self, ctx: click.Context, incomplete: str) -> Iterable[tuple[str, str]]:
        from countdown.view.template import FIELDS

        before, brace, _ = incomplete.rpartition("{")
        return [(f"{before}{{{field}}}", "") for field in FIELDS] if brace or not incomplete else ()


class _Repeats(_Values):
    def values(self, ctx: click.Context, incomplete: str) -> Iterable[tuple[str, str]]:
        return [(word, "") for word in WORDS]


class _Files(_Values):
    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
        return [CompletionItem(incomplete, "file")]


# By a parameter's name, or by its command's and its own: no command has to load what only the Tab key needs.
_TYPES: dict[str, type[_Values]] = {
    "event": _Events, "events": _Events, "until words": _FirstWordEvents, "tags": _Tags, "field_tags": _Tags,
    "template": _Fields, "field_repeat": _Repeats, "file": _Files, "to": _Files, "target": _Files,
    "import files": _Files,
}  # fmt: skip


class _Completing(LazyGroup):
    """The commands, and nothing that is put where none stands."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return click.Group.parse_args(self, ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        return click.Group.resolve_command(self, ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        command = super().get_command(ctx, cmd_name)
        return None if command is None else _with_values(cmd_name, command)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Commands by name alone: what each says of itself would load them all."""
        names = [CompletionItem(name) for name in self.list_commands(ctx) if name.startswith(incomplete)]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]


def complete(shell: str, words: Sequence[str]) -> int:
    """Print what can stand where the cursor is; 0, whatever comes of it.

    In zsh and fish `words` are those up to the cursor; in bash the command, the line up to the cursor, and what
    readline takes for the last word.
    """
    replaced = ""
    if shell == "bash" and len(words) == 3:
        command, line, replaced = words
        words = split_arg_string(f"{line}{_MARK}")
        words[-1] = words[-1].removesuffix(_MARK)
        words = words[words.index(command) + 1 :] if command in words else words[1:]
    *before, incomplete = words or [""]
    if shell == "fish" and incomplete[:1] in ("'", '"'):
        incomplete = incomplete[1:]
    found: list[CompletionItem[str]] = []
    with suppress(CountdownError, click.ClickException, OSError, ValueError):
        found = _found(before, incomplete)
    if found:
        option = re.match("--[^=]*=", incomplete)
        prefix = option[0] if option else ""
        answers = [_line(shell, item, prefix, incomplete, replaced) for item in found]
        lines = [line for line in answers if line is not None]
        sys.stdout.buffer.write("\n".join([found[0].type, *lines, ""]).encode("utf-8", "surrogateescape"))
        sys.stdout.buffer.flush()
    return 0


def _found(before: list[str], incomplete: str) -> list[CompletionItem[str]]:
    session = QuietSession(read_clock)
    if len(before) == 1 and before[0] in _OF_EVENTS and before[0] in COMMANDS and not incomplete.startswith("-"):
        # The usual case does without loading the command.
        return [
            CompletionItem(value, help=said)
            for value, said in _events(session, before[0])
            if value.startswith(incomplete)
        ]
    group = _with_values("", _Completing("countdown", params=cli.params, callback=cli.callback))
    return ShellComplete(group, {"obj": session}, "countdown", "_COUNTDOWN_COMPLETE").get_completions(
        before, incomplete
    )


def _with_values(name: str, command: click.Command) -> click.Command:
    for parameter in command.params:
        found = _TYPES.get(parameter.name or "") or _TYPES.get(f"{name} {parameter.name}")
        if found is not None:
            parameter.type = found()
    return command


def _line(shell: str, item: CompletionItem[str], prefix: str, incomplete: str, replaced: str) -> str | None:
    """`item` as `shell` wants it; None if it cannot be typed there: what steers a terminal, or would be an option."""
    value, said = item.value, visible(item.help or "")
    if item.type == "file" or visible(value) != value or (value.startswith("-") and not incomplete.startswith("-")):
        return None
    if shell == "fish":
        return f"{prefix}{value}\t{said}" if said else f"{prefix}{value}"
    if shell == "zsh":
        value, said = value.replace("\\", r"\\").replace(":", r"\:"), said.replace("\\", r"\\")
        return f"{value}:{said}" if said else value
    return _for_bash(value, incomplete.removeprefix(prefix), replaced)


def _for_bash(value: str, incomplete: str, replaced: str) -> str | None:
    """`value`, less what stands before the last colon or equals sign, quoted as it was begun; None if it cannot be."""
    quote = replaced[:1] if replaced[:1] in ("'", '"') else ""
    typed = "" if replaced in (":", "=") else "".join(split_arg_string(replaced))
    if incomplete.endswith(typed):
        value = value[len(incomplete) - len(typed) :]
    if quote == "'":
        return None if "'" in value else value
    if quote:
        return None if "!" in value else re.sub(r'([\\"$`])', r"\\\1", value)
    return _SAFE.sub(lambda match: f"\\{match[0]}", value)
