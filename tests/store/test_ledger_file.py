"""The ledger's file: broken, cut off, of another version, in use; set aside once, never torn, always one sentence."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from countdown.errors import CountdownError
from countdown.store import ledger_file
from countdown.store.ledger import open_ledger, read_ledger
from countdown.store.ledger_file import ledger_path
from tests.build import at

NOW = at("2026-11-24T09:00")
TOLD = [("expo", "2026-11-26", f"{number}d") for number in range(300)]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_file, "BUSY_SECONDS", 0.2)


@pytest.fixture
def path() -> Path:
    """A ledger that holds something."""
    use()
    return ledger_path()


def use() -> list[str]:
    """A run's use of the ledger; the warnings that it gave."""
    warnings: list[str] = []
    with open_ledger(lambda error: warnings.append(str(error))) as ledger:
        ledger.record("terminal", TOLD, NOW)
        ledger.ran("terminal", ["a"], NOW)
    return warnings


def knows() -> bool:
    """Whether a run finds what was recorded."""
    with open_ledger(lambda _: None) as ledger:
        return "expo" in ledger.past("terminal", NOW)


def refusal() -> str:
    with pytest.raises(CountdownError) as caught:
        use()
    return str(caught.value)


def names(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir()}


def _write_text(path: Path) -> None:
    path.write_bytes(b"what is this\n" * 1000)


def _cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _drop_a_table(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("DROP TABLE told")
    other.close()


def _negative_version(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = -1")
    other.close()


def _somebody_elses(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE told (x)")
    other.close()


def _zero_a_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 * 2 : 4096 * 3] = bytes(4096)
    path.write_bytes(data)


@pytest.mark.parametrize(
    "spoil",
    [_write_text, _cut_off, _drop_a_table, _negative_version, _somebody_elses, _zero_a_page],
)
def test_a_broken_one_is_set_aside_and_that_said_once(path: Path, spoil: Callable[[Path], None]) -> None:
    spoil(path)
    broken = path.read_bytes()
    (warning,) = use()
    assert warning.startswith(f"{path}: broken (")
    assert warning.endswith("), so it was set aside as ledger.db.broken-1 and a new one begun")
    assert warning.count("\n") == 0
    assert path.with_name("ledger.db.broken-1").read_bytes() == broken
    assert use() == []
    assert knows()
    spoil(path)
    assert "ledger.db.broken-2" in use()[0], "the one before is kept"


@pytest.mark.parametrize("data", [b"", b"x"])
def test_an_empty_file_is_a_new_ledger(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert not knows()
    assert use() == []


def test_a_log_without_its_ledger_is_not_taken_for_the_new_ones(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("INSERT INTO told VALUES ('old', '2026-11-26', '7d', 'terminal', '2026-11-24')")
    other.commit()
    log = path.with_name("ledger.db-wal").read_bytes()
    other.close()
    assert b"old" in log
    path.with_name("ledger.db-wal").write_bytes(log)
    path.write_bytes(b"garbage" * 1000)
    assert len(use()) == 1
    with open_ledger(lambda _: None) as ledger:
        assert ledger.last_told("old", NOW) is None
        assert ledger.last_told("expo", NOW) is not None


def test_a_newer_one_is_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 2")
    other.close()
    before = path.read_bytes()
    assert refusal() == (
        f"{path}: of a newer version of countdown (2, and this one knows 1); use that version, or move the file away"
    )
    assert path.read_bytes() == before
    assert names(path) == {"ledger.db", "ledger.lock"}


def test_a_folder_in_its_place(path: Path) -> None:
    path.unlink()
    path.mkdir()
    assert refusal() == f"{path}: cannot be used: this is a folder; move it away"


def test_a_file_where_its_folder_should_be(home: Path) -> None:
    (home / ".local").write_text("")
    assert refusal() == f"{ledger_path()}: cannot be used: Not a directory"


def test_another_run_has_it(path: Path) -> None:
    with open_ledger(lambda _: None):
        assert refusal() == f"{path}: cannot be used: in use by another run; try again when that is done"
        with read_ledger() as ledger:
            assert ledger is not None
            assert "expo" in ledger.past("terminal", NOW)
    assert use() == []


def test_another_program_has_it(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert refusal() == f"{path}: cannot be used: in use by another run; try again when that is done"
    other.close()
    assert use() == []


def test_the_lock_goes_with_its_process(path: Path) -> None:
    hold = (
        "import os\nfrom countdown.store.ledger import open_ledger\n"
        "with open_ledger(print) as ledger:\n ledger.last_told('x', __import__('datetime').datetime(2026, 1, 1))\n os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", hold], check=False, timeout=60)
    assert done.returncode == -9
    assert use() == []


@pytest.mark.parametrize("garbage", [b"garbage" * 1000, b"x"])
def test_garbage_in_the_lock_is_no_matter(path: Path, garbage: bytes) -> None:
    path.with_name("ledger.lock").write_bytes(garbage)
    assert use() == []
    with open_ledger(lambda _: None):
        assert "in use" in refusal()


def test_to_read_sets_nothing_aside(path: Path) -> None:
    path.write_bytes(b"garbage" * 1000)
    with pytest.raises(CountdownError, match=r"broken \(.*\); a run sets it aside"), read_ledger():
        pass
    assert names(path) == {"ledger.db", "ledger.lock"}


def test_moments_that_are_none(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("UPDATE run SET at = '2026-x'")
    other.close()
    said = r"it holds '2026-x' for a moment; move the file away"
    with open_ledger(lambda _: None) as ledger, pytest.raises(CountdownError, match=said):
        ledger.last_run("terminal", "a", at("2027-01-01T00:00"))


def test_cut_off_anywhere_it_opens(path: Path) -> None:
    whole = path.read_bytes()
    for length in {*range(0, len(whole), 2048), *range(0, 120, 20), len(whole) - 1}:
        path.write_bytes(whole[:length])
        assert len(use()) <= 1
        assert knows()
    for file in path.parent.glob("*.broken-*"):
        file.unlink()


def test_flipped_bits_anywhere_are_no_traceback(path: Path) -> None:
    whole = path.read_bytes()
    chance = random.Random(5)
    for _ in range(50):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 1, 3, 50))):
            data[chance.choice((chance.randrange(200), chance.randrange(len(data))))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        refused = []
        try:
            assert len(use()) <= 1
            knows()
        except CountdownError as error:
            refused = [str(error)]
        assert all(line.startswith(f"{path}: ") and "\n" not in line for line in refused)
        for file in path.parent.glob("ledger.db*"):
            file.unlink()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write what is read-only")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_read_only(path: Path, what: str) -> None:
    (path if what == "file" else path.parent).chmod(0o400 if what == "file" else 0o500)
    try:
        assert "have to be writable" in refusal()
    finally:
        path.parent.chmod(0o700)
