"""The program in a real terminal: pexpect gives it one, pyte shows what stands on its screen."""

from __future__ import annotations

import os
import sys
import termios
import time
from collections.abc import Callable
from typing import Any

import pexpect
import pyte

PATIENCE = 30.0
_ALTERNATE = "\x1b[?1049"


class Terminal:
    """`countdown` with `arguments`, or another `program`, in a terminal of its own."""

    def __init__(
        self,
        *arguments: str,
        width: int = 80,
        height: int = 24,
        environment: dict[str, str] | None = None,
        program: tuple[str, ...] = (sys.executable, "-m", "countdown"),
    ) -> None:
        self.screen: Any = pyte.Screen(width, height)
        self._stream: Any = pyte.Stream(self.screen)
        self.raw = ""
        command, *rest = (*program, *arguments)
        self.child: Any = pexpect.spawn(
            command, rest,
            dimensions=(height, width), encoding="utf-8", codec_errors="replace", timeout=PATIENCE,
            env=os.environ | {"TERM": "xterm-256color"} | (environment or {}),
        )  # fmt: skip
        self.before = self.modes()
        # pexpect waits before it sends a key, and before and after it closes.
        self.child.delaybeforesend = None

    @property
    def pid(self) -> int:
        return int(self.child.pid)

    def modes(self) -> list[Any]:
        """Those of the terminal, as `stty` has them; what it echoes among them."""
        return termios.tcgetattr(self.child.child_fd)

    @property
    def rows(self) -> list[str]:
        return [row.rstrip() for row in self.screen.display]

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    def read(self, seconds: float = 0.1) -> bool:
        """Take what comes within so many seconds; whether the program's end has not come."""
        try:
            new = self.child.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += new
        self._stream.feed(new)
        return True

    def wait_for(self, what: str | Callable[[], bool]) -> None:
        """Until the text `what` stands on the screen, or it is so."""

        def is_there() -> bool:
            return what in self.text if isinstance(what, str) else what()

        patience = time.monotonic() + PATIENCE
        while not is_there():
            going_on = self.read()
            assert is_there() or (going_on and time.monotonic() < patience), f"{what}: {self.text}"
        self._settle()

    def _settle(self) -> None:
        """Take the rest of what is being drawn: a frame may come in pieces."""
        known = -1
        while known != len(self.raw):
            known = len(self.raw)
            self.read(0.05)

    def type(self, keys: str) -> None:
        self.child.send(keys)

    def resize(self, width: int, height: int) -> None:
        self.screen.resize(height, width)
        self.child.setwinsize(height, width)

    def has_ended(self) -> bool:
        """Whether the program has, though what it sent may not have been read."""
        try:
            return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        except ChildProcessError:
            return True  # pexpect has seen it

    def end(self) -> int:
        """Wait for it to end by itself; its exit code, or that of the signal less than 0."""
        patience = time.monotonic() + PATIENCE
        while self.read() or not self.has_ended():
            assert time.monotonic() < patience, self.text
        self.child.wait()
        return int(self.child.exitstatus if self.child.signalstatus is None else -self.child.signalstatus)

    def close(self) -> None:
        self.child.close(force=True)

    def assert_as_before(self) -> None:
        """The terminal is as it was: its modes, its screen, its cursor, its colours, its way to go on at a line's end."""
        assert self.modes() == self.before
        assert self.raw.rfind(f"{_ALTERNATE}l") >= self.raw.rfind(f"{_ALTERNATE}h")
        assert not self.screen.cursor.hidden
        assert pyte.modes.DECAWM in self.screen.mode
        assert (self.screen.cursor.attrs.fg, self.screen.cursor.attrs.bold) == ("default", False)
