"""Time zones by name, and moments in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from countdown.core.zones import at_clock, find_zone, in_zone, moved
from tests.build import at


@pytest.mark.parametrize("name", ["UTC", "Asia/Shanghai", "America/Argentina/Buenos_Aires", "Etc/GMT+12"])
def test_a_zone_is_found_by_its_name(name: str) -> None:
    assert find_zone(name) == ZoneInfo(name)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Asia/Shangai", "; did you mean 'Asia/Shanghai'?"),
        ("berlin", "; did you mean 'Europe/Berlin'?"),
        ("new york", "; did you mean 'America/New_York'?"),
        ("Mars/Olympus", ""),
        ("", ""),
        ("\0", ""),
        ("../../etc/passwd", ""),
        ("/etc/passwd", ""),
        ("\ud800", ""),
        ("Europe", None),
        ("x" * 10_000, ""),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(name: str, hint: str | None) -> None:
    with pytest.raises(ValueError, match="is not a time zone") as caught:
        find_zone(name)
    assert hint is None or str(caught.value) == f"{name[:60]!r} is not a time zone{hint}"
    with pytest.raises(ValueError, match=r"is not a time zone$"):
        find_zone(name, suggest=False)


def test_a_moment_in_another_zone_is_the_same_instant() -> None:
    there = in_zone(at("2026-11-27T01:00", "Asia/Shanghai"), ZoneInfo("America/New_York"))
    assert there.isoformat() == "2026-11-26T12:00:00-05:00"


@pytest.mark.parametrize(
    ("moment", "zone", "expected"),
    [
        (datetime(1, 1, 1, 3, tzinfo=UTC), timezone(timedelta(hours=-5)), "0001-01-01T00:00:00-05:00"),
        (datetime(1, 1, 1, 6, tzinfo=UTC), timezone(timedelta(hours=-5)), "0001-01-01T01:00:00-05:00"),
        (datetime(9999, 12, 31, 20, tzinfo=UTC), timezone(timedelta(hours=8)), "9999-12-31T23:59:59.999999+08:00"),
        (datetime(9999, 12, 31, 15, tzinfo=UTC), timezone(timedelta(hours=8)), "9999-12-31T23:00:00+08:00"),
    ],
)
def test_beyond_the_calendar_it_is_the_calendars_end(moment: datetime, zone: timezone, expected: str) -> None:
    assert in_zone(moment, zone).isoformat() == expected


@pytest.mark.parametrize(
    ("now", "seconds", "later"),
    [
        ("2026-11-24T09:00", 1.5, "2026-11-24T09:00:01.500000+01:00"),
        ("2026-11-24T09:00", -86_400, "2026-11-23T09:00:00+01:00"),
        # The hour from 2 to 3 is left out on 29 March, and comes twice on 25 October.
        ("2026-03-29T01:59:59", 1, "2026-03-29T03:00:00+02:00"),
        ("2026-10-25T02:59:59", 1, "2026-10-25T02:00:00+01:00"),
        ("9999-12-31T23:59:59", 3601, "9999-12-31T23:59:59.999999+01:00"),
        ("0001-01-01T00:00", -3600, "0001-01-01T00:00:00+00:53:28"),
    ],
)
def test_a_moment_later(now: str, seconds: float, later: str) -> None:
    assert moved(at(now, "Europe/Berlin"), seconds).isoformat() == later


def test_a_clock_whose_moment_is_beyond_the_calendar_is_left_as_it_is() -> None:
    last = datetime(9999, 12, 31, 23, 30)
    assert at_clock(last, timezone(timedelta(hours=-5))).replace(tzinfo=None) == last
