"""A mount namespace of its own, in which the machine's crontabs, jobs and sockets are out of sight and out of reach."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

# No crontab, no job of the machine's, no daemon's lock or socket. The group is that of Debian's crontab program.
_EMPTY = """\
set -e
mount -t tmpfs -o mode=755 none /run
mount -t tmpfs none /var/spool/cron
mkdir -m 1730 /var/spool/cron/crontabs
chgrp crontab /var/spool/cron/crontabs
mount -t tmpfs none /etc/cron.d
[ ! -e /etc/crontab ] || mount --bind "$1" /etc/crontab
mkdir -p /run/systemd/system  # sd_booted(3): else systemd's user manager will not start
echo ready
exec sleep 600
"""


class Sandbox:
    """Programs run by `run` and `start` see it, whoever they are."""

    def __init__(self, process: int) -> None:
        self._enter = ["nsenter", "--mount", f"--target={process}", "--wd=/", "--"]

    def run(self, *command: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """How `command` ended."""
        return subprocess.run(
            [*self._enter, *command], check=False, capture_output=True, input=stdin, timeout=60
        )  # fmt: skip

    @contextmanager
    def start(self, *command: str) -> Iterator[subprocess.Popen[bytes]]:
        """`command` while it is needed."""
        with subprocess.Popen(
            [*self._enter, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                yield process
            finally:
                process.terminate()


def possible(programs: Sequence[str]) -> bool:
    """Whether a sandbox can be made here, and `programs` are there to be tried in it."""
    needed = ("unshare", "nsenter", *programs)
    if sys.platform != "linux" or os.geteuid() != 0 or not all(map(shutil.which, needed)):
        return False
    return subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True).returncode == 0


@contextmanager
def sandbox(folder: Path) -> Iterator[Sandbox]:
    """A sandbox for the length of a test; `folder` is for what it needs."""
    empty = folder / "empty"
    empty.touch()
    command = ["unshare", "--mount", "sh", "-c", _EMPTY, "sh", str(empty)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"ready\n"
            yield Sandbox(holder.pid)
        finally:
            holder.terminate()


_RECORDER = """\
#!{python}
import json, os, pathlib, sys
if sys.argv[1] != "remind":
    from countdown.__main__ import run
    sys.exit(run())
text = json.dumps({{"arguments": sys.argv[1:], "environment": dict(os.environ)}})
new = pathlib.Path({record!r} + ".new")
new.write_text(text)
new.rename({record!r})
"""


def recorder(folder: Path, record: Path) -> Path:
    """A `countdown` in `folder` that, told to remind, writes its arguments and environment to `record` instead."""
    folder.mkdir(parents=True)
    program = folder / "countdown"
    program.write_text(_RECORDER.format(python=sys.executable, record=str(record)))
    program.chmod(0o755)
    return program
