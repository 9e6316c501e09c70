"""What a countdown says of an occurrence: days, day, state, length, years, progress, minutes."""

from __future__ import annotations

from typing import Any

import pytest

from countdown.core.countdown import countdown
from tests.build import at, make_event, seen

_EXPO = {"end": "2024-11-30", "repeat": "yearly", "since": "2024-08-18"}


@pytest.mark.parametrize(
    ("now", "state", "days", "days_to_end", "day"),
    [
        ("2024-08-18T00:00", "upcoming", 100, 104, None),
        ("2024-08-18T23:59", "upcoming", 100, 104, None),
        ("2024-11-25T12:00", "upcoming", 1, 5, None),
        ("2024-11-26T00:00", "ongoing", 0, 4, 1),
        ("2024-11-27T23:59", "ongoing", -1, 3, 2),
        ("2024-11-30T23:59", "ongoing", -4, 0, 5),
        ("2024-12-01T00:00", "upcoming", 360, 364, None),
    ],
)
@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"])
def test_the_expos_story(now: str, state: str, days: int, days_to_end: int, day: int | None, zone: str) -> None:  # noqa: PLR0917  # a row of the table
    found = seen("2024-11-26", now, zone, **_EXPO)
    assert (found.state, found.days, found.days_to_end, found.day) == (state, days, days_to_end, day)
    assert found.length_days == 5


def test_the_expo_without_a_repeat_is_past_after_its_last_day() -> None:
    found = seen("2024-11-26", "2024-12-01T00:00", end="2024-11-30")
    assert (found.state, found.days, found.days_to_end, found.day) == ("past", -5, -1, None)


@pytest.mark.parametrize(
    ("start", "end", "length"),
    [
        ("2026-11-26", None, 1),
        ("2026-11-26", "2026-11-26", 1),
        ("2026-11-26", "2026-12-02", 7),
        ("2026-11-26T09:00", None, 1),
        ("2026-11-26T09:00", "2026-11-26T18:00", 1),
        ("2026-11-26T22:00", "2026-11-27T06:00", 2),
        # What ends at midnight does not touch the day that begins there.
        ("2026-11-26T22:00", "2026-11-27T00:00", 1),
        ("2026-11-26T00:00", "2026-11-27T00:00", 1),
        ("2026-11-26T00:00", "2026-11-26T00:00", 1),
        ("0001-01-01", "9999-12-31", 3_652_059),
    ],
)
def test_length_counts_both_days(start: str, end: str | None, length: int) -> None:
    fields = {} if end is None else {"end": end}
    assert seen(start, "2026-11-24T09:00", **fields).length_days == length


def test_an_end_at_midnight_is_the_viewers_midnight() -> None:
    fields = {"end": "2026-11-27T00:00", "tz": "Europe/Berlin"}
    assert seen("2026-11-26T22:00", "2026-11-24T09:00", "Europe/Berlin", **fields).length_days == 1
    assert seen("2026-11-26T22:00", "2026-11-24T09:00", "Asia/Tokyo", **fields).length_days == 1
    # 03:00 is the first moment after the gap in Berlin, and midnight in a zone two hours behind UTC's 02:00.
    gap = {"end": "2026-03-29T03:00", "tz": "Europe/Berlin"}
    assert seen("2026-03-28T22:00", "2026-03-01T09:00", "Atlantic/Cape_Verde", **gap).length_days == 1


@pytest.mark.parametrize(
    ("now", "state", "to_start", "to_end"),
    [
        ("2026-11-26T08:00", "upcoming", 60, 600),
        ("2026-11-26T08:59:01", "upcoming", 1, 541),
        ("2026-11-26T09:00", "ongoing", 0, 540),
        ("2026-11-26T17:59", "ongoing", -539, 1),
        ("2026-11-26T18:00", "past", -540, 0),
    ],
)
def test_a_timed_event_is_ongoing_from_its_start_until_its_end(
    now: str, state: str, to_start: int, to_end: int
) -> None:
    found = seen("2026-11-26T09:00", now, end="2026-11-26T18:00")
    assert (found.state, found.minutes_to_start, found.minutes_to_end) == (state, to_start, to_end)


def test_a_timed_event_without_end_is_over_once_its_instant_has_passed() -> None:
    assert seen("2026-11-26T09:00", "2026-11-26T08:59:59").state == "upcoming"
    assert seen("2026-11-26T09:00", "2026-11-26T09:00:00").state == "ongoing"
    assert seen("2026-11-26T09:00", "2026-11-26T09:00:01").state == "past"
    assert seen("2026-11-26T09:00", "2026-11-26T23:00").days == 0


