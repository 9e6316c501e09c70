"""The agenda's order, and the filter of what to show."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.agenda import Agenda, Filter, agenda
from countdown.core.countdown import Countdown
from countdown.core.event import Event
from tests.build import at, make_event

_NOW = at("2026-11-24T09:00")


def _named(name: str, start: str, **fields: Any) -> Event:
    return make_event(start, id=name.lower(), name=name, **fields)


_EVENTS = [
    _named("Old", "2020-01-01"),
    _named("Older", "2019-01-01"),
    _named("Pinned", "2021-01-01", pin=True, tags=("home",)),
    _named("Pinned later", "2022-01-01", pin=True),
    _named("Never", "2026-11-26", repeat="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
    _named("Long", "2026-11-01", end="2026-11-30", tags=("work",)),
    _named("Short", "2026-11-23", end="2026-11-25", tags=("work", "Travel")),
    _named("Tonight", "2026-11-24T20:00", tags=("home",)),
    _named("This afternoon", "2026-11-24T14:00"),
    _named("Now on", "2026-11-24T08:00", end="2026-11-24T10:00"),
    _named("Today", "2026-11-24"),
    _named("B", "2026-12-25", pin=True),
    _named("A", "2026-12-25"),
    _named("Expo", "2026-11-26", end="2026-11-30", tags=("work",)),
    _named("Far", "2030-01-01"),
    _named("Ada turns {years}", "1990-12-10", repeat="yearly"),
]


def _names(countdowns: list[Countdown]) -> list[str]:
    return [countdown.event.name for countdown in countdowns]


def test_ongoing_by_end_then_upcoming_by_start_then_past_latest_first_and_pinned_past_last() -> None:
    found = agenda(_EVENTS, _NOW)
    assert _names(found.countdowns) == [
        "Today", "Now on", "Short", "Long",
        "This afternoon", "Tonight", "Expo", "Ada turns {years}", "A", "B", "Far",
        "Old", "Older", "Pinned later", "Pinned",
    ]  # fmt: skip
    assert [event.name for event in found.never] == ["Never"]


@given(st.permutations(_EVENTS))
def test_the_order_does_not_depend_on_the_files(events: list[Event]) -> None:
    assert agenda(events, _NOW) == agenda(_EVENTS, _NOW)


def test_what_begins_on_one_day_is_all_day_first_then_by_time_then_by_name() -> None:
    events = [
        _named("Late", "2026-12-01T18:00"),
        _named("B", "2026-12-01T09:00"),
        _named("A", "2026-12-01T09:00"),
        _named("Elsewhere", "2026-12-01T09:30", tz="Europe/Berlin"),
        _named("Whole", "2026-12-01"),
    ]
    assert _names(agenda(events, _NOW).countdowns) == ["Whole", "Elsewhere", "A", "B", "Late"]


def test_no_events_make_an_empty_agenda() -> None:
    assert agenda([], _NOW) == Agenda([], [])


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(text="EX"), "Expo"),
        (Filter(text="turns 36"), "Ada turns {years}"),
        (Filter(text="{years}"), ""),
        (Filter(text="wor"), "Short, Long, Expo"),
        (Filter(text="home"), "Tonight, Pinned"),
        (Filter(tags=("WORK",)), "Short, Long, Expo"),
        (Filter(tags=("work", "travel")), "Short"),
        (Filter(tags=("wor",)), ""),
        (Filter(tags=("work",), text="long"), "Long"),
        (Filter(within=(0, "d")), "Today, Now on, Short, Long, This afternoon, Tonight"),
        (Filter(within=(2, "d"), tags=("work",)), "Short, Long, Expo"),
        (Filter(within=(1, "mo"), text="a"), "Today, Short, Ada turns {years}, This afternoon"),
        (Filter(within=(31, "d"), text="B"), "B"),
        (Filter(within=(30, "d"), text="B"), ""),
        (Filter(within=(999_999, "y"), text="Far"), "Far"),
        (Filter(within=(10**9, "d"), text="Far"), "Far"),
        (Filter(past=True), "Old, Older, Pinned later, Pinned"),
        (Filter(past=True, within=(5, "y")), "Pinned later"),
        (Filter(past=True, within=(7, "y"), text="old"), "Old"),
        (Filter(past=True, within=(99_999, "y"), text="old"), "Old, Older"),
        (Filter(all=True, text="old"), "Old, Older"),
        (Filter(all=True, within=(7, "y"), text="old"), "Old"),
        (Filter(text="old"), ""),
        (Filter(text="pinned"), "Pinned later, Pinned"),
        (Filter(text="pinned", within=(99, "y")), ""),
    ],
)
def test_a_filter(wanted: Filter, expected: str) -> None:
    found = _names(wanted.select(agenda(_EVENTS, _NOW).countdowns, date(2026, 11, 24)))
    assert sorted(found) == sorted(filter(None, expected.split(", ")))


@given(
    st.builds(
        Filter,
        text=st.sampled_from(["", "a", "old", "work", "zzz"]),
        tags=st.sampled_from([(), ("work",), ("home", "work")]),
        within=st.none() | st.tuples(st.integers(0, 5000), st.sampled_from(["d", "w", "mo", "y"])),
        past=st.booleans(),
        all=st.booleans(),
    )
)
def test_a_filter_keeps_the_order_and_adds_nothing(wanted: Filter) -> None:
    everything = agenda(_EVENTS, _NOW).countdowns
    chosen = wanted.select(everything, date(2026, 11, 24))
    assert chosen == [countdown for countdown in everything if countdown in chosen]
    wider = Filter(text=wanted.text, tags=wanted.tags, all=True).select(everything, date(2026, 11, 24))
    assert all(countdown in wider for countdown in chosen)


def test_without_a_filter_what_is_past_is_left_out_unless_pinned() -> None:
    shown = _names(Filter().select(agenda(_EVENTS, _NOW).countdowns, date(2026, 11, 24)))
    assert set(_names(agenda(_EVENTS, _NOW).countdowns)) - set(shown) == {"Old", "Older"}
    assert shown[-2:] == ["Pinned later", "Pinned"]
