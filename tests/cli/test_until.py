"""`countdown until`: an event or a date, one line or one number."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import REPOSITORY, Run

NOW = ("--now", "2026-11-24T09:00")
EVENTS = """\
[events.expo]
name = "Supply chain expo"
start = 2026-11-26
end = 2026-11-30

[events.ski]
name = "Ski week"
start = 2026-11-23
end = 2026-11-27

[events.friday]
name = "Friday beers"
start = 2026-11-27T18:00:00
repeat = "weekly"

[events.flight]
name = "Flight"
start = 2026-11-24T12:20:00
end = 2026-11-24T15:20:00

[events.call]
name = "Call"
start = 2026-11-24T08:20:00
end = 2026-11-24T10:20:00

[events.move]
name = "The move"
start = 2026-08-18

[events.steering]
name = "\\u001b[31m"
start = 2026-12-25

[events.never]
name = "Never"
start = 2026-02-28
repeat = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
"""


@pytest.fixture(autouse=True)
def path(events_file: Callable[[str], Path]) -> Path:
    return events_file(EVENTS)


@pytest.mark.parametrize(
    ("args", "line"),
    [
        ("25 december", "31 days until Friday 25 December 2026"),
        ("tomorrow", "1 day until Wednesday 25 November 2026 (tomorrow)"),
        ("today", "0 days until Tuesday 24 November 2026 (today)"),
        ("yesterday", "1 day since Monday 23 November 2026 (yesterday)"),
        ("3 weeks ago", "21 days since Tuesday 3 November 2026"),
        ("tomorrow 18:00", "1 day until Wednesday 25 November 2026 (tomorrow)"),
        ("2026-11-24T23:30-05:00", "1 day until Wednesday 25 November 2026 (tomorrow)"),
        ("Nov 28-30", "4 days until Saturday 28 November 2026"),
        ("25 december --unit weeks", "4 weeks and 3 days until Friday 25 December 2026"),
        ("8 december --unit weeks", "2 weeks until Tuesday 8 December 2026"),
        ("26 november --unit weeks", "2 days until Thursday 26 November 2026"),
        ("today --unit weeks", "0 weeks until Tuesday 24 November 2026 (today)"),
        ("25 december --unit months", "1 month and 1 day until Friday 25 December 2026"),
        ("24 november 2027 --unit months", "12 months until Wednesday 24 November 2027"),
        ("3 weeks ago --unit weeks", "3 weeks since Tuesday 3 November 2026"),
        ("end of month --unit workdays", "4 working days until Monday 30 November 2026"),
        ("tomorrow --unit workdays", "1 working day until Wednesday 25 November 2026 (tomorrow)"),
        ("30 november --inclusive", "7 days until Monday 30 November 2026, both ends counted"),
        ("today --inclusive", "1 day until Tuesday 24 November 2026 (today), both ends counted"),
        ("25 december --from 2026-12-01", "24 days from Tuesday 1 December 2026 until Friday 25 December 2026"),
        ("25 december --from 2027-01-01", "7 days from Friday 1 January 2027 back to Friday 25 December 2026"),
        ("expo", "2 days until Supply chain expo, Thursday 26 November 2026"),
        ("supply chain", "2 days until Supply chain expo, Thursday 26 November 2026"),
        ("expo --unit workdays", "2 working days until Supply chain expo, Thursday 26 November 2026"),
        ("expo --inclusive", "3 days until Supply chain expo, Thursday 26 November 2026, both ends counted"),
        (
            "expo --from today",
            "2 days from Tuesday 24 November 2026 until Supply chain expo, Thursday 26 November 2026",
        ),
        ("ski", "day 2 of 5: Ski week, until Friday 27 November 2026"),
        ("ski --unit weeks", "1 day since Ski week, Monday 23 November 2026 (yesterday)"),
        ("flight", "0 days until Flight, Tuesday 24 November 2026 (in 3 h 20 min)"),
        ("call", "now: Call, until Tuesday 24 November 2026 10:20"),
        ("move", "98 days since The move, Tuesday 18 August 2026"),
        ("move --unit months", "3 months and 6 days since The move, Tuesday 18 August 2026"),
        ("9999-12-31T23:59-12:00", "2912115 days until Friday 31 December 9999"),
        ("steering", "31 days until \\x1b[31m, Friday 25 December 2026"),
    ],
)
def test_one_line(run: Run, args: str, line: str) -> None:
    assert run("until", *args.split(), *NOW) == (0, f"{line}\n", "")


@pytest.mark.parametrize(
    ("args", "number"),
    [
        ("25 december", 31),
        ("today", 0),
        ("yesterday", -1),
        ("3 weeks ago --unit weeks", -3),
        ("20 days ago --unit weeks", -2),
        ("25 december --unit weeks", 4),
        ("25 december --unit months", 1),
        ("end of month --unit workdays", 4),
        ("17 nov 2026 --unit workdays", -5),
        ("25 december --inclusive", 32),
        ("yesterday --inclusive", -2),
        ("expo", 2),
        ("ski", -1),
        ("move", -98),
        ("expo --from 2026-12-01", -5),
    ],
)
def test_number_prints_the_bare_integer(run: Run, args: str, number: int) -> None:
    assert run("until", "--number", *args.split(), *NOW) == (0, f"{number}\n", "")


def test_the_weekend_is_that_of_the_config(run: Run, home: Path) -> None:
    config = home / ".config/countdown/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('weekend = ["friday"]\n')
    assert run("until", "end", "of", "month", "--unit", "workdays", "--number", *NOW).out == "5\n"


def test_the_days_are_those_of_the_viewer(run: Run, viewer: Callable[[str], None], path: Path) -> None:
    path.write_text('[events.x]\nname = "X"\nstart = 2026-11-27T01:00:00\ntz = "Asia/Shanghai"\n')
    viewer("America/New_York")
    assert run("until", "x", *NOW).out == "2 days until X, Thursday 26 November 2026\n"
    viewer("Asia/Tokyo")
    assert run("until", "x", *NOW).out == "3 days until X, Friday 27 November 2026\n"


def test_an_event_wins_and_says_so_where_both_fit(run: Run) -> None:
    assert run("until", "friday", *NOW) == (
        0,
        "3 days until Friday beers, Friday 27 November 2026\n",
        "countdown: 'friday' is taken for the event friday, not for Friday 27 November 2026\n",
    )
    assert run("until", "next", "friday", *NOW) == (0, "3 days until Friday 27 November 2026\n", "")


def test_a_phrase_wins_over_several_events(run: Run, path: Path) -> None:
    path.write_text(
        EVENTS + "[events.x]\nname = 'Today 1'\nstart = 2027-01-01\n[events.y]\nname = 'Today 2'\nstart = 2027-01-02\n"
    )
    assert run("until", "today", "--number", *NOW).out == "0\n"


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        ([], 2, "countdown until: missing argument 'EVENT-or-WHEN'"),
        ([""], 1, "countdown: no date is given, and no event is called that; write for instance"),
        (["exo"], 1, "countdown: 'exo' is not understood, and no event is called that; did you mean expo?"),
        (["zzz"], 1, "countdown: 'zzz' is not understood, and no event is called that; write for instance"),
        (["Feb", "30"], 1, "countdown: 'Feb 30': February has at most 29 days, and no event is called that; write"),
        (["2027-02-29"], 1, "2027 has no 29 February, and no event is called that"),
        (["Nov", "26", "foo"], 1, "'Nov 26 foo': 'foo' is not understood, and no event"),
        (["l"], 1, "'l' could be several events; write one of"),
        (["never"], 1, "events.toml:34: never never happens: no date fits"),
        (["today", "--unit", "years"], 2, "'years' is not one of 'days', 'weeks', 'months', 'workdays'"),
        (["today", "--from", "someday"], 2, "--from: 'someday' is not understood"),
        (["today", "--from", "Nov 1-3"], 2, "--from: 'Nov 1-3' names more than one date"),
        (["9999-12-31", "--inclusive"], 1, "Friday 31 December 9999 is the last day, and cannot be counted as well"),
        (["\udcff"], 1, "and no event is called that; write"),
    ],
)  # fmt: skip
def test_what_is_neither_is_refused_in_a_sentence(run: Run, args: list[str], code: int, message: str) -> None:
    result = run("until", *args, *NOW)
    assert (result.code, result.out) == (code, "")
    assert message in result.err
    assert result.err.count("\n") == 1


def test_a_missing_file_that_is_named_is_an_error_and_the_date_is_told(run: Run) -> None:
    result = run("-f", "/no/such/file", "until", "25", "december", *NOW)
    assert result == (1, "31 days until Friday 25 December 2026\n", "/no/such/file: no such file\n")


def test_it_needs_no_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUNTDOWN_FILE")
    assert run("until", "25", "december", *NOW) == (0, "31 days until Friday 25 December 2026\n", "")


@pytest.mark.parametrize("words", ["expo", "expo --number --unit workdays"])
def test_an_event_needs_no_heavy_module(words: str) -> None:
    code = "import json, sys; from countdown.cli.main import main; main(sys.argv[1:]); print(json.dumps(list(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code, "until", *words.split(), *NOW],
        check=True, capture_output=True, text=True, timeout=60, cwd=REPOSITORY,
    )  # fmt: skip
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "countdown.cli.until" in loaded
    assert not {"dateutil", "rich", "filelock", "countdown.store.writer", "countdown.view.table"} & loaded
