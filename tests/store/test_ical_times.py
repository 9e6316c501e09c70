"""When an event of a calendar is: all day, timed, in zones of every name, and how long."""

from __future__ import annotations

import pytest

from countdown.store.calendars import read_ics
from tests.store.ics import calendar, only, read, starts, vevent


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        ("DTSTART;VALUE=DATE:20261126", "2026-11-26", None),
        ("DTSTART:20261126", "2026-11-26", None),
        ("DTSTART;VALUE=DATE:20261126 DTEND;VALUE=DATE:20261127", "2026-11-26", None),
        ("DTSTART;VALUE=DATE:20261126 DTEND;VALUE=DATE:20261126", "2026-11-26", None),
        ("DTSTART;VALUE=DATE:20261126 DTEND;VALUE=DATE:20261201", "2026-11-26", "2026-11-30"),
        ("DTSTART;VALUE=DATE:20261126 DURATION:P5D", "2026-11-26", "2026-11-30"),
        ("DTSTART;VALUE=DATE:20261126 DURATION:P1W", "2026-11-26", "2026-12-02"),
        ("DTSTART;VALUE=DATE:20261126 DURATION:PT30H", "2026-11-26", "2026-11-27"),
        ("DTSTART;VALUE=DATE:20261126 DTEND:20261127T120000", "2026-11-26", "2026-11-27"),
        ("DTSTART:20261126T090000", "2026-11-26T09:00:00", None),
        ("DTSTART:20261126T0900", "2026-11-26T09:00:00", None),
        ("DTSTART:20261126T090060", "2026-11-26T09:00:59", None),
        ("DTSTART:20261126T090000Z", "2026-11-26T09:00:00+00:00", None),
        ("DTSTART:20261126T090000+0530", "2026-11-26T03:30:00+00:00", None),
        ("DTSTART:20261126T090000 DTEND:20261126T103000", "2026-11-26T09:00:00", "2026-11-26T10:30:00"),
        ("DTSTART:20261126T090000 DTEND:20261126T090000", "2026-11-26T09:00:00", None),
        ("DTSTART:20261126T090000 DURATION:PT1H30M", "2026-11-26T09:00:00", "2026-11-26T10:30:00"),
        ("DTSTART:20261126T090000Z DURATION:P1DT1H", "2026-11-26T09:00:00+00:00", "2026-11-27T10:00:00+00:00"),
        ("DTSTART:20261126T090000 DTEND;VALUE=DATE:20261127", "2026-11-26T09:00:00", "2026-11-27T00:00:00"),
        ("DTSTART;TZID=Asia/Tokyo:20261126T090000 DTEND;TZID=Asia/Tokyo:20261126T100000", "2026-11-26T09:00:00", "2026-11-26T10:00:00"),
        ("DTSTART;TZID=Asia/Tokyo:20261126T090000 DTEND;TZID=Europe/Berlin:20261126T100000", "2026-11-26T09:00:00", "2026-11-26T18:00:00"),
        ("DTSTART;TZID=Asia/Tokyo:20261126T090000 DTEND:20261126T100000Z", "2026-11-26T09:00:00", "2026-11-26T19:00:00"),
        ("DTSTART:20261126T090000Z DTEND;TZID=Asia/Tokyo:20261126T190000", "2026-11-26T09:00:00+00:00", "2026-11-26T10:00:00+00:00"),
    ],
)  # fmt: skip
def test_start_and_end(lines: str, start: str, end: str | None) -> None:
    event = only(*vevent(*lines.split(" ")))
    assert (event.start.isoformat(), None if event.end is None else event.end.isoformat()) == (start, end)


def test_an_end_before_the_start_is_told_and_left_out() -> None:
    found = read(*vevent("DTSTART:20261126T090000", "DTEND:20261125T090000"))
    assert [(event.start.isoformat(), event.end) for event in found.events] == [("2026-11-26T09:00:00", None)]
    assert [str(warning) for warning in found.warnings] == [
        "it.ics:3: UID it@example.com: its DTEND is before its DTSTART, so it is shown without"
    ]


def test_a_negative_duration_is_told_and_left_out() -> None:
    found = read(*vevent("DTSTART:20261126T090000", "DURATION:-PT1H"))
    assert [(event.start.isoformat(), event.end) for event in found.events] == [("2026-11-26T09:00:00", None)]
    assert [str(warning) for warning in found.warnings] == [
        "it.ics:3: UID it@example.com: its DURATION is negative, so it is shown without"
    ]


BERLIN = [
    "BEGIN:DAYLIGHT", "DTSTART:19810329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200", "END:DAYLIGHT", "BEGIN:STANDARD", "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD",
]  # fmt: skip
MARS = [line.replace("0200", "0217") for line in BERLIN]
FIXED = ["BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0545", "TZOFFSETTO:+0545", "END:STANDARD"]


