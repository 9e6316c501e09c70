"""Recurrence rules: against `dateutil.rrule`, which reads RFC 5545 independently, and against themselves."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, example, given
from hypothesis import strategies as st

from countdown.core.dates import date_of
from countdown.core.rrule import Recurrence
from countdown.core.rrule_text import WEEKDAY_CODES, parse_rrule

_MOST = 40
_STARTS = st.datetimes(datetime(1896, 1, 1), datetime(2105, 1, 1)).map(lambda moment: moment.replace(microsecond=0))
# dateutil looks for what never comes to the end of the calendar, so it is asked near there; its years are as ours.
_LATE_STARTS = st.datetimes(datetime(9991, 1, 1), datetime(9999, 6, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)


def _some(values: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=most, unique=True).map(lambda found: ",".join(map(str, found)))


def _signed(high: int) -> st.SearchStrategy[int]:
    return st.integers(1, high).flatmap(lambda number: st.sampled_from([number, -number]))


_PLAIN_DAYS = _some(st.sampled_from(WEEKDAY_CODES), 5)
_NUMBERED_DAYS = _some(st.builds("{}{}".format, _signed(5), st.sampled_from(WEEKDAY_CODES)))
# Where dateutil departs from the RFC is left out: a mixture of MO and 2TU, which it takes for both at once, and
# BYWEEKNO without days, which it takes for all seven. A week -52 that begins in the year before it does not see,
# and of the first week it counts BYSETPOS from the start on, of no other period.
_DAY_PARTS = {
    "YEARLY": {
        "BYMONTHDAY": _some(_signed(31)),
        "BYYEARDAY": _some(_signed(366)),
        "BYDAY": _PLAIN_DAYS | _NUMBERED_DAYS,
    },
    "MONTHLY": {"BYMONTHDAY": _some(_signed(31)), "BYDAY": _PLAIN_DAYS | _NUMBERED_DAYS},
    "WEEKLY": {"BYDAY": _PLAIN_DAYS},
    "DAILY": {"BYMONTHDAY": _some(_signed(31)), "BYDAY": _PLAIN_DAYS},
    "HOURLY": {"BYMONTHDAY": _some(_signed(31)), "BYDAY": _PLAIN_DAYS, "BYYEARDAY": _some(_signed(366))},
}
_CLOCK_PARTS = {
    "BYHOUR": _some(st.integers(0, 23)),
    "BYMINUTE": _some(st.integers(0, 59)),
    "BYSECOND": _some(st.integers(0, 59), 2),
}


@st.composite
def rules(draw: st.DrawFn, *, clocks: bool = True) -> str:
    """The text of a rule without COUNT and UNTIL."""
    freq = draw(st.sampled_from(list(_DAY_PARTS)[: None if clocks else -1]))
    parts: dict[str, object] = {"FREQ": freq}
    optional = {"BYMONTH": _some(st.integers(1, 12)), **_DAY_PARTS[freq], **(_CLOCK_PARTS if clocks else {})}
    for key in draw(st.lists(st.sampled_from(list(optional)), max_size=3, unique=True)):
        parts[key] = draw(optional[key])
    if freq == "YEARLY" and draw(st.integers(0, 3)) == 0:
        parts |= {"BYWEEKNO": draw(_some(st.integers(-51, 53).filter(bool))), "BYDAY": draw(_PLAIN_DAYS)}
    if len(parts) > 1 and freq != "WEEKLY" and draw(st.integers(0, 3)) == 0:
        parts["BYSETPOS"] = draw(_some(_signed(6)))
    if draw(st.booleans()):
        parts["INTERVAL"] = draw(st.integers(1, 60) | st.integers(61, 20_000))
    if draw(st.booleans()):
        parts["WKST"] = draw(st.sampled_from(WEEKDAY_CODES))
    return ";".join(f"{key}={value}" for key, value in parts.items())


def _later(moment: datetime, days: int) -> datetime:
    """`moment` and `days`, or the end of the last year's days that dateutil can tell of."""
    return moment + min(timedelta(days=days), datetime(9999, 12, 20) - moment)


def _ours(text: str, first: date, until: date) -> list[date]:
    return list(islice(Recurrence(parse_rrule(text), first).starts(first, until), _MOST))


def _dateutils(text: str, first: datetime, horizon: datetime) -> list[datetime]:
    found: list[datetime] = []
    # It falls over the end of the calendar in the week that ends beyond it, and tells of hours that never come.
    with suppress(ValueError):
        found.extend(islice(rrulestr(f"{text};UNTIL={horizon:%Y%m%dT%H%M%S}", dtstart=first), _MOST))
    return found


