"""Round numbers before an event and since it: which there are, when, and that each is told once."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.milestones import DAYS, ahead, all_ahead, before, since
from countdown.core.plan import plan
from countdown.core.preferences import Preferences
from countdown.core.reminders import came_due
from countdown.core.window import Past, PutOff, Window, first_run, today
from tests.build import at, make_event, seen
from tests.core.test_reminders import between, told

NOW = "2026-11-24T09:00"


def run(window: Window, start: str, past: Past | None = None, **fields: Any) -> list[str]:
    fields = {"remind": (), "milestones": True} | fields
    return told(came_due(make_event(start, **fields), window, window.through, Preferences(), past))


def test_the_series() -> None:
    assert DAYS[:14] == (100, 200, 300, 500, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000)
    assert {later - earlier for earlier, later in pairwise(DAYS[13:])} == {10_000}
    assert date.max.toordinal() - DAYS[-1] < 10_000


@pytest.mark.parametrize(
    ("start", "fields", "expected"),
    [
        ("2026-12-25", {}, []),
        ("2027-03-04", {}, ["100 days to go 2026-11-24"]),
        ("2027-03-05", {}, ["100 days to go 2026-11-25"]),
        (
            "2029-11-26",
            {},
            ["3 years to go 2026-11-26", "1,000 days to go 2027-03-02", "2 years to go 2027-11-26"],
        ),
        ("2027-10-01", {"repeat": "yearly"}, ["300 days to go 2026-12-05", "200 days to go 2027-03-15",
                                              "100 days to go 2027-06-23"]),
        ("2028-10-01", {"repeat": "weekly"}, []),
        ("2026-08-18", {}, []),
        ("2026-08-18", {"milestones": True}, []),
        ("2026-08-18", {"pin": True}, ["100 days since 2026-11-26", "200 days since 2027-03-06",
                                       "300 days since 2027-06-14"]),
        ("2025-11-24", {"pin": True}, ["1 year since 2026-11-24", "500 days since 2027-04-08",
                                       "2 years since 2027-11-24"]),
        ("2024-02-29", {"pin": True}, ["1,000 days since 2026-11-25", "3 years since 2027-02-28",
                                       "4 years since 2028-02-29"]),
        ("2026-11-23", {"pin": True, "end": "2027-11-27"}, ["100 days since 2027-03-03", "200 days since 2027-06-11",
                                                            "300 days since 2027-09-19"]),
        # A birthday is one of its own occurrences, and its days count from the first.
        ("1999-07-12", {"repeat": "yearly"}, ["200 days to go 2026-12-24", "100 days to go 2027-04-03"]),
        ("1999-07-12", {"repeat": "yearly", "until": "2020-01-01", "pin": True},
         ["10,000 days since 2026-11-27", "20,000 days since 2054-04-14", "30,000 days since 2081-08-30"]),
        ("1999-07-12", {"repeat": "yearly", "milestones": True},
         ["10,000 days since 2026-11-27", "200 days to go 2026-12-24", "100 days to go 2027-04-03"]),
        ("1999-07-12", {"repeat": "FREQ=YEARLY", "pin": True},
         ["10,000 days since 2026-11-27", "200 days to go 2026-12-24", "100 days to go 2027-04-03"]),
        ("9999-12-31", {}, ["7,973 years to go 2026-12-31", "7,972 years to go 2027-12-31",
                            "7,971 years to go 2028-12-31"]),
        ("0001-01-01", {"pin": True}, ["2,026 years since 2027-01-01", "740,000 days since 2027-01-20",
                                       "2,027 years since 2028-01-01"]),
    ],
)  # fmt: skip
def test_what_is_ahead(start: str, fields: dict[str, Any], expected: list[str]) -> None:
    found = [f"{lead.text} {day}" for lead, day in ahead(seen(start, NOW, **fields), 3)]
    assert found == expected


STARTS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(STARTS, STARTS, st.integers(0, 800))
def test_each_is_as_far_away_as_it_says(start: date, low: date, days: int) -> None:
    high = date.fromordinal(min(low.toordinal() + days, date.max.toordinal()))
    ways = ((1, before(start, low, high)), (-1, since(start, low, high)))
    for sign, found in ways:
        assert all(low <= day <= high for _, day in found)
        for lead, day in found:
            assert lead.number * sign > 0
            assert lead.milestone
            if lead.unit == "d":
                assert (start - day).days == lead.number
            else:
                assert start.year - day.year == lead.number
        numbers = {abs(lead.number) for lead, _ in found if lead.unit == "d"}
        distances = {sign * (start.toordinal() - day) for day in range(low.toordinal(), high.toordinal() + 1)}
        assert numbers == distances & set(DAYS)


@pytest.mark.parametrize(
    ("start", "now", "fields", "expected"),
    [
        ("2027-03-04", "2026-11-24T09:00", {}, ["100d@03-04 '100 days to go'"]),
        ("2027-03-04", "2026-11-24T09:00", {"milestones": False}, []),
        ("2027-03-04", "2026-11-25T09:00", {}, []),
        ("2027-03-04", "2026-03-04T09:00", {}, ["1y@03-04 '1 year to go'"]),
        ("2027-03-04", "2026-11-24T09:00", {"repeat": "yearly"}, ["100d@03-04 '100 days to go'"]),
        ("2020-03-04", "2026-11-24T09:00", {"repeat": "yearly"}, ["100d@03-04 '100 days to go'"]),
        ("2020-03-04", "2026-03-04T09:00", {"repeat": "yearly"}, []),
        ("2020-03-04", "2026-11-24T09:00", {"repeat": "weekly"}, []),
        ("2020-03-04", "2026-11-26T09:00", {"repeat": "weekly"}, []),
        # From the first occurrence, on whatever day the rule has it.
        ("2026-08-01", "2026-11-19T09:00", {"repeat": "FREQ=MONTHLY;BYDAY=2TU"}, ["+100d@08-11 '100 days since'"]),
        ("2026-08-01", "2026-11-09T09:00", {"repeat": "FREQ=MONTHLY;BYDAY=2TU"}, []),
        ("1999-07-12", "2026-11-27T09:00", {"repeat": "yearly"}, ["+10000d@07-12 '10,000 days since'"]),
        ("2026-08-18", "2026-11-26T09:00", {"pin": True}, ["+100d@08-18 '100 days since'"]),
        ("2026-08-18", "2026-11-26T09:00", {}, []),
        ("2025-11-26", "2026-11-26T09:00", {"pin": True}, ["+1y@11-26 '1 year since'"]),
        ("2027-03-04T22:00", "2026-11-24T07:00", {}, ["100d@03-04T22:00:00 '100 days to go'"]),
        # By the calendar of who looks.
        ("2027-03-05T02:00", "2026-11-25T09:00", {"tz": "Asia/Tokyo"}, []),
        ("2027-03-05T02:00", "2026-11-24T09:00", {"tz": "Asia/Tokyo"}, ["100d@03-05T02:00:00 '100 days to go'"]),
        # A lead of the same day is not told beside it; one with a text is a step.
        ("2027-03-04", "2026-11-24T09:00", {"remind": ("100d",)}, ["100d@03-04 '100 days to go'"]),
        ("2027-03-04", "2026-11-24T09:00", {"remind": ("100d book",)},
         ["100d@03-04 '100 days to go'", "100d@03-04 'book'"]),
        ("2026-11-26", "2026-11-19T09:00", {"remind": None}, ["7d@11-26"]),
    ],
)  # fmt: skip
def test_today(start: str, now: str, fields: dict[str, Any], expected: list[str]) -> None:
    assert sorted(run(today(at(now)), start, **fields)) == expected


@pytest.mark.parametrize(
    ("last", "now", "fields", "expected"),
    [
        ("2026-11-23T08:00", "2026-11-24T08:00", {}, ["100d@03-04 '100 days to go'"]),
        ("2026-11-24T08:00", "2026-11-25T08:00", {}, []),
        ("2026-11-01T08:00", "2026-11-26T08:00", {}, ["100d@03-04 late 2 '100 days to go'"]),
        ("2026-01-01T08:00", "2026-11-26T08:00", {}, ["100d@03-04 late 2 '100 days to go'"]),  # 300 and 200 too
        ("2026-11-01T08:00", "2027-03-01T08:00", {"remind": ("7d",)}, ["7d@03-04 late 4"]),
        ("2026-11-01T08:00", "2027-03-06T08:00", {}, ["100d@03-04 late 102 missed"]),
        ("2026-11-01T08:00", "2027-03-06T08:00", {"remind": ("1d pack",)}, ["1d@03-04 late 3 missed 'pack'"]),
        ("2020-01-01T08:00", "2026-11-26T08:00", {}, ["100d@03-04 late 2 '100 days to go'"]),
    ],
)
def test_what_was_missed_is_caught_up(last: str, now: str, fields: dict[str, Any], expected: list[str]) -> None:
    assert run(between(last, now), "2027-03-04", **fields) == expected


def test_at_remind_at() -> None:
    assert run(first_run(at("2026-11-24T00:00")), "2027-03-04") == ["100d@03-04 '100 days to go'"]


def test_what_was_told_as_a_lead_is_not_told_again() -> None:
    told_before = Past(frozenset({("2027-03-04", "100d")}))
    assert run(first_run(at("2026-11-24T09:00")), "2027-03-04", told_before) == []


def test_a_snooze_brings_it_again_without_a_number_that_is_wrong_by_then() -> None:
    asked, until = at("2026-11-24T10:00"), at("2026-11-26T10:00")
    past = Past(frozenset({("2027-03-04", "100d")}), {"2027-03-04": PutOff(asked, until)})
    assert run(between("2026-11-24T09:00", "2026-11-25T09:00"), "2027-03-04", past) == []
    assert run(between("2026-11-25T09:00", "2026-11-26T10:00"), "2027-03-04", past) == ["100d@03-04"]
    first = Past(
        frozenset({("1999-07-12", "+10000d")}), {"1999-07-12": PutOff(at("2026-11-27T10:00"), at("2026-11-30T10:00"))}
    )
    window = between("2026-11-29T09:00", "2026-11-30T10:00")
    assert run(window, "1999-07-12", first, repeat="yearly") == ["+10000d@07-12"]


def test_a_dismissed_occurrence_is_silent() -> None:
    past = Past(frozenset(), {"2027-03-04": PutOff(at("2026-11-20T10:00"), None)})
    assert run(first_run(at("2026-11-24T09:00")), "2027-03-04", past) == []


def test_nagging_does_not_begin_with_a_milestone() -> None:
    window = between("2026-11-24T09:00", "2026-11-25T09:00")
    assert run(window, "2027-03-04", Past(), nag=True, remind=("7d",)) == []
    assert run(window, "2027-03-04", Past(), nag=True) == []
    window = between("2026-11-24T09:00", "2026-11-25T09:00")
    assert run(window, "2027-03-05", Past(), nag=True, remind=("200d book",)) == ["100d@03-05 '100 days to go'"]
    window = between("2026-11-25T09:00", "2026-11-26T09:00")
    assert run(window, "2027-03-05", Past(), nag=True, remind=("200d book",)) == ["100d@03-05 'book'"]


@given(
    st.dates(date(2025, 1, 1), date(2029, 1, 1)),
    st.sampled_from([None, "yearly", "monthly", "every 3 years", "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU"]),
    st.booleans(),
    st.lists(st.integers(1, 40), min_size=1, max_size=60),
)
def test_each_is_told_once_however_often_it_is_asked(
    start: date, repeat: str | None, pin: bool, steps: list[int]
) -> None:
    """Against a run each day of the same time: together the runs cover the same names, each once."""
    event = make_event(start.isoformat(), repeat=repeat, pin=pin, remind=(), milestones=True)
    begin = at("2026-01-01T08:00")

    def covered(days: list[int]) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        last = begin
        for number in days:
            now = last + timedelta(days=number)
            window = Window(last, last.replace(tzinfo=None), now)
            for each in came_due(event, window, now, Preferences(), Past(frozenset(found))):
                found += [(each.occurrence, name) for name in each.covers]
            last = now
        return found

    sparse, daily = covered(steps), covered([1] * sum(steps))
    assert len(set(sparse)) == len(sparse)
    assert sorted(sparse) == sorted(daily)


def test_the_next_three_stand_among_the_reminders() -> None:
    found = plan(seen("2027-10-01", NOW, repeat="yearly", milestones=True, remind=("7d",)), Preferences())
    assert [(each.lead.name, each.lead.text, each.due.date().isoformat()) for each in found] == [
        ("300d", "300 days to go", "2026-12-05"),
        ("200d", "200 days to go", "2027-03-15"),
        ("100d", "100 days to go", "2027-06-23"),
        ("7d", None, "2027-09-24"),
    ]


def test_those_of_all_events_stand_in_order() -> None:
    ada = seen("1999-07-12", NOW, id="ada", name="Ada turns {years}", repeat="yearly", milestones=True)
    expo = seen("2027-03-04", NOW, id="expo", name="Expo")
    assert [(each.name, each.lead.text, str(each.day)) for each in all_ahead([ada, expo], 2)] == [
        ("Expo", "100 days to go", "2026-11-24"),
        ("Ada turns 0", "10,000 days since", "2026-11-27"),
        ("Ada turns 28", "200 days to go", "2026-12-24"),
    ]
    assert [each.event.id for each in all_ahead([ada, expo], 2, date(2026, 11, 24))] == ["expo"]
