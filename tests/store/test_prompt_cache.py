"""The file that a shell's prompt is read from."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from countdown.store.prompt_cache import (
    LATER,
    PromptOptions,
    Sources,
    environment,
    is_current,
    prompt_file,
    prompt_files,
    prompt_folder,
)  # fmt: skip

OPTIONS = PromptOptions("30d", "{name}\t{days}")
DAY = "2026-11-24"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "events.toml"
    path.write_text("one")
    os.utime(path, ns=(1_700_000_000_000_000_123, 1_700_000_000_000_000_123))
    return path


@pytest.fixture
def cache(source: Path) -> Path:
    path = prompt_file(OPTIONS)
    assert Sources([source]).write(path, DAY, OPTIONS, [(DAY, "2 days  Expo"), ("2026-11-25", "")])
    return path


def test_its_lines(cache: Path, source: Path) -> None:
    stamp = f"{cache}.1700000000000000123"
    assert cache.read_text().splitlines() == [
        f"countdown prompt 1\t{DAY}",
        'options\t2\t{"within":"30d","template":"{name}\\t{days}"}',
        f"source\t{stamp}\t1700000000000000123/3\t{source}",
        f"{DAY}\t2 days  Expo",
        "2026-11-25\t",
    ]
    assert Path(stamp).stat().st_mtime_ns == source.stat().st_mtime_ns
    assert prompt_files() == [(cache, OPTIONS)]


def test_it_is_for_its_owner_alone(cache: Path) -> None:
    assert {path.stat().st_mode & 0o777 for path in cache.parent.iterdir()} == {0o600}
    assert cache.parent.stat().st_mode & 0o777 == 0o700


def test_it_is_current_until_a_source_changes(cache: Path, source: Path) -> None:
    assert is_current(cache, DAY)
    assert not is_current(cache, "2026-11-25")
    modified = source.stat().st_mtime_ns
    source.write_text("longer")
    os.utime(source, ns=(modified, modified))
    assert not is_current(cache, DAY), "of another size"
    source.write_text("two")
    os.utime(source, ns=(modified - 1, modified - 1))
    assert not is_current(cache, DAY), "older"
    source.unlink()
    assert not is_current(cache, DAY), "gone"


def test_a_source_that_appears_is_a_change(tmp_path: Path) -> None:
    path, source = prompt_file(OPTIONS), tmp_path / "later.toml"
    Sources([source]).write(path, DAY, OPTIONS, [])
    assert is_current(path, DAY)
    stamp = Path(path.read_text().splitlines()[2].split("\t")[1])
    assert not stamp.exists(), "so that a shell finds the source newer once it is there"
    source.touch()
    assert not is_current(path, DAY)


def test_what_is_to_be_made_again_at_leisure_is_no_matter_of_the_day(source: Path) -> None:
    path = prompt_file(OPTIONS)
    Sources([source]).write(path, LATER, OPTIONS, [])
    assert is_current(path, "2030-01-01")


def test_where_clocks_tick_in_seconds_what_has_just_changed_is_read_again(tmp_path: Path) -> None:
    path, source = prompt_file(OPTIONS), tmp_path / "events.toml"
    source.touch()
    second = source.stat().st_mtime_ns // 1_000_000_000 * 1_000_000_000
    for modified, is_there in ((second, False), (second + 1, True), (second - 9_000_000_000, True)):
        os.utime(source, ns=(modified, modified))
        Sources([source]).write(path, DAY, OPTIONS, [])
        assert Path(path.read_text().splitlines()[2].split("\t")[1]).exists() is is_there


def test_a_path_that_no_line_can_hold_is_left_out(tmp_path: Path) -> None:
    path = prompt_file(OPTIONS)
    assert Sources([tmp_path / "a\nb", tmp_path / "a\tb"]).write(path, DAY, OPTIONS, [])
    assert len(path.read_text().splitlines()) == 2


@pytest.mark.parametrize(
    "text",
    [b"", b"\xff\xfe", b"countdown prompt 1\n", b"countdown prompt 1\t2026-11-24\noptions\t1\t{", b"x" * (2 << 20)],
)
def test_a_spoilt_one_is_none(cache: Path, text: bytes) -> None:
    cache.write_bytes(text)
    assert not is_current(cache, DAY)
    assert prompt_files() == []


def test_old_stamps_go_and_those_of_others_stay(cache: Path, source: Path) -> None:
    other = prompt_file(PromptOptions())
    Sources([source]).write(other, DAY, PromptOptions(), [])
    source.write_text("changed")
    Sources([source]).write(cache, DAY, OPTIONS, [])
    stamps = [path.name for path in cache.parent.iterdir() if "." in path.name]
    assert sorted(name.partition(".")[0] for name in stamps) == sorted([cache.name, other.name])


def test_a_stamp_that_is_right_is_not_written_again(cache: Path, source: Path) -> None:
    (stamp,) = cache.parent.glob("*.*")
    before = stamp.stat().st_ctime_ns
    assert Sources([source]).write(cache, DAY, OPTIONS, [])
    assert stamp.stat().st_ctime_ns == before
    os.utime(stamp)
    assert Sources([source]).write(cache, DAY, OPTIONS, [])
    assert stamp.stat().st_mtime_ns == source.stat().st_mtime_ns


def test_what_would_keep_its_reader_waiting_is_known(tmp_path: Path, source: Path) -> None:
    assert Sources([source, tmp_path, tmp_path / "gone"]).can_be_read
    os.mkfifo(tmp_path / "pipe")
    assert not Sources([source, tmp_path / "pipe"]).can_be_read


def test_a_folder_that_cannot_be_used_is_no_error(source: Path) -> None:
    prompt_folder().parent.mkdir(parents=True)
    prompt_folder().write_text("in the way")
    assert not Sources([source]).write(prompt_file(OPTIONS), DAY, OPTIONS, [])
    assert prompt_files() == []


def test_another_set_up_has_another_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = {prompt_file(OPTIONS), prompt_file(PromptOptions())}
    for name, value in (("COUNTDOWN_FILE", "a.toml"), ("COUNTDOWN_CONFIG", "c.toml"), ("TZ", "Asia/Tokyo")):
        monkeypatch.setenv(name, value)
        found.add(prompt_file(OPTIONS))
    assert len(found) == 5
    monkeypatch.chdir(tmp_path)
    assert environment() == {"COUNTDOWN_FILE": str(tmp_path / "a.toml"), "COUNTDOWN_CONFIG": str(tmp_path / "c.toml")}
