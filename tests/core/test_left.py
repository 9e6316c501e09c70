"""The time to a moment and since one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.left import Left, since, until
from countdown.core.zones import moved
from tests.build import at

BERLIN = "Europe/Berlin"
ZONES = st.sampled_from(["UTC", BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo"])
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1))


@pytest.mark.parametrize(
    ("moment", "now", "zone", "left"),
    [
        ("2026-11-26T00:00", "2026-11-24T09:00:01", "UTC", Left(1, 14, 59, 59)),
        ("2026-11-26T00:00", "2026-11-25T00:00", "UTC", Left(1)),
        ("2026-11-26T00:00", "2026-11-25T23:59:59", "UTC", Left(0, 0, 0, 1)),
        ("2026-11-26T00:00", "2026-11-25T23:59:59.200000", "UTC", Left(0, 0, 0, 1)),
        ("2026-11-26T00:00", "2026-11-26T00:00", "UTC", Left()),
        ("2026-11-26T00:00", "2026-11-26T00:00:01", "UTC", Left()),
        ("2026-11-26T00:00", "2026-12-26T00:00", "UTC", Left()),
        # Clocks are set back on 25 October and forward on 29 March.
        ("2026-10-26T00:00", "2026-10-25T00:00", BERLIN, Left(1)),
        ("2026-10-26T00:00", "2026-10-25T00:00:01", BERLIN, Left(0, 24, 59, 59)),
        ("2026-10-25T12:00", "2026-10-24T11:59:59", BERLIN, Left(1, 0, 0, 1)),
        ("2026-03-29T12:00", "2026-03-28T12:00:01", BERLIN, Left(0, 22, 59, 59)),
        # 02:30 of the day before, which the clocks leave out, is 03:30.
        ("2026-03-30T02:30", "2026-03-28T12:00", BERLIN, Left(1, 14, 30)),
        ("9999-12-31T23:59:59", "0001-01-01T00:00", "UTC", Left(3652058, 23, 59, 59)),
    ],
)
def test_until(moment: str, now: str, zone: str, left: Left) -> None:
    assert until(at(moment, zone), at(now, zone)) == left


@pytest.mark.parametrize(
    ("moment", "now", "gone"),
    [
        ("2026-08-18T00:00", "2026-11-24T09:00:01.9", Left(98, 9, 0, 1)),
        ("2026-10-25T00:00", "2026-10-25T23:59:59", Left(0, 24, 59, 59)),
        ("2026-10-25T00:00", "2026-10-26T00:00", Left(1)),
        ("2026-11-24T10:00", "2026-11-24T10:00", Left()),
        ("2026-11-24T10:00", "2026-11-24T09:00", Left()),
    ],
)
def test_since(moment: str, now: str, gone: Left) -> None:
    assert since(at(moment, BERLIN), at(now, BERLIN)) == gone


def test_of_an_hour_that_comes_twice_the_second_is_meant_if_it_is_said() -> None:
    second = at("2026-10-25T02:30", BERLIN).replace(fold=1)
    assert until(second, at("2026-10-25T02:30", BERLIN)) == Left(0, 1)


def test_a_moment_of_another_zone_is_counted_to_by_the_clocks_of_now() -> None:
    assert until(datetime(2026, 10, 25, 23, tzinfo=UTC), at("2026-10-24T00:00", BERLIN)) == Left(2)


def test_the_clock() -> None:
    assert Left(98, 4, 3, 59).clock == "04:03:59"


@given(MOMENTS, st.integers(0, 400 * 86_400), ZONES, st.sampled_from([-1, 1]))
def test_it_falls_by_a_second_each_second_and_never_rises(start: datetime, seconds: int, zone: str, way: int) -> None:
    anchor = start.replace(microsecond=0, tzinfo=UTC).astimezone(ZoneInfo(zone))
    nearer, further = (moved(anchor, way * number) for number in (seconds, seconds + 1))
    measure = since if way > 0 else until
    less, more = measure(anchor, nearer), measure(anchor, further)
    assert (less.days, less.hours, less.minutes, less.seconds) < (more.days, more.hours, more.minutes, more.seconds)
    if less.days == more.days:
        assert _seconds(more) == _seconds(less) + 1
    assert 0 <= less.hours <= 25
    assert max(less.minutes, less.seconds) < 60


@given(MOMENTS, st.integers(0, 3000), st.sampled_from(["UTC", "Asia/Kathmandu"]))
def test_where_no_clock_changes_a_day_has_24_hours(start: datetime, days: int, zone: str) -> None:
    now = start.replace(microsecond=0, tzinfo=ZoneInfo(zone))
    assert until(now + timedelta(days=days, seconds=3661), now) == Left(days, 1, 1, 1)


def _seconds(left: Left) -> int:
    return left.hours * 3600 + left.minutes * 60 + left.seconds
