"""Which reminders came due: the rules of docs/reminders.md, as tables."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from countdown.core.preferences import Preferences
from countdown.core.reminders import Reminder, came_due
from countdown.core.window import Past, PutOff, Window, first_run, since, today
from tests.build import at, make_event

MIDNIGHT = Preferences()


def told(reminders: list[Reminder]) -> list[str]:
    """Each as `lead@occurrence`, with what is special about it."""
    return [
        f"{reminder.lead.name}@{reminder.occurrence[5:]}"
        + (f" late {reminder.late}" if reminder.late else "")
        + (" missed" if reminder.missed else "")
        + (f" {reminder.text!r}" if reminder.text else "")
        for reminder in reminders
    ]


def run(
    window: Window, start: str, remind: tuple[str, ...] | None, past: Past | None = None, now: str = "", **fields: Any
) -> list[str]:
    event = make_event(start, remind=remind, **fields)
    return told(came_due(event, window, at(now) if now else window.through, MIDNIGHT, past))


def between(last: str, now: str, zone: str = "UTC") -> Window:
    return since(at(last, zone), datetime.fromisoformat(last), at(now, zone))


@pytest.mark.parametrize(
    ("now", "remind", "expected"),
    [
        ("2026-11-19T09:00", None, ["7d@11-26"]),
        ("2026-11-20T09:00", None, []),
        ("2026-11-25T00:00", None, ["1d@11-26"]),
        ("2026-11-26T23:59", None, ["0d@11-26"]),
        ("2026-11-26T07:00", ("0d 08:00",), ["0d@11-26"]),  # later today too
        ("2026-11-25T09:00", ("7d..1d", "1d"), ["1d@11-26"]),
        ("2026-11-26T09:00", ("0d", "0d 08:00"), ["0d@11-26"]),  # one, the latest
        ("2026-11-26T09:00", ("0d", "0d pack"), ["0d@11-26", "0d@11-26 'pack'"]),
        ("2026-12-26T09:00", ("+30d",), ["+30d@11-26"]),
        ("2026-10-26T09:00", ("1mo",), ["1mo@11-26"]),
        ("2025-11-26T09:00", ("1y",), ["1y@11-26"]),
        ("2026-11-24T09:00", ("2d..+4d",), ["2d@11-26"]),
        ("2026-11-30T09:00", ("2d..+4d",), ["+4d@11-26"]),
        ("2026-11-23T09:00", ("3wd",), ["3wd@11-26"]),
        ("2026-11-27T09:00", ("+1wd",), ["+1wd@11-26"]),
        ("2026-11-24T09:00", ("9999y", "999999wd", "2d"), ["2d@11-26"]),
        ("2026-11-24T09:00", (), []),
    ],
)
def test_today(now: str, remind: tuple[str, ...] | None, expected: list[str]) -> None:
    window = today(at(now))
    event = make_event("2026-11-26", end="2026-11-30", remind=remind)
    assert told(came_due(event, window, at(now), MIDNIGHT)) == expected


@pytest.mark.parametrize(
    ("last", "now", "remind", "expected"),
    [
        ("2026-11-18T08:00", "2026-11-19T08:00", None, ["7d@11-26"]),
        ("2026-11-19T08:00", "2026-11-19T08:00", None, []),
        ("2026-11-19T00:00", "2026-11-19T08:00", None, []),  # told at 00:00
        ("2026-11-18T23:59", "2026-11-19T00:00", None, ["7d@11-26"]),
        ("2026-11-01T08:00", "2026-11-25T08:00", None, ["1d@11-26"]),  # 7d and 1d are one
        ("2026-11-01T08:00", "2026-11-22T08:00", None, ["7d@11-26 late 3"]),
        ("2026-11-01T08:00", "2026-12-05T08:00", None, ["0d@11-26 late 9 missed"]),
        ("2026-11-01T08:00", "2026-11-28T08:00", None, ["0d@11-26 late 2"]),  # not over yet
        ("2026-11-01T08:00", "2026-12-05T08:00", ("1d", "+5d"), ["+5d@11-26 late 4 missed"]),
        ("2026-11-27T08:00", "2026-12-05T08:00", ("1d", "+5d"), ["+5d@11-26 late 4"]),
        ("2026-11-01T08:00", "2026-11-25T08:00", ("7d print", "2d", "1d"), ["7d@11-26 late 6 'print'", "1d@11-26"]),
        ("2026-11-01T08:00", "2026-11-26T07:59", ("0d 08:00",), []),
        ("2026-11-01T08:00", "2026-11-26T08:00", ("0d 08:00",), ["0d@11-26"]),
    ],
)
def test_since_the_last_run(last: str, now: str, remind: tuple[str, ...] | None, expected: list[str]) -> None:
    assert run(between(last, now), "2026-11-26", remind, end="2026-11-30") == expected


def test_a_first_run_is_told_what_is_due_since_midnight() -> None:
    assert run(first_run(at("2026-11-26T00:00")), "2026-11-26", None) == ["0d@11-26"]
    assert run(first_run(at("2026-11-26T09:00")), "2026-11-26", None) == ["0d@11-26"]
    assert run(first_run(at("2026-11-26T09:00")), "2026-11-26", ("1d 23:00", "0d 10:00")) == []


def test_a_clock_that_was_set_back_makes_a_first_run() -> None:
    window = since(at("2036-01-01T00:00"), datetime(2036, 1, 1), at("2026-11-26T09:00"))
    assert run(window, "2026-11-26", None) == ["0d@11-26"]


def test_what_was_told_is_not_told_again() -> None:
    window = between("2026-11-18T08:00", "2026-11-25T08:00")
    event = make_event("2026-11-26", remind=("7d", "1d", "1d pack"))
    first = came_due(event, window, window.through, MIDNIGHT, Past())
    assert told(first) == ["1d@11-26", "1d@11-26 'pack'"]
    keys = {(reminder.occurrence, name) for reminder in first for name in reminder.covers}
    assert {name for _, name in keys} == {"7d", "1d", "1d pack"}
    assert came_due(event, window, window.through, MIDNIGHT, Past(keys)) == []


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-27T09:29", []),
        ("2026-11-27T09:30", ["30min@11-27T10:00:00"]),
        ("2026-11-27T10:01", ["30min@11-27T10:00:00 missed"]),
    ],
)
def test_minutes_are_instants(now: str, expected: list[str]) -> None:
    assert run(between("2026-11-27T08:00", now), "2026-11-27T10:00", ("30min",)) == expected


def test_a_timed_event_is_told_of_in_the_morning() -> None:
    for now, expected in (("2026-11-27T07:00", ""), ("2026-11-27T22:00", ""), ("2026-11-27T22:01", " missed")):
        assert run(today(at(now)), "2026-11-27T22:00", None, now=now) == [f"0d@11-27T22:00:00{expected}"]


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        ("2026-11-25T08:00", "2026-11-26T08:00", ["0d@11-26 'go'"]),
        ("2026-11-26T08:00", "2026-11-27T08:00", ["0d@11-26 'go'"]),  # the nag
        ("2026-12-01T08:00", "2026-12-09T08:00", ["0d@11-26 'go'"]),  # once, over or not
        ("2026-12-09T08:00", "2026-12-09T09:00", []),
        ("2027-11-24T08:00", "2027-11-25T08:00", ["1d@11-26"]),  # the next one's first lead
        ("2027-11-25T08:00", "2027-11-26T08:00", ["0d@11-26 'go'"]),
    ],
)
def test_nag(last: str, now: str, expected: list[str]) -> None:
    assert run(between(last, now), "2026-11-26", ("1d", "0d go"), Past(), nag=True, repeat="yearly") == expected


def test_nag_is_silent_where_no_ledger_is_asked_and_once_dismissed() -> None:
    window = between("2026-11-27T08:00", "2026-11-28T08:00")
    assert run(window, "2026-11-26", None, nag=True) == []
    dismissed = Past(put_off={"2026-11-26": PutOff(at("2026-11-27T07:00"), None)})
    assert run(window, "2026-11-26", None, dismissed, nag=True) == []
    assert run(between("2026-11-18T08:00", "2026-11-19T08:00"), "2026-11-26", None, dismissed) == []


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        ("2026-11-19T10:00", "2026-11-20T08:00", []),  # put off from 19 November 10:00 to the 24th, 09:00
        ("2026-11-20T08:00", "2026-11-23T08:00", []),
        ("2026-11-23T08:00", "2026-11-24T09:00", ["4d@11-26 late 2 'pack'"]),
        ("2026-11-24T09:00", "2026-11-24T10:00", []),
        ("2026-11-24T10:00", "2026-11-25T08:00", ["1d@11-26"]),
    ],
)
def test_snooze(last: str, now: str, expected: list[str]) -> None:
    put_off = {"2026-11-26": PutOff(at("2026-11-19T10:00"), at("2026-11-24T09:00"))}
    assert run(between(last, now), "2026-11-26", ("7d", "4d pack", "1d"), Past(put_off=put_off)) == expected


def test_a_snooze_before_any_lead_brings_the_first() -> None:
    put_off = {"2026-11-26": PutOff(at("2026-11-01T10:00"), at("2026-11-02T09:00"))}
    window = between("2026-11-01T10:00", "2026-11-02T09:00")
    assert run(window, "2026-11-26", ("7d", "1d"), Past(put_off=put_off)) == ["7d@11-26"]
    assert run(window, "2026-11-26", (), Past(put_off=put_off)) == ["0d@11-26"]


def test_who_flies_east_or_west_is_told_once() -> None:
    morning = ("0d 08:00",)
    # In New York at 03:00, not due; on to Berlin, where it is 10:00 by now.
    new_york = at("2026-11-26T03:00", "America/New_York")
    window = since(new_york, datetime(2026, 11, 26, 3), at("2026-11-26T10:00", "Europe/Berlin"))
    assert run(window, "2026-11-26", morning) == ["0d@11-26"]
    # Told in Berlin at 09:00; on to New York, where it is 04:00, and later 09:00.
    for now in ("2026-11-26T04:00", "2026-11-26T09:00"):
        window = since(at("2026-11-26T09:00", "Europe/Berlin"), datetime(2026, 11, 26, 9), at(now, "America/New_York"))
        assert run(window, "2026-11-26", morning) == []


def test_nothing_older_than_two_years_is_caught_up_with() -> None:
    assert run(between("2020-01-01T08:00", "2026-11-24T08:00"), "2021-01-01", None) == []
    assert len(run(between("2020-01-01T08:00", "2026-11-24T08:00"), "2020-01-01", None, repeat="monthly")) == 25


def test_a_moment_that_is_a_day_earlier_elsewhere_is_not_lost_on_the_way() -> None:
    # 01:00 in Shanghai on the 27th is the 27th in Tokyo, and the 26th in New York, where its eve has begun.
    window = since(
        at("2026-11-25T23:00", "Asia/Tokyo"), datetime(2026, 11, 25, 23), at("2026-11-25T10:00", "America/New_York")
    )
    assert run(window, "2026-11-27T01:00", ("1d",), Past(), tz="Asia/Shanghai") == ["1d@11-27T01:00:00"]
    assert run(window, "2026-11-27T01:00", ("1d",), Past({("2026-11-27T01:00:00", "1d")}), tz="Asia/Shanghai") == []
