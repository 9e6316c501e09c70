"""The Tab key in real shells on a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.shells import Machine, Shell

pytestmark = pytest.mark.system

EVENTS = """\
[events.expo]
name = "Supply: chain, expo"
start = 2026-11-26
tags = ["work", "far away"]

[events."odd $(touch x)"]
name = "Odd \\u001b[31m"
start = 2026-11-27

[events."b:c, d'*"]
name = "Colon"
start = 2026-12-01

[events.zoo]
name = "Zoo 100% \\\\ %B"
start = 2026-12-02
"""
_SET_UP = {
    "bash": 'eval "$(countdown completion bash)"',
    "zsh": 'autoload -Uz compinit; compinit -u; eval "$(countdown completion zsh)"',
    "fish": "countdown completion fish | source",
}


@pytest.fixture
def machine(home: Path) -> Machine:
    found = Machine(home)
    found.events.write_text(EVENTS)
    return found


@pytest.mark.parametrize(
    ("keys", "typed"),
    [
        ("show ex", "show expo"),
        ("until z", "until zoo"),
        ("edit z", "edit zoo"),
        ("remove expo zo", "remove expo zoo"),
        ("show odd", r"show odd\ \$\(touch\ x\)"),
        ("show 'odd ", "show 'odd $(touch x)'"),
        ("show b", r"show b:c,\ d\'\*"),
        ("show b:", r"show b:c,\ d\'\*"),
        ("list --tag w", "list --tag work"),
        ("list --tag=w", "list --tag=work"),
        ("add It today --tag f", r"add It today --tag far\ away"),
        ("until --unit mo", "until --unit months"),
        ("add It today --repeat mon", "add It today --repeat monthly"),
        ("next --format '{workd", "next --format '{workdays}"),
        ("compl", "completion"),
        ("init fi", "init fish"),
        ("show --js", "show --json"),
        ("-f .conf", "-f .config/"),
        ("add It today --to .conf", "add It today --to .config/"),
    ],
)
def test_a_word_is_completed(name: str, machine: Machine, keys: str, typed: str) -> None:
    with Shell(name, machine, _SET_UP[name]) as shell:
        shell.keys(f"countdown {keys}\t", rf"countdown {re.escape(typed)}")
    assert not (machine.home / "x").exists()


def test_what_is_completed_is_run_as_the_event(name: str, machine: Machine) -> None:
    with Shell(name, machine, _SET_UP[name]) as shell:
        shell.keys("countdown show odd\t", r"touch\\ x")
        assert any("Odd" in row for row in shell.type(""))
    assert not (machine.home / "x").exists()


def test_all_events_are_told_with_their_names_where_the_shell_shows_them(name: str, machine: Machine) -> None:
    with Shell(name, machine, _SET_UP[name]) as shell:
        rows = "\n".join(shell.keys("countdown show \t\t", "(?s)expo.*zoo"))
    assert name == "bash" or "Supply: chain, expo" in rows
    assert name == "bash" or r"Zoo 100% \ %B" in rows
    assert name == "bash" or r"Odd \x1b[31m" in rows


@pytest.mark.parametrize("text", ["[events.broken\n", None])
def test_without_events_nothing_is_said(name: str, machine: Machine, text: str | None) -> None:
    machine.events.unlink() if text is None else machine.events.write_text(text)
    with Shell(name, machine, _SET_UP[name]) as shell:
        shell._child.send("countdown show ex\t")
        rows = shell.type("po; true")
        assert any(row.endswith("countdown show expo; true") for row in rows)
        assert not any("Traceback" in row or "TOML" in row for row in rows[:1])
