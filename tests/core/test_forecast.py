"""Each day's nearest countdown, told ahead, is what a look on that day tells."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core import nearest as module
from countdown.core.agenda import Filter, agenda
from countdown.core.event import Event
from countdown.core.forecast import forecast
from countdown.core.nearest import nearest
from tests.build import at, make_event
from tests.core.test_countdown_properties import events, moments

FILTERS = st.builds(Filter, within=st.none() | st.tuples(st.integers(0, 90), st.just("d")))


@given(st.lists(events(), max_size=8), moments, FILTERS, st.integers(0, 5))
def test_each_day_is_as_a_look_on_that_day(found: list[Event], now: datetime, chosen: Filter, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST", most)
        looks = [nearest(found[::2], now), nearest(found[1::2], now)]
    for at_, (day, told) in enumerate(forecast(looks, now, 5, chosen)):
        moment = datetime.combine(day, time(), now.tzinfo) if at_ else now
        assert day.toordinal() == now.toordinal() + at_
        seen = [each for each in agenda(found, moment).countdowns if each.state != "past"]
        expected = chosen.select(seen, day)[:1]
        assert [each.order for each in expected] == ([] if told is None else [told.order])
        assert told is None or told.now == moment


def days(starts: list[str], now: str = "2026-11-24T09:00", number: int = 60, most: int = 9) -> list[tuple[str, int]]:
    """The days of the forecast, and how far each says it is; -1 where it says nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST", most)
        look = nearest([make_event(start) for start in starts], at(now))
    found = forecast([look], at(now), number, Filter())
    return [(day.isoformat(), -1 if told is None else told.days) for day, told in found]


def test_what_is_over_makes_room() -> None:
    assert days(["2026-11-25", "2026-11-27"], number=5) == [
        ("2026-11-24", 1), ("2026-11-25", 0), ("2026-11-26", 1), ("2026-11-27", 0), ("2026-11-28", -1),
    ]  # fmt: skip


def test_today_is_seen_as_of_now() -> None:
    assert days(["2026-11-24T08:00", "2026-11-25T08:00"], number=2) == [("2026-11-24", 1), ("2026-11-25", 0)]


def test_it_ends_where_the_look_tells_no_further() -> None:
    assert len(days(["2026-11-25", "2026-11-27", "2026-12-01"], most=2)) == 4
    assert days(["2026-11-24"] * 3, most=2) == []


def test_a_day_between_that_cannot_be_told_ends_it() -> None:
    assert days(["2026-11-25", "2026-12-01"], most=1) == [("2026-11-24", 1), ("2026-11-25", 0)]


def test_it_ends_with_the_calendar() -> None:
    assert [day for day, _ in days(["2020-01-01"], now="9999-12-30T12:00")] == ["9999-12-30", "9999-12-31"]


def test_there_may_be_nothing() -> None:
    assert list(forecast([], datetime(2026, 11, 24, tzinfo=UTC), 2, Filter()))[1][1] is None