@given(rules(), _LATE_STARTS, st.integers(0, 365 * 12))
@example("FREQ=YEARLY;BYWEEKNO=1,-1,53;BYDAY=MO,SU;WKST=TH", datetime(2020, 12, 27, 9), 4000)
@example("FREQ=MONTHLY;BYMONTHDAY=29,-29;INTERVAL=5", datetime(1898, 9, 29, 9), 4000)
@example("FREQ=YEARLY;BYYEARDAY=60,366,-366,-307", datetime(2096, 2, 29, 9), 8000)
@example("FREQ=YEARLY;BYDAY=-1SU;BYWEEKNO=52", datetime(2020, 1, 1), 0)
@example("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;BYSETPOS=-1;WKST=TU", datetime(2026, 11, 24), 400)
@example("FREQ=HOURLY;INTERVAL=25;BYHOUR=3,4", datetime(2026, 11, 24, 23), 400)
def test_a_rule_fires_when_dateutil_says(text: str, first: datetime, span: int) -> None:
    try:
        parse_rrule(text)
    except ValueError:
        assume(False)
    horizon = _later(first, span)
    assert _ours(text, first, horizon) == _dateutils(text, first, horizon)


_LONG_STEPS = {"YEARLY": 20, "MONTHLY": 300, "WEEKLY": 1000, "DAILY": 20_000, "HOURLY": 100_000}


