"""`dismiss`: no more reminders of this occurrence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.reminders import of_today, once

EXPO = """\
[events.expo]
name = "Expo \\u001b[31m{years}"
start = 2024-11-26
repeat = "yearly"
remind = ["7d", "1d bring the badge", "0d", "+1d"]
"""


@pytest.fixture(autouse=True)
def path(events_file: Callable[[str], Path]) -> Path:
    return events_file(EXPO)


def test_this_occurrence_is_silent_and_the_next_reminds(run: Run) -> None:
    assert once(run, "2026-11-19T08:00") == ["expo 7d"]
    told = "reminders of Expo \\x1b[31m2 on Thu 26 Nov are dismissed\n"
    assert run("dismiss", "expo", "--now", "2026-11-19T09:00") == (0, told, "")
    assert [once(run, f"2026-11-{day}T08:00") for day in (20, 25, 26, 27)] == [[]] * 4
    assert [once(run, f"2027-11-{day}T08:00") for day in (19, 25, 26)] == [
        ["expo 7d"],
        ["expo 1d 'bring the badge'"],
        ["expo 0d"],
    ]


def test_what_is_typed_asks_no_ledger(run: Run) -> None:
    run("dismiss", "expo", "--now", "2026-11-19T09:00")
    assert of_today(run, "2026-11-19") == ["expo 7d"]


def test_before_any_reminder_the_next_one_is_meant(run: Run) -> None:
    run("dismiss", "expo", "--now", "2026-11-01")
    assert once(run, "2026-11-19T08:00") == []
    assert once(run, "2027-11-19T08:00") == ["expo 7d"]


def test_dismissed_twice_is_dismissed(run: Run) -> None:
    once(run, "2026-11-19T08:00")
    first = run("dismiss", "expo", "--now", "2026-11-19T09:00")
    assert run("dismiss", "expo", "--now", "2026-11-19T09:00") == first
    run("dismiss", "expo", "--undo", "--now", "2026-11-19T10:00")
    assert once(run, "2026-11-25T08:00") == ["expo 1d 'bring the badge'"]


def test_undo_means_what_was_dismissed_last_whatever_was_told_since(run: Run, path: Path) -> None:
    path.write_text(EXPO.replace('"yearly"', '"monthly"').replace('"7d"', '"40d", "7d"'))
    once(run, "2026-11-19T08:00")
    assert "on Thu 26 Nov are dismissed" in run("dismiss", "expo", "--now", "2026-11-19T09:00").out
    assert once(run, "2026-12-17T08:00")[-1] == "expo 40d"
    assert "on Thu 26 Nov 2026 are on again" in run("dismiss", "expo", "--undo", "--now", "2027-01-02").out


def test_what_came_due_while_it_was_dismissed_comes_after_undo(run: Run) -> None:
    once(run, "2026-11-24T08:00")
    run("dismiss", "expo", "--now", "2026-11-24T09:00")
    assert once(run, "2026-11-25T08:00") == once(run, "2026-11-26T08:00") == []
    assert run("dismiss", "expo", "--undo", "--now", "2026-11-26T09:00").code == 0
    assert once(run, "2026-11-26T10:00") == ["expo 1d 'bring the badge' late 1", "expo 0d"]
    assert once(run, "2026-11-27T10:00") == ["expo +1d"]


def test_nothing_to_take_back(run: Run) -> None:
    result = run("dismiss", "expo", "--undo", "--now", "2026-11-19")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("on Thu 26 Nov were neither snoozed nor dismissed\n")


def test_dismissed_then_snoozed_comes_then(run: Run) -> None:
    once(run, "2026-11-19T08:00")
    run("dismiss", "expo", "--now", "2026-11-19T09:00")
    run("snooze", "expo", "2026-11-22", "--now", "2026-11-19T10:00")
    assert once(run, "2026-11-21T08:00") == []
    assert once(run, "2026-11-22T08:00") == ["expo 7d"]


def test_an_edited_date_is_another_occurrence(run: Run, path: Path) -> None:
    once(run, "2026-11-19T08:00")
    run("dismiss", "expo", "--now", "2026-11-19T09:00")
    path.write_text(EXPO.replace("11-26", "11-28"))
    assert once(run, "2026-11-21T08:00") == ["expo 7d"]


def test_an_event_that_is_over_for_good(run: Run, path: Path) -> None:
    path.write_text('[events.old]\nname = "Old"\nstart = 2020-01-01\nnag = true\n')
    assert once(run, "2026-11-19T08:00") == ["old 0d"]
    assert (
        run("dismiss", "old", "--now", "2026-11-19T09:00").out == "reminders of Old on Wed 1 Jan 2020 are dismissed\n"
    )
    assert once(run, "2026-11-20T08:00") == []


def test_an_event_that_never_happens(run: Run, path: Path) -> None:
    path.write_text(
        '[events.never]\nname = "Never"\nstart = 2020-01-01\nrepeat = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"\n'
    )
    result = run("dismiss", "never")
    assert (result.code, result.out) == (1, "")
    assert "never happens" in result.err


def test_a_ledger_that_cannot_be_used(run: Run, home: Path) -> None:
    (home / ".local/state/countdown/ledger.db").mkdir(parents=True)
    for command in (("dismiss", "expo"), ("dismiss", "expo", "--undo"), ("snooze", "expo", "tomorrow")):
        result = run(*command, "--now", "2026-11-19")
        assert (result.code, result.out) == (1, "")
        assert result.err.endswith("ledger.db: cannot be used: this is a folder; move it away\n")
