"""Words in `repeat` are calendar steps from the start; `until`, `except` and `feb29` go with them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count, dropwhile, takewhile

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.recurrence import occurrences
from countdown.core.repeat import Step, parse_repeat
from tests.build import UTC_ZONE, make_event, starts


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("daily", Step("day")),
        ("weekly", Step("week")),
        ("monthly", Step("month")),
        ("yearly", Step("year")),
        ("weekdays", Step("weekday")),
        (" Yearly ", Step("year")),
        ("every day", Step("day")),
        ("every weekday", Step("weekday")),
        ("every 1 weekdays", Step("weekday")),
        ("every 2 weeks", Step("week", 2)),
        ("Every  3\tMONTHS", Step("month", 3)),
        ("every 1 week", Step("week")),
        ("every other day", Step("day", 2)),
        ("every 4 years", Step("year", 4)),
        ("every 999999999 days", Step("day", 999_999_999)),
    ],
)
def test_a_word_is_a_step(text: str, step: Step) -> None:
    assert parse_repeat(text) == step


@pytest.mark.parametrize(
    "text",
    [
        "",
        "never",
        "fortnightly",
        "every",
        "every 2",
        "2 weeks",
        "every 0 days",
        "every -1 days",
        "every 1.5 days",
        "every 2 weekdays",
        "every two weeks",
        "every 2 moons",
        "every 2 weeks please",
        "every 9999999999 days",
    ],
)
def test_another_word_is_refused_with_the_forms_that_work(text: str) -> None:
    with pytest.raises(ValueError, match="is not a repeat; write daily, weekly, monthly, yearly, weekdays"):
        parse_repeat(text)


@pytest.mark.parametrize(
    ("start", "repeat", "expected"),
    [
        ("2026-12-30", "daily", "2026-12-30 2026-12-31 2027-01-01"),
        ("2026-11-24", "weekly", "2026-11-24 2026-12-01 2026-12-08"),
        ("2026-11-24", "every 2 weeks", "2026-11-24 2026-12-08 2026-12-22"),
        ("2026-11-26", "weekdays", "2026-11-26 2026-11-27 2026-11-30 2026-12-01"),
        ("2026-11-28", "weekdays", "2026-11-30 2026-12-01"),
        ("2027-01-31", "monthly", "2027-01-31 2027-02-28 2027-03-31 2027-04-30 2027-05-31"),
        ("2028-01-31", "monthly", "2028-01-31 2028-02-29 2028-03-31"),
        ("2026-10-31", "every 4 months", "2026-10-31 2027-02-28 2027-06-30 2027-10-31 2028-02-29"),
        ("2026-11-26", "yearly", "2026-11-26 2027-11-26"),
        ("2024-02-29", "monthly", "2024-02-29 2024-03-29 2024-04-29"),
        ("2024-02-29", "every 2 years", "2024-02-29 2026-02-28 2028-02-29"),
        ("2026-11-26T09:30", "monthly", "2026-11-26T09:30 2026-12-26T09:30"),
        ("9999-12-30", "daily", "9999-12-30 9999-12-31"),
        ("9999-12-30", "weekdays", "9999-12-30 9999-12-31"),
        ("9998-12-31", "yearly", "9998-12-31 9999-12-31"),
        ("9999-10-31", "monthly", "9999-10-31 9999-11-30 9999-12-31"),
        ("2026-11-26", "every 999999999 days", "2026-11-26"),
        ("2026-11-26", "every 999999999 years", "2026-11-26"),
    ],
)
def test_a_step_counts_from_the_start(start: str, repeat: str, expected: str) -> None:
    number = len(expected.split())
    ends = number < 3
    assert (
        starts(make_event(start, repeat=repeat), number + ends * (start > "9" or "999" in repeat)) == expected.split()
    )


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("feb-28", "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29"),
        ("mar-1", "2024-02-29 2025-03-01 2026-03-01 2027-03-01 2028-02-29"),
        ("skip", "2024-02-29 2028-02-29 2032-02-29 2036-02-29 2040-02-29"),
    ],
)
def test_a_29_february_in_common_years(policy: str, expected: str) -> None:
    event = make_event("2024-02-29", repeat="yearly", feb29=policy)
    assert starts(event, 5) == expected.split()
    for day in expected.split():
        assert starts(event, 1, since=day) == [day]


def test_a_29_february_every_century_waits_for_the_leap_one() -> None:
    event = make_event("2000-02-29", repeat="every 100 years", feb29="skip")
    assert starts(event, 3) == ["2000-02-29", "2400-02-29", "2800-02-29"]


def test_a_policy_concerns_29_february_only() -> None:
    assert starts(make_event("2024-02-28", repeat="yearly", feb29="mar-1"), 2) == ["2024-02-28", "2025-02-28"]
    assert starts(make_event("2024-02-29", repeat="every 12 months", feb29="mar-1"), 2) == ["2024-02-29", "2025-02-28"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"until": "2026-11-28"}, "2026-11-26 2026-11-27 2026-11-28"),
        ({"until": "2026-11-26"}, "2026-11-26"),
        ({"until": "2026-11-29", "except_": ["2026-11-26", "2026-11-28"]}, "2026-11-27 2026-11-29"),
        ({"until": "2026-11-27", "except_": ["2026-11-26", "2026-11-27"]}, ""),
    ],
)
@pytest.mark.parametrize("repeat", ["daily", "FREQ=DAILY", "FREQ=DAILY;COUNT=40", "FREQ=DAILY;UNTIL=20301231"])
def test_until_and_except_bound_words_and_rules_alike(fields: dict[str, object], expected: str, repeat: str) -> None:
    assert starts(make_event("2026-11-26", repeat=repeat, **fields), 40) == expected.split()
    timed = make_event("2026-11-26T23:30", tz="Asia/Shanghai", repeat=repeat, **fields)
    assert starts(timed, 40) == [f"{day}T23:30" for day in expected.split()]


@pytest.mark.parametrize("repeat", ["daily", "FREQ=DAILY"])
@pytest.mark.parametrize(("through", "last"), [("2026-11-27", "2026-11-27"), ("2026-12-24", "2026-11-28")])
def test_what_is_asked_for_and_until_are_both_bounds(repeat: str, through: str, last: str) -> None:
    event = make_event("2026-11-26", repeat=repeat, until="2026-11-28")
    *_, final = occurrences(event, event.first_day, UTC_ZONE, through=date.fromisoformat(through))
    assert final.key == last


def test_an_excepted_occurrence_is_counted_by_count() -> None:
    event = make_event("2026-11-26", repeat="FREQ=DAILY;COUNT=3", except_=["2026-11-27"])
    assert starts(event) == ["2026-11-26", "2026-11-28"]


def test_an_event_without_repeat_starts_once_if_it_does() -> None:
    assert starts(make_event("2026-11-26")) == ["2026-11-26"]
    assert starts(make_event("2026-11-26T09:00"), since="2026-11-27") == []
    assert starts(make_event("2026-11-26T09:00", except_=["2026-11-26"])) == []


def test_occurrences_end_with_the_last_that_the_calendar_holds_whole() -> None:
    event = make_event("9999-12-01", end="9999-12-10", repeat="weekly")
    assert starts(event) == ["9999-12-01", "9999-12-08", "9999-12-15", "9999-12-22"]


def _delta(unit: str, number: int) -> relativedelta:
    return {
        "days": relativedelta(days=number),
        "weeks": relativedelta(weeks=number),
        "months": relativedelta(months=number),
        "years": relativedelta(years=number),
    }[unit]


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["days", "weeks", "months", "years"]),
    st.integers(1, 50),
    st.integers(0, 9000),
    st.integers(0, 400),
)
def test_steps_are_those_of_relativedelta(first: date, unit: str, number: int, ahead: int, span: int) -> None:
    event = make_event(first.isoformat(), repeat=f"every {number} {unit}")
    since = first + timedelta(days=ahead)
    through = since + timedelta(days=span)
    steps = (first + _delta(unit, number * index) for index in count())
    expected = list(dropwhile(lambda day: day < since, takewhile(lambda day: day <= through, steps)))
    assert [found.start for found in occurrences(event, since, UTC_ZONE, through=through)] == expected
