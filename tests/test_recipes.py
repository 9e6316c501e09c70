"""What docs/recipes.md has pasted works: shell lines are run by their shells, and what bars run is run as they do."""

from __future__ import annotations

import configparser
import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.shells import Machine, missing

PAGE = Path(__file__).parents[1] / "docs/recipes.md"
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)
_SHELLS = {
    "sh": ["sh", "-eu"],
    "bash": ["bash", "--norc", "-eu"],
    "zsh": ["zsh", "-f"],
    "fish": ["fish", "--no-config"],
}
LINES = [(language, text) for language, text in BLOCKS if language in _SHELLS]
# What stands in the config of a bar, and is run by sh.
COMMANDS = {
    "tmux": r"#\((.*?)\)", "json": r'"exec": "(.*)"', "ini": r"^(?:exec|command) ?= ?(.*)$", "conky": r"execi \d+ (.*)\}",
}  # fmt: skip


@pytest.fixture
def machine(home: Path) -> Machine:
    found = Machine(home)
    found.events.write_text('[events.expo]\nname = "Supply chain expo"\nstart = 2026-11-26\n')
    i3status = found.program.with_name("i3status")
    i3status.write_text("#!/bin/sh\necho 09:00\n")
    i3status.chmod(0o755)
    return found


def _run(machine: Machine, shell: list[str], text: str) -> str:
    done = subprocess.run(
        shell, input=text, check=False, capture_output=True, text=True, timeout=120, env=machine.environment,
        cwd=machine.home,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, ""), text
    return done.stdout


@pytest.mark.parametrize(("language", "text"), LINES, ids=[f"{language}{at}" for at, (language, _) in enumerate(LINES)])
def test_a_shell_runs_it(language: str, text: str, machine: Machine) -> None:
    if missing([language]):
        pytest.skip(f"needs {language}")
    out = _run(machine, _SHELLS[language], text)
    assert machine.calls
    if language == "sh":
        assert "Supply chain expo" in out


BARS = [(language, text) for language, text in BLOCKS if language in COMMANDS]


@pytest.mark.parametrize(("language", "text"), BARS, ids=[language for language, _ in BARS])
def test_a_bar_shows_it(language: str, text: str, machine: Machine) -> None:
    (command,) = re.findall(COMMANDS[language], text, re.MULTILINE)
    out = _run(machine, ["sh"], command)
    shown = json.loads(out)["text"] if language == "json" else out.rstrip("\n")
    assert shown == "2 days  Supply chain expo"


def test_what_has_a_grammar_keeps_it() -> None:
    for language, text in BLOCKS:
        if language == "json":
            assert json.loads(f"{{{text}}}")["custom/countdown"]["return-type"] == "json"
        elif language == "toml":
            assert "COUNTDOWN_PROMPT" in tomllib.loads(text)["env_var"]
        elif language == "ini":
            configparser.ConfigParser(interpolation=None).read_string(text)


def test_all_bars_and_shells_are_there() -> None:
    assert {language for language, _ in BLOCKS} >= {"bash", "zsh", "fish", "tmux", "json", "ini", "conky", "toml"}
    assert all(
        f"### {bar}\n" in PAGE.read_text() for bar in ("tmux", "waybar", "polybar", "i3status", "starship", "conky")
    )
