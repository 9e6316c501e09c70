"""JSON, schema 1, field by field."""

from __future__ import annotations

import json
from typing import Any

import pytest

from countdown.core.plan import plan
from countdown.core.preferences import Preferences
from countdown.view.json import fields, list_json, show_json
from tests.build import at, seen

NOW = "2026-11-24T09:00"
EXPO: dict[str, Any] = {
    "id": "expo", "name": "Supply chain expo", "end": "2024-11-30", "repeat": "yearly", "tags": ("work",),
    "where": "Beijing",
}  # fmt: skip


def test_the_example() -> None:
    expo = seen("2024-11-26", NOW, **EXPO)
    line = list_json([expo], at(NOW), lambda event: f"events.toml:{len(event.id)}")
    assert "\n" not in line
    assert json.loads(line) == {
        "schema": 1,
        "now": "2026-11-24T09:00:00+00:00",
        "events": [
            {
                "id": "expo", "name": "Supply chain expo", "state": "upcoming", "days": 2, "days_to_end": 6, "day": None,
                "length_days": 5, "start": "2026-11-26", "end": "2026-11-30", "all_day": True, "repeat": "yearly",
                "occurrence": "2026-11-26", "years": 2, "tags": ["work"], "where": "Beijing", "url": None, "note": None,
                "source": "events.toml:4",
            }
        ],
    }  # fmt: skip


def test_no_events_are_an_empty_list() -> None:
    assert json.loads(list_json([], at(NOW, "Europe/Berlin"), lambda _: "")) == {
        "schema": 1, "now": "2026-11-24T09:00:00+01:00", "events": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("start", "given", "now", "told"),
    [
        ("2026-11-23", {"end": "2026-11-27"}, NOW, {"state": "ongoing", "days": -1, "days_to_end": 3, "day": 2}),
        ("2026-11-20", {}, NOW, {"state": "past", "days": -4, "days_to_end": -4, "day": None, "length_days": 1}),
        ("2026-11-24", {}, NOW, {"state": "ongoing", "days": 0, "day": 1, "years": None, "repeat": None}),
        ("2026-11-24", {}, NOW, {"end": "2026-11-24", "tags": [], "where": None, "url": None, "note": None}),
        ("2026-11-26T09:30", {}, NOW, {"all_day": False, "start": "2026-11-26T09:30:00+00:00", "state": "upcoming"}),
        ("2000-02-29", {"repeat": "yearly", "name": "Ada turns {years}"}, NOW, {"name": "Ada turns 27", "years": 27}),
        ("2026-11-26", {"url": "https://x", "note": "n\nn"}, NOW, {"url": "https://x", "note": "n\nn"}),
    ],
)
def test_each_field(start: str, given: dict[str, Any], now: str, told: dict[str, Any]) -> None:
    found = fields(seen(start, now, **given), "e.toml:1")
    assert {name: found[name] for name in told} == told


def test_times_are_the_viewers_and_the_occurrence_is_the_events_own() -> None:
    found = fields(
        seen("2026-11-27T01:00", NOW, "America/New_York", end="2026-11-27T02:00", tz="Asia/Shanghai"), "e.toml:1"
    )
    assert (found["start"], found["end"]) == ("2026-11-26T12:00:00-05:00", "2026-11-26T13:00:00-05:00")
    assert (found["occurrence"], found["days"]) == ("2026-11-27T01:00:00+08:00", 2)


def test_show_adds_starts_and_reminders() -> None:
    expo = seen("2024-11-26", NOW, **EXPO, remind=("7d", "1d 08:00 pack"))
    line = show_json(expo, "e.toml:4", [expo.start], plan(expo, Preferences(at(NOW).time())))
    shown = json.loads(line)
    (event,) = shown["events"]
    assert (shown["schema"], event["id"], event["upcoming"]) == (1, "expo", ["2026-11-26"])
    assert event["reminders"] == [
        {"lead": "7d", "due": "2026-11-19T09:00:00+00:00", "text": None},
        {"lead": "1d", "due": "2026-11-25T08:00:00+00:00", "text": "pack"},
    ]


def test_text_is_kept_and_steers_no_terminal() -> None:
    name = 'a"b\\c\n\x1b[31m\x7f\x9b\u202e\u2028北京🎉'
    line = list_json([seen("2026-11-26", NOW, name=name)], at(NOW), lambda _: name)
    assert line.isprintable()
    assert json.loads(line)["events"][0]["name"] == name
    assert "北京🎉" in line
