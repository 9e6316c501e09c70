"""Calendars in the style of the programs that people have them in."""

from __future__ import annotations

from typing import Any

import pytest

from countdown.core.event import Event
from countdown.store.calendars import Ics, read_ics
from tests.store.ics import CALENDARS, starts

SHOWN: dict[tuple[str, str], dict[str, Any]] = {
    ("google", "stand-up"): {
        "tz": "Europe/Berlin", "where": "Raum 3, Hinterhaus", "remind": ("10min",), "line": 26,
        "note": "Wochenplan, dann Kaffee.\n\nJoin: https://meet.example.com/abc-defg-hij\n"
        "More phone numbers: https://tel.example.com/x",
    },
    ("google", "bei-den-großeltern"): {"name": "Bei den Großeltern 🎄", "remind": ("1w", "1d 09:00"), "where": None, "note": None},
    ("google", "call"): {"tz": None, "remind": ()},
    ("apple", "dinner"): {"remind": ("1h",), "url": "https://example.com/dinner", "uid": "5F1C2A7E-0000-4000-8000-000000000001"},
    ("apple", "adas-birthday"): {"remind": ("1d 09:00", "0d 09:00"), "repeat": "FREQ=YEARLY", "end": None},
    ("apple", "hand-in-the-form"): {"remind": ("1h",), "tz": "America/New_York"},
    ("outlook", "quartalszahlen"): {
        "tz": "Europe/Berlin", "note": "Agenda:\n\\t1. Zahlen\n\\t2. Sonstiges", "remind": ("15min",),
        "uid": "040000008200E00074C5B7101A82E00800000000D0A1B2C3D4E5DB01000000000000000010000000AABBCCDDEEFF00112233445566778899",
    },
    ("outlook", "monatsgespräch"): {"tags": ("Rote Kategorie", "Kunden, extern")},
    ("outlook", "call-with-redmond"): {"tz": "America/Los_Angeles"},
    ("outlook", "inventur"): {"end": None},
    ("nextcloud", "供应链博览会"): {"tags": ("Work", "Travel"), "where": "北京", "remind": ("1d", "+104h")},
    ("nextcloud", "water-the-plants"): {"repeat": "FREQ=WEEKLY"},
}  # fmt: skip

STARTS = {
    ("google", "stand-up"): "11-03T09:30:00+01:00 11-17T09:30:00+01:00 11-25T14:00:00+01:00 12-08T09:30:00+01:00",
    ("google", "bei-den-großeltern"): "12-24",
    ("google", "call"): "11-30T17:00:00+00:00",
    ("apple", "dinner"): "11-27T17:00:00-05:00",
    ("apple", "adas-birthday"): "12-10",
    ("apple", "hand-in-the-form"): "11-30T09:00:00-05:00",
    (
        "outlook",
        "quartalszahlen",
    ): "11-26T10:00:00+01:00 12-03T10:00:00+01:00 12-10T10:00:00+01:00 12-17T10:00:00+01:00",
    ("outlook", "monatsgespräch"): "12-02T09:00:00+01:00",
    ("outlook", "call-with-redmond"): "11-28T08:00:00-08:00",
    ("outlook", "inventur"): "12-07",
    ("nextcloud", "供应链博览会"): "11-26T09:00:00+08:00",
    ("nextcloud", "water-the-plants"): "11-27 12-04 12-11 12-18",
}
WARNED = {
    "google": [],
    "apple": [],
    "nextcloud": [],
    "outlook": [
        (
            "outlook.ics:54: UID exchange-broken: left out: FREQ=DAILEY is not a frequency; "
            "write YEARLY, MONTHLY, WEEKLY, DAILY or HOURLY"
        )
    ],
}


def exported(program: str) -> Ics:
    return read_ics((CALENDARS / f"{program}.ics").read_bytes(), f"{program}.ics", program)


def event_of(program: str, slug: str) -> Event:
    return next(event for event in exported(program).events if event.id == f"{program}/{slug}")


@pytest.mark.parametrize("program", WARNED)
def test_all_of_a_file_is_read(program: str) -> None:
    found = exported(program)
    assert [event.id for event in found.events] == [f"{of}/{slug}" for of, slug in STARTS if of == program]
    assert [str(warning) for warning in found.warnings] == WARNED[program]


@pytest.mark.parametrize(("program", "slug"), SHOWN)
def test_the_fields(program: str, slug: str) -> None:
    event, wanted = event_of(program, slug), SHOWN[program, slug]
    found: dict[str, Any] = {name: getattr(event, name) for name in wanted}
    assert found == wanted


@pytest.mark.parametrize(("program", "slug"), STARTS)
def test_the_starts(program: str, slug: str) -> None:
    found = [start for start in starts(event_of(program, slug), 4) if start.startswith("2026")]
    assert " ".join(start[5:] for start in found) == STARTS[program, slug]


def test_a_zone_of_ones_own_keeps_its_summer_time() -> None:
    found = starts(event_of("outlook", "monatsgespräch"), 2, since="2027-04-01")
    assert found == ["2027-04-07T09:00:00+02:00", "2027-05-05T09:00:00+02:00"]


def test_what_is_not_carried_over_is_known() -> None:
    (told,) = exported("nextcloud").left_out
    assert str(told) == (
        "nextcloud.ics:49: UID c0ffee00-0000-4000-8000-000000000003: a to-do without DUE has nothing to count to"
    )
