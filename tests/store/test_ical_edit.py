"""Edits of the files of four programs: the lines that change, and what is refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from countdown.core.instances import Instances
from countdown.errors import CountdownError
from countdown.store.calendars import read_unnamed
from countdown.store.ical.content import Content
from countdown.store.ical.meaning import without_end
from countdown.store.vdir_texts import removed
from tests.store.editing import difference, edit, event_of
from tests.store.ics import CALENDARS, START, calendar, vevent

BERLIN = '"W. Europe Standard Time"'


def sample(program: str) -> bytes:
    return (CALENDARS / f"{program}.ics").read_bytes()


@pytest.mark.parametrize(
    ("program", "name", "changes", "lines"),
    [
        # What single occurrences have in common with the others changes with them.
        ("google", "Stand-up", {"name": "Daily, short"}, ["-SUMMARY:Stand-up", "+SUMMARY:Daily\\, short"] * 2),
        ("google", "Stand-up", {"where": None}, ["-LOCATION:Raum 3\\, Hinterhaus"]),
        ("google", "Stand-up", {"pin": True}, ["+X-COUNTDOWN-PIN:true"]),
        ("google", "Stand-up", {"note": "Kurz"}, [
            "-DESCRIPTION:Wochenplan\\, dann Kaffee.\\n\\nJoin: https://meet.example.com/abc",
            "- -defg-hij\\nMore phone numbers: https://tel.example.com/x", "+DESCRIPTION:Kurz",
        ]),
        ("apple", "Dinner", {"url": "https://x.org/a b"}, [
            "-URL;VALUE=URI:https://example.com/dinner", "+URL;VALUE=URI:https://x.org/a%20b",
            '+X-COUNTDOWN-URL:"https://x.org/a b"',
        ]),
        # An alarm that is wanted as it is stays with all that it has; Apple's mark of none stays.
        ("apple", "Dinner", {"remind": ["1h", "2h leave"]}, [
            '+X-COUNTDOWN-REMIND:["1h"\\,"2h leave"]', "+END:VALARM", "+BEGIN:VALARM", "+ACTION:DISPLAY",
            "+TRIGGER:-PT2H", "+DESCRIPTION:leave",
        ]),
        ("apple", "Ada’s birthday", {"remind": []}, [
            "-BEGIN:VALARM", "-ACTION:AUDIO", "-ATTACH;VALUE=URI:Basso", "-TRIGGER:-PT15H", "-END:VALARM",
            "-BEGIN:VALARM", "-ACTION:DISPLAY", "-DESCRIPTION:Reminder", "-TRIGGER:PT9H", "-END:VALARM",
            "+X-COUNTDOWN-REMIND:[]",
        ]),
        ("apple", "Ada’s birthday", {"name": "Ada {years}"}, [
            "-SUMMARY:Ada’s birthday", "+SUMMARY:Ada …", '+X-COUNTDOWN-NAME:"Ada {years}"',
        ]),
        ("nextcloud", "供应链博览会", {"tags": ["a", "b,c"]}, ["-CATEGORIES:Work,Travel", "+CATEGORIES:a,b\\,c"]),
        ("nextcloud", "供应链博览会", {"end": datetime(2026, 11, 29, 18)}, [
            "-DTEND;TZID=Asia/Shanghai:20261130T180000", "+DTEND;TZID=Asia/Shanghai:20261129T180000",
        ]),
        # A to-do has a DUE, and its DTSTART goes with it.
        ("nextcloud", "Water the plants", {"start": date(2026, 11, 28)}, [
            "-DTSTART;VALUE=DATE:20261120", "-DUE;VALUE=DATE:20261127",
            "+DTSTART;VALUE=DATE:20261121", "+DUE;VALUE=DATE:20261128",
        ]),
        ("nextcloud", "Water the plants", {"remind": ["1d"]}, [
            '+X-COUNTDOWN-REMIND:["1d"]', "+BEGIN:VALARM", "+ACTION:DISPLAY", "+TRIGGER;RELATED=END:-P1D",
            "+DESCRIPTION:Water the plants", "+END:VALARM",
        ]),
        ("outlook", "Quartalszahlen", {"name": "Zahlen"}, ["-SUMMARY;LANGUAGE=de:Quartalszahlen", "+SUMMARY;LANGUAGE=de:Zahlen"]),
        # The zone keeps the name that it has there, and the dates left out their dates.
        ("outlook", "Quartalszahlen", {"start": datetime(2026, 11, 26, 9)}, [
            f"-DTSTART;TZID={BERLIN}:20261126T100000", f"-EXDATE;TZID={BERLIN}:20261224T100000,20261231T100000",
            f"+DTSTART;TZID={BERLIN}:20261126T090000", f"+EXDATE;TZID={BERLIN}:20261224T090000",
            f"+EXDATE;TZID={BERLIN}:20261231T090000",
        ]),
        ("outlook", "Quartalszahlen", {"except": [date(2026, 12, 3)]}, [
            f"-EXDATE;TZID={BERLIN}:20261224T100000,20261231T100000", f"+EXDATE;TZID={BERLIN}:20261203T100000",
        ]),
        ("outlook", "Monatsgespräch", {"repeat": None}, ["-RRULE:FREQ=MONTHLY;INTERVAL=1;BYDAY=WE;BYSETPOS=1"]),
        ("outlook", "Inventur", {"start": date(2026, 12, 8)}, [
            "-DTSTART;VALUE=DATE:20261207", "-DTEND;VALUE=DATE:20261207",
            "+DTSTART;VALUE=DATE:20261208", "+DTEND;VALUE=DATE:20261209",
        ]),
        # The same again is no change.
        ("outlook", "Inventur", {"name": "Inventur", "start": date(2026, 12, 7)}, []),
    ],
)  # fmt: skip
def test_the_lines_that_change(program: str, name: str, changes: dict[str, Any], lines: list[str]) -> None:
    data = sample(program)
    after = edit(data, event_of(data, name), **changes)
    assert difference(data, after) == lines
    assert (after == data) == (not lines)
    assert after.count(b"\r") in (0, after.count(b"\n")), "new lines end as the others do"


def test_a_change_is_stamped_and_is_a_later_version() -> None:
    data = sample("nextcloud")
    after = edit(data, event_of(data, "供应链博览会"), where="Shanghai").decode()
    assert after.count("LAST-MODIFIED:20261124T090000Z") == after.count("DTSTAMP:20261124T090000Z") == 1
    assert "SEQUENCE:3" in after
    assert after.count("DTSTAMP:20261101T000000Z") == 2, "other events keep theirs"
    bare = calendar(*vevent(START)).encode()
    assert b"SEQUENCE" not in edit(bare, event_of(bare, "It"), where="x")


def test_a_zone_that_is_named_is_defined_once() -> None:
    data = sample("apple")
    moved = edit(data, event_of(data, "Dinner"), tz="Asia/Tokyo")
    assert moved.count(b"BEGIN:VTIMEZONE") == 2
    assert moved.index(b"TZID:Asia/Tokyo") < moved.index(b"BEGIN:VEVENT")
    assert b"\r" not in moved
    again = edit(moved, event_of(moved, "Dinner"), start=datetime(2026, 11, 28, 17), end=datetime(2026, 11, 28, 18))
    assert again.count(b"BEGIN:VTIMEZONE") == 2
    assert event_of(again, "Dinner").tz == "Asia/Tokyo"


def test_a_duration_goes_with_the_start_and_gives_way_to_an_end() -> None:
    data = calendar(*vevent("DTSTART:20261126T090000Z", "DURATION:PT1H")).encode()
    event = event_of(data, "It")
    assert isinstance(event.end, datetime)
    later = edit(data, event, start=event.start + timedelta(hours=2), end=event.end + timedelta(hours=2))
    assert difference(data, later) == ["-DTSTART:20261126T090000Z", "+DTSTART:20261126T110000Z"]
    longer = edit(data, event, end=event.end + timedelta(hours=2))
    assert difference(data, longer) == ["-DURATION:PT1H", "+DTEND:20261126T120000Z"]


def test_an_event_that_begins_before_its_rule_keeps_its_first_day() -> None:
    data = calendar(*vevent("DTSTART;VALUE=DATE:20261124", "RRULE:FREQ=WEEKLY;BYDAY=FR")).encode()
    first = date(2026, 11, 24)
    assert event_of(data, "It").instances == Instances(additional=(first,))
    assert difference(data, edit(data, event_of(data, "It"), end=date(2026, 11, 25))) == ["+DTEND;VALUE=DATE:20261126"]
    again = edit(data, event_of(data, "It"), where="There", until=date(2027, 1, 1))
    assert event_of(again, "It").instances == Instances(additional=(first,))
    moved = edit(data, event_of(data, "It"), start=date(2026, 11, 27))
    assert (event_of(moved, "It").start, event_of(moved, "It").instances) == (date(2026, 11, 27), None)


def test_an_alarm_before_the_end_goes_with_the_end() -> None:
    data = sample("nextcloud")
    after = edit(data, event_of(data, "供应链博览会"), end=datetime(2026, 11, 26, 11))
    assert event_of(after, "供应链博览会").remind == ("1d", "+1h")


def test_what_countdown_says_in_its_own_words_follows_the_start() -> None:
    lines = vevent(
        "DTSTART;VALUE=DATE:20260131", "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1", 'X-COUNTDOWN-REPEAT:"monthly"',
        'X-COUNTDOWN-REMIND:["1mo"]', "BEGIN:VALARM", "TRIGGER:-P31D", "END:VALARM",
    )  # fmt: skip
    data = calendar(*lines).encode()
    assert (event_of(data, "It").repeat, event_of(data, "It").remind) == ("monthly", ("1mo",))
    after = edit(data, event_of(data, "It"), start=date(2026, 3, 15), end=None)
    event = event_of(after, "It")
    assert (event.start, event.repeat, event.remind) == (date(2026, 3, 15), "monthly", ("1mo",))
    assert [line for line in difference(data, after) if "RRULE" in line or "TRIGGER" in line] == [
        "-RRULE:FREQ=MONTHLY;BYMONTHDAY=-1", "+RRULE:FREQ=MONTHLY", "-TRIGGER:-P31D", "+TRIGGER:-P28D",
    ]  # fmt: skip


SERIES = calendar(
    *vevent("DTSTART:20261124T100000Z", "RRULE:FREQ=DAILY"),
    *vevent("RECURRENCE-ID:20261126T100000Z", "DTSTART:20261126T120000Z"),
)
FIXED = calendar(
    *vevent("DTSTART:20261124T100000Z", "BEGIN:VALARM", "TRIGGER;VALUE=DATE-TIME:20261124T090000Z", "END:VALARM")
)


@pytest.mark.parametrize(
    ("text", "changes", "told"),
    [
        (SERIES, {"repeat": "weekly"}, "single occurrences of it were changed or added, and would be torn from it"),
        (SERIES, {"start": datetime.fromisoformat("2026-11-24T11:00Z")}, "would be torn from it; change it by hand"),
        (SERIES, {"until": date(2026, 11, 25)}, "occurrences after that date were changed singly"),
        (FIXED, {"start": datetime.fromisoformat("2026-11-25T10:00Z")}, "an alarm of it is at a fixed moment, and would"),
        (FIXED, {"until": date(2027, 1, 1)}, "does not repeat, so until says nothing"),
        (FIXED, {"except": [date(2027, 1, 1)]}, "does not repeat, so except says nothing"),
        (SERIES, {"except": [date(2026, 1, 1)]}, "does not happen on 2026-01-01, so that cannot be left out"),
        (calendar("BEGIN:VTODO", "SUMMARY:It", "UID:1", "DUE:20261126T090000", "END:VTODO"),
         {"end": datetime(2026, 11, 26, 10)}, "cannot be changed from here"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused(text: str, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(CountdownError) as caught:
        edit(text.encode(), event_of(text.encode(), "It"), **changes)
    assert told in str(caught.value)


def test_a_fixed_alarm_gives_way_to_new_ones() -> None:
    data = FIXED.encode()
    after = edit(data, event_of(data, "It"), start=datetime.fromisoformat("2026-11-25T10:00Z"), remind=["1h"])
    assert event_of(after, "It").remind == ("1h",)


@pytest.mark.parametrize(
    "text",
    [
        "﻿" + calendar(*vevent(START)), calendar(*vevent(START)).replace("\r\n", "\n"),
        calendar(*vevent(START)).replace("\r\n", "\r"), "\r\n\r\n" + calendar(*vevent(START)) + "\r\n\n",
        calendar(*vevent(START)).replace("SUMMARY:It\r\n", "SUMMARY:\r\n\tIt\r\n\r\n"),
        calendar(*vevent(START)).removesuffix("\r\n"), calendar(*vevent(START)).lower().replace("summary:it", "summary:It"),
        calendar(*vevent(START, "X-ODD;A=\"b:;c\";LANGUAGE=de:1", "  X-INDENTED:2", "BEGIN:X-OWN", "SUMMARY:no", "END:X-OWN")),
    ],
)  # fmt: skip
def test_odd_files_keep_all_else(text: str) -> None:
    data = text.encode()
    after = edit(data, event_of(data, "It"), name="Zürich 日本" * 9)
    assert event_of(after, "Zürich 日本" * 9).start == date(2026, 11, 26)
    stamps = (b"DTSTAMP", b"LAST-MODIFIED", b"SUMMARY", b"summary")
    kept = [
        [line.raw for line in Content(each).lines if not line.text.startswith(stamps) and line.text]
        for each in (data, after)
    ]
    assert kept[0] == kept[1]
    assert all(len(line.strip(b"\r\n")) <= 75 for line in after.replace(b"\r", b"\n").split(b"\n"))


def test_utf_16_is_refused() -> None:
    data = calendar(*vevent(START)).encode("utf-16")
    with pytest.raises(CountdownError, match="it is in UTF-16; change it by hand"):
        edit(data, event_of(data, "It"), name="x")


def test_windows_text_stays_as_it_is() -> None:
    data = calendar(*vevent(START, "LOCATION:Zürich", "CONTACT:Jürg")).encode("cp1252")
    after = edit(data, event_of(data, "It"), name="Ausflug nach Genève")
    assert "CONTACT:Jürg\r\n".encode("cp1252") in after
    assert event_of(after, "Ausflug nach Genève").where == "Zürich"


def test_an_event_goes_out_of_a_file_of_several_with_its_single_occurrences() -> None:
    data = sample("google")
    names = [event.name for event in read_unnamed(data, "it.ics").events]
    after = removed(data, event_of(data, "Stand-up")).data
    assert after is not None
    assert b"0standup0" not in after
    assert b"BEGIN:VTIMEZONE" in after
    assert [event.name for event in read_unnamed(after, "it.ics").events] == names[1:]
    only = calendar(*vevent(START)).encode()
    assert removed(only, event_of(only, "It")).data is None


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;UNTIL=20270101;INTERVAL=2", "FREQ=DAILY;INTERVAL=2"), ("FREQ=DAILY;count=3", "FREQ=DAILY"),
        ("monthly", "monthly"),
    ],
)  # fmt: skip
def test_the_end_of_a_rule_gives_way_to_another(rule: str, expected: str) -> None:
    assert without_end(rule) == expected
