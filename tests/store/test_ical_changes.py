"""Repeats and their changed occurrences, cancelled events, and to-dos."""

from __future__ import annotations

import pytest

from tests.store.ics import START, only, read, starts, vevent

TIMED = "DTSTART;TZID=Europe/Berlin:20261102T090000"
WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=4"


def change(original: str, *lines: str) -> list[str]:
    return vevent(f"RECURRENCE-ID{original}", *lines)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([WEEKLY, "EXDATE;TZID=Europe/Berlin:20261109T090000"], "02T09 16T09 23T09"),
        ([WEEKLY, "EXDATE:20261109T080000Z,20261116T080000Z"], "02T09 23T09"),
        ([WEEKLY, "EXDATE;VALUE=DATE:20261109"], "02T09 16T09 23T09"),
        ([WEEKLY, "EXDATE;TZID=Europe/Berlin:20261109T100000"], "02T09 09T09 16T09 23T09"),
        ([WEEKLY, "RDATE;TZID=Europe/Berlin:20261110T120000"], "02T09 09T09 10T12 16T09 23T09"),
        (["RDATE;VALUE=DATE:20261110"], "02T09 10T09"),
        (["RDATE:20261110T080000Z,20261112T080000Z", "EXDATE:20261112T080000Z"], "02T09 10T09"),
        (["RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2"], "02T09 03T09 10T09"),
        (["RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261109T080000Z"], "02T09 09T09"),
        (["RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261109"], "02T09 09T09"),
        (["RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261001T000000Z"], ""),
        (["RRULE:FREQ=WEEKLY;COUNT=2", "RRULE:FREQ=DAILY;COUNT=2"], "02T09 03T09 09T09"),
        (["RRULE:freq=weekly; count=2;"], "02T09 09T09"),
        (["RRULE:FREQ=WEEKLY;COUNT=-1;UNTIL=20261109T080000Z"], "02T09 09T09"),
        (["RRULE:FREQ=WEEKLY;COUNT=2;X-MOZ=1"], "02T09 09T09"),
        (["RRULE:FREQ=WEEKLY;COUNT=2;RSCALE=GREGORIAN"], "02T09 09T09"),
    ],
)
def test_repeats(lines: list[str], expected: str) -> None:
    assert " ".join(start[8:13] for start in starts(only(*vevent(TIMED, *lines)))) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20261127"], "26 28"),
        (["RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20261127T000000"], "26 28"),
        (["RDATE;VALUE=DATE:20261128,20261130"], "26 28 30"),
        (["RDATE:20261128T000000"], "26 28"),
    ],
)
def test_repeats_of_whole_days(lines: list[str], expected: str) -> None:
    assert " ".join(start[8:10] for start in starts(only(*vevent(START, *lines)))) == expected


def test_a_period_has_its_own_end() -> None:
    event = only(
        *vevent(TIMED, "DURATION:PT1H", "RDATE;VALUE=PERIOD:20261110T080000Z/PT4H,20261112T080000Z/20261112T100000Z")
    )
    assert event.instances is not None
    assert [each.length.seconds // 3600 for each in event.instances.overrides] == [4, 2]
    assert " ".join(start[8:13] for start in starts(event)) == "02T09 10T09 12T09"


BERLIN = ";TZID=Europe/Berlin:"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (change(BERLIN + "20261109T090000", "DTSTART;TZID=Europe/Berlin:20261110T140000"), "02T09 10T14 16T09 23T09"),
        (change(":20261109T080000Z", "DTSTART:20261110T130000Z"), "02T09 10T14 16T09 23T09"),
        (change(";VALUE=DATE:20261109", "DTSTART;TZID=Europe/Berlin:20261110T140000"), "02T09 10T14 16T09 23T09"),
        (change(BERLIN + "20261109T090000", "DTSTART;TZID=Asia/Tokyo:20261110T220000"), "02T09 10T14 16T09 23T09"),
        (change(BERLIN + "20261109T090000", "DTSTART;VALUE=DATE:20261110"), "02T09 10 16T09 23T09"),
        (change(BERLIN + "20261109T090000", "LOCATION:elsewhere"), "02T09 09T09 16T09 23T09"),
        (change(BERLIN + "20261109T090000", "STATUS:CANCELLED"), "02T09 16T09 23T09"),
        (change(BERLIN + "20261109T090000", "DTSTART:20261201T090000", "STATUS:CANCELLED"), "02T09 16T09 23T09"),
        (
            [*change(BERLIN + "20261109T090000", TIMED.replace("02T", "12T"), "SEQUENCE:1"),
             *change(BERLIN + "20261109T090000", TIMED.replace("02T", "13T"), "SEQUENCE:2"),
             *change(BERLIN + "20261109T090000", TIMED.replace("02T", "14T"), "SEQUENCE:0")],
            "02T09 13T09 16T09 23T09",
        ),
    ],
)  # fmt: skip
def test_a_changed_occurrence_before_or_after_its_event(changes: list[str], expected: str) -> None:
    event = vevent(TIMED, WEEKLY)
    for lines in ([*event, *changes], [*changes, *event]):
        assert " ".join(start[8:13].rstrip("T") for start in starts(only(*lines))) == expected


