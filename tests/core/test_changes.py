"""Changes of one occurrence and all after it (RFC 5545 §3.2.13)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from countdown.core.event import Event
from countdown.core.preferences import Preferences
from countdown.core.recurrence import current_or_next, last
from countdown.core.reminders import came_due, find_occurrence, occurrence_key
from countdown.core.window import today
from tests.build import at
from tests.core.test_overrides import changed, override, starts

WEEKLY = {"repeat": "FREQ=WEEKLY;COUNT=5"}  # 2026-01-05, 12, 19, 26 and 02-02


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (changed("2026-01-05", override("2026-01-19", "2026-01-20", future=True), **WEEKLY), "01-05 01-12 01-20 01-27 02-03"),
        (changed("2026-01-05", override("2026-01-05", "2026-01-04", future=True), **WEEKLY), "01-04 01-11 01-18 01-25 02-01"),
        (changed("2026-01-05", override("2026-01-19", "2026-01-09", future=True), **WEEKLY), "01-05 01-09 01-12 01-16 01-23"),
        (changed("2026-01-05", override("2026-01-19", "2026-03-01", future=True), **WEEKLY), "01-05 01-12 03-01 03-08 03-15"),
        (changed("2026-01-05", override("2026-01-19", future=True), **WEEKLY), "01-05 01-12"),
        (changed("2026-01-05", override("2026-01-05", future=True), **WEEKLY), ""),
        (changed("2026-01-05", override("2026-01-12", "2026-01-13", future=True), override("2026-01-26", "2026-01-25", future=True), **WEEKLY), "01-05 01-13 01-20 01-25 02-01"),
        (changed("2026-01-05", override("2026-01-12", "2026-01-13", future=True), override("2026-01-26", "2026-01-31"), **WEEKLY), "01-05 01-13 01-20 01-31 02-03"),
        (changed("2026-01-05", override("2026-01-12", "2026-01-13", future=True), override("2026-01-26"), **WEEKLY), "01-05 01-13 01-20 02-03"),
        (changed("2026-01-05", override("2026-01-12", "2026-01-13", future=True), excluded="2026-01-19", **WEEKLY), "01-05 01-13 01-27 02-03"),
        (changed("2026-01-05", override("2026-01-12", "2026-01-13", future=True), excluded="2026-01-12", **WEEKLY), "01-05 01-20 01-27 02-03"),
        (changed("2026-01-05", override("2026-01-12", "2026-01-13", future=True), additional="2026-01-14", **WEEKLY), "01-05 01-13 01-15 01-20 01-27 02-03"),
    ],
)  # fmt: skip
def test_days(event: Event, expected: str) -> None:
    assert " ".join(start[5:] for start in starts(event, since="2025-12-01")) == expected
    for day in ("2026-01-06", "2026-01-13", "2026-01-25", "2026-02-25"):
        later = [start for start in expected.split() if f"2026-{start}" >= day]
        assert [start[5:] for start in starts(event, since=day)] == later


MEETING = changed(
    "2026-03-16T09:00:00",
    override(
        "2026-03-23T09:00:00", "2026-03-24T01:30:00", "2026-03-24T04:30:00",
        name="Night shift", where="Attic", remind=("2h",), future=True,
    ),
    end="2026-03-16T10:00:00", tz="Europe/Berlin", repeat="FREQ=WEEKLY;COUNT=4", where="Cellar", remind=("1h",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("now", "start", "end", "name", "where"),
    [
        ("2026-03-16T08:30", "2026-03-16T09:00:00+01:00", "2026-03-16T10:00:00+01:00", "It", "Cellar"),
        ("2026-03-16T10:30", "2026-03-24T01:30:00+01:00", "2026-03-24T04:30:00+01:00", "Night shift", "Attic"),
        ("2026-03-31T01:00", "2026-03-31T01:30:00+02:00", "2026-03-31T04:30:00+02:00", "Night shift", "Attic"),
        ("2026-04-07T04:00", "2026-04-07T01:30:00+02:00", "2026-04-07T04:30:00+02:00", "Night shift", "Attic"),
    ],
)
def test_what_is_next_by_the_clock_on_the_wall(now: str, start: str, end: str, name: str, where: str) -> None:
    found = current_or_next(MEETING, at(now, "Europe/Berlin"))
    assert found is not None
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)
    seen = found.event(MEETING)
    assert (seen.name, seen.where) == (name, where)


def test_the_last_one() -> None:
    assert current_or_next(MEETING, at("2026-04-07T05:00", "Europe/Berlin")) is None
    found = last(MEETING, at("2026-05-01T00:00", "Europe/Berlin"))
    assert found is not None
    assert found.start.isoformat() == "2026-04-07T01:30:00+02:00"
    assert last(MEETING, datetime(2026, 3, 1, tzinfo=UTC)) is None


@pytest.mark.parametrize("day", [16, 23, 30])
def test_each_is_found_by_its_original_start(day: int) -> None:
    key = f"2026-03-{day}T09:00:00"
    found = find_occurrence(MEETING, key, at("2026-03-01T00:00", "America/New_York"))
    assert found is not None
    assert occurrence_key(found) == key
    assert found.start.isoformat()[:13] == ("2026-03-16T09" if day == 16 else f"2026-03-{day + 1}T01")


def test_one_that_was_moved_far_is_found() -> None:
    event = changed("2026-01-05", override("2026-01-19", "2026-03-01", future=True), **WEEKLY)
    for key, start in (
        ("2026-01-26", "2026-03-08"),
        ("2026-01-12", "2026-01-12"),
        ("2026-03-08", None),
        ("x", None),
        ("9999-12-31", None),
    ):
        found = find_occurrence(event, key, at("2026-01-01T00:00"))
        assert (None if found is None else found.start.isoformat()) == start


def test_all_of_them_have_its_leads() -> None:
    now = at("2026-03-31T12:00", "Europe/Berlin")
    found = came_due(MEETING, today(now), now, Preferences())
    assert [(each.occurrence, each.lead.name) for each in found] == []
    now = at("2026-03-30T23:45", "Europe/Berlin")
    found = came_due(MEETING, today(now), now, Preferences())
    assert [(each.occurrence, each.lead.name) for each in found] == [("2026-03-30T09:00:00", "2h")]


def test_a_change_to_the_end_of_the_calendar_ends_there() -> None:
    event = changed("9999-12-01", override("9999-12-08", "9999-12-30", future=True), repeat="FREQ=WEEKLY")
    assert starts(event, since="9999-11-01") == ["9999-12-01", "9999-12-30"]


def test_what_was_before_it_on_the_same_day_stays() -> None:
    hourly = changed(
        "2026-01-05T08:00:00",
        override("2026-01-05T10:00:00", "2026-01-05T10:30:00", future=True),
        repeat="FREQ=HOURLY;COUNT=4",
    )
    assert [start[11:16] for start in starts(hourly, since="2026-01-05")] == ["08:00", "09:00", "10:30", "11:30"]
