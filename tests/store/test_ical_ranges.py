"""Changes of one occurrence and all after it, RANGE=THISANDFUTURE, as they are read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.store.ics import only, read, starts, vevent
from tests.store.test_ical_changes import BERLIN, TIMED, WEEKLY, change

RANGE = ";RANGE=THISANDFUTURE" + BERLIN + "20261109T090000"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (change(RANGE, TIMED.replace("02T", "12T")), "02T09 12T09 19T09 26T09"),
        (change(RANGE, TIMED.replace("02T09", "09T11")), "02T09 09T11 16T11 23T11"),
        (change(RANGE, "DTSTART:20261110T130000Z"), "02T09 10T14 17T14 24T14"),
        (change(RANGE, "LOCATION:elsewhere"), "02T09 09T09 16T09 23T09"),
        (change(RANGE, "STATUS:CANCELLED"), "02T09"),
        ([*change(RANGE, TIMED.replace("02T", "10T")), *change(BERLIN + "20261116T090000", TIMED.replace("02T", "15T"))], "02T09 10T09 15T09 24T09"),
    ],
)  # fmt: skip
def test_a_change_of_this_and_all_after_it(changes: list[str], expected: str) -> None:
    event = only(*vevent(TIMED, WEEKLY), *changes)
    assert " ".join(start[8:13] for start in starts(event)) == expected


def test_the_last_of_very_many_such_changes_count() -> None:
    days = [date(2026, 1, 1) + timedelta(days=day) for day in range(60)]
    changes = [
        line
        for day in days
        for line in change(f";RANGE=THISANDFUTURE:{day:%Y%m%d}T000000Z", f"DTSTART:{day:%Y%m%d}T010000Z")
    ]
    found = read(*vevent("DTSTART:20260101T000000Z", "RRULE:FREQ=DAILY"), *changes)
    assert starts(found.events[0], 1, since="2026-06-01") == ["2026-06-01T01:00:00+00:00"]
    assert [warning.sentence.partition(": ")[2] for warning in found.warnings] == [
        "of its changes of an occurrence and all future ones the first are read as of one alone"
    ]


def test_one_of_them_that_is_excluded_changes_those_after_it_all_the_same() -> None:
    changed = change(RANGE, TIMED.replace("02T", "10T"))
    event = only(*vevent(TIMED, WEEKLY, "EXDATE;TZID=Europe/Berlin:20261109T090000"), *changed)
    assert " ".join(start[8:13] for start in starts(event)) == "02T09 17T09 24T09"


def test_this_and_all_after_it_made_all_day_is_read_as_this_alone_and_told() -> None:
    found = read(*vevent(TIMED, WEEKLY), *change(RANGE, "DTSTART;VALUE=DATE:20261112"))
    assert " ".join(start[8:13].rstrip("T") for start in starts(found.events[0])) == "02T09 12 16T09 23T09"
    assert [str(warning) for warning in found.warnings] == [
        "it.ics:9: UID it@example.com: a change of this and all future occurrences is read as one of this alone"
    ]
