"""`countdown next`: a line for a status bar, and an exit code for a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

EVENTS = """\
[events.trip]
name = "Trip"
start = 2026-12-24
tags = ["family"]

[events.call]
name = "Call"
start = 2026-11-24T15:30:00
end = 2026-11-24T16:30:00

[events.gone]
name = "Gone"
start = 2026-11-20

[events.move]
name = "Move"
start = 2026-08-18
pin = true
"""


@pytest.fixture(autouse=True)
def events(events_file: Callable[[str], Path]) -> Path:
    return events_file(EVENTS)


@pytest.mark.parametrize(
    ("now", "arguments", "out"),
    [
        ("2026-11-23", (), "1 day  Call\n"),
        ("2026-11-23T15:30", (), "1 day, in 24 h  Call\n"),
        ("2026-11-24T09:00", (), "today, in 6 h 30 min  Call\n"),
        ("2026-11-24T15:29:30", (), "today, in 1 min  Call\n"),
        ("2026-11-24T15:30", (), "now, 1 h left  Call\n"),
        ("2026-11-24T16:30", (), "30 days  Trip\n"),
        ("2026-12-24T23:59", (), "today  Trip\n"),
        ("2026-12-25", (), ""),
        ("2026-11-23", ("-n", "2"), "1 day  Call\n31 days  Trip\n"),
        ("2026-11-23", ("-n", "0"), "1 day  Call\n31 days  Trip\n"),
        ("2026-11-23", ("trip",), "31 days  Trip\n"),
        ("2026-11-23", ("--tag", "family"), "31 days  Trip\n"),
        ("2026-11-23", ("--tag", "family", "--within", "30d"), ""),
        ("2026-11-23", ("--within", "7d"), "1 day  Call\n"),
        ("2026-11-23", ("--past",), "3 days ago  Gone\n"),
        ("2026-11-23", ("--all", "-n", "4"), "1 day  Call\n31 days  Trip\n3 days ago  Gone\nD+97  Move\n"),
        ("2026-11-23", ("--plain",), "call\t1\t2026-11-24T15:30:00+00:00\t2026-11-24T16:30:00+00:00\tCall\n"),
        ("2026-11-23", ("--format", "{days}d {name}"), "1d Call\n"),
    ],
)
def test_the_nearest(now: str, arguments: tuple[str, ...], out: str, run: Run) -> None:
    assert run("next", *arguments, "--now", now) == (0, out, "")


@pytest.mark.parametrize("output", [(), ("--json",), ("--plain",), ("--format", "{name}"), ("-n", "0")])
@pytest.mark.parametrize(("within", "code"), [("1d", 0), ("0d", 1)])
def test_quiet_answers_with_the_exit_code_alone(within: str, code: int, output: tuple[str, ...], run: Run) -> None:
    assert run("next", "-q", "--within", within, *output, "--now", "2026-11-23") == (code, "", "")


def test_quiet_without_any_events(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUNTDOWN_FILE")
    assert run("next", "-q") == (1, "", "")
    assert run("next") == (0, "", "")


def test_quiet_does_not_call_a_broken_file_a_yes(run: Run, events: Path) -> None:
    code, out, err = run("next", "-q", "-f", str(events), "-f", "gone.toml", "--now", "2026-11-23")
    assert (code, out, err) == (1, "", "gone.toml: no such file\n")


@pytest.mark.parametrize(
    ("zone", "days"), [("America/New_York", 2), ("UTC", 2), ("Asia/Shanghai", 3), ("Pacific/Kiritimati", 3)]
)
def test_a_timed_event_is_on_the_viewers_date(
    zone: str, days: int, run: Run, events_file: Callable[[str], Path], viewer: Callable[[str], None]
) -> None:
    events_file('[events.a]\nname = "A"\nstart = 2026-11-27T01:00:00\ntz = "Asia/Shanghai"\n')
    viewer(zone)
    assert run("next", "--format", "{days}", "--now", "2026-11-24T12:00").out == f"{days}\n"


@pytest.mark.parametrize(
    ("zone", "day"), [("Europe/Berlin", "2026-03-29"), ("Europe/Berlin", "2026-10-25"), ("UTC", "2026-03-29")]
)
def test_tonight_is_no_days_away_whatever_the_clocks_do(
    zone: str, day: str, run: Run, events_file: Callable[[str], Path], viewer: Callable[[str], None]
) -> None:
    events_file(f'[events.a]\nname = "A"\nstart = {day}T23:30:00\n[events.b]\nname = "B"\nstart = {day}\n')
    viewer(zone)
    for clock in ("00:00", "01:30", "03:30", "23:00"):
        assert run("next", "A", "--format", "{days}", "--now", f"{day}T{clock}").out == "0\n"
    eve = f"{day[:-2]}{int(day[-2:]) - 1}"
    for clock in ("00:00", "23:59"):
        assert run("next", "-n", "2", "--format", "{days}", "--now", f"{eve}T{clock}").out == "1\n1\n"
