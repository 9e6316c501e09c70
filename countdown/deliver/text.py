"""Names and texts are data wherever they are sent: no control character of theirs reaches a header or a screen."""

from __future__ import annotations

from countdown.controls import STEERING

LONGEST_TITLE = 250
LONGEST_REASON = 200

# Halves of UTF-16 pairs are no characters.
_SPACES: dict[int, str] = dict.fromkeys(STEERING, " ") | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_SPACES_BUT_LINES = {code: text for code, text in _SPACES.items() if code != ord("\n")}


def one_line(text: str, longest: int = LONGEST_TITLE) -> str:
    """`text` with each control character as a space, cut to `longest` characters."""
    line = text.translate(_SPACES).strip()
    return line if len(line) <= longest else line[: longest - 1] + "…"


def lines(text: str) -> str:
    """`text` with each control character but the end of a line as a space."""
    return text.replace("\r\n", "\n").translate(_SPACES_BUT_LINES)


def last_line(output: bytes) -> str:
    """The last line of a program's `output` that is not empty, fit for a message; empty if there is none."""
    told = [line for line in output.decode("utf-8", "replace").splitlines() if line.strip()]
    return one_line(told[-1], LONGEST_REASON) if told else ""
