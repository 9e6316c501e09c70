"""`remind --once`: each reminder exactly once, catching up what was missed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.reminders import brief, of_today, once

EXPO = '[events.expo]\nname = "Expo"\nstart = 2026-11-26\nend = 2026-11-30\nremind = ["7d", "1d", "0d"]\n'


def daily(run: Run, first: str, days: int, clock: str = "08:00") -> dict[str, list[str]]:
    """What a job that runs each day tells, by date; silent days are left out."""
    found = {}
    for number in range(days):
        day = date.fromisoformat(first) + timedelta(days=number)
        told = once(run, f"{day}T{clock}")
        if told:
            found[f"{day:%m-%d}"] = told
    return found


def test_a_run_each_day_tells_three_reminders(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file(EXPO)
    assert daily(run, "2026-11-01", 40) == {"11-19": ["expo 7d"], "11-25": ["expo 1d"], "11-26": ["expo 0d"]}


def test_a_second_run_the_same_minute_tells_none(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file(EXPO)
    lines = "7 days  Expo  Thu 26 – Mon 30 Nov\n"
    assert run("remind", "--once", "--now", "2026-11-19T08:00") == (0, lines, "")
    assert run("remind", "--once", "--now", "2026-11-19T08:00") == (0, "", "")
    assert run("remind", "--once", "--now", "2026-11-19T08:00:30") == (0, "", "")
    assert run("remind", "--now", "2026-11-19T08:00") == (0, lines, ""), "what is typed asks no ledger"


def test_a_first_run_tells_what_is_due_since_midnight(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file(EXPO.replace('"7d"', '"9d yesterday", "8d", "8d 12:00 noon", "8d 07:00 dawn"'))
    assert once(run, "2026-11-18T08:00") == ["expo 8d", "expo 8d 'dawn'"]
    assert once(run, "2026-11-18T12:00") == ["expo 8d 'noon'"]


def test_what_came_due_together_is_one_and_a_step_comes_by_itself(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file(EXPO.replace('"1d"', '"5d", "4d print the badges", "3d pack", "1d"'))
    once(run, "2026-11-18T08:00")
    assert once(run, "2026-11-25T08:00") == ["expo 4d 'print the badges' late 3", "expo 3d 'pack' late 2", "expo 1d"]
    assert once(run, "2026-11-25T09:00") == []


def test_a_step_that_came_due_several_times_is_told_once(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file(EXPO.replace('"7d", "1d"', '"7d..1d water the plants"'))
    once(run, "2026-11-18T08:00")
    assert once(run, "2026-11-22T08:00") == ["expo 4d 'water the plants'"]
    assert once(run, "2026-11-23T08:00") == ["expo 3d 'water the plants'"]


def test_late_is_said(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file(EXPO)
    once(run, "2026-11-01")
    assert run("remind", "--once", "--now", "2026-11-22").out == "4 days  Expo  Thu 26 – Mon 30 Nov  (3 days late)\n"


def test_what_was_over_is_told_once_as_missed(run: Run, events_file: Callable[[str], Path]) -> None:
    text = EXPO.replace('"1d"', '"2d print", "1d pack"')
    events_file(text + '\n[events.talk]\nname = "Talk"\nstart = 2026-12-20\nremind = ["10d"]\n')
    once(run, "2026-11-01")
    result = run("remind", "--once", "--now", "2026-12-10T08:00")
    assert result.out.splitlines() == [
        "    10 days  Talk  Sun 20 Dec",
        "",
        "While you were away",
        "14 days ago  Expo  print; pack  26 Nov 2026",
    ]
    assert once(run, "2026-12-10T09:00") == []


def test_alone_missed_ones_begin_with_their_heading(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file(EXPO)
    once(run, "2026-11-01")
    out = run("remind", "--once", "--now", "2026-12-10").out
    assert out == "While you were away\n14 days ago  Expo  26 Nov 2026\n"


def test_a_step_after_the_event_is_not_missed_with_it(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file(EXPO.replace('"1d"', '"+10d write thanks"'))
    once(run, "2026-11-01")
    assert once(run, "2026-12-07T08:00") == ["expo +10d 'write thanks' late 1", "expo 0d late 11 missed"]


def test_each_occurrence_that_was_missed_is_told(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file('[events.gym]\nname = "Gym"\nstart = 2026-11-02\nrepeat = "weekly"\n')
    once(run, "2026-11-01")
    assert once(run, "2026-11-16T08:00") == ["gym 0d", "gym 0d late 14 missed", "gym 0d late 7 missed"]


def test_events_added_after_their_lead_are_not_told_late(run: Run, events_file: Callable[[str], Path]) -> None:
    path = events_file("")
    once(run, "2026-11-20T08:00")
    path.write_text(EXPO)
    assert daily(run, "2026-11-21", 8) == {"11-25": ["expo 1d"], "11-26": ["expo 0d"]}


def test_minutes_and_hours(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file('[events.call]\nname = "Call"\nstart = 2026-11-24T10:00:00\nremind = ["2h", "30min", "+1h"]\n')
    once(run, "2026-11-24T07:00")
    clocks = ["07:59", "08:00", "09:29", "09:30", "10:30", "11:00", "12:00"]
    told = [once(run, f"2026-11-24T{clock}") for clock in clocks]
    assert told == [[], ["call 2h"], [], ["call 30min"], [], ["call +1h"], []]


def test_files_have_their_own_last_runs(run: Run, events_file: Callable[[str], Path], tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(EXPO.replace("expo", "fair"))
    events_file(EXPO)
    once(run, "2026-11-18T08:00")
    assert once(run, "2026-11-22T08:00", "-f", str(other)) == [], "a first run of this file"
    assert once(run, "2026-11-22T08:00") == ["expo 7d late 3"]
    assert once(run, "2026-11-25T08:00", "-f", str(other)) == ["fair 1d"]


def test_two_files_with_the_same_id(run: Run, events_file: Callable[[str], Path], tmp_path: Path) -> None:
    path, other = events_file(EXPO), tmp_path / "other.toml"
    other.write_text(EXPO)
    assert once(run, "2026-11-26T08:00", "-f", str(path), "-f", str(other)) == ["expo 0d", "expo 0d"]
    assert once(run, "2026-11-26T09:00", "-f", str(path), "-f", str(other)) == []


def test_two_files_with_the_same_id_seen_apart(run: Run, events_file: Callable[[str], Path], tmp_path: Path) -> None:
    path, other = events_file(EXPO), tmp_path / "other.toml"
    other.write_text(EXPO)
    assert once(run, "2026-11-26T08:00", "-f", str(path)) == ["expo 0d"]
    assert once(run, "2026-11-26T08:00", "-f", str(other)) == ["expo 0d"], "it is another event"
    assert run("dismiss", "expo", "-f", str(path), "--now", "2026-11-26T08:00").code == 0
    assert once(run, "2026-11-26T09:00", "-f", str(path), "-f", str(other)) == []


def test_one_file_by_two_paths_is_one(run: Run, events_file: Callable[[str], Path], tmp_path: Path) -> None:
    path, link = events_file(EXPO), tmp_path / "link.toml"
    link.symlink_to(path)
    assert once(run, "2026-11-26T08:00", "-f", str(path), "-f", str(link)) == ["expo 0d"]
    assert once(run, "2026-11-26T09:00", "-f", str(link)) == []


def test_a_file_that_is_new_in_the_config(
    run: Run, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    monkeypatch.setenv("COUNTDOWN_CONFIG", str(config))
    config.write_text('files = ["a.toml"]\n')
    (tmp_path / "a.toml").write_text(EXPO)
    (tmp_path / "b.toml").write_text(EXPO.replace("expo", "fair"))
    assert once(run, "2026-11-19T08:00") == ["expo 7d"]
    config.write_text('files = ["a.toml", "b.toml"]\n')
    assert once(run, "2026-11-24T08:00") == [], "what was due before it was there is not told"
    assert once(run, "2026-11-25T08:00") == ["expo 1d", "fair 1d"]


def test_a_broken_file_is_caught_up_with_once_it_is_mended(run: Run, events_file: Callable[[str], Path]) -> None:
    path = events_file(EXPO)
    once(run, "2026-11-18T08:00")
    path.write_text("[" + EXPO)
    assert run("remind", "--once", "--now", "2026-11-19T08:00").code == 1
    path.write_text(EXPO)
    assert once(run, "2026-11-20T08:00") == ["expo 7d late 1"]


def test_a_file_whose_name_is_not_utf8(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "\udcff.toml"
    path.write_text(EXPO)
    assert once(run, "2026-11-19T08:00", "-f", str(path)) == ["expo 7d"]
    assert once(run, "2026-11-19T09:00", "-f", str(path)) == []
    assert run("dismiss", "expo", "-f", str(path), "--now", "2026-11-19").code == 0


def test_a_dry_run_tells_and_records_nothing(run: Run, events_file: Callable[[str], Path], home: Path) -> None:
    events_file(EXPO)
    for _ in range(2):
        assert once(run, "2026-11-19T08:00", "--dry-run") == ["expo 7d"]
    assert brief(run("remind", "--dry-run", "--json", "--now", "2026-11-19T08:00").out) == ["expo 7d"]
    assert list(home.rglob("*")) == []
    once(run, "2026-11-18T08:00")
    for _ in range(2):
        assert once(run, "2026-11-20T08:00", "--dry-run") == ["expo 7d late 1"]
    assert once(run, "2026-11-20T08:00") == ["expo 7d late 1"]
    assert once(run, "2026-11-20T08:00", "--dry-run") == []


def test_what_is_typed_does_not_count_as_told(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file(EXPO)
    assert of_today(run, "2026-11-19T08:00") == ["expo 7d"]
    assert once(run, "2026-11-19T08:00") == ["expo 7d"]
