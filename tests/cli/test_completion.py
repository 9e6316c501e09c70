"""What the Tab key is told; real shells are in tests/system/test_completion_shells.py."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from countdown.cli.completing import complete
from tests.cli.conftest import Run

EVENTS = """\
[events.expo]
name = "Supply: expo"
start = 2026-11-26
tags = ["work", "far away"]

[events."a b:$(x)'"]
name = "Odd\\u001b"
start = 2026-11-27

[events."-x"]
name = "Dash"
start = 2026-11-27

[events."esc\\u001b"]
name = "Escape"
start = 2026-11-27
"""


@pytest.fixture
def told(capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[..., list[str]]:
    def told(shell: str, *words: str) -> list[str]:
        capsysbinary.readouterr()
        assert complete(shell, words) == 0
        out, err = capsysbinary.readouterr()
        assert err == b""
        return out.decode().splitlines()

    return told


@pytest.mark.parametrize(
    ("shell", "words", "lines"),
    [
        ("fish", ["show", ""], ["plain", "expo\tSupply: expo", "a b:$(x)'\tOdd\\x1b"]),
        ("zsh", ["show", "e"], ["plain", "expo:Supply: expo"]),
        ("zsh", ["edit", "a"], ["plain", "a b\\:$(x)':Odd\\\\x1b"]),
        ("fish", ["show", "'a "], ["plain", "a b:$(x)'\tOdd\\x1b"]),
        ("fish", ["remove", "expo", "a"], ["plain", "a b:$(x)'\tOdd\\x1b"]),
        ("bash", ["countdown", "countdown until a", "a"], ["plain", r"a\ b:\$\(x\)\'"]),
        ("bash", ["countdown", "X=1 countdown until a\\ b:", ":"], ["plain", r"\$\(x\)\'"]),
        ("bash", ["countdown", 'countdown until "a', '"a'], ["plain", r"a b:\$(x)'"]),
        ("bash", ["countdown", "countdown until 'a", "'a"], ["plain"]),
        ("bash", ["countdown", "countdown list --tag=", "="], ["plain", r"far\ away", "work"]),
        ("bash", ["countdown", "countdown list --tag=w", "w"], ["plain", "work"]),
        ("fish", ["list", "--tag=w"], ["plain", "--tag=work"]),
        ("zsh", ["add", "x", "today", "--tag", "f"], ["plain", "far away"]),
        ("fish", ["until", "expo", ""], []),
        ("fish", ["next", "--format", "{na"], ["part", "{name}"]),
        ("fish", ["next", "--format", "{days} {na"], ["part", "{days} {name}"]),
        ("fish", ["until", "--unit", "w"], ["plain", "weeks", "workdays"]),
        ("fish", ["completion", ""], ["plain", "bash", "zsh", "fish"]),
        ("fish", ["-f", ""], ["file"]),
        ("fish", ["export", "-o", "a"], ["file"]),
        ("fish", ["import", "a"], ["file"]),
        ("fish", ["un"], ["plain", "until", "undo"]),
        ("fish", ["--vers"], ["plain", "--version\tThe version."]),
    ],
)
def test_what_is_told(
    told: Callable[..., list[str]], events_file: Callable[[str], Path], shell: str, words: list[str], lines: list[str]
) -> None:
    events_file(EVENTS)
    assert told(shell, *words) == lines


def test_a_file_that_is_named_is_the_one_whose_events_are_told(
    told: Callable[..., list[str]], file: Callable[..., str]
) -> None:
    path = file('[events.other]\nname = "Other"\nstart = 2026-11-26\n', "other.toml")
    assert told("fish", "-f", path, "show", "") == ["plain", "other\tOther"]
    assert told("fish", "show", "-f", path, "") == ["plain", "other\tOther"]


@pytest.mark.parametrize("text", ["[broken", "\udcff", ""])
def test_what_is_broken_is_not_told(told: Callable[..., list[str]], home: Path, text: str) -> None:
    for name in ("events.toml", "config.toml"):
        path = home / ".config/countdown" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(errors="surrogateescape"))
        assert told("fish", "show", "") == []
        assert told("zsh", "list", "--tag", "") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_printed(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert (result.code, result.err) == (0, "")
    assert f"_COUNTDOWN_COMPLETE={shell}" in result.out


def test_another_shell_is_refused(run: Run) -> None:
    assert "is not one of" in run("completion", "tcsh").err


def test_the_program_answers(events_file: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    events_file(EVENTS)
    monkeypatch.setenv("_COUNTDOWN_COMPLETE", "fish")
    done = subprocess.run(
        [sys.executable, "-m", "countdown", "show", "ex"], check=True, capture_output=True, timeout=60
    )
    assert done.stdout == b"plain\nexpo\tSupply: expo\n"
