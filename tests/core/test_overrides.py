"""Single occurrences of a calendar's event: added, taken out, moved, renamed, cancelled."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from countdown.core.agenda import agenda
from countdown.core.countdown import countdown
from countdown.core.event import Event
from countdown.core.instances import Instances, Override
from countdown.core.recurrence import current_or_next, last, occurrences, upcoming_starts
from tests.build import at, make_event, seen


def moment(text: str) -> Any:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def override(original: str, start: str | None = None, end: str | None = None, **own: Any) -> Override:
    moments = {"start": start, "end": end}
    return Override(original=moment(original), **{name: moment(text) for name, text in moments.items() if text}, **own)


def changed(start: str, *overrides: Override, additional: str = "", excluded: str = "", **fields: Any) -> Event:
    """An event whose Instances hold the `overrides`, and the other moments as they are written."""
    rules = fields.pop("rules", ())
    instances = Instances(
        additional=tuple(moment(text) for text in additional.split()),
        excluded=tuple(moment(text) for text in excluded.split()),
        overrides=tuple(overrides),
        rules=rules,
    )
    return make_event(start, instances=instances, **fields)


def starts(event: Event, since: str) -> list[str]:
    found = islice(occurrences(event, date.fromisoformat(since), ZoneInfo("UTC")), 10)
    return [occurrence.start.isoformat()[:16] for occurrence in found]


WEEKLY = {"repeat": "FREQ=WEEKLY;COUNT=4"}


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (changed("2026-01-05", additional="2026-01-08 2026-02-20"), "01-05 01-08 02-20"),
        (changed("2026-01-05", additional="2026-01-05"), "01-05"),
        (changed("2026-01-05", additional="2026-01-07 2026-01-12", **WEEKLY), "01-05 01-07 01-12 01-19 01-26"),
        (changed("2026-01-05", additional="2025-12-30", **WEEKLY), "12-30 01-05 01-12 01-19 01-26"),
        (changed("2026-01-05", excluded="2026-01-12 2026-01-13", **WEEKLY), "01-05 01-19 01-26"),
        (changed("2026-01-05", additional="2026-01-07", excluded="2026-01-07"), "01-05"),
        (changed("2026-01-05", except_=["2026-01-07"], additional="2026-01-07"), "01-05"),
        (changed("2026-01-05", override("2026-01-12", "2026-01-14"), **WEEKLY), "01-05 01-14 01-19 01-26"),
        (changed("2026-01-05", override("2026-01-12", "2026-01-21"), **WEEKLY), "01-05 01-19 01-21 01-26"),
        (changed("2026-01-05", override("2026-01-26", "2026-01-02"), **WEEKLY), "01-02 01-05 01-12 01-19"),
        (changed("2026-01-05", override("2026-01-12"), **WEEKLY), "01-05 01-19 01-26"),
        (changed("2026-01-05", override("2026-01-05", "2026-03-01")), "03-01"),
        (changed("2026-01-05", override("2026-01-05")), ""),
        (changed("2026-01-05", override("2026-07-01", "2026-07-02")), "01-05 07-02"),
        (changed("2026-01-05", rules=("FREQ=DAILY;COUNT=3",), **WEEKLY), "01-05 01-06 01-07 01-12 01-19 01-26"),
        (changed("2026-01-05", additional="2026-02-01", repeat="FREQ=WEEKLY;UNTIL=20260112"), "01-05 01-12 02-01"),
        (
            changed("2026-01-05", additional="2026-01-06", repeat="every 2 days", until="2026-01-07"),
            "01-05 01-06 01-07",
        ),
    ],
)
def test_days_that_were_changed(event: Event, expected: str) -> None:
    assert " ".join(start[5:] for start in starts(event, since="2025-12-01")) == expected
    for day in ("2026-01-06", "2026-01-12", "2026-01-20", "2026-02-25"):
        later = [start for start in expected.split() if start < "12" and f"2026-{start}" >= day]
        assert [start[5:] for start in starts(event, since=day)] == later


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({"excluded": "2026-03-28T09:00:00"}, "27T09 29T09 30T09"),
        ({"excluded": "2026-03-28T10:00:00"}, "27T09 28T09 29T09 30T09"),
        ({"additional": "2026-03-28T12:00:00"}, "27T09 28T09 28T12 29T09 30T09"),
    ],
)
def test_moments_that_were_changed(own: dict[str, str], expected: str) -> None:
    event = changed("2026-03-27T09:00:00", tz="Europe/Berlin", repeat="FREQ=DAILY;COUNT=4", **own)
    assert " ".join(start[8:13] for start in starts(event, since="2026-01-01")) == expected


MEETING = changed(
    "2026-03-02T09:00:00",
    override("2026-03-09T09:00:00", "2026-03-10T14:00:00", "2026-03-10T17:00:00", name="Long meeting", where="Attic"),
    override("2026-03-16T09:00:00"),
    override("2026-03-23T09:00:00", "2026-03-23T09:00:00", "2026-03-27T09:00:00"),
    override("2026-03-30T09:00:00", "2026-03-31", "2026-03-31"),
    end="2026-03-02T10:00:00",
    tz="Europe/Berlin",
    repeat="FREQ=WEEKLY;COUNT=6",
    where="Cellar",
)


def test_an_occurrence_is_named_by_its_original_start() -> None:
    found = [(each.key, each.start.isoformat()) for each in occurrences(MEETING, date(2026, 3, 1), ZoneInfo("UTC"))]
    assert found == [
        ("2026-03-02T09:00:00+01:00", "2026-03-02T09:00:00+01:00"),
        ("2026-03-09T09:00:00+01:00", "2026-03-10T14:00:00+01:00"),
        ("2026-03-23T09:00:00+01:00", "2026-03-23T09:00:00+01:00"),
        ("2026-03-30T09:00:00+02:00", "2026-03-31"),
        ("2026-04-06T09:00:00+02:00", "2026-04-06T09:00:00+02:00"),
    ]


@pytest.mark.parametrize(
    ("now", "start", "state", "name", "where"),
    [
        ("2026-03-02T08:30", "2026-03-02T09:00:00+01:00", "ongoing", "It", "Cellar"),
        ("2026-03-09T08:00", "2026-03-10T14:00:00+01:00", "upcoming", "Long meeting", "Attic"),
        ("2026-03-10T15:30", "2026-03-10T14:00:00+01:00", "ongoing", "Long meeting", "Attic"),
        ("2026-03-16T08:00", "2026-03-23T09:00:00+01:00", "upcoming", "It", "Cellar"),
        ("2026-03-27T07:00", "2026-03-23T09:00:00+01:00", "ongoing", "It", "Cellar"),
        ("2026-03-28T07:00", "2026-03-31", "upcoming", "It", "Cellar"),
        ("2026-03-31T12:00", "2026-03-31", "ongoing", "It", "Cellar"),
        ("2026-04-08T12:00", "2026-04-06T09:00:00+02:00", "past", "It", "Cellar"),
    ],
)
def test_what_is_seen(now: str, start: str, state: str, name: str, where: str) -> None:
    found = countdown(MEETING, at(now))
    assert found is not None
    assert (found.occurrence.start.isoformat(), found.state, found.name, found.event.where) == (
        start,
        state,
        name,
        where,
    )
    assert found.timed == ("T" in start)


def test_the_starts_still_to_come() -> None:
    found = [
        start.isoformat() for start in islice(upcoming_starts(MEETING, at("2026-03-09T10:00", "Europe/Berlin")), 9)
    ]
    assert found == [
        "2026-03-10T14:00:00+01:00",
        "2026-03-23T09:00:00+01:00",
        "2026-03-31",
        "2026-04-06T09:00:00+02:00",
    ]


@pytest.mark.parametrize(
    ("event", "now", "expected"),
    [
        (MEETING, "2026-03-20T12:00", "2026-03-10"),
        (MEETING, "2026-04-20T12:00", "2026-04-06"),
        (changed("2026-01-05", override("2026-01-05", "2025-12-30")), "2026-06-01T00:00", "2025-12-30"),
        (changed("2026-01-05", override("2026-01-26", "2026-03-01"), **WEEKLY), "2026-06-01T00:00", "2026-03-01"),
        (changed("2026-01-05", additional="2026-05-05", repeat="FREQ=WEEKLY;UNTIL=20260112"), "2026-06-01T00:00", "2026-05-05"),
        (changed("2026-01-05", override("2026-01-05")), "2026-06-01T00:00", None),
        (changed("2026-01-05", additional="2026-05-05"), "2026-02-01T00:00", "2026-01-05"),
    ],
)  # fmt: skip
def test_the_last(event: Event, now: str, expected: str | None) -> None:
    found = last(event, at(now))
    assert (None if found is None else found.start.isoformat()[:10]) == expected


def test_an_event_of_cancelled_occurrences_alone_never_happens() -> None:
    event = changed("2026-01-05", override("2026-01-05"))
    assert agenda([event], at("2026-01-01T00:00")).never == [event]
    assert current_or_next(event, at("2026-01-01T00:00")) is None


def test_what_only_one_occurrence_has_is_not_the_others() -> None:
    event = changed("2026-01-05", override("2026-01-12", "2026-01-12", name="Other", url="u", note="n"), **WEEKLY)
    names = [seen_at.name for day in ("05", "12", "19") if (seen_at := countdown(event, at(f"2026-01-{day}T00:00")))]
    assert names == ["It", "Other", "It"]


def test_an_event_without_them_is_as_before() -> None:
    assert seen("2026-01-05", "2026-01-01T00:00").occurrence.key == "2026-01-05"


def test_a_hundred_thousand_additional_starts_are_quick() -> None:
    first = date(2026, 1, 1).toordinal()
    days = tuple(datetime.combine(date.fromordinal(first + at // 8), time(at % 8)) for at in range(100_000))
    event = make_event("2026-01-01T00:00:00", instances=Instances(additional=days))
    found = [occurrence.key[:16] for occurrence in islice(occurrences(event, date(2050, 1, 1), ZoneInfo("UTC")), 2)]
    assert found == ["2050-01-01T00:00", "2050-01-01T01:00"]
    assert last(event, at("2090-01-01T00:00")) is not None
