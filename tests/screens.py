"""The program on a real terminal: pexpect gives it one, pyte shows what stands on its screen."""

from __future__ import annotations

import os
import sys

import pexpect
import pyte
from rich.cells import cell_len


def sent(
    width: int, height: int, *arguments: str, now: str = "2026-11-24T09:00", environment: dict[str, str] | None = None
) -> str:
    """What a command sends to a terminal of so many columns and lines until it ends, which is with 0."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "countdown", *arguments, "--now", now],
        dimensions=(height, width),
        encoding="utf-8",
        timeout=60,
        env=os.environ | {"TERM": "xterm-256color"} | (environment or {}),
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    return str(child.before)


def screen(width: int, height: int, text: str) -> list[str]:
    """The lines that stand on the screen after `text`, as they are read; the last one, where the prompt would be, too."""
    terminal = pyte.Screen(width, height)
    pyte.Stream(terminal).feed(text)
    rows = [[terminal.buffer[y][x].data for x in range(width)] for y in range(height)]
    return ["".join(row).rstrip() for row in rows]


def fits(lines: list[str], width: int) -> bool:
    """Whether no line is wider than the screen."""
    return all(cell_len(line) <= width for line in lines)
