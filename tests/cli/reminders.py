"""Reminders of whole commands, told as briefly as tests compare them."""

from __future__ import annotations

import json
from typing import Any

from tests.cli.conftest import Run


def once(run: Run, now: str, *options: str) -> list[str]:
    """What `remind --once` tells at `now`, as `id lead`, with the text, how late, and whether missed."""
    result = run("remind", "--once", "--json", "--now", now, *options)
    assert (result.code, result.err) == (0, "")
    return brief(result.out)


def of_today(run: Run, now: str, *options: str) -> list[str]:
    """What `remind` tells at `now`."""
    result = run("remind", "--json", "--now", now, *options)
    assert (result.code, result.err) == (0, "")
    return brief(result.out)


def brief(out: str) -> list[str]:
    """The object of `remind --json` as a line for each reminder."""
    return [_line(reminder) for reminder in json.loads(out)["reminders"]]


def _line(reminder: dict[str, Any]) -> str:
    late = f" late {reminder['late']}" if reminder["late"] else ""
    text = f" {reminder['text']!r}" if reminder["text"] else ""
    return f"{reminder['id']} {reminder['lead']}{text}{late}{' missed' if reminder['missed'] else ''}"
