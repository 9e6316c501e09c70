"""`countdown export` beside calendars of the config: one's own events, and theirs if they are asked for."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.store.ics import calendar, vevent
from tests.store.servers import give, serving

NOW = ("--now", "2026-11-24T09:00")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A config with an .ics file, a vdir of one event, and an events.toml of one."""
    (tmp_path / "events.toml").write_text('[events.own]\nname = "Own"\nstart = 2026-12-01\n')
    (tmp_path / "work.ics").write_text(calendar(*vevent("DTSTART;VALUE=DATE:20261202", uid="a", name="Work")))
    (tmp_path / "vdir").mkdir()
    (tmp_path / "vdir" / "b.ics").write_text(calendar(*vevent("DTSTART;VALUE=DATE:20261203", uid="b", name="Family")))
    config = tmp_path / "config.toml"
    config.write_text('[calendars.work]\nsource = "work.ics"\ntags = ["job"]\n[calendars.family]\nsource = "vdir"\n')
    monkeypatch.setenv("COUNTDOWN_CONFIG", str(config))
    return tmp_path


def names(run: Run, *arguments: str) -> list[str]:
    result = run("export", "--as", "json", *arguments, *NOW)
    assert (result.code, result.err) == (0, "")
    return [event["name"] for event in json.loads(result.out)["events"]]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), ["Own"]),
        (("--within", "1y"), ["Own"]),
        (("--calendars",), ["Own", "Work", "Family"]),
        (("--calendars", "--tag", "job"), ["Work"]),
        (("--calendars", "fam"), ["Family"]),
    ],
)
def test_ones_own_events_and_those_of_calendars_if_asked_for(
    folder: Path, run: Run, arguments: tuple[str, ...], expected: list[str]
) -> None:
    assert names(run, *arguments) == expected


def test_a_calendar_over_the_web_is_not_asked_for(folder: Path, run: Run) -> None:
    with serving(lambda handler: give(handler, b"")) as server:
        (folder / "config.toml").write_text(f'[calendars.web]\nsource = "{server.url}/work.ics"\n')
        assert names(run, "--refresh") == ["Own"]
        assert server.seen == []


def test_what_only_a_calendar_has_is_told(folder: Path, run: Run) -> None:
    result = run("export", "--tag", "job", *NOW)
    assert (result.code, result.out.count("VEVENT")) == (0, 0)
    assert result.err == "no event of your own is among these; --calendars takes the calendars' too\n"


@pytest.mark.parametrize(
    ("name", "calendar"), [("work.ics", "work"), ("vdir/b.ics", "family"), ("vdir/new.ics", "family"), ("link", "work")]
)
def test_a_calendar_is_not_written_over(folder: Path, run: Run, name: str, calendar: str) -> None:
    (folder / "link").symlink_to("work.ics")
    before = {path: path.read_bytes() for path in folder.rglob("*.ics")}
    result = run("export", "-o", str(folder / name), *NOW)
    said = f"{folder / name}: calendars.{calendar} is read from here; name another -o FILE\n"
    assert (result.code, result.out, result.err) == (1, "", said)
    assert {path: path.read_bytes() for path in folder.rglob("*.ics")} == before


def test_others_may_read_a_new_file_and_the_mode_of_an_old_one_stays(folder: Path, run: Run) -> None:
    new, old = folder / "new.ics", folder / "old.ics"
    old.touch()
    old.chmod(0o600)
    mask = os.umask(0o027)
    try:
        for path in (new, old):
            assert run("export", "-o", str(path), *NOW).code == 0
    finally:
        os.umask(mask)
    assert [path.stat().st_mode & 0o777 for path in (new, old)] == [0o640, 0o600]