def test_minutes_are_those_that_go_by_over_a_change_of_clocks() -> None:
    assert seen("2026-03-29T06:00", "2026-03-29T00:00", "Europe/Berlin").minutes_to_start == 5 * 60
    assert seen("2026-10-25T06:00", "2026-10-25T00:00", "Europe/Berlin").minutes_to_start == 7 * 60


def test_an_all_day_event_has_no_minutes() -> None:
    found = seen("2026-11-26", "2026-11-24T09:00")
    assert (found.minutes_to_start, found.minutes_to_end) == (None, None)


def test_start_and_end_are_in_the_viewers_zone_and_the_occurrence_in_the_events() -> None:
    found = seen("2026-11-27T01:00", "2026-11-24T09:00", "America/New_York", end="2026-11-27T02:00", tz="Asia/Shanghai")
    assert (found.start.isoformat(), found.end.isoformat()) == (
        "2026-11-26T12:00:00-05:00",
        "2026-11-26T13:00:00-05:00",
    )
    assert found.occurrence.key == "2026-11-27T01:00:00+08:00"
    assert (found.first_day.isoformat(), found.last_day.isoformat()) == ("2026-11-26", "2026-11-26")
    whole = seen("2026-11-26", "2026-11-24T09:00", end="2026-11-30")
    assert (whole.start.isoformat(), whole.end.isoformat(), whole.occurrence.key) == (
        "2026-11-26", "2026-11-30", "2026-11-26",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("start", "repeat", "now", "years"),
    [
        ("1990-11-26", "yearly", "2026-11-25T12:00", 36),
        ("1990-11-26", "yearly", "2026-11-26T12:00", 36),
        ("1990-11-26", "yearly", "2026-11-27T12:00", 37),
        ("1990-11-26", "FREQ=YEARLY", "2026-11-27T12:00", 37),
        ("2024-02-29", "yearly", "2025-02-20T12:00", 1),
        ("1942-11-26", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "2026-11-20T12:00", 84),
        ("1942-11-26", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "2027-11-20T12:00", 85),
        ("2026-01-01", "monthly", "2026-12-15T12:00", 1),
        ("2026-01-02", "monthly", "2026-12-15T12:00", 1),
        ("2026-01-01", "every 2 weeks", "2026-12-15T12:00", 0),
        ("2026-11-26", "yearly", "2020-01-01T12:00", 0),
        ("2026-11-26", None, "2030-01-01T12:00", None),
        ("1990-11-26T09:00", "yearly", "2026-11-27T12:00", 37),
    ],
)
def test_years_are_those_since_the_first_start(start: str, repeat: str | None, now: str, years: int | None) -> None:
    assert seen(start, now, repeat=repeat).years == years


def test_years_of_a_timed_event_are_by_its_own_clocks() -> None:
    fields = {"tz": "Asia/Shanghai", "repeat": "yearly"}
    found = seen("2020-01-01T01:00", "2026-12-01T00:00", "America/New_York", **fields)
    assert (found.first_day.isoformat(), found.years) == ("2026-12-31", 7)
    # Without a zone of its own the viewer's counts, whatever the machine's is.
    assert seen("2020-01-01T01:00", "2026-12-01T00:00", "Pacific/Kiritimati", repeat="yearly").years == 7
    assert seen("2020-12-31T23:00", "2026-12-01T00:00", "Pacific/Pago_Pago", repeat="yearly").years == 6


@pytest.mark.parametrize(("policy", "years"), [("feb-28", 3), ("mar-1", 3), ("skip", 4)])
def test_years_of_a_29_february(policy: str, years: int) -> None:
    assert seen("2024-02-29", "2027-01-01T00:00", repeat="yearly", feb29=policy).years == years


@pytest.mark.parametrize(
    ("name", "repeat", "now", "expected"),
    [
        ("Ada turns {years}", "yearly", "2026-11-25T12:00", "Ada turns 36"),
        ("Ada turns {years}", "yearly", "2026-11-26T12:00", "Ada turns 36"),
        ("Ada turns {years}", "yearly", "2026-11-27T12:00", "Ada turns 37"),
        ("{years} years since", None, "2026-11-25T12:00", "35 years since"),
        ("{years} years since", None, "2026-11-26T12:00", "36 years since"),
        ("{years} years since", None, "1980-01-01T12:00", "0 years since"),
        ("{years}{years} {name} {0} {", "yearly", "2026-11-25T12:00", "3636 {name} {0} {"),
        ("plain", "yearly", "2026-11-25T12:00", "plain"),
    ],
)
def test_years_in_a_name_are_expanded_and_no_other_braces(
    name: str, repeat: str | None, now: str, expected: str
) -> None:
    assert seen("1990-11-26", now, repeat=repeat, name=name).name == expected


