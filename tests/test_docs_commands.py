"""The commands that docs/calendars.md has a reader type work as written, in order, in a home of their own."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from countdown.cli.main import COMMANDS
from tests.store.ics import calendar, vevent

PAGE = Path(__file__).parents[1] / "docs/calendars.md"
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)
FILES = {
    ".config/countdown/events.toml": '[events.own]\nname = "Own"\nstart = 2026-11-25\ntags = ["family"]\n',
    ".reminders": "REM Dec 25 MSG Christmas\n",
    ".when/calendar": "2026 nov 26 , Expo\n",
    ".calendar/calendar": "Nov 27\tReview\n",
    "work.ics": calendar(*vevent("DTSTART;VALUE=DATE:20261201", uid="a", name="Work")),
    "home.ics": calendar(*vevent("DTSTART;VALUE=DATE:20261202", uid="b", name="Home")),
    ".config/countdown/config.toml": '[calendars.family]\nsource = "~/calendars/family"\nwrite = true\n',
}


@pytest.fixture
def furnished(home: Path) -> Path:
    """A home with what the page speaks of."""
    for name, text in FILES.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text)
    (home / "calendars/family").mkdir(parents=True)
    return home


def type_in(home: Path, line: str) -> subprocess.CompletedProcess[str]:
    program = f'countdown() {{ {shlex.quote(sys.executable)} -m countdown --now 2026-11-24 "$@"; }}'
    return subprocess.run(
        ["/bin/sh", "-uc", f"{program}\n{line}"],
        check=False, capture_output=True, text=True, timeout=60, cwd=home, env=os.environ | {"EDITOR": "true"},
    )  # fmt: skip


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("\n")[0][:40])
def test_a_block_of_commands_works_in_order(block: str, furnished: Path) -> None:
    for line in block.splitlines():
        assert line.split()[1] in COMMANDS
        done = type_in(furnished, line)
        assert (done.returncode, done.stderr) == (0, ""), line
        assert done.stdout, line


def test_what_was_imported_is_there(furnished: Path) -> None:
    (block,) = [block for block in BLOCKS if "import ~/.reminders" in block]
    for line in block.splitlines():
        type_in(furnished, line)
    assert type_in(furnished, "countdown list --format '{name}'").stdout.split() == [
        "Own", "Expo", "Review", "Work", "Home", "Christmas",
    ]  # fmt: skip
