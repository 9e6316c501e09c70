"""`countdown init`, and the file that the prompt is read from; the prompt itself is in tests/system/test_prompt_*.py."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

import countdown.cli.main as program
from countdown.store.prompt_cache import prompt_folder
from tests.cli.conftest import Run

EXPO = '[events.expo]\nname = "Supply chain expo"\nstart = 2026-11-26\nend = 2026-11-30\ntags = ["work"]\n'
NOW = "2026-11-24T09:00"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is `NOW`, for what runs after a command too."""
    read_clock = program.read_clock

    def at(moment: str | None) -> datetime:
        return read_clock(moment or NOW)

    monkeypatch.setattr(program, "read_clock", at)


@pytest.fixture
def events(home: Path) -> Path:
    path = home / ".config/countdown/events.toml"
    path.parent.mkdir(parents=True)
    path.write_text(EXPO)
    return path


def cached() -> dict[str, str]:
    """The text of each day, of the one file that there is."""
    (path,) = [path for path in prompt_folder().iterdir() if "." not in path.name and "greeted" not in path.name]
    lines = [line.split("\t") for line in path.read_text().splitlines()]
    return {line[0]: line[1] for line in lines if line[0][:2] == "20"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_hook_and_its_file_are_made(run: Run, events: Path, shell: str) -> None:
    result = run("init", shell)
    assert (result.code, result.err) == (0, "")
    assert "@" not in result.out.replace("$@", "").replace("(@", "").replace("[@", "").replace("{@", "")
    found = cached()
    assert len(found) == 60
    assert list(found.items())[:3] == [
        ("2026-11-24", "2 days  Supply chain expo"),
        ("2026-11-25", "1 day  Supply chain expo"),
        ("2026-11-26", "day 1 of 5  Supply chain expo"),
    ]
    assert found["2026-12-01"] == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name the SHELL: one of bash, zsh, fish"),
        (["tcsh"], "'tcsh' is not one of"),
        (["bash", "--within", "3m"], "write 3mo for months"),
        (["bash", "--format", "{x}"], "{x} is not a field"),
        (["bash", "-f", "a.toml"], "no -f goes with it"),
    ],
)
def test_what_cannot_be_made_is_told(run: Run, arguments: list[str], said: str) -> None:
    result = run("init", *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_format_and_within(run: Run, events: Path) -> None:
    run("init", "bash", "--within", "1d", "--format", "{days}d\\t{name} {source} {workdays}")
    assert list(cached().values())[:3] == [
        "",
        f"1d Supply chain expo {events}:1 1",
        f"0d Supply chain expo {events}:1 0",
    ]


def test_what_the_hook_holds_is_quoted(run: Run, events: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTDOWN_FILE", f"{tmp_path}/$(touch x)'`;")
    text = "@cache@ $(touch x) '\" \\ {name}"
    for shell, quoted in (
        ("bash", shlex.quote(f"--format={text}")),
        ("fish", "'--format=@cache@ $(touch x) \\'\" \\\\ {name}'"),
    ):
        out = run("init", shell, "--format", text).out
        assert quoted in out
    out = run("init", "bash", "--format", text).out
    subprocess.run(["/bin/bash", "-nc", out], check=True)
    assert not Path("x").exists()


def test_no_file_is_made_for_who_has_no_prompt(run: Run, events: Path) -> None:
    for command in ("list", "next", "add Dentist tomorrow", "remove dentist"):
        assert run(*command.split()).code == 0
    assert not prompt_folder().exists()


def test_each_change_is_in_the_file_at_once(run: Run, events: Path) -> None:
    run("init", "bash")
    for command, text in (
        ("add Dentist tomorrow", "1 day  Dentist"),
        ("edit dentist --name Doctor", "1 day  Doctor"),
        ("remove dentist", "2 days  Supply chain expo"),
        ("undo", "1 day  Doctor"),
        ("--now 2026-01-01 list", "1 day  Doctor"),
    ):
        assert run(*command.split()).code == 0
        assert cached()["2026-11-24"] == text
    events.write_text("")
    run("next")
    assert cached()["2026-11-24"] == ""


def test_a_change_by_name_is_in_the_file_if_it_is_the_shells(run: Run, events: Path) -> None:
    run("init", "bash")
    run("-f", str(events), "add", "Dentist", "tomorrow")
    assert cached()["2026-11-24"] == "1 day  Dentist"


def test_what_is_current_is_left_alone(run: Run, events: Path) -> None:
    run("init", "bash")
    (path,) = [path for path in prompt_folder().iterdir() if "." not in path.name]
    before = path.stat().st_ino, path.stat().st_mtime_ns
    for command in ("list", "next", "init bash", "remind", "show expo"):
        run(*command.split())
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == before


def test_what_is_broken_costs_itself_alone_and_nothing_is_said(run: Run, events: Path, home: Path) -> None:
    config = events.with_name("config.toml")
    config.write_text('files = ["events.toml", "other.toml"]\n[calendars.gone]\nsource = "gone.ics"\n')
    events.with_name("other.toml").write_text("[broken")
    result = run("init", "--renew")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert cached()["2026-11-24"] == "2 days  Supply chain expo"
    config.write_text("[broken")
    assert run("init", "--renew").err == ""
    assert cached() == {"2026-11-24": ""}


def test_calendars_are_in_it_and_no_server_is_asked_while_someone_waits(
    run: Run, events: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> list[object]:
        raise AssertionError("a server is asked")

    monkeypatch.setattr("countdown.store.subscriptions.refresh", refuse)
    (events.parent / "a.ics").write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
        "DTSTART;VALUE=DATE:20261125\r\nSUMMARY:Talk\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    events.with_name("config.toml").write_text(
        '[calendars.a]\nsource = "a.ics"\n[calendars.web]\nsource = "https://localhost:1/a.ics"\n'
    )
    run("init", "--renew", "--offline")
    assert cached()["2026-11-24"] == "1 day  Talk"
    (path,) = [path for path in prompt_folder().iterdir() if "." not in path.name]
    assert path.read_text().startswith("countdown prompt 1\t-\n"), "to be made again at leisure, from the server too"
    assert f"\t{events.parent / 'a.ics'}\n" in path.read_text()


def test_hundreds_a_day_are_told_for_today(run: Run, events: Path) -> None:
    events.write_text(
        "".join(f'[events.e{at}]\nname = "E{at:03}"\nstart = 2020-01-01\nrepeat = "daily"\n' for at in range(600))
    )
    run("init", "bash")
    assert cached() == {"2026-11-24": "today  E000"}


def test_a_cache_that_cannot_be_written_is_no_error(run: Run, events: Path, home: Path) -> None:
    (home / ".cache").write_text("in the way")
    for command in ("init bash", "init --renew", "list", "init --greeting"):
        result = run(*command.split())
        assert (result.code, result.err) == (0, "")


def test_the_greeting_comes_once_a_day(run: Run, events: Path) -> None:
    assert run("init", "--greeting", "--now", "2026-11-25T07:00").out == run("remind", "--now", "2026-11-25").out != ""
    assert run("init", "--greeting", "--now", "2026-11-25T08:00").out == ""
    assert "Supply chain expo" in run("init", "--greeting", "--now", "2026-11-26T08:00").out
    assert [path.name for path in prompt_folder().glob("greeted*")] == ["greeted-2026-11-26"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_greetings_script_names_what_it_runs(run: Run, shell: str) -> None:
    out = run("init", shell, "--greet").out
    assert "--greeting" in out
    assert str(prompt_folder()) in out


def waybar(run: Run, *arguments: str) -> dict[str, str]:
    result = run("next", "--waybar", *arguments)
    (line,) = result.out.splitlines()
    found = json.loads(line)
    assert set(found) == {"text", "tooltip", "class"}
    return dict(found)


def test_waybar(run: Run, events: Callable[[str], Path]) -> None:
    found = waybar(run, "--within", "7d")
    assert found == {
        "text": "2 days  Supply chain expo", "class": "week",
        "tooltip": "2 days  Supply chain expo  (Thu 26 – Mon 30 Nov)",
    }  # fmt: skip
    assert waybar(run, "--within", "1d") == {"text": "", "tooltip": "", "class": "none"}
    assert waybar(run, "--tag", "family")["text"] == ""


def test_waybar_gets_json_whatever_is_wrong(run: Run, events: Path) -> None:
    for path in (events, events.with_name("config.toml")):
        path.write_text("[broken")
        found = waybar(run)
        assert found["class"] == "error"
        assert os.fspath(path) in found["tooltip"]
        assert run("next", "--waybar").code == 1


@pytest.mark.parametrize("other", ["--json", "--plain", "-q", "--format={name}"])
def test_waybar_goes_alone(run: Run, other: str) -> None:
    assert run("next", "--waybar", other).code == 2
