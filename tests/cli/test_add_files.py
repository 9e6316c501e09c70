"""Where `countdown add` writes, under which id, and what it makes on the way."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from countdown.store.writer import HEADER
from tests.cli.conftest import Run

NOW = ("--now", "2026-11-24")


def ids(path: Path) -> list[str]:
    return list(tomllib.loads(path.read_text("utf-8"))["events"])


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_first_event_makes_the_folder_and_a_file_that_is_the_users_alone(run: Run, home: Path) -> None:
    assert "countdown add" in run(*NOW).out, "what a stranger is told to do"
    path = home / ".config" / "countdown" / "events.toml"
    assert run("add", "New Year", "2027-01-01", "--repeat", "yearly", *NOW).out.endswith(f"\nadded to {path}\n")
    assert (
        path.read_text() == f'{HEADER}\n[events.new-year]\nname = "New Year"\nstart = 2027-01-01\nrepeat = "yearly"\n'
    )
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)
    assert run("next", *NOW).out == "38 days  New Year\n"
    assert run("undo", *NOW).code == 0
    assert not path.exists()


def test_a_dry_run_makes_nothing_at_all(run: Run, home: Path) -> None:
    result = run("add", "New Year", "2027-01-01", "--dry-run", *NOW)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("New Year\n38 days\n")
    assert result.out.endswith(f"dry run: nothing was written to {home}/.config/countdown/events.toml\n")
    assert list(home.rglob("*")) == []
    assert run("add", "New Year", "2026-01-01", "--dry-run", *NOW).code == 1, "what would be refused is"
    assert list(home.rglob("*")) == []


def test_f_names_the_file_even_if_it_is_new(run: Run, tmp_path: Path, home: Path) -> None:
    path = tmp_path / "a b" / "c" / "mine.toml"
    assert run("-f", str(path), "add", "X", "tomorrow", *NOW).err == ""
    assert ids(path) == ["x"]
    assert not (home / ".config").exists()


def test_it_writes_to_the_first_of_several_files(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "1.toml", tmp_path / "2.toml"
    second.write_text("[events.x]\nname = 'X'\nstart = 2026-12-01\n\n[events.x-2]\n")
    monkeypatch.setenv("COUNTDOWN_FILE", os.pathsep.join(["", str(first), str(second)]))
    result = run("add", "X", "tomorrow", *NOW)
    assert (result.code, result.err) == (0, ""), "that the first is not there yet is no matter"
    assert ids(first) == ["x-3"], "ids are unique over all files in use, those of broken events too"
    assert run("add", "X", "tomorrow", "--id", "x", *NOW).code == 0, "unless it is asked for"
    assert ids(first) == ["x-3", "x"]


def test_to_names_another_file(run: Run, tmp_path: Path, events_file: Callable[[str], Path]) -> None:
    used = events_file("[events.x]\nname = 'X'\nstart = 2026-12-01\n")
    other = tmp_path / "other.toml"
    result = run("add", "X", "tomorrow", "--to", str(other), *NOW)
    assert result.out.endswith(f"added to {other}\n")
    assert ids(other) == ["x-2"]
    assert ids(used) == ["x"]
    assert run("add", "Y", "tomorrow", "--to", str(used), *NOW).code == 0
    assert ids(used) == ["x", "y"]


def test_the_config_names_the_files(run: Run, home: Path) -> None:
    config = home / ".config" / "countdown" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('files = ["~/mine.toml", "team.toml"]\n')
    (config.parent / "team.toml").write_text("[events.x]\nname = 'X'\nstart = 2026-12-01\n")
    assert run("add", "X", "tomorrow", *NOW).err == ""
    assert ids(home / "mine.toml") == ["x-2"]


def test_other_files_do_not_keep_an_event_from_being_added(run: Run, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    bad.write_text("[events")
    result = run("-f", str(good), "-f", str(bad), "-f", str(tmp_path), "add", "X", "tomorrow", *NOW)
    assert (result.code, result.err) == (0, "")
    assert ids(good) == ["x"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.mkdir(), "this is a folder; name the file in it"),
        (os.mkfifo, "this is not a regular file, so it cannot be changed"),
        (lambda path: path.symlink_to("/dev/null"), "this is not a regular file, so it cannot be changed"),
        (lambda path: path.symlink_to(path), "cannot be "),
    ],
)
@pytest.mark.parametrize("dry_run", [True, False])
def test_what_is_no_file_stays(
    run: Run, tmp_path: Path, make: Callable[[Path], None], message: str, dry_run: bool
) -> None:
    path = tmp_path / "here" / "it"
    path.parent.mkdir()
    make(path)
    before = path.lstat()
    result = run("-f", str(path), "add", "X", "tomorrow", *NOW, *["--dry-run"] * dry_run)
    assert result.code == 1
    assert result.err.startswith(f"{path}: {message}")
    assert path.lstat().st_ino == before.st_ino
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_is_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "events.toml"
    result = run("-f", str(path), "add", "X", "tomorrow", *NOW)
    assert (result.code, result.err) == (1, f"{path}: its folder cannot be made: {tmp_path}/file: File exists\n")


def test_a_state_folder_that_cannot_be_written_costs_undo_alone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    path = tmp_path / "events.toml"
    result = run("-f", str(path), "add", "X", "tomorrow", *NOW)
    assert result.code == 0
    assert result.err.startswith(f"{path}: this change cannot be undone: {tmp_path}/file/countdown")
    assert result.err.count("\n") == 1
    assert ids(path) == ["x"]


@pytest.mark.parametrize("environment", [{}, {"HOME": ""}, {"HOME": "/dev/null/none"}])
def test_without_a_home_it_adds_to_a_file_that_is_named(tmp_path: Path, environment: dict[str, str]) -> None:
    path = tmp_path / "events.toml"
    state = {"XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-m", "countdown", "-f", str(path), "add", "X", "2100-01-01"],
            check=False, capture_output=True, text=True, timeout=60, env=environment | state, cwd=tmp_path,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
    assert ids(path) == ["x", "x-2"]


def test_a_home_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = subprocess.run(
        [sys.executable, "-m", "countdown", "add", "X", "2100-01-01"],
        check=False, capture_output=True, text=True, timeout=60, env={"XDG_CONFIG_HOME": str(tmp_path / "file")},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert str(tmp_path / "file") in done.stderr


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Supply chain expo", "supply-chain-expo"),
        ("Programmer's Day", "programmers-day"),
        ("Ada turns {years}", "ada-turns"),
        ("ÜBER Straße", "über-straße"),
        ("第二届 供应链", "第二届-供应链"),
        ("हिन्दी", "हिन्दी"),
        ("❤️", "event"),
        ("🎉🎉", "event"),
        ("...", "event"),
        ("list", "list"),
        ("x" * 10_000, "x" * 40),
    ],
)
def test_the_id_is_made_from_the_name_and_names_the_event(
    events_file: Callable[[str], Path], run: Run, name: str, id_: str
) -> None:
    path = events_file("")
    for _ in range(3):
        assert run("add", name, "tomorrow", *NOW).code == 0
    assert ids(path) == [id_, f"{id_}-2", f"{id_}-3"]
    assert run("next", "-n", "3", "--format", "{id}", *NOW).out.split() == [id_, f"{id_}-2", f"{id_}-3"]
    assert run("show", id_, *NOW).code == 0


@pytest.mark.parametrize("id_", ["a b", "A.B", "日本", "x\ny", '"', "-x"])
def test_any_id_can_be_given(events_file: Callable[[str], Path], run: Run, id_: str) -> None:
    path = events_file("")
    assert run("add", "X", "tomorrow", f"--id={id_}", *NOW).code == 0
    assert ids(path) == [id_]
    assert run("remove", "--", id_).code == 0
    assert "events" not in tomllib.loads(path.read_text())
