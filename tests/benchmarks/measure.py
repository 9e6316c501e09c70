"""CPU time of whole processes: medians of runs that take turns, so that a busy moment falls on all alike."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import struct
import termios
from collections.abc import Callable, Mapping
from statistics import median
from typing import NamedTuple

ROWS, COLUMNS = 24, 80


class Command(NamedTuple):
    """What to run; `terminal` if its output is to go to one. What `prepare` does before each run is not counted.

    `env` is added to the environment of all. `runs` is the most that are counted of a slow one; `warm` whether one
    that is not counted comes first.
    """

    argv: tuple[str, ...]
    terminal: bool = False
    prepare: Callable[[], object] | None = None
    env: Mapping[str, str] = {}
    runs: int | None = None
    warm: bool = True


class Cost(NamedTuple):
    """Medians over the runs of one command."""

    cpu_ms: float
    peak_kib: float


def costs(commands: Mapping[str, Command], runs: int, env: Mapping[str, str]) -> dict[str, Cost]:
    """The cost of each of `commands`, run up to `runs` times in turns after one round that is not counted."""
    samples: dict[str, list[Cost]] = {name: [] for name in commands}
    for at in range(runs + 1):
        for name, command in commands.items():
            if (command.warm or at) and at <= (runs if command.runs is None else command.runs):
                cost = _run(command, env)
                if at:
                    samples[name].append(cost)
    return {
        name: Cost(median(cost.cpu_ms for cost in found), median(cost.peak_kib for cost in found))
        for name, found in samples.items()
    }


def _run(command: Command, env: Mapping[str, str]) -> Cost:
    if command.prepare is not None:
        command.prepare()
    terminal, output = _terminal() if command.terminal else (None, os.open(os.devnull, os.O_WRONLY))
    actions = [(os.POSIX_SPAWN_DUP2, output, 1), (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)]
    child = os.posix_spawnp(command.argv[0], command.argv, {**env, **command.env}, file_actions=actions)
    os.close(output)
    if terminal is not None:
        _drain(terminal)
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError(f"{' '.join(command.argv)} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost((usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss)


def _terminal() -> tuple[int, int]:
    terminal, output = pty.openpty()
    fcntl.ioctl(output, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    return terminal, output


def _drain(terminal: int) -> None:
    with contextlib.suppress(OSError):  # EIO: the other side is closed
        while os.read(terminal, 65536):
            pass
    os.close(terminal)
