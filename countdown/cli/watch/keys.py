"""What was typed, as the commands that it stands for."""

from __future__ import annotations

import re
from typing import Literal

Command = Literal["quit", "pause", "next", "previous"]

_COMMANDS: dict[bytes, Command] = {
    b"q": "quit",
    b"Q": "quit",
    b"p": "pause",
    b"P": "pause",
    b"j": "next",
    b"k": "previous",
}
# Arrows as a terminal sends them, and as it does in its application mode: up, down, right, left.
_ARROWS: dict[bytes, Command] = {b"A": "previous", b"B": "next", b"C": "next", b"D": "previous"}
_KEY = re.compile(rb"\x1b[\[O][0-9;]*([@-~])|.", re.DOTALL)
# An arrow may arrive in pieces; none is longer than this.
_BEGUN = re.compile(rb"\x1b(?:[\[O][0-9;]{0,16})?\Z")


class Keys:
    """Turns bytes into commands; the beginning of an arrow waits for its end."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, typed: bytes) -> list[Command]:
        """The commands that `typed` ends; all other keys are passed over."""
        text = self._rest + typed
        begun = _BEGUN.search(text)
        self._rest = begun[0] if begun else b""
        whole = text[: begun.start()] if begun else text
        found = (_ARROWS.get(key[1]) if key[1] else _COMMANDS.get(key[0]) for key in _KEY.finditer(whole))
        return [command for command in found if command]
