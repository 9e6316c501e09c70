"""`nag`: once started being due, again every day until dismissed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.reminders import once

TAXES = """\
[events.taxes]
name = "Taxes"
start = 2026-11-26
repeat = "yearly"
remind = ["3d collect the papers", "1d", "0d file them"]
nag = true
"""


@pytest.fixture
def path(events_file: Callable[[str], Path]) -> Path:
    return events_file(TAXES)


def days(run: Run, first: int, last: int, month: str = "2026-11", clock: str = "08:00") -> list[list[str]]:
    return [once(run, f"{month}-{day:02}T{clock}") for day in range(first, last + 1)]


def test_each_day_with_the_latest_text_also_when_it_is_over(run: Run, path: Path) -> None:
    assert days(run, 20, 29) == [
        [], [], [],
        ["taxes 3d 'collect the papers'"],
        ["taxes 3d 'collect the papers'"],
        ["taxes 1d"],
        ["taxes 0d 'file them'"],
        ["taxes 0d 'file them'"],
        ["taxes 0d 'file them'"],
        ["taxes 0d 'file them'"],
    ]  # fmt: skip


def test_a_second_run_of_the_day_is_silent(run: Run, path: Path) -> None:
    days(run, 22, 24)
    assert days(run, 24, 24, clock="08:00") == days(run, 24, 24, clock="20:00") == [[]]


def test_at_remind_at(run: Run, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "config.toml"
    config.write_text('remind_at = "09:00"\n')
    monkeypatch.setenv("COUNTDOWN_CONFIG", str(config))
    days(run, 22, 23, clock="12:00")
    assert once(run, "2026-11-24T08:59") == []
    assert once(run, "2026-11-24T09:00") == ["taxes 3d 'collect the papers'"]


def test_days_off_are_one(run: Run, path: Path) -> None:
    days(run, 22, 26)
    assert once(run, "2026-12-24T08:00") == ["taxes 0d 'file them'"]
    assert once(run, "2026-12-24T09:00") == []


def test_until_the_next_occurrences_first_lead(run: Run, path: Path) -> None:
    days(run, 22, 26)
    assert days(run, 21, 25, "2027-11") == [
        ["taxes 0d 'file them'"],
        ["taxes 0d 'file them'"],
        ["taxes 3d 'collect the papers'"],
        ["taxes 3d 'collect the papers'"],
        ["taxes 1d"],
    ]


def test_dismissed_it_is_silent_and_next_year_it_nags_again(run: Run, path: Path) -> None:
    days(run, 22, 24)
    result = run("dismiss", "taxes", "--now", "2026-11-24T12:00")
    assert result == (0, "reminders of Taxes on Thu 26 Nov are dismissed\n", "")
    assert days(run, 25, 30) == [[]] * 6
    assert days(run, 22, 24, "2027-11") == [
        [],
        ["taxes 3d 'collect the papers'"],
        ["taxes 3d 'collect the papers'"],
    ]


def test_dismissed_by_mistake(run: Run, path: Path) -> None:
    days(run, 22, 23)
    run("dismiss", "taxes", "--now", "2026-11-23T12:00")
    assert days(run, 24, 25) == [[], []]
    result = run("dismiss", "taxes", "--undo", "--now", "2026-11-25T12:00")
    assert result.out == "reminders of Taxes on Thu 26 Nov are on again\n"
    assert once(run, "2026-11-25T13:00") == ["taxes 1d"], "what came due meanwhile"
    assert days(run, 26, 27) == [["taxes 0d 'file them'"], ["taxes 0d 'file them'"]]


def test_dismissed_and_taken_back_at_once_changes_nothing(run: Run, path: Path) -> None:
    days(run, 22, 23)
    run("dismiss", "taxes", "--now", "2026-11-23T12:00")
    run("dismiss", "taxes", "--undo", "--now", "2026-11-23T12:00:05")
    assert once(run, "2026-11-23T13:00") == []
    assert days(run, 24, 24) == [["taxes 3d 'collect the papers'"]]


def test_snoozed_it_is_silent_until_then_and_nags_on(run: Run, path: Path) -> None:
    days(run, 22, 26)
    run("snooze", "taxes", "2026-11-30", "10:00", "--now", "2026-11-26T12:00")
    assert days(run, 27, 29) == [[], [], []]
    assert once(run, "2026-11-30T09:59") == []
    assert once(run, "2026-11-30T10:00") == ["taxes 0d 'file them'"]
    assert once(run, "2026-11-30T11:00") == []
    assert once(run, "2026-12-01T08:00") == ["taxes 0d 'file them'"]


def test_once_and_no_repeat(run: Run, path: Path) -> None:
    path.write_text(TAXES.replace('repeat = "yearly"\n', ""))
    days(run, 22, 26)
    assert once(run, "2029-06-01T08:00") == ["taxes 0d 'file them'"], "years later, too"
    assert run("dismiss", "taxes", "--now", "2029-06-01T09:00").code == 0
    assert once(run, "2029-06-02T08:00") == []
    assert once(run, "2033-06-02T08:00") == [], "and that is not forgotten"
    assert once(run, "2033-06-03T08:00") == []


def test_each_channel_nags_by_itself(run: Run, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config, taken = tmp_path / "config.toml", tmp_path / "taken"
    config.write_text(f"""[notify]\ncommand = ["/bin/sh", "-c", 'echo "$COUNTDOWN_TEXT" >> {taken}']\n""")
    monkeypatch.setenv("COUNTDOWN_CONFIG", str(config))
    once(run, "2026-11-23T08:00")
    for _ in range(2):
        assert run("remind", "--notify", "--now", "2026-11-24T08:00") == (0, "", "")
        assert once(run, "2026-11-24T08:00") in (["taxes 3d 'collect the papers'"], [])
    assert taken.read_text() == "collect the papers\n"
