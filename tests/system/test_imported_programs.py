"""remind, when and calendar(1) say the same of their own files as countdown does once it has imported them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from countdown.core.dates import MONTHS, date_of
from countdown.core.event import Event
from countdown.core.recurrence import occurrences
from countdown.store.events_file import EventsFile
from countdown.store.import_formats import read_entries
from countdown.store.imports.imported import Merge
from countdown.store.writer import EventsWriter
from tests.build import UTC_ZONE, at

pytestmark = pytest.mark.system
SHIPPED = sorted(path for path in Path("/usr/share/calendar").glob("calendar.*") if "judaic." not in path.name)
SHORT_MONTHS = [name[:3] for name in MONTHS]
REMINDERS = """\
REM 26 Nov 2026 MSG a
REM 26 Nov MSG b
REM 29 Feb MSG c
REM 31 MSG d
REM 15 MSG e
REM Feb MSG f
REM 2027 MSG g
REM 1 2027 MSG h
REM Feb 2027 MSG i
REM Mon MSG j
REM Sat Sun MSG k
REM Mon Tue Wed Thu Fri MSG l
REM Thu 22 MSG m
REM Thu 22 Nov MSG n
REM Mon Fri 10 MSG o
REM Mon Tue 28 Oct 2027 MSG p
REM Mon Mar MSG q
REM Mon 1 --7 MSG r
REM Mon 1 May -7 MSG s
REM Mon 1 Jan 2027 --7 MSG t
REM Last Monday in May MSG u
REM Second Monday MSG v
REM Fourth Sunday June 2027 MSG w
REM 2026-11-30 *14 MSG x
REM 2026-11-30 *10 UNTIL 2027-03-01 MSG y
REM Fri UNTIL 11 Dec 2026 MSG z
REM 2026-11-30 THROUGH 2026-12-04 MSG A
REM 2026-11-30 *1 UNTIL 2026-12-04 MSG B
REM 26 Nov 2026 AT 5:30pm DURATION 1:30 MSG C
REM 2026-12-01@09:30 MSG D
REM Mon 2027 MSG E
REM Wed 8 2027 MSG F
REM 1992 March 9 MSG G
REM Second Friday 2027 MSG H
6 January I
OMIT 25 Dec MSG J
REM 2026-11-30 *10 FROM 2027-01-01 MSG K
"""
WHEN = r"""
2026 nov 26 , a
2026 12 1 , 7:00p b
* dec 25 , c
* feb 29 , d
1920* aug 29 , e \a \y
w=sun , f
d=1 , g
d=31 , h
m=dec & d=24 , i
m=nov & w=thu & a=4 , j
m=may & w=mon & b=1 , k
w=sat & b=1 , l
w=wed & a=5 , m
m=feb , n
"""
CALENDAR = """\
11/26\ta
Nov 26\tb
26 November\tc
15 *\td
* 15\te
31 *\tf
Thursday\tg
June\th
May Sun+2\ti
11/Thu+4\tj
04/SunLast\tk
5/MonLast*\tl
MonFirst 9\tm
2/29\tn
Nov/27\to
Nov. 28\tp
5/Mon-2\tq
* Sat+5\tr
5/SunThird\ts
"""


def imported(data: bytes, form: str, today: date, folder: Path) -> list[Event]:
    found = read_entries(data, form, form, today)
    merge = Merge(found.entries, [], lambda _: None)
    path = folder / f"{form}.toml"
    path.unlink(missing_ok=True)
    EventsWriter(path, "events.toml", at("2026-11-24"), lambda _: None).merge(merge.changes, "import")
    assert merge.refused == []
    file = EventsFile("events.toml", path.read_text() if path.exists() else "")
    assert file.warnings == []
    return file.events


def run(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, timeout=60, env=os.environ | {"LC_ALL": "C.UTF-8"})
    return done.stdout.decode(errors="replace")


def days(event: Event, first: date, last: date) -> Iterator[date]:
    """All days of `event` from `first` to `last`."""
    for occurrence in occurrences(event, first - timedelta(days=30), UTC_ZONE, through=last):
        day, end = date_of(occurrence.start), date_of(occurrence.end)
        while day <= end:
            if first <= day <= last:
                yield day
            day += timedelta(days=1)


def shown(events: Sequence[Event], first: date, last: date) -> set[tuple[date, str]]:
    return {(day, event.name) for event in events for day in days(event, first, last)}


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"needs {program}")


@needs("remind")
@pytest.mark.parametrize("today", ["2026-11-24", "2026-12-31", "2027-02-28", "2028-02-29"])
def test_remind(tmp_path: Path, today: str) -> None:
    file = tmp_path / "file.rem"
    file.write_text(REMINDERS)
    first = date.fromisoformat(today)
    events = imported(REMINDERS.encode(), "remind", date(2026, 11, 24), tmp_path)
    assert len(events) == len(REMINDERS.splitlines())
    # remind -n tells the next date of each reminder.
    expected = {
        match[2].strip(): date(*map(int, match[1].split("/")))
        for match in re.finditer(
            r"^(\d+/\d+/\d+) (?:\d+:\d\d[ap]m )?(.*)$", run("remind", "-n", str(file), today), re.MULTILINE
        )
    }
    found = {event.name: day for event in events if (day := min(days(event, first, date(2032, 12, 31)), default=None))}
    assert found == expected


@needs("when")
def test_when(tmp_path: Path, home: Path) -> None:
    (home / ".when").mkdir()
    (home / ".when" / "preferences").touch()
    file = tmp_path / "calendar"
    file.write_text(WHEN)
    first, length = date(2026, 11, 24), 800
    out = run(
        "when", f"--calendar={file}", "--now=2026 11 24", "--past=0", f"--future={length}", "--noheader", "--nopaging",
        "--wrap=0",
    )  # fmt: skip
    rows = re.findall(r"^\w+ +(\d{4}) (\w{3}) +(\d+) (.*)$", out, re.MULTILINE)
    # Of a 29 February that is none it prints the weekday of 1 March.
    expected = {
        (date(int(year), SHORT_MONTHS.index(month) + 1, 1) + timedelta(days=int(day) - 1), text.removeprefix("7:00p "))
        for year, month, day, text in rows
    }
    events = imported(WHEN.encode(), "when", first, tmp_path)
    found = shown(events, first, first + timedelta(days=length))
    # A date that comes each year is told once a run by when, and with the age.
    once = ("c", "d", "e {years} 1920")
    assert {row for row in found if row[1] not in once} == {row for row in expected if row[1][0] not in "cde"}
    assert {(day, name[0]) for day, name in expected if name[0] in "cde"} <= {(day, name[0]) for day, name in found}


def printed(file: Path, first: date, days: int) -> set[tuple[date, str]]:
    """What calendar(1) prints for `first` and so many days after it."""
    out = run("calendar", "-f", str(file), "-t", f"{first:%Y%m%d}", "-A", str(days))
    rows = re.findall(r"^(\w{3}) (\d\d)[ *]\t(.*)$", out, re.MULTILINE)
    return {
        (date(first.year, SHORT_MONTHS.index(month) + 1, int(day)), " ".join(text.split())) for month, day, text in rows
    }


@needs("calendar")
@pytest.mark.parametrize("year", [2027, 2028])
def test_calendar(tmp_path: Path, year: int) -> None:
    file = tmp_path / "calendar"
    file.write_text(CALENDAR)
    events = imported(CALENDAR.encode(), "calendar", date(2026, 11, 24), tmp_path)
    first, last = date(year, 1, 1), date(year, 12, 31)
    # Day by day: of a longer span it leaves out the 29th to 31st of later months.
    expected = {
        row for ahead in range((last - first).days + 1) for row in printed(file, first + timedelta(days=ahead), 0)
    }
    assert shown(events, first, last) == expected


@needs("calendar")
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.suffix)
def test_the_calendars_that_calendar_comes_with(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    if b"#include" in data:
        return  # what is included is a file of its own here
    events = imported(data, "calendar", date(2026, 11, 24), tmp_path)
    # Of several lines calendar prints the first beside the date.
    # A 29 February that is none is printed when the 1 March is asked for alone.
    rows = printed(path, date(2027, 1, 1), 364) | printed(path, date(2027, 3, 1), 0)
    expected = {(day, text[:12]) for day, text in rows}
    found = {(day, name[:12]) for day, name in shown(events, date(2027, 1, 1), date(2027, 12, 31))}
    assert found <= expected
    told = [str(told) for told in read_entries(data, "x", "calendar", date(2026, 11, 24)).left_out]
    missing = {text for _, text in expected - found}
    assert all(any(text[:8] in sentence for sentence in told) for text in missing), missing