def test_what_an_occurrence_has_of_its_own() -> None:
    alarm = ["BEGIN:VALARM", "TRIGGER:-PT5M", "END:VALARM"]
    changed = change(BERLIN + "20261109T090000", TIMED.replace("02T", "09T"), "DURATION:PT3H", "LOCATION:Attic", *alarm)
    event = only(*vevent(TIMED, "DURATION:PT1H", WEEKLY, "LOCATION:Cellar"), *changed)
    assert event.instances is not None
    (own,) = event.instances.overrides
    assert (own.name, own.where, own.remind, own.length.seconds) == (None, "Attic", ("5min",), 3 * 3600)


def test_an_occurrence_that_is_excluded_is_not_there_however_it_was_changed() -> None:
    changed = change(BERLIN + "20261109T090000", TIMED.replace("02T", "12T"))
    event = only(*vevent(TIMED, WEEKLY, "EXDATE;TZID=Europe/Berlin:20261109T090000"), *changed)
    assert " ".join(start[8:13] for start in starts(event)) == "02T09 16T09 23T09"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (vevent("DTSTART;TZID=Europe/Berlin:20260328T023000", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20260329T013000Z"), "28T02 30T02"),
        (
            [*vevent("DTSTART;TZID=Europe/Berlin:20260328T023000", "RRULE:FREQ=DAILY;COUNT=3"), *change(":20260329T013000Z", "DTSTART:20260329T100000Z")],
            "28T02 29T12 30T02",
        ),
    ],
)  # fmt: skip
def test_an_occurrence_at_a_time_that_the_clocks_skip_is_named_in_utc(lines: list[str], expected: str) -> None:
    assert " ".join(start[8:13] for start in starts(only(*lines), since="2026-03-01")) == expected


def test_of_two_versions_with_one_number_the_later_stamp_counts() -> None:
    stamps = ["DTSTAMP:20261101T000000Z", "DTSTAMP:20261103T000000Z", "DTSTAMP:20261102T000000Z"]
    parts = [vevent(TIMED.replace("02T", f"0{day}T"), stamp) for day, stamp in zip((2, 3, 4), stamps, strict=True)]
    assert [start[8:10] for start in starts(only(*parts[0], *parts[1], *parts[2]))] == ["03"]


def test_what_a_changed_occurrence_does_not_say_is_as_the_others_have_it() -> None:
    changed = ["BEGIN:VEVENT", "UID:it@example.com", f"RECURRENCE-ID{BERLIN}20261109T090000", TIMED, "END:VEVENT"]
    event = only(*vevent(TIMED, WEEKLY, "LOCATION:Cellar"), *changed)
    assert event.instances is not None
    (own,) = event.instances.overrides
    assert (own.name, own.where) == (None, None)


