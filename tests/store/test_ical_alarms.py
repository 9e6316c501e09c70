"""Alarms as leads."""

from __future__ import annotations

import pytest

from countdown.core.lead import parse_leads
from tests.store.ics import START, only, read, vevent

TIMED = "DTSTART;TZID=Europe/Berlin:20261126T090000"


def alarm(trigger: str, *more: str) -> list[str]:
    return ["BEGIN:VALARM", f"TRIGGER{trigger}", *more, "END:VALARM"]


@pytest.mark.parametrize(
    ("trigger", "timed", "all_day"),
    [
        (":-PT30M", "30min", "1d 23:30"),
        (":-P0DT0H30M0S", "30min", "1d 23:30"),
        (":-PT1H", "1h", "1d 23:00"),
        (":-PT90M", "90min", "1d 22:30"),
        (":-PT24H", "1d", "1d"),
        (":-P1D", "1d", "1d"),
        (":-P1W", "1w", "1w"),
        (":-P14D", "2w", "2w"),
        (":-P1DT1H", "25h", "2d 23:00"),
        (":-PT15H", "15h", "1d 09:00"),
        (":-PT39H", "39h", "2d 09:00"),
        (":PT0S", "0min", "0d"),
        (":P0D", "0min", "0d"),
        (":PT9H", "+9h", "0d 09:00"),
        (":PT33H", "+33h", "+1d 09:00"),
        (":P2D", "+2d", "+2d"),
        (":-PT29S", "0min", "0d"),
        (";RELATED=START:-PT5M", "5min", "1d 23:55"),
        (";RELATED=END:-PT5M", "5min", "1d 23:55"),
        (";VALUE=DATE-TIME:20261126T073000Z", "30min", "0d 07:30"),
        (";VALUE=DATE-TIME:20261126T083000Z", "+30min", "0d 08:30"),
    ],
)
def test_a_trigger(trigger: str, timed: str, all_day: str) -> None:
    found = (only(*vevent(TIMED, *alarm(trigger))).remind, only(*vevent(START, *alarm(trigger))).remind)
    assert found == ((timed,), (all_day,))
    assert all(parse_leads(text) for text in (timed, all_day))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([TIMED, "DURATION:PT2H", *alarm(";RELATED=END:-PT30M")], ("+90min",)),
        ([TIMED, "DURATION:PT2H", *alarm(";RELATED=END:-P1D")], ("22h",)),
        ([START, "DURATION:P3D", *alarm(";RELATED=END:-PT6H")], ("+2d 18:00",)),
        ([TIMED, *alarm(":-P1D"), *alarm(":-PT10M"), *alarm(":-P1D", "ACTION:EMAIL")], ("1d", "10min")),
        ([TIMED, *alarm(":-PT10M", "ACTION:NONE")], ()),
        ([TIMED, *alarm(";VALUE=DATE-TIME:19760401T005545Z", "ACTION:DISPLAY")], ()),
        ([TIMED], ()),
    ],
)
def test_alarms(lines: list[str], expected: tuple[str, ...]) -> None:
    assert only(*vevent(*lines)).remind == expected


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([TIMED, "RRULE:FREQ=DAILY", *alarm(";VALUE=DATE-TIME:20261126T073000Z")], "it is at a fixed moment, but the event repeats"),
        ([TIMED, *alarm(":soon")], "'soon' is not a date"),
        ([TIMED, *alarm(":PT")], "'PT' is not a duration"),
        ([TIMED, "BEGIN:VALARM", "ACTION:AUDIO", "END:VALARM"], "it has no TRIGGER"),
    ],
)  # fmt: skip
def test_what_is_no_lead_is_kept_for_who_converts(lines: list[str], why: str) -> None:
    found = read(*vevent(*lines))
    assert (found.events[0].remind, found.warnings) == ((), [])
    assert [str(told) for told in found.left_out] == [f"it.ics:3: UID it@example.com: an alarm is left out: {why}"]


def test_a_to_dos_alarm_is_ahead_of_its_due() -> None:
    event = only("BEGIN:VTODO", "UID:t", "DUE:20261126T090000Z", *alarm(";RELATED=END:-PT1H"), "END:VTODO")
    assert event.remind == ("1h",)
