"""A command as a channel: an argument list, never a shell; each field lands whole in one argument."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping, Sequence

from countdown.deliver.message import FIELDS, SECONDS, Message
from countdown.deliver.text import last_line, lines, one_line
from countdown.errors import CountdownError

_KNOWN = (*FIELDS, "title", "body")
_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


class CommandChannel:
    """A program of the user's, run once for each reminder.

    `{name}` in an argument is the reminder's field of that name; `{{` and `}}` are braces. The program itself is taken
    as it is written. The same fields are `COUNTDOWN_NAME` and so on in its environment.
    """

    name = "command"
    takes_digest = False

    def __init__(self, command: Sequence[str], *, seconds: float = SECONDS) -> None:
        self._command = tuple(command)
        self._seconds = seconds
        self.shown = f"command {one_line(os.path.basename(self._command[0]), 60)}"  # noqa: PTH119  # "x/" has no name for pathlib either

    def send(self, message: Message) -> None:
        """Run the command for `message`; raises CountdownError if it cannot be run, fails, or takes too long."""
        from countdown.deliver.process import run

        values = _values(message)
        arguments = [self._program(), *(self._filled(argument, values) for argument in self._command[1:])]
        environment = {f"COUNTDOWN_{field.upper()}": value for field, value in values.items()}
        try:
            ended = run(arguments, seconds=self._seconds, environment=environment)
        except OSError as error:
            unreadable = error.errno in (errno.ENOENT, errno.ENOEXEC)
            mend = "its first line has to name its interpreter" if unreadable else ""
            raise self._error(f"cannot be run: {error.strerror or error}", mend) from None
        if ended.code == 0:
            return
        told = last_line(ended.errors)
        reason = f": {told}" if told else ""
        if ended.code is None:
            raise self._error(f"was ended after {self._seconds:g} s{reason}")
        if ended.code < 0:
            raise self._error(f"was ended by signal {-ended.code}{reason}")
        raise self._error(f"ended with exit code {ended.code}{reason}")

    def check(self) -> None:
        """Raise CountdownError if the program is not there, or an argument holds a field that there is not."""
        self._program()
        nothing = dict.fromkeys(_KNOWN, "")
        for argument in self._command[1:]:
            self._filled(argument, nothing)

    def _program(self) -> str:
        """The path of the program. A `~` is the home, as in the other paths of the configuration."""
        import shutil

        written = self._command[0]
        if "\0" in written or not written:
            raise self._error("no program is named")
        path = os.path.expanduser(written)  # noqa: PTH111  # pathlib would make "./hook" a name for PATH
        found = shutil.which(path)
        if found is not None:
            return found
        if os.path.isfile(path) and os.path.dirname(path):  # noqa: PTH113, PTH120  # as above
            raise self._error("may not be executed", f"chmod +x {one_line(path)}")
        mend = "" if os.path.dirname(path) else "write its whole path"  # noqa: PTH120  # as above
        raise self._error("there is no such program", mend)

    def _filled(self, argument: str, values: Mapping[str, str]) -> str:
        """`argument` with the fields' values in place; only the known names are fields, and nothing is looked up in them."""

        def fill(match: re.Match[str]) -> str:
            text, field = match.group(), match.group(1)
            if text in ("{{", "}}"):
                return text[0]
            if field not in values:
                known = ", ".join(_KNOWN)
                raise self._error(
                    f"unknown field {one_line(text, 60)} in its arguments",
                    f"fields are {known}; a brace is {{{{ or }}}}",
                )
            return values[field]

        return _BRACES.sub(fill, argument).replace("\0", "")

    def _error(self, sentence: str, mend: str = "") -> CountdownError:
        return CountdownError(sentence, place=self.shown, mend=mend)


def _values(message: Message) -> dict[str, str]:
    """The known fields as text: nothing for None, `true` and `false`; a NUL, which no argument can hold, as an escape."""
    fields = {field: _text(message.fields.get(field)) for field in FIELDS}
    return fields | {"title": one_line(message.title), "body": lines(message.body)}


def _text(value: str | int | bool | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).encode("utf-8", "replace").decode().replace("\0", "\\x00")
