"""A file of events in the user's editor: a copy is edited, checked, and only then takes the file's place."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from countdown.cli.changes import Located, events_writer, locate
from countdown.cli.session import Session
from countdown.core.countdown import countdown
from countdown.errors import CountdownError
from countdown.store.events_file import EventsFile
from countdown.store.paths import decode
from countdown.store.writer import HEADER
from countdown.view.text import visible

if TYPE_CHECKING:
    from countdown.cli.calendar_changes import InCalendar

# Editors that go to a line when they are given +LINE.
_GO_TO_LINE = ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "mg", "pico")


class _Target(NamedTuple):
    """A file to edit: what messages call it and what it is, the name of its copy, the line to begin at.

    `first` is the text that the editor begins with. `problems` tells what is wrong with a file that holds some bytes,
    and whether that keeps it from being one; `replace` puts them in the file's place.
    """

    shown: str
    kind: str
    name: str
    line: int | None
    first: bytes
    problems: Callable[[bytes], tuple[list[str], bool]]
    replace: Callable[[bytes], None]


def edit_file(session: Session, wanted: str | None) -> None:
    """Let the user edit the file of the event `wanted`, else the first events file.

    What was written is never lost: where it cannot take the file's place, it is told where it is kept.
    """
    target = _target(session, wanted)
    shown, first = target.shown, target.first
    draft = Path(tempfile.mkdtemp(prefix="countdown-")) / target.name
    try:
        draft.write_bytes(first)
        after = _edited(target, draft)
        if after is not None:
            target.replace(after)
    except (CountdownError, click.Abort, KeyboardInterrupt) as error:
        if _holds_nothing_new(draft, first):
            _discard(draft)
            raise
        told = error if isinstance(error, CountdownError) else CountdownError("not saved", place=shown)
        kept = CountdownError(told.sentence, place=told.place, mend=f"what you wrote is in {draft}")
        if isinstance(error, CountdownError):
            raise kept from None
        session.warn(kept)
        raise
    _discard(draft)
    session.print_lines([f"{'nothing changed' if after is None else 'changed'} in {visible(shown)}"])


def _target(session: Session, wanted: str | None) -> _Target:
    found = None if wanted is None else locate(session, wanted)
    if found is not None and not isinstance(found, Located):
        return _in_calendar(session, found)
    shown, line = (
        (next(iter(session.events_paths)), None) if found is None else (found.file.shown, found.file.line(found.id))
    )
    writer = events_writer(session, shown)
    before = writer.read()
    return _Target(
        shown, "events file", writer.path.name, line, HEADER.encode() if before is None else before,
        lambda after: _problems(session, shown, after), lambda after: writer.replace(before, after, "edit by hand"),
    )  # fmt: skip


def _in_calendar(session: Session, found: InCalendar) -> _Target:
    """The .ics file of an event."""
    from countdown.cli.calendar_changes import ics_problems, vdir_writer

    event, writer = found.event, vdir_writer(session, found.calendar)
    before = writer.read(event)
    return _Target(
        event.file, "calendar", Path(event.file).name, event.line, before,
        lambda after: ics_problems(session, event.file, after), lambda after: writer.replace(event, before, after),
    )  # fmt: skip


def _edited(target: _Target, draft: Path) -> bytes | None:
    """What the user made of the `draft`; None to leave the file as it is."""
    shown, first = target.shown, draft.read_bytes()
    while True:
        _run_editor(draft, target.line)
        try:
            after = draft.read_bytes()
        except OSError as error:
            raise CountdownError(f"the editor left no file: {error.strerror}", place=shown) from None
        if after == first:
            return None
        problems, fatal = target.problems(after)
        if not problems:
            return after
        for problem in problems:
            click.echo(visible(problem), err=True)
        choice = _ask(fatal)
        if choice == "d":
            return None
        if choice == "k" and not fatal:
            return after
        if choice != "e":
            raise CountdownError(f"not saved, since this is no {target.kind}", place=shown)


def _ask(fatal: bool) -> str:
    """`e`, `k` or `d`; `k` where nobody can be asked."""
    if not (sys.stdin and sys.stdin.isatty()):
        return "" if fatal else "k"
    keep = "keep it apart" if fatal else "keep it so"
    answer: str = click.prompt(
        f"(e)dit again, ({keep[0]}){keep[1:]}, or (d)rop what you changed?",
        type=click.Choice(["e", "k", "d"], case_sensitive=False), show_choices=False, default="e", err=True,
    )  # fmt: skip
    return answer


def _problems(session: Session, shown: str, data: bytes) -> tuple[list[str], bool]:
    """What is wrong with an events file that holds `data`, and whether that keeps it from being one."""
    try:
        file = EventsFile(shown, decode(data, shown))
    except CountdownError as error:
        return [str(error)], True
    never = [event for event in file.events if countdown(event, session.now) is None]
    return [*map(str, file.warnings), *(f"{event.id} never happens: no date fits" for event in never)], False


def _run_editor(draft: Path, line: int | None) -> None:
    named = (os.environ.get(name, "").strip() for name in ("VISUAL", "EDITOR"))
    command = next(filter(None, named), "notepad" if os.name == "nt" else "vi")
    try:
        words = shlex.split(command)
        go_to = [f"+{line}"] if line and Path(words[0]).name in _GO_TO_LINE else []
        code = _run([*words, *go_to, str(draft)])
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise CountdownError(
            f"the editor {command!r} cannot be run: {reason}", place="countdown", mend="set EDITOR"
        ) from None
    if code != 0:
        how = f"ended with {code}" if code > 0 else f"was ended by signal {-code}"
        raise CountdownError(f"the editor {command!r} {how}", place="countdown", mend="the file is as it was")


def _run(words: list[str]) -> int:
    """The exit code of the command `words`. While it runs Ctrl-C is for it alone: in vi it ends no more than a mode."""
    with subprocess.Popen(words) as editor:  # noqa: S603  # the user's own
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            return editor.wait()
        finally:
            signal.signal(signal.SIGINT, before)


def _holds_nothing_new(draft: Path, first: bytes) -> bool:
    try:
        return draft.read_bytes() == first
    except OSError:
        return True


def _discard(draft: Path) -> None:
    shutil.rmtree(draft.parent, ignore_errors=True)
