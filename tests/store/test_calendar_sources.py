"""Calendars of the config to events: files, vdirs, holidays."""

from __future__ import annotations

from pathlib import Path

import pytest

from countdown.errors import CountdownError
from countdown.store.calendar_config import Calendar
from countdown.store.calendar_files import read_path
from countdown.store.calendar_sources import CalendarFile, Calendars
from tests.store.ics import START, calendar, vevent


def read_one(folder: Path, source: str, **fields: object) -> CalendarFile:
    """The calendar `work` of a config in `folder`."""
    calendars = Calendars({"work": Calendar(source, **fields)}, folder)  # type: ignore[arg-type]
    problems: list[CountdownError] = []
    (found,) = calendars.read(0.0, 2026, force=False, warn=problems.append)
    assert problems == []
    return found


def told(found: CalendarFile) -> list[str]:
    return [str(warning) for warning in found.warnings]


def named(name: str, uid: str) -> str:
    return calendar(*vevent(START, uid=uid, name=name))


def test_a_file_seen_from_the_configs_folder(tmp_path: Path) -> None:
    (tmp_path / "it.ics").write_text(named("Expo", "u"))
    found = read_one(tmp_path, "it.ics")
    (event,) = found.events
    assert (event.id, event.file, event.line) == ("work/expo", f"{tmp_path}/it.ics", 3)
    assert (found.source(event), found.shown, told(found)) == (f"{tmp_path}/it.ics:3", "calendars.work", [])
    assert found.holds(event)


def test_home_is_known(tmp_path: Path, home: Path) -> None:
    (home / "it.ics").write_text(named("Expo", "u"))
    assert [event.id for event in read_one(tmp_path, "~/it.ics").events] == ["work/expo"]


def test_a_folder_with_a_file_for_each_event(tmp_path: Path) -> None:
    folder = tmp_path / "vdir"
    folder.mkdir()
    for at, name in enumerate(("Expo", "Expo", "Talk")):
        (folder / f"{9 - at}.ics").write_text(named(name, f"uid{at}"))
    (folder / "b.ics").write_text("nonsense")
    (folder / "c.ICS").write_text(named("Dinner", "c"))
    (folder / ".hidden.ics").write_text("nonsense")
    (folder / "displayname").write_text("Work")
    (folder / "sub").mkdir()
    found = read_one(tmp_path, "vdir")
    assert {event.uid: event.id for event in found.events} == {
        "uid0": "work/expo", "uid1": "work/expo-2", "uid2": "work/talk", "c": "work/dinner",
    }  # fmt: skip
    assert told(found) == [f"{folder}/b.ics: this is no iCalendar: there is no BEGIN:VCALENDAR in it"]
    assert found.source(found.events[-1]) == f"{folder}/c.ICS:3"


def test_an_empty_folder_is_an_empty_calendar(tmp_path: Path) -> None:
    (tmp_path / "vdir").mkdir()
    found = read_one(tmp_path, "vdir")
    assert (found.events, told(found)) == ([], [])


def test_a_folder_of_folders_is_not_the_one_that_was_meant(tmp_path: Path) -> None:
    for name in ("private", "work"):
        (tmp_path / "all" / name).mkdir(parents=True)
    assert told(read_one(tmp_path, "all")) == [
        f"{tmp_path}/all: there is no .ics file in it; name one of private, work"
    ]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("nothing.ics", "{folder}/nothing.ics: no such file or folder"),
        ("it.toml", "{folder}/it.toml: this is no iCalendar: there is no BEGIN:VCALENDAR in it"),
        ("it\x00.ics", "{folder}/it\x00.ics: cannot be read: "),
        ("/dev/zero", "/dev/zero: this is not a regular file"),
        ("holidays:Atlantis", "calendars.work: 'Atlantis' is not a country that has holidays here"),
    ],
)
def test_a_source_that_cannot_be_read_is_told(tmp_path: Path, source: str, why: str) -> None:
    (tmp_path / "it.toml").write_text("[events]\n")
    found = read_one(tmp_path, source)
    assert found.events == []
    (said,) = told(found)
    assert said.startswith(why.format(folder=tmp_path))


def test_a_huge_file_is_not_begun(tmp_path: Path) -> None:
    with (tmp_path / "it.ics").open("wb") as file:
        file.truncate(1024**3)
    assert told(read_one(tmp_path, "it.ics")) == [f"{tmp_path}/it.ics: it has more than 64 MB, which are the most"]


def test_what_is_chosen_keeps_its_id(tmp_path: Path) -> None:
    lines = [
        line
        for name, uid in (("Expo", "b"), ("Expo", "a"), ("Talk", "c"))
        for line in vevent(START, uid=uid, name=name)
    ]
    (tmp_path / "it.ics").write_text(calendar(*lines))
    found = read_one(tmp_path, "it.ics", include=("expo",), tags=("job",))
    assert [(event.id, event.tags) for event in found.events] == [("work/expo-2", ("job",)), ("work/expo", ("job",))]


def test_a_path_alone_has_no_ids(tmp_path: Path) -> None:
    (tmp_path / "it.ics").write_text(named("Expo", "u"))
    assert [event.id for event in read_path(tmp_path / "it.ics").events] == [""]
    with pytest.raises(CountdownError, match="no such file or folder"):
        read_path(tmp_path / "not.ics")


@pytest.mark.parametrize(
    ("id_", "first", "second"),
    [
        ("work/erster-weihnachtstag", "2026-12-25", "2027-12-25"),
        ("work/karfreitag", "2026-04-03", "2027-03-26"),
    ],
)
def test_holidays_of_a_country(tmp_path: Path, id_: str, first: str, second: str) -> None:
    pytest.importorskip("holidays")
    from countdown.core.countdown import countdown
    from tests.build import at

    found = read_one(tmp_path, "holidays:DE", tags=("free",))
    event = next(event for event in found.events if event.id == id_)
    seen = [countdown(event, at(f"{year}-01-02T00:00")) for year in (2026, 2027)]
    assert [each.occurrence.start.isoformat() for each in seen if each] == [first, second]
    assert (event.tags, event.remind, found.source(event)) == (("free",), (), "holidays:DE")


def test_a_holiday_of_several_days_is_one(tmp_path: Path) -> None:
    pytest.importorskip("holidays")
    from countdown.core.countdown import countdown
    from tests.build import at

    events = read_one(tmp_path, "holidays:CN").events
    seen = countdown(next(event for event in events if event.name.startswith("春节")), at("2026-02-01T00:00"))
    assert seen is not None
    assert (seen.occurrence.start.isoformat(), seen.occurrence.end.isoformat()) == ("2026-02-17", "2026-02-19")


def test_holidays_have_the_same_ids_each_year(tmp_path: Path) -> None:
    pytest.importorskip("holidays")
    calendars = Calendars({"work": Calendar("holidays:DE")}, tmp_path)
    ids = [
        {event.id for event in calendars.read(0.0, year, force=False, warn=print)[0].events} for year in (2026, 2027)
    ]
    assert ids[0] == ids[1]
