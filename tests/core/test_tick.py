"""An event second by second."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.left import Left
from countdown.core.tick import Tick, lately, tick, to_next_second
from countdown.core.zones import moved
from tests.build import at, make_event

DAYS = {"start": "2026-11-26", "end": "2026-11-30"}
MOMENT = {"start": "2026-11-26T12:00"}
DAILY = MOMENT | {"repeat": "daily"}
PARTY = {"start": "2026-11-26T12:00", "end": "2026-11-26T14:00"}
BIRTHDAY = {"start": "2000-11-26", "repeat": "yearly"}
EVENTS: list[dict[str, Any]] = [DAYS, MOMENT, DAILY, PARTY, BIRTHDAY, MOMENT | {"tz": "Asia/Shanghai"}]


def _tick(fields: dict[str, Any], now: str | datetime, zone: str = "UTC") -> Tick:
    found = tick(make_event(**fields), at(now, zone) if isinstance(now, str) else now)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("fields", "now", "state", "lingers", "left"),
    [
        (DAYS, "2026-11-25T23:59:59", "upcoming", False, Left(0, 0, 0, 1)),
        (DAYS, "2026-11-26T00:00:00", "ongoing", False, Left(5)),
        (DAYS, "2026-11-30T23:59:59", "ongoing", False, Left(0, 0, 0, 1)),
        (DAYS, "2026-12-01T00:00:00", "past", True, Left()),
        (DAYS, "2026-12-01T00:00:09", "past", True, Left()),
        (DAYS, "2026-12-01T00:00:10", "past", False, Left(5, 0, 0, 10)),
        (MOMENT, "2026-11-26T11:59:59", "upcoming", False, Left(0, 0, 0, 1)),
        (MOMENT, "2026-11-26T12:00:00", "ongoing", False, Left()),
        (MOMENT, "2026-11-26T12:00:10", "past", True, Left()),
        (MOMENT, "2026-11-26T12:00:11", "past", False, Left(0, 0, 0, 11)),
        (DAILY, "2026-11-26T12:00:10", "past", True, Left()),
        (DAILY, "2026-11-26T12:00:11", "upcoming", False, Left(0, 23, 59, 49)),
        (PARTY, "2026-11-26T12:00:00", "ongoing", False, Left(0, 2)),
        (PARTY, "2026-11-26T14:00:00", "past", True, Left()),
        (PARTY, "2026-11-26T14:00:11", "past", False, Left(0, 2, 0, 11)),
        (BIRTHDAY, "2026-11-27T00:00:11", "upcoming", False, Left(363, 23, 59, 49)),
    ],
)
def test_what_is_seen(fields: dict[str, Any], now: str, state: str, lingers: bool, left: Left) -> None:
    found = _tick(fields, now)
    assert (found.seen.state, found.lingers, found.left) == (state, lingers, left)


@pytest.mark.parametrize(("zone", "left"), [("Asia/Tokyo", Left(1)), ("America/New_York", Left(1))])
def test_an_all_day_event_begins_at_the_viewers_midnight(zone: str, left: Left) -> None:
    assert _tick(DAYS, "2026-11-25T00:00", zone).left == left


def test_where_midnight_is_left_out_a_day_begins_at_its_first_moment() -> None:
    cairo = "Africa/Cairo"  # on 24 April 2026 the clocks go from 24:00 to 1:00
    assert _tick({"start": "2026-04-24"}, "2026-04-23T23:59:59", cairo).left == Left(0, 0, 0, 1)
    assert _tick({"start": "2026-04-23"}, "2026-04-23T23:59:59", cairo).left == Left(0, 0, 0, 1)


def test_the_last_day_of_the_calendar_ends_with_it() -> None:
    assert _tick({"start": "9999-12-31"}, "9999-12-31T23:59:58").left == Left(0, 0, 0, 2)


def test_what_never_happens_is_none() -> None:
    event = make_event("2026-11-26", repeat="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
    assert tick(event, at("2026-11-24T09:00")) is None


@given(
    st.sampled_from(EVENTS),
    st.datetimes(datetime(2026, 11, 24), datetime(2026, 12, 2)),
    st.one_of(st.integers(-20, 20), st.integers(-200_000, 200_000)),
)
def test_an_earlier_look_changes_nothing(fields: dict[str, Any], first: datetime, seconds: int) -> None:
    """Also when the clock is set back, or on by days."""
    event, now = make_event(**fields), first.replace(tzinfo=UTC)
    later = moved(now, seconds)
    assert tick(event, later, tick(event, now)) == tick(event, later)


def test_another_event_of_the_same_name_is_seen_anew() -> None:
    now = at("2026-11-24T09:00")
    changed = make_event(**MOMENT)
    assert tick(changed, now, _tick(DAYS, now)) == _tick(MOMENT, now)


def test_lately() -> None:
    assert lately(at("2026-11-26T12:00:05")) == at("2026-11-26T11:59:55")
    assert lately(datetime.min.replace(tzinfo=UTC)) == datetime.min.replace(tzinfo=UTC)


@pytest.mark.parametrize(("now", "seconds"), [("12:00:00", 1.0), ("12:00:00.25", 0.75), ("12:00:00.999999", 0.000001)])
def test_to_the_next_whole_second(now: str, seconds: float) -> None:
    assert to_next_second(at(f"2026-11-26T{now}")) == pytest.approx(seconds)


@given(st.datetimes(timezones=st.just(UTC)))
def test_the_next_second_is_a_whole_one(now: datetime) -> None:
    seconds = to_next_second(now)
    assert 0 < seconds <= 1
    assert round(now.microsecond + seconds * 1_000_000) == 1_000_000
