"""A file is changed whole or not at all; what keeps it from that is told with what to do about it."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from countdown.errors import CountdownError
from countdown.store import safe_file

WRITE = """
import sys
from pathlib import Path
from countdown.errors import CountdownError
from countdown.store import safe_file
path = Path(sys.argv[1])
try:
    with safe_file.locked(path, "it"):
        safe_file.read_bytes(path, "it")
        safe_file.replace(path, b"new", "it")
except CountdownError as error:
    print(error)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder / "it.toml"


def write(path: Path, data: bytes) -> None:
    with safe_file.locked(path, "it"):
        safe_file.replace(path, data, "it")


def unprivileged(path: Path) -> str:
    """What a process to which the modes of files apply, root's do not by themselves, says when it writes."""
    drop = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("needs setpriv where root runs the tests")
    command = [*(drop if os.geteuid() == 0 else []), sys.executable, "-c", WRITE, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    return done.stdout.rstrip("\n")


def test_a_file_that_is_not_there_holds_nothing(path: Path) -> None:
    assert safe_file.read_bytes(path, "it") is None
    assert safe_file.read_bytes(path / "below", "it") is None
    write(path, b"")
    assert safe_file.read_bytes(path, "it") == b""
    assert safe_file.read_bytes(path / "below a file", "it") is None


def test_a_replaced_file_keeps_its_mode_and_leaves_nothing_behind_but_its_lock(path: Path) -> None:
    for mode in (0o640, 0o604, 0o755):
        path.write_bytes(b"old")
        path.chmod(mode)
        write(path, b"new")
        assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", mode)
        assert sorted(file.name for file in path.parent.iterdir()) == [".it.toml.lock", "it.toml"]
        path.chmod(0o600)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_replaced_file_keeps_its_owner(path: Path) -> None:
    path.write_bytes(b"old")
    os.chown(path, 12345, 23456)
    write(path, b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 23456)


def test_one_name_is_replaced_and_other_names_of_the_same_file_stay(path: Path) -> None:
    path.write_bytes(b"old")
    (path.parent / "other").hardlink_to(path)
    write(path, b"new")
    assert (path.parent / "other").read_bytes() == b"old"


def test_what_a_killed_run_left_is_written_over(path: Path) -> None:
    left = path.with_name(".it.toml.new")
    left.write_bytes(b"half")
    left.chmod(0o400)
    write(path, b"new")
    assert path.read_bytes() == b"new"
    assert not left.exists()


def test_a_link_in_the_place_of_the_unfinished_file_is_not_followed(path: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    path.with_name(".it.toml.new").symlink_to(victim)
    write(path, b"new")
    assert victim.read_bytes() == b"mine"
    assert path.read_bytes() == b"new"
    assert not path.is_symlink()


def test_the_lock_of_a_dead_process_is_free(path: Path) -> None:
    code = f"import os; from pathlib import Path; from countdown.store.safe_file import locked\nlocked(Path({str(path)!r}), 'it').__enter__(); os._exit(9)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 9
    assert path.with_name(".it.toml.lock").exists()
    write(path, b"new")
    assert path.read_bytes() == b"new"


def test_the_lock_keeps_others_out_and_then_lets_them_in(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiter = threading.Thread(target=write, args=(path, b"second"))
    with safe_file.locked(path, "it"):
        waiter.start()
        safe_file.replace(path, b"first", "it")
        waiter.join(0.1)
        assert waiter.is_alive()
        assert path.read_bytes() == b"first"
    waiter.join(30)
    assert path.read_bytes() == b"second"

    monkeypatch.setattr(safe_file, "LOCK_SECONDS", 0.05)
    told: list[str] = []

    def refused() -> None:
        try:
            write(path, b"third")
        except CountdownError as error:
            told.append(str(error))

    with safe_file.locked(path, "it"):
        late = threading.Thread(target=refused)
        late.start()
        late.join(30)
    assert told == [f"it: being changed by process {os.getpid()} for over 0 s; try again when that is done"]
    assert path.read_bytes() == b"second"


def test_a_folder_that_may_not_be_written(path: Path) -> None:
    path.write_bytes(b"old")
    path.parent.chmod(0o500)
    sentence = "it: cannot be changed: Permission denied; its folder has to be writable; the file is as it was"
    assert unprivileged(path) == sentence
    path.parent.chmod(0o700)
    path.with_name(".it.toml.lock").write_text("")
    path.parent.chmod(0o500)
    assert unprivileged(path) == sentence
    path.parent.chmod(0o700)
    assert path.read_bytes() == b"old"


def test_a_lock_of_another_user_is_named(path: Path) -> None:
    lock = path.with_name(".it.toml.lock")
    lock.write_text("")
    lock.chmod(0o000)
    assert unprivileged(path) == (
        f"it: cannot be changed: Permission denied; {lock} has to be writable; the file is as it was"
    )


def test_a_file_that_may_not_be_read_stays_and_one_that_may_not_be_written_is_replaced(path: Path) -> None:
    path.write_bytes(b"old")
    path.chmod(0o000)
    assert unprivileged(path) == "it: cannot be read: Permission denied"
    path.chmod(0o400)
    assert unprivileged(path) == ""
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o400)


def test_a_folder_that_cannot_be_made_is_named(path: Path) -> None:
    path.parent.chmod(0o500)
    made = path.parent / "a" / "b" / "it.toml"
    assert unprivileged(made) == f"it: its folder cannot be made: {path.parent}/a: Permission denied"
    path.parent.chmod(0o700)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    for folder in (tmp_path, Path("/")):
        with pytest.raises(CountdownError, match=r"^it: this is a folder; name the file in it$"):
            safe_file.read_bytes(folder, "it")


def test_an_error_of_the_system_removes_the_unfinished_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CountdownError) as caught:
        write(path, b"new")
    assert str(caught.value) == (
        "it: cannot be changed: No space left on device; make room on that disk; the file is as it was"
    )
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert sorted(file.name for file in path.parent.iterdir()) == [".it.toml.lock", "it.toml"]
