"""No calendar takes long, whatever it says: two seconds of CPU, or a sentence."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from countdown.core.agenda import agenda
from countdown.errors import CountdownError
from countdown.store.calendars import read_ics
from tests.build import at
from tests.store.ics import calendar, vevent

MOST_SECONDS = 2.0
MANY = 100_000
START = "DTSTART:20260101T000000Z"


def moments(number: int = MANY) -> list[str]:
    first = datetime(2026, 1, 1)
    return [(first + timedelta(hours=hour)).strftime("%Y%m%dT%H%M%SZ") for hour in range(number)]


def days(number: int = 49_000) -> list[str]:
    return [(date(1890, 1, 1) + timedelta(days=day)).strftime("%Y%m%d") for day in range(number)]


def zone(tzid: str, rule: str) -> list[str]:
    parts = [
        ["BEGIN:STANDARD", f"DTSTART:19{at:02}0101T000000", f"RRULE:{rule}", f"TZOFFSETFROM:+0{at % 9}00", f"TZOFFSETTO:+0{at % 8}17", "END:STANDARD"]
        for at in range(99)
    ]  # fmt: skip
    return ["BEGIN:VTIMEZONE", f"TZID:{tzid}", *(line for part in parts for line in part), "END:VTIMEZONE"]


CASES: dict[str, Callable[[], str]] = {
    "a thousand million": lambda: calendar(*vevent(START, "RRULE:FREQ=DAILY;COUNT=1000000000")),
    "a thousand million hours": lambda: calendar(*vevent(START, "RRULE:FREQ=HOURLY;COUNT=1000000000")),
    "every second": lambda: calendar(*vevent(START, "RRULE:FREQ=SECONDLY")),
    "never": lambda: calendar(*vevent(START, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")),
    "many dates in one line": lambda: calendar(*vevent(START, f"RDATE:{','.join(moments())}")),
    "many lines of dates": lambda: calendar(*vevent(START, *(f"RDATE;TZID=Europe/Berlin:{text[:-1]}" for text in moments()))),
    "many excluded": lambda: calendar(*vevent(START, "RRULE:FREQ=HOURLY", *(f"EXDATE:{text}" for text in moments()))),
    "many changed": lambda: calendar(
        *vevent(START, "RRULE:FREQ=HOURLY"),
        *(line for text in moments(10_000) for line in vevent(f"RECURRENCE-ID:{text}", f"DTSTART:{text}")),
    ),
    "many changed from there on": lambda: calendar(
        *vevent(START, "RRULE:FREQ=HOURLY"),
        *(line for text in moments(10_000) for line in vevent(f"RECURRENCE-ID;RANGE=THISANDFUTURE:{text}", f"DTSTART:{text}")),
    ),
    "many of one name": lambda: calendar(*(line for at in range(10_000) for line in vevent(START, uid=str(at)))),
    "many alarms": lambda: calendar(*vevent(START, *["BEGIN:VALARM", "TRIGGER:-PT5M", "END:VALARM"] * 20_000)),
    "deep": lambda: calendar(*["BEGIN:X"] * MANY, *["END:X"] * MANY),
    "many ends of nothing": lambda: calendar(*(f"BEGIN:X{at}" for at in range(MANY)), *["END:Y"] * MANY),
    "many days excluded": lambda: calendar(
        *vevent("DTSTART;VALUE=DATE:18900101", "RRULE:FREQ=DAILY;COUNT=50000", f"EXDATE;VALUE=DATE:{','.join(days())}")
    ),
    "a long change": lambda: calendar(
        *vevent("DTSTART:19000101T000000Z", "RRULE:FREQ=HOURLY"),
        *vevent("RECURRENCE-ID:19000101T010000Z", "DTSTART:19000101T010000Z", "DURATION:P40000D"),
    ),
    "a long name": lambda: calendar(*vevent(START, name="é" * 10 * MANY)),
    "long folds": lambda: calendar(*vevent(START, "SUMMARY:" + "x\r\n " * MANY)),
    "a long list": lambda: calendar(*vevent(START, "CATEGORIES:" + "a," * MANY + "\\")),
    "many quotes": lambda: calendar(*vevent(START, "LOCATION;X=" + '"' * (MANY + 1) + ":x")),
    "many parameters": lambda: calendar(*vevent(START, "LOCATION" + ";X=1" * MANY + ":x")),
    "blank lines": lambda: calendar(*vevent(START), *[""] * MANY),
    "zones that change every year": lambda: calendar(
        *(line for at in range(50) for line in zone(f"Z{at}", "FREQ=YEARLY;BYDAY=SU,MO;BYHOUR=1,2,3")),
        *(line for at in range(500) for line in vevent(f"DTSTART;TZID=Z{at % 50}:20260101T000000", uid=str(at))),
    ),
    "zones that change every hour": lambda: calendar(*zone("Z", "FREQ=HOURLY"), *vevent("DTSTART;TZID=Z:20260101T000000")),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_it_answers_soon(name: str) -> None:
    text = CASES[name]()
    begun = time.process_time()
    try:
        found = read_ics(text, "it.ics")
        agenda(found.events, at("2026-11-24T09:00"))
    except CountdownError as error:
        assert str(error)  # noqa: PT017  # either will do
    assert time.process_time() - begun < MOST_SECONDS
