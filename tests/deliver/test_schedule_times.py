"""When a job runs: periods, the next run, the words, over changes of clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.deliver.schedule.timetable import (
    Timetable,
    daily,
    every,
    grouped,
    last_due,
    merged,
    next_run,
    parse_period,
)
from tests.build import at

DIVISORS = [number for number in range(1, 1441) if 1440 % number == 0]
clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
timetables = st.one_of(st.sampled_from(DIVISORS).map(every), st.lists(clocks, min_size=1, max_size=5).map(daily))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1min", 1), ("15min", 15), ("15 min", 15), ("60min", 60), ("1h", 60), ("12h", 720), ("24h", 1440), ("90min", 90)],
)
def test_a_period_divides_a_day(text: str, minutes: int) -> None:
    assert parse_period(text) == minutes


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("25min", "20min or 30min"),
        ("7min", "6min or 10min"),
        ("50min", "30min or 1h"),
        ("5h", "4h or 6h"),
        ("0min", "write 1min"),
        ("48h", "write 24h"),
        ("999999h", "write 24h"),
        ("15m", "write min for minutes"),
        ("15", "write for instance 15min or 1h"),
        ("", "write for instance 15min or 1h"),
        ("1d", "write for instance 15min or 1h"),
        ("-5min", "write for instance 15min or 1h"),
        ("1.5h", "write for instance 15min or 1h"),
    ],
)
def test_another_period_is_refused_with_one_that_works(text: str, mend: str) -> None:
    with pytest.raises(ValueError, match="write") as raised:
        parse_period(text)
    assert mend in str(raised.value)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (daily([time(8)]), "every day at 08:00"),
        (daily([time(20), time(8), time(8)]), "every day at 08:00 and 20:00"),
        (daily([time(8), time(12), time(20, 30)]), "every day at 08:00, 12:00 and 20:30"),
        (every(15), "every 15 min"),
        (every(60), "every 1 h"),
        (every(90), "every 90 min"),
        (every(1440), "every day at 00:00"),
        (Timetable((time(8),), weekdays=frozenset(range(5))), "Monday, Tuesday, Wednesday, Thursday and Friday at 08:00"),
        (Timetable(every(60).times, weekdays=frozenset({6})), "every 1 h, Sunday"),
        (Timetable((time(8),), monthdays=frozenset({1}), months=frozenset({1, 7})), "day 1 of the month in January and July at 08:00"),
    ],
)  # fmt: skip
def test_words(table: Timetable, words: str) -> None:
    assert str(table) == words


@pytest.mark.parametrize(
    ("table", "now", "expected"),
    [
        (daily([time(8)]), "2026-11-24T07:59", "2026-11-24T08:00"),
        (daily([time(8)]), "2026-11-24T08:00", "2026-11-25T08:00"),
        (daily([time(8), time(20)]), "2026-11-24T08:00", "2026-11-24T20:00"),
        (every(15), "2026-12-31T23:46", "2027-01-01T00:00"),
        (Timetable((time(8),), weekdays=frozenset({0})), "2026-11-24T09:00", "2026-11-30T08:00"),
        (Timetable((time(8),), monthdays=frozenset({29}), months=frozenset({2})), "2096-02-29T09:00", "2104-02-29T08:00"),
        # In a crontab a weekday and a day of the month, both given, are either.
        (Timetable((time(8),), weekdays=frozenset({4}), monthdays=frozenset({13})), "2026-11-24T09:00", "2026-11-27T08:00"),
        (Timetable((time(8),), weekdays=frozenset({4}), monthdays=frozenset({25})), "2026-11-24T09:00", "2026-11-25T08:00"),
    ],
)  # fmt: skip
def test_the_next_run(table: Timetable, now: str, expected: str) -> None:
    assert next_run([table], at(now), UTC) == at(expected)


def test_the_clock_of_the_schedule_counts_and_the_viewer_sees_their_own() -> None:
    found = next_run([daily([time(8)])], at("2026-11-24T09:00", "America/New_York"), ZoneInfo("Asia/Shanghai"))
    assert found == at("2026-11-24T19:00", "America/New_York")
    assert str(found) == "2026-11-24 19:00:00-05:00"


def test_a_time_that_clocks_skip_runs_when_they_are_past_it() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    found = next_run([daily([time(2, 30)])], at("2027-03-28T01:00", "Europe/Berlin"), berlin)
    assert found is not None
    assert found.isoformat() == "2027-03-28T03:30:00+02:00"


def test_nothing_runs_on_a_day_that_never_is_or_after_the_calendar_s_end() -> None:
    never = Timetable((time(8),), monthdays=frozenset({30}), months=frozenset({2}))
    assert next_run([never], at("2026-11-24T09:00"), UTC) is None
    assert next_run([daily([time(8)])], at("9999-12-31T09:00"), UTC) is None
    assert last_due([daily([time(8)])], at("0001-01-01T07:00"), UTC) is None


@given(st.lists(timetables, min_size=1, max_size=3), st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))
def test_now_lies_between_the_last_run_due_and_the_next(tables: list[Timetable], moment: datetime) -> None:
    now = moment.replace(tzinfo=UTC)
    before, after = last_due(tables, now, UTC), next_run(tables, now, UTC)
    assert before is not None
    assert after is not None
    assert before <= now < after
    # There is none in between: a day has every time.
    assert after - before <= timedelta(days=1)
    assert next_run(tables, before, UTC) == after
    assert last_due(tables, after, UTC) == after


@given(timetables)
def test_grouped_times_are_the_same_times(table: Timetable) -> None:
    parts = [
        Timetable(tuple(time(hour, minute) for hour in hours for minute in minutes))
        for hours, minutes in grouped(table)
    ]
    assert merged(parts) == (table,)
    if table.period and (60 % table.period == 0 or table.period % 60 == 0):
        assert len(parts) == 1


def test_days_are_told_apart_when_merged() -> None:
    weekly = Timetable((time(8),), weekdays=frozenset({0}))
    assert merged([daily([time(8)]), weekly, daily([time(7)])]) == (daily([time(7), time(8)]), weekly)


def test_on() -> None:
    assert daily([time(8)]).on(date(2026, 11, 24))
    assert not Timetable((time(8),), weekdays=frozenset({0})).on(date(2026, 11, 24))
