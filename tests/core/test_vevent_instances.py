"""What a VEVENT tells of single occurrences, and beside what RFC 5545 has words for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from countdown.core.event import Event
from countdown.core.instances import Instances, Override
from countdown.core.vevent.event import made_uid, vevent
from tests.build import make_event

STAMP = datetime(2026, 11, 24, 9, tzinfo=UTC)


def lines_of(event: Event, *names: str) -> list[str]:
    return [line for line in vevent(event, "1", STAMP, time()) if line.startswith(names)]


def test_additional_excluded_and_cancelled_occurrences() -> None:
    instances = Instances(
        additional=(date(2026, 12, 24),),
        rules=("FREQ=YEARLY",),
        excluded=(date(2026, 12, 3),),
        overrides=(Override(original=date(2026, 12, 10)),),
    )
    event = make_event("2026-11-26", repeat="weekly", instances=instances)
    assert lines_of(event, "RRULE:FREQ=YEARLY", "RDATE", "EXDATE", "RECURRENCE") == [
        "RRULE:FREQ=YEARLY",
        "RDATE;VALUE=DATE:20261224",
        "EXDATE;VALUE=DATE:20261203",
        "EXDATE;VALUE=DATE:20261210",
    ]


def test_a_change_of_one_and_all_after_it() -> None:
    later = Override(original=date(2026, 12, 3), start=date(2026, 12, 4), end=date(2026, 12, 4), future=True)
    over = Override(original=date(2026, 12, 24), future=True)
    event = make_event("2026-11-26", repeat="weekly", instances=Instances(overrides=(later, over)))
    assert lines_of(event, "RECURRENCE", "STATUS", "EXDATE", "DTSTART") == [
        "DTSTART;VALUE=DATE:20261126",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20261203",
        "DTSTART;VALUE=DATE:20261204",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20261224",
        "DTSTART;VALUE=DATE:20261224",
        "STATUS:CANCELLED",
    ]


@pytest.mark.parametrize(
    ("start", "override", "expected"),
    [
        (
            "2026-11-26",
            {"original": date(2026, 12, 3), "start": date(2026, 12, 4), "end": date(2026, 12, 5), "name": "Moved"},
            ["DTSTART;VALUE=DATE:20261204", "DTEND;VALUE=DATE:20261206", "SUMMARY:Moved"],
        ),
        (
            "2026-11-26",
            {"original": date(2026, 12, 3), "start": date(9999, 12, 31), "end": date(9999, 12, 31)},
            ["DTSTART;VALUE=DATE:99991231", "SUMMARY:It"],
        ),
        (
            "2026-11-26",
            {"original": date(2026, 12, 3), "start": date(2026, 12, 4)},
            ["DTSTART;VALUE=DATE:20261204", "SUMMARY:It"],
        ),
        (
            "2026-11-26T09:00:00",
            {
                "original": datetime(2026, 12, 3, 9),
                "start": datetime(2026, 12, 3, 10),
                "end": datetime(2026, 12, 3, 11),
            },
            ["DTSTART:20261203T100000", "DTEND:20261203T110000", "SUMMARY:It"],
        ),
        (
            "2026-11-26T09:00:00",
            {
                "original": datetime(2026, 12, 3, 9),
                "start": datetime(2026, 12, 3, 10),
                "end": datetime(2026, 12, 3, 10),
            },
            ["DTSTART:20261203T100000", "SUMMARY:It"],
        ),
    ],
)
def test_a_changed_occurrence_is_a_vevent_of_its_own(start: str, override: dict[str, Any], expected: list[str]) -> None:
    event = make_event(start, repeat="weekly", instances=Instances(overrides=(Override(**override),)))
    lines = vevent(event, "1", STAMP, time())
    own = lines[lines.index("END:VEVENT") + 1 :]
    assert own[:2] == ["BEGIN:VEVENT", "UID:1"]
    assert [line for line in own if line.startswith("RECURRENCE-ID")]
    assert [line for line in own if line.startswith(("DTSTART", "DTEND", "SUMMARY"))] == expected
    assert own[-1] == "END:VEVENT"


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"tags": ("a", "a")}, 'X-COUNTDOWN-TAGS:["a"\\,"a"]'),
        ({"url": "a b"}, 'X-COUNTDOWN-URL:"a b"'),
        ({"where": " x"}, 'X-COUNTDOWN-WHERE:" x"'),
        ({"note": ""}, 'X-COUNTDOWN-NOTE:""'),
        ({"name": "Ada {years}"}, 'X-COUNTDOWN-NAME:"Ada {years}"'),
        ({"pin": True}, "X-COUNTDOWN-PIN:true"),
        ({"remind": ("30d print",)}, 'X-COUNTDOWN-REMIND:["30d print"]'),
    ],
)
def test_what_a_property_cannot_say_stands_beside_it(fields: dict[str, Any], line: str) -> None:
    assert line in vevent(make_event("2026-11-26", **fields), "1", STAMP, time())


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-11-28", "DTSTART;VALUE=DATE:20261130"),  # a Saturday: the first weekday is the Monday after
        ("9999-12-31", "DTSTART;VALUE=DATE:99991231"),
    ],
)
def test_dtstart_is_the_first_that_the_rule_has(start: str, expected: str) -> None:
    assert lines_of(make_event(start, repeat="weekdays"), "DTSTART") == [expected]


def test_leads_that_leave_the_calendar_are_no_alarms() -> None:
    event = make_event("2026-11-26", remind=("9999y", "1d", "2d pack"))
    assert lines_of(event, "TRIGGER", "DESCRIPTION") == [
        "TRIGGER:-P1D",
        "DESCRIPTION:It",
        "TRIGGER:-P2D",
        "DESCRIPTION:pack",
    ]


def test_hours_are_hours() -> None:
    assert lines_of(make_event("2026-11-26T09:00:00", remind=("90min",)), "TRIGGER") == ["TRIGGER:-PT1H30M"]


def test_an_id_makes_a_uid() -> None:
    assert (made_uid("expo"), made_uid("a b/ü")) == ("expo@countdown", "a%20b%2F%C3%BC@countdown")


def test_a_rules_own_end_gives_way_to_what_comes_first() -> None:
    event = make_event("2026-11-26T09:00:00", repeat="FREQ=DAILY;UNTIL=20261130T090000Z", until="2026-12-24")
    assert lines_of(event, "RRULE") == ["RRULE:FREQ=DAILY;UNTIL=20261130T090000"]
