"""What README.md shows is what the program says; its shell lines are run by tests/system/test_readme.py."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pexpect
import pyte

REPOSITORY = Path(__file__).parents[1]
PICTURE = re.compile(r"```\n\$ countdown (?P<arguments>.*)\n(?P<screen>(?:.*\n)+?)```")
WIDTH, HEIGHT = 88, 24


def test_the_picture_is_the_programs_own() -> None:
    match = PICTURE.search((REPOSITORY / "README.md").read_text())
    assert match is not None
    assert match["screen"] == _screen(shlex.split(match["arguments"]))


def test_its_commands_work_as_written_in_order_and_in_a_fresh_home(home: Path) -> None:
    commands = re.findall(r"^countdown\b.*$", (REPOSITORY / "README.md").read_text(), re.MULTILINE)
    assert len(commands) >= 17
    program = f'countdown() {{ {shlex.quote(sys.executable)} -m countdown --now 2026-11-24 "$@"; }}'
    events: list[str] = []
    for written in commands:
        # These two would reach out of the test: tests/system runs them against a real desktop and a real crontab.
        command = (
            "" if "remind --test" in written else written.replace("--at 08:00", "--at 08:00 --using cron --dry-run")
        )
        done = subprocess.run(
            ["/bin/sh", "-uc", f"{program}\n{command}"],
            check=False, capture_output=True, text=True, timeout=60, env=os.environ | {"EDITOR": "true"},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (1 if "-q" in command else 0, ""), command
        assert done.stdout or "-q" in command or "remind" in written, command
        if re.match("countdown (add|edit|remove|undo)", command):
            events.append((home / ".config/countdown/events.toml").read_text())
    assert "Ada turns" in events[2]
    assert "start = 2026-11-27" in events[3]
    assert [("dentist" in text) for text in events] == [True, True, True, True, True, False, True]
    assert events[6] == events[4]


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
