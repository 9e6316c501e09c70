"""Lines of calendar(1) to events: what is certain is carried over, and all else told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from countdown.store.imports.calendar1 import read_calendar1

TODAY = date(2026, 11, 24)  # a Tuesday


def yearly(start: str) -> dict[str, Any]:
    return {"start": date.fromisoformat(start), "repeat": "yearly"}


def ruled(start: str, rule: str) -> dict[str, Any]:
    return {"start": date.fromisoformat(start), "repeat": rule}


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("11/26", yearly("2026-11-26")),
        ("1/5", yearly("2027-01-05")),
        ("Nov 26", yearly("2026-11-26")),
        ("Nov. 26", yearly("2026-11-26")),
        ("November 26", yearly("2026-11-26")),
        ("26 November", yearly("2026-11-26")),
        ("26 nov", yearly("2026-11-26")),
        ("Nov/26", yearly("2026-11-26")),
        ("2/29", {**yearly("2024-02-29"), "feb29": "mar-1"}),
        ("June", yearly("2027-06-01")),
        ("15 *", {"start": date(2026, 12, 15), "repeat": "monthly"}),
        ("* 15", {"start": date(2026, 12, 15), "repeat": "monthly"}),
        ("31 *", ruled("2026-12-31", "FREQ=MONTHLY;BYMONTHDAY=31")),
        ("Thursday", ruled("2026-11-26", "weekly")),
        ("Thu", ruled("2026-11-26", "weekly")),
        ("May Sun+2", ruled("2027-05-09", "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU")),
        ("11/Thu+4", ruled("2026-11-26", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH")),
        ("04/SunLast", ruled("2027-04-25", "FREQ=YEARLY;BYMONTH=4;BYDAY=-1SU")),
        ("5/MonLast*", ruled("2027-05-31", "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO")),
        ("MonFirst 9", ruled("2027-09-06", "FREQ=YEARLY;BYMONTH=9;BYDAY=1MO")),
    ],
)
def test_what_is_carried_over(when: str, expected: dict[str, Any]) -> None:
    found = read_calendar1(f"{when}\tx  y\n", "calendar", TODAY)
    assert found.left_out == []
    (entry,) = found.entries
    assert {name: value for name, value in entry.fields.items() if name != "uid"} == {"name": "x y", **expected}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("#include <calendar.usholiday>", "this is for the C preprocessor, which is not asked"),
        ("#define x", "this is for the C preprocessor, which is not asked"),
        ("LANG=utf-8", "a setting is no event"),
        ("Easter=Ostern", "a setting is no event"),
        ("Easter\tEaster", "this date is not known here"),
        ("Easter-2\tGood Friday", "this date is not known here"),
        ("Paskha\tx", "this date is not known here"),
        ("11/26*\tx", "a date with * moves from year to year"),
        ("Nov 26*\tx", "a date with * moves from year to year"),
        ("13/1\tx", "'13' is no month"),
        ("2/30\tx", "there is no 30 February"),
        ("11/26/2026\tx", "this date is not known here"),
        ("May Sun\tx", "which of the month's weekdays is meant is not told"),
        ("May Sun+7\tx", "+7 is no weekday of a month"),
        ("Sun+2\tx", "this date is not known here"),
        ("11/26 no tab", "there is no tab between date and text"),
        ("11/26\t ", "there is no tab between date and text"),
        ("Nov x\ty", "this date is not known here"),
    ],
)
def test_what_is_not_is_told(line: str, why: str) -> None:
    found = read_calendar1(f"{line}\n", "calendar", TODAY)
    assert found.entries == []
    assert [str(told) for told in found.left_out] == [f"calendar:1: left out: {line.rstrip()!r}: {why}"]


def test_comments_go_and_lines_that_begin_with_a_tab_go_on() -> None:
    text = "/* a\n11/26\tno\n*/\n\n11/27\tone /* not\tthis */\n\ttwo\n\n11/28\tthree\n"
    found = read_calendar1(text, "calendar", TODAY)
    assert [(entry.place, entry.fields["name"]) for entry in found.entries] == [
        ("calendar:5", "one two"), ("calendar:8", "three"),
    ]  # fmt: skip


def test_what_the_preprocessor_may_leave_out_is_left_out() -> None:
    text = """\
#ifndef _calendar_mine_
#define _calendar_mine_
11/1\tguarded
#ifdef WORK
11/2\tno
#else
11/3\telse
#endif
#if 0
11/4\tno
#else
11/5\tno
#endif
#ifdef _calendar_mine_
11/6\tdefined
#elif 1
11/7\tno
#endif
#endif
11/8\tlast
"""
    found = read_calendar1(text, "calendar", TODAY)
    assert [entry.fields["name"] for entry in found.entries] == ["guarded", "else", "defined", "last"]
    said = [str(told) for told in found.left_out if "\\t" in str(told)]
    assert said == [
        f"calendar:{line}: left out: '11/{day}\\tno': it stands between #if and #endif"
        for line, day in ((5, 2), (10, 4), (12, 5), (17, 7))
    ]


def test_dates_of_another_calendar_are_left_out() -> None:
    found = read_calendar1(
        "CALENDAR=Julian\n12/25\tno\nCALENDAR=gregorian\n1/7\tyes\nCALENDAR=\n1/8\tyes\n", "c", TODAY
    )
    assert [str(entry.fields["start"]) for entry in found.entries] == ["2027-01-07", "2027-01-08"]
    assert str(found.left_out[1]) == "c:2: left out: '12/25\\tno': its date is one of CALENDAR=julian"
