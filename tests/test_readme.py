"""What README.md shows is what the program says; its shell lines are run by tests/system/test_readme.py."""

from __future__ import annotations

import os
import re
import shlex
import sys
from pathlib import Path

import pexpect
import pyte
import pytest

REPOSITORY = Path(__file__).parents[1]
PICTURE = re.compile(r"```\n\$ countdown (?P<arguments>.*)\n(?P<screen>(?:.*\n)+?)```")
WIDTH, HEIGHT = 88, 24


def test_the_picture_is_the_programs_own() -> None:
    match = PICTURE.search((REPOSITORY / "README.md").read_text())
    assert match is not None
    assert match["screen"] == _screen(shlex.split(match["arguments"]))


def test_its_commands_work(monkeypatch: pytest.MonkeyPatch) -> None:
    readme = (REPOSITORY / "README.md").read_text()
    commands = re.findall(r"^countdown\b.*?(?= *#|$)", readme, re.MULTILINE)
    assert len(commands) >= 8
    monkeypatch.setenv("COUNTDOWN_FILE", str(REPOSITORY / "events.toml"))
    from countdown.cli.main import main

    for command in commands:
        assert main([*shlex.split(command)[1:], "--now", "2026-11-24"]) == (1 if "-q" in command else 0), command


def _screen(arguments: list[str]) -> str:
    """What a terminal shows."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "countdown", *arguments],
        cwd=str(REPOSITORY),
        dimensions=(HEIGHT, WIDTH),
        encoding="utf-8",
        env=os.environ | {"TERM": "xterm-256color"},
    )
    child.expect(pexpect.EOF)
    screen = pyte.Screen(WIDTH, HEIGHT)
    pyte.Stream(screen).feed(str(child.before))
    return "\n".join(line.rstrip() for line in screen.display).rstrip() + "\n"
