"""An events file by way of the cache is the file as it stands, whatever was kept of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from countdown.errors import CountdownError
from countdown.store import events_cache
from countdown.store.events_cache import WORTH_KEEPING, read_unchanged
from countdown.store.events_file import EventsFile, read_events
from countdown.store.paths import cache_folder
from countdown.store.source_file import SourceFile

TIMED = 'start = 2026-11-26T09:30:00\ntz = "Asia/Shanghai"'
INSTANT = "start = 2026-11-26T09:30:00.5-03:30"
ALL_DAY = 'start = 2026-11-26\nend = 2026-11-30\nexcept = [2027-11-26]\nremind = ["7d", "0d 08:00 go"]'


def text(number: int = 200, name: str = "Event", more: str = "") -> str:
    """An events file that is worth keeping."""
    kinds = (ALL_DAY, TIMED, INSTANT, 'start = 2026-12-01\nrepeat = "yearly"\npin = true')
    events = (
        f'[events.e{at}]\nname = "{name} {at:03}"\n{kinds[at % len(kinds)]}\ntags = ["t{at % 3}", "é北"]\n'
        for at in range(number)
    )
    return "\n".join(events) + more


NAMES = (
    "same", "changed", "restored", "renamed", "retargeted", "gone", "not-toml", "not-toml-lines", "lines", "warned", "two-names",
)  # fmt: skip


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """`old("same")`: a file of that name that changed long enough ago to be kept. Each test takes its own."""
    folder = tmp_path_factory.mktemp("old")
    for name in NAMES:
        more = '[events.odd]\nname = "Odd"\nstart = 2026-01-01\nwhat = 1\n' if name == "warned" else ""
        (folder / name).write_text(text(more=more))
    time.sleep(2.2)
    return lambda name: folder / name


def kept(path: Path, shown: str = "e.toml") -> SourceFile:
    """The file at `path` as it is once it is kept, and not parsed again."""
    read_unchanged(path, shown)
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(events_cache, "read_events")
        return read_unchanged(path, shown)


def is_as_read(path: Path, shown: str = "e.toml") -> bool:
    """Whether the file by way of the cache, twice, is as it is without."""
    expected = read_events(path, shown)
    for _ in range(2):
        found = read_unchanged(path, shown)
        assert found.events == expected.events
        assert list(map(str, found.warnings)) == list(map(str, expected.warnings))
        assert list(map(found.source, found.events)) == list(map(expected.source, expected.events))
    return True


def test_what_is_kept_is_the_file(old: Callable[[str], Path]) -> None:
    path = old("same")
    found, expected = kept(path), read_events(path, "e.toml")
    assert found.shown == "e.toml"
    assert found.events == expected.events
    assert found.warnings == []
    event = found.events[7]
    assert found.source(event) == expected.source(event) == f"e.toml:{expected.line(event.id)}"
    assert str(found.warning(event, "repeat", "no")) == str(expected.warning(event, "repeat", "no"))
    assert is_as_read(path)


def _other_text(path: Path) -> str:
    """Another one of the same length."""
    return path.read_text().replace("Event", "Tneve")


def _change(path: Path) -> None:
    path.write_text(_other_text(path))


def _change_and_restore_the_time(path: Path) -> None:
    found = path.stat()
    path.write_text(_other_text(path))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def _rename_over(path: Path) -> None:
    found, other = path.stat(), path.with_name("other")
    other.write_text(_other_text(path))
    os.utime(other, ns=(found.st_atime_ns, found.st_mtime_ns))
    other.replace(path)


@pytest.mark.parametrize(
    ("name", "change"),
    [("changed", _change), ("restored", _change_and_restore_the_time), ("renamed", _rename_over)],
)
def test_a_change_is_seen(old: Callable[[str], Path], name: str, change: Callable[[Path], None]) -> None:
    path = old(name)
    size = path.stat().st_size
    kept(path)
    change(path)
    assert path.stat().st_size == size
    assert read_unchanged(path, "e.toml").events[0].name == "Tneve 000"
    assert is_as_read(path)


def test_a_link_that_leads_elsewhere_is_seen(old: Callable[[str], Path], tmp_path: Path) -> None:
    link, other = tmp_path / "link", tmp_path / "other"
    link.symlink_to(old("retargeted"))
    kept(link)
    other.write_text(_other_text(link))
    link.unlink()
    link.symlink_to(other)
    assert read_unchanged(link, "e.toml").events[0].name == "Tneve 000"
    _change(other)
    assert is_as_read(link)


def test_two_changes_at_once_are_both_seen(tmp_path: Path) -> None:
    path = tmp_path / "e.toml"
    for turn in range(60):
        path.write_text(text(name=f"A{turn:03}"))
        assert read_unchanged(path, "e.toml").events[0].name == f"A{turn:03} 000"
        path.write_text(text(name=f"B{turn:03}"))
        assert read_unchanged(path, "e.toml").events[0].name == f"B{turn:03} 000"
    assert list(cache_folder().rglob("*.*")) == []


def test_each_name_of_a_file_has_its_own(old: Callable[[str], Path]) -> None:
    path = old("two-names")
    assert {event.file for event in kept(path, "one").events} == {"one"}
    assert {event.file for event in kept(path, "two").events} == {"two"}
    assert {event.file for event in read_unchanged(path, "one").events} == {"one"}


def test_a_file_that_is_gone_is_gone(old: Callable[[str], Path]) -> None:
    path = old("gone")
    found = kept(path)
    path.unlink()
    with pytest.raises(CountdownError, match="no such file"):
        read_unchanged(path, "e.toml")
    with pytest.raises(CountdownError, match="no such file"):
        found.source(found.events[0])


def test_a_file_that_is_no_toml_any_more_is_an_error(old: Callable[[str], Path]) -> None:
    path = old("not-toml")
    kept(path)
    path.write_text(path.read_text() + "[")
    with pytest.raises(CountdownError, match=r"^e.toml:\d+: "):
        read_unchanged(path, "e.toml")


def test_lines_told_late_are_those_of_now(old: Callable[[str], Path]) -> None:
    path = old("lines")
    found = kept(path)
    path.write_text("# one line more\n" + path.read_text())
    assert found.source(found.events[0]) == "e.toml:2"


def test_lines_of_what_is_no_toml_any_more_are_an_error(old: Callable[[str], Path]) -> None:
    path = old("not-toml-lines")
    found = kept(path)
    path.write_text('"')
    with pytest.raises(CountdownError, match=r"^e.toml:1: "):
        found.source(found.events[0])


def test_a_file_with_a_warning_is_read_each_time(old: Callable[[str], Path]) -> None:
    for _ in range(2):
        file = read_unchanged(old("warned"), "e.toml")
        assert len(file.warnings) == 1
    assert list(cache_folder().rglob("*.kept")) == []


def test_a_small_file_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "e.toml"
    path.write_text(text(20))
    assert path.stat().st_size < WORTH_KEEPING
    for _ in range(2):
        assert type(read_unchanged(path, "e.toml")) is EventsFile
    assert not cache_folder().exists()


def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.write(write, text(40).encode())
    os.close(write)
    try:
        assert len(read_unchanged(Path(f"/dev/fd/{read}"), "e.toml").events) == 40
    finally:
        os.close(read)
