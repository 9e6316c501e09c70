"""The same events for countdown and for its peers, each in its own format."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.measure import Command

NOW = date(2026, 11, 24)
DAYS_AHEAD = 365
_RUNS_OF_THE_SLOWEST = 3


class Sample(NamedTuple):
    """An all-day event, once or every year."""

    name: str
    start: date
    length: int
    yearly: bool


def samples(number: int) -> list[Sample]:
    """So many events, spread over the year to come; half of them yearly, from up to forty years ago."""
    return list(_samples(number))


def _samples(number: int) -> Iterator[Sample]:
    for at in range(number):
        day = NOW + timedelta(days=1 + at * 97 % 360)
        yearly = at % 2 == 0
        start = day.replace(year=day.year - at % 40) if yearly and (day.month, day.day) != (2, 29) else day
        yield Sample(f"Event number {at}", start, 1 + (at % 10 == 0) * 3, yearly)


def write_toml(events: list[Sample], path: Path) -> None:
    """events.toml, as `add` would write it."""
    with path.open("w") as file:
        for at, event in enumerate(events):
            file.write(f'[events.event-{at}]\nname = "{event.name}"\nstart = {event.start}\n')
            if event.length > 1:
                file.write(f"end = {event.start + timedelta(days=event.length - 1)}\n")
            file.write('repeat = "yearly"\n' * event.yearly + f'tags = ["tag-{at % 7}"]\n\n')


def peers(events: list[Sample], folder: Path) -> Iterator[tuple[str, Command]]:
    """The command of each peer that is installed, listing a year, once its own file is written."""
    for name, write in (("remind", _remind), ("when", _when), ("calcurse", _calcurse), ("khal", _khal)):
        if shutil.which(name):
            place = folder / name
            place.mkdir()
            yield name, write(events, place)


def _remind(events: list[Sample], folder: Path) -> Command:
    lines = [
        f"REM {event.start:%-d %b}{'' if event.yearly else f' {event.start.year}'} MSG {event.name}" for event in events
    ]
    (folder / "reminders").write_text("\n".join(lines) + "\n")
    return Command(("remind", "-n", str(folder / "reminders"), f"{NOW:%Y-%m-%d}"))


def _when(events: list[Sample], folder: Path) -> Command:
    lines = [f"{'*' if event.yearly else event.start.year} {event.start:%b %-d} , {event.name}" for event in events]
    (folder / "calendar").write_text("\n".join(lines) + "\n")
    (folder / ".when").mkdir()
    (folder / ".when/preferences").write_text(f"calendar = {folder / 'calendar'}\n")
    # env, since it takes its preferences from the home folder alone.
    return Command(
        (
            *("env", f"HOME={folder}", "when", f"--now={NOW.year} {NOW.month} {NOW.day}"),
            *(f"--future={DAYS_AHEAD}", "--past=0"),
        )
    )


def _calcurse(events: list[Sample], folder: Path) -> Command:
    lines = [f"{event.start:%m/%d/%Y} [1] {'{1Y} ' * event.yearly}{event.name}" for event in events]
    (folder / "apts").write_text("\n".join(lines) + "\n")
    (folder / "todo").write_text("")
    return Command(
        ("calcurse", "-D", str(folder), "-Q", "--from", f"{NOW:%m/%d/%Y}", "--days", str(DAYS_AHEAD)),
    )


def _khal(events: list[Sample], folder: Path) -> Command:
    calendar = folder / "calendar"
    calendar.mkdir()
    for at, event in enumerate(events):
        (calendar / f"{at}.ics").write_text(_ics(at, event))
    runs = _RUNS_OF_THE_SLOWEST if len(events) > 1_000 else None
    return Command(("khal", "-c", khal_config(calendar, folder), "list", f"{NOW}", f"{DAYS_AHEAD}d"), runs=runs)


def khal_config(calendar: Path, folder: Path) -> str:
    """Write khal's config for the vdir `calendar` into `folder`, with the database beside it; its path."""
    config = folder / "config"
    config.write_text(
        f"[calendars]\n[[bench]]\npath = {calendar}\n"
        f"[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {folder / 'khal.db'}\n"
    )
    return str(config)


def _ics(at: int, event: Sample) -> str:
    ends = event.start + timedelta(days=event.length)
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//countdown//benchmark//EN\r\nBEGIN:VEVENT\r\n"
        f"UID:event-{at}\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:{event.name}\r\n"
        f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}\r\nDTEND;VALUE=DATE:{ends:%Y%m%d}\r\n"
        f"{'RRULE:FREQ=YEARLY' + chr(13) + chr(10) if event.yearly else ''}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
