"""Months of `remind --once` by the real command and the real ledger: at any instant, anywhere, machine off in between."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from countdown.cli.main import main
from countdown.core.event import Event
from tests.core.test_reminders_simulation import ZONES, events, fell_due, runs

CLOCK = "%Y-%m-%dT%H:%M:%S%z"


def write(event: Event, path: Path) -> None:
    remind = ", ".join(f'"{lead}"' for lead in event.remind or ())
    lines = ["[events.it]", 'name = "It"', f"start = {event.start.isoformat()}", f"remind = [{remind}]"]
    lines += [f"end = {event.end.isoformat()}"] if event.end else []
    lines += [f'repeat = "{event.repeat}"'] if event.repeat else []
    lines += [f'tz = "{event.tz}"'] if event.tz else []
    lines += [f"{field} = true" for field in ("pin", "milestones") if getattr(event, field)]
    path.write_text("\n".join(lines) + "\n")


class Life:
    """One user's machine: an events file, a config, a state folder, and where on earth it is."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self._monkeypatch, self._capsys = folder / "events.toml", monkeypatch, capsys
        config = folder / "config.toml"
        config.write_text('remind_at = "08:00"\n')
        monkeypatch.setenv("COUNTDOWN_CONFIG", str(config))
        monkeypatch.setenv("XDG_STATE_HOME", str(folder))

    def run(self, now: datetime) -> list[tuple[str, str]]:
        """What one run tells, as (occurrence, the lead with its text); it is silent the second time."""
        zone = now.tzinfo
        assert isinstance(zone, ZoneInfo)
        self._monkeypatch.setenv("TZ", zone.key)
        told = [self._once(now), self._once(now)]
        assert told[1] == []
        return [(f"{row['occurrence'][:19]}", row["lead"]) for row in told[0]]

    def _once(self, now: datetime) -> list[dict[str, str]]:
        moment = now.strftime(CLOCK)
        assert main(["-f", str(self.path), "remind", "--once", "--json", "--now", f"{moment[:-2]}:{moment[-2:]}"]) == 0
        out, err = self._capsys.readouterr()
        assert err == ""
        rows: list[dict[str, str]] = json.loads(out)["reminders"]
        return rows


@pytest.mark.slow
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # each example has its own folder
@given(event=st.booleans().flatmap(lambda timed: events(timed=timed)), moments=runs(ZONES[:1]))
def test_at_home(
    event: Event,
    moments: list[datetime],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    check(event, moments, Life(tmp_path_factory.mktemp("life"), monkeypatch, capsys))


@pytest.mark.slow
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # each example has its own folder
@given(event=events(timed=False), moments=runs(ZONES))
def test_wherever_one_travels(
    event: Event,
    moments: list[datetime],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    check(event, moments, Life(tmp_path_factory.mktemp("life"), monkeypatch, capsys))


def check(event: Event, moments: list[datetime], life: Life) -> None:
    """None is told twice, nothing that did not fall due, and of each occurrence of which something fell due something."""
    write(event, life.path)
    told = Counter(reminder for moment in moments for reminder in life.run(moment))
    due = {(occurrence, name.partition(" ")[0]) for occurrence, name, _ in fell_due(event, moments)}
    doubled = {name for name in map(_name, event.remind or ()) if [*map(_name, event.remind or ())].count(name) > 1}
    assert all(count == 1 or lead in doubled for (_, lead), count in told.items())
    assert set(told) <= due
    assert {occurrence for occurrence, _ in told} == {occurrence for occurrence, _ in due}


def _name(lead: str) -> str:
    return lead.partition(" ")[0]