def zoned(tzid: str, rules: list[str], *, after: bool = False, more: tuple[str, ...] = ()) -> str:
    zone = ["BEGIN:VTIMEZONE", f"TZID:{tzid}", *more, *rules, "END:VTIMEZONE"] if rules else []
    name = f'"{tzid}"' if "," in tzid or ":" in tzid else tzid
    event = vevent(f"DTSTART;TZID={name}:20260601T090000", "RRULE:FREQ=MONTHLY;BYMONTH=6,12")
    return calendar(*event, *zone) if after else calendar(*zone, *event)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("tzid", "rules", "tz", "summer", "winter"),
    [
        ("Europe/Berlin", [], "Europe/Berlin", "+02:00", "+01:00"),
        ("Europe/Berlin", MARS, "Europe/Berlin", "+02:00", "+01:00"),
        ("W. Europe Standard Time", [], None, "+02:00", "+01:00"),
        ("US/Eastern", [], "US/Eastern", "-04:00", "-05:00"),
        ("europe/berlin", [], "Europe/Berlin", "+02:00", "+01:00"),
        ("utc", [], "UTC", "+00:00", "+00:00"),
        ("UTC+11", [], None, "+11:00", "+11:00"),
        ("GMT-0330", [], None, "-03:30", "-03:30"),
        ("UTC+05:45", [], None, "+05:45", "+05:45"),
        ("UTC+1", BERLIN, None, "+02:00", "+01:00"),
        ("America/New York", [], "America/New_York", "-04:00", "-05:00"),
        ("/freeassociation.sourceforge.net/Europe/Berlin", BERLIN, "Europe/Berlin", "+02:00", "+01:00"),
        ("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", [], "America/Argentina/Buenos_Aires", "-03:00", "-03:00"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome", BERLIN, None, "+02:00", "+01:00"),
        ("Customized Time Zone", BERLIN, None, "+02:00", "+01:00"),
        ("Home", FIXED, None, "+05:45", "+05:45"),
    ],
)  # fmt: skip
def test_zones(tzid: str, rules: list[str], tz: str | None, summer: str, winter: str, *, after: bool) -> None:
    found = read_ics(zoned(tzid, rules, after=after), "it.ics")
    assert found.warnings == []
    (event,) = found.events
    assert tz is None or event.tz == tz
    assert starts(event, 2, since="2026-06-01") == [f"2026-06-01T09:00:00{summer}", f"2026-12-01T09:00:00{winter}"]


def test_where_the_zone_really_is() -> None:
    (event,) = read_ics(zoned("Work", MARS, more=("X-LIC-LOCATION:Asia/Tokyo",)), "it.ics").events
    assert event.tz == "Asia/Tokyo"


def test_a_zone_that_is_nowhere_keeps_the_offset_of_the_start() -> None:
    found = read_ics(zoned("Mars", MARS), "it.ics")
    assert [str(warning) for warning in found.warnings] == [
        (
            "it.ics:18: UID it@example.com: its time zone is known by its VTIMEZONE alone, "
            "so it repeats at the offset of its start"
        )
    ]
    assert starts(found.events[0], 2, since="2026-06-01") == ["2026-06-01T09:00:00+02:17", "2026-12-01T09:00:00+02:17"]


@pytest.mark.parametrize(
    ("day", "offset"),
    [("20260115", "+01:00"), ("20260328", "+01:00"), ("20260330", "+02:17"), ("20261024", "+02:17"), ("20261026", "+01:00"), ("19700101", "+01:00"), ("19850701", "+02:17")],
)  # fmt: skip
def test_its_offset_at_one_moment_needs_no_warning(day: str, offset: str) -> None:
    zone = ["BEGIN:VTIMEZONE", "TZID:Mars", *MARS, "END:VTIMEZONE"]
    event = only(*zone, *vevent(f"DTSTART;TZID=Mars:{day}T120000"))
    assert event.start.isoformat().endswith(offset)


def test_a_zone_that_nobody_knows_is_told_once_and_read_as_local() -> None:
    lines = [line for uid in "abc" for line in vevent("DTSTART;TZID=Atlantis:20261126T090000", uid=uid)]
    found = read(*lines)
    assert [event.start.isoformat() for event in found.events] == ["2026-11-26T09:00:00"] * 3
    assert [str(warning) for warning in found.warnings] == [
        "it.ics:6: TZID 'Atlantis' is no known time zone, and not defined here: its times are read as local"
    ]


def test_a_floating_time_is_by_the_viewers_clock() -> None:
    event = only(*vevent("DTSTART:20261126T090000"))
    assert starts(event, zone="Asia/Tokyo") == ["2026-11-26T09:00:00+09:00"]
