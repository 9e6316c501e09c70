"""README.md's commands work; its two lines are run by tests/system/test_readme.py, its picture is in test_pictures.py."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]


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
