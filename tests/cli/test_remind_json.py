"""`remind --json`: schema 1 of docs/schema-1.json, field by field."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.conftest import REPOSITORY, Run

SCHEMA = json.loads((REPOSITORY / "docs/schema-1.json").read_text())
FIELDS = ["id", "name", "occurrence", "lead", "due", "days", "late", "missed", "text"]
EVENTS = """\
[events.expo]
name = "Expo {years}"
start = 2024-11-26
repeat = "yearly"
remind = ["9d..7d", "1d print the badges"]

[events.call]
name = "Call"
start = 2026-11-27T01:00:00
tz = "Asia/Shanghai"
remind = ["30min look"]
"""


def reminders(out: str) -> list[dict[str, Any]]:
    assert out.count("\n") == 1
    found = json.loads(out)
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert list(found) == ["schema", "now", "reminders"]
    assert all(list(reminder) == FIELDS for reminder in found["reminders"])
    rows: list[dict[str, Any]] = found["reminders"]
    return rows


def test_every_field(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file(EVENTS)
    result = run("remind", "--json", "--now", "2026-11-19T09:00Z")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out)["now"] == "2026-11-19T09:00:00+00:00"
    assert reminders(result.out) == [
        {
            "id": "expo",
            "name": "Expo 2",
            "occurrence": "2026-11-26",
            "lead": "7d",
            "due": "2026-11-19T00:00:00+00:00",
            "days": 7,
            "late": 0,
            "missed": False,
            "text": None,
        }
    ]


def test_a_timed_event_by_the_viewers_clock_and_its_occurrence_by_its_own(
    run: Run, events_file: Callable[[str], Path], viewer: Callable[[str], None]
) -> None:
    events_file(EVENTS)
    viewer("America/New_York")
    (call,) = reminders(run("remind", "--json", "--now", "2026-11-26T09:00").out)
    assert call | {"name": "", "text": ""} == {
        "id": "call", "name": "", "occurrence": "2026-11-27T01:00:00+08:00", "lead": "30min",
        "due": "2026-11-26T11:30:00-05:00", "days": 0, "late": 0, "missed": False, "text": "",
    }  # fmt: skip


def test_late_and_missed(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file(EVENTS.replace('"1d', '"5d'))
    reminders(run("remind", "--once", "--json", "--now", "2026-11-10").out)
    (seven, five) = reminders(run("remind", "--once", "--json", "--now", "2026-11-23T08:00").out)
    assert [(row["lead"], row["late"], row["missed"], row["text"]) for row in (seven, five)] == [
        ("7d", 4, False, None),
        ("5d", 2, False, "print the badges"),
    ]
    found = reminders(run("remind", "--once", "--json", "--now", "2026-12-01").out)
    assert [(row["id"], row["days"], row["late"], row["missed"]) for row in found] == [("call", -5, 5, True)]


def test_it_is_printed_even_when_nothing_is_due(run: Run, events_file: Callable[[str], Path]) -> None:
    for options in ((), ("--once",), ("--dry-run",), ("--once", "--dry-run")):
        assert reminders(run("remind", *options, "--json").out) == []  # before any file exists
    events_file(EVENTS)
    for options in ((), ("--once",), ("--dry-run",)):
        assert reminders(run("remind", *options, "--json", "--now", "2026-11-01").out) == []


def test_once_prints_the_same_and_records_it(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file(EVENTS)
    typed = run("remind", "--json", "--now", "2026-11-19T09:00")
    assert run("remind", "--once", "--json", "--now", "2026-11-19T09:00") == typed
    assert reminders(run("remind", "--once", "--json", "--now", "2026-11-19T09:00").out) == []
    assert run("remind", "--once", "--now", "2026-11-19T09:00").out == "", "as lines or as JSON, it is one channel"


def test_json_is_whole_beside_warnings_and_failures(
    run: Run, events_file: Callable[[str], Path], home: Path, tmp_path: Path
) -> None:
    path = events_file(EVENTS + '\n[events.bad]\nname = "Bad"\nstart = 2026-02-30\n')
    (home / ".local/state/countdown/ledger.db").mkdir(parents=True)
    result = run("-f", "gone.toml", "-f", str(path), "remind", "--once", "--json", "--now", "2026-11-19")
    assert (result.code, result.err.count("\n")) == (1, 3)
    assert len(reminders(result.out)) == 1


def test_steering_characters_are_escaped_and_mean_the_same(run: Run, events_file: Callable[[str], Path]) -> None:
    text = r"\u001b[31m \n \u202e \u009b1m \u2028 第 🎉"
    events_file(f'[events.x]\nname = "{text}"\nstart = 2026-11-26\nremind = ["0d {text} end"]\n')
    out = run("remind", "--json", "--now", "2026-11-26").out
    (row,) = reminders(out)
    assert row["name"] == json.loads(f'"{text}"')
    assert row["text"] == json.loads(f'"{text} end"').strip()
    assert not set(out) & set("\x1b\u202e\x9b\u2028")


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": "2"},
        {"late": -1},
        {"late": None},
        {"missed": None},
        {"lead": "7d..1d"},
        {"lead": "7 d"},
        {"due": "2026-11-19"},
        {"due": "2026-11-19T00:00:00"},
        {"occurrence": None},
        {"text": 1},
    ],
)
def test_the_schema_refuses_what_is_not_promised(
    wrong: dict[str, Any], run: Run, events_file: Callable[[str], Path]
) -> None:
    events_file(EVENTS)
    found = json.loads(run("remind", "--json", "--now", "2026-11-19").out)
    found["reminders"][0] |= wrong
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(found)


@pytest.mark.parametrize("found", [{"schema": 1, "now": "2026-11-19T00:00:00+00:00"}, {"events": [], "reminders": []}])
def test_the_object_holds_events_or_reminders(found: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate({"schema": 1, "now": "2026-11-19T00:00:00+00:00"} | found)
