"""`--unit`, `--by` and `--milestones`: the list told in other units, under headings, and by round numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from tests.cli.conftest import Run
from tests.cli.test_json import SCHEMA

EVENTS = """\
[events.ski]
name = "Ski week"
start = 2026-10-30
end = 2026-11-27
tags = ["family", "Travel", "TRAVEL"]

[events.dentist]
name = "Dentist"
start = 2026-11-24T15:30:00

[events.expo]
name = "Expo"
start = 2027-03-04
tags = ["work", "travel"]

[events.review]
name = "Review"
start = 2026-11-30
tags = ["work"]

[events.gone]
name = "Gone"
start = 2026-11-20

[events.move]
name = "Since the move"
start = 2026-08-18
pin = true

[events.ada]
name = "Ada turns {years}"
start = 1999-07-12
repeat = "yearly"
milestones = true
"""
NOW = ("--now", "2026-11-24T09:00")


@pytest.fixture(autouse=True)
def events(events_file: Callable[[str], Path]) -> Path:
    return events_file(EVENTS)


@pytest.mark.parametrize(
    ("unit", "counts"),
    [
        ("days", ["day 26 of 29", "today", "6 days", "100 days", "230 days", "D+98"]),
        ("weeks", ["day 26 of 29", "today", "6 days", "14 weeks 2 days", "32 weeks 6 days", "14 weeks ago"]),
        ("months", ["day 26 of 29", "today", "6 days", "3 months 8 days", "7 months 18 days", "3 months 6 days ago"]),
    ],
)
def test_units(unit: str, counts: list[str], run: Run) -> None:
    code, out, err = run("list", "--unit", unit, *NOW)
    assert (code, err) == (0, "")
    assert [line.strip().partition("  ")[0] for line in out.splitlines()] == counts
    assert run("list", "--unit", unit, "--format", "{count}", *NOW).out.splitlines() == counts


@pytest.mark.parametrize("command", ["list", "next"])
@pytest.mark.parametrize("form", ["--json", "--plain"])
def test_machine_forms_stay_in_days(command: str, form: str, run: Run) -> None:
    assert run(command, form, "--unit", "weeks", *NOW) == run(command, form, *NOW)


def test_next_and_show_in_units(run: Run) -> None:
    assert run("next", "expo", "--unit", "weeks", *NOW).out == "14 weeks 2 days  Expo\n"
    lines = run("show", "expo", "--unit", "months", *NOW).out.splitlines()
    assert lines[1] == "3 months 8 days"
    assert "left       100 days, 3 months 8 days" in lines


def test_a_heading_for_each_month(run: Run) -> None:
    assert run("list", "--by", "month", *NOW).out.splitlines() == [
        "November 2026",
        "day 26 of 29  Ski week        Fri 30 Oct – Fri 27 Nov           #family #Travel #TRAVEL",
        "       today  Dentist         Tue 24 Nov 15:30 (in 6 h 30 min)",
        "      6 days  Review          Mon 30 Nov                        #work",
        "",
        "March 2027",
        "    100 days  Expo            Thu 4 Mar 2027                    #work #travel",
        "",
        "July 2027",
        "    230 days  Ada turns 28    Mon 12 Jul 2027",
        "",
        "August 2026",
        "        D+98  Since the move  18 Aug 2026",
    ]


def test_a_heading_for_each_tag_and_those_without_last(run: Run) -> None:
    lines = run("list", "--by", "tag", *NOW).out.splitlines()
    assert [re.sub(r"^ *[a-zD+\d][\w+ ]*?  (\S+(?: \S+)*).*", r"\1", line) for line in lines] == [
        "#family", "Ski week", "",
        "#Travel", "Ski week", "Expo", "",
        "#work", "Review", "Expo", "",
        "no tag", "Dentist", "Ada turns 28", "Since the move",
    ]  # fmt: skip


def test_the_number_is_of_events_and_filters_hold(run: Run) -> None:
    out = run("list", "--by", "tag", "-n", "1", *NOW).out
    assert [line for line in out.splitlines() if line.startswith("#")] == ["#family", "#Travel"]
    assert run("list", "--by", "month", "nothing", *NOW) == (0, "", "")
    assert run("list", "--by", "month", "--past", *NOW).out.splitlines()[0] == "November 2026"


@pytest.mark.parametrize("form", ["--json", "--plain", "--format={id}", "--milestones"])
def test_headings_are_for_readers(form: str, run: Run) -> None:
    code, out, err = run("list", "--by", "tag", form, *NOW)
    assert (code, out) == (2, "")
    assert err.startswith("countdown list: --by makes headings, so it does not go with ")


MILESTONES = [
    "  2 days  100 days since     Since the move  Thu 26 Nov",
    "  3 days  10,000 days since  Ada turns 0     Fri 27 Nov",
    " 30 days  200 days to go     Ada turns 28    Thu 24 Dec",
    "102 days  200 days since     Since the move  Sat 6 Mar 2027",
    "130 days  100 days to go     Ada turns 28    Sat 3 Apr 2027",
    "202 days  300 days since     Since the move  Mon 14 Jun 2027",
]


def test_milestones_nearest_first_with_their_dates(run: Run) -> None:
    today = "   today  100 days to go     Expo            Tue 24 Nov"
    assert run("list", "--milestones", *NOW).out.splitlines() == [today, *MILESTONES]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (("--within", "2d"), ["Expo", "Since the move"]),
        (("--tag", "work"), ["Expo"]),
        (("ada",), ["Ada turns 0", "Ada turns 28", "Ada turns 28"]),
        (("-n", "1"), ["Expo"]),
        (("-n", "0", "nothing"), []),
        (("--all", "gone"), []),
    ],
)
def test_filters_of_milestones(options: tuple[str, ...], names: list[str], run: Run) -> None:
    code, out, err = run("list", "--milestones", "--json", *options, *NOW)
    assert (code, err) == (0, "")
    found = json.loads(out)
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert [each["name"] for each in found["milestones"]] == names


def test_milestones_as_json(run: Run) -> None:
    out = run("list", "--milestones", "--json", "-n", "2", *NOW).out
    assert json.loads(out) == {
        "schema": 1,
        "now": "2026-11-24T09:00:00+00:00",
        "milestones": [
            {"id": "expo", "name": "Expo", "lead": "100d", "text": "100 days to go", "date": "2026-11-24", "days": 0},
            {"id": "move", "name": "Since the move", "lead": "+100d", "text": "100 days since", "date": "2026-11-26",
             "days": 2},
        ],
    }  # fmt: skip


@pytest.mark.parametrize("options", [("--past",), ("--unit", "weeks"), ("--plain",), ("--format", "{id}")])
def test_what_milestones_do_not_go_with(options: tuple[str, ...], run: Run) -> None:
    code, out, err = run("list", "--milestones", *options, *NOW)
    assert (code, out) == (2, "")
    assert err.startswith("countdown list: --milestones goes without --past, --unit, --plain and --format")


def test_without_a_file_milestones_are_none(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUNTDOWN_FILE")
    assert run("list", "--milestones") == (0, "", "")
