"""Programs run as argument lists, with a time limit, and never through a shell."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from countdown.errors import CountdownError

LIMIT_SECONDS = 20


class Done(NamedTuple):
    """How a program ended: its exit code, and what it printed, whose bytes that are not UTF-8 are surrogates."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The first line of what it said against it."""
        return next((line.strip() for line in (self.err + "\n" + self.out).splitlines() if line.strip()), "no word why")


def run(
    command: Sequence[str], *, stdin: str = "", environment: Mapping[str, str] | None = None, folder: str | None = None
) -> Done:
    """Run `command` with `stdin` as its input and `environment` as its whole environment, if given, in `folder`.

    Raises CountdownError if it cannot be started or takes longer than `LIMIT_SECONDS`.
    """
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603  # an argument list, and no shell
            list(command),
            input=stdin.encode(errors="surrogateescape"),
            capture_output=True,
            timeout=LIMIT_SECONDS,
            check=False,
            env=dict(environment) if environment is not None else os.environ | {"LC_ALL": "C"},
            cwd=folder,
        )
    except subprocess.TimeoutExpired:
        raise CountdownError(f"did not end within {LIMIT_SECONDS} s", place=command[0]) from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        raise CountdownError(f"cannot be run: {why or error}", place=command[0]) from None
    out, err = (stream.decode(errors="surrogateescape") for stream in (done.stdout, done.stderr))
    return Done(done.returncode, out, err)


def replace_file(path: Path, text: str) -> None:
    """Make `text` what the file at `path` holds, whole or not at all; its folder is made if need be.

    Raises CountdownError if that cannot be done.
    """
    new = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(text, encoding="utf-8")
        new.replace(path)
    except OSError as error:
        raise CountdownError(f"cannot be written: {error.strerror}", place=str(path)) from None


def remove_file(path: Path) -> None:
    """Take the file or link at `path` away, if there is one. Raises CountdownError if that cannot be done."""
    try:
        path.unlink(missing_ok=True)
    except NotADirectoryError:
        return
    except OSError as error:
        raise CountdownError(f"cannot be removed: {error.strerror}", place=str(path)) from None
