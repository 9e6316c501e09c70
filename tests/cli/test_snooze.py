"""`snooze`: an occurrence's reminders put off, and none of them lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.reminders import once

EXPO = """\
[events.expo]
name = "Expo"
start = 2026-11-26
repeat = "yearly"
remind = ["7d", "1d", "0d"]
"""


@pytest.fixture
def path(events_file: Callable[[str], Path]) -> Path:
    return events_file(EXPO)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "config.toml"
    monkeypatch.setenv("COUNTDOWN_CONFIG", str(file))
    return file


def snooze(run: Run, now: str, *words: str) -> str:
    result = run("snooze", *words, "--now", now)
    assert (result.code, result.err) == (0, "")
    return result.out


@pytest.mark.parametrize(
    ("when", "told", "before", "due"),
    [
        ("2026-11-21", "Saturday 21 November 2026 00:00", "2026-11-20T23:59", "2026-11-21T00:00"),
        ("in 2 hours", "Thursday 19 November 2026 11:00", "2026-11-19T10:59", "2026-11-19T11:00"),
        ("tomorrow", "Friday 20 November 2026 00:00", "2026-11-19T23:59", "2026-11-20T00:00"),
        ("tomorrow 18:00", "Friday 20 November 2026 18:00", "2026-11-20T17:59", "2026-11-20T18:00"),
        ("friday 9:30", "Friday 20 November 2026 09:30", "2026-11-20T09:29", "2026-11-20T09:30"),
        ("in 30 minutes", "Thursday 19 November 2026 09:30", "2026-11-19T09:29", "2026-11-19T09:30"),
    ],
)
@pytest.mark.usefixtures("path")
def test_it_comes_again_then_once(run: Run, when: str, told: str, before: str, due: str) -> None:
    assert once(run, "2026-11-19T08:00") == ["expo 7d"]
    result = run("snooze", "expo", *when.split(), "--now", "2026-11-19T09:00")
    assert result == (0, f"reminders of Expo on Thu 26 Nov are put off to {told}\n", "")
    assert once(run, before) == []
    assert once(run, due) == ["expo 7d"]
    assert once(run, due) == []
    assert once(run, "2026-11-25T08:00") == ["expo 1d"]


def test_a_date_means_remind_at(run: Run, path: Path, config: Path) -> None:
    config.write_text('remind_at = "08:30"\n')
    once(run, "2026-11-19T09:00")
    assert snooze(run, "2026-11-19T09:00", "expo", "tomorrow").endswith("Friday 20 November 2026 08:30\n")
    assert once(run, "2026-11-20T08:29") == []
    assert once(run, "2026-11-20T08:30") == ["expo 7d"]


@pytest.mark.parametrize("when", ["2026-11-18", "yesterday", "2026-11-19T09:00", "today", "1 hour ago"])
def test_the_past_is_refused(run: Run, path: Path, when: str) -> None:
    result = run("snooze", "expo", when, "--now", "2026-11-19T09:00")
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("words", [(), ("foo",), ("2026-02-30",), ("nov", "26-30"), ("--undo", "tomorrow")])
def test_what_is_no_moment_is_refused(run: Run, path: Path, words: tuple[str, ...]) -> None:
    result = run("snooze", "expo", *words, "--now", "2026-11-19T09:00")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("countdown snooze: ")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("command", ["snooze", "dismiss"])
def test_an_event_that_is_none(run: Run, path: Path, command: str) -> None:
    result = run(command, "nope", *(["tomorrow"] if command == "snooze" else []))
    assert (result.code, result.out) == (1, "")
    assert "nope" in result.err


def test_what_came_due_meanwhile_is_in_it(run: Run, path: Path) -> None:
    once(run, "2026-11-24T08:00")
    snooze(run, "2026-11-24T09:00", "expo", "2026-11-26", "12:00")
    assert once(run, "2026-11-25T08:00") == once(run, "2026-11-26T11:59") == []
    assert once(run, "2026-11-26T12:00") == ["expo 0d"]
    assert once(run, "2026-11-27T12:00") == []


def test_no_text_is_lost(run: Run, path: Path) -> None:
    path.write_text(EXPO.replace('"1d"', '"5d print", "3d 18:00 pack", "1d"'))
    once(run, "2026-11-20T08:00")
    snooze(run, "2026-11-20T09:00", "expo", "2026-11-24", "09:00")
    assert [once(run, f"2026-11-{day}T08:00") for day in (21, 22, 23, 24)] == [[], [], [], []]
    assert once(run, "2026-11-24T10:00") == ["expo 5d 'print' late 3", "expo 3d 'pack' late 1"]
    assert once(run, "2026-11-25T08:00") == ["expo 1d"]


def test_what_was_not_told_before_it_is_put_off_too(run: Run, path: Path) -> None:
    path.write_text(EXPO.replace('"7d"', '"7d 10:00 print"'))
    once(run, "2026-11-19T08:00")
    snooze(run, "2026-11-19T12:00", "expo", "2026-11-20")
    assert once(run, "2026-11-19T13:00") == []
    assert once(run, "2026-11-20T08:00") == ["expo 7d 'print' late 1"]


def test_snoozed_again_while_it_is_snoozed(run: Run, path: Path) -> None:
    path.write_text(EXPO.replace('"1d"', '"6d print", "5d pack", "1d"'))
    once(run, "2026-11-19T08:00")
    snooze(run, "2026-11-19T09:00", "expo", "2026-11-21", "12:00")
    assert once(run, "2026-11-21T08:00") == []
    snooze(run, "2026-11-21T09:00", "expo", "2026-11-23")
    assert once(run, "2026-11-22T08:00") == []
    assert once(run, "2026-11-23T08:00") == ["expo 6d 'print' late 3", "expo 5d 'pack' late 2"]


def test_snoozed_again_once_it_came_again(run: Run, path: Path) -> None:
    once(run, "2026-11-19T08:00")
    for day in (20, 21, 22):
        snooze(run, f"2026-11-{day - 1}T09:00", "expo", f"2026-11-{day}")
        assert once(run, f"2026-11-{day}T08:00") == ["expo 7d"]
        assert once(run, f"2026-11-{day}T08:30") == []


def test_it_comes_again_after_the_event_and_is_not_missed(run: Run, path: Path) -> None:
    once(run, "2026-11-26T08:00")
    snooze(run, "2026-11-26T09:00", "expo", "2026-11-29")
    assert once(run, "2026-11-29T08:00") == ["expo 0d"]


def test_what_it_held_back_is_not_missed_either(run: Run, path: Path) -> None:
    path.write_text(EXPO.replace('"1d"', '"1d pack"'))
    once(run, "2026-11-24T08:00")
    snooze(run, "2026-11-24T09:00", "expo", "2026-11-28")
    assert once(run, "2026-11-28T08:00") == ["expo 1d 'pack' late 3", "expo 0d late 2"]


def test_the_occurrence_last_reminded_of_is_meant(run: Run, path: Path) -> None:
    once(run, "2026-11-26T08:00")
    assert "on Thu 26 Nov are" in snooze(run, "2026-11-27T09:00", "expo", "2026-11-28")
    assert once(run, "2026-11-28T08:00") == ["expo 0d"]


def test_before_any_reminder_the_next_one_is_meant(run: Run, path: Path) -> None:
    assert "on Thu 26 Nov are" in snooze(run, "2026-11-10", "expo", "2026-11-22")
    assert once(run, "2026-11-19T08:00") == []
    assert once(run, "2026-11-22T08:00") == ["expo 7d late 3"]


def test_the_next_years_reminds_as_ever(run: Run, path: Path) -> None:
    once(run, "2026-11-19T08:00")
    snooze(run, "2026-11-19T09:00", "expo", "2027-11-22")
    assert [once(run, f"2026-11-{day}T08:00") for day in (20, 25, 26)] == [[], [], []]
    assert once(run, "2027-11-19T08:00") == ["expo 7d"]
    assert once(run, "2027-11-22T08:00") == ["expo 0d late 361"], "this year's, as it was asked for"


def test_taken_back(run: Run, path: Path) -> None:
    once(run, "2026-11-19T08:00")
    snooze(run, "2026-11-19T09:00", "expo", "2026-11-30")
    assert once(run, "2026-11-25T08:00") == []
    assert snooze(run, "2026-11-25T09:00", "expo", "--undo") == "reminders of Expo on Thu 26 Nov are on again\n"
    assert once(run, "2026-11-25T10:00") == ["expo 1d"]
    assert once(run, "2026-11-26T08:00") == ["expo 0d"]
    assert once(run, "2026-11-30T08:00") == []


def test_nothing_to_take_back(run: Run, path: Path) -> None:
    told = "reminders of Expo on Thu 26 Nov were neither snoozed nor dismissed\n"
    assert snooze(run, "2026-11-19T09:00", "expo", "--undo") == told
    snooze(run, "2026-11-19T09:00", "expo", "2026-11-20")
    assert snooze(run, "2026-11-21T09:00", "expo", "--undo") == told, "it is over"


def test_each_channel_brings_it_again(run: Run, path: Path, config: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    config.write_text(f"""[notify]\ncommand = ["/bin/sh", "-c", 'echo "$COUNTDOWN_LEAD" >> {taken}']\n""")
    once(run, "2026-11-10T08:00")  # a channel whose last run is long past
    assert run("remind", "--notify", "--now", "2026-11-19T08:00").code == 0
    snooze(run, "2026-11-19T09:00", "expo", "2026-11-21")
    assert run("remind", "--notify", "--now", "2026-11-20T08:00").code == 0
    assert run("remind", "--notify", "--now", "2026-11-21T08:00").code == 0
    assert run("remind", "--notify", "--now", "2026-11-21T09:00").code == 0
    assert taken.read_text().split() == ["7d", "7d"]
    assert once(run, "2026-11-21T08:00") == ["expo 7d late 2"]


def test_snoozed_elsewhere_it_is_the_same_instant(run: Run, path: Path, viewer: Callable[[str], None]) -> None:
    once(run, "2026-11-19T08:00")
    snooze(run, "2026-11-19T09:00", "expo", "2026-11-20", "12:00")
    viewer("Asia/Tokyo")
    assert once(run, "2026-11-20T20:59") == []
    assert once(run, "2026-11-20T21:00") == ["expo 7d"]
