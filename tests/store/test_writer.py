"""Events written, changed and removed in a real file."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.event import Event
from countdown.errors import CountdownError
from countdown.store import history
from countdown.store.events_file import read_events
from countdown.store.writer import HEADER
from tests.store.writing import START, called, fine, own_file, writer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.toml"


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


def test_a_text_made_by_hand_takes_the_place_of_the_one_it_was_made_from(path: Path) -> None:
    path.write_text("# a\n")
    writer(path).replace(b"# a\n", b"# b\n", "edit by hand")
    assert path.read_text() == "# b\n"
    with pytest.raises(CountdownError, match="was changed by another in the meantime"):
        writer(path).replace(b"# a\n", b"# c\n", "edit by hand")
    with pytest.raises(CountdownError, match="not TOML"):
        writer(path).replace(b"# b\n", b"[", "edit by hand")
    assert path.read_text() == "# b\n"
