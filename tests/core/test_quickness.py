"""No rule is a hang: each is a date, or a report that it never fires, within a fraction of a second of CPU."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from itertools import islice
from time import process_time
from typing import Any

import pytest

from countdown.core.countdown import countdown
from countdown.core.plan import leads
from countdown.core.recurrence import upcoming_starts
from countdown.core.within import within
from tests.build import at, make_event

_NOW = at("2026-11-24T09:00")
# What a command may take beyond its start-up; each takes a fraction of it, though more while coverage looks on.
_LIMIT = 0.5 if sys.gettrace() is None else 5.0
_EVERY_SECOND = (
    f"BYHOUR={','.join(map(str, range(24)))};BYMINUTE={','.join(map(str, range(60)))}"
    f";BYSECOND={','.join(map(str, range(60)))}"
)


def _quickly(work: Callable[[], Any], limit: float = _LIMIT) -> Any:
    began = process_time()
    result = work()
    assert process_time() - began < limit
    return result


def _all_of_it(start: str, now: datetime = _NOW, **fields: Any) -> str | None:
    """What every command asks of an event: its countdown, the next starts, its leads."""
    event = make_event(start, **fields)
    found = countdown(event, now)
    list(islice(upcoming_starts(event, now), 3))
    leads(event)
    return None if found is None else f"{found.state} {found.occurrence.key[:16]}"


@pytest.mark.parametrize(
    ("start", "rule", "expected"),
    [
        ("1900-01-01", "FREQ=DAILY", "ongoing 2026-11-24"),
        ("1900-01-01", "daily", "ongoing 2026-11-24"),
        ("0001-01-01", "every 3 days", "upcoming 2026-11-25"),
        ("0001-01-01", "weekdays", "ongoing 2026-11-24"),
        ("0001-01-31", "monthly", "upcoming 2026-11-30"),
        ("1900-01-01", "FREQ=DAILY;COUNT=1000000000", "ongoing 2026-11-24"),
        ("1900-01-01", "FREQ=WEEKLY;COUNT=999999999999999999", "upcoming 2026-11-30"),
        ("1900-01-01T09:00", "FREQ=HOURLY;COUNT=1000000000", "ongoing 2026-11-24T09:00"),
        ("1900-01-01T09:00", "FREQ=HOURLY;COUNT=1000000", "past 2014-01-30T00:00"),
        ("1900-01-01T09:00", "FREQ=HOURLY;INTERVAL=5;COUNT=200000", "past 2014-01-29T20:00"),
        ("0001-01-01T09:00", "FREQ=HOURLY;UNTIL=15000101", "past 1500-01-01T23:00"),
        ("0001-01-01", "FREQ=DAILY;UNTIL=15000101", "past 1500-01-01"),
        ("1900-01-01", "FREQ=YEARLY;INTERVAL=999999999999999999", "past 1900-01-01"),
        ("1900-01-01", "FREQ=WEEKLY;INTERVAL=999999999999999999", "past 1900-01-01"),
        ("1900-01-01", "every 999999999 months", "past 1900-01-01"),
        ("1900-01-01", f"FREQ=YEARLY;BYYEARDAY={','.join(map(str, range(1, 367)))}", "ongoing 2026-11-24"),
        ("1900-01-01T09:00", f"FREQ=YEARLY;{_EVERY_SECOND};BYSETPOS=-1", "upcoming 2027-01-01T23:59"),
    ],
)
def test_a_long_or_wide_rule_is_quick(start: str, rule: str, expected: str) -> None:
    assert _quickly(lambda: _all_of_it(start, repeat=rule)) == expected


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30,31",
        "FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=YEARLY;BYYEARDAY=60;BYMONTH=6",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=7",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=30",
    ],
)
@pytest.mark.parametrize("start", ["1900-01-01", "2026-01-05T09:00"])
def test_a_rule_that_can_never_fire_is_known_quickly(start: str, rule: str) -> None:
    assert _quickly(lambda: _all_of_it(start, repeat=rule)) is None


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=HOURLY;INTERVAL=24;BYHOUR=3",
        "FREQ=HOURLY;INTERVAL=22;BYHOUR=10",
        "FREQ=HOURLY;BYMINUTE=5;BYSETPOS=2",
        "FREQ=HOURLY;INTERVAL=100000000;BYHOUR=3;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYHOUR=1,2;BYSETPOS=3",
    ],
)
def test_an_hourly_rule_that_can_never_fire_is_known_quickly(rule: str) -> None:
    assert _quickly(lambda: _all_of_it("1900-01-01T09:00", repeat=rule)) is None


_RARE_DAYS = ("BYMONTHDAY=29;BYDAY=TU", "BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "BYMONTH=2;BYMONTHDAY=30", "BYMONTH=10")
_RARE = {
    "HOURLY": (997, 6139, 740_113, 425_076_341),
    "DAILY": (359, 1001, 16_179, 906_425_866),
    "MONTHLY": (7, 12, 48, 377),
    "YEARLY": (1, 3, 7, 100),
}


@pytest.mark.parametrize("freq", _RARE)
@pytest.mark.parametrize("more", ["", ";BYSETPOS=-2", ";COUNT=999999", ";UNTIL=20200101"])
def test_rules_of_long_steps_and_rare_days_are_quick_together(freq: str, more: str) -> None:
    rules = [f"FREQ={freq};INTERVAL={step};{days}{more}" for step in _RARE[freq] for days in _RARE_DAYS]
    _quickly(lambda: [countdown(make_event("1900-01-18T15:00", repeat=rule), _NOW) for rule in rules])


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;COUNT=6000",
        "FREQ=WEEKLY;BYMONTH=12,8;BYSETPOS=1;COUNT=999999",
        "FREQ=WEEKLY;INTERVAL=52;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYMONTH=2;BYSETPOS=7",
        "FREQ=WEEKLY;INTERVAL=313;BYMONTH=2",
        "FREQ=MONTHLY;BYMONTHDAY=29,30;BYSETPOS=1;COUNT=999999",
        "FREQ=HOURLY;INTERVAL=5;COUNT=99999",
        "FREQ=YEARLY;BYYEARDAY=366;BYDAY=MO;BYSETPOS=2",
    ],
)
def test_a_few_events_of_one_rule_from_1900_are_quick_together(rule: str) -> None:
    starts = [f"1900-01-{day:02}T09:00" for day in range(1, 21)]
    _quickly(lambda: [countdown(make_event(start, repeat=rule), _NOW) for start in starts])


def test_an_event_that_lasts_for_thousands_of_years_is_quick() -> None:
    event = make_event("0001-01-01", end="7000-01-01", repeat="daily")
    assert _quickly(lambda: countdown(event, _NOW)).occurrence.key == "0001-01-01"
    assert _quickly(lambda: next(upcoming_starts(event, _NOW))).isoformat() == "2026-11-25"


@pytest.mark.parametrize(
    ("rule", "number"),
    [
        ("daily", 30),
        ("FREQ=DAILY;COUNT=1000000000", 30),
        ("FREQ=HOURLY;COUNT=1000000", 0),
        ("FREQ=HOURLY", 720),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 0),
        ("FREQ=HOURLY;INTERVAL=100000000;BYHOUR=3;BYMONTH=2;BYMONTHDAY=30", 0),
        (f"FREQ=YEARLY;{_EVERY_SECOND};BYSETPOS=-1", 0),
        (f"FREQ=DAILY;{_EVERY_SECOND}", 3000),
    ],
)
def test_all_of_a_month_is_quick(rule: str, number: int) -> None:
    event = make_event("1900-01-01T09:00", repeat=rule)
    found, _ = _quickly(lambda: within(event, date(2026, 11, 1), date(2026, 11, 30), _NOW), limit=2 * _LIMIT)
    assert len(found) == number


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rule", "state"),
    [
        (f"FREQ=DAILY;{_EVERY_SECOND}", "ongoing"),
        (f"FREQ=HOURLY;{_EVERY_SECOND[_EVERY_SECOND.index('BYMINUTE') :]}", "ongoing"),
        (f"FREQ=DAILY;{_EVERY_SECOND};UNTIL=20000101", "past"),
        (f"FREQ=DAILY;{_EVERY_SECOND};COUNT=1000000000", "past"),
        (f"FREQ=YEARLY;BYMONTHDAY={','.join(map(str, range(1, 32)))};{_EVERY_SECOND};COUNT=1000000000", "past"),
    ],
)
def test_every_second_of_every_day_is_no_hang(rule: str, state: str) -> None:
    found = _quickly(lambda: countdown(make_event("1900-01-01T09:00", repeat=rule), _NOW), limit=8 * _LIMIT)
    assert found.state == state
