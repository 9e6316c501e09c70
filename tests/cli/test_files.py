"""Which events file, which config; and what is said before there is any."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

NOW = ("--now", "2026-11-24")


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """`made("a.toml")`: a file of one event, called as the file, in the working folder."""
    monkeypatch.chdir(tmp_path)

    def make(name: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'[events.{path.stem}]\nname = "{path.stem}"\nstart = 2026-12-01\n')
        return path

    return make


def _seen(run: Run, *arguments: str) -> str:
    code, out, err = run(*arguments, "list", "--format", "{id}", *NOW)
    assert (code, err) == (0, "")
    return " ".join(out.split())


def test_first_the_option_then_the_environment_then_the_config_then_the_own_file(
    run: Run, made: Callable[..., Path], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made("events.toml")  # in the working folder, which is not searched
    made("option.toml")
    made("environment.toml")
    made("home/.config/countdown/configured.toml")
    assert _seen(run) == "" == run("next").err
    own = made("home/.config/countdown/events.toml")
    own.write_text(own.read_text().replace("[events.events]", "[events.own]"))
    assert _seen(run) == "own"
    (home / ".config/countdown/config.toml").write_text('files = ["configured.toml"]')
    assert _seen(run) == "configured"
    monkeypatch.setenv("COUNTDOWN_FILE", "environment.toml")
    assert _seen(run) == "environment"
    assert _seen(run, "-f", "option.toml") == "option"


def test_several_files(run: Run, made: Callable[..., Path], home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        made(f"{name}.toml")
    assert _seen(run, "-f", "a.toml", "-f", "b.toml") == "a b"
    assert run("list", "-f", "a.toml", "--file=b.toml", "--plain", *NOW, "-f", "c.toml").out.count("\n") == 3
    assert run("-f", "a.toml", "list", "-f", "b.toml", "--plain", *NOW).out.count("\n") == 2
    assert _seen(run, "-f", "a.toml", "-f", "a.toml") == "a"
    monkeypatch.setenv("COUNTDOWN_FILE", os.pathsep.join(("a.toml", "", "c.toml")))
    assert _seen(run) == "a c"
    monkeypatch.setenv("COUNTDOWN_FILE", "")
    (home / ".config/countdown").mkdir(parents=True)
    (home / ".config/countdown/config.toml").write_text(f'files = ["{Path.cwd()}/c.toml", "~/../b.toml"]')
    assert _seen(run) == "b c"


def test_the_source_is_called_as_it_was_typed(run: Run, made: Callable[..., Path], home: Path) -> None:
    made("a.toml")
    made("home/b.toml")
    assert run("list", "-f", "./a.toml", "-f", "~/b.toml", "--format", "{source}").out == "./a.toml:1\n~/b.toml:1\n"


@pytest.mark.parametrize("name", ["gone.toml", "~/gone.toml", "~nobody-at-all/e.toml", "a.toml/b", "x" * 300])
def test_a_file_that_was_named_has_to_be_there(
    name: str, run: Run, made: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    made("a.toml")
    for command in ("list", "next", "list --json", "check"):
        code, out, err = run(*command.split(), "-f", name, *NOW)
        sentence = out if command == "check" else err
        assert code == 1
        assert sentence.startswith(f"{name}: ")
        assert sentence.count("\n") == 1
    monkeypatch.setenv("COUNTDOWN_FILE", name)
    assert run()[:2] == (1, "")


def test_the_files_that_are_there_are_shown_beside_one_that_is_not(run: Run, made: Callable[..., Path]) -> None:
    made("a.toml")
    assert run("next", "-f", "gone.toml", "-f", "a.toml", *NOW) == (1, "7 days  a\n", "gone.toml: no such file\n")


def test_only_the_first_of_the_configured_files_may_be_missing(run: Run, made: Callable[..., Path], home: Path) -> None:
    made("home/.config/countdown/b.toml")
    config = home / ".config/countdown/config.toml"
    config.write_text('files = ["a.toml", "b.toml", "c.toml"]')
    missed = f"{config.parent}/c.toml: no such file; mend files in {config}\n"
    assert run("next", *NOW) == (0, "7 days  b\n", missed)


def test_countdown_config_names_another_config(
    run: Run, made: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    made("elsewhere/mine.toml")
    Path("elsewhere/config.toml").write_text('files = ["mine.toml"]')
    monkeypatch.setenv("COUNTDOWN_CONFIG", "elsewhere/config.toml")
    assert _seen(run) == "mine"
    monkeypatch.setenv("COUNTDOWN_CONFIG", "elsewhere/gone.toml")
    code, out, err = run("config")
    assert (code, "elsewhere/gone.toml  (not there yet)" in out) == (0, True)
    assert err == "COUNTDOWN_CONFIG=elsewhere/gone.toml: no such file, so nothing is configured\n"


@pytest.mark.parametrize("text", ["files = [", "files = 3 4", "\udcff"])
def test_a_config_that_cannot_be_read_is_an_error(
    text: str, run: Run, made: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    made("a.toml")
    Path("config.toml").write_bytes(text.encode(errors="surrogateescape"))
    monkeypatch.setenv("COUNTDOWN_CONFIG", "config.toml")
    for command in ("list", "next", "config"):
        code, out, err = run(command)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert err.startswith("config.toml:1: ")
    assert _seen(run, "-f", "a.toml") == "a"  # which asks for no config


@pytest.mark.parametrize("arguments", [(), ("list",), ("--all", "-n", "3")])
def test_before_any_file_exists(arguments: tuple[str, ...], run: Run, home: Path) -> None:
    code, out, err = run(*arguments, *NOW)
    assert (code, err) == (0, "")
    assert out.startswith(f"No events yet: {home}/.config/countdown/events.toml is not there.\n")
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("command", ["next", "list --plain", "list --format {name}"])
def test_before_any_file_exists_scripts_get_nothing(command: str, run: Run) -> None:
    assert run(*command.split()) == (0, "", "")


@pytest.mark.parametrize("folder", ["home", "it's a home", "$HOME;ls"])
def test_the_command_that_adds_a_first_event_works(
    folder: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / folder))
    command = next(line for line in run(*NOW).out.splitlines() if line.startswith("  "))
    if command.lstrip().startswith("countdown "):
        assert run(*shlex.split(command)[1:]).code == 0
    else:
        subprocess.run(["/bin/sh", "-euc", command], check=True)
    assert re.fullmatch(r"\d+ days  .+\n", run("next", *NOW).out)


def test_an_empty_home_or_none(run: Run, made: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    made("a.toml")
    for value in ("", "relative", None):
        monkeypatch.delenv("HOME") if value is None else monkeypatch.setenv("HOME", value)
        assert _seen(run, "-f", "a.toml") == "a"
        assert run("config").code == 0


def test_a_home_that_nobody_can_enter(run: Run, made: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    made("a.toml")
    for home in ("/dev/null", "/proc/self/fd/none", "/" + "x" * 300):
        monkeypatch.setenv("HOME", home)
        assert _seen(run, "-f", "a.toml") == "a"
        for command in ("list", "next", "config"):
            code, out, err = run(command)
            assert (code, bool(out), err.count("\n")) in ((0, command != "next", 0), (1, False, 1))


def test_a_home_that_cannot_be_written_to(run: Run, made: Callable[..., Path], home: Path) -> None:
    made("home/.config/countdown/events.toml")
    folders = [path for path in (home, *home.rglob("*")) if path.is_dir()]
    for folder in folders:
        folder.chmod(0o555)
    try:
        assert run("next", *NOW) == (0, "7 days  events\n", "")
        assert len(list(home.rglob("*"))) == 3
    finally:
        for folder in folders:
            folder.chmod(0o755)
