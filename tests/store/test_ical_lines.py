"""The text of a calendar: folds, line ends, encodings, what is broken, and on which line."""

from __future__ import annotations

import pytest

from countdown.errors import CountdownError
from countdown.store.calendars import read_ics
from tests.store.ics import START, calendar, only, read, vevent

FOLDED = [
    "SUMMARY:Supp\n ly chain\n  expo",
    "SUMMARY:Supp\n\tly chain\n\t expo",
    "SUM\n MARY:Supply chain expo",
    "SUMMARY\n :Supply chain expo",
    "SUMMARY:Supply\n\n  chain expo",
    "SUMMARY:Supply \nchain expo",
    "summary:Supply chain expo",
    "SUMMARY;LANGUAGE=en:Supply chain expo",
    'SUMMARY;X="a:b;c":Supply chain expo',
    "SUMMARY ; LANGUAGE = en :Supply chain expo",
    "SUMMARY:Supply\\n chain\\n\\n expo",
    "SUMMARY:  Supply chain expo  ",
    "X-WHAT;A=b:c\nX-\n EVER:d\nSUMMARY:Supply chain expo",
]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"], ids=["CRLF", "LF", "CR"])
@pytest.mark.parametrize("text", FOLDED)
def test_a_name_however_it_is_folded(text: str, end: str) -> None:
    whole = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\n{text}\n{START}\nEND:VEVENT\nEND:VCALENDAR\n"
    (event,) = read_ics(whole.replace("\n", end), "it.ics").events
    assert (event.name, event.uid, event.line) == ("Supply chain expo", "u", 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark(encoding: str) -> None:
    text = calendar("BEGIN:VEVENT", "SUMMARY:Größe 🎄", START, "END:VEVENT")
    found = read_ics(text.encode(encoding), "it.ics")
    assert ([event.name for event in found.events], found.warnings) == (["Größe 🎄"], [])


def test_a_fold_may_part_the_bytes_of_a_letter() -> None:
    data = calendar("BEGIN:VEVENT", "SUMMARY:Größe", START, "END:VEVENT").encode().replace(b"\xc3", b"\xc3\r\n ")
    assert [event.name for event in read_ics(data, "it.ics").events] == ["Größe"]


def test_what_is_not_utf_8_is_told_once() -> None:
    data = calendar("BEGIN:VEVENT", "SUMMARY:Größe", "LOCATION:Köln", START, "END:VEVENT").encode("cp1252")
    found = read_ics(data, "it.ics")
    assert [(event.name, event.where) for event in found.events] == [("Größe", "Köln")]
    assert [str(warning) for warning in found.warnings] == ["it.ics:4: not UTF-8, so read as Windows text"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"a\, b\; c", "a, b; c"),
        (r"C:\\new", r"C:\new"),
        (r"a\nb\Nc", "a\nb\nc"),
        (r"a\tb", r"a\tb"),
        (r"a\:b\"c", 'a:b"c'),
        ("a\\", "a\\"),
        ("https://example.com/?a=1;b=2,3", "https://example.com/?a=1;b=2,3"),
        ("%2C", "%2C"),
    ],
)
def test_escapes(text: str, expected: str) -> None:
    assert only(*vevent(START, f"DESCRIPTION:{text}")).note == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["CATEGORIES:a,b", "CATEGORIES:c"], ("a", "b", "c")),
        ([r"CATEGORIES:a\,b,c"], ("a,b", "c")),
        (["CATEGORIES:", "CATEGORIES: , a ,,a"], ("a",)),
        (["CATEGORIES:a\\"], ("a\\",)),
    ],
)
def test_categories(lines: list[str], expected: tuple[str, ...]) -> None:
    assert only(*vevent(START, *lines)).tags == expected


