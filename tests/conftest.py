"""What holds for every test: no user's files, no machine's zone, locale or clock, and hypothesis as the profile says."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# The suite before each commit finds the same each time; CI looks further: --hypothesis-profile thorough.
settings.register_profile("default", deadline=None, database=None, derandomize=True, max_examples=40)
settings.register_profile("thorough", deadline=None, database=None, max_examples=1000, print_blob=True)
settings.load_profile("default")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: some tests wait for what hangs."""
    return (os.cpu_count() or 1) + 1


_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "VIRTUAL_ENV", "COVERAGE_PROCESS_START")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home, and an environment with nothing else in it; the zone is UTC unless a test says otherwise."""
    for name in list(os.environ):
        if name not in _KEPT and not name.startswith("PYTEST_"):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield folder
    monkeypatch.undo()
    time.tzset()
