"""Real shells on a terminal, in a home of their own, and a countdown whose clock stands still."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pexpect
import pyte

SHELLS = ("bash", "zsh", "fish")
EXPO = '[events.expo]\nname = "Supply chain expo"\nstart = 2026-11-26\nend = 2026-11-30\n'
CHRISTMAS = '[events.christmas]\nname = "Christmas"\nstart = 2026-12-25\n'
_LINES, _COLUMNS = 24, 200
# Each prompt has a number, so that it is known when a command is over, and the status that the command left.
_PROMPTS = {
    "bash": "PROMPT_COMMAND='N=$((N+1))'\nPS1='<$N:$?>'\nN=0\n",
    "zsh": "N=0\nnumber_it() { emulate -L zsh; psvar[1]=$((++N)) }\nprecmd_functions=(number_it)\nPS1='<%1v:%?>'\n",
    "fish": "set -g N 0\nfunction number_it --on-event fish_prompt\nset N (math $N + 1)\nend\n"
    'function fish_prompt\nprintf "<%s:%s>" $N $status\nend\nfunction fish_greeting\nend\n',
}
_ARGUMENTS = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"], "fish": ["--no-config", "-i"]}
# What the shell takes for today, instead of its own clock.
_CLOCKS = {
    "bash": "__countdown_clock() {{ __countdown_day={0}; __countdown_now={1}; }}",
    "zsh": "__countdown_clock() {{ __countdown_day={0}; __countdown_now={1} }}",
    "fish": "function __countdown_clock; set -g __countdown_now {0} {1}; end",
}
_PROGRAM = """\
#!{python}
import sys
from pathlib import Path
import countdown.cli.main as main
read_clock = main.read_clock
main.read_clock = lambda moment: read_clock(moment or Path({clock!r}).read_text())
with open({log!r}, "a") as log:
    log.write(" ".join(sys.argv[1:]) + "\\n")
from countdown.__main__ import run
sys.exit(run())
"""


class Machine:
    """A home with the program on the PATH, as the environment of this process has it."""

    def __init__(self, home: Path, now: str = "2026-11-24T09:00") -> None:
        self.home = home
        self.events = home / ".config/countdown/events.toml"
        self.events.parent.mkdir(parents=True)
        self._clock, self._log = home / "clock", home / "log"
        self.program = home / "bin/countdown"
        self.program.parent.mkdir()
        self.program.write_text(_PROGRAM.format(python=sys.executable, clock=str(self._clock), log=str(self._log)))
        self.program.chmod(0o755)
        self.set_clock(now)

    def set_clock(self, now: str) -> None:
        """From now on the program takes `now` for the present moment."""
        self._clock.write_text(now)
        self.day = now[:10]

    @property
    def calls(self) -> list[str]:
        """The arguments of each run of the program."""
        return self._log.read_text().splitlines() if self._log.exists() else []

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "PATH": f"{self.program.parent}{os.pathsep}{os.environ['PATH']}",
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
            "HISTFILE": "",
        }

    @property
    def caches(self) -> list[Path]:
        """The files that prompts are read from."""
        return [path for path in self.home.glob(".cache/countdown/prompt/*-*") if "." not in path.name]


class Shell:
    """An interactive shell on a terminal of its own."""

    def __init__(self, name: str, machine: Machine, rc: str = "") -> None:
        """`rc` is what it runs first."""
        self.name, self.machine = name, machine
        self._prompts = 0
        self._screen = pyte.Screen(_COLUMNS, _LINES)
        self._stream = pyte.Stream(self._screen)
        file = machine.home / f"rc.{name}"
        file.write_text(f"{_PROMPTS[name]}{rc}\n")
        found = shutil.which(name)
        assert found is not None
        self._child = pexpect.spawn(
            found, _ARGUMENTS[name], dimensions=(_LINES, _COLUMNS), encoding="utf-8", timeout=60, cwd=str(machine.home),
            env=machine.environment, codec_errors="replace",
        )  # fmt: skip
        self._child.delaybeforesend = None
        self.prompt = ""
        self.type(f"source {shlex.quote(str(file))}")

    def __enter__(self) -> Shell:
        return self

    def __exit__(self, *_: object) -> None:
        self._child.close(force=True)

    def set_day(self, day: str, seconds: int = 0) -> list[str]:
        """From now on the hook takes `day` for today, and `seconds` for those since 1970."""
        return self.type(_CLOCKS[self.name].format(day, seconds))

    def type(self, line: str) -> list[str]:
        """What the terminal shows of `line` and its output; `prompt` is then what stands before the next prompt."""
        self._screen.reset()
        self._child.send(f"{line}\r")
        self._prompts += 1
        self._read_until(rf"<{self._prompts}:\d+>")
        rows = [row.rstrip() for row in self._screen.display]
        at = max(at for at, row in enumerate(rows) if f"<{self._prompts}:" in row)
        self.prompt, _, rest = rows[at].rpartition(f"<{self._prompts}:")
        self.status = int(rest.partition(">")[0])
        return rows[:at]

    def keys(self, keys: str, until: str) -> list[str]:
        """The rows of the screen once `keys` were pressed and the pattern `until` is on it."""
        self._screen.reset()
        self._child.send(keys)
        return self._read_until(until)

    def value(self, name: str) -> str:
        """What the variable holds."""
        rows = self.type(f'printf "[%s]\\n" "${name}"')
        return next(row for row in reversed(rows) if row.startswith("["))[1:-1]

    def _read_until(self, pattern: str) -> list[str]:
        while not re.search(pattern, "\n".join(self._screen.display)):
            try:
                self._stream.feed(self._child.read_nonblocking(65536, timeout=60))
            except (pexpect.TIMEOUT, pexpect.EOF):
                raise AssertionError("\n".join(self._screen.display)) from None
        return [row.rstrip() for row in self._screen.display]


def shell_with_prompt(name: str, machine: Machine, *arguments: str, before: str = "", after: str = "") -> Shell:
    """A shell whose rc runs the hook that `countdown init` prints for `arguments`, and takes the machine's day for today."""
    clock = _CLOCKS[name].format(machine.day, 0)
    return Shell(name, machine, f"{before}\n{hook(name, *arguments)}\n{clock}\n{after}")


def missing(programs: Sequence[str]) -> str:
    """The first of `programs` that is not there; empty if all are."""
    return next((name for name in programs if shutil.which(name) is None), "")


def hook(shell: str, *arguments: str) -> str:
    """The line that a user writes into the shell's file."""
    line = f"countdown init {shell} {shlex.join(arguments)}"
    return f"{line} | source" if shell == "fish" else f'eval "$({line})"'
