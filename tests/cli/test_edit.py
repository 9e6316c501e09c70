"""`countdown edit EVENT` with options: fields set and taken away, whatever spelling they stand in."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

NOW = ("--now", "2026-11-24T09:00")
FULL = """\
# before
[events.expo]  # the expo
name   = "Expo"            # its name
start  = 2026-11-26
end    = 2026-11-30
repeat = "yearly"
until  = 2030-12-31
except = [2027-11-26]
feb29  = "skip"
since  = 2026-08-18
pin    = true
tags   = ["work"]
where  = "Beijing"
url    = "https://x.example"
uid    = "u"
note   = "n"
remind = ["7d"]
nag    = true
milestones = true
# after
"""
MEETING = '[events.m]\nname = "M"\nstart = 2026-12-01T09:00:00\nend = 2026-12-01T10:00:00\ntz = "Asia/Tokyo"\n'


def table(path: Path, id_: str = "expo") -> dict[str, Any]:
    found = tomllib.loads(path.read_text("utf-8"))["events"][id_]
    assert isinstance(found, dict)
    return found


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("options", "old", "new"),
    [
        (["--name", "Exhibition"], ['name   = "Expo"            # its name'], ['name   = "Exhibition"            # its name']),
        (["--start", "Nov 25"], ["start  = 2026-11-26"], ["start  = 2026-11-25"]),
        (["--end", "Dec 1"], ["end    = 2026-11-30"], ["end    = 2026-12-01"]),
        (["--no-end"], ["end    = 2026-11-30"], []),
        (["--when", "Nov 27-29"], ["start  = 2026-11-26", "end    = 2026-11-30"], ["start  = 2026-11-27", "end    = 2026-11-29"]),
        (["--when", "Nov 27"], ["start  = 2026-11-26", "end    = 2026-11-30"], ["start  = 2026-11-27"]),
        (["--repeat", "weekly"], ['repeat = "yearly"'], ['repeat = "weekly"']),
        (["--no-repeat"], ['repeat = "yearly"'], []),
        (["--until", "end of year"], ["until  = 2030-12-31"], ["until  = 2026-12-31"]),
        (["--no-until"], ["until  = 2030-12-31"], []),
        (["--except", "2028-11-26", "--except", "2029-11-26"], ["except = [2027-11-26]"], ["except = [2028-11-26, 2029-11-26]"]),
        (["--no-except"], ["except = [2027-11-26]"], []),
        (["--feb29", "mar-1"], ['feb29  = "skip"'], ['feb29  = "mar-1"']),
        (["--no-feb29"], ['feb29  = "skip"'], []),
        (["--since", "today"], ["since  = 2026-08-18"], ["since  = 2026-11-24"]),
        (["--no-since"], ["since  = 2026-08-18"], []),
        (["--no-pin"], ["pin    = true"], []),
        (["--tag", "a", "--tag", "b"], ['tags   = ["work"]'], ['tags   = ["a", "b"]']),
        (["--no-tag"], ['tags   = ["work"]'], []),
        (["--no-tags"], ['tags   = ["work"]'], []),
        (["--where", "東京"], ['where  = "Beijing"'], ['where  = "東京"']),
        (["--no-where"], ['where  = "Beijing"'], []),
        (["--no-url"], ['url    = "https://x.example"'], []),
        (["--no-uid"], ['uid    = "u"'], []),
        (["--note", 'a "b"\\'], ['note   = "n"'], ['note   = "a \\"b\\"\\\\"']),
        (["--no-note"], ['note   = "n"'], []),
        (["--remind", "none"], ['remind = ["7d"]'], ["remind = []"]),
        (["--no-remind"], ['remind = ["7d"]'], []),
        (["--no-nag"], ["nag    = true"], []),
        (["--no-milestones"], ["milestones = true"], []),
        (["--pin", "--nag"], [], []),
    ],
)  # fmt: skip
def test_a_field_changes_and_no_other_line(
    events_file: Callable[[str], Path], run: Run, options: list[str], old: list[str], new: list[str]
) -> None:
    path = events_file(FULL)
    result = run("edit", "expo", *options, *NOW)
    assert (result.code, result.err) == (0, "")
    assert lines_changed(FULL, path.read_text("utf-8")) == (old, new)
    assert result.out.endswith(f"\nchanged in {path}\n")
    assert run("undo").code == (0 if old else 1)
    assert path.read_text("utf-8") == FULL


def test_what_is_echoed_is_the_event_as_it_is_now(events_file: Callable[[str], Path], run: Run) -> None:
    path = events_file(FULL)
    assert run("edit", "expo", "--when", "Dec 1-3", "--no-repeat", "--no-until", *NOW).out == (
        "Expo\n7 days\n\nstarts  Tuesday 1 December 2026\nends    Thursday 3 December 2026, 3 days\n"
        f"left    7 days, 1 week\nid      expo\n\nchanged in {path}\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("events.expo.name = 'Expo'\nevents.expo.start = 2026-12-01 # c\n",
         "events.expo.name = 'Expo'\nevents.expo.start = 2026-12-02 # c\nevents.expo.where = \"X\"\n"),
        ("events.expo = { name = 'Expo', start = 2026-12-01 } # c\n",
         "events.expo = { name = 'Expo', start = 2026-12-02, where = \"X\" } # c\n"),
        ("[events]\nexpo.name = 'Expo'\nexpo.start = 2026-12-01\n",
         "[events]\nexpo.name = 'Expo'\nexpo.start = 2026-12-02\nexpo.where = \"X\"\n"),
        ("[events]\n\"expo\" = {start=2026-12-01,name='Expo'}\n",
         "[events]\n\"expo\" = {start=2026-12-02, where = \"X\",name='Expo'}\n"),
        ("events = { expo = { name = 'Expo', start = 2026-12-01 } }\n",
         "events = { expo = { name = 'Expo', start = 2026-12-02, where = \"X\" } }\n"),
        ("[ events . 'expo' ]\r\n\tname='Expo'\r\n\tstart=2026-12-01",
         "[ events . 'expo' ]\r\n\tname='Expo'\r\n\tstart=2026-12-02\r\n\twhere = \"X\""),
    ],
)  # fmt: skip
def test_an_event_in_any_spelling(events_file: Callable[[str], Path], run: Run, text: str, expected: str) -> None:
    path = events_file(text)
    assert run("edit", "expo", "--start", "2026-12-02", "--where", "X", *NOW).code == 0
    assert path.read_bytes().decode() == expected


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["nothing", "--pin"], 1, "no event is called 'nothing'; there are expo"),
        (["", "--pin"], 1, "no event is called ''"),
        (["--pin"], 2, "name the EVENT whose fields are to be changed"),
        (["expo", "--when", "Dec 1", "--start", "Dec 2"], 2, "--when and --start exclude each other"),
        (["expo", "--when", "Dec 1", "--end", "Dec 2"], 2, "--when and --end exclude each other"),
        (["expo", "--end", "Dec 1", "--no-end"], 2, "--end and --no-end exclude each other"),
        (["expo", "--tag", "a", "--no-tag"], 2, "--tags and --no-tags exclude each other"),
        (["expo", "--pin", "--no-pin"], 2, "--pin and --no-pin exclude each other"),
        (["expo", "--no-name"], 2, "no such option: --no-name"),
        (["expo", "--no-start"], 2, "no such option: --no-start"),
        (["expo", "--dry-run"], 2, "--dry-run needs a field to change"),
        (["expo", "--name", ""], 1, ":3: events.expo.name: the name is empty"),
        (["expo", "--start", "Nov 26-28"], 2, "--start: 'Nov 26-28' names more than one date"),
        (["expo", "--start", "someday"], 2, "--start: 'someday' is not understood"),
        (["expo", "--when", ""], 2, "--when: no date is given"),
        (["expo", "--start", "Dec 24"], 1, ":5: events.expo.end: 2026-11-30 is before the start, 2026-12-24"),
        (["expo", "--end", "2026-11-01"], 1, ":5: events.expo.end: 2026-11-01 is before the start, 2026-11-26"),
        (["expo", "--tz", "Asia/Tokyo"], 1, "events.expo.tz: an all-day event has no time zone; give the start a time"),
        (["expo", "--tz", "Mars/Base"], 2, "--tz: 'Mars/Base' is not a time zone"),
        (["expo", "--until", "2020-01-01"], 1, ":7: events.expo.until: 2020-01-01 is before the start, 2026-11-26"),
        (["expo", "--repeat", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"], 1, "expo would never happen: no date fits"),
        (["expo", "--note", "\udcff"], 2, "--note: '\\udcff' is not UTF-8"),
        (["expo", "--name", "\udcff"], 2, "--name: '\\udcff' is not UTF-8"),
        (["expo", "sooner", "--pin"], 2, "got unexpected extra argument"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_a_sentence(
    events_file: Callable[[str], Path], run: Run, args: list[str], code: int, message: str
) -> None:
    path = events_file(FULL)
    result = run("edit", *args, *NOW)
    assert (result.code, result.out) == (code, "")
    assert message in result.err
    assert result.err.count("\n") == 1
    assert path.read_text() == FULL


def test_the_zone_alone_leaves_the_clock_time_and_moves_the_instant(
    events_file: Callable[[str], Path], run: Run
) -> None:
    path = events_file(MEETING)
    out = run("edit", "m", "--tz", "America/New_York", *NOW).out
    assert "there   Tuesday 1 December 2026 09:00 (America/New_York)" in out
    assert str(table(path, "m")["start"]) == "2026-12-01 09:00:00"
    assert "starts  Tuesday 1 December 2026 09:00\n" in run("edit", "m", "--no-tz", *NOW).out


@pytest.mark.parametrize(
    ("options", "start"),
    [
        (["--when", "in 2 hours"], "2026-11-24 20:00:00"),
        (["--when", "in 2 hours", "--tz", "America/New_York"], "2026-11-24 06:00:00"),
        (["--when", "in 2 hours", "--no-tz"], "2026-11-24 11:00:00"),
        (["--start", "2026-11-24T23:00Z", "--end", "2026-11-25T01:00Z"], "2026-11-24 23:00:00+00:00"),
    ],
)
def test_new_times_are_by_the_clock_of_the_event(
    events_file: Callable[[str], Path], run: Run, options: list[str], start: str
) -> None:
    path = events_file(MEETING)
    assert run("edit", "m", *options, *NOW).err == ""
    assert str(table(path, "m")["start"]) == start


def test_the_zone_of_the_defaults_is_the_events_own(events_file: Callable[[str], Path], run: Run) -> None:
    path = events_file('[defaults]\ntz = "Asia/Tokyo"\n' + MEETING.replace('tz = "Asia/Tokyo"\n', ""))
    assert run("edit", "m", "--when", "in 2 hours", *NOW).err == ""
    assert str(table(path, "m")["start"]) == "2026-11-24 20:00:00"


@pytest.mark.parametrize(
    ("bad", "options"),
    [
        ("start = 2026-02-30\n", ["--start", "2026-03-01"]),
        ("start = 'soon'\n", ["--start", "2026-03-01"]),
        ("start = 2026-12-01T09:00:00\ntz = 5\n", ["--tz", "Asia/Tokyo"]),
        ("start = 2026-12-01T09:00:00\ntz = 'Tokio'\n", ["--when", "2026-12-01 10:00", "--no-tz"]),
        ("start = 2026-12-01\nend = 2026-11-01\n", ["--no-end"]),
        ("start = 2026-12-01\ntags = 'a'\n", ["--tag", "a"]),
        ("start = 2026-12-01\nrepeat = 'now and then'\n", ["--repeat", "daily"]),
    ],
)
def test_a_broken_event_is_mended(events_file: Callable[[str], Path], run: Run, bad: str, options: list[str]) -> None:
    path = events_file(f"[events.good]\nname = 'G'\nstart = 2026-02-30\n\n[events.b]\nname = 'B'\n{bad}# end\n")
    assert run("edit", "b", *options, *NOW).code == 0
    assert path.read_text().endswith("\n# end\n")
    assert [event["id"] for event in json.loads(run("list", "--json", "--all", *NOW).out)["events"]] == ["b"]


def test_what_else_is_wrong_with_an_event_may_stay(events_file: Callable[[str], Path], run: Run) -> None:
    path = events_file("[events.b]\nname = 'B'\nstart = 2026-12-01\nnmae = 'x'\nremind = ['soon', '1d']\n")
    assert run("edit", "b", "--where", "Here", *NOW).code == 0
    assert table(path, "b")["where"] == "Here"


def test_an_event_of_two_files_is_named_with_its_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, start in (("a.toml", "2026-12-01"), ("b.toml", "2026-02-30")):
        Path(name).write_text(f"[events.x]\nname = 'X'\nstart = {start}\n")
    files = ("-f", "a.toml", "-f", "b.toml")
    result = run(*files, "edit", "x", "--pin", *NOW)
    assert result.code == 1
    assert result.err.endswith("countdown: 'x' could be several events; write one of a.toml:x, b.toml:x\n")
    assert run(*files, "edit", "b.toml:x", "--start", "2026-12-02", *NOW).code == 0
    assert run(*files, "edit", "a.toml:x", "--pin", *NOW).code == 0
    assert table(Path("a.toml"), "x")["pin"] is True
    assert str(table(Path("b.toml"), "x")["start"]) == "2026-12-02"
    assert run(*files, "edit", "a.toml:x", "--name", "Z", "--dry-run", *NOW).out.endswith("written to a.toml\n")
    assert table(Path("a.toml"), "x")["name"] == "X"
