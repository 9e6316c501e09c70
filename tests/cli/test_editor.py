"""`countdown edit` without options: the file in an editor, a draft that is checked before it takes its place."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from countdown.store.writer import HEADER
from tests.cli.conftest import Run
from tests.cli.editors import GOOD, NO_TOML, TEXT, draft_in, editor, replace


@pytest.fixture(autouse=True)
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that drafts are in."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder


@pytest.fixture
def path(events_file: Callable[[str], Path]) -> Path:
    return events_file(TEXT)


@pytest.fixture
def edit_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`edit_with(code)`: the editor runs Python `code` on the draft."""
    return lambda code, variable="EDITOR": monkeypatch.setenv(variable, editor(tmp_path, code))


def test_what_is_saved_takes_the_files_place(
    path: Path, run: Run, edit_with: Callable[..., None], drafts: Path
) -> None:
    path.chmod(0o640)
    edit_with(replace(GOOD))
    result = run("edit")
    assert (result.code, result.out, result.err) == (0, f"changed in {path}\n", "")
    assert path.read_text() == TEXT.replace("2030-01-01", GOOD)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(drafts.iterdir()) == []
    assert run("undo").out == f"undone: edit by hand  ({path})\n"
    assert path.read_text() == TEXT


@pytest.mark.parametrize("code", ["pass", "path.write_text(path.read_text())", "os.utime(path)"])
def test_what_is_not_changed_stays(
    path: Path, run: Run, edit_with: Callable[..., None], drafts: Path, code: str
) -> None:
    edit_with(code)
    before = path.stat()
    assert run("edit")[:2] == (0, f"nothing changed in {path}\n")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert list(drafts.iterdir()) == []
    assert run("undo").code == 1


def test_visual_comes_before_editor_and_what_is_blank_is_not_set(
    path: Path, run: Run, edit_with: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    edit_with(replace(GOOD), "VISUAL")
    monkeypatch.setenv("EDITOR", "false")
    assert run("edit").code == 0
    monkeypatch.setenv("VISUAL", " ")
    assert run("edit").err == "countdown: the editor 'false' ended with 1; the file is as it was\n"
    edit_with("pass")
    assert run("edit").code == 0


def test_without_any_editor_named_it_is_vi(
    path: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "bin" / "vi"
    script.parent.mkdir()
    script.write_text('#!/bin/sh\nprintf "# %s\\n" "$1" >> "$2"\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{script.parent}:/usr/bin:/bin")
    assert run("edit", "x").code == 0
    assert path.read_text() == TEXT + "# +2\n", "vi is told the line of the event"
    script.unlink()
    monkeypatch.setenv("PATH", str(script.parent))
    assert run("edit").err == "countdown: the editor 'vi' cannot be run: No such file or directory; set EDITOR\n"


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("false", "the editor 'false' ended with 1; the file is as it was"),
        ("sh -c 'kill -9 $$'", "was ended by signal 9; the file is as it was"),
        ("no-such-editor -w", "the editor 'no-such-editor -w' cannot be run: No such file or directory; set EDITOR"),
        ("vi 'x", "cannot be run: No closing quotation; set EDITOR"),
        ("/", "the editor '/' cannot be run: Permission denied; set EDITOR"),
        ("''", "cannot be run: "),
        ("rm", "the editor left no file: No such file or directory"),
    ],
)
def test_an_editor_that_fails_leaves_the_file_and_no_draft(
    path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, command: str, message: str
) -> None:
    monkeypatch.setenv("EDITOR", command)
    result = run("edit")
    assert (result.code, result.out) == (1, "")
    assert message in result.err
    assert result.err.count("\n") == 1
    assert path.read_text() == TEXT
    assert list(Path(os.environ["TMPDIR"]).iterdir()) == []


def test_an_editor_that_fails_after_it_saved_loses_nothing(
    path: Path, run: Run, edit_with: Callable[..., None]
) -> None:
    edit_with(f"{replace(GOOD)}\nsys.exit(3)")
    result = run("edit")
    assert result.code == 1
    assert "ended with 3; what you wrote is in " in result.err
    assert GOOD in draft_in(result.err).read_text()
    assert path.read_text() == TEXT


def test_a_file_that_is_new_begins_with_a_header(run: Run, tmp_path: Path, edit_with: Callable[..., None]) -> None:
    path = tmp_path / "a" / "new.toml"
    edit_with("pass")
    assert run("-f", str(path), "edit").code == 0
    assert not path.parent.exists()
    edit_with("path.write_text(path.read_text() + '# more\\n')")
    assert run("-f", str(path), "edit").code == 0
    assert path.read_text() == HEADER + "# more\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_where_nobody_can_be_asked_what_is_no_toml_is_kept_apart(
    path: Path, run: Run, edit_with: Callable[..., None]
) -> None:
    edit_with(replace(NO_TOML))
    result = run("edit")
    assert result.code == 1
    first, second = result.err.splitlines()
    assert first.startswith(f"{path}:4: not TOML: ")
    assert second.startswith(f"{path}: not saved, since this is no events file; what you wrote is in ")
    assert NO_TOML in draft_in(second).read_text()
    assert path.read_text() == TEXT


def test_another_writer_in_the_meantime_loses_nothing_and_neither_does_the_user(
    path: Path, run: Run, edit_with: Callable[..., None]
) -> None:
    other = "os.system(f'{sys.executable} -m countdown add Y 2030-01-01 >{os.devnull}')"
    edit_with(f"{other}\n{replace(GOOD)}")
    result = run("edit")
    assert result.code == 1
    assert result.err.startswith(f"{path}: was changed by another in the meantime; what you wrote is in ")
    assert GOOD in draft_in(result.err).read_text()
    assert path.read_text().startswith(TEXT + "\n[events.y]")


def test_a_file_that_is_broken_is_mended_in_the_editor(path: Path, run: Run, edit_with: Callable[..., None]) -> None:
    path.write_text(TEXT.replace("2030-01-01", NO_TOML))
    edit_with("pass")
    assert run("edit")[:2] == (0, f"nothing changed in {path}\n")
    edit_with(f"path.write_text(path.read_text().replace({NO_TOML!r}, {GOOD!r}))")
    assert run("edit") == (0, f"changed in {path}\n", "")
    assert path.read_text() == TEXT.replace("2030-01-01", GOOD)
