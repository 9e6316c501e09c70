"""The prompt in real shells on a terminal."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shells import CHRISTMAS, EXPO, Machine, Shell, hook, shell_with_prompt

pytestmark = pytest.mark.system


def test_the_nearest_is_before_the_prompt_and_in_the_variable(name: str, machine: Machine) -> None:
    with shell_with_prompt(name, machine) as shell:
        assert shell.prompt == "2 days  Supply chain expo  "
        assert shell.value("COUNTDOWN_PROMPT") == "2 days  Supply chain expo"
        assert shell.type("env | grep ^COUNTDOWN_PROMPT")[-1] == "COUNTDOWN_PROMPT=2 days  Supply chain expo"
        assert machine.calls == [f"init {name}"]


def test_the_status_of_the_last_command_stays(name: str, machine: Machine) -> None:
    with shell_with_prompt(name, machine) as shell:
        for command, status in (("false", 1), ("true", 0), ("sh -c 'exit 7'", 7)):
            shell.type(command)
            assert shell.status == status
        shell.type("false")
        assert shell.type("echo $status" if name == "fish" else "echo $?")[-1] == "1"


def test_it_is_right_on_the_days_to_come(name: str, machine: Machine) -> None:
    with shell_with_prompt(name, machine) as shell:
        for day, text in (
            ("2026-11-25", "1 day  Supply chain expo  "),
            ("2026-11-26", "day 1 of 5  Supply chain expo  "),
            ("2026-11-30", "day 5 of 5  Supply chain expo  "),
            ("2026-12-01", "24 days  Christmas  "),
            ("2026-12-25", "today  Christmas  "),
            ("2026-12-26", ""),
        ):
            machine.set_clock(f"{day}T00:00")
            shell.set_day(day)
            assert shell.prompt == text


def test_once_a_day_it_is_made_again_in_the_background(name: str, machine: Machine) -> None:
    with shell_with_prompt(name, machine) as shell:
        machine.set_clock("2026-11-25T00:00")
        shell.set_day("2026-11-25")
        deadline = time.monotonic() + 60
        while f"\t{machine.day}\n" not in _made(machine) and time.monotonic() < deadline:
            time.sleep(0.05)
        for _ in range(3):
            shell.type("true")
        assert machine.calls == [f"init {name}", "init --renew"]


def _made(machine: Machine) -> str:
    return f"\t{machine.caches[0].read_text().splitlines()[0].partition(chr(9))[2]}\n"


def test_it_is_right_after_each_change(name: str, machine: Machine) -> None:
    with shell_with_prompt(name, machine) as shell:
        shell.type("countdown add Dentist tomorrow")
        assert shell.prompt == "1 day  Dentist  "
        shell.type("countdown edit dentist --name Doctor")
        assert shell.prompt == "1 day  Doctor  "
        shell.type("countdown remove dentist")
        assert shell.prompt == "2 days  Supply chain expo  "
        shell.type("countdown undo")
        assert shell.prompt == "1 day  Doctor  "
        assert not any("renew" in call for call in machine.calls), "what changed it has made the prompt's file too"
        machine.events.write_text(CHRISTMAS)
        shell.type("true")
        assert shell.prompt == "31 days  Christmas  "
        shell.type("rm .config/countdown/events.toml")
        assert shell.prompt == ""
        machine.events.write_text(EXPO)
        shell.type("true")
        assert shell.prompt == "2 days  Supply chain expo  "
        old = machine.home / "old.toml"
        old.write_text(CHRISTMAS)
        os.utime(old, (1_000_000_000, 1_000_000_000))
        shell.type("mv old.toml .config/countdown/events.toml")
        assert shell.prompt == "31 days  Christmas  ", "an older file that takes its place is a change too"


def test_a_broken_file_is_not_read_at_each_prompt(name: str, machine: Machine) -> None:
    with shell_with_prompt(name, machine) as shell:
        machine.events.write_text("[events.expo\n")
        for _ in range(3):
            assert shell.type("true")[-1].endswith("true")
            assert shell.prompt == ""
        assert machine.calls == [f"init {name}", "init --renew --offline"]
        machine.events.write_text(EXPO)
        shell.type("true")
        assert shell.prompt == "2 days  Supply chain expo  "


def _gone(path: Path) -> None:
    shutil.rmtree(path.parent)


def _torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:90])


def _garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 9)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _unreadable(path: Path) -> None:
    path.chmod(0)


def _steering(path: Path) -> None:
    path.write_text(path.read_text().replace("2 days", "\x1b[31m$(touch x)`touch x`"))


def _commands(path: Path) -> None:
    path.write_text(path.read_text().replace("source\t", "source\t$(touch x)`touch x`[a[$(touch x)]"))


def _stamps_gone(path: Path) -> None:
    for stamp in path.parent.glob("*.*"):
        stamp.unlink()


@pytest.mark.parametrize(
    "spoil",
    [_gone, _torn, _garbage, _pipe, _folder, _unreadable, _steering, _commands, _stamps_gone],
    ids=lambda spoil: spoil.__name__,
)
def test_a_spoilt_file_is_silent_and_made_again_if_it_can_be(
    name: str, machine: Machine, spoil: Callable[[Path], None]
) -> None:
    with shell_with_prompt(name, machine) as shell:
        spoil(machine.caches[0])
        assert shell.type("true")[-1].endswith("true")
        if spoil is not _folder:
            assert shell.prompt == "2 days  Supply chain expo  "
        for _ in range(5):
            assert shell.type("true")[-1].endswith("true")
        assert not (machine.home / "x").exists()
        assert len(machine.calls) <= 2, "what does not help is not tried at each prompt"


def test_without_the_program_the_shell_is_as_it_was(name: str, machine: Machine) -> None:
    with shell_with_prompt(name, machine) as shell:
        machine.program.unlink()
        shutil.rmtree(machine.caches[0].parent)
        for _ in range(3):
            assert shell.type("true")[-1].endswith("true")
            assert (shell.prompt, shell.status) == ("", 0)


def test_twice_is_as_once(name: str, machine: Machine) -> None:
    with shell_with_prompt(name, machine, after=hook(name)) as shell:
        shell.set_day(machine.day)
        assert shell.prompt == "2 days  Supply chain expo  "
        shell.type("true")
        assert shell.prompt == "2 days  Supply chain expo  "


def test_the_variable_alone(name: str, machine: Machine) -> None:
    with shell_with_prompt(name, machine, "--variable") as shell:
        assert shell.prompt == ""
        assert shell.value("COUNTDOWN_PROMPT") == "2 days  Supply chain expo"


def test_what_is_far_is_not_shown(name: str, machine: Machine) -> None:
    machine.events.write_text(CHRISTMAS)
    with shell_with_prompt(name, machine, "--within", "30d", "--format", "({days}d {name})") as shell:
        assert shell.prompt == ""
        shell.set_day("2026-11-25")
        assert shell.prompt == "(30d Christmas)  "


def test_another_set_up_of_the_shell_has_another_prompt(name: str, machine: Machine) -> None:
    other = machine.home / "other.toml"
    other.write_text(CHRISTMAS)
    with shell_with_prompt(name, machine) as shell:
        shell.type(f"set -gx COUNTDOWN_FILE {other}" if name == "fish" else f"export COUNTDOWN_FILE={other}")
        shell.set_day(machine.day)
        assert shell.prompt == "31 days  Christmas  "
        other.write_text(EXPO)
        shell.type("cd /")
        assert shell.prompt == "2 days  Supply chain expo  "


def test_todays_reminders_are_told_once_a_day(name: str, machine: Machine) -> None:
    line = hook(name, "--greet")
    for day, told in (("2026-11-25", True), ("2026-11-28", False)):
        machine.set_clock(f"{day}T07:00")
        with Shell(name, machine) as shell:
            assert any("Supply chain expo" in row for row in shell.type(line)) is told
        with Shell(name, machine) as shell:
            assert not any("Supply" in row for row in shell.type(line))
