"""The terminal while a screen fills it, and as it was before on every way out."""

from __future__ import annotations

import errno
import os
import select
import signal
import termios
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l"  # the alternate screen, no cursor, and no line that goes on in the next
_LEAVE = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l"
_ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
_NOTED = (*_ENDS, signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH)
_PATIENCE = 1.0

_IFLAG, _LFLAG, _CC = 0, 3, 6


class Ended(Exception):  # noqa: N818  # no error: someone asked for the end
    """The signal `number` asked for the end, or the terminal has gone, which is as SIGHUP."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Screen:
    """A context in which the terminal shows nothing but `draw`'s rows. Signals end it, suspend it, or resize it.

    Signals are noted, and heeded in `wait`; only while bytes are on their way to the terminal, which may take none, do
    they break in. No thread, and no signal's handler does more than that.
    """

    def __init__(self, source: int, target: int, encoding: str) -> None:
        """Keys come from the descriptor `source`; `target` is that of the terminal, whose text is in `encoding`."""
        self._source, self._target, self._encoding = source, target, encoding
        self._noted: set[int] = set()
        self._sending = False
        self._shown: list[str] = []
        self._handlers: dict[int, Any] = {}
        self._modes: list[Any] = []
        self._taken = False

    def __enter__(self) -> Screen:
        self._wake, self._waker = os.pipe()
        try:
            os.set_blocking(self._wake, False)
            os.set_blocking(self._waker, False)
            self._former_waker = signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
            for number in _NOTED:
                # What whoever started this wants ignored, as nohup does, stays so.
                if signal.getsignal(number) is not signal.SIG_IGN:
                    self._handlers[number] = signal.signal(number, self._note)
            self._modes = termios.tcgetattr(self._source)
            self._take()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        self._give_back()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._former_waker)
        os.close(self._wake)
        os.close(self._waker)

    @property
    def size(self) -> tuple[int, int]:
        """Its columns and rows; the usual ones where it does not know. Raises Ended if it has gone."""
        try:
            columns, rows = os.get_terminal_size(self._target)
        except OSError:
            raise Ended(signal.SIGHUP) from None
        return columns or 80, rows or 24

    def draw(self, rows: Sequence[str], *, bell: bool = False) -> None:
        """Show `rows`, text with its styles, from the top; only those that changed are sent, all at once."""
        known = self._shown
        changed = [
            f"\x1b[{at};1H\x1b[2K{row}"
            for at, row in enumerate(rows, 1)
            if at > len(known) or known[at - 1] != row
        ]  # fmt: skip
        beginning = "" if known else "\x1b[2J"
        self._shown = list(rows)
        text = "".join((beginning, *changed, "\a" if bell else ""))
        if text:
            self._send(text)

    def wait(self, seconds: float | None) -> bytes:
        """What was typed within so many `seconds`, None: for as long as it takes; empty after that, and after a signal.

        Raises Ended.
        """
        ready, _, _ = select.select([self._source, self._wake], [], [], seconds)
        with suppress(BlockingIOError):
            if self._wake in ready:
                os.read(self._wake, 1024)
        self._heed()
        return self._read() if self._source in ready else b""

    def _note(self, number: int, frame: FrameType | None) -> None:
        is_first = self._noted.isdisjoint(_ENDS)
        self._noted.add(number)
        # A second one must not break into what the first has begun.
        if self._sending and is_first and number in _ENDS:
            raise Ended(number)

    def _heed(self) -> None:
        noted = self._noted
        self._end_if_asked()
        if signal.SIGTSTP in noted:
            self._suspend()
        elif signal.SIGCONT in noted:
            noted.discard(signal.SIGCONT)
            self._take()
        if signal.SIGWINCH in noted:
            noted.discard(signal.SIGWINCH)
            self._shown = []

    def _end_if_asked(self) -> None:
        for number in _ENDS:
            if number in self._noted:
                raise Ended(number)

    def _suspend(self) -> None:
        """Stop, as Ctrl-Z asks, with the terminal given back; go on from here."""
        self._give_back()
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        self._noted.discard(signal.SIGTSTP)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, handler)
        self._noted.discard(signal.SIGCONT)
        self._end_if_asked()
        self._take()

    def _take(self) -> None:
        """Keys at once and unseen, then the screen: in the background the first of it stops this, as it should."""
        modes = [*self._modes[:_CC], list(self._modes[_CC])]
        modes[_IFLAG] &= ~termios.IXON  # Ctrl-S would hold a screen that is to tick
        modes[_LFLAG] &= ~(termios.ECHO | termios.ICANON)
        modes[_CC][termios.VMIN], modes[_CC][termios.VTIME] = 1, 0
        while not self._set_modes(modes):
            self._end_if_asked()
        self._shown, self._taken = [], True
        self._send(_ENTER)

    def _set_modes(self, modes: list[Any]) -> bool:
        """Whether that was done, and no signal broke in. Raises Ended if the terminal has gone."""
        try:
            termios.tcsetattr(self._source, termios.TCSANOW, modes)
        except termios.error as error:
            if error.args[0] == errno.EINTR:
                return False
            raise Ended(signal.SIGHUP) from None
        return True

    def _give_back(self) -> None:
        """All as it was; whatever of it fails, since the terminal may have gone, the rest is done."""
        if not self._taken:
            return
        self._taken = False
        with suppress(OSError, termios.error):
            # One that takes nothing more is not waited for: this goes in place of what it has not taken.
            if not select.select([], [self._target], [], _PATIENCE)[1]:
                termios.tcflush(self._target, termios.TCOFLUSH)
            if select.select([], [self._target], [], 0)[1]:
                os.write(self._target, _LEAVE.encode())
        with suppress(Ended):
            # In the background the modes are those of a shell by now.
            while self._in_foreground() and not self._set_modes(self._modes):
                pass

    def _in_foreground(self) -> bool:
        try:
            return os.tcgetpgrp(self._source) == os.getpgrp()
        except OSError:
            return True  # a terminal that controls no jobs

    def _send(self, text: str) -> None:
        data = memoryview(text.encode(self._encoding, "replace"))
        self._sending = True
        try:
            while data:
                data = data[os.write(self._target, data) :]
        except OSError:
            raise Ended(signal.SIGHUP) from None
        finally:
            self._sending = False

    def _read(self) -> bytes:
        try:
            typed = os.read(self._source, 1024)
        except BlockingIOError:
            return b""
        except OSError:
            raise Ended(signal.SIGHUP) from None
        if not typed:
            raise Ended(signal.SIGHUP)
        return typed
