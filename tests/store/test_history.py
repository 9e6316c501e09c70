"""The steps that undo goes back by: kept for each file, in order, and never in the way."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from countdown.store import history
from countdown.store.history import KEPT, Step
from tests.build import at

NOW = at("2026-11-24T09:00", "Asia/Tokyo")
DATA = st.none() | st.binary()


def step(number: int) -> Step:
    return Step(f"add {number}", NOW, str(number).encode(), str(number + 1).encode())


def whats(path: Path) -> list[str]:
    return [kept.step.what for kept in history.steps(path)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.toml"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # each example begins with a file of its own
@given(st.text(), DATA, DATA)
def test_a_step_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, what: str, before: bytes | None, after: bytes | None
) -> None:
    path = tmp_path_factory.mktemp("history") / "events.toml"
    history.record(path, Step(what, NOW, before, after))
    (kept,) = history.steps(path)
    assert kept.step == Step(what, NOW, before, after)


def test_the_latest_steps_are_kept_latest_first(path: Path) -> None:
    for number in range(KEPT + 10):
        history.record(path, step(number))
    assert whats(path) == [f"add {number}" for number in range(KEPT + 9, 9, -1)]
    assert KEPT >= 20


def test_each_file_has_steps_of_its_own(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    history.record(path, step(1))
    history.record(other, step(2))
    assert (whats(path), whats(other)) == (["add 1"], ["add 2"])
    odd = tmp_path / "\udcff \n"
    history.record(odd, step(3))
    assert whats(odd) == ["add 3"]


def test_what_is_forgotten_is_gone_and_may_be_forgotten_twice(path: Path) -> None:
    for number in range(3):
        history.record(path, step(number))
    latest = next(history.steps(path))
    latest.forget()
    latest.forget()
    assert whats(path) == ["add 1", "add 0"]
    assert latest.order == 0
    history.record(path, step(7))
    assert whats(path) == ["add 7", "add 1", "add 0"]


def test_a_step_that_cannot_be_read_is_passed_over_and_not_written_over(path: Path) -> None:
    history.record(path, step(1))
    (kept,) = history.steps(path)
    whole = kept.file.read_bytes()
    for number, data in enumerate([b"", b"\xc1", whole[:-1], whole.replace(b"x\x01", b"y\x01")], 2):
        kept.file.with_name(f"{number:08}.step").write_bytes(data)
    kept.file.with_name("00000009.step").mkdir()
    assert whats(path) == ["add 1"]
    history.record(path, step(10))
    assert whats(path) == ["add 10", "add 1"]


def test_the_steps_are_the_users_alone_and_in_the_state_folder(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    history.record(path, step(1))
    (kept,) = history.steps(path)
    assert kept.file.is_relative_to(tmp_path / "state" / "countdown" / "undo")
    assert stat.S_IMODE(kept.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.file.parent.stat().st_mode) == 0o700


def test_a_large_file_takes_little_room(path: Path) -> None:
    text = b"".join(b"[events.event-%d]\nname = 'Event'\nstart = 2026-01-01\n\n" % number for number in range(10_000))
    history.record(path, Step("add", NOW, text, text + b"more"))
    (kept,) = history.steps(path)
    assert kept.step.after == text + b"more"
    assert kept.file.stat().st_size < len(text) / 2


def test_where_there_is_no_room_record_says_so(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with pytest.raises(OSError, match="Not a directory"):
        history.record(path, step(1))
    assert whats(path) == []
