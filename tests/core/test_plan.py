"""An event's leads, its own or the default ones, and the reminders of an occurrence."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from countdown.core.plan import leads, plan
from countdown.core.preferences import Preferences
from tests.build import make_event, seen


@pytest.mark.parametrize(
    ("start", "fields", "names"),
    [
        ("2026-11-26", {}, "7d 1d 0d"),
        ("2026-11-26T09:00", {}, "7d 1d 0d"),
        ("2026-11-26", {"remind": ()}, ""),
        ("2026-11-26", {"remind": ("100d", "2d..+1d")}, "100d 2d 1d 0d +1d"),
        ("2026-11-26", {"remind": ("3d",), "repeat": "daily"}, "3d"),
        ("2026-11-26", {"repeat": "yearly"}, "7d 1d 0d"),
        ("2026-11-26", {"repeat": "monthly"}, "7d 1d 0d"),
        ("2026-11-26", {"repeat": "every 8 days"}, "7d 1d 0d"),
        ("2026-11-26", {"repeat": "every 2 weeks"}, "7d 1d 0d"),
        ("2026-11-26", {"repeat": "weekly"}, "1d 0d"),
        ("2026-11-26", {"repeat": "every 7 days"}, "1d 0d"),
        ("2026-11-26", {"repeat": "every 2 days"}, "1d 0d"),
        ("2026-11-26", {"repeat": "daily"}, "0d"),
        ("2026-11-26", {"repeat": "weekdays"}, "0d"),
        ("2026-11-26", {"repeat": "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"}, "7d 1d 0d"),
        ("2026-11-26", {"repeat": "FREQ=MONTHLY;BYMONTHDAY=1,4,26"}, "1d 0d"),
        ("2026-11-26", {"repeat": "FREQ=WEEKLY;BYDAY=MO,TH"}, "1d 0d"),
        ("2026-11-26", {"repeat": "FREQ=WEEKLY;INTERVAL=2"}, "7d 1d 0d"),
        ("2026-11-26", {"repeat": "FREQ=DAILY"}, "0d"),
        ("2026-11-26", {"repeat": "FREQ=DAILY;COUNT=1"}, "7d 1d 0d"),
        ("2026-11-26", {"repeat": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "7d 1d 0d"),
        # Several times a day is daily, and every tenth day stays that.
        ("2026-11-26T09:00", {"repeat": "FREQ=HOURLY"}, "0d"),
        ("2026-11-26T09:00", {"repeat": "FREQ=DAILY;BYHOUR=9,17"}, "0d"),
        ("2026-11-26T09:00", {"repeat": "FREQ=DAILY;INTERVAL=10;BYHOUR=9,17"}, "7d 1d 0d"),
    ],
)
def test_without_leads_of_its_own_an_event_has_those_shorter_than_its_step(
    start: str, fields: dict[str, Any], names: str
) -> None:
    assert [lead.name for lead in leads(make_event(start, **fields))] == names.split()


def test_reminders_come_in_the_order_they_are_due() -> None:
    fields = {"remind": ("15min", "+1d", "0d 08:00", "30d..29d pack", "1mo")}
    found = plan(seen("2026-11-26T09:00", "2026-11-01T00:00", "Europe/Berlin", **fields), Preferences(time(7, 30)))
    assert [(reminder.lead.name, reminder.due.isoformat(timespec="minutes")) for reminder in found] == [
        ("1mo", "2026-10-26T07:30+01:00"),
        ("30d", "2026-10-27T07:30+01:00"),
        ("29d", "2026-10-28T07:30+01:00"),
        ("0d", "2026-11-26T08:00+01:00"),
        ("15min", "2026-11-26T08:45+01:00"),
        ("+1d", "2026-11-27T07:30+01:00"),
    ]
    assert [reminder.lead.text for reminder in found[1:3]] == ["pack", "pack"]


def test_reminders_are_of_the_occurrence_that_is_seen_and_by_the_viewers_dates() -> None:
    fields = {"tz": "Asia/Shanghai", "repeat": "yearly", "remind": ("1d 09:00", "1h")}
    found = plan(seen("2020-11-27T01:00", "2026-11-01T00:00", "America/New_York", **fields), Preferences())
    assert [reminder.due.isoformat() for reminder in found] == [
        "2026-11-25T09:00:00-05:00",
        "2026-11-26T11:00:00-05:00",
    ]


def test_a_lead_that_cannot_come_due_is_left_out() -> None:
    found = plan(seen("2026-11-26", "2026-11-01T00:00", remind=("1h", "9999y", "1d")), Preferences())
    assert [reminder.lead.name for reminder in found] == ["1d"]
