"""`milestones = true`: reminders on round numbers, once each, like any others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.reminders import of_today, once

EVENTS = """\
[events.move]
name = "Since the move"
start = 2026-08-18
pin = true
milestones = true

[events.trip]
name = "Big trip"
start = 2027-03-07
remind = ["100d"]
milestones = true

[events.ada]
name = "Ada turns {years}"
start = 1999-07-12
repeat = "yearly"
milestones = true

[events.quiet]
name = "Quiet"
start = 2027-03-07
"""


@pytest.fixture(autouse=True)
def events(events_file: Callable[[str], Path]) -> Path:
    return events_file(EVENTS)


def test_each_once_on_its_day(run: Run) -> None:
    assert [once(run, f"2026-11-{day}T08:00") for day in range(25, 29)] == [
        [],
        ["move +100d '100 days since'"],
        ["trip 100d '100 days to go'", "ada +10000d '10,000 days since'"],
        [],
    ]
    assert once(run, "2026-11-28T20:00") == []


def test_stateless_remind_tells_of_today(run: Run) -> None:
    for _ in range(2):
        assert of_today(run, "2026-11-26T08:00") == ["move +100d '100 days since'"]
    assert of_today(run, "2026-11-25T08:00") == []


def test_days_off_are_caught_up_with(run: Run) -> None:
    once(run, "2026-11-01T08:00")
    assert once(run, "2026-11-30T08:00") == [
        "move +100d '100 days since' late 4",
        "trip 100d '100 days to go' late 3",
        "ada +10000d '10,000 days since' late 3",
    ]
    assert once(run, "2026-11-30T09:00") == []


def test_at_remind_at(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.toml").write_text('remind_at = "09:00"\n')
    monkeypatch.setenv("COUNTDOWN_CONFIG", str(tmp_path / "config.toml"))
    assert once(run, "2026-11-26T08:59") == []
    assert once(run, "2026-11-26T09:00") == ["move +100d '100 days since'"]


def test_snoozed_and_dismissed(run: Run) -> None:
    once(run, "2026-11-26T08:00")
    assert run("snooze", "move", "2026-11-28 08:00", "--now", "2026-11-26T09:00").code == 0
    assert once(run, "2026-11-27T08:00") == ["trip 100d '100 days to go'", "ada +10000d '10,000 days since'"]
    assert once(run, "2026-11-28T08:00") == ["move +100d"]
    out = run("dismiss", "ada", "--now", "2026-11-28T09:00").out
    assert out == "reminders of Ada turns 0 on Mon 12 Jul 1999 are dismissed\n"
    # The coming birthday is another occurrence.
    assert "ada 200d '200 days to go'" in once(run, "2026-12-24T08:00")


def test_in_words(run: Run) -> None:
    assert run("remind", "--now", "2026-11-26T08:00").out == "D+100  Since the move  100 days since  18 Aug 2026\n"
    assert run("remind", "--now", "2026-11-27T08:00").out.splitlines() == [
        "      100 days  Big trip     100 days to go  Sun 7 Mar 2027",
        "10000 days ago  Ada turns 0  10,000 days since  12 Jul 1999",
    ]


def test_show_tells_the_next_ones(run: Run) -> None:
    lines = run("show", "trip", "--now", "2026-01-01").out.splitlines()
    assert lines[6:10] == [
        "reminders    1y  Sat 7 Mar  1 year to go",
        "           300d  Mon 11 May  300 days to go",
        "           200d  Wed 19 Aug  200 days to go",
        "           100d  Fri 27 Nov",
    ]


def test_for_all_events_of_a_file(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file('[defaults]\nmilestones = true\n[events.a]\nname = "A"\nstart = 2027-03-04\n')
    assert once(run, "2026-11-24T08:00") == ["a 100d '100 days to go'"]


def test_to_and_from_a_phone(run: Run, events_file: Callable[[str], Path], tmp_path: Path) -> None:
    assert run("export", "--as", "ics", "-o", str(tmp_path / "all.ics")).code == 0
    assert "X-COUNTDOWN-MILESTONES:true" in (tmp_path / "all.ics").read_text()
    path = events_file("")
    assert run("import", str(tmp_path / "all.ics")).code == 0
    assert path.read_text().count("milestones = true") == 3