@pytest.mark.parametrize(
    ("since", "now", "progress"),
    [
        (None, "2024-10-07T12:00", None),
        ("2024-08-18", "2024-08-18T12:00", 0.0),
        ("2024-08-18", "2024-10-07T12:00", 0.5),
        ("2024-08-18", "2024-11-25T23:59", 0.99),
        ("2024-08-18", "2024-11-26T00:00", 1.0),
        ("2024-08-18", "2025-11-26T00:00", 1.0),
        ("2024-08-18", "2024-01-01T00:00", 0.0),
        ("2024-11-26", "2024-11-20T00:00", 1.0),
        ("2024-12-24", "2024-11-20T00:00", 1.0),
    ],
)
def test_progress_is_the_part_of_the_waiting_that_is_over(since: str | None, now: str, progress: float | None) -> None:
    fields = {} if since is None else {"since": since}
    assert seen("2024-11-26", now, **fields).progress == progress


@pytest.mark.parametrize(
    "fields",
    [
        {"repeat": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"},
        {"except_": ["2026-11-26"]},
        {"repeat": "daily", "until": "2026-11-27", "except_": ["2026-11-26", "2026-11-27"]},
        {"repeat": "FREQ=DAILY;UNTIL=20261125"},
        {"repeat": "FREQ=DAILY;UNTIL=20251125"},
    ],
)
@pytest.mark.parametrize("start", ["2026-11-26", "2026-11-26T09:00"])
def test_an_event_that_never_happens_has_no_countdown(start: str, fields: dict[str, object]) -> None:
    for now in ("2020-01-01T00:00", "2026-11-26T09:00", "2040-01-01T00:00"):
        assert countdown(make_event(start, **fields), at(now)) is None


@pytest.mark.parametrize(
    ("start", "fields", "now", "expected"),
    [
        ("2020-01-01", {"repeat": "daily", "until": "2021-03-04"}, "2026-11-24T09:00", "2021-03-04"),
        ("2020-01-01", {"repeat": "daily", "until": "2021-03-04", "except_": ["2021-03-04"]}, "2026-11-24T09:00", "2021-03-03"),
        ("1900-01-01", {"repeat": "FREQ=WEEKLY;COUNT=1000"}, "2026-11-24T09:00", "1919-02-24"),
        ("1900-01-01", {"repeat": "FREQ=YEARLY;INTERVAL=8100"}, "2026-11-24T09:00", "1900-01-01"),
        ("1900-01-01T09:00", {"repeat": "FREQ=HOURLY;INTERVAL=7;UNTIL=20000101T000000Z"}, "2026-11-24T09:00", "1999-12-31T18:00:00+00:00"),
        ("2026-11-01", {"end": "2026-11-03", "repeat": "FREQ=DAILY;COUNT=5"}, "2026-11-24T09:00", "2026-11-05"),
        ("2026-11-24T08:00", {"repeat": "FREQ=HOURLY;COUNT=2;BYMINUTE=0,30"}, "2026-11-24T09:00", "2026-11-24T08:30:00+00:00"),
    ],
)  # fmt: skip
def test_after_its_end_a_repeat_is_seen_at_its_last_occurrence(
    start: str, fields: dict[str, Any], now: str, expected: str
) -> None:
    found = seen(start, now, **fields)
    assert (found.state, found.occurrence.key) == ("past", expected)


def test_the_last_occurrence_is_that_of_the_viewers_clocks_whatever_the_machines_zone() -> None:
    found = seen("2026-01-01T01:00", "2026-01-01T05:00", "Pacific/Kiritimati")
    assert (found.state, found.days) == ("past", 0)
    found = seen("2026-01-01T20:00", "2026-01-01T22:00", "Pacific/Pago_Pago")
    assert (found.state, found.days) == ("past", 0)


def test_while_occurrences_overlap_the_first_that_is_not_over_is_shown() -> None:
    found = seen("2026-11-01", "2026-11-24T09:00", end="2026-11-10", repeat="daily")
    assert (found.occurrence.key, found.day, found.length_days) == ("2026-11-15", 10, 10)
