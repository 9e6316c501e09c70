"""Names of new events and files in a vdir, and new files that never take another's place."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

import pytest

from countdown.errors import CountdownError
from countdown.store import safe_file
from countdown.store.history import Step, record, steps
from countdown.store.vdir import VdirWriter
from countdown.store.vdir_names import file_name, new_uid
from tests.build import at, make_event

NOW = at("2026-11-24T09:00")


def test_uids_ascend_with_the_time_and_are_uuids() -> None:
    uids = [new_uid(1_790_000_000 + number / 100) for number in range(100)]
    assert uids == sorted(uids)
    assert len({new_uid(0.0) for _ in range(100)}) == 100
    assert {(uuid.UUID(uid).version, uuid.UUID(uid).variant) for uid in uids} == {(7, uuid.RFC_4122)}


@pytest.mark.parametrize(
    ("uid", "is_name"),
    [
        ("5F1C2A7E-0000-4000-8000-000000000001", True), ("0standup0@google.com", True), ("a.b_c+d-e@x", True),
        ("", False), (".", False), ("..", False), (".hidden", False), ("a/b", False), ("a\\b", False), ("a b", False),
        ("ü", False), ("a\n", False), ("a" * 120, True), ("a" * 121, False), ("con:", False),
    ],
)  # fmt: skip
def test_a_uid_is_the_name_of_its_file_if_that_is_safe(uid: str, is_name: bool) -> None:
    name = file_name(uid)
    assert (name == f"{uid}.ics") == is_name
    assert len(name) < 130
    assert name == file_name(uid)


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_takes_no_others_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    if not links:

        def refuse(*_: object) -> None:
            raise PermissionError(1, "not here")

        monkeypatch.setattr(os, "link", refuse)
    path, new = tmp_path / "a.ics", tmp_path / ".new.tmp"
    safe_file.create(path, b"1", "a", new)
    with pytest.raises(safe_file.ChangedError):
        safe_file.create(path, b"2", "a", new)
    assert path.read_bytes() == b"1"
    assert {file.name for file in tmp_path.iterdir()} == {"a.ics", "home"}


def test_what_a_killed_run_left_does_not_matter(tmp_path: Path) -> None:
    path, new = tmp_path / "a.ics", tmp_path / ".new.tmp"
    safe_file.create(path, b"1", "a", new)
    os.link(path, new)  # killed between the two
    safe_file.create(tmp_path / "b.ics", b"2", "b", new)
    assert (path.read_bytes(), new.exists()) == (b"1", False)


def test_a_change_that_was_cut_off_is_no_step(tmp_path: Path) -> None:
    writer = VdirWriter("work", tmp_path, NOW, lambda _: None)
    event = writer.add(make_event("2026-12-24", id="work/it", uid="a"), NOW.time())
    kept = record(tmp_path, Step("add work/x", NOW, None, b"x", "x.ics"))
    assert next(steps(tmp_path)).step == kept.step
    undone = writer.undo()
    assert undone is not None
    assert undone.step.what == "add work/it"
    assert not Path(event.file).exists()
    assert writer.undo() is None


def test_an_event_that_cannot_be_told_is_refused(tmp_path: Path) -> None:
    writer = VdirWriter("work", tmp_path, NOW, lambda _: None)
    with pytest.raises(CountdownError, match=r"work/it cannot be told in an \.ics file"):
        writer.add(make_event("2026-12-24", id="work/it", uid=" x\x01"), NOW.time())
    assert list(tmp_path.glob("*.ics")) == []


def test_a_file_that_many_change_at_once_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = VdirWriter("work", tmp_path, NOW, lambda _: None)
    event = writer.add(make_event("2026-12-24", id="work/it", uid="a"), NOW.time())
    before = list(steps(tmp_path))

    def changed(*_: object, **__: object) -> None:
        raise safe_file.ChangedError

    monkeypatch.setattr(safe_file, "remove", changed)
    with pytest.raises(CountdownError, match="is being changed by another program; try again"):
        writer.remove(event)
    with pytest.raises(CountdownError, match="was changed by another in the meantime; try again"):
        writer.undo()
    assert list(steps(tmp_path)) == before
