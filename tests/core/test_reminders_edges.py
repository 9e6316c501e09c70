"""Reminders at the edges: nagging before its hour or its time, leads that leave the calendar."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from countdown.core.preferences import Preferences
from countdown.core.reminders import came_due
from countdown.core.window import Past, since
from tests.build import at, make_event

MORNING = Preferences(time(8))


def names(start: str, last: str, now: str, **fields: object) -> list[str]:
    window = since(at(last), datetime.fromisoformat(last), at(now))
    found = came_due(make_event(start, **fields), window, at(now), MORNING, Past())
    return [name for reminder in found for name in reminder.covers]


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        ("2026-11-27T09:00", "2026-11-28T07:00", []),  # yesterday's was told, today's is not due
        ("2026-11-26T09:00", "2026-11-28T07:00", ["nag 2026-11-27"]),
        ("2026-11-27T09:00", "2026-11-28T08:00", ["nag 2026-11-28"]),
    ],
)
def test_a_nag_comes_at_its_hour(last: str, now: str, expected: list[str]) -> None:
    assert names("2026-11-26", last, now, nag=True) == expected


@pytest.mark.parametrize("fields", [{}, {"repeat": "yearly"}, {"remind": ()}, {"except_": ["2026-11-26"]}])
def test_what_was_never_due_does_not_nag(fields: dict[str, object]) -> None:
    assert names("2026-11-26", "2026-11-17T09:00", "2026-11-18T09:00", nag=True, **fields) == []


@pytest.mark.parametrize("lead", ["9999y", "+9999y", "999999d", "+999999w"])
def test_a_lead_that_leaves_the_calendar_is_never_due(lead: str) -> None:
    assert names("2026-11-26", "2026-11-24T09:00", "2026-11-25T09:00", remind=(lead, "1d")) == ["1d"]
