"""What `check` finds of reminders, beside the files: zones, secrets, channels, the last run, leads told too late."""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from countdown.cli import doctor
from countdown.cli.main import read_clock
from countdown.cli.session import Session
from countdown.cli.standing import last_run
from countdown.deliver.schedule.found import Found
from countdown.deliver.schedule.job import Job
from countdown.deliver.schedule.timetable import Timetable, daily, every
from tests.cli.conftest import Result, Run

pytestmark = pytest.mark.usefixtures("no_scheduler")

EVENT = "[events.x]\nname = 'X'\nstart = 2030-01-01T10:00:00\n"


@pytest.fixture
def config(home: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = home / ".config/countdown/config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o600)
        return path

    return write


@pytest.fixture
def check_with(
    events_file: Callable[[str], Path], run: Run, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Timetable, str], Result]:
    """`check` where a schedule of that timetable stands; real ones are those of tests/system."""

    def check(timetable: Timetable, events: str) -> Result:
        events_file(events)
        found = Found("", Job(("countdown", "remind", "--once"), {}, (timetable,)))
        monkeypatch.setattr(doctor, "standing_schedules", lambda session: [(None, found)])
        monkeypatch.setattr(doctor, "schedule_problems", lambda session: [])
        return run("check")

    return check


@pytest.mark.parametrize(
    ("timetable", "remind", "told"),
    [
        (daily([time(8)]), '["7d", "0d"]', None),
        (daily([time(8)]), '["30min"]', "30min can be told 1440 min late, as remind runs"),
        (daily([time(8)]), '["2h"]', "2h can be told 1440 min late, as remind runs"),
        (daily([time(8)]), '["24h"]', None),
        (daily([time(8)]), '["+2h"]', None),
        (daily([time(8), time(20)]), '["11h"]', "11h can be told 720 min late, as remind runs"),
        (every(15), '["15min", "2h"]', None),
        (every(15), '["10min"]', "10min can be told 15 min late, as remind runs"),
        (daily([time(8)]), '["0d 08:00"]', None),
        (daily([time(8)]), '["0d 18:00"]', "0d at 18:00 comes after the last run of the day, so a day late"),
        (daily([time(8), time(18)]), '["0d 18:00"]', None),
    ],
)
def test_leads_that_the_schedule_tells_too_late(
    timetable: Timetable, remind: str, told: str | None, check_with: Callable[[Timetable, str], Result]
) -> None:
    code, out, err = check_with(timetable, f"{EVENT}remind = {remind}\n")
    mend = "write: countdown schedule install --every 15min"
    problem = "1 event, no problems" if told is None else f"events.x.remind: {told}; {mend}"
    assert (code, err) == (0 if told is None else 1, "")
    assert re.fullmatch(rf".*/events\.toml(:4)?: {re.escape(problem)}\n", out)


def test_channels_are_tried_without_sending(config: Callable[[str], Path], run: Run, tmp_path: Path) -> None:
    config(f'[notify]\ncommand = ["{sys.executable}", "-c", "open(\'{tmp_path}/ran\', \'w\')"]\n')
    code, out, _ = run("check")
    assert (code, out) == (
        1,
        "schedule: there are channels, and nothing runs remind; write: countdown schedule install\n",
    )
    config('[notify]\ncommand = ["no-such-hook"]\n')
    code, out, _ = run("check")
    assert code == 1
    assert "command no-such-hook: there is no such program" in out
    assert not (tmp_path / "ran").exists()


def test_a_config_with_urls_is_for_its_users_eyes(config: Callable[[str], Path], run: Run) -> None:
    path = config('[notify]\nurls = ["json://127.0.0.1:1/token-of-mine"]\n')
    assert "others can read" not in run("check").out
    path.chmod(0o640)
    code, out, err = run("check")
    assert code == 1
    assert f"{path}: others can read the URLs of [notify]; write: chmod 600 {path}\n" in out
    assert "token-of-mine" not in out + err
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_the_last_run_is_known_from_the_ledger(events_file: Callable[[str], Path], run: Run, home: Path) -> None:
    events_file(EVENT)
    session = Session(read_clock)
    assert last_run(session) is None
    run("remind", "--once", "--now", "2029-12-31T08:00")
    found = last_run(session)
    assert found is not None
    assert (found.at, found.ok, found.message) == (datetime(2029, 12, 31, 8, tzinfo=UTC), True, "")
    (home / ".local/state/countdown/ledger.db").write_bytes(b"garbage" * 1000)
    warnings: list[Exception] = []
    session.report = warnings.append
    assert last_run(session) is None
    assert len(warnings) == 1