def test_a_bad_change_costs_itself_alone() -> None:
    found = read(*vevent(TIMED, WEEKLY), *change(":soon", TIMED))
    assert " ".join(start[8:13] for start in starts(found.events[0])) == "02T09 09T09 16T09 23T09"
    assert [str(warning) for warning in found.warnings] == [
        "it.ics:9: UID it@example.com: left out: 'soon' is not a date"
    ]


def test_a_guest_is_given_single_occurrences_without_their_series() -> None:
    parts = [change(f":202611{day}T080000Z", f"DTSTART:202611{day}T090000Z") for day in ("09", "16")]
    event = only(*parts[1], *parts[0], *change(":20261123T080000Z", "DTSTART:20261123T090000Z", "STATUS:CANCELLED"))
    assert [start[8:13] for start in starts(event)] == ["09T09", "16T09"]


@pytest.mark.parametrize(
    "lines",
    [
        vevent(START, "STATUS:CANCELLED"),
        [
            *vevent(START, "STATUS:CANCELLED", "RRULE:FREQ=DAILY"),
            *change(";VALUE=DATE:20261127", "DTSTART;VALUE=DATE:20261128"),
        ],
        change(";VALUE=DATE:20261127", START, "STATUS:CANCELLED"),
        ["BEGIN:VTODO", "DUE;VALUE=DATE:20261126", "STATUS:COMPLETED", "END:VTODO"],
        ["BEGIN:VTODO", "DUE;VALUE=DATE:20261126", "COMPLETED:20261101T000000Z", "END:VTODO"],
        ["BEGIN:VTODO", "DUE;VALUE=DATE:20261126", "STATUS:CANCELLED", "END:VTODO"],
        ["BEGIN:VTODO", "SUMMARY:Someday", "END:VTODO"],
        [
            "BEGIN:VJOURNAL",
            START,
            "END:VJOURNAL",
            "BEGIN:VFREEBUSY",
            START,
            "END:VFREEBUSY",
            "BEGIN:X-THING",
            "END:X-THING",
        ],
    ],
)
def test_what_there_is_nothing_to_count_to(lines: list[str]) -> None:
    found = read(*lines)
    assert (found.events, found.warnings) == ([], [])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("DUE;VALUE=DATE:20261126", "26"),
        ("DUE:20261126T090000Z", "26T09"),
        ("DTSTART;VALUE=DATE:20261101 DUE;VALUE=DATE:20261126", "26"),
        ("DTSTART:20261125T090000Z DURATION:P1D", "26T09"),
        ("DTSTART:20261126T090000Z", "26T09"),
        ("DTSTART;VALUE=DATE:20261102 DUE;VALUE=DATE:20261104 RRULE:FREQ=WEEKLY;COUNT=3", "04 11 18"),
        ("DTSTART;VALUE=DATE:20261102 DUE;VALUE=DATE:20261104 RRULE:FREQ=WEEKLY;COUNT=3 EXDATE;VALUE=DATE:20261109", "04 18"),
        ("DTSTART;VALUE=DATE:20261102 DUE;VALUE=DATE:20261102 RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2", "02 09"),
    ],
)  # fmt: skip
def test_a_to_do_counts_to_its_due(lines: str, expected: str) -> None:
    event = only("BEGIN:VTODO", "UID:t", *lines.split(" "), "END:VTODO")
    assert " ".join(start[8:13].rstrip("T") for start in starts(event)) == expected


def test_an_occurrence_of_a_to_do_that_is_done_is_left_out() -> None:
    event = only(
        "BEGIN:VTODO", "UID:t", "DTSTART;VALUE=DATE:20261102", "DUE;VALUE=DATE:20261104", WEEKLY, "END:VTODO",
        "BEGIN:VTODO", "UID:t", "RECURRENCE-ID;VALUE=DATE:20261109", "DUE;VALUE=DATE:20261111", "STATUS:COMPLETED", "END:VTODO",
    )  # fmt: skip
    assert " ".join(start[8:10] for start in starts(event)) == "04 18 25"
