"""What is told from an earlier look is what a new look at all events tells."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core import nearest as module
from countdown.core.agenda import Filter, agenda
from countdown.core.event import Event
from countdown.core.nearest import Nearest, first, first_of_all, nearest
from tests.build import make_event
from tests.core.test_countdown_properties import events, moments

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SPANS = st.none() | st.tuples(st.integers(0, 90), st.sampled_from(["d", "w", "mo"])) | st.just((9999, "y"))
FILTERS = st.builds(Filter, text=st.sampled_from(["", "b"]), within=SPANS)


def in_turn(sources: list[list[Event]], now: datetime, number: int, chosen: Filter) -> list[tuple[object, ...]]:
    """What a look at all events tells."""
    seen = agenda((event for source in sources for event in source), now).countdowns
    found = [each for each in chosen.select(seen, now.date()) if each.state != "past"]
    return [each.order for each in found[:number]]


@given(
    st.lists(st.lists(events(), max_size=6), max_size=3), st.tuples(moments, st.integers(0, 60 * 24 * 400)),
    st.integers(1, 4), FILTERS, st.integers(0, 3),
)  # fmt: skip
def test_a_later_look_tells_the_same(
    sources: list[list[Event]], when: tuple[datetime, int], number: int, chosen: Filter, most: int
) -> None:
    before, minutes = when
    now = (before.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(before.tzinfo)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST", most)
        looks = [nearest(source, before) for source in sources]
    if not all(look.serves(now) for look in looks):
        return
    found = first(looks, now, number, chosen)
    if found is not None:
        assert [each.order for each in found] == in_turn(sources, now, number, chosen)


@given(st.lists(events(), max_size=9), moments, st.integers(1, 4), FILTERS)
def test_a_look_at_all_tells_all(found: list[Event], now: datetime, number: int, chosen: Filter) -> None:
    told = first([nearest(found, now)], now, number, chosen)
    assert told is not None
    assert [each.order for each in told] == in_turn([found], now, number, chosen)


def look(*starts: str, most: int = 9, now: datetime = NOW) -> Nearest:
    """A look at events of one day that are named by their dates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST", most)
        return nearest([make_event(start, name=start) for start in starts], now)


DAYS = ("2026-11-26", "2026-11-28", "2026-12-01", "2027-01-01")
TELLS = [
    # found of two that were kept, the number asked for, what is chosen, what is told
    (1, Filter(), ["2026-11-26"]),
    (2, Filter(), ["2026-11-26", "2026-11-28"]),
    (3, Filter(), None),
    (3, Filter(within=(6, "d")), ["2026-11-26", "2026-11-28"]),
    (3, Filter(within=(7, "d")), None),
    (1, Filter(text="28"), ["2026-11-28"]),
    (1, Filter(text="2027"), None),
]


@pytest.mark.parametrize(("number", "chosen", "told"), TELLS)
def test_what_is_not_known_is_not_told(number: int, chosen: Filter, told: list[str] | None) -> None:
    found = first([look(*DAYS, most=2)], NOW, number, chosen)
    assert (None if found is None else [each.name for each in found]) == told


def test_one_of_the_same_day_may_come_before() -> None:
    assert first([look("2026-11-26T12:00", "2026-11-26T10:00", most=1)], NOW, 1, Filter()) is None


BERLIN = ZoneInfo("Europe/Berlin")
SERVES = [
    (NOW, True),
    (NOW + timedelta(days=6), True),
    (NOW + timedelta(days=7), False),  # a third begins
    (NOW - timedelta(seconds=1), False),
    (NOW.astimezone(BERLIN) + timedelta(hours=1), False),
]


@pytest.mark.parametrize(("now", "expected"), SERVES)
def test_when_a_look_serves(now: datetime, expected: bool) -> None:
    assert look(*DAYS, most=2).serves(now) is expected


def test_an_hour_that_the_clocks_show_twice_is_no_earlier_one() -> None:
    before = datetime(2026, 10, 25, 2, 50, tzinfo=BERLIN)
    again = datetime(2026, 10, 25, 2, 10, tzinfo=BERLIN, fold=1)
    assert again.timestamp() > before.timestamp()
    assert not look(now=before).serves(again)
    assert look(now=before).serves(again + timedelta(hours=1))


def test_what_never_happens_is_told_apart() -> None:
    odd = make_event("2026-11-26", repeat="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
    found = nearest([odd, make_event("2020-01-01"), make_event("2026-12-01")], NOW)
    assert found.never == [odd]
    assert [event.start for event in found.events] == [date(2026, 12, 1)]
    assert msgspec.structs.asdict(found)["beyond"] is None


def test_a_look_at_all_tells_what_an_earlier_one_cannot() -> None:
    events = [make_event(start, name=start) for start in (*DAYS, "2020-01-01")]
    found = first_of_all(events, NOW, 3, Filter())
    assert [each.name for each in found] == list(DAYS[:3])
    assert first_of_all(events, NOW, 3, Filter(text="2020")) == []
