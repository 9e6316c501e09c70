"""Lines of when(1) to events: what is certain is carried over, and all else told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from countdown.store.imports.when import read_when

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2026 nov 26 , x", {"name": "x", "start": date(2026, 11, 26)}),
        ("2026 11 26,x", {"name": "x", "start": date(2026, 11, 26)}),
        ("2026 N 26 , x, y", {"name": "x, y", "start": date(2026, 11, 26)}),
        ("  2026 November. 26   ,   x", {"name": "x", "start": date(2026, 11, 26)}),
        ("* nov 26 , x", {"name": "x", "start": date(2026, 11, 26), "repeat": "yearly"}),
        ("* nov 1 , x", {"name": "x", "start": date(2027, 11, 1), "repeat": "yearly"}),
        ("* feb 29 , x", {"name": "x", "start": date(2024, 2, 29), "repeat": "yearly", "feb29": "mar-1"}),
        (
            r"1920* aug 29 , Charlie turns \a, born in \y",
            {"name": "Charlie turns {years}, born in 1920", "start": date(1920, 8, 29), "repeat": "yearly"},
        ),
        ("w=sun , x", {"name": "x", "start": date(2026, 11, 29), "repeat": "weekly"}),
        ("d=1 , x", {"name": "x", "start": date(2026, 12, 1), "repeat": "monthly"}),
        ("d=31 , x", {"name": "x", "start": date(2026, 12, 31), "repeat": "FREQ=MONTHLY;BYMONTHDAY=31"}),
        ("m=dec & d=25 , x", {"name": "x", "start": date(2026, 12, 25), "repeat": "yearly"}),
        ("m=nov & w=thu & a=4 , x", {"name": "x", "start": date(2026, 11, 26), "repeat": "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"}),
        ("m=may & w=mon & b=1 , x", {"name": "x", "start": date(2027, 5, 31), "repeat": "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO"}),
        ("w=sat & b=1 , x", {"name": "x", "start": date(2026, 11, 28), "repeat": "FREQ=MONTHLY;BYDAY=-1SA"}),
        ("2026 nov 26 , 7:00 x", {"name": "x", "start": datetime(2026, 11, 26, 7)}),
        ("2026 nov 26 , 7:00p x", {"name": "x", "start": datetime(2026, 11, 26, 19)}),
        ("2026 nov 26 , 12:30am x", {"name": "x", "start": datetime(2026, 11, 26, 0, 30)}),
        (
            "2026 nov 26 , 9:00-10:30 x",
            {"name": "x", "start": datetime(2026, 11, 26, 9), "end": datetime(2026, 11, 26, 10, 30)},
        ),
        ("2026 nov 26 , x, 10:00", {"name": "x, 10:00", "start": date(2026, 11, 26)}),
        ("2026 nov 26 , 10:00", {"name": "10:00", "start": date(2026, 11, 26)}),
    ],
)  # fmt: skip
def test_what_is_carried_over(line: str, expected: dict[str, Any]) -> None:
    found = read_when(line, "calendar", TODAY)
    assert found.left_out == []
    (entry,) = found.entries
    assert {name: value for name, value in entry.fields.items() if name != "uid"} == expected


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("e=47 , Mardi Gras", "this expression has no counterpart here"),
        ("w=fri & !(m=dec & d=25) , x", "this expression has no counterpart here"),
        ("!(j%14-1) , x", "this expression has no counterpart here"),
        ("d=1 | d=15 , x", "this expression has no counterpart here"),
        ("m=jul & c=4 , x", "this expression has no counterpart here"),
        ("w=mon & d=1 , x", "this expression has no counterpart here"),
        ("w=t , x", "'t' could be several"),
        ("* ju 4 , x", "'ju' could be several"),
        ("* brumaire 4 , x", "'brumaire' is no English name"),
        ("* 13 4 , x", "'13' is no month"),
        ("2026 feb 30 , x", "there is no 30 February 2026"),
        ("* feb 30 , x", "there is no 30 February"),
        ("0* feb 1 , x", "there is no year 0"),
        (r"* feb 1 , \a", r"\a and \y need a year with an asterisk"),
        ("2026 nov 26 , 25:00 x", "this is not a time of day"),
        ("2026 nov 26 x", "there is no text behind a comma"),
        ("2026 nov 26 ,", "there is no text behind a comma"),
    ],
)
def test_what_is_not_is_told(line: str, why: str) -> None:
    found = read_when(f"# comment\n{line}\n\n", "calendar", TODAY)
    assert found.entries == []
    assert [str(told) for told in found.left_out] == [f"calendar:2: left out: {line!r}: {why}"]
