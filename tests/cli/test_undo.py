"""`countdown undo`: the bytes before the last change, again and again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.editors import editor

NOW = ("--now", "2026-11-24T09:00")
TEXT = "# mine\r\n[events.x]   \r\nname = 'X'\r\nstart = 2030-01-01"


@pytest.fixture
def path(events_file: Callable[[str], Path]) -> Path:
    return events_file(TEXT)


def at_second(second: int) -> None:
    """Let the latest step be kept at that `second`, so that no two are at the same tick."""
    for file in sorted((Path(os.environ["HOME"]) / ".local/state/countdown/undo").rglob("*.step")):
        if file.stat().st_mtime_ns > 10**18:
            os.utime(file, (second, second))


def test_thirty_changes_of_every_kind_are_taken_back_byte_by_byte(path: Path, run: Run) -> None:
    seen = [path.read_bytes()]
    for number in range(10):
        for change in (
            ("add", f"New {number}", "2030-01-01"),
            ("edit", f"new-{number}", "--note", "n\n\r"),
            ("remove", f"new-{number}") if number % 2 else ("edit", "x", "--where", f"w{number}"),
        ):
            assert run(*change, *NOW).code == 0
            seen.append(path.read_bytes())
    while len(seen) > 1:
        seen.pop()
        assert run("undo").code == 0
        assert path.read_bytes() == seen[-1]
    assert path.read_bytes() == TEXT.encode()
    assert run("undo") == (1, "", "countdown: there is no change to undo\n")


def test_list_tells_the_changes_latest_first(path: Path, run: Run, viewer: Callable[[str], None]) -> None:
    run("add", "Y", "2030-01-01", "--now", "2026-11-24T09:00")
    run("edit", "y", "--pin", "--now", "2026-11-24T10:00")
    run("remove", "x", "y", "--now", "2026-11-25")
    assert run("undo", "--list").out == (
        f"2026-11-25 00:00  remove x y  ({path})\n"
        f"2026-11-24 10:00  edit y  ({path})\n"
        f"2026-11-24 09:00  add y  ({path})\n"
    )
    viewer("Asia/Tokyo")
    assert "2026-11-24 18:00  add y" in run("undo", "--list").out
    assert run("undo").out == f"undone: remove x y  ({path})\n"
    assert "remove" not in run("undo", "--list").out


def test_nothing_to_undo_is_said(run: Run, home: Path) -> None:
    assert run("undo") == (1, "", "countdown: there is no change to undo\n")
    assert run("undo", "--list") == (0, "", "countdown: there is no change to undo\n")
    assert list(home.rglob("*")) == []


@pytest.mark.parametrize(
    ("by_hand", "shown"),
    [
        (lambda data: data.replace(b"'X'", b"'by hand'"), "-name = 'X'\\r\n+name = 'by hand'\\r\n"),
        (lambda data: data.replace(b"\r\n", b"\n"), "-name = 'X'\\r\n"),
        (lambda data: data + b"\n", "+\n"),
        (lambda data: data.rstrip(), "-\n"),
        (lambda data: b"\xef\xbb\xbf" + data, "-# mine\\r\n+\ufeff# mine\\r\n"),
        (lambda data: data.replace(b"mine", b"\xff\x1b[31m"), "+# \\xff\\x1b[31m\\r\n"),
        (lambda data: b"", "-# mine\\r\n"),
    ],
)
def test_what_was_changed_by_hand_since_stays_and_the_difference_is_shown(
    path: Path, run: Run, by_hand: Callable[[bytes], bytes], shown: str
) -> None:
    run("add", "Y", "2030-01-01", *NOW)
    left = path.read_bytes()
    path.write_bytes(by_hand(left))
    found = path.read_bytes()
    for _ in range(2):
        result = run("undo")
        assert result.code == 1
        assert result.err == (
            f"{path}: was changed by hand since 'add y', which is not undone; the difference is above\n"
        )
        assert result.out.startswith(f"--- {path}, as countdown left it\n+++ {path}, as it is\n@@ ")
        assert shown in result.out
        assert path.read_bytes() == found
    path.write_bytes(left)
    assert run("undo").code == 0
    assert path.read_bytes() == TEXT.encode()


def test_a_file_that_is_gone_is_a_change_by_hand(path: Path, run: Run) -> None:
    run("add", "Y", "2030-01-01", *NOW)
    path.unlink()
    result = run("undo")
    assert result.code == 1
    assert "was changed by hand since 'add y'" in result.err
    assert not path.exists()


def test_a_file_that_add_began_goes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    run("-f", str(path), "add", "X", "tomorrow", *NOW)
    assert run("-f", str(path), "undo").code == 0
    assert not path.exists()
    run("-f", str(path), "add", "X", "tomorrow", *NOW)
    assert path.exists()


def test_an_edit_by_hand_through_countdown_is_taken_back_too(
    path: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, "path.write_bytes(b'# all new')"))
    run("edit", "x", "--pin", *NOW)
    run("edit")
    assert path.read_bytes() == b"# all new"
    assert run("undo").out == f"undone: edit by hand  ({path})\n"
    assert run("undo").out == f"undone: edit x  ({path})\n"
    assert path.read_bytes() == TEXT.encode()


def test_the_latest_change_of_all_files_in_use_is_the_first_to_go(run: Run, tmp_path: Path) -> None:
    one, two = tmp_path / "1.toml", tmp_path / "2.toml"
    for second, (path, name) in enumerate([(one, "A"), (two, "B"), (one, "C"), (two, "D")], 1):
        run("-f", str(path), "add", name, "2030-01-01", *NOW)
        at_second(second)
    files = ("-f", str(one), "-f", str(two))
    listed = [line.split()[3] for line in run(*files, "undo", "--list").out.splitlines()]
    assert listed == ["d", "c", "b", "a"]
    assert run("-f", str(one), "undo").out == f"undone: add c  ({one})\n", "of the files that are named"
    assert [run(*files, "undo").out for _ in range(3)] == [
        f"undone: add d  ({two})\n", f"undone: add b  ({two})\n", f"undone: add a  ({one})\n",
    ]  # fmt: skip
    assert not one.exists()
    assert not two.exists()


def test_a_dry_run_and_a_change_that_changes_nothing_are_no_steps(path: Path, run: Run) -> None:
    run("add", "Y", "2030-01-01", "--dry-run", *NOW)
    run("edit", "x", "--name", "Y", "--dry-run", *NOW)
    run("edit", "x", "--no-end", *NOW)
    assert run("undo", "--list").out == ""
    assert path.read_bytes() == TEXT.encode()


def test_a_link_and_its_target_have_one_history(path: Path, run: Run, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    run("-f", str(link), "add", "Y", "2030-01-01", *NOW)
    assert run("undo").code == 0
    assert link.is_symlink()
    assert path.read_bytes() == TEXT.encode()


def test_a_file_that_is_no_longer_toml_can_still_be_taken_back(path: Path, run: Run) -> None:
    path.write_bytes(b"[events.x]\nname = 'X'\nstart = 2030-01-01\n")
    run("remove", "x")
    path.write_bytes(b"[oops")
    assert "-\n+[oops\n" in run("undo").out
    path.write_bytes(b"")
    assert run("undo").code == 0


def test_steps_that_cannot_be_read_are_passed_over(path: Path, run: Run, home: Path) -> None:
    run("add", "Y", "2030-01-01", *NOW)
    (step,) = home.rglob("*.step")
    for number, data in enumerate([b"", b"\x00", step.read_bytes()[:-5]], 2):
        step.with_name(f"{number:08}.step").write_bytes(data)
    (step.parent / "notes.step").write_bytes(b"x")
    assert run("undo").out == f"undone: add y  ({path})\n"
