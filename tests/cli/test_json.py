"""`--json`: schema 1 of docs/schema-1.json, field by field, whatever is on standard error."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.conftest import REPOSITORY, Run

SCHEMA = json.loads((REPOSITORY / "docs/schema-1.json").read_text())
EXPO = """\
[events.expo]
name = "Supply chain expo"
start = 2024-11-26
end = 2024-11-30
repeat = "yearly"
tags = ["work"]
where = "Beijing"
"""
ALL_KINDS = """\
[events.late]
name = "Turn {years}"
start = 2026-11-24T23:30:00.5
repeat = "daily"
remind = ["30min look", "+2h", "1w", "1mo 08:15"]

[events.there]
name = "Call"
start = 2026-11-27T01:00:00
end = 2026-11-27T02:00:00
tz = "Asia/Shanghai"

[events.old]
name = "Old zone"
start = 1850-01-01T00:00:00
tz = "Europe/Berlin"

[events.move]
name = "Move"
start = 2026-08-18
pin = true
remind = []

[events.ski]
name = "Ski"
start = 2026-11-23
end = 2026-11-27
note = "n"
url = "https://example.org"

[events.rule]
name = "Rule"
start = 2020-01-01
repeat = "FREQ=MONTHLY;BYDAY=2TU"

[events.wrong]
name = "Wrong"
start = 2026-02-30
"""


def _object(out: str) -> dict[str, Any]:
    """The one line of `out`, once it is seen to be of schema 1."""
    assert out.count("\n") == 1
    found = json.loads(out)
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert isinstance(found, dict)
    return found


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert set(SCHEMA["$defs"]["event"]["required"]) <= set(SCHEMA["$defs"]["event"]["properties"])


def test_every_field_of_the_list(run: Run, events_file: Callable[[str], Path]) -> None:
    path = events_file(EXPO)
    result = run("list", "--json", "--now", "2026-11-24T09:00:00Z")
    assert (result.code, result.err) == (0, "")
    assert _object(result.out) == {
        "schema": 1,
        "now": "2026-11-24T09:00:00+00:00",
        "events": [
            {
                "id": "expo",
                "name": "Supply chain expo",
                "state": "upcoming",
                "days": 2,
                "days_to_end": 6,
                "day": None,
                "length_days": 5,
                "start": "2026-11-26",
                "end": "2026-11-30",
                "all_day": True,
                "repeat": "yearly",
                "occurrence": "2026-11-26",
                "years": 2,
                "tags": ["work"],
                "where": "Beijing",
                "url": None,
                "note": None,
                "source": f"{path}:1",
            }
        ],
    }


def test_show_adds_what_is_upcoming_and_the_reminders(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file(EXPO + 'remind = ["30d print the badges", "2d..1d", "0d 08:00"]\n')
    shown = _object(run("show", "expo", "--json", "--now", "2026-11-24").out)
    listed = _object(run("list", "--json", "--now", "2026-11-24").out)
    assert shown["now"] == listed["now"]
    assert shown["events"] == [
        listed["events"][0]
        | {
            "upcoming": ["2026-11-26", "2027-11-26", "2028-11-26"],
            "reminders": [
                {"lead": "30d", "due": "2026-10-27T00:00:00+00:00", "text": "print the badges"},
                {"lead": "2d", "due": "2026-11-24T00:00:00+00:00", "text": None},
                {"lead": "1d", "due": "2026-11-25T00:00:00+00:00", "text": None},
                {"lead": "0d", "due": "2026-11-26T08:00:00+00:00", "text": None},
            ],
        }
    ]


def test_no_field_is_missing_or_unknown_to_the_schema(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file(ALL_KINDS)
    event = SCHEMA["$defs"]["event"]
    for seen in _object(run("list", "--json", "--all", "--now", "2026-11-24").out)["events"]:
        assert set(seen) == set(event["required"])
        (shown,) = _object(run("show", seen["id"], "--json", "--now", "2026-11-24").out)["events"]
        assert set(shown) == set(event["properties"])
        for reminder in shown["reminders"]:
            assert set(reminder) == set(SCHEMA["$defs"]["reminder"]["properties"])


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/New_York", "CET-1CEST"])
@pytest.mark.parametrize("now", ["2026-11-24", "2026-11-24T23:45:00.25", "2027-03-01T00:00-12:00", "1849-12-31"])
def test_every_kind_of_event_is_of_the_schema(
    now: str, zone: str, run: Run, events_file: Callable[[str], Path], viewer: Callable[[str], None]
) -> None:
    events_file(ALL_KINDS)
    viewer(zone)
    for command in (["list", "--all"], ["next", "-n", "0"]):
        result = run(*command, "--json", "--now", now)
        assert _object(result.out)["events"]
        assert "2026-02-30" in result.err
    for name in ("late", "there", "old", "move", "ski", "rule"):
        assert _object(run("show", name, "--json", "--now", now).out)["events"][0]["id"] == name


def test_a_timed_event_is_told_by_the_viewers_clock_and_its_occurrence_by_its_own(
    run: Run, events_file: Callable[[str], Path], viewer: Callable[[str], None]
) -> None:
    events_file(ALL_KINDS)
    viewer("America/New_York")
    (seen,) = _object(run("list", "Call", "--json", "--now", "2026-11-24").out)["events"]
    assert seen["days"] == 2
    assert seen["start"] == "2026-11-26T12:00:00-05:00"
    assert seen["end"] == "2026-11-26T13:00:00-05:00"
    assert seen["occurrence"] == "2026-11-27T01:00:00+08:00"


def test_without_events_it_is_an_empty_list(run: Run, events_file: Callable[[str], Path]) -> None:
    assert _object(run("--json", "--now", "2026-11-24").out)["events"] == []  # before any file exists
    events_file(EXPO)
    assert _object(run("next", "nothing", "--json", "--now", "2026-11-24").out)["events"] == []


def test_a_failing_file_leaves_the_json_whole(run: Run, events_file: Callable[[str], Path]) -> None:
    path = events_file(EXPO)
    result = run("-f", "gone.toml", "-f", str(path), "list", "--json")
    assert (result.code, result.err) == (1, "gone.toml: no such file\n")
    assert len(_object(result.out)["events"]) == 1


def test_steering_characters_are_escaped_and_mean_the_same(run: Run, events_file: Callable[[str], Path]) -> None:
    name = r"[red]x[/red] \u001b[31m \n \u202e \u009b1m \u2028 \u007f 供应链 🎉"
    events_file(f'[events."\\u202ea"]\nname = "{name}"\nstart = 2030-01-01\n')
    result = run("list", "--json")
    (seen,) = _object(result.out)["events"]
    assert seen["name"] == json.loads(f'"{name}"')
    assert seen["id"] == "\u202ea"
    assert not set(result.out) & set("\x1b\u202e\x9b\u2028\x7f")
    assert "供应链 🎉" in result.out


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": "2"},
        {"days": None},
        {"state": "soon"},
        {"day": 1},
        {"start": "2026-11-26T00:00:00"},
        {"end": None},
        {"occurrence": "2026-11-26T00:00:00+00:00"},
        {"years": None},
        {"tags": None},
        {"source": "events.toml"},
        {"length_days": 0},
        {"upcoming": ["2026-11-26"]},
    ],
)
def test_the_schema_refuses_what_is_not_promised(
    wrong: dict[str, Any], run: Run, events_file: Callable[[str], Path]
) -> None:
    events_file(EXPO)
    found = _object(run("list", "--json", "--now", "2026-11-24").out)
    found["events"][0] |= wrong
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(found)
