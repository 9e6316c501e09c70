"""A vdir folder of other people's appointments: a file for each, as a CalDAV server's clients keep them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.benchmarks.measure import Command
from tests.benchmarks.samples import DAYS_AHEAD, NOW, khal_config

# khal's first run reads each file by way of two libraries; at 10,000 it takes the better part of a minute.
_RUNS_OF_KHAL = {20: 5, 1_000: 3, 10_000: 2}
_FIRST_RUNS_OF_KHAL = {20: 5, 1_000: 2, 10_000: 1}
_DAYS_BACK = 4 * 365
_ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_RULES = (
    "FREQ=YEARLY",
    "FREQ=WEEKLY;BYDAY={weekday};COUNT=12",
    "FREQ=MONTHLY;BYDAY={number}{weekday};UNTIL={until}",
    "FREQ=WEEKLY;INTERVAL=2;UNTIL={until}",
)


def write_vdir(number: int, folder: Path) -> None:
    """So many files in a new `folder`: a third each all day, timed in a zone, and repeating by a rule."""
    folder.mkdir()
    for at in range(number):
        (folder / f"{at:08x}-appointment.ics").write_bytes("\r\n".join([*_lines(at), ""]).encode())


def _lines(at: int) -> Iterator[str]:
    """One appointment of the last four years or the coming one, with what a server writes beside it."""
    day = NOW + timedelta(days=at * 97 % (_DAYS_BACK + DAYS_AHEAD) - _DAYS_BACK)
    kind = at % 3
    zone = _ZONES[at // 3 % len(_ZONES)]
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example Corp.//CalDAV Client//EN", "CALSCALE:GREGORIAN")
    if kind:
        yield from _zone(zone)
    yield from (
        "BEGIN:VEVENT", f"UID:{at:08x}-4f6c-11ee-be56@example.org", "DTSTAMP:20260101T000000Z",
        "CREATED:20251231T120000Z", "LAST-MODIFIED:20260101T000000Z", f"SEQUENCE:{at % 4}",
        f"SUMMARY:Appointment number {at}", f"CATEGORIES:tag-{at % 7}", "STATUS:CONFIRMED",
    )  # fmt: skip
    if kind == 0:
        yield from _all_day(day, 1 + (at % 10 == 0) * 3)
    else:
        yield from (f"DTSTART;TZID={zone}:{day:%Y%m%d}T093000", f"DTEND;TZID={zone}:{day:%Y%m%d}T103000")
        yield from (
            f"LOCATION:Room {at % 50}\\, second floor",
            "DESCRIPTION:What there is to talk about\\n- this\\n- that",
        )
    if kind == 2:
        yield f"RRULE:{_rule(_RULES[at // 3 % len(_RULES)], day)}"
    if at % 2:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Reminder", "TRIGGER:-PT15M", "END:VALARM")
    yield from ("END:VEVENT", "END:VCALENDAR")


def _rule(rule: str, first: date) -> str:
    """The `rule` of an appointment whose first date is `first`, for half a year where it ends."""
    number = (first.day - 1) // 7 + 1
    return rule.format(
        weekday=_WEEKDAYS[first.weekday()],
        number=number if number < 5 else -1,
        until=f"{first + timedelta(days=180):%Y%m%d}T235959Z",
    )


def _all_day(day: date, length: int) -> Iterator[str]:
    yield from (f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + timedelta(days=length):%Y%m%d}")
    yield "TRANSP:TRANSPARENT"


def _zone(name: str) -> Iterator[str]:
    """A VTIMEZONE, as short as servers write them for years to come."""
    yield from ("BEGIN:VTIMEZONE", f"TZID:{name}", f"X-LIC-LOCATION:{name}")
    if name == "Asia/Tokyo":
        yield from _clock("STANDARD JST", "+0900", "+0900", "19510101T000000")
    elif name == "Europe/Berlin":
        yield from _clock("DAYLIGHT CEST", "+0100", "+0200", "19700329T020000", "BYMONTH=3;BYDAY=-1SU")
        yield from _clock("STANDARD CET", "+0200", "+0100", "19701025T030000", "BYMONTH=10;BYDAY=-1SU")
    else:
        yield from _clock("DAYLIGHT EDT", "-0500", "-0400", "20070311T020000", "BYMONTH=3;BYDAY=2SU")
        yield from _clock("STANDARD EST", "-0400", "-0500", "20071104T020000", "BYMONTH=11;BYDAY=1SU")
    yield "END:VTIMEZONE"


def _clock(names: str, before: str, after: str, since: str, rule: str = "") -> Iterator[str]:
    kind, name = names.split()
    yield from (f"BEGIN:{kind}", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}", f"TZNAME:{name}", f"DTSTART:{since}")
    if rule:
        yield f"RRULE:FREQ=YEARLY;{rule}"
    yield f"END:{kind}"


def khal_commands(size: int, vdir: Path, folder: Path) -> dict[str, Command]:
    """khal, listing a year of the same folder: as its last run left its database, and without one."""
    warm, cold = folder / "khal-vdir", folder / "khal-vdir-cold"
    warm.mkdir()
    cold.mkdir()
    database = cold / "khal.db"

    def forget() -> None:
        database.unlink(missing_ok=True)

    listing = ("list", f"{NOW}", f"{DAYS_AHEAD}d")
    return {
        "khal, vdir": Command(("khal", "-c", khal_config(vdir, warm), *listing), runs=_RUNS_OF_KHAL[size]),
        "khal, vdir, first time": Command(
            ("khal", "-c", khal_config(vdir, cold), *listing),
            prepare=forget,
            runs=_FIRST_RUNS_OF_KHAL[size],
            warm=False,
        ),
    }
