"""The cache gives back what was kept of this very state of a source, or nothing; and nothing of it ever fails."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from countdown.store.cache import Cached
from countdown.store.stamps import stamp_of
from tests.store.caching import DATA, STATE, cached, files, kept_file, put

DAY = 24 * 60 * 60


@pytest.fixture
def kept() -> Path:
    return kept_file()


@pytest.mark.parametrize("data", [b"", DATA, b"\x00\n\xff", b"x" * 8000])
def test_what_is_kept_is_loaded(data: bytes) -> None:
    assert cached().load() is None
    put(cached(), data)
    assert cached().load() == data


@pytest.mark.parametrize("name", ["", "é北", "not UTF-8: \udcff", "lone: \ud800", "two\nlines", "x" * 9999])
def test_a_source_may_have_any_name(name: str) -> None:
    put(cached(name))
    assert cached(name).load() == DATA
    assert cached(name + "y").load() is None


@pytest.mark.parametrize(
    "other",
    [
        cached("another source"),
        cached(version="2"),
        cached(stamp=STATE._replace(text="another state")),
        cached("a source\n", STATE, "1"),
    ],
)
def test_it_is_that_of_this_source_state_and_version_alone(other: Cached, kept: Path) -> None:
    # Another name with the same checksum would have the same file.
    other._path = kept
    assert other.load() is None
    assert cached().load() == DATA


def test_the_later_takes_the_place_of_the_earlier(kept: Path) -> None:
    later = cached(stamp=STATE._replace(text="later"))
    put(later, b"later")
    assert later.load() == b"later"
    assert cached().load() is None
    assert files() == [kept]


def test_the_file_and_its_folder_are_the_users_alone(kept: Path) -> None:
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_what_is_much_longer_than_its_source_is_not_kept() -> None:
    put(cached(), b"x" * 100_000)
    assert cached().load() is None
    assert files() == []


def _age_of_folder(tmp_path: Path) -> int:
    """The time that the file system's clock tells."""
    new = tmp_path / "clock"
    new.touch()
    return new.stat().st_mtime_ns


@pytest.mark.parametrize(("seconds", "is_kept"), [(-3600, False), (0, False), (1, False), (3, True), (3600, True)])
def test_a_source_that_changed_just_now_is_not_kept(tmp_path: Path, seconds: int, is_kept: bool) -> None:
    place = cached(stamp=STATE._replace(changed=_age_of_folder(tmp_path) - seconds * 10**9))
    put(place)
    assert (place.load() is not None) == is_kept
    assert len(files()) == is_kept


def test_the_moment_that_counts_is_before_the_source_is_read(tmp_path: Path) -> None:
    place = cached(stamp=STATE._replace(changed=_age_of_folder(tmp_path) - 19 * 10**8))
    with place.renewed() as keep:
        time.sleep(0.2)
        keep(DATA)
    assert place.load() is None


def test_a_reading_that_fails_leaves_what_was_kept(kept: Path) -> None:
    with pytest.raises(ZeroDivisionError), cached(stamp=STATE._replace(text="new")).renewed():
        raise ZeroDivisionError
    assert files() == [kept]
    assert cached().load() == DATA


def _file_for_a_folder(home: Path) -> None:
    (home / ".cache").write_text("")


def _link_in_a_circle(home: Path) -> None:
    (home / ".cache").symlink_to(".cache")


def _no_home(home: Path) -> None:
    home.rmdir()
    home.write_text("")


def _system_folder(home: Path) -> None:
    (home / ".cache").symlink_to("/proc")


@pytest.mark.parametrize("spoil", [_file_for_a_folder, _link_in_a_circle, _no_home, _system_folder])
def test_where_nothing_can_be_kept_nothing_fails(home: Path, spoil: Callable[[Path], None]) -> None:
    spoil(home)
    put(cached())
    assert cached().load() is None


def test_a_folder_taken_away_meanwhile_is_no_matter(kept: Path) -> None:
    with cached(stamp=STATE._replace(text="new")).renewed() as keep:
        for path in kept.parent.iterdir():
            path.unlink()
        kept.parent.rmdir()
        keep(DATA)
    assert files() == []
    put(cached())
    assert cached().load() == DATA


def test_a_folder_in_the_place_of_the_file_is_no_matter(kept: Path) -> None:
    kept.unlink()
    kept.mkdir()
    (kept / "file").touch()
    put(cached())
    assert cached().load() is None
    assert files() == [kept / "file"]


def test_what_killed_runs_left_is_cleared_away_and_what_is_long_unused(kept: Path) -> None:
    now = kept.stat().st_mtime
    ages = {
        "00000000-7.new": 120,
        "00000000-8.new": 5,
        "00000001.kept": 40 * DAY,
        "00000002.kept": 20 * DAY,
        "x": 99 * DAY,
    }
    for name, age in ages.items():
        (kept.parent / name).touch()
        os.utime(kept.parent / name, (now - age, now - age))
    put(cached())
    assert [path.name for path in files()] == sorted(["00000000-8.new", "00000002.kept", "x", kept.name])


def test_the_stamp_tells_every_change_of_a_file(tmp_path: Path) -> None:
    path, other = tmp_path / "file", tmp_path / "other"
    path.write_text("one")
    first = stamp_of(path)
    assert first is not None
    assert stamp_of(path) == first
    before = path.stat()
    time.sleep(0.02)  # the clock of the file system ticks

    path.write_text("two")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    changed = stamp_of(path)
    assert changed not in (first, None)

    other.write_text("six")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)
    assert stamp_of(path) not in (first, changed, None)


def test_the_stamp_follows_links_and_tells_two_paths_apart(tmp_path: Path) -> None:
    path, link = tmp_path / "file", tmp_path / "link"
    path.write_text("one")
    link.symlink_to(path)
    found, linked = stamp_of(path), stamp_of(link)
    assert found is not None
    assert linked is not None
    assert (found.changed, found.size) == (linked.changed, linked.size) == (path.stat().st_ctime_ns, 3)
    assert found.text != linked.text


@pytest.mark.parametrize("name", ["", "nowhere", "/dev/null", "a\0b", "x" * 5000])
def test_what_is_no_file_has_no_stamp(tmp_path: Path, name: str) -> None:
    assert stamp_of(tmp_path / name) is None
