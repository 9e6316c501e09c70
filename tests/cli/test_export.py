"""`countdown export`: the four forms, where they go, and which events."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest

from tests.cli.conftest import Run

NOW = ("--now", "2026-11-24T09:00")
EVENTS = """\
[events.expo]
name = "Supply chain expo"
start = 2026-11-26
end = 2026-11-30
tags = ["work", "travel"]
where = "Beijing | hall 3"
url = "https://example.org/expo"

[events.call]
name = "Call *Ada*"
start = 2027-06-01T09:30:00
tz = "Asia/Tokyo"
repeat = "weekly"

[events.old]
name = "=1+1"
start = 2020-01-01
"""

TABLE = r"""
|          Days | Event                                         | When                 | Where             | Tags        |
| ------------: | --------------------------------------------- | -------------------- | ----------------- | ----------- |
|        2 days | [Supply chain expo](https://example.org/expo) | Thu 26 – Mon 30 Nov  | Beijing \| hall 3 | work travel |
|      189 days | Call \*Ada\*                                  | Tue 1 Jun 2027 00:30 |                   |             |
| 2519 days ago | =1+1                                          | 1 Jan 2020           |                   |             |
""".lstrip()


@pytest.fixture
def path(events_file: Callable[[str], Path]) -> Path:
    return events_file(EVENTS)


def summaries(text: str) -> list[str]:
    calendar = icalendar.Calendar.from_ical(text)
    return [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["Supply chain expo", "Call *Ada*", "=1+1"]),
        (("--within", "30d"), ["Supply chain expo"]),
        (("--tag", "Work"), ["Supply chain expo"]),
        (("ada",), ["Call *Ada*"]),
        (("--tag", "none"), []),
    ],
)
def test_all_events_or_those_that_are_asked_for(
    path: Path, run: Run, options: tuple[str, ...], expected: list[str]
) -> None:
    result = run("export", *options, *NOW)
    assert (result.code, result.err) == (0, "")
    assert summaries(result.out) == expected


def test_json_is_that_of_list(path: Path, run: Run) -> None:
    assert run("export", "--as", "json", *NOW).out == run("list", "--all", "--json", *NOW).out


def test_csv_has_the_fields_of_json(path: Path, run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "--as", "csv", *NOW).out, newline="")))
    (first, *_) = json.loads(run("list", "--all", "--json", *NOW).out)["events"]
    assert list(rows[0]) == list(first)
    assert rows[0] | {"tags": "", "note": ""} == {
        "id": "expo", "name": "Supply chain expo", "state": "upcoming", "days": "2", "days_to_end": "6", "day": "",
        "length_days": "5", "start": "2026-11-26", "end": "2026-11-30", "all_day": "true", "repeat": "",
        "occurrence": "2026-11-26", "years": "", "tags": "", "where": "Beijing | hall 3",
        "url": "https://example.org/expo", "note": "", "source": f"{path}:1",
    }  # fmt: skip
    assert rows[0]["tags"] == "work travel"
    assert rows[2]["name"] == "'=1+1"  # a spreadsheet would reckon


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_cell_of_csv_is_a_formula(events_file: Callable[[str], Path], run: Run, begin: str) -> None:
    text = f"{begin}1+1"
    events_file(
        f'[events.a]\nname = "{text}"\nwhere = "{text}"\nnote = "\\n{text}"\ntags = ["{text}"]\nstart = 2026-12-01\n'
    )
    (row,) = csv.DictReader(io.StringIO(run("export", "--as", "csv", *NOW).out, newline=""))
    assert [row[name] for name in ("name", "where", "note", "tags")] == [
        f"'{text}",
        f"'{text}",
        f"'\n{text}",
        f"'{text}",
    ]


def test_markdown_is_a_table_without_markup_of_the_events_own(path: Path, run: Run) -> None:
    assert run("export", "--as", "markdown", *NOW).out == TABLE


def test_it_is_written_to_a_file(path: Path, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.ics"
    target.write_text("old")
    result = run("export", "-o", str(target), *NOW)
    assert (result.code, result.out, result.err) == (0, f"3 events written to {target}\n", "")
    assert target.read_bytes() == run("export", *NOW).out.encode()
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


def test_standard_output_has_two_names(path: Path, run: Run) -> None:
    assert run("export", "-o", "-", *NOW).out == run("export", "-o", "/dev/stdout", *NOW).out == run("export", *NOW).out


def test_the_name_of_the_file_is_data(path: Path, run: Run, tmp_path: Path) -> None:
    assert run("export", "-o", str(tmp_path / "a\n\x1b[31m.ics"), *NOW).out.endswith("a\\n\\x1b[31m.ics\n")


@pytest.mark.parametrize("name", ["events.toml", "other.toml", "link", "folder", "missing/out.ics"])
def test_nothing_that_matters_is_written_over(path: Path, run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(path)
    (tmp_path / "other.toml").write_text("[events]\n")
    before = {file: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}
    result = run("export", "-o", str(tmp_path / name), *NOW)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"{tmp_path / name}: ")
    assert {file: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()} == before


def test_the_uid_is_the_events_own_or_made_of_its_id(events_file: Callable[[str], Path], run: Run) -> None:
    events_file(
        '[events.a]\nname="A"\nstart=2026-12-01\nuid="1@x"\n[events."b/ü"]\nname="B"\nstart=2026-12-01\n'
        '[events.c]\nname="C"\nstart=2026-12-01\nuid="1@x"\n'
    )
    out = run("export", *NOW).out
    uids = [str(event["UID"]) for event in icalendar.Calendar.from_ical(out).walk("VEVENT")]
    assert uids == ["1@x", "b%2F%C3%BC@countdown", "c@countdown"]


def test_two_exports_are_the_same_but_for_when_they_were_made(path: Path, run: Run) -> None:
    one, other = (run("export", "--now", now).out.splitlines() for now in ("2026-11-24", "2026-12-01"))
    assert {line[:8] for line in set(one) ^ set(other)} == {"DTSTAMP:"}
