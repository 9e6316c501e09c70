"""Reminders while things change: names, dates, files, clocks, zones, settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.reminders import once

EXPO = '[events.expo]\nname = "Expo"\nstart = 2026-11-26\nremind = ["7d", "1d", "0d"]\n'


@pytest.fixture
def path(events_file: Callable[[str], Path]) -> Path:
    return events_file(EXPO)


def test_a_renamed_event_is_not_told_again(run: Run, path: Path) -> None:
    assert once(run, "2026-11-19T08:00") == ["expo 7d"]
    path.write_text(EXPO.replace('"Expo"', '"The expo"'))
    assert once(run, "2026-11-19T09:00") == []
    assert once(run, "2026-11-25T08:00") == ["expo 1d"]


def test_a_new_id_is_a_new_event_whose_past_is_not_told(run: Run, path: Path) -> None:
    assert once(run, "2026-11-19T08:00") == ["expo 7d"]
    path.write_text(EXPO.replace("events.expo", "events.fair"))
    assert once(run, "2026-11-19T09:00") == []
    assert once(run, "2026-11-25T08:00") == ["fair 1d"]


def test_an_edited_date_is_told_again(run: Run, path: Path) -> None:
    assert once(run, "2026-11-19T08:00") == ["expo 7d"]
    path.write_text(EXPO.replace("11-26", "11-28"))
    found = [once(run, f"2026-11-{day}T08:00") for day in range(20, 29)]
    assert found == [[], ["expo 7d"], [], [], [], [], [], ["expo 1d"], ["expo 0d"]]


def test_a_date_that_was_moved_nearer_is_told_by_the_leads_still_to_come(run: Run, path: Path) -> None:
    once(run, "2026-11-18T08:00")
    path.write_text(EXPO.replace("11-26", "11-20"))
    assert [once(run, f"2026-11-{day}T08:00") for day in (18, 19, 20)] == [[], ["expo 1d"], ["expo 0d"]]


def test_a_date_that_was_moved_away_and_back_is_not_told_again(run: Run, path: Path) -> None:
    assert once(run, "2026-11-19T08:00") == ["expo 7d"]
    path.write_text(EXPO.replace("11-26", "12-26"))
    assert once(run, "2026-11-19T09:00") == []
    path.write_text(EXPO)
    assert once(run, "2026-11-19T10:00") == []


def test_a_removed_event_is_forgotten(run: Run, path: Path) -> None:
    once(run, "2026-11-19T08:00")
    assert run("remove", "expo", "--now", "2026-11-20").code == 0
    assert once(run, "2026-11-25T08:00") == []
    assert run("undo").code == 0
    assert once(run, "2026-11-26T08:00") == ["expo 0d"]


def test_a_removed_event_nags_no_more(run: Run, path: Path) -> None:
    path.write_text(EXPO + "nag = true\n")
    once(run, "2026-11-19T08:00")
    path.write_text("")
    assert once(run, "2026-11-20T08:00") == []


def test_a_lead_that_was_added_counts_from_then_on(run: Run, path: Path) -> None:
    once(run, "2026-11-20T08:00")
    path.write_text(EXPO.replace('"7d"', '"6d", "5d"'))
    assert once(run, "2026-11-20T09:00") == [], "it was due at midnight, before the last run"
    assert once(run, "2026-11-21T08:00") == ["expo 5d"]


def test_a_later_remind_at_tells_nothing_twice(
    run: Run, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert once(run, "2026-11-19T08:00") == ["expo 7d"]
    config = tmp_path / "config.toml"
    config.write_text('remind_at = "12:00"\n')
    monkeypatch.setenv("COUNTDOWN_CONFIG", str(config))
    assert once(run, "2026-11-19T13:00") == []
    assert once(run, "2026-11-25T11:59") == []
    assert once(run, "2026-11-25T12:00") == ["expo 1d"]


@pytest.mark.parametrize("wrong", ["2016-01-01T00:00", "2024-11-24T08:00", "2026-11-19T06:00"])
def test_a_clock_that_was_behind_and_is_right_again(run: Run, path: Path, wrong: str) -> None:
    # What was due before the ledger was begun is not told for that.
    path.write_text(EXPO + '\n[events.old]\nname = "Old"\nstart = 2026-03-01\n')
    assert once(run, "2026-11-19T08:00") == ["expo 7d"]
    for _ in range(3):
        assert once(run, wrong) == []
    assert once(run, "2026-11-19T09:00") == []
    assert once(run, "2026-11-25T08:00") == ["expo 1d"]


@pytest.mark.parametrize("wrong", ["2036-01-01T00:00", "2027-11-24T08:00", "2026-12-01T08:00"])
def test_a_clock_that_was_ahead_and_is_right_again(run: Run, path: Path, wrong: str) -> None:
    once(run, "2026-11-18T08:00")
    assert all(line.endswith("missed") for line in once(run, wrong))
    assert once(run, wrong) == []
    assert once(run, "2026-11-18T09:00") == []
    told = [once(run, f"2026-11-{day}T08:00") for day in (20, 25, 26)]
    assert told == [["expo 7d late 1"], ["expo 1d"], ["expo 0d"]], "in their time, as if that had not been"


def test_a_clock_that_was_set_back_an_hour_tells_nothing_twice(run: Run, path: Path) -> None:
    path.write_text(EXPO.replace('"7d"', '"7d 08:30"'))
    once(run, "2026-11-19T08:00")
    assert once(run, "2026-11-19T09:00") == ["expo 7d"]
    for clock in ("08:00", "08:40", "09:10"):
        assert once(run, f"2026-11-19T{clock}") == []


def test_who_travels_west_is_told_once(run: Run, path: Path, viewer: Callable[[str], None]) -> None:
    viewer("Asia/Tokyo")
    assert once(run, "2026-11-19T00:30") == ["expo 7d"]
    viewer("America/New_York")
    for now in ("2026-11-18T10:31", "2026-11-19T00:00", "2026-11-19T08:00"):
        assert once(run, now) == []
    assert once(run, "2026-11-25T08:00") == ["expo 1d"]


def test_who_travels_east_loses_nothing(run: Run, path: Path, viewer: Callable[[str], None]) -> None:
    viewer("America/New_York")
    assert once(run, "2026-11-18T23:00") == []
    viewer("Pacific/Kiritimati")  # 19 hours ahead: 18:00 on the 19th
    assert once(run, "2026-11-19T18:00:01") == ["expo 7d"]


def test_an_hour_that_comes_twice(run: Run, path: Path, viewer: Callable[[str], None]) -> None:
    viewer("Europe/Berlin")
    path.write_text(EXPO.replace("11-26", "10-25").replace('"0d"', '"0d 02:30"'))
    assert once(run, "2026-10-25T02:40+02:00") == ["expo 0d"]
    assert once(run, "2026-10-25T02:20+01:00") == []
    assert once(run, "2026-10-25T02:50+01:00") == []


def test_an_hour_that_is_left_out(run: Run, path: Path, viewer: Callable[[str], None]) -> None:
    viewer("Europe/Berlin")
    path.write_text(EXPO.replace("2026-11-26", "2027-03-28").replace('"0d"', '"0d 02:30"'))
    once(run, "2027-03-28T01:59")
    assert once(run, "2027-03-28T03:00") == ["expo 0d"]
    assert once(run, "2027-03-28T03:10") == []


def test_a_run_after_years_tells_no_more_than_two_years(run: Run, path: Path) -> None:
    path.write_text('[events.monthly]\nname = "Monthly"\nstart = 2020-01-01\nrepeat = "monthly"\n')
    once(run, "2020-01-01")
    assert len(once(run, "2026-11-24")) == 24 + 1  # and the one of which a lead is due today
    assert once(run, "2026-11-24T08:00") == []


def test_a_moved_file_is_a_new_one(run: Run, path: Path, tmp_path: Path) -> None:
    assert once(run, "2026-11-19T08:00") == ["expo 7d"]
    moved = path.rename(tmp_path / "moved.toml")
    assert once(run, "2026-11-19T09:00", "-f", str(moved)) == ["expo 7d"], "today's come once more"
    assert once(run, "2026-11-25T08:00", "-f", str(moved)) == ["expo 1d"]
