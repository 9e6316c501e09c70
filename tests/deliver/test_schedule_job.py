"""The command line that a job runs, its environment, and what would go wrong with it."""

from __future__ import annotations

import os
import sys
from datetime import UTC, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from countdown.deliver.schedule.cron import Cron
from countdown.deliver.schedule.health import (
    LastRun,
    clock_problem,
    clock_zone,
    command_problem,
    doubts,
    faults,
    run_problem,
    system_zone,
)
from countdown.deliver.schedule.job import (
    Job,
    files_of,
    hook_path,
    job_environment,
    remind_command,
    this_program,
    zone_name,
)
from countdown.deliver.schedule.programs import run
from countdown.deliver.schedule.systemd import Systemd
from countdown.errors import CountdownError
from tests.build import at
from tests.deliver.schedule_jobs import job

CRON, SYSTEMD = Cron(), Systemd(Path("/u"))


def _script(path: Path, body: str = "exit 0") -> Path:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def test_the_command_of_the_regular_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert remind_command(("/bin/countdown",), [], notify=True) == ("/bin/countdown", "remind", "--notify")
    found = remind_command(("/bin/countdown",), [Path("a b.toml"), Path("/x/../y.toml")], notify=False)
    assert found == ("/bin/countdown", "remind", "--once", "-f", f"{tmp_path}/a b.toml", "-f", "/y.toml")


def test_this_program_is_the_script_that_was_called_else_the_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = (sys.executable, "-m", "countdown")
    assert this_program(str(tmp_path / "countdown")) == module  # not there
    script = _script(tmp_path / "countdown")
    assert this_program(str(script)) == (str(script),)
    monkeypatch.chdir(tmp_path)
    assert this_program("./countdown") == (str(script),)
    link = tmp_path / "bin" / "countdown"
    link.parent.mkdir()
    link.symlink_to(script)
    assert this_program(str(link)) == (str(link),)
    script.chmod(0o644)
    assert this_program(str(script)) == module
    assert this_program(str(_script(tmp_path / "pytest"))) == module


@pytest.mark.parametrize(
    ("environ", "desktop", "expected"),
    [
        ({}, True, {}),
        ({"HOME": "/home/me", "PATH": "/x", "LANG": "C"}, True, {}),
        ({"HOME": "/home/other"}, False, {"HOME": "/home/other"}),
        ({"XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s", "XDG_CACHE_HOME": "no"}, False, {"XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s"}),
        ({"TZ": "Asia/Tokyo", "COUNTDOWN_CONFIG": "/c.toml"}, False, {"TZ": "Asia/Tokyo", "COUNTDOWN_CONFIG": "/c.toml"}),
        ({"COUNTDOWN_FILE": "/x", "TZ": "", "COUNTDOWN_CONFIG": ""}, False, {}),
        ({"DBUS_SESSION_BUS_ADDRESS": "unix:x", "XDG_RUNTIME_DIR": "/r"}, False, {}),
        ({"DBUS_SESSION_BUS_ADDRESS": "unix:x", "XDG_RUNTIME_DIR": "/r"}, True, {"XDG_RUNTIME_DIR": "/r", "DBUS_SESSION_BUS_ADDRESS": "unix:x"}),
    ],
)  # fmt: skip
def test_the_environment(environ: dict[str, str], desktop: bool, expected: dict[str, str]) -> None:
    assert job_environment(environ, "/home/me", desktop) == expected


