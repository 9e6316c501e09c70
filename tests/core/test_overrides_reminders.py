"""Reminders of single occurrences that were changed: named by their original start, with leads of their own."""

from __future__ import annotations

import pytest

from countdown.core.plan import plan
from countdown.core.preferences import Preferences
from countdown.core.reminders import came_due, find_occurrence, occurrence_key
from countdown.core.window import today
from tests.build import at, seen
from tests.core.test_overrides import changed, override

EVENT = changed(
    "2026-01-05",
    override("2026-01-12", "2026-02-10", name="Moved"),
    override("2026-01-19", "2026-01-20", remind=("40d",)),
    override("2026-01-26"),
    repeat="FREQ=WEEKLY;COUNT=5",
    remind=("1d",),
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-01-04", [("2026-01-05", "1d", "It")]),
        ("2026-01-11", []),
        ("2025-12-11", [("2026-01-19", "40d", "It")]),
        ("2026-01-19", []),
        ("2026-01-25", []),
        ("2026-02-01", [("2026-02-02", "1d", "It")]),
        ("2026-02-09", [("2026-01-12", "1d", "Moved")]),
    ],
)
def test_what_comes_due(day: str, expected: list[tuple[str, str, str]]) -> None:
    now = at(f"{day}T12:00")
    found = came_due(EVENT, today(now), now, Preferences())
    assert [(each.occurrence, each.lead.name, each.countdown.name) for each in found] == expected


@pytest.mark.parametrize(
    ("key", "start"),
    [
        ("2026-01-12", "2026-02-10"),
        ("2026-01-05", "2026-01-05"),
        ("2026-01-26", None),
        ("2026-02-10", None),
        ("x", None),
    ],
)
def test_an_occurrence_is_found_where_it_was_moved(key: str, start: str | None) -> None:
    found = find_occurrence(EVENT, key, at("2026-01-01T00:00"))
    assert (None if found is None else found.start.isoformat()) == start
    assert found is None or occurrence_key(found) == key


def test_a_timed_one_is_found_by_its_key() -> None:
    event = changed("2026-01-05T09:00:00", override("2026-01-05T09:00:00", "2026-03-01T10:00:00"), tz="Asia/Tokyo")
    found = find_occurrence(event, "2026-01-05T09:00:00", at("2026-01-01T00:00", "America/New_York"))
    assert found is not None
    assert found.start.isoformat() == "2026-03-01T10:00:00+09:00"
    assert occurrence_key(found) == "2026-01-05T09:00:00"


def test_its_own_leads_are_its_plan() -> None:
    own = seen("2026-01-05", "2026-01-14T00:00", instances=EVENT.instances, repeat=EVENT.repeat, remind=EVENT.remind)
    assert [planned.lead.name for planned in plan(own, Preferences())] == ["40d"]
