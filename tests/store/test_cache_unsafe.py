"""What others wrote, what is torn, and what a killed run left is not taken for what was kept."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from countdown.store.stamps import Stamp
from tests.store.caching import DATA, cached, kept_file, put


@pytest.fixture
def kept() -> Path:
    return kept_file()


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_can_write_is_not_trusted(kept: Path, mode: int) -> None:
    kept.chmod(mode)
    assert cached().load() is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a file away")
def test_a_file_of_another_user_is_not_trusted(kept: Path) -> None:
    os.chown(kept, 12345, -1)
    assert cached().load() is None


def _link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("put_there", [_link, _folder, _pipe, _device])
def test_what_is_no_file_is_not_read(kept: Path, put_there: Callable[[Path], None]) -> None:
    put_there(kept)
    assert cached().load() is None


def test_no_byte_can_be_another(kept: Path) -> None:
    good = kept.read_bytes()
    for at in range(len(good)):
        for other in (good[at] ^ 1, good[at] ^ 0x80, 0):
            kept.write_bytes(good[:at] + bytes([other]) + good[at + 1 :])
            assert cached().load() in (None, DATA if other == good[at] else None)


def test_no_byte_can_be_missing_or_added(kept: Path) -> None:
    good = kept.read_bytes()
    for bad in [*(good[:end] for end in range(len(good))), good + b"\x00", good + good, b"\x00" + good, good[1:]]:
        kept.write_bytes(bad)
        assert cached().load() is None
    kept.write_bytes(good)
    assert cached().load() == DATA


def test_a_file_of_any_length_is_no_burden(kept: Path) -> None:
    os.truncate(kept, 1 << 40)  # a hole
    assert cached().load() is None


WRITE = """
import sys
from countdown.store.cache import Cached
from countdown.store.stamps import Stamp
print(flush=True)
while True:
    for letter in b"ab":
        with Cached("a source", Stamp("one state", 0, 10**6), "1").renewed() as keep:
            keep(bytes([letter]) * 3_000_000)
"""
WRITTEN = (None, b"a" * 3_000_000, b"b" * 3_000_000)


def writing() -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", WRITE], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_two_that_write_at_once_never_mix() -> None:
    place = cached(stamp=Stamp("one state", 0, 10**6))
    processes = [writing(), writing()]
    loads, found, patience = 0, 0, time.monotonic() + 60
    # A busy machine takes its time to begin.
    while loads < 200 or (not found and time.monotonic() < patience):
        data = place.load()
        assert data in WRITTEN
        loads, found = loads + 1, found + (data is not None)
    for process in processes:
        kill(process)
    assert found


def test_killed_at_any_moment_it_holds_one_or_the_other_or_none() -> None:
    place, chance = cached(stamp=Stamp("one state", 0, 10**6)), random.Random(6)
    for _ in range(8):
        process = writing()
        time.sleep(chance.uniform(0, 0.03))
        kill(process)
        assert place.load() in WRITTEN
    put(place)
    assert place.load() == DATA
