"""`countdown edit` in a terminal, where it can ask what to do about a problem."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tests.cli.conftest import Result
from tests.cli.editors import BAD, GOOD, NO_TOML, TEXT, draft_in, editor, replace

pytestmark = pytest.mark.slow
ASKED = r"\(e\)dit again, .*: "


@pytest.fixture
def path(events_file: Callable[[str], Path]) -> Path:
    return events_file(TEXT)


@pytest.fixture
def edit_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """`edit_with(code)`: the editor runs Python `code` on the draft, which is in a folder of the test's own."""
    (tmp_path / "drafts").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "drafts"))
    return lambda code: monkeypatch.setenv("EDITOR", editor(tmp_path, code))


def terminal(*args: str) -> Any:
    """The command in a terminal."""
    return pexpect.spawn(sys.executable, ["-m", "countdown", *args], encoding="utf-8", timeout=30, dimensions=(24, 200))


def ended(child: Any) -> Result:
    child.expect(pexpect.EOF)
    child.close()
    return Result(child.exitstatus, str(child.before), "")


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ("k", BAD),
        ("d", "2030-01-01"),
        ("ed", "2030-01-01"),
        ("eek", BAD),
        ("zk", BAD),
        ("\nk", BAD),
    ],
)
def test_a_problem_is_shown_and_the_user_is_asked(
    path: Path, edit_with: Callable[[str], None], answers: str, text: str
) -> None:
    edit_with(replace(BAD))
    child = terminal("edit")
    child.expect_exact(f"{path}:4: events.x.start: '2031-02-30' is not a date: February 2031 has 28 days")
    for answer in answers:
        child.expect(ASKED)
        child.sendline(answer.strip())
    result = ended(child)
    assert result.code == 0
    assert ("nothing changed in" if text == "2030-01-01" else "changed in") in result.out
    assert path.read_text() == TEXT.replace("2030-01-01", text)
    assert list(Path(os.environ["TMPDIR"]).iterdir()) == []


def test_what_is_mended_at_the_second_try_is_saved(path: Path, edit_with: Callable[[str], None]) -> None:
    edit_with(f"path.write_text(path.read_text().replace({NO_TOML!r}, {GOOD!r}).replace('2030-01-01', {NO_TOML!r}))")
    child = terminal("edit")
    child.expect(ASKED)
    assert "not TOML" in child.before
    child.sendline("e")
    assert ended(child).code == 0
    assert path.read_text() == TEXT.replace("2030-01-01", GOOD)


@pytest.mark.parametrize(("answer", "code"), [("k\n", 1), ("\x04", 130), ("\x03", 130)])
def test_what_is_no_toml_can_be_kept_apart(
    path: Path, edit_with: Callable[[str], None], answer: str, code: int
) -> None:
    edit_with(replace(NO_TOML))
    child = terminal("edit")
    child.expect(r"\(k\)eep it apart.*: ")
    child.send(answer)
    result = ended(child)
    assert result.code == code
    assert NO_TOML in draft_in(result.out).read_text()
    assert path.read_text() == TEXT


def test_ctrl_c_in_the_editor_is_the_editors_own(path: Path, edit_with: Callable[[str], None]) -> None:
    edit_with(
        "signal.signal(signal.SIGINT, lambda *_: path.write_text('# interrupted\\n') and sys.exit(0))\n"
        "print('editing', flush=True)\ntime.sleep(30)"
    )
    child = terminal("edit")
    child.expect("editing")
    child.sendintr()
    assert ended(child).code == 0
    assert path.read_text() == "# interrupted\n"


@pytest.mark.system
@pytest.mark.skipif(shutil.which("ed") is None, reason="needs ed")
def test_a_real_editor(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "ed -p '>'")
    child = terminal("edit", "x")
    for line in ("/start/s/2030/2031", "w", "q"):
        child.expect(">")
        child.sendline(line)
    assert "changed in" in ended(child).out
    assert path.read_text() == TEXT.replace("2030", "2031")


@pytest.mark.system
@pytest.mark.skipif(shutil.which("vi") is None, reason="needs vi")
def test_vi_keeps_running_after_ctrl_c(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "vi")
    monkeypatch.setenv("TERM", "xterm")
    child = terminal("edit", "x")
    child.expect("# mine")
    child.send("A # here")
    child.expect("h.*e.*r.*e")
    child.sendintr()
    child.send("\x1b:wq\r")
    assert ended(child).code == 0
    assert path.read_text() == TEXT.replace("[events.x]", "[events.x] # here")
