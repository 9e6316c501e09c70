"""Events written, changed, removed and brought back, in a real file."""

from __future__ import annotations

import stat
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from countdown.core.event import Event
from countdown.errors import CountdownError
from countdown.store import history
from countdown.store.events_file import read_events
from countdown.store.writer import HEADER, EventsWriter, Make
from tests.build import at
from tests.store.spellings import CHANGES, Written, files

NOW = at("2026-11-24T09:00")
START = {"name": "X", "start": date(2026, 1, 1)}
# Each example begins with a file of its own.
own_file = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.toml"


def writer(path: Path, warnings: list[CountdownError] | None = None) -> EventsWriter:
    return EventsWriter(path, "events.toml", NOW, (warnings if warnings is not None else []).append)


def called(id_: str, fields: dict[str, Any]) -> Make:
    return lambda _: (id_, fields)


def fine(event: Event) -> None:
    """No objection."""


def test_a_new_file_gets_a_header_a_folder_and_is_the_users_alone(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "events.toml"
    event = writer(path).add(called("x", START), fine)
    assert path.read_text() == HEADER + '\n[events.x]\nname = "X"\nstart = 2026-01-01\n'
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert (event.id, event.name, event.start) == ("x", "X", date(2026, 1, 1))


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o400])
def test_the_mode_stays(path: Path, mode: int) -> None:
    path.write_text("")
    path.chmod(mode)
    writer(path).add(called("x", START), fine)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_symbolic_link_stays_and_its_target_changes(tmp_path: Path, path: Path) -> None:
    target = tmp_path / "real" / "mine.toml"
    target.parent.mkdir()
    target.write_text("# mine\n")
    path.symlink_to(target)
    writer(path).add(called("x", START), fine)
    assert path.is_symlink()
    assert target.read_text().startswith("# mine\n\n[events.x]")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["events.toml", "home", "real"]


def test_a_link_that_leads_to_itself_is_an_error(path: Path) -> None:
    path.symlink_to(path)
    with pytest.raises(CountdownError, match=r"^events\.toml: cannot be "):
        writer(path).add(called("x", START), fine)


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf# x\r\n", b"# x\r\n[events.y]\r\nname='y'\r\nstart=2026-01-01\r\n"])
def test_a_byte_order_mark_and_line_ends_stay(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    writer(path).add(called("x", START), fine)
    assert path.read_bytes() == data + b'\r\n[events.x]\r\nname = "X"\r\nstart = 2026-01-01\r\n'
    writer(path).remove(["x"])
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[events", "events.toml:1: not TOML: "),
        ("events = 3\n", "events.toml: this event is written in a way that cannot be changed from here; "),
        ("[[events.x]]\n[[events.y]]\n", None),
    ],
)
def test_what_cannot_be_added_to_stays_as_it_is(path: Path, text: str, message: str | None) -> None:
    path.write_text(text)
    if message is None:
        writer(path).add(called("z", START), fine)
        return
    with pytest.raises(CountdownError) as caught:
        writer(path).add(called("x", START), fine)
    assert str(caught.value).startswith(message)
    assert path.read_text() == text
    assert list(history.steps(path)) == []


def test_other_problems_of_an_event_do_not_keep_a_field_from_being_changed(path: Path) -> None:
    path.write_text("[events.x]\nname = 'X'\nstart = 2026-01-01\nnmae = 1\nremind = ['soon']\n")
    assert writer(path).edit("x", {"name": "Y"}, fine).name == "Y"
    with pytest.raises(CountdownError, match=r"events\.x\.end: 2020-01-01 is before the start"):
        writer(path).edit("x", {"end": date(2020, 1, 1)}, fine)
    with pytest.raises(CountdownError, match=r"events\.x\.remind: 'later' is not a reminder's lead"):
        writer(path).edit("x", {"remind": ["later"]}, fine)
    assert "'soon'" in path.read_text()


def test_a_broken_event_can_be_mended_and_removed(path: Path) -> None:
    broken = "[events.x]\nname = 'X'\nstart = 2026-02-30\n"
    path.write_text(broken)
    writer(path).edit("x", {"start": date(2026, 3, 1)}, fine)
    assert path.read_text() == "[events.x]\nname = 'X'\nstart = 2026-03-01\n"
    path.write_text(broken + "[events.y]\n")
    writer(path).remove(["x", "y"])
    assert path.read_text() == ""


def test_what_a_check_raises_leaves_the_file_alone(path: Path) -> None:
    def refuse(event: Event) -> None:
        raise CountdownError(f"not {event.id}")

    with pytest.raises(CountdownError, match="not x"):
        writer(path).add(called("x", START), refuse)
    assert not path.exists()


def test_a_dry_run_writes_nothing(path: Path) -> None:
    assert writer(path).add(called("x", START), fine, dry_run=True).id == "x"
    assert not path.exists()
    path.write_text("[events.x]\nname='X'\nstart=2026-01-01\n")
    assert writer(path).edit("x", {"name": "Y"}, fine, dry_run=True).name == "Y"
    assert "'X'" in path.read_text()
    assert sorted(file.name for file in path.parent.iterdir()) == ["events.toml", "home"]


def test_an_event_that_is_gone_by_now_is_an_error(path: Path) -> None:
    path.write_text("# empty\n")
    for change in (lambda: writer(path).remove(["x"]), lambda: writer(path).edit("x", {"pin": True}, fine)):
        with pytest.raises(CountdownError, match="there is no event x any more"):
            change()


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


@own_file
@given(name=st.text(min_size=1).filter(lambda name: bool(name.strip())), note=st.text(), tags=st.lists(st.text()))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, note: str, tags: list[str]
) -> None:
    path = tmp_path_factory.mktemp("round") / "events.toml"
    fields = {"name": name, "start": date(2026, 1, 1), "note": note, "tags": tags}
    writer(path).add(called(name, fields), fine)
    (event,) = read_events(path, "events.toml").events
    assert (event.id, event.name, event.note, list(event.tags)) == (name, name, note, tags)


@pytest.mark.parametrize(
    "name",
    ["\"'", "a\nb\r\n", "日本 🎉\u200d", "]", "#", "\x00\x1b[31m\x7f\x85", "\u202e", "x" * 10_000, "\\", '"""', "'''"],
)
def test_hostile_names_are_read_back(path: Path, name: str) -> None:
    writer(path).add(called(name, {"name": name, "start": date(2026, 1, 1)}), fine)
    assert [event.name for event in read_events(path, "events.toml").events] == [name]


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


def test_a_text_made_by_hand_takes_the_place_of_the_one_it_was_made_from(path: Path) -> None:
    path.write_text("# a\n")
    writer(path).replace(b"# a\n", b"# b\n", "edit by hand")
    assert path.read_text() == "# b\n"
    with pytest.raises(CountdownError, match="was changed by another in the meantime"):
        writer(path).replace(b"# a\n", b"# c\n", "edit by hand")
    with pytest.raises(CountdownError, match="not TOML"):
        writer(path).replace(b"# b\n", b"[", "edit by hand")
    assert path.read_text() == "# b\n"
