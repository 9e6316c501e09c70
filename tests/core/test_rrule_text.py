"""The text of a recurrence rule is read to the letter of RFC 5545 §3.3.10."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from countdown.core.rrule_text import Rule, parse_rrule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("FREQ=DAILY", Rule("DAILY")),
        ("  rrule:freq=daily;interval=3 ", Rule("DAILY", interval=3)),
        ("FREQ=WEEKLY;WKST=SU;BYDAY=TU,MO", Rule("WEEKLY", week_start=6, weekdays=((0, 0), (0, 1)))),
        ("FREQ=MONTHLY;BYDAY=-1FR,+2TU", Rule("MONTHLY", weekdays=((-1, 4), (2, 1)))),
        ("COUNT=7;FREQ=YEARLY;BYMONTH=2,1,2", Rule("YEARLY", count=7, months=(1, 2))),
        ("FREQ=YEARLY;BYYEARDAY=-1,+256,1", Rule("YEARLY", year_days=(-1, 1, 256))),
        ("FREQ=YEARLY;BYWEEKNO=53,-53", Rule("YEARLY", weeks=(-53, 53))),
        ("FREQ=MONTHLY;BYMONTHDAY=31,-31;BYSETPOS=-1,366", Rule("MONTHLY", month_days=(-31, 31), positions=(-1, 366))),
        (
            "FREQ=HOURLY;BYHOUR=0,23;BYMINUTE=0,59;BYSECOND=0",
            Rule("HOURLY", hours=(0, 23), minutes=(0, 59), seconds=(0,)),
        ),
        ("FREQ=DAILY;BYSECOND=58,60", Rule("DAILY", seconds=(58, 59))),
        ("FREQ=DAILY;UNTIL=20261231", Rule("DAILY", until=date(2026, 12, 31))),
        ("FREQ=DAILY;UNTIL=20261231T235960", None),
        ("FREQ=DAILY;UNTIL=20261231T090000", Rule("DAILY", until=datetime(2026, 12, 31, 9))),
        ("FREQ=DAILY;UNTIL=20261231T090000Z", Rule("DAILY", until=datetime(2026, 12, 31, 9, tzinfo=UTC))),
        (f"FREQ=DAILY;COUNT={'9' * 18}", Rule("DAILY", count=int("9" * 18))),
    ],
)
def test_a_rule_is_read(text: str, rule: Rule | None) -> None:
    if rule is None:
        with pytest.raises(ValueError, match="not a date"):
            parse_rrule(text)
    else:
        assert parse_rrule(text) == rule


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "'' in an RRULE is not of the form KEY=VALUE"),
        ("RRULE:", "not of the form"),
        ("FREQ", "'FREQ' in an RRULE is not of the form"),
        ("FREQ=", "'FREQ=' in an RRULE is not of the form"),
        ("FREQ=DAILY;", "'' in an RRULE is not of the form"),
        ("INTERVAL=2", "has no FREQ; begin with FREQ=YEARLY, MONTHLY, WEEKLY or DAILY"),
        ("FREQ=DAILY;FREQ=WEEKLY", "FREQ stands twice"),
        ("FREQ=DAILY;BYEASTER=1", "'BYEASTER' is not a part of an RRULE; its parts are FREQ, INTERVAL"),
        ("FREQ=FORTNIGHTLY", "FREQ=FORTNIGHTLY is not a frequency; write YEARLY, MONTHLY, WEEKLY, DAILY or HOURLY"),
        ("FREQ=MINUTELY", "FREQ=MINUTELY is too fine for a countdown; the finest is HOURLY"),
        ("FREQ=SECONDLY;INTERVAL=86400", "FREQ=SECONDLY is too fine"),
        ("FREQ=MINUTELY;INTERVAL=20", "FREQ=MINUTELY is too fine"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0 is not a whole number from 1"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL=-1 is not a whole number"),
        ("FREQ=DAILY;COUNT=1.5", "COUNT=1.5 is not a whole number"),
        ("FREQ=DAILY;COUNT=٣", "COUNT=٣ is not a whole number"),
        (f"FREQ=DAILY;COUNT={'9' * 10_000}", "COUNT=999"),
        ("FREQ=DAILY;UNTIL=2026-12-31", "UNTIL=2026-12-31 is not a date; write it as 20261231"),
        ("FREQ=DAILY;UNTIL=20260230", "UNTIL=20260230 is not a date"),
        ("FREQ=DAILY;UNTIL=20261231T0900", "is not a date"),
        ("FREQ=DAILY;UNTIL=00000101", "is not a date"),
        ("FREQ=DAILY;UNTIL=２０２６1231", "is not a date"),
        ("FREQ=DAILY;WKST=XX", "WKST=XX is not a weekday; write MO, TU"),
        ("FREQ=DAILY;WKST=2TU", "is not a weekday"),
        ("FREQ=WEEKLY;BYDAY=MON", "BYDAY=MON is not a weekday; write for instance MO, 2TU or -1FR"),
        ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY=0 is not a number from 1 to 53"),
        ("FREQ=MONTHLY;BYDAY=54MO", "BYDAY=54 is not a number"),
        ("FREQ=MONTHLY;BYDAY=--1MO", "BYDAY=--1 is not a number"),
        ("FREQ=MONTHLY;BYDAY=MO,,TU", "is not a weekday"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH=13 is not a number from 1 to 12"),
        ("FREQ=YEARLY;BYMONTH=-1", "BYMONTH=-1 is not a number from 1 to 12"),
        ("FREQ=YEARLY;BYMONTH=", "not of the form"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0 is not a number from 1 to 31 or counted from the end with -"),
        ("FREQ=MONTHLY;BYMONTHDAY=-32", "is not a number"),
        ("FREQ=MONTHLY;BYMONTHDAY=+-3", "BYMONTHDAY=+-3 is not a number"),
        ("FREQ=YEARLY;BYYEARDAY=367", "BYYEARDAY=367 is not a number from 1 to 366"),
        ("FREQ=YEARLY;BYWEEKNO=54", "BYWEEKNO=54 is not a number from 1 to 53"),
        ("FREQ=DAILY;BYHOUR=24", "BYHOUR=24 is not a number from 0 to 23"),
        ("FREQ=DAILY;BYMINUTE=60", "BYMINUTE=60 is not a number from 0 to 59"),
        ("FREQ=DAILY;BYSECOND=61", "BYSECOND=61 is not a number from 0 to 60"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", "BYSETPOS=0 is not a number"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20261231", "COUNT and UNTIL exclude each other"),
        ("FREQ=WEEKLY;BYDAY=2TU", "BYDAY takes no number with FREQ=WEEKLY"),
        ("FREQ=DAILY;BYDAY=-1TU", "BYDAY takes no number with FREQ=DAILY"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "BYDAY takes no number beside BYWEEKNO"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY does not go with FREQ=WEEKLY"),
        ("FREQ=DAILY;BYYEARDAY=1", "BYYEARDAY does not go with FREQ=DAILY"),
        ("FREQ=WEEKLY;BYYEARDAY=1", "BYYEARDAY does not go with FREQ=WEEKLY"),
        ("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY does not go with FREQ=MONTHLY"),
        ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO goes with FREQ=YEARLY only"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS needs another BY"),
    ],
)
def test_what_the_rfc_does_not_allow_is_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as caught:
        parse_rrule(text)
    assert says in str(caught.value)


@pytest.mark.parametrize("text", ["FREQ={}", "{}=1", "{}", "FREQ=DAILY;COUNT={}", "FREQ=DAILY;BYDAY={}"])
def test_a_long_text_makes_no_long_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as caught:
        parse_rrule(text.format("X" * 10_000))
    assert len(str(caught.value)) < 300
