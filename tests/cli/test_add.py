"""`countdown add`: what is understood, written, echoed, and read back."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

NOW = ("--now", "2026-11-24T09:00")


@pytest.fixture
def path(events_file: Callable[[str], Path]) -> Path:
    return events_file("# mine\n")


def added(path: Path, run: Run, *args: str) -> dict[str, Any]:
    """The table of the one event that `add` writes."""
    result = run("add", *args, *NOW)
    assert (result.code, result.err) == (0, ""), result
    events = tomllib.loads(path.read_text("utf-8"))["events"]
    (table,) = events.values()
    assert isinstance(table, dict)
    return table


@pytest.mark.parametrize(
    ("args", "lines"),
    [
        (["Dentist", "next", "friday", "9:30"], ['name = "Dentist"', "start = 2026-11-27T09:30:00"]),
        (["Dentist", "next friday 9:30"], ['name = "Dentist"', "start = 2026-11-27T09:30:00"]),
        (["Expo", "Nov", "26-30"], ["start = 2026-11-26", "end = 2026-11-30"]),
        (["Off", "tomorrow", "for", "5", "days"], ["start = 2026-11-25", "end = 2026-11-29"]),
        (["One", "tomorrow", "for", "1", "day"], ["start = 2026-11-25"]),
        (["X", "+10d"], ["start = 2026-12-04"]),
        (["X", "today 18:00-20:00"], ["start = 2026-11-24T18:00:00", "end = 2026-11-24T20:00:00"]),
        (["X", "2026-12-01T09:30+02:00"], ["start = 2026-12-01T09:30:00+02:00"]),
        (["X", "2026-12-01", "--end", "Dec 3"], ["start = 2026-12-01", "end = 2026-12-03"]),
        (["X", "2026-12-01 9:00", "--end", "2026-12-01 17:00"], ["end = 2026-12-01T17:00:00"]),
        (["X", "2026-12-01 9:00", "--tz", "Asia/Shanghai"], ["start = 2026-12-01T09:00:00", 'tz = "Asia/Shanghai"']),
        (["X", "2026-12-01", "--repeat", "yearly"], ['repeat = "yearly"']),
        (["X", "2026-12-08", "--repeat", "FREQ=MONTHLY;BYDAY=2TU"], ['repeat = "FREQ=MONTHLY;BYDAY=2TU"']),
        (["X", "tomorrow", "--repeat", "daily", "--until", "end of year"], ['repeat = "daily"', "until = 2026-12-31"]),
        (["X", "tomorrow", "--repeat", "daily", "--except", "friday"], ['repeat = "daily"', "except = [2026-11-27]"]),
        (
            ["X", "tomorrow", "--repeat", "daily", "--except", "friday", "--except", "2026-12-01"],
            ['repeat = "daily"', "except = [2026-11-27, 2026-12-01]"],
        ),
        (["X", "2028-02-29", "--repeat", "yearly", "--feb29", "mar-1"], ['repeat = "yearly"', 'feb29 = "mar-1"']),
        (["X", "2026-12-01", "--since", "18 Aug 2026"], ["since = 2026-08-18"]),
        (["X", "2026-12-01", "--pin"], ["pin = true"]),
        (["X", "2026-12-01", "--tag", "work", "--tags", "a b"], ['tags = ["work", "a b"]']),
        (["X", "2026-12-01", "--where", "Beijing"], ['where = "Beijing"']),
        (["X", "2026-12-01", "--url", "https://example.org/?a=1#b"], ['url = "https://example.org/?a=1#b"']),
        (["X", "2026-12-01", "--uid", "1@example.org"], ['uid = "1@example.org"']),
        (["X", "2026-12-01", "--note", "two\nlines"], ['note = "two\\nlines"']),
        (["X", "2026-12-01", "--remind", "30d print it", "--remind", "0d 08:00"], ['remind = ["30d print it", "0d 08:00"]']),
        (["X", "2026-12-01", "--remind", "none"], ["remind = []"]),
        (["X", "2026-12-01", "--nag"], ["nag = true"]),
        (["X", "2026-12-01", "--milestones"], ["milestones = true"]),
    ],
)  # fmt: skip
def test_words_and_options_become_fields(path: Path, run: Run, args: list[str], lines: list[str]) -> None:
    table = added(path, run, *args)
    written = path.read_text("utf-8")
    assert [line for line in lines if f"\n{line}\n" in written] == lines
    assert set(table) == {"name", "start"} | {line.partition(" ")[0] for line in lines}
    assert written.startswith("# mine\n\n[events.")


def test_every_field_is_shown_as_it_was_given(path: Path, run: Run) -> None:
    options = (
        "--end 2026-12-03 --repeat yearly --until 2030-12-31 --except 2027-12-01 --since 2026-08-18 --pin"
        " --tag a --tag b --where Beijing --url https://x.example --note N --remind 7d --nag --uid u"
    )
    added(path, run, "Expo {years}", "2026-12-01", *options.split())
    (event,) = json.loads(run("show", "expo", "--json", *NOW).out)["events"]
    expected = {
        "id": "expo", "name": "Expo 0", "state": "upcoming", "days": 7, "length_days": 3, "start": "2026-12-01",
        "end": "2026-12-03", "repeat": "yearly", "tags": ["a", "b"], "where": "Beijing", "url": "https://x.example",
        "note": "N", "upcoming": ["2026-12-01", "2028-12-01", "2029-12-01"],
    }  # fmt: skip
    assert {key: event[key] for key in expected} == expected
    assert [reminder["lead"] for reminder in event["reminders"]] == ["7d"]


@pytest.mark.parametrize(
    "name",
    ['"q" \'q\'', "a\nb", "🎉 [x] # y", "]", "{", "=", "\\", "\x1b[31m", "\u202eltr", "日本", "  x  ", "x" * 10_000, "{days}"],
)  # fmt: skip
def test_any_name_is_read_back(path: Path, run: Run, name: str) -> None:
    assert added(path, run, name, "tomorrow")["name"] == name
    (event,) = json.loads(run("list", "--json", *NOW).out)["events"]
    assert event["name"] == name
    assert run("check").out == f"{path}: 1 event, no problems\n"


CARDS = [
    (["Dentist", "next friday 9:30"], """\
