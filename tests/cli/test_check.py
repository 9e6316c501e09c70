"""`countdown check` and `countdown config`: what is wrong, and where everything is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import REPOSITORY, Run

pytestmark = pytest.mark.usefixtures("no_scheduler")

GOOD = '[events.a]\nname = "A"\nstart = 2026-11-26\n'
BAD = """\
[events.a]
name = "A"
start = 2026-11-26
end = 2024-11-20

[events.b]
name = "B"
start = 2026-02-30

[events.c]
nmae = "C"
start = 2026-11-26
remind = ["7m"]

[events.d]
name = "D"
start = 2026-11-26
repeat = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
"""


def test_the_example_has_no_problems(run: Run) -> None:
    path = str(REPOSITORY / "events.toml")
    assert run("check", "-f", path) == (0, f"{path}: 8 events, no problems\n", "")


def test_before_any_file_exists(run: Run) -> None:
    assert run("check") == (0, "no events file yet, no problems\n", "")


def test_every_problem_is_told_with_its_line_on_stdout(run: Run, events_file: Callable[[str], Path]) -> None:
    path = events_file(BAD)
    code, out, err = run("check", "--now", "2026-11-24")
    assert (code, err) == (1, "")
    starts = [line.removeprefix(f"{path}:").partition(": ") for line in out.splitlines()]
    assert [(line, rest.partition(": ")[0]) for line, _, rest in starts] == [
        ("4", "events.a.end"),
        ("8", "events.b.start"),
        ("11", "events.c.nmae"),
        ("10", "events.c"),
        ("18", "events.d.repeat"),
    ]


def test_what_list_only_warns_of_is_an_exit_code_here(run: Run, events_file: Callable[[str], Path]) -> None:
    path = events_file(GOOD + 'colour = "red"\n')
    warning = f"{path}:4: events.a.colour: unknown field"
    code, out, err = run("list", "--now", "2026-11-24")
    assert (code, out) == (0, "2 days  A  Thu 26 Nov\n")
    assert err.startswith(warning)
    code, out, err = run("check")
    assert (code, err) == (1, "")
    assert out.startswith(warning)


def test_all_files_and_the_config_are_checked(
    run: Run, events_file: Callable[[str], Path], home: Path, tmp_path: Path
) -> None:
    good = events_file(GOOD)
    config = home / ".config/countdown/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('weekend = ["caturday"]\nremind_at = "8"\n')
    code, out, err = run("check", "-f", "gone.toml", "-f", str(tmp_path), "-f", str(good))
    assert (code, err) == (1, "")
    assert [line.partition(": ")[0] for line in out.splitlines()] == [
        "gone.toml", str(tmp_path), f"{config}:1", f"{config}:2",
    ]  # fmt: skip


def test_a_broken_config_is_a_problem(run: Run, home: Path) -> None:
    config = home / ".config/countdown/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("files = [\n")
    code, out, err = run("check")
    assert (code, err) == (1, "")
    assert out.startswith(f"{config}:1: not TOML: ")


def test_where_everything_lives(run: Run, home: Path) -> None:
    config = home / ".config/countdown/config.toml"
    config.parent.mkdir(parents=True)
    config.touch()
    code, out, err = run("config")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"config  {config}",
        f"events  {config.parent}/events.toml  (not there yet)",
        f"state   {home}/.local/state/countdown  (not there yet)",
        f"cache   {home}/.cache/countdown  (not there yet)",
    ]


def test_the_xdg_folders_are_honoured(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    (tmp_path / "CONFIG/countdown").mkdir(parents=True)
    (tmp_path / "CONFIG/countdown/events.toml").write_text(GOOD)
    assert [line.split()[1] for line in run("config").out.splitlines()] == [
        f"{tmp_path}/CONFIG/countdown/config.toml",
        f"{tmp_path}/CONFIG/countdown/events.toml",
        f"{tmp_path}/STATE/countdown",
        f"{tmp_path}/CACHE/countdown",
    ]
    assert run("next", "--now", "2026-11-24").out == "2 days  A\n"


def test_a_relative_xdg_folder_is_none(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "elsewhere")
    assert str(home / ".config") in run("config").out


def test_names_that_steer_a_terminal_are_made_visible(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\nb.toml"
    path.write_text(GOOD)
    shown = rf"{tmp_path}/a\x1b[31m\nb.toml"
    assert run("check", "-f", str(path)) == (0, f"{shown}: 1 event, no problems\n", "")
    assert f"events  {shown}\n" in run("config", "-f", str(path)).out
    assert run("list", "-f", f"{path}x") == (1, "", f"{shown}x: no such file\n")
