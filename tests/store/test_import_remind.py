"""Lines of remind(1) to events: what is certain is carried over, and all else told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from countdown.store.imports.remind import body_text, read_remind

TODAY = date(2026, 11, 24)  # a Tuesday


def fields(line: str) -> dict[str, Any]:
    """The one event of the line, less its name, its UID and leads of the day itself alone."""
    found = read_remind(line, "r.rem", TODAY)
    assert found.left_out == []
    (entry,) = found.entries
    assert entry.place == "r.rem:1"
    assert entry.fields["name"] == "x"
    return {
        name: value
        for name, value in entry.fields.items()
        if name not in ("name", "uid") and (name, value) != ("remind", ["0d"])
    }


def day(text: str) -> dict[str, Any]:
    return {"start": date.fromisoformat(text)}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("REM 26 Nov 2026 MSG x", day("2026-11-26")),
        ("REM Nov 26 2026 MSG x", day("2026-11-26")),
        ("REM 2026-11-26 MSG x", day("2026-11-26")),
        ("REM 2026/11/26 MSG x", day("2026-11-26")),
        ("rem november 26 2026 msg x", day("2026-11-26")),
        ("REM 26 Nov 2020 MSG x", day("2020-11-26")),
        ("REM 26 Nov MSG x", {**day("2026-11-26"), "repeat": "yearly"}),
        ("REM 23 Nov MSG x", {**day("2027-11-23"), "repeat": "yearly"}),
        ("REM 29 Feb MSG x", {**day("2028-02-29"), "repeat": "yearly", "feb29": "skip"}),
        ("REM 24 MSG x", {**day("2026-11-24"), "repeat": "monthly"}),
        ("REM 31 MSG x", {**day("2026-12-31"), "repeat": "FREQ=MONTHLY;BYMONTHDAY=31"}),
        ("REM MSG x", {**day("2026-11-24"), "repeat": "daily"}),
        ("REM Feb MSG x", {**day("2027-02-01"), "repeat": "FREQ=DAILY;BYMONTH=2"}),
        ("REM 2027 MSG x", {**day("2027-01-01"), "repeat": "daily", "until": date(2027, 12, 31)}),
        ("REM 1 2027 MSG x", {**day("2027-01-01"), "repeat": "monthly", "until": date(2027, 12, 31)}),
        ("REM Feb 2027 MSG x", {**day("2027-02-01"), "repeat": "FREQ=DAILY;BYMONTH=2", "until": date(2027, 12, 31)}),
        ("REM Mon MSG x", {**day("2026-11-30"), "repeat": "weekly"}),
        ("REM Tue MSG x", {**day("2026-11-24"), "repeat": "weekly"}),
        ("REM Mon Tue Wed Thu Fri MSG x", {**day("2026-11-24"), "repeat": "weekdays"}),
        ("REM Sat Sun MSG x", {**day("2026-11-28"), "repeat": "FREQ=WEEKLY;BYDAY=SA,SU"}),
        ("REM Thu 22 MSG x", {**day("2026-11-26"), "repeat": "FREQ=MONTHLY;BYDAY=4TH"}),
        ("REM Thu 22 Nov MSG x", {**day("2026-11-26"), "repeat": "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"}),
        (
            "REM Mon Fri 10 MSG x",
            {
                **day("2026-12-11"),
                "repeat": "FREQ=MONTHLY;BYDAY=MO,FR;BYMONTHDAY=10,11,12,13,14,15,16;BYSETPOS=1",
            },
        ),
        ("REM Mon Tue 28 Oct 1990 MSG x", day("1990-10-29")),
        ("REM Mon Mar MSG x", {**day("2027-03-01"), "repeat": "FREQ=WEEKLY;BYMONTH=3;BYDAY=MO"}),
        ("REM Mon 1 --7 MSG x", {**day("2026-11-30"), "repeat": "FREQ=MONTHLY;BYDAY=-1MO"}),
        ("REM Mon 1 May -7 MSG x", {**day("2027-04-26"), "repeat": "FREQ=YEARLY;BYMONTH=4;BYDAY=-1MO"}),
        ("REM Mon 1 Jan 2027 --7 MSG x", day("2026-12-28")),
        ("REM Last Monday in May MSG x", {**day("2027-05-31"), "repeat": "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO"}),
        ("REM Second Monday MSG x", {**day("2026-12-14"), "repeat": "FREQ=MONTHLY;BYDAY=2MO"}),
        ("REM Fourth Sunday June 2027 MSG x", day("2027-06-27")),
        ("REM 2026-11-30 *14 MSG x", {**day("2026-11-30"), "repeat": "every 2 weeks"}),
        ("REM 2026-11-30 *10 MSG x", {**day("2026-11-30"), "repeat": "every 10 days"}),
        ("REM 2026-11-30 *1 MSG x", {**day("2026-11-30"), "repeat": "daily"}),
        ("REM Fri UNTIL 11 Dec 2026 MSG x", {**day("2026-11-27"), "repeat": "weekly", "until": date(2026, 12, 11)}),
        ("REM 2026-11-30 *10 FROM 2027-01-01 MSG x", {**day("2027-01-09"), "repeat": "every 10 days"}),
        ("REM 2026-11-30 *1 FROM 2027-01-01 MSG x", {**day("2027-01-01"), "repeat": "daily"}),
        ("REM 2026-11-30 *7 FROM 2026-11-30 MSG x", {**day("2026-11-30"), "repeat": "weekly"}),
        ("REM 2026-11-30 FROM 2026-11-30 UNTIL 2026-11-30 MSG x", day("2026-11-30")),
        ("REM Fri FROM 2027-01-01 MSG x", {**day("2027-01-01"), "repeat": "weekly"}),
        (
            "REM 2026-11-30 THROUGH 2026-12-04 +2 MSG x",
            {**day("2026-11-30"), "end": date(2026, 12, 4), "remind": ["2d..+4d"]},
        ),
        (
            "REM 2026-11-30 *1 UNTIL 2026-12-04 MSG x",
            {**day("2026-11-30"), "end": date(2026, 12, 4), "remind": ["0d..+4d"]},
        ),
        ("REM 26 Nov +5 MSG x", {**day("2026-11-26"), "repeat": "yearly", "remind": ["5d..0d"]}),
        ("REM 26 Nov ++5 MSG x", {**day("2026-11-26"), "repeat": "yearly", "remind": ["5d..0d"]}),
        ("REM 26 Nov 2026 AT 17:00 MSG x", {"start": datetime(2026, 11, 26, 17)}),
        ("REM 26 Nov 2026 AT 5.30pm MSG x", {"start": datetime(2026, 11, 26, 17, 30)}),
        ("REM 26 Nov 2026 AT 12:00am MSG x", {"start": datetime(2026, 11, 26)}),
        ("REM 2026-11-26@09:30 MSG x", {"start": datetime(2026, 11, 26, 9, 30)}),
        (
            "REM 26 Nov 2026 AT 17:00 +45 *15 DURATION 1:30 MSG x",
            {
                "start": datetime(2026, 11, 26, 17),
                "end": datetime(2026, 11, 26, 18, 30),
                "remind": ["0d", "45min", "30min", "15min", "0min"],
            },
        ),
        ("REM 26 Nov 2026 DURATION 90 AT 17:00 MSG x", {"start": datetime(2026, 11, 26, 17), "end": datetime(2026, 11, 26, 18, 30)}),
        (
            "REM 2026-11-30 THROUGH 2026-12-04 AT 9:00 MSG x",
            {"start": datetime(2026, 11, 30, 9), "repeat": "daily", "until": date(2026, 12, 4)},
        ),
        ("REM 26 Nov 2026 PRIORITY 1 ONCE NOQUEUE TAG a,b TAG c CAL x", {**day("2026-11-26"), "tags": ["a", "b", "c"]}),
        ("REM 26 Nov 2026 SPECIAL COLOR 255 0 0 x", day("2026-11-26")),
        ("26 Nov 2026 x", day("2026-11-26")),
        ("OMIT 26 Nov MSG x", {**day("2026-11-26"), "repeat": "yearly"}),
        ("REM 26 \\\n Nov 2026 \\\nMSG x", day("2026-11-26")),
    ],
)  # fmt: skip
def test_what_is_carried_over(line: str, expected: dict[str, Any]) -> None:
    assert fields(line) == expected


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("REM [today()] MSG x", "'[today()]' is an expression"),
        ("REM 2027-01-28 UNTIL 2026-12-01 MSG x", "it ended on 2026-12-01"),
        ("REM 2027-01-28 FROM 2027-02-01 MSG x", "it begins on 2027-02-01, after its last date"),
        ("REM 5 Dec 2026 TZ Europe/Berlin AT 10:00 MSG x", "TZ has no counterpart here"),
        ("REM TODO 5 Dec 2026 MSG x", "TODO has no counterpart here"),
        ("REM 5 Feb MSG Ada is [age]", "its text has an expression in it"),
        ("REM 5 Feb AT [12:00+30] MSG x", "what AT says is not certain"),
        ("REM Thu 29 MSG x", "the first such weekday from day 29 on may lie in the next month"),
        ("REM Mon 22 Feb MSG x", None),
        ("REM Mon 23 Feb MSG x", "the first such weekday from day 23 on may lie in the next month"),
        ("REM Last Monday 2027 MSG x", "which months are meant is not certain"),
        ("REM 1 -1 MSG x", "-1 has no counterpart here"),
        ("REM 1 OMIT Sat Sun MSG x", "OMIT has no counterpart here"),
        ("REM 1 SKIP MSG x", "SKIP has no counterpart here"),
        ("REM 1 SATISFY [x] MSG x", "SATISFY has no counterpart here"),
        ("REM 1 RUN rm -rf /", "RUN has no counterpart here"),
        ("REM 1 SPECIAL MOON 0", "SPECIAL has no counterpart here"),
        ("REM 30 Feb MSG x", "there is no 30 February"),
        ("REM 31 Apr 2027 MSG x", "there is no 31 April 2027"),
        ("REM 26 Nov *2 MSG x", "a * needs a day, a month and a year"),
        ("REM 2026-11-26 *0 MSG x", "*0 is no step"),
        ("REM 2027-11-26 *2 UNTIL 2026-01-01 MSG x", "it ended on 2026-01-01"),
        ("REM Fri UNTIL 2020-01-01 MSG x", "it ended on 2020-01-01"),
        ("REM 26 Nov AT 25:00 MSG x", "'25:00' is not a time of day"),
        ("REM 26 Nov AT 13:00pm MSG x", "'13:00pm' is not a time of day"),
        ("REM 1 +1000 MSG x", "+1000 is too long ahead"),
        ("REM 1945 MSG x", "1945 is neither a day nor a year that remind knows"),
        ("REM 26 Nov", "it has no text"),
        ("REM 26 Nov MSG %", "it has no text"),
        ("REM 26 Nov AT", "what AT says is not certain"),
        ("REM", "it has no text"),
        ("hello world", "'hello' is nothing that is known here"),
        ("INCLUDE other.rem", "INCLUDE has no counterpart here"),
        ("OMIT Sat Sun", "OMIT has no counterpart here"),
        ("SET x 1", "SET has no counterpart here"),
        ("\x1b31m", "'\\x1b31m' is nothing that is known here"),
    ],
)
def test_what_is_not_is_told(line: str, why: str | None) -> None:
    found = read_remind(f"# comment\n\n{line}\n", "r.rem", TODAY)
    assert len(found.entries) == (why is None)
    assert [str(told) for told in found.left_out] == ([] if why is None else [f"r.rem:3: left out: {line!r}: {why}"])


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Expo", "Expo"),
        ("Meeting with Bob %a.", "Meeting with Bob."),
        ('%"Dinner with Ada%" is %b at %3.%', "Dinner with Ada"),
        ("100%% sure", "100% sure"),
        ("two%_lines", "two lines"),
        ("%*a %{own} x", "x"),
        ("a % b", "a b"),
        ("%%a", "%a"),
    ],
)
def test_what_differs_from_day_to_day_leaves_the_text(body: str, text: str) -> None:
    assert body_text(body) == text


def test_what_stands_under_a_condition_may_not_be() -> None:
    found = read_remind("IF 1\nREM 1 MSG a\nIFTRIG Mon\nENDIF\nELSE\nREM 2 MSG b\nENDIF\nREM 3 MSG c\n", "r", TODAY)
    assert [entry.fields["name"] for entry in found.entries] == ["c"]
    assert len(found.left_out) == 7


def test_what_stands_behind_the_end_is_not_read() -> None:
    assert read_remind("REM 1 MSG a\n__EOF__\nREM 2 MSG b\n", "r", TODAY).left_out == []


def test_the_uid_is_the_lines_whatever_its_spaces() -> None:
    (one,) = read_remind("REM 1  Jan MSG  x", "a", TODAY).entries
    (same,) = read_remind("\n  REM 1 Jan MSG x", "b", date(2030, 5, 5)).entries
    (other,) = read_remind("REM 2 Jan MSG x", "a", TODAY).entries
    assert one.fields["uid"] == same.fields["uid"] != other.fields["uid"]
