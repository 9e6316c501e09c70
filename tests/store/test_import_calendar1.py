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
