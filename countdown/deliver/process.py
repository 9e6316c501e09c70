"""A program run for a limited time: when it is up, the program and all that it started are ended."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import subprocess

_GRACE = 0.3  # seconds between asking a group of processes to end and ending it
_PATIENCE = 0.5  # seconds for the rest of an output that something left behind still holds open
_KEPT = 65_536  # bytes of an output


class Ended(NamedTuple):
    """How a program ended. `code` is None if its time was up; of `output` and `errors` the ends are kept."""

    code: int | None
    output: bytes
    errors: bytes


def run(
    arguments: Sequence[str],
    *,
    seconds: float,
    environment: Mapping[str, str] | None = None,
    given: bytes | None = None,
    keep_output: bool = False,
) -> Ended:
    """Run the program `arguments[0]`, without a shell, for at most `seconds`; `environment` is added to ours.

    Its standard input is `given`, or empty; its standard output goes nowhere unless it is to be kept. Text is handed
    over in UTF-8 whatever the locale. It has a process group of its own, which is ended with the time, or with us.
    Raises OSError if it cannot be started.
    """
    import subprocess

    process = subprocess.Popen(  # noqa: S603  # an argument list, and no shell
        [_native(argument) for argument in arguments],
        env=_environment(environment or {}),
        stdin=subprocess.DEVNULL if given is None else subprocess.PIPE,
        stdout=subprocess.PIPE if keep_output else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        bufsize=0,
    )
    try:
        pipes = _Pipes(process, given)
        process.wait(seconds)
        code: int | None = process.returncode
    except subprocess.TimeoutExpired:
        code = None
    finally:
        if process.returncode is None:
            _end(process)
    pipes.finish()
    return Ended(code, bytes(pipes.output), bytes(pipes.errors))


class _Pipes:
    """Threads that feed and empty a process's pipes, so that none of them can fill up and stop it."""

    def __init__(self, process: subprocess.Popen[bytes], given: bytes | None) -> None:
        from threading import Thread

        self.output = bytearray()
        self.errors = bytearray()
        self._threads = [
            *(Thread(target=_feed, args=(process.stdin, given), daemon=True) for _ in range(process.stdin is not None)),
            *(
                Thread(target=_keep, args=(stream, kept), daemon=True)
                for stream, kept in ((process.stdout, self.output), (process.stderr, self.errors))
                if stream is not None
            ),
        ]
        for thread in self._threads:
            thread.start()

    def finish(self) -> None:
        """Wait for what the process wrote; not for what a process that it left behind may still write."""
        for thread in self._threads:
            thread.join(_PATIENCE)


def _feed(stream: IO[bytes], given: bytes) -> None:
    rest = memoryview(given)
    with suppress(OSError), stream:
        while rest:
            rest = rest[stream.write(rest) :]


def _keep(stream: IO[bytes], kept: bytearray) -> None:
    with stream:
        while piece := stream.read(_KEPT):
            kept += piece
            del kept[:-_KEPT]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End `process` and its group: first ask, then insist. It is not waited for before, so that its number stays its own."""
    import subprocess
    import time

    if sys.platform == "win32":
        process.kill()
    else:
        from signal import SIGKILL, SIGTERM

        for signal in (SIGTERM, SIGKILL):
            with suppress(OSError):  # gone, or somebody else's, as under sudo
                os.killpg(process.pid, signal)
            if signal is SIGTERM:
                time.sleep(_GRACE)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_PATIENCE)


if sys.platform == "win32":

    def _native(text: str) -> str:
        return text

    def _environment(more: Mapping[str, str]) -> dict[str, str]:
        return {**os.environ, **more}

else:

    def _native(text: str) -> bytes:
        return text.encode("utf-8", "surrogateescape")

    def _environment(more: Mapping[str, str]) -> dict[bytes, bytes]:
        return {**os.environb, **{_native(key): _native(value) for key, value in more.items()}}
