"""`remove` and `undo` of events in a vdir with `write = true`: whole commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_undo import at_second
from tests.cli.vdirs import NOW, WRITABLE, items, put
from tests.store.ics import START, calendar, vevent


def test_remove_takes_the_file_or_the_components(run: Run, vdir: Path) -> None:
    one = put(vdir, *vevent(START, uid="a", name="One"))
    two = put(vdir, *vevent(START, uid="b", name="Two"), *vevent(START, uid="c", name="Three"), name="b.ics")
    result = run("remove", "work/one", "two", *NOW)
    assert (result.code, result.err) == (0, "")
    assert result.out == f"removed work/one (One) from {one}\nremoved work/two (Two) from {two}\n"
    assert not one.exists()
    assert two.read_bytes() == calendar(*vevent(START, uid="c", name="Three")).encode()


def test_several_that_match_are_listed(run: Run, vdir: Path) -> None:
    put(vdir, *vevent(START, uid="a", name="Call Ada"), *vevent(START, uid="b", name="Call Bob"))
    result = run("remove", "call", *NOW)
    assert (result.code, result.err) == (
        1, "countdown: 'call' could be several events; write one of work/call-ada, work/call-bob\n"
    )  # fmt: skip


def test_a_calendar_that_is_only_read_says_so_as_before(
    run: Run, vdir: Path, vdir_config: Callable[[str], None]
) -> None:
    vdir_config(WRITABLE.replace("write = true", ""))
    path = put(vdir, *vevent(START))
    for command in (("edit", "work/it", "--name", "x"), ("remove", "work/it"), ("edit", "work/it")):
        result = run(*command, *NOW)
        told = "is kept in a calendar, so it cannot be changed here; change it where the calendar comes from"
        assert (result.code, result.err) == (1, f"{path}:3: work/it {told}\n")


def test_what_was_changed_by_another_meanwhile_is_what_is_changed(
    run: Run, vdir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from countdown.store import safe_file

    path = put(vdir, *vevent(START))
    write = safe_file._write
    synced = calendar(*vevent(START, "LOCATION:Synced")).encode()

    def write_after_a_sync(new: Path, data: bytes, old: Path) -> None:
        write(new, data, old)
        if b"Synced" not in path.read_bytes():
            path.write_bytes(synced)

    monkeypatch.setattr(safe_file, "_write", write_after_a_sync)
    assert run("edit", "work/it", "--name", "Mine", *NOW).code == 0
    assert b"LOCATION:Synced" in path.read_bytes()
    assert b"SUMMARY:Mine" in path.read_bytes()
    assert run("undo").code == 0
    assert path.read_bytes() == synced
    path.unlink()
    assert run("edit", "work/it", "--name", "Mine", *NOW).code == 1


def test_undo_takes_every_kind_of_change_back_byte_by_byte(run: Run, vdir: Path) -> None:
    put(vdir, *vevent(START, uid="a", name="One"), *vevent(START, uid="b", name="Two"))
    seen = [{path.name: path.read_bytes() for path in items(vdir)}]
    second = 1
    for change in (
        ("add", "New", "2026-12-24", "--to", "work"), ("edit", "work/new", "--where", "There"),
        ("add", "Own", "2026-12-25"), ("remove", "work/one"), ("remove", "work/two"), ("remove", "work/new"),
    ):  # fmt: skip
        assert run(*change, *NOW).code == 0
        at_second(second)
        second += 1
        seen.append({path.name: path.read_bytes() for path in items(vdir)})
    assert seen[-1] == {}
    listed = run("undo", "--list").out.splitlines()
    assert [line.split("  ")[1] for line in listed] == [
        "remove work/new", "remove work/two", "remove work/one", "add own", "edit work/new", "add work/new",
    ]  # fmt: skip
    assert listed[1].endswith(f"({vdir}/a.ics)")
    while len(seen) > 1:
        seen.pop()
        assert run("undo").code == 0
        assert {path.name: path.read_bytes() for path in items(vdir)} == seen[-1]
    assert run("undo").code == 1


def test_undo_leaves_what_was_changed_since(run: Run, vdir: Path) -> None:
    path = put(vdir, *vevent(START))
    assert run("edit", "work/it", "--name", "Mine", *NOW).code == 0
    path.write_bytes(path.read_bytes().replace(b"Mine", b"Theirs"))
    result = run("undo")
    assert result.code == 1
    assert "+SUMMARY:Theirs" in result.out
    assert (
        result.err
        == f"{path}: was changed by hand since 'edit work/it', which is not undone; the difference is above\n"
    )
    path.unlink()
    assert run("undo").code == 1
    assert not path.exists()


def test_a_run_that_names_its_files_changes_no_calendar(run: Run, vdir: Path) -> None:
    put(vdir, *vevent(START))
    run("remove", "work/it", *NOW)
    (vdir.parent / "own.toml").write_text("")
    assert run("undo", "-f", str(vdir.parent / "own.toml")).code == 1
    assert items(vdir) == []
    assert run("undo").code == 0


def test_nothing_that_another_program_would_carry_is_left_behind(run: Run, vdir: Path) -> None:
    run("add", "X", "2026-12-24", "--to", "work", *NOW)
    run("edit", "work/x", "--note", "n", *NOW)
    others = {path.name for path in vdir.iterdir()} - {path.name for path in items(vdir)}
    assert others == {".countdown-lock.tmp"}


def test_a_link_that_leads_out_of_the_vdir_is_left_alone(run: Run, vdir: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.ics").write_text(calendar(*vevent(START)))
    (vdir / "a.ics").symlink_to(tmp_path / "elsewhere.ics")
    result = run("remove", "work/it", *NOW)
    assert result.err == f"{vdir}/a.ics: this leads out of its folder, so it cannot be changed\n"
    assert (vdir / "a.ics").is_symlink()


@pytest.mark.parametrize("source", ["https://example.org/x.ics", "holidays:DE", "trip.ics"])
def test_write_is_for_folders(run: Run, vdir: Path, vdir_config: Callable[[str], None], source: str) -> None:
    vdir_config(f'[calendars.work]\nsource = "{source}"\nwrite = true\n')
    assert run("config").err == (
        f"{vdir.parent}/config.toml:3: calendars.work.write: only a vdir folder is written to; "
        "take this away, or name a folder as the source\n"
    )
