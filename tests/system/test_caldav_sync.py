"""Two machines, a real Radicale between them, and a real vdirsyncer on each: what countdown writes on one is on the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.system.caldav import POSSIBLE, Machine, Server, carry, radicale

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(not POSSIBLE, reason="needs Radicale and vdirsyncer: the dependency group sync"),
]
# What `add` is told, and what every machine then shows of it.
ADDED: list[tuple[list[str], str, dict[str, Any]]] = [
    (
        ["Dentist", "2027-03-01", "09:30", "--where", "Hauptstraße 5; 2. OG, links", "--tag", "health", "--tag", "a,b",
         "--remind", "1d take the card", "--remind", "30min"],
        "shared/dentist",
        {"start": "2027-03-01T09:30:00+00:00", "where": "Hauptstraße 5; 2. OG, links", "tags": ["health", "a,b"],
         "reminders": [
             {"lead": "1d", "due": "2027-02-28T00:00:00+00:00", "text": "take the card"},
             {"lead": "30min", "due": "2027-03-01T09:00:00+00:00", "text": None},
         ]},
    ),
    (
        ["日本旅行 🎉👩‍👩‍👧", "2027-04-01..2027-04-12", "--tag", "旅", "--where", "京都", "--note", "切符 \\ と;\n🎒",
         "--url", "https://example.org/?a=1&b=ü"],
        "shared/日本旅行",
        {"name": "日本旅行 🎉👩‍👩‍👧", "start": "2027-04-01", "end": "2027-04-12", "length_days": 12, "all_day": True,
         "tags": ["旅"], "where": "京都", "note": "切符 \\ と;\n🎒", "url": "https://example.org/?a=1&b=ü"},
    ),
    (
        ["Ada turns {years}", "1992-02-29", "--repeat", "yearly", "--feb29", "mar-1", "--pin", "--remind", "7d..6d"],
        "shared/ada-turns",
        {"name": "Ada turns 35", "years": 35, "repeat": "yearly", "upcoming": ["2027-03-01", "2028-02-29", "2029-03-01"],
         "reminders": [
             {"lead": "7d", "due": "2027-02-22T00:00:00+00:00", "text": None},
             {"lead": "6d", "due": "2027-02-23T00:00:00+00:00", "text": None},
         ]},
    ),
    (
        ["Rent", "2026-12-31", "--repeat", "monthly", "--except", "2027-01-31", "--until", "2027-03-31"],
        "shared/rent",
        {"repeat": "monthly", "upcoming": ["2026-12-31", "2027-02-28", "2027-03-31"]},
    ),
    (
        ["Call Shanghai", "2027-07-01", "09:00", "--tz", "Asia/Shanghai", "--repeat", "every 2 weeks"],
        "shared/call-shanghai",
        {"start": "2027-07-01T01:00:00+00:00",
         "upcoming": ["2027-07-01T01:00:00+00:00", "2027-07-15T01:00:00+00:00", "2027-07-29T01:00:00+00:00"]},
    ),
    # Of two with one name the UIDs tell which is which.
    (["Lunch", "2027-05-01", "--uid", "1@example.org"], "shared/lunch", {"start": "2027-05-01"}),
    (["Lunch", "2027-04-01", "--uid", "2@example.org"], "shared/lunch-2", {"start": "2027-04-01"}),
]  # fmt: skip
# As an iPhone has it, and with what no other program knows either.
PHONES = r"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Apple Inc.//iPhone OS 18.0//EN
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:4E1D9C9A-PHONE
DTSTAMP:20261101T080000Z
SEQUENCE:3
DTSTART;TZID=Europe/Berlin:20270105T180000
DTEND;TZID=Europe/Berlin:20270105T193000
RRULE:FREQ=WEEKLY;COUNT=10
SUMMARY:Choir 🎶
LOCATION:Old hall
GEO:52.5;13.4
ORGANIZER;CN=Chris:mailto:chris@example.org
ATTENDEE;CN="Ada; Lovelace";PARTSTAT=ACCEPTED;X-NUM-GUESTS=0:mailto:ada@example.org
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=70;X-TITLE=Alter Saal:geo:52.5
BEGIN:VALARM
UID:A1-PHONE
ACTION:AUDIO
TRIGGER:-PT45M
ATTACH;VALUE=URI:Chord
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:4E1D9C9A-PHONE
RECURRENCE-ID;TZID=Europe/Berlin:20270112T180000
DTSTAMP:20261101T080000Z
DTSTART;TZID=Europe/Berlin:20270113T200000
DTEND;TZID=Europe/Berlin:20270113T210000
SUMMARY:Choir\, in the church
X-PHONE-MOVED:yes
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with radicale(tmp_path / "radicale") as server:
        yield server


@pytest.fixture
def machines(server: Server, tmp_path: Path) -> tuple[Machine, Machine]:
    """Both have the calendar, and in it an event: vdirsyncer does not take an emptied one for what a user wants."""
    a, b = Machine(tmp_path / "a", server.url), Machine(tmp_path / "b", server.url)
    a.countdown("add", "--to", "shared", "Christmas", "2026-12-25")
    carry(a, b)
    return a, b


def test_what_is_added_on_one_machine_is_on_the_other(machines: tuple[Machine, Machine], server: Server) -> None:
    a, b = machines
    for arguments, id_, _ in ADDED:
        assert id_ in a.countdown("add", "--to", "shared", *arguments)
    carry(a, b)
    assert b.listed() == a.listed()
    assert b.listed().keys() == {id_ for _, id_, _ in ADDED} | {"shared/christmas"}
    for _, id_, expected in ADDED:
        shown = b.shown(id_)
        assert {key: shown[key] for key in expected} == expected
    assert len(server.names()) == len(a.files()) == len(b.files()) == len(ADDED) + 1
    # Nothing more to carry: what one wrote the other does not write again.
    before = a.files(), b.files()
    carry(b, a)
    assert (a.files(), b.files()) == before


def test_what_is_changed_removed_and_brought_back(machines: tuple[Machine, Machine]) -> None:
    a, b = machines
    a.countdown("add", "--to", "shared", "Dentist", "2027-03-01", "09:30", "--tag", "health")
    carry(a, b)
    added = a.listed()
    b.countdown("edit", "shared/dentist", "--when", "2027-03-02 10:15", "--where", "Ring 3", "--remind", "2h go")
    carry(b, a)
    edited = b.listed()
    assert a.listed() == edited
    assert edited["shared/dentist"] == added["shared/dentist"] | {
        "start": "2027-03-02T10:15:00+00:00", "end": "2027-03-02T10:15:00+00:00",
        "occurrence": "2027-03-02T10:15:00+00:00", "days": 98, "days_to_end": 98, "where": "Ring 3",
    }  # fmt: skip
    assert a.shown("shared/dentist")["reminders"] == [{"lead": "2h", "due": "2027-03-02T08:15:00+00:00", "text": "go"}]
    a.countdown("remove", "shared/dentist")
    carry(a, b)
    assert b.listed().keys() == {"shared/christmas"}
    a.countdown("undo")
    carry(a, b)
    assert b.listed() == edited
    b.countdown("edit", "shared/dentist", "--name", "Dentist, at last")
    carry(b, a)
    assert a.listed() == b.listed()
    assert a.listed()["shared/dentist-at-last"]["where"] == "Ring 3"


def test_what_a_phone_wrote_beside_it_stays(machines: tuple[Machine, Machine], server: Server) -> None:
    a, b = machines
    server.put("phone.ics", PHONES)
    before = Counter(server.get("phone.ics").splitlines())
    a.sync()
    assert a.shown("shared/choir")["upcoming"] == [
        "2027-01-05T17:00:00+00:00", "2027-01-13T19:00:00+00:00", "2027-01-19T17:00:00+00:00",
    ]  # fmt: skip
    a.countdown("edit", "shared/choir", "--where", "New hall 🎶", "--tag", "music")
    carry(a, b)
    after = Counter(server.get("phone.ics").splitlines())
    assert after["LOCATION:New hall 🎶"] == 1
    assert "CATEGORIES:music" in after
    lost = before - after
    assert lost.pop("LOCATION:Old hall") == 1
    assert [line for line in lost if line.partition(":")[0] not in ("DTSTAMP", "SEQUENCE")] == []
    assert b.shown("shared/choir") == a.shown("shared/choir")
    assert b.listed()["shared/choir"]["where"] == "New hall 🎶"


def test_what_a_phone_changes_counts(machines: tuple[Machine, Machine], server: Server) -> None:
    a, b = machines
    a.countdown("add", "--to", "shared", "Trip {years}", "2027-03-01", "--repeat", "monthly", "--remind", "2d pack")
    a.sync()
    name = next(name for name in server.names() if "X-COUNTDOWN-NAME" in server.get(name))
    text = server.get(name).replace("SUMMARY:Trip …", "SUMMARY:Tour")
    server.put(name, re.sub(r"(DT\w+;VALUE=DATE:2027030)(\d)", lambda day: f"{day[1]}{int(day[2]) + 2}", text))
    carry(a, b)
    a.countdown("edit", "shared/tour", "--where", "山")
    carry(a, b)
    assert b.listed() == a.listed()
    tour = b.shown("shared/tour")
    assert (tour["name"], tour["where"]) == ("Tour", "山")
    assert tour["upcoming"] == ["2027-03-03", "2027-04-03", "2027-05-03"]
    assert tour["reminders"] == [{"lead": "2d", "due": "2027-03-01T00:00:00+00:00", "text": "pack"}]


def test_what_the_other_machine_changed_is_not_undone_here(machines: tuple[Machine, Machine]) -> None:
    a, b = machines
    a.countdown("edit", "shared/christmas", "--where", "at Ada's")
    carry(a, b)
    b.countdown("edit", "shared/christmas", "--note", "carols")
    carry(b, a)
    refused = a.try_countdown("undo")
    assert refused.code == 1
    assert "is not undone" in refused.err
    assert a.listed() == b.listed()
    # What one removes and the other changes meanwhile is there again: vdirsyncer gives up nothing.
    a.countdown("remove", "shared/christmas")
    a.countdown("add", "--to", "shared", "Easter", "2027-03-28")
    b.countdown("edit", "shared/christmas", "--tag", "family")
    carry(b, a)
    b.sync()
    assert a.listed() == b.listed()
    assert a.listed()["shared/christmas"]["tags"] == ["family"]


def test_a_conflict_is_vdirsyncers_to_say(machines: tuple[Machine, Machine], server: Server) -> None:
    a, b = machines
    a.countdown("edit", "shared/christmas", "--where", "at Ada's")
    b.countdown("edit", "shared/christmas", "--where", "at Bob's", "--tag", "family")
    a.countdown("add", "--to", "shared", "Dentist", "2027-03-01")
    written = b.files()
    a.sync()
    for _ in range(2):  # until someone settles it
        conflict = b.try_vdirsyncer("sync")
        assert conflict.code == 1
        assert "One item changed on both sides" in conflict.err
        # Each has what was written there; what is not in conflict was carried.
        assert written.items() <= b.files().items()
        assert b.listed()["shared/christmas"]["where"] == "at Bob's"
        assert b.listed()["shared/dentist"] == a.listed()["shared/dentist"]
    a.sync()
    assert a.listed()["shared/christmas"]["where"] == "at Ada's"
    assert any("LOCATION:at Ada's" in server.get(name) for name in server.names())
    # Who takes the own change back takes the other's.
    b.countdown("undo")
    b.sync()
    assert b.listed() == a.listed()
