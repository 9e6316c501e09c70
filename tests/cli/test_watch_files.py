"""`watch` while its events file changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.watching import ONE, Watch

pytestmark = pytest.mark.slow
SIZE = (120, 12)


@pytest.fixture
def path(events_file: Callable[[str], Path]) -> Path:
    return events_file(ONE)


def replace(path: Path, text: str) -> None:
    """Write it as careful programs do: what was there is there until all of the new is."""
    new = path.with_suffix(".new")
    new.write_text(text)
    new.replace(path)


def test_what_is_changed_is_taken_up(watch: Watch, path: Path) -> None:
    terminal = watch(size=SIZE)
    terminal.wait_for("until Friday 25 December 2026")
    replace(path, ONE.replace("12-25", "12-24"))
    terminal.wait_for("until Thursday 24 December 2026")
    replace(path, ONE + '[events.tea]\nname = "Tea"\nstart = 2026-11-30\n')
    terminal.wait_for("2 of 2")
    assert "until Friday 25 December 2026" in terminal.text, "what is shown stays so"
    replace(path, "")
    terminal.wait_for("There are no events yet.")
    replace(path, '[events.past]\nname = "Past"\nstart = 2020-01-01\n')
    terminal.wait_for("Nothing is ahead.")
    assert terminal.raw.count("\a") == 0


def test_a_broken_file_is_told_and_the_last_good_one_stays(watch: Watch, path: Path) -> None:
    terminal = watch(size=SIZE)
    terminal.wait_for("q quit")
    replace(path, "[events.christmas\n")
    terminal.wait_for("events.toml:1: ")
    assert "until Friday 25 December 2026" in terminal.text
    path.unlink()
    terminal.wait_for("no such file")
    assert "until Friday 25 December 2026" in terminal.text
    replace(path, ONE.replace("12-25", "12-24"))
    terminal.wait_for("until Thursday 24 December 2026")
    terminal.wait_for(lambda: "events.toml" not in terminal.text)
    terminal.type("q")
    assert terminal.end() == 0


def test_a_bad_event_is_told_and_costs_itself_alone(watch: Watch, path: Path) -> None:
    terminal = watch(size=SIZE)
    terminal.wait_for("q quit")
    replace(path, ONE + '[events.tea]\nname = "Tea"\nstart = "soon"\n')
    terminal.wait_for("events.tea")
    assert "until Friday 25 December 2026" in terminal.text


def test_one_that_was_named_and_is_gone_is_missed_until_it_is_back(watch: Watch, path: Path) -> None:
    terminal = watch("christmas", size=SIZE)
    terminal.wait_for("until Friday 25 December 2026")
    replace(path, '[events.tea]\nname = "Tea"\nstart = 2026-11-30\n')
    terminal.wait_for("christmas cannot be found any more.")
    replace(path, ONE)
    terminal.wait_for("until Friday 25 December 2026")


def test_one_bad_file_does_not_hide_another(watch: Watch, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = path.with_name("other.toml")
    other.write_text('[events.tea]\nname = "Tea"\nstart = 2026-11-30\n')
    monkeypatch.setenv("COUNTDOWN_FILE", f"{path}:{other}")
    terminal = watch(size=SIZE)
    terminal.wait_for("1 of 2")
    replace(other, "[")
    terminal.wait_for("other.toml:1: ")
    replace(path, ONE.replace("12-25", "12-24"))
    terminal.type("j")
    terminal.wait_for("until Thursday 24 December 2026")
    assert "other.toml:1: " in terminal.text
    assert "2 of 2" in terminal.text


def test_a_file_that_is_begun_meanwhile_is_found(watch: Watch, home: Path) -> None:
    terminal = watch(size=SIZE)
    terminal.wait_for("There are no events yet.")
    folder = home / ".config/countdown"
    folder.mkdir(parents=True)
    replace(folder / "events.toml", ONE)
    terminal.wait_for("until Friday 25 December 2026")