@st.composite
def rare_rules(draw: st.DrawFn) -> str:
    """The text of a rule of a long step and few days, which come together seldom or never."""
    freq = draw(st.sampled_from(list(_LONG_STEPS)))
    days = {"BYMONTH": _some(st.integers(1, 12)), **_DAY_PARTS[freq]}
    named = draw(st.lists(st.sampled_from(list(days)), min_size=1, unique=True))
    parts = {key: draw(days[key]) for key in named}
    if freq == "YEARLY" and draw(st.booleans()):
        parts |= {"BYWEEKNO": draw(_some(st.integers(-51, 53).filter(bool), 1)), "BYDAY": draw(_PLAIN_DAYS)}
    if freq not in ("WEEKLY", "HOURLY") and draw(st.booleans()):
        parts["BYSETPOS"] = draw(_some(_signed(4), 1))
    interval = draw(st.integers(_LONG_STEPS[freq] // 20, _LONG_STEPS[freq]))
    return ";".join((f"FREQ={freq};INTERVAL={interval}", *(f"{key}={value}" for key, value in parts.items())))


@given(rare_rules(), st.datetimes(datetime(9300, 1, 1), datetime(9900, 1, 1)).map(lambda at: at.replace(microsecond=0)))
@example("FREQ=DAILY;INTERVAL=1461;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", datetime(9300, 3, 1))
@example("FREQ=HOURLY;INTERVAL=1001;BYMONTHDAY=29;BYDAY=SA;BYMONTH=2", datetime(9300, 3, 1, 5))
@example("FREQ=HOURLY;INTERVAL=731;BYYEARDAY=366,-366;BYHOUR=7,8", datetime(9300, 3, 1, 5))
@example("FREQ=MONTHLY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", datetime(9300, 3, 1))
@example("FREQ=YEARLY;INTERVAL=3;BYWEEKNO=53;BYDAY=MO;BYMONTH=1", datetime(9300, 3, 1))
@example("FREQ=WEEKLY;INTERVAL=313;BYMONTH=2;BYDAY=TU", datetime(9300, 3, 1))
def test_a_rare_rule_fires_when_dateutil_says(text: str, first: datetime) -> None:
    try:
        parse_rrule(text)
    except ValueError:
        assume(False)
    horizon = datetime(9999, 12, 20)
    assert _ours(text, first, horizon) == _dateutils(text, first, horizon)


@given(rules(clocks=False), _LATE_STARTS.map(datetime.date), st.integers(0, 365 * 12))
def test_an_all_day_rule_fires_on_dateutils_dates(text: str, first: date, span: int) -> None:
    try:
        parse_rrule(text)
    except ValueError:
        assume(False)
    midnight = datetime.combine(first, datetime.min.time())
    horizon = _later(midnight, span)
    expected = _dateutils(text, midnight, horizon)
    assert _ours(text, first, horizon.date()) == [moment.date() for moment in expected]


@given(rules(), _STARTS, st.integers(1, 30), st.integers(0, 365 * 6), st.integers(0, 365 * 6))
def test_count_is_the_first_so_many_whatever_day_is_asked_from(
    text: str, first: datetime, count: int, ahead: int, further: int
) -> None:
    try:
        rule = parse_rrule(f"{text};COUNT={count}")
    except ValueError:
        assume(False)
    horizon, since = first + timedelta(days=365 * 12), (first + timedelta(days=ahead)).date()
    endless = Recurrence(parse_rrule(text), first)
    expected = list(islice(endless.starts(first, horizon), count))
    counted = Recurrence(rule, first)
    for day in (since, since + timedelta(days=further), since):
        assert list(counted.starts(day, horizon)) == [start for start in expected if date_of(start) >= day]


@given(rules(), _STARTS, st.integers(-400, 365 * 200))
def test_what_follows_a_day_does_not_depend_on_where_one_looks_from(text: str, first: datetime, ahead: int) -> None:
    try:
        recurrence = Recurrence(parse_rrule(text), first)
    except ValueError:
        assume(False)
    since = (first + timedelta(days=ahead)).date()
    found = list(islice(recurrence.starts(since, None), 5))
    assert found == sorted(set(found))
    for start in found:
        assert start >= first
        assert date_of(next(recurrence.starts(start, None))) == date_of(start)
    if found:
        before = recurrence.starts(max(since - timedelta(days=500), date.min), found[0])
        assert [start for start in before if date_of(start) >= since] == found[:1]


@pytest.mark.parametrize(
    ("first", "rule", "expected"),
    [
        ("2026-01-01", "FREQ=MONTHLY;BYDAY=MO,2TU", "2026-01-05 2026-01-12 2026-01-13 2026-01-19 2026-01-26"),
        ("2026-05-13", "FREQ=YEARLY;BYWEEKNO=20", "2026-05-13 2027-05-19 2028-05-17"),
        ("2026-01-31", "FREQ=MONTHLY", "2026-01-31 2026-03-31 2026-05-31 2026-07-31"),
        ("2024-02-29", "FREQ=YEARLY", "2024-02-29 2028-02-29 2032-02-29"),
        ("2024-01-01", "FREQ=YEARLY;BYWEEKNO=-52;BYDAY=MO", "2024-01-01 2024-12-30 2026-01-05 2027-01-04"),
        ("2026-11-24", "FREQ=WEEKLY;BYDAY=MO,TU,FR;BYSETPOS=1,3", "2026-11-27 2026-11-30 2026-12-04"),
        # Rare ones: leap days on a Saturday, over a century without one, and what comes once in a turn of the calendar.
        ("2020-02-29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SA", "2020-02-29 2048-02-29 2076-02-29 2116-02-29"),
        ("2000-02-29", "FREQ=YEARLY;INTERVAL=100", "2000-02-29 2400-02-29 2800-02-29"),
        ("2026-09-13", "FREQ=YEARLY;BYYEARDAY=256", "2026-09-13 2027-09-13 2028-09-12"),
        ("2026-01-01", "FREQ=DAILY;BYHOUR=9,17;BYMINUTE=1;BYSECOND=5", "2026-01-01 2026-01-02"),
        # Weeks are whole at the ends of the calendar: 1 January of the year 1 is a Monday, of week 52 by WKST=TU.
        ("0001-01-01", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;WKST=TU", "0001-01-08 0002-01-07"),
        ("9998-12-31", "FREQ=YEARLY;BYWEEKNO=52;BYDAY=FR", "9998-12-25 9999-12-31"),
        ("0001-01-01", "FREQ=WEEKLY;WKST=SU;BYDAY=SU,MO", "0001-01-01 0001-01-07 0001-01-08"),
    ],
)
def test_what_dateutil_reads_otherwise_or_not_at_all(first: str, rule: str, expected: str) -> None:
    number = len(expected.split())
    found = islice(Recurrence(parse_rrule(rule), date.fromisoformat(first)).starts(date.min, None), number)
    assert [start.isoformat() for start in found] == [day for day in expected.split() if day >= first]


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        ("FREQ=DAILY", "9999-12-31"),
        ("FREQ=WEEKLY;BYDAY=MO;WKST=SU", "9999-12-27"),
        ("FREQ=MONTHLY;INTERVAL=5", "9999-08-01"),
        ("FREQ=YEARLY", "9999-01-01"),
        ("FREQ=YEARLY;INTERVAL=3;COUNT=50", "9999-01-01"),
        ("FREQ=HOURLY;INTERVAL=24", "9999-12-31"),
    ],
)
def test_a_rule_ends_with_the_calendar(rule: str, last: str) -> None:
    *_, final = Recurrence(parse_rrule(rule), date(9990, 1, 1)).starts(date(9990, 1, 1), None)
    assert final.isoformat() == last


def test_a_rule_of_long_steps_and_rare_days_is_not_given_up_after_one_turn_of_the_calendar() -> None:
    rule, first = "FREQ=DAILY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=29", date(1999, 9, 3)
    steps = map(date.fromordinal, range(first.toordinal(), date.max.toordinal(), 1000))
    expected = next(day for day in steps if (day.month, day.day) == (2, 29))
    assert expected == date(4888, 2, 29)
    assert next(Recurrence(parse_rrule(rule), first).starts(first, None)) == expected


def test_fractions_of_a_second_stay_with_the_start() -> None:
    first = datetime(2026, 11, 26, 9, 0, 0, 500_000)
    found = Recurrence(parse_rrule("FREQ=DAILY"), first).starts(first, datetime(2026, 11, 27, 23))
    assert list(found) == [first, first + timedelta(days=1)]


def test_until_is_a_bound_that_belongs_to_the_rule() -> None:
    recurrence = Recurrence(parse_rrule("FREQ=DAILY"), datetime(2026, 11, 26, 9))
    days = list(recurrence.starts(date(2026, 11, 26), datetime(2026, 11, 28, 9)))
    assert [start.day for start in days] == [26, 27, 28]
    assert len(list(recurrence.starts(date(2026, 11, 26), datetime(2026, 11, 28, 8, 59)))) == 2
