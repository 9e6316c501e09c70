"""`countdown import` of thousands of events takes about as long as reading them."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

NOW = ("--now", "2026-11-24T09:00")
pytestmark = pytest.mark.slow
SECONDS = 3  # of processor time; a third of it is what a slow machine needs


def test_five_thousand_lines(events_file: Callable[[str], Path], run: Run, file: Callable[..., str]) -> None:
    path = events_file("# mine\n")
    lines = [f"REM {at % 28 + 1} Jan PRIORITY {at} MSG same name" for at in range(5000)]
    source = file("\n".join([*lines, lines[0]]))
    begun = time.process_time()
    assert run("import", source, *NOW).out == f"5000 events added to {path}\n"  # the same line is the same event
    assert time.process_time() - begun < SECONDS


def test_a_thousand_events_out_in_again_and_changed(
    events_file: Callable[[str], Path], run: Run, file: Callable[..., str], tmp_path: Path
) -> None:
    path = events_file(
        "".join(
            f'[events.e{at}]\nname = "E{at}"\nstart = 2026-12-{at % 28 + 1:02}T09:00:00\ntz = "Asia/Tokyo"\nrepeat = "monthly"\n'
            for at in range(1000)
        )
    )
    other = tmp_path / "other.toml"
    begun = time.process_time()
    text = run("export", *NOW).out
    assert run("import", file(text), "--to", str(other), *NOW).out == f"1000 events added to {other}\n"
    changed = file(text.replace("SUMMARY:E", "SUMMARY:F"))
    assert run("import", changed, "--to", str(other), *NOW).out == f"0 events added to {other}, 1000 changed\n"
    assert time.process_time() - begun < 2 * SECONDS
    assert other.read_text().count('name = "F') == 1000
    assert path.read_text().count('name = "E') == 1000
