"""What `export` writes is taken by other programs, and means the same dates there: khal, and ical.js."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from countdown.core.dates import date_of
from countdown.core.recurrence import occurrences
from countdown.store.events_file import EventsFile
from countdown.view.export_ics import calendar_text
from tests.build import at

pytestmark = pytest.mark.system
# npm has settings of its own, to reach its registry.
ENVIRONMENT = dict(os.environ)
FIRST, LAST = date(2026, 1, 1), date(2029, 12, 31)
EVENTS = r"""
[events.a]
name = "Expo; a, b\\c {years}"
start = 2024-11-26
end = 2024-11-30
repeat = "yearly"
tags = ["a,b", "c"]
remind = ["30d print the badges", "7d..0d", "1mo"]
[events.b]
name = "Month's end"
start = 2024-01-31
repeat = "monthly"
except = [2026-04-30]
[events.c]
name = "Leap day, feb-28"
start = 2024-02-29
repeat = "yearly"
[events.d]
name = "Leap day, mar-1"
start = 2024-02-29
repeat = "yearly"
feb29 = "mar-1"
[events.e]
name = "Leap day, skip"
start = 2024-02-29
repeat = "yearly"
feb29 = "skip"
[events.f]
name = "Weekdays"
start = 2026-11-28
repeat = "weekdays"
until = 2026-12-31
[events.g]
name = "日本 🎉"
start = 2026-03-20T22:30:00
end = 2026-03-20T23:30:00
tz = "America/New_York"
repeat = "weekly"
until = 2026-05-01
[events.h]
name = "Offset"
start = 2026-12-01T09:30:00+05:30
repeat = "every 2 months"
[events.i]
name = "Second Tuesday"
start = 2026-01-01
repeat = "FREQ=MONTHLY;BYDAY=2TU;COUNT=12"
until = 2026-09-01
[events.j]
name = "Once"
start = 2027-01-01T00:00:00Z
[events.k]
name = "The 29th"
start = 2026-01-29
repeat = "monthly"
[events.l]
name = "\u001b[31m\u202e hostile \u0000"
start = 2026-06-01
note = "BEGIN:VEVENT\r\nEND:VCALENDAR"
url = "https://x.example/\r\nX:1"
"""
KHAL = """\
[calendars]
[[a]]
path = {folder}/calendar
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""
ICAL_JS = """\
import ICAL from "ical.js";
import { readFileSync } from "node:fs";
const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf-8")));
for (const zone of calendar.getAllSubcomponents("vtimezone"))
  ICAL.TimezoneService.register(zone);
const rows = [];
for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component);
  const all = event.iterator();
  for (let at; (at = all.next()) && at.year <= Number(process.argv[3]); )
    rows.push([event.uid, at.isDate ? at.toString() : at.toJSDate().toISOString()]);
}
console.log(JSON.stringify(rows));
"""


def exported(folder: Path) -> Path:
    target = folder / "countdown.ics"
    text = calendar_text(EventsFile("events.toml", EVENTS).events, at("2026-11-24"))
    target.write_bytes(text.encode())
    return target


def starts(*, in_utc: bool) -> set[tuple[str, str]]:
    """The starts of all events from FIRST through LAST by their ids: dates, and times as instants or by UTC's date."""
    found = set()
    for event in EventsFile("events.toml", EVENTS).events:
        for occurrence in occurrences(event, FIRST - timedelta(days=1), at("2026-01-01").tzinfo, through=LAST):  # type: ignore[arg-type]  # it has one
            start = occurrence.start
            if event.timed and in_utc:
                start = start.astimezone(at("2026-01-01").tzinfo)  # type: ignore[attr-defined]  # a datetime
                text = f"{start:%Y-%m-%dT%H:%M:%S}.000Z"
            else:
                text = date_of(start).isoformat()
            if FIRST <= date_of(start) <= LAST:
                found.add((event.id, text))
    return found


@pytest.mark.skipif(shutil.which("khal") is None, reason="needs khal")
def test_khal_imports_it_and_has_the_same_dates(tmp_path: Path) -> None:
    config = tmp_path / "khal.conf"
    config.write_text(KHAL.format(folder=tmp_path))
    (tmp_path / "calendar").mkdir()

    def khal(*arguments: str) -> str:
        done = subprocess.run(
            ["khal", "-c", str(config), *arguments],
            check=True, capture_output=True, timeout=120, env=os.environ | {"LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        return done.stdout.decode()

    khal("import", "--batch", str(exported(tmp_path)))
    events = EventsFile("events.toml", EVENTS).events
    assert len(list((tmp_path / "calendar").iterdir())) == len(events)
    listed = khal(
        "list",
        "--format",
        "{uid}|{start-date}|{title}",
        "--day-format",
        "",
        FIRST.isoformat(),
        f"{(LAST - FIRST).days + 1}d",
    )
    rows = {tuple(line.split("|")[:2]) for line in listed.splitlines() if "@countdown|" in line}
    timed = {event.id for event in events if event.timed}
    expected = {(f"{id_}@countdown", day) for id_, day in starts(in_utc=False) if id_ not in timed}
    expected |= {(f"{id_}@countdown", text[:10]) for id_, text in starts(in_utc=True) if id_ in timed}
    # Of what lasts for days khal tells each day, with the first one's date.
    assert {row for row in rows if row[1] >= FIRST.isoformat()} == expected
    assert "Expo; a, b\\c …" in listed
    assert "日本 🎉" in listed


@pytest.mark.skipif(shutil.which("npm") is None, reason="needs npm")
def test_ical_js_reads_it_and_has_the_same_dates(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"private": true, "type": "module"}')
    installed = subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", "ical.js"],
        check=False, cwd=tmp_path, capture_output=True, timeout=300, env=ENVIRONMENT,
    )  # fmt: skip
    if installed.returncode:
        pytest.skip("npm has no registry here")
    script = tmp_path / "read.js"
    script.write_text(ICAL_JS)
    done = subprocess.run(
        ["node", str(script), str(exported(tmp_path)), str(LAST.year)],
        check=True, cwd=tmp_path, capture_output=True, timeout=60,
    )  # fmt: skip
    rows = {(uid.removesuffix("@countdown"), at_) for uid, at_ in json.loads(done.stdout)}
    assert {(uid, at_) for uid, at_ in rows if FIRST.isoformat() <= at_[:10] <= LAST.isoformat()} == starts(in_utc=True)
