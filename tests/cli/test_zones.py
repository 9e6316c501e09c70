"""The viewer's zone, in whichever of its forms `TZ` names it, and the locales."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from countdown.cli.zone import SystemZone, viewer_zone
from tests.cli.conftest import Run

EVENTS = '[events.y2038]\nname = "End of 32-bit time"\nstart = 2038-01-19T03:14:07Z\n'
ZONEINFO = Path("/usr/share/zoneinfo")
needs_zoneinfo = pytest.mark.skipif(not (ZONEINFO / "Asia/Tokyo").exists(), reason="the system has no zone files")


@pytest.fixture(autouse=True)
def events(events_file: Callable[[str], Path]) -> Path:
    return events_file(EVENTS)


@pytest.mark.parametrize(
    ("zone", "now", "start"),
    [
        ("Asia/Tokyo", "2026-07-01T21:00:00+09:00", "2038-01-19T12:14:07+09:00"),
        (":Asia/Tokyo", "2026-07-01T21:00:00+09:00", "2038-01-19T12:14:07+09:00"),
        ("America/New_York", "2026-07-01T08:00:00-04:00", "2038-01-18T22:14:07-05:00"),
        ("Asia/Kathmandu", "2026-07-01T17:45:00+05:45", "2038-01-19T08:59:07+05:45"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-07-01T14:00:00+02:00", "2038-01-19T04:14:07+01:00"),
        ("<+0330>-3:30", "2026-07-01T15:30:00+03:30", "2038-01-19T06:44:07+03:30"),
        ("UTC0", "2026-07-01T12:00:00+00:00", "2038-01-19T03:14:07+00:00"),
        ("", "2026-07-01T12:00:00+00:00", "2038-01-19T03:14:07+00:00"),
        ("Nope/Nowhere", "2026-07-01T12:00:00+00:00", "2038-01-19T03:14:07+00:00"),
        ("../../etc/passwd", "2026-07-01T12:00:00+00:00", "2038-01-19T03:14:07+00:00"),
        ("!! not a zone", "2026-07-01T12:00:00+00:00", "2038-01-19T03:14:07+00:00"),
        pytest.param(
            f":{ZONEINFO}/Asia/Tokyo", "2026-07-01T21:00:00+09:00", "2038-01-19T12:14:07+09:00", marks=needs_zoneinfo
        ),
        pytest.param(
            f"{ZONEINFO}/America/New_York",
            "2026-07-01T08:00:00-04:00",
            "2038-01-18T22:14:07-05:00",
            marks=needs_zoneinfo,
        ),
        (":/no/such/file", "2026-07-01T12:00:00+00:00", "2038-01-19T03:14:07+00:00"),
    ],
)
def test_tz(zone: str, now: str, start: str, spawn: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    code, out, err = spawn("list", "--json", "--now", "2026-07-01T12:00:00Z")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert (found["now"], found["events"][0]["start"]) == (now, start)


def test_without_tz_it_is_the_systems(spawn: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ")
    code, out, err = spawn("list", "--json", "--now", "2026-07-01T12:00:00Z")
    assert (code, err) == (0, "")
    assert datetime.fromisoformat(json.loads(out)["now"]) == datetime.fromisoformat("2026-07-01T12:00:00Z")


@pytest.mark.parametrize("language", ["C", "C.UTF-8", "POSIX", "de_DE.UTF-8", "zh_CN.GB18030", "xx_XX", ""])
@pytest.mark.parametrize("variable", ["LANG", "LC_ALL"])
def test_the_locale_changes_nothing(
    variable: str, language: str, spawn: Run, events: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events.write_text('[events.a]\nname = "供应链 🎉"\nstart = 2026-12-24\ntags = ["é"]\n')
    monkeypatch.setenv(variable, language)
    assert spawn("list", "--now", "2026-11-24") == (0, "30 days  供应链 🎉  Thu 24 Dec  #é\n", "")


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ("CET-1CEST,M3.5.0,M10.5.0/3", "Europe/Berlin"),
        ("EST5EDT,M3.2.0,M11.1.0", "America/New_York"),
        ("<-03>3", "America/Argentina/Buenos_Aires"),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", "Australia/Sydney"),
    ],
)
def test_the_systems_zone_is_that_of_the_tz_database(rule: str, name: str, viewer: Callable[[str], None]) -> None:
    viewer(rule)
    system, known = viewer_zone(), ZoneInfo(name)
    assert isinstance(system, SystemZone)
    hour = datetime(2026, 1, 1, tzinfo=ZoneInfo("UTC"))
    for _ in range(366 * 8):
        hour += timedelta(hours=3)
        seen, expected = hour.astimezone(system), hour.astimezone(known)
        assert (seen.isoformat(), seen.fold) == (expected.isoformat(), expected.fold)
        assert seen.astimezone(ZoneInfo("UTC")) == hour
        wall = expected.replace(tzinfo=None)
        assert wall.replace(tzinfo=system).utcoffset() == wall.replace(tzinfo=known).utcoffset()
    assert system.tzname(hour.replace(tzinfo=None))
    assert (system.utcoffset(None), system.dst(hour), system.tzname(None)) == (None, None, None)
