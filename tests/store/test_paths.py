"""Where everything lives: `XDG_*` on every system, else what the system has."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from countdown.store import paths

Folder = Callable[[], Path]
every_folder = pytest.mark.parametrize(
    ("variable", "folder"),
    [
        ("XDG_CONFIG_HOME", paths.config_folder),
        ("XDG_STATE_HOME", paths.state_folder),
        ("XDG_CACHE_HOME", paths.cache_folder),
    ],
)


@every_folder
@pytest.mark.parametrize("system", [Unix, MacOS])
def test_xdg_is_honoured_on_every_system(
    variable: str, folder: Folder, system: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.PlatformDirs", system)
    monkeypatch.setenv(variable, "/somewhere")
    assert folder() == Path("/somewhere/countdown")


@pytest.mark.skipif(sys.platform != "linux", reason="the defaults of Linux")
@pytest.mark.parametrize("value", [None, "", "relative", "./here", "~/there"])
def test_without_xdg_or_with_a_relative_path_it_is_the_systems(
    value: str | None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        if value is not None:
            monkeypatch.setenv(variable, value)
    assert paths.config_folder() == home / ".config/countdown"
    assert paths.state_folder() == home / ".local/state/countdown"
    assert paths.cache_folder() == home / ".cache/countdown"


def test_the_config_file_is_in_the_config_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/somewhere")
    assert paths.config_file() == Path("/somewhere/countdown/config.toml")
    monkeypatch.setenv("COUNTDOWN_CONFIG", "")
    assert paths.config_file() == Path("/somewhere/countdown/config.toml")


def test_another_config_file_may_be_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTDOWN_CONFIG", "~/mine.toml")
    assert paths.config_file() == home / "mine.toml"
    monkeypatch.setenv("COUNTDOWN_CONFIG", "here.toml")
    assert paths.config_file() == Path("here.toml")


@pytest.mark.parametrize(
    ("name", "path"), [("~no-such-user-/a", "~no-such-user-/a"), ("a/~", "a/~"), ("/a", "/a"), ("a\0b", "a\0b")]
)
def test_a_home_that_is_not_there_is_no_fault_of_a_name(name: str, path: str) -> None:
    assert paths.expand_user(name) == Path(path)