GOOD = vevent(START, uid="good")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (vevent(uid="bad"), "it.ics:3: UID bad: left out: it has no DTSTART"),
        (vevent("DTSTART:soon", uid="bad"), "it.ics:3: UID bad: left out: 'soon' is not a date"),
        (vevent("DTSTART:20260230", uid="bad"), "it.ics:3: UID bad: left out: '20260230' is not a date of the calendar"),
        (vevent("DTSTART:20260101T250000", uid="bad"), "it.ics:3: UID bad: left out: '20260101T250000' is not a date of the calendar"),
        (vevent("DTSTART;VALUE", uid="bad"), "it.ics:3: UID bad: left out: 'DTSTART;VALUE' is no property"),
        (vevent(START, "RRULE:FREQ=SECONDLY", uid="bad"), "it.ics:3: UID bad: left out: FREQ=SECONDLY is too fine for a countdown; the finest is HOURLY"),
        (vevent(START, "RRULE:FREQ=HOURLY", uid="bad"), "it.ics:3: UID bad: left out: repeat: an hourly repeat needs a start with a time"),
        (vevent(START, "RRULE:weekly", uid="bad"), "it.ics:3: UID bad: left out: 'WEEKLY' is no RRULE"),
        (vevent(START, "DURATION:long", uid="bad"), "it.ics:3: UID bad: left out: 'long' is not a duration"),
        (vevent(START, "DURATION:P999999W", uid="bad"), "it.ics:3: UID bad: left out: its dates leave the calendar"),
        (vevent(START, "EXDATE:x", uid="bad"), "it.ics:3: UID bad: left out: 'x' is not a date"),
        (["BEGIN:VEVENT", "SUMMARY:It", "END:VEVENT"], "it.ics:3: a VEVENT without UID: left out: it has no DTSTART"),
        (["BEGIN:VEVENT", "UID:bad", START], "it.ics:3: left out: this VEVENT has no END"),
    ],
)  # fmt: skip
def test_a_bad_component_costs_itself_alone(lines: list[str], told: str) -> None:
    found = read(*lines, *GOOD)
    assert [event.uid for event in found.events] == ["good"]
    assert [str(warning) for warning in found.warnings] == [told]


def test_a_file_that_ends_in_the_middle_keeps_what_is_whole() -> None:
    text = calendar(*GOOD, "BEGIN:VEVENT", "UID:bad", START)
    found = read_ics(text[: text.index("END:VCALENDAR")], "it.ics")
    assert [event.uid for event in found.events] == ["good"]
    assert [str(each) for each in found.warnings] == [
        "it.ics:10: this ends in the middle: the VEVENT of line 8 has no END"
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "this is empty, and no calendar"),
        (" \r\n\n", "this is empty, and no calendar"),
        ("<!DOCTYPE html>\n<html>", "this is a web page, and no calendar"),
        ("[events.x]\nname = 'x'\n", "this is no iCalendar: there is no BEGIN:VCALENDAR in it"),
        ("\x00\xff\x00", "this is no iCalendar: there is no BEGIN:VCALENDAR in it"),
    ],
)
def test_what_is_no_calendar_is_refused(text: str, why: str) -> None:
    with pytest.raises(CountdownError) as refused:
        read_ics(text.encode("latin-1"), "it.ics")
    assert str(refused.value) == f"it.ics: {why}"


def test_an_empty_calendar_has_no_events() -> None:
    assert read() == ([], [], [])


def test_components_need_no_calendar_around_them() -> None:
    assert [event.uid for event in read_ics("\n".join(GOOD), "it.ics").events] == ["good"]


def test_the_ids_are_the_same_in_any_order() -> None:
    events = [vevent(START, uid=uid) for uid in ("c", "a", "b")]
    orders = [[0, 1, 2], [2, 1, 0], [1, 2, 0]]
    found = [
        {event.uid: event.id for event in read(*(line for at in order for line in events[at])).events}
        for order in orders
    ]
    assert found == [{"a": "it", "b": "it-2", "c": "it-3"}] * 3


def test_one_event_for_each_uid_with_the_latest_version() -> None:
    versions = [["SEQUENCE:1", "LOCATION:old"], ["SEQUENCE:12", "LOCATION:new"], ["SEQUENCE:3", "LOCATION:older"]]
    event = only(*(line for version in versions for line in vevent(START, *version)))
    assert event.where == "new"


def test_several_events_with_one_uid_are_told() -> None:
    found = read(
        *(line for day in (26, 27, 28) for line in vevent(f"DTSTART;VALUE=DATE:202611{day}", name=f"Day {day}"))
    )
    assert [event.name for event in found.events] == ["Day 26"]
    assert [str(warning) for warning in found.warnings] == [
        "it.ics:8: UID it@example.com: left out: the VEVENT of line 3 has the same UID, as 1 more have"
    ]
