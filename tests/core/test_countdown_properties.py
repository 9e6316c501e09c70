"""What holds of every countdown, whatever the event, the viewer's zone and the moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from countdown.core.agenda import agenda
from countdown.core.countdown import Countdown, countdown
from countdown.core.event import Event
from countdown.core.recurrence import is_over, occurrences
from tests.build import instant_of
from tests.core.test_clock_changes import ZONES

_REPEATS = (
    None, "daily", "weekly", "monthly", "yearly", "weekdays", "every 5 weeks", "every 4 years",
    "FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=YEARLY;BYYEARDAY=256", "FREQ=WEEKLY;COUNT=9;BYDAY=MO,SU",
    "FREQ=DAILY;INTERVAL=9;UNTIL=20270101T120000Z", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU",
)  # fmt: skip
_CLOCKS = st.datetimes(datetime(2019, 1, 1), datetime(2033, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0))
_FEB29: st.SearchStrategy[Literal["feb-28", "mar-1", "skip"]] = st.sampled_from(["feb-28", "mar-1", "skip"])
_LENGTHS = st.integers(0, 3) | st.integers(0, 60 * 24 * 40)

zones: st.SearchStrategy[tzinfo] = st.sampled_from([ZoneInfo(name) for name in ZONES]) | st.builds(
    timezone, st.integers(-14 * 60, 14 * 60).map(lambda minutes: timedelta(minutes=minutes))
)
moments = st.builds(lambda clock, zone: clock.replace(tzinfo=UTC).astimezone(zone), _CLOCKS, zones)


@st.composite
def events(draw: st.DrawFn) -> Event:
    clock, length = draw(_CLOCKS), timedelta(minutes=draw(_LENGTHS))
    repeat = draw(st.sampled_from(_REPEATS))
    until = draw(st.none() | st.integers(0, 3000).map(lambda days: (clock + timedelta(days=days)).date()))
    name = draw(st.sampled_from(["A", "B", "B{years}"]))
    feb29 = draw(_FEB29)
    if draw(st.booleans()):
        end = draw(st.none() | st.just((clock + length).date()))
        return Event(id="it", name=name, start=clock.date(), end=end, repeat=repeat, until=until, feb29=feb29)
    zone, end = draw(st.none() | st.sampled_from(ZONES)), draw(st.none() | st.just(clock + length))
    return Event(id="it", name=name, start=clock, end=end, tz=zone, repeat=repeat, until=until, feb29=feb29)


@given(events(), moments)
def test_a_countdown_agrees_with_itself(event: Event, now: datetime) -> None:
    found = countdown(event, now)
    if found is None:
        return
    assert found.days == (found.first_day - now.date()).days
    assert found.days_to_end == found.days + found.length_days - 1
    assert found.length_days >= 1
    assert found.start <= found.end if not event.timed else instant_of(found.start) <= instant_of(found.end)
    assert is_over(found.occurrence, now) == (found.state == "past")
    if found.state == "upcoming":
        assert found.days >= 0
        assert found.day is None
    elif found.state == "ongoing":
        assert found.day is not None
        assert 1 <= found.day <= found.length_days
        assert found.days <= 0 <= found.days_to_end
    else:
        assert found.days_to_end <= 0
        assert found.day is None
    assert (found.years is None) == (event.repeat is None)
    assert found.years is None or found.years >= 0


@given(events(), moments)
def test_all_day_counts_are_those_of_dates_alone(event: Event, now: datetime) -> None:
    if event.timed:
        return
    here, there = countdown(event, now), countdown(event, now.replace(tzinfo=UTC))
    assert (here is None) == (there is None)
    if here is not None and there is not None:
        assert (here.occurrence, here.days, here.state) == (there.occurrence, there.days, there.state)


@given(events(), moments, st.integers(1, 60 * 24 * 800))
def test_a_later_now_never_yields_an_earlier_occurrence(event: Event, now: datetime, minutes: int) -> None:
    later = (now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(now.tzinfo)
    first, second = countdown(event, now), countdown(event, later)
    assert (first is None) == (second is None)
    if first is None or second is None:
        return
    if event.timed:
        assert instant_of(second.occurrence.start) >= instant_of(first.occurrence.start)
    else:
        assert second.occurrence.start >= first.occurrence.start
    if first.state == "past":
        assert second.state == "past"


@given(events(), moments)
def test_days_falls_by_one_from_a_day_to_the_next(event: Event, now: datetime) -> None:
    tomorrow = (now.replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=now.tzinfo)
    if tomorrow.astimezone(UTC).astimezone(now.tzinfo).date() != tomorrow.date():
        return  # a day that Samoa left out
    first, second = countdown(event, now), countdown(event, tomorrow)
    if first is not None and second is not None and first.occurrence == second.occurrence:
        assert second.days == first.days - 1
        assert second.days_to_end == first.days_to_end - 1
        assert second.length_days == first.length_days
        if first.day is not None and second.day is not None:
            assert second.day == first.day + 1


@given(events(), moments)
def test_nothing_that_is_not_over_comes_before_the_current_or_next(event: Event, now: datetime) -> None:
    found = countdown(event, now)
    through = now.date() + timedelta(days=400)
    told = list(occurrences(event, event.first_day, now.tzinfo or UTC, through=through))
    open_ones = [occurrence for occurrence in told if not is_over(occurrence, now)]
    if open_ones:
        assert found is not None
        assert found.occurrence == open_ones[0]
    elif found is not None and found.state == "past":
        assert found.occurrence == told[-1]


@given(st.lists(events(), max_size=8), moments)
def test_the_agenda_is_in_order(several: list[Event], now: datetime) -> None:
    found = agenda(several, now)
    assert len(found.countdowns) + len(found.never) == len(several)
    for one, other in pairwise(found.countdowns):
        assert _rank(one) <= _rank(other)
        if one.state == other.state == "ongoing":
            assert one.last_day <= other.last_day
        elif one.state == other.state == "upcoming":
            assert one.first_day <= other.first_day


def _rank(countdown: Countdown) -> int:
    return ["ongoing", "upcoming", "past"].index(countdown.state)
