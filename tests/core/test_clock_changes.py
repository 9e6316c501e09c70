"""Timed events over changes of clocks: what falls in a gap, what comes twice, and which date it is for whom."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.recurrence import current_or_next, is_over, occurrences, upcoming_starts
from tests.build import at, instant_of, make_event, seen, starts

# Ordinary ones, half an hour (Lord Howe), winter time that is the exception (Casablanca, Dublin), midnight that
# does not exist (Havana, Beirut), a day that does not (Apia), and no changes at all.
ZONES = (
    "America/New_York", "Europe/Berlin", "Europe/Dublin", "Australia/Lord_Howe", "Africa/Casablanca",
    "America/Havana", "Asia/Beirut", "Pacific/Apia", "Asia/Kathmandu", "UTC",
)  # fmt: skip


def _instants(start: str, zone: str, since: str, number: int, **fields: object) -> list[str]:
    event = make_event(start, tz=zone, **fields)
    found = occurrences(event, datetime.fromisoformat(since).date(), UTC)
    return [next(found).key for _ in range(number)]


@pytest.mark.parametrize(
    ("zone", "start", "since", "expected"),
    [
        # Left out by a change of clocks: told by the offset before it.
        ("Europe/Berlin", "2026-01-01T02:30", "2026-03-28", "2026-03-28T02:30:00+01:00 2026-03-29T03:30:00+02:00"),
        ("America/New_York", "2026-01-01T02:30", "2026-03-08", "2026-03-08T03:30:00-04:00 2026-03-09T02:30:00-04:00"),
        ("Australia/Lord_Howe", "2026-01-01T02:15", "2026-10-04", "2026-10-04T02:45:00+11:00"),
        ("America/Havana", "2026-01-01T00:00", "2026-03-08", "2026-03-08T01:00:00-04:00"),
        # Comes twice: the first is meant.
        ("Europe/Berlin", "2026-01-01T02:30", "2026-10-25", "2026-10-25T02:30:00+02:00 2026-10-26T02:30:00+01:00"),
        ("America/New_York", "2026-01-01T01:30", "2026-11-01", "2026-11-01T01:30:00-04:00 2026-11-02T01:30:00-05:00"),
        ("Australia/Lord_Howe", "2026-01-01T01:45", "2026-04-05", "2026-04-05T01:45:00+11:00"),
        # Summer and winter by the same clock.
        ("Europe/Dublin", "2026-01-01T09:00", "2026-10-24", "2026-10-24T09:00:00+01:00 2026-10-25T09:00:00+00:00"),
        ("Africa/Casablanca", "2026-01-01T09:00", "2026-02-14", "2026-02-14T09:00:00+01:00 2026-02-15T09:00:00+00:00"),
    ],
)
@pytest.mark.parametrize("repeat", ["daily", "FREQ=DAILY"])
def test_a_daily_time_of_day(zone: str, start: str, since: str, expected: str, repeat: str) -> None:
    assert _instants(start, zone, since, len(expected.split()), repeat=repeat) == expected.split()


def test_an_hourly_rule_tells_an_hour_that_is_left_out_once() -> None:
    found = _instants("2026-03-29T00:00", "Europe/Berlin", "2026-03-29", 4, repeat="FREQ=HOURLY")
    assert [key[11:22] for key in found] == ["00:00:00+01", "01:00:00+01", "03:00:00+02", "04:00:00+02"]


def test_a_day_that_is_left_out_is_told_once() -> None:
    # Samoa went from 29 to 31 December 2011.
    found = _instants("2011-12-29T10:00", "Pacific/Apia", "2011-12-29", 3, repeat="daily")
    assert found == ["2011-12-29T10:00:00-10:00", "2011-12-31T10:00:00+14:00", "2012-01-01T10:00:00+14:00"]


@pytest.mark.parametrize(
    ("offset", "expected"), [("+02:00", "2026-10-25T00:30:00+00:00"), ("+01:00", "2026-10-25T01:30:00+00:00")]
)
def test_an_offset_tells_which_of_two_times_is_meant(offset: str, expected: str) -> None:
    event = make_event(f"2026-10-25T02:30{offset}", tz="Europe/Berlin")
    instant = datetime.fromisoformat(expected)
    for minutes, there in ((-1, True), (0, True), (1, False)):
        found = current_or_next(event, instant + timedelta(minutes=minutes))
        assert (found is not None) is there
    (only,) = occurrences(event, event.first_day, UTC)
    # As instants, since Python calls a time that comes twice unequal to any in another zone (PEP 495).
    assert instant_of(only.start) == instant_of(only.end) == instant.timestamp()


def test_only_the_first_occurrence_has_the_offset_that_was_written() -> None:
    event = make_event("2025-10-26T02:30+01:00", tz="Europe/Berlin", repeat="daily")
    assert next(occurrences(event, event.first_day, UTC)).key == "2025-10-26T02:30:00+01:00"
    later = occurrences(event, at("2026-03-29T00:00").date(), UTC)
    assert next(later).key == "2026-03-29T03:30:00+02:00"
    later = occurrences(event, at("2026-10-25T00:00").date(), UTC)
    assert next(later).key == "2026-10-25T02:30:00+02:00"


@pytest.mark.parametrize(
    ("start", "end", "now", "state"),
    [
        # From 02:30, which is 03:30 that night, to 03:00, which comes before.
        ("2026-03-29T02:30", "2026-03-29T03:00", "2026-03-29T03:29", "upcoming"),
        ("2026-03-29T02:30", "2026-03-29T03:00", "2026-03-29T03:30", "ongoing"),
        ("2026-03-29T02:30", "2026-03-29T03:00", "2026-03-29T03:31", "past"),
        ("2026-03-28T22:00", "2026-03-29T06:00", "2026-03-29T05:59", "ongoing"),
        ("2026-03-28T22:00", "2026-03-29T06:00", "2026-03-29T06:00", "past"),
        # 45 minutes from the first 02:30 to the second 02:15.
        ("2026-10-25T02:30+02:00", "2026-10-25T02:15+01:00", "2026-10-25T01:59", "upcoming"),
        ("2026-10-25T02:30+02:00", "2026-10-25T02:15+01:00", "2026-10-25T02:45", "ongoing"),
        ("2026-10-25T02:30+02:00", "2026-10-25T02:15+01:00", "2026-10-25T02:59", "ongoing"),
        ("2026-10-25T02:30+02:00", "2026-10-25T02:15+01:00", "2026-10-25T03:00", "past"),
    ],
)
def test_what_begins_or_ends_in_the_night_of_a_change(start: str, end: str, now: str, state: str) -> None:
    countdown = seen(start, now, "Europe/Berlin", end=end, tz="Europe/Berlin")
    assert countdown.state == state
    assert countdown.minutes_to_end is not None
    assert countdown.minutes_to_start is not None
    assert countdown.minutes_to_end >= countdown.minutes_to_start


def test_a_repeat_keeps_the_length_on_the_wall() -> None:
    event = make_event("2026-03-27T22:00", end="2026-03-28T06:00", tz="Europe/Berlin", repeat="daily")
    found = occurrences(event, at("2026-03-28T00:00").date(), UTC)
    night, nights_after = next(found), next(found)
    assert (night.start.isoformat(), night.end.isoformat()) == (
        "2026-03-28T22:00:00+01:00",
        "2026-03-29T06:00:00+02:00",
    )
    assert instant_of(night.end) - instant_of(night.start) == 7 * 3600
    assert nights_after.key == "2026-03-29T22:00:00+02:00"


@pytest.mark.parametrize(
    ("start", "tz", "now", "days", "first_day"),
    [
        ("2026-11-27T01:00", "Asia/Shanghai", "2026-11-24T09:00 America/New_York", 2, "2026-11-26"),
        ("2026-11-27T01:00", "Asia/Shanghai", "2026-11-24T09:00 Asia/Shanghai", 3, "2026-11-27"),
        ("2026-11-27T01:00+08:00", None, "2026-11-24T09:00 America/New_York", 2, "2026-11-26"),
        ("2026-11-27T01:00", None, "2026-11-24T09:00 America/New_York", 3, "2026-11-27"),
        ("2026-11-26T00:30", "Pacific/Kiritimati", "2026-11-24T00:00 Pacific/Pago_Pago", 0, "2026-11-24"),
        # 23:30 tonight at 23:00, and in the night of either change.
        ("2026-11-24T23:30", None, "2026-11-24T23:00 Europe/Berlin", 0, "2026-11-24"),
        ("2026-03-28T23:30", None, "2026-03-28T23:00 Europe/Berlin", 0, "2026-03-28"),
        ("2026-03-29T23:30", None, "2026-03-29T00:10 Europe/Berlin", 0, "2026-03-29"),
        ("2026-03-30T00:10", None, "2026-03-29T00:10 Europe/Berlin", 1, "2026-03-30"),
        ("2026-03-30T00:10", None, "2026-03-28T23:50 Europe/Berlin", 2, "2026-03-30"),
        ("2026-10-25T23:30", None, "2026-10-25T00:10 Europe/Berlin", 0, "2026-10-25"),
        ("2026-10-26T00:10", None, "2026-10-24T23:50 Europe/Berlin", 2, "2026-10-26"),
        ("2026-03-08T23:30", None, "2026-03-08T00:30 America/New_York", 0, "2026-03-08"),
        ("2026-11-01T23:30", None, "2026-11-01T00:30 America/New_York", 0, "2026-11-01"),
    ],
)
def test_days_are_between_dates_in_the_viewers_zone(
    start: str, tz: str | None, now: str, days: int, first_day: str
) -> None:
    countdown = seen(start, *now.split(), tz=tz)
    assert (countdown.days, countdown.first_day.isoformat()) == (days, first_day)


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20261128", "2026-11-28T01:00"),
        ("20261128T010000", "2026-11-28T01:00"),
        ("20261128T005959", "2026-11-27T01:00"),
        ("20261127T170000Z", "2026-11-28T01:00"),
        ("20261127T165959Z", "2026-11-27T01:00"),
        ("20261128T000000Z", "2026-11-28T01:00"),
    ],
)
def test_until_is_a_date_or_a_local_or_a_utc_time_for_a_timed_start(until: str, last: str) -> None:
    for fields in ({"tz": "Asia/Shanghai"}, {}):
        event = make_event("2026-11-25T01:00", repeat=f"FREQ=DAILY;UNTIL={until}", **fields)
        assert starts(event, 40, zone="Asia/Shanghai")[-1] == last


@pytest.mark.parametrize("until", ["20261128", "20261128T000000", "20261128T000000Z", "20261128T235959Z"])
def test_until_may_have_a_time_for_an_all_day_start(until: str) -> None:
    assert starts(make_event("2026-11-25", repeat=f"FREQ=DAILY;UNTIL={until}"), 40)[-1] == "2026-11-28"


@given(
    st.datetimes(datetime(2011, 1, 1), datetime(2030, 1, 1)).map(lambda clock: clock.replace(second=0, microsecond=0)),
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.sampled_from(["daily", "every 3 weeks", "FREQ=HOURLY;INTERVAL=5", "FREQ=DAILY;BYHOUR=0,1,2,3;BYMINUTE=0,30"]),
    st.integers(0, 60 * 24 * 500),
)
def test_starts_ascend_as_instants_and_none_that_is_to_come_is_left_out(
    clock: datetime, zone: str, viewer: str, repeat: str, minutes: int
) -> None:
    event = make_event(clock.isoformat(), tz=zone, repeat=repeat)
    now = (clock.replace(tzinfo=UTC) + timedelta(minutes=minutes)).astimezone(ZoneInfo(viewer))
    early = occurrences(event, now.date() - timedelta(days=3), now.tzinfo or UTC)
    all_of_them = [next(early) for _ in range(200)]
    instants = [instant_of(occurrence.start) for occurrence in all_of_them]
    assert instants == sorted(set(instants))
    coming = [instant for instant in instants if instant > now.timestamp()][:3]
    upcoming = upcoming_starts(event, now)
    assert [instant_of(next(upcoming)) for _ in coming] == coming
    current = current_or_next(event, now)
    assert current == next(occurrence for occurrence in all_of_them if not is_over(occurrence, now))
