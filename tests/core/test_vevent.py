"""An event as a VEVENT: times, rules, alarms and texts in the terms of RFC 5545."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.event import Event
from countdown.core.recurrence import occurrences
from countdown.core.repeat import Step
from countdown.core.steps import steps
from countdown.core.vevent.content_lines import as_duration, folded
from countdown.core.vevent.event import uri, vevent
from countdown.core.vevent.times import step_rule
from tests.build import make_event

STAMP = datetime(2026, 11, 24, 9, tzinfo=UTC)


def lines_of(event: Event, *names: str, remind_at: time = time()) -> list[str]:
    """The content lines of these properties."""
    return [line for line in vevent(event, "1", STAMP, remind_at) if line.startswith(names)]


@pytest.mark.parametrize(
    ("start", "fields", "expected"),
    [
        ("2026-11-26", {}, ["DTSTART;VALUE=DATE:20261126", "DTEND;VALUE=DATE:20261127"]),
        ("2026-11-26", {"end": "2026-11-30"}, ["DTSTART;VALUE=DATE:20261126", "DTEND;VALUE=DATE:20261201"]),
        ("0998-12-31", {}, ["DTSTART;VALUE=DATE:09981231", "DTEND;VALUE=DATE:09990101"]),
        ("9999-12-31", {}, ["DTSTART;VALUE=DATE:99991231"]),
        ("2026-11-26T09:30:00", {}, ["DTSTART:20261126T093000"]),
        ("2026-11-26T09:30:00", {"end": "2026-11-26T09:30:00"}, ["DTSTART:20261126T093000"]),
        ("2026-11-26T09:30:00Z", {}, ["DTSTART:20261126T093000Z"]),
        ("2026-11-26T09:30:00+08:00", {}, ["DTSTART:20261126T013000Z"]),
        ("2026-11-26T09:30:00+08:00", {"repeat": "daily"}, ["DTSTART;TZID=UTC+0800:20261126T093000"]),
        ("2026-11-26T09:30:00Z", {"repeat": "daily"}, ["DTSTART:20261126T093000Z"]),
        ("2026-11-26T09:30:00.5", {}, ["DTSTART:20261126T093000"]),
        (
            "2026-11-26T09:30:00",
            {"tz": "Asia/Tokyo", "end": "2026-11-26T18:00:00"},
            ["DTSTART;TZID=Asia/Tokyo:20261126T093000", "DTEND;TZID=Asia/Tokyo:20261126T180000"],
        ),
        # An instant, told in the zone that it is seen in.
        ("2026-11-26T09:30:00Z", {"tz": "Asia/Tokyo"}, ["DTSTART;TZID=Asia/Tokyo:20261126T183000"]),
        # The second 02:30 of that night: only UTC tells it from the first.
        (
            "2026-10-25T01:30:00Z",
            {"tz": "Europe/Berlin", "end": "2026-10-25T02:00:00Z"},
            ["DTSTART:20261025T013000Z", "DTEND:20261025T020000Z"],
        ),
        # DTSTART is to be the first one by the rule.
        (
            "2026-11-28",
            {"repeat": "weekdays", "end": "2026-11-29"},
            ["DTSTART;VALUE=DATE:20261130", "DTEND;VALUE=DATE:20261202"],
        ),
        (
            "2026-11-01",
            {"repeat": "FREQ=MONTHLY;BYDAY=2TU"},
            ["DTSTART;VALUE=DATE:20261110", "DTEND;VALUE=DATE:20261111"],
        ),
    ],
)
def test_start_and_end(start: str, fields: dict[str, Any], expected: list[str]) -> None:
    assert lines_of(make_event(start, **fields), "DT")[1:] == expected


BERLIN = {"tz": "Europe/Berlin"}


@pytest.mark.parametrize(
    ("start", "fields", "rule"),
    [
        ("2026-11-26", {"repeat": "yearly"}, "FREQ=YEARLY"),
        ("2026-11-26", {"repeat": "every 2 weeks"}, "FREQ=WEEKLY;INTERVAL=2"),
        ("2026-11-26", {"repeat": "weekdays"}, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("2026-01-31", {"repeat": "monthly"}, "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("2026-02-28", {"repeat": "monthly"}, "FREQ=MONTHLY"),
        ("2026-01-30", {"repeat": "every 4 months"}, "FREQ=MONTHLY;INTERVAL=4"),
        ("2026-01-29", {"repeat": "every 3 months"}, "FREQ=MONTHLY;INTERVAL=3"),
        (
            "2026-01-30",
            {"repeat": "monthly"},
            "FREQ=YEARLY;BYYEARDAY=30,-307,-277,-246,-216,-185,-155,-124,-93,-63,-32,-2",
        ),
        ("2026-11-30", {"repeat": "every 3 months"}, "FREQ=YEARLY;BYYEARDAY=-307,-216,-124,-32"),
        ("2026-01-29", {"repeat": "every 5 months"}, "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=28,29;BYSETPOS=-1"),
        ("2024-02-29", {"repeat": "yearly"}, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
        ("2024-02-29", {"repeat": "yearly", "feb29": "mar-1"}, "FREQ=YEARLY;BYYEARDAY=60"),
        ("2024-02-29", {"repeat": "yearly", "feb29": "skip"}, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
        ("2026-11-10", {"repeat": "rrule:freq=monthly;byday=2tu"}, "FREQ=MONTHLY;BYDAY=2TU"),
        ("2026-11-26", {"repeat": "daily", "until": "2026-12-24"}, "FREQ=DAILY;UNTIL=20261224"),
        ("2026-11-26T09:00", {"repeat": "daily", "until": "2026-12-24"}, "FREQ=DAILY;UNTIL=20261224T235959"),
        ("2026-11-26T09:00", {"repeat": "daily", "until": "2026-12-24", **BERLIN}, "FREQ=DAILY;UNTIL=20261224T225959Z"),
        ("2026-11-26T09:00", {"repeat": "FREQ=DAILY;UNTIL=20261224", **BERLIN}, "FREQ=DAILY;UNTIL=20261224T225959Z"),
        ("2026-11-26", {"repeat": "FREQ=DAILY;UNTIL=20261224T225959Z"}, "FREQ=DAILY;UNTIL=20261224"),
        ("2026-11-26", {"repeat": "FREQ=DAILY;UNTIL=20261224", "until": "2026-12-01"}, "FREQ=DAILY;UNTIL=20261201"),
        ("2026-11-26", {"repeat": "FREQ=DAILY;COUNT=3", "until": "2027-12-01"}, "FREQ=DAILY;UNTIL=20261128"),
        ("2026-11-26", {"repeat": "FREQ=DAILY;COUNT=3"}, "FREQ=DAILY;COUNT=3"),
    ],
)
def test_the_rule(start: str, fields: dict[str, Any], rule: str) -> None:
    assert lines_of(make_event(start, **fields), "RRULE") == [f"RRULE:{rule}"]


@given(
    unit=st.sampled_from(["day", "week", "month", "year", "weekday"]),
    count=st.integers(1, 13),
    first=st.dates(date(1900, 1, 1), date(2200, 1, 1)) | st.sampled_from([date(2024, 2, 29), date(2026, 1, 31)]),
    feb29=st.sampled_from(["feb-28", "mar-1", "skip"]),
)
def test_a_step_and_its_rule_are_the_same_dates(unit: str, count: int, first: date, feb29: str) -> None:
    step = Step(unit, 1 if unit == "weekday" else count)
    expected = list(islice(steps(first, step, first, feb29), 30))
    midnight = datetime.combine(first, time())
    by_dateutil = islice(rrulestr(f"RRULE:{step_rule(step, first, feb29)}", dtstart=midnight), 30)
    assert [found.date() for found in by_dateutil] == expected
    own = make_event(first.isoformat(), repeat=step_rule(step, first, feb29))
    assert [found.start for found in islice(occurrences(own, first, UTC), 30)] == expected


@pytest.mark.parametrize(
    ("start", "fields", "expected"),
    [
        ("2026-11-26", {"repeat": "daily"}, ["EXDATE;VALUE=DATE:20261127"]),
        ("2026-11-26T09:00", {"repeat": "daily"}, ["EXDATE:20261127T090000"]),
        ("2026-11-26T09:00", {"repeat": "daily", **BERLIN}, ["EXDATE;TZID=Europe/Berlin:20261127T090000"]),
        ("2026-11-26T09:00+01:00", {"repeat": "daily"}, ["EXDATE;TZID=UTC+0100:20261127T090000"]),
        (
            "2026-11-26T09:00Z",
            {"repeat": "FREQ=DAILY;BYHOUR=9,17"},
            ["EXDATE:20261127T090000Z", "EXDATE:20261127T170000Z"],
        ),
        ("2026-11-26T09:00", {}, []),
        ("2026-11-28", {"repeat": "daily"}, []),
    ],
)
def test_dates_left_out(start: str, fields: dict[str, Any], expected: list[str]) -> None:
    assert lines_of(make_event(start, except_=["2026-11-27"], **fields), "EXDATE") == expected


@pytest.mark.parametrize(
    ("start", "lead", "trigger"),
    [
        ("2026-11-26", "7d", "-P7D"),
        ("2026-11-26", "0d", "PT0S"),
        ("2026-11-26", "1d 08:00", "-PT16H"),
        ("2026-11-26", "+1w", "P7D"),
        ("2026-11-26", "1mo", "-P31D"),
        ("2026-11-30", "3wd", "-P5D"),
        ("2024-02-29", "1y", "-P366D"),
        ("2026-11-26T09:30", "1d", "-P1DT9H30M"),
        ("2026-11-26T09:30", "0d 10:00", "PT30M"),
        ("2026-11-26T09:30", "90min", "-PT1H30M"),
        ("2026-11-26T09:30", "+2h", "PT2H"),
    ],
)
def test_a_lead_is_an_alarm(start: str, lead: str, trigger: str) -> None:
    assert lines_of(make_event(start, remind=(lead,)), "TRIGGER") == [f"TRIGGER:{trigger}"]


def test_leads_that_tell_no_time_are_at_remind_at_and_default_ones_are_written_too() -> None:
    found = lines_of(make_event("2026-11-26"), "TRIGGER", "X-COUNTDOWN-REMIND", remind_at=time(8))
    assert found == [
        "X-COUNTDOWN-REMIND:null", 'X-COUNTDOWN-REMIND-AT:"08:00"',
        "TRIGGER:-P6DT16H", "TRIGGER:-PT16H", "TRIGGER:PT8H",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "lead", "triggers"),
    [
        ("2026-11-26T09:30", "1d", ['X-COUNTDOWN-TRIGGERS:["-P1DT9H30M"]']),
        ("2026-11-30", "3wd", ['X-COUNTDOWN-TRIGGERS:["-P5D"]']),
        ("2026-11-26T09:30", "90min", []),
        ("2026-11-26", "1w", []),
    ],
)
def test_alarms_that_another_start_would_change_are_noted(start: str, lead: str, triggers: list[str]) -> None:
    assert lines_of(make_event(start, remind=(lead,)), "X-COUNTDOWN-TRIGGERS") == triggers


def test_an_alarm_says_the_leads_text_or_the_name() -> None:
    event = make_event("2026-11-26", name="A; {years}", remind=("1d pack, now", "0d"))
    assert lines_of(event, "DESCRIPTION") == ["DESCRIPTION:pack\\, now", "DESCRIPTION:A\\; …"]


def test_texts_are_escaped_and_hold_no_control_characters() -> None:
    hostile = 'a\\b;c,d\n"e"\r\x1b[31m\u202e\x85ü'
    event = make_event(
        "2026-11-26", name=hostile, note=hostile, where=hostile, tags=(hostile,), url="https://x/a b\r\nX:1"
    )
    lines = vevent(event, hostile, STAMP)
    text = "".join(lines)
    assert not any(ord(letter) < 32 or letter in "\x7f\x85\u202e" for letter in text)
    said = 'a\\\\b\\;c\\,d\\n"e"\\\\r\\\\x1b[31m\\\\u202e\\\\x85ü'
    assert {f"SUMMARY:{said}", f"UID:{said}", f"CATEGORIES:{said}", f"LOCATION:{said}"} <= set(lines)
    assert "URL:https://x/a%20b%0D%0AX:1" in lines


def test_what_the_standard_says_as_it_is_has_no_property_of_its_own() -> None:
    event = make_event(
        "2026-11-26T09:00", tz="Europe/Berlin", end="2026-11-26T10:00", repeat="FREQ=YEARLY", tags=("a", "b,c"),
        where="B", url="https://x", note="two\nlines", remind=(),
    )  # fmt: skip
    assert lines_of(event, "X-") == ['X-COUNTDOWN-ID:"it"', "X-COUNTDOWN-REMIND:[]"]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200).filter(lambda text: not {"\n", "\r"} & {*text}))
def test_folding_keeps_every_character_and_no_line_is_too_long(text: str) -> None:
    line = f"X:{text}"
    made = folded([line])
    assert made.replace("\r\n ", "") == f"{line}\r\n"
    assert all(len(part.encode()) <= 75 for part in made.split("\r\n"))


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(), "PT0S"), (timedelta(days=7), "P7D"), (-timedelta(days=1, hours=2, minutes=3), "-P1DT2H3M"),
        (timedelta(seconds=61), "PT1M1S"),
    ],
)  # fmt: skip
def test_durations(span: timedelta, text: str) -> None:
    assert as_duration(span) == text


def test_a_uri_keeps_what_it_may_hold() -> None:
    assert uri("https://x.example/a?b=1&c=%20#d,e;f") == "https://x.example/a?b=1&c=%20#d,e;f"