def test_a_config_named_relatively_is_made_absolute(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert job_environment({"COUNTDOWN_CONFIG": "c.toml"}, "", False)["COUNTDOWN_CONFIG"] == f"{tmp_path}/c.toml"
    assert job_environment({"COUNTDOWN_CONFIG": "~/c.toml"}, "", False)["COUNTDOWN_CONFIG"] == f"{home}/c.toml"


def test_a_hook_is_found_where_it_was(tmp_path: Path) -> None:
    hook = _script(tmp_path / "my-hook")
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    assert hook_path("my-hook", environ) == {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    assert hook_path(str(hook), environ) == {}
    assert hook_path("sh", environ) == {}
    assert hook_path("no-such-hook", environ) == {}


def test_files_of_a_job() -> None:
    found = files_of(job("/c", "remind", "-f", "/a.toml", "-f", "/b.toml", environment={"COUNTDOWN_CONFIG": "/k.toml"}))
    assert found == [Path("/k.toml"), Path("/a.toml"), Path("/b.toml")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Asia/Tokyo", "Asia/Tokyo"), (":UTC", "UTC"), ("CET-1CEST", ""), ("Mars/Base", ""), ("", ""), ("/etc/localtime", "")],
)  # fmt: skip
def test_the_zone_s_name(name: str, expected: str) -> None:
    assert zone_name({"TZ": name}) == expected


def test_a_command_that_runs_has_no_problem(tmp_path: Path) -> None:
    script = _script(tmp_path / "countdown", '[ "$*" = "--version" ] && [ "$A" = b ] && [ "$PWD" = / ]')
    assert command_problem(job(str(script), "remind", "--once", environment={"A": "b"})) is None
    assert command_problem(job(sys.executable, "-m", "countdown", "remind", "--once")) is None


def test_a_command_that_does_not_run_is_told(tmp_path: Path) -> None:
    gone = command_problem(job(str(tmp_path / "countdown"), "remind"))
    assert gone is not None
    assert gone.sentence == "the command is no longer there, or not executable"
    script = _script(tmp_path / "countdown", "echo no module named countdown >&2; exit 1")
    broken = command_problem(job(str(script), "remind"))
    assert broken is not None
    assert broken.sentence == "does not run by itself: no module named countdown"
    foreign = command_problem(job(str(_script(tmp_path / "x", "").parent), "remind"))
    assert foreign is not None
    assert "cannot be run" in foreign.sentence


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    script = _script(tmp_path / "countdown")
    (problem,) = faults(job(str(script), "remind", "-f", str(tmp_path / "gone.toml"), "-f", str(script)))
    assert problem.place == str(tmp_path / "gone.toml")


def test_what_is_printed_has_to_reach_somebody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = job("/bin/countdown", "remind", "--once")
    assert [problem.place for problem in doubts(SYSTEMD, wanted)] == ["systemd"]
    _script(tmp_path / "sendmail")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list(doubts(CRON, wanted)) == []
    assert list(doubts(SYSTEMD, job("/bin/countdown", "remind", "--notify"))) == []


@pytest.mark.parametrize(("address", "number"), [("unix:path=/run/user/1000/bus", 0), ("unix:path=/tmp/dbus-x", 1)])
def test_the_address_of_one_login_is_doubted(address: str, number: int) -> None:
    wanted = job("/bin/countdown", "remind", "--notify", environment={"DBUS_SESSION_BUS_ADDRESS": address})
    assert len(list(doubts(CRON, wanted))) == number


def test_the_clock_that_times_go_by() -> None:
    wanted = job("/bin/x", zone="Asia/Shanghai")
    assert clock_zone(SYSTEMD, wanted, UTC, {"TZ": "UTC"}) == ZoneInfo("Asia/Shanghai")
    assert clock_zone(CRON, wanted, UTC, {}) is UTC
    assert str(clock_zone(CRON, wanted, UTC, {"TZ": "Asia/Tokyo"})) == str(system_zone())


def test_the_system_s_zone(tmp_path: Path) -> None:
    assert str(system_zone(tmp_path / "localtime")) == "UTC"
    (tmp_path / "localtime").write_text("no zone")
    assert str(system_zone(tmp_path / "localtime")) == "UTC"


def test_another_clock_than_the_viewer_s_is_told_also_if_only_in_half_a_year() -> None:
    now = at("2026-11-24T09:00", "Europe/London")
    assert clock_problem(CRON, now, ZoneInfo("Europe/London")) is None
    summer = clock_problem(CRON, now, UTC)
    assert summer is not None
    assert "shows 08:00 when it is 09:00 here" in str(summer)
    tokyo = clock_problem(CRON, now, ZoneInfo("Asia/Tokyo"))
    assert tokyo is not None
    assert "shows 18:00 when it is 09:00 here" in str(tokyo)


@pytest.mark.parametrize(
    ("now", "last", "told"),
    [
        ("2026-11-24T09:00", "2026-11-24T08:00", ""),
        ("2026-11-24T09:00", "2026-11-24T08:31", ""),
        ("2026-11-24T08:10", "2026-11-23T08:00", ""),  # it may still be at it
        ("2026-11-24T09:00", "2026-11-23T08:00", "the run of 2026-11-24 08:00 has not come about"),
    ],
)
def test_a_run_that_has_not_come_about_is_told(now: str, last: str, told: str) -> None:
    wanted: Job = job("/bin/x")
    found = run_problem(CRON, wanted, LastRun(at(last) + timedelta(seconds=1), ok=True, message=""), at(now), UTC)
    assert (found.sentence if found else "").startswith(told)
    assert (found is None) == (told == "")


def test_a_run_that_failed_is_told_and_one_that_is_not_known_of_is_not() -> None:
    now = at("2026-11-24T09:00")
    failed = run_problem(CRON, job("/bin/x"), LastRun(now, ok=False, message="ntfy: no answer"), now, UTC)
    assert str(failed) == "cron: the last run failed: ntfy: no answer"
    assert run_problem(CRON, job("/bin/x"), None, now, UTC) is None


def test_a_program_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("countdown.deliver.schedule.programs.LIMIT_SECONDS", 0.2)
    with pytest.raises(CountdownError, match="did not end within"):
        run(["sleep", "30"])
    with pytest.raises(CountdownError, match=r"no-such-program: cannot be run: No such file"):
        run(["no-such-program"])
    assert run(["cat"], stdin="a\udcffb").out == "a\udcffb"
    assert "LC_ALL" in os.environ or run(["sh", "-c", "echo $LC_ALL"]).out == "C\n"