Dentist
3 days

starts  Friday 27 November 2026 09:30
left    3 days
id      dentist
"""),
    (["Expo", "Nov 26-30"], """\
Expo
2 days

starts  Thursday 26 November 2026
ends    Monday 30 November 2026, 5 days
left    2 days
id      expo
"""),
    (["Ada turns {years}", "1990-05-17", "--repeat", "yearly"], """\
Ada turns 37
174 days

starts   Monday 17 May 2027
left     174 days, 24 weeks and 6 days
repeats  yearly
next     Mon 17 May 2027, Wed 17 May 2028, Thu 17 May 2029
id       ada-turns
"""),
    (["Call", "tomorrow 9:30", "--tz", "Asia/Tokyo"], """\
Call
1 day (in 15 h 30 min)

starts  Wednesday 25 November 2026 00:30
there   Wednesday 25 November 2026 09:30 (Asia/Tokyo)
left    1 day
id      call
"""),
    (["a\x1b[31m", "today"], """\
a\\x1b[31m
today

starts      Tuesday 24 November 2026
to its end  0 days
id          a-31m
"""),
]  # fmt: skip


@pytest.mark.parametrize(("args", "card"), CARDS)
def test_what_was_understood_is_echoed(path: Path, run: Run, args: list[str], card: str) -> None:
    assert run("add", *args, *NOW).out == f"{card}\nadded to {path}\n"


def test_times_are_by_the_clock_of_the_zone_that_is_named(path: Path, run: Run, viewer: Callable[[str], None]) -> None:
    viewer("America/New_York")
    table = added(path, run, "X", "tomorrow 18:00", "--tz", "Pacific/Kiritimati", "--end", "2026-11-26 20:00")
    # When it is 09:00 in New York on the 24th it is 04:00 there on the 25th.
    assert str(table["start"]) == "2026-11-26 18:00:00"
    assert str(table["end"]) == "2026-11-26 20:00:00"


def test_a_zone_that_the_file_gives_by_default_counts_as_named(events_file: Callable[[str], Path], run: Run) -> None:
    path = events_file('[defaults]\ntz = "Asia/Tokyo"\n')
    assert str(added(path, run, "X", "in 2 hours")["start"]) == "2026-11-24 20:00:00"
    assert "today (in 2 h)" in run("show", "x", *NOW).out


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ("2027-03-28 02:30", "Sunday 28 March 2027 03:30"),  # the clocks leave this out
        ("2027-10-31 02:30", "Sunday 31 October 2027 02:30"),  # the clocks show this twice: the first is meant
    ],
)
def test_a_time_in_a_change_of_clocks_is_echoed_as_it_will_be(
    path: Path, run: Run, viewer: Callable[[str], None], when: str, shown: str
) -> None:
    viewer("Europe/Berlin")
    assert f"starts  {shown}\n" in run("add", "X", when, *NOW).out
    assert run("check").code == 0


@pytest.mark.parametrize(("order", "start"), [("dmy", "2026-12-11"), ("mdy", "2026-11-12")])
def test_slashes_read_as_the_config_says(path: Path, run: Run, home: Path, order: str, start: str) -> None:
    config = home / ".config" / "countdown" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'date_order = "{order}"\n')
    assert str(added(path, run, "X", "11/12/2026", "--past")["start"]) == start


def test_the_help_shows_six_phrases_that_work(path: Path, run: Run) -> None:
    import shlex

    lines = [line.strip() for line in run("add", "--help").out.splitlines()]
    examples = [shlex.split(line)[1:] for line in lines if line.startswith("countdown add ")]
    assert len(examples) == 6
    for example in examples:
        assert run(*example, *NOW).code == 0
    assert len(tomllib.loads(path.read_text())["events"]) == 6
