"""The manual page, made of the commands' own help."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from countdown.cli.main import COMMANDS
from countdown.cli.man_page import man_page
from tests.cli.conftest import Run

PAGE = man_page()


def shown(path: Path) -> str:
    """The page as man shows it, without a complaint."""
    path.write_text(PAGE)
    command = ["man", "-l", "--warnings=w", "-E", "UTF-8", "-P", "cat", str(path)]
    environment = {"PATH": "/usr/bin:/bin", "MANWIDTH": "80", "LC_ALL": "C.UTF-8", "HOME": str(path.parent)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, timeout=60)
    assert done.stderr == ""
    return re.sub(".\b", "", done.stdout)


@pytest.mark.skipif(shutil.which("man") is None or shutil.which("groff") is None, reason="needs man and groff")
def test_man_shows_it(tmp_path: Path) -> None:
    text = shown(tmp_path / "countdown.1")
    headings = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "FILES", "ENVIRONMENT", "EXIT STATUS"]
    assert re.findall(r"^[A-Z]+(?: [A-Z]+)*$", text, re.MULTILINE) == headings
    assert "       countdown - the days left to events, and reminders of them\n" in text
    assert "              countdown list --format '{days:>4} {name}'\n" in text, "can be copied"
    assert '              countdown edit expo --when "Nov 27-30" --where Shanghai\n' in text


def test_the_options_before_any_command_are_in_it() -> None:
    assert r".B \-h, \-\-help" in PAGE


def test_every_command_and_option_is_in_it(run: Run) -> None:
    text = PAGE.replace(r"\-", "-")
    for name in COMMANDS:
        assert f'.SS "countdown {name}' in text
        for option in re.findall(r"^  (?:-\w, )?(--[a-z-]+)", run(name, "--help").out, re.MULTILINE):
            assert option in text
    assert '.SS "countdown schedule install' in text


def test_it_is_ascii_and_the_same_each_time() -> None:
    assert PAGE.isascii()
    assert man_page() == PAGE
