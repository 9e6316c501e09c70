"""RFC 5545's own examples give the RFC's own dates."""

from __future__ import annotations

import pytest

from tests.build import make_event, starts
from tests.core.rfc5545 import EXAMPLES, dates

_ENDLESS = 1000


def _ends(rule: str) -> bool:
    return "COUNT" in rule or "UNTIL" in rule


def _cases(*, timed: bool) -> list[object]:
    """All-day events leave out the rules with an UNTIL, which the RFC wrote for 09:00."""
    chosen = [example for example in EXAMPLES if timed or "UNTIL" not in example[2]]
    return [pytest.param(first, rule, dates(days), id=says) for says, first, rule, days in chosen]


@pytest.mark.parametrize(("first", "rule", "expected"), _cases(timed=True))
def test_an_example_of_the_rfc_gives_its_dates(first: str, rule: str, expected: list[str]) -> None:
    event = make_event(f"{first}T09:00", tz="America/New_York", repeat=rule)
    found = starts(event, _ENDLESS if _ends(rule) else len(expected))
    assert found == [f"{day}T09:00" for day in expected]


@pytest.mark.parametrize(("first", "rule", "expected"), _cases(timed=False))
def test_an_example_gives_the_same_dates_all_day(first: str, rule: str, expected: list[str]) -> None:
    found = starts(make_event(first, repeat=rule), _ENDLESS if _ends(rule) else len(expected))
    assert found == expected


@pytest.mark.parametrize(("first", "rule", "expected"), _cases(timed=True))
def test_an_example_goes_on_from_each_of_its_dates(first: str, rule: str, expected: list[str]) -> None:
    event = make_event(f"{first}T09:00", tz="America/New_York", repeat=rule)
    for index in {1, len(expected) // 2, len(expected) - 1}:
        assert starts(event, len(expected) - index, since=expected[index]) == [
            f"{day}T09:00" for day in expected[index:]
        ]


def test_every_3_hours_from_nine_to_five() -> None:
    # The RFC's UNTIL is 17:00 in UTC, which is 13:00 there; its erratum 3883 says 21:00 for the dates it gives.
    event = make_event(
        "1997-09-02T09:00", tz="America/New_York", repeat="FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z"
    )
    assert starts(event) == ["1997-09-02T09:00", "1997-09-02T12:00", "1997-09-02T15:00"]


def test_every_20_minutes_from_nine_to_1640_every_day() -> None:
    rule = "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40"
    event = make_event("1997-09-02T09:00", tz="America/New_York", repeat=rule)
    clocks = [f"{hour:02}:{minute:02}" for hour in range(9, 17) for minute in (0, 20, 40)]
    assert starts(event, 48) == [f"1997-09-{day:02}T{clock}" for day in (2, 3) for clock in clocks]
