"""Changes to a real file taken back."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.errors import CountdownError
from countdown.store import history
from tests.store.spellings import CHANGES, Written, files
from tests.store.writing import NOW, START, called, fine, own_file, writer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.toml"


@own_file
@given(files(), st.lists(st.tuples(st.integers(0, 3), CHANGES), min_size=1, max_size=6))
def test_undo_gives_back_the_same_bytes_step_by_step(
    tmp_path_factory: pytest.TempPathFactory, file: Written, steps: list[tuple[int, dict[str, Any]]]
) -> None:
    path = tmp_path_factory.mktemp("undo") / "events.toml"
    path.write_bytes(file.text.encode())
    seen = [path.read_bytes()]
    for number, (which, changes) in enumerate(steps):
        ids = list(tomllib.loads(path.read_text("utf-8")).get("events", {}))
        if which == 0 or not ids:
            writer(path).add(called(f"new {number}", START), fine)
        elif which == 1:
            writer(path).remove([ids[number % len(ids)]])
        else:
            writer(path).edit(ids[number % len(ids)], changes, fine)
        if path.read_bytes() != seen[-1]:
            seen.append(path.read_bytes())
    while len(seen) > 1:
        seen.pop()
        undone = writer(path).undo()
        assert undone is not None
        assert undone.difference is None
        assert path.read_bytes() == seen[-1]
    assert writer(path).undo() is None


def test_undo_goes_back_fifty_steps_and_takes_a_created_file_away(path: Path) -> None:
    seen: list[bytes | None] = [None]
    for number in range(60):
        writer(path).add(called(f"x{number}", START), fine)
        seen.append(path.read_bytes())
    for _ in range(50):
        seen.pop()
        assert writer(path).undo() is not None
        assert path.read_bytes() == seen[-1]
    assert writer(path).undo() is None
    path.unlink()
    writer(path).add(called("x", START), fine)
    assert writer(path).undo() is not None
    assert not path.exists()


def test_undo_refuses_a_file_that_was_changed_by_hand_and_shows_the_difference(path: Path) -> None:
    path.write_text("# a\n")
    writer(path).add(called("x", START), fine)
    by_hand = path.read_text().replace('"X"', '"by hand"')
    path.write_text(by_hand)
    undone = writer(path).undo()
    assert undone is not None
    assert undone.difference is not None
    assert undone.difference[3:] == (
        " # a",
        " ",
        " [events.x]",
        '-name = "X"',
        '+name = "by hand"',
        " start = 2026-01-01",
        " ",
    )
    assert path.read_text() == by_hand
    path.write_text(by_hand.replace('"by hand"', '"X"'))
    undone = writer(path).undo()
    assert undone is not None
    assert undone.difference is None
    assert path.read_text() == "# a\n"


def test_a_change_that_was_cut_off_before_it_was_made_is_passed_over(path: Path) -> None:
    writer(path).add(called("x", START), fine)
    data = path.read_bytes()
    history.record(path, history.Step("add y", NOW, data, data + b"# more\n"))
    undone = writer(path).undo()
    assert undone is not None
    assert undone.step.what == "add x"
    assert not path.exists()


def test_a_torn_step_is_passed_over(path: Path) -> None:
    writer(path).add(called("x", START), fine)
    (kept,) = history.steps(path)
    (kept.file.parent / "00000002.step").write_bytes(kept.file.read_bytes()[:20])
    assert [each.step.what for each in history.steps(path)] == ["add x"]
    assert writer(path).undo() is not None


def test_without_a_state_folder_a_change_is_made_and_says_that_it_cannot_be_undone(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    warnings: list[CountdownError] = []
    writer(path, warnings).add(called("x", START), fine)
    assert path.exists()
    (warning,) = warnings
    assert str(warning).startswith("events.toml: this change cannot be undone: ")
