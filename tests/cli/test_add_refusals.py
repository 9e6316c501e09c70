"""What `countdown add` refuses: a sentence with the place and the mend, and nothing is written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

NOW = ("--now", "2026-11-24T09:00")
TEXT = "# mine\n[events.x]\nname = 'X'\nstart = 2026-12-01\n"


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        ([], 2, "missing argument 'NAME'"),
        (["Y"], 2, "missing argument 'WHEN'"),
        (["", "tomorrow"], 1, "events.event.name: the name is empty"),
        ([" \n", "tomorrow"], 1, "events.event.name: the name is empty"),
        (["\udcff", "tomorrow"], 2, r"NAME: '\udcff' is not UTF-8"),
        (["Y", ""], 2, "no date is given"),
        (["Y", "someday"], 2, "'someday' is not understood; write for instance"),
        (["Y", "Nov", "26", "foo"], 2, "'Nov 26 foo': 'foo' is not understood"),
        (["Y", "2027-02-29"], 2, "2027 has no 29 February"),
        (["Y", "9:30"], 2, "a time of day needs a day"),
        (["Y", "-5", "days"], 2, "no such option: -5"),
        (["Y", "yesterday"], 1, "Monday 23 November 2026 is past; --past adds it all the same, --pin counts up from it"),
        (["Y", "today 8:00"], 1, "Tuesday 24 November 2026 08:00 is past; --past"),
        (["Y", "1 Nov 2026 for 3 days"], 1, "Tuesday 3 November 2026 is past; --past"),
        (["Y", "Nov 26-30", "--end", "Nov 28"], 2, "WHEN and --end both tell an end"),
        (["Y", "Nov 26", "--end", "2026-11-20"], 1, "events.y.end: 2026-11-20 is before the start, 2026-11-26"),
        (["Y", "Nov 26", "--end", "Nov 27 9:00"], 1, "has a time, but the start has none; write 2026-11-27"),
        (["Y", "Nov 26 9:00", "--end", "Nov 27"], 1, "has no time, but the start has one; write 2026-11-27T"),
        (["Y", "Nov 26", "--end", "Nov 27-28"], 2, "--end: 'Nov 27-28' names more than one date"),
        (["Y", "Nov 26", "--tz", "Asia/Tokyo"], 1, "events.y.tz: an all-day event has no time zone; give the start a time"),
        (["Y", "Nov 26 9:00", "--tz", "Tokio"], 2, "--tz: 'Tokio' is not a time zone"),
        (["Y", "Nov 26 9:00", "--tz", ""], 2, "--tz: '' is not a time zone"),
        (["Y", "Nov 26", "--repeat", "sometimes"], 1, "events.y.repeat: 'sometimes' is not a repeat; write daily"),
        (["Y", "Nov 26", "--repeat", "FREQ=MINUTELY"], 1, "events.y.repeat: FREQ=MINUTELY is too fine"),
        (["Y", "2024-02-29", "--repeat", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"], 1, "y would never happen: no date fits"),
        (["Y", "Nov 26", "--except", "Nov 26"], 1, "y would never happen: no date fits"),
        (["Y", "Nov 26", "--until", "Nov 26 10:00"], 2, "--until: 'Nov 26 10:00' has a time; write a date such as 2026-11-26"),
        (["Y", "Nov 26", "--until", "Nov 25 2026"], 1, "events.y.until: 2026-11-25 is before the start, 2026-11-26"),
        (["Y", "Nov 26", "--except", "soon"], 2, "--except: 'soon' is not understood"),
        (["Y", "Nov 26", "--since", "x"], 2, "--since: 'x' is not understood"),
        (["Y", "Nov 26", "--feb29", "feb-30"], 1, "events.y.feb29: 'feb-30' is not one of its values; write feb-28, mar-1 or skip"),
        (["Y", "Nov 26", "--remind", "soon"], 1, "events.y.remind: 'soon' is not a reminder's lead"),
        (["Y", "Nov 26", "--remind", "5m"], 1, "write min or mo"),
        (["Y", "Nov 26", "--remind", "5min"], 1, "'5min': a lead in min or h needs a start with a time"),
        (["Y", "Nov 26", "--remind", "none", "--remind", "1d"], 1, "'none' is not a reminder's lead"),
        (["Y", "Nov 26", "--note", "\udcff"], 2, r"--note: '\udcff' is not UTF-8"),
        (["Y", "Nov 26", "--tag", "\udcff"], 2, r"--tags: '\udcff' is not UTF-8"),
        (["Y", "Nov 26", "--id", "x"], 1, "there is an event x already; choose another --id"),
        (["Y", "Nov 26", "--id", " "], 2, "--id is empty"),
        (["Y", "Nov 26", "--id", "\udcff"], 2, r"--id: '\udcff' is not UTF-8"),
        (["Y", "Nov 26", "--to", ""], 2, "--to is empty"),
        (["Y", "Nov 26", "--no-end"], 2, "no such option: --no-end"),
        (["--yes", "Nov 26"], 2, "no such option: --yes"),
    ],
)  # fmt: skip
def test_it_ends_in_one_sentence_and_the_old_file(
    events_file: Callable[[str], Path], run: Run, args: list[str], code: int, message: str
) -> None:
    path = events_file(TEXT)
    result = run("add", *args, *NOW)
    assert result.code == code, result
    assert message in result.err
    assert result.err.count("\n") == 1
    assert result.out == ""
    assert path.read_text() == TEXT
    assert run("undo", "--list").out == ""


@pytest.mark.parametrize(
    ("args", "shown"),
    [
        (["Y", "yesterday", "--past"], "1 day ago"),
        (["Y", "yesterday", "--pin"], "D+1"),
        (["Y", "yesterday", "--repeat", "weekly"], "6 days"),
        (["Y", "2020-01-01", "--repeat", "daily", "--until", "2020-02-01"], "2488 days ago"),
        (["Y", "23 Nov 2026 for 3 days"], "day 2 of 3"),
        (["Y", "today"], "today"),
    ],
)
def test_a_date_in_the_past_that_is_meant(
    events_file: Callable[[str], Path], run: Run, args: list[str], shown: str
) -> None:
    events_file(TEXT)
    result = run("add", *args, *NOW)
    assert (result.code, result.out.splitlines()[:2]) == (0, ["Y", shown])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[events", r":1: not TOML: .*"),
        ("[events.a]\nname = 'A\n", r":2: not TOML: .*"),
        ("events = 3\n", r": this event is written in a way that cannot be changed from here; .*countdown edit"),
    ],
)
def test_a_file_that_is_none_stays_as_it_is(
    events_file: Callable[[str], Path], run: Run, text: str, message: str
) -> None:
    path = events_file(text)
    result = run("add", "Y", "tomorrow", *NOW)
    assert (result.code, result.out) == (1, "")
    assert re.fullmatch(re.escape(str(path)) + message + "\n", result.err)
    assert path.read_text() == text


def test_bytes_that_are_not_utf8_stay_as_they_are(events_file: Callable[[str], Path], run: Run) -> None:
    path = events_file("")
    path.write_bytes(b"# caf\xe9\n")
    result = run("add", "Y", "tomorrow", *NOW)
    assert (result.code, result.err) == (1, f"{path}:1: byte 0xe9 is not UTF-8; save the file as UTF-8\n")
    assert path.read_bytes() == b"# caf\xe9\n"


def test_what_is_wrong_with_other_events_is_no_matter(events_file: Callable[[str], Path], run: Run) -> None:
    text = "[events.bad]\nname = 3\nstart = 2026-02-30\n[other]\nx = [nan, 1.5]\n"
    path = events_file(text)
    assert run("add", "Y", "tomorrow", *NOW).code == 0
    assert path.read_text() == text + '\n[events.y]\nname = "Y"\nstart = 2026-11-25\n'


@pytest.mark.parametrize("name", ["-", "--", "--pin", "-f", "$HOME", "*", "!", ";", "a\\", "'\""])
def test_a_name_that_looks_like_something_else_is_a_name_behind_two_dashes(
    events_file: Callable[[str], Path], name: str
) -> None:
    path = events_file("")
    line = f'set -eu; {sys.executable} -m countdown --now 2026-11-24 add -- "$1" tomorrow | cat'
    done = subprocess.run(
        ["/bin/sh", "-c", line, "sh", name],
        check=True, capture_output=True, text=True, timeout=60, env=os.environ | {"LC_ALL": "C"},
    )  # fmt: skip
    assert done.stderr == ""
    assert done.stdout.startswith(f"{name}\n1 day (tomorrow)\n")
    assert "\nstart = 2026-11-25\n" in path.read_text()
