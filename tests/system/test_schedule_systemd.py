"""The units as systemd itself reads them, and run by a user's systemd."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from countdown.deliver.schedule.job import Job
from countdown.deliver.schedule.systemd import SERVICE, TIMER
from countdown.deliver.schedule.timetable import Timetable, daily, every, next_run
from countdown.deliver.schedule.units import service_text, timer_text
from tests.build import at
from tests.deliver.schedule_jobs import NASTY, job
from tests.system.sandbox import Sandbox, possible, recorder, sandbox

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze"),
]

MANAGER = "/lib/systemd/systemd"
ODD = """a b%h%%c\\d\\\\e'f"g$HOME${HOME}`id` #;日本🎉"""
EIGHT, EVENING = datetime(2026, 1, 1, 8).time(), datetime(2026, 1, 1, 20, 30).time()


def _verify(folder: Path, wanted: Job) -> str:
    (folder / SERVICE).write_text(service_text(wanted))
    (folder / TIMER).write_text(timer_text(wanted))
    environment = os.environ | {"XDG_RUNTIME_DIR": str(folder), "SYSTEMD_LOG_LEVEL": "info"}
    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", str(folder / SERVICE), str(folder / TIMER)],
        check=False, capture_output=True, text=True, timeout=60, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    # It also tells of the system's other units.
    return "".join(line for line in done.stderr.splitlines(keepends=True) if "countdown" in line)


@pytest.mark.parametrize("zone", ["", "Asia/Shanghai"])
@pytest.mark.parametrize(
    "table", [daily([EIGHT]), daily([EIGHT, EVENING]), every(1), every(15), every(60), every(120), every(90), every(1440)], ids=str
)  # fmt: skip
def test_units_pass_the_check(table: Timetable, zone: str, tmp_path: Path) -> None:
    assert _verify(tmp_path, Job((sys.executable, "-m", "countdown", "remind"), {"TZ": "UTC"}, (table,), zone)) == ""


def test_units_with_odd_names_pass_the_check(tmp_path: Path) -> None:
    program = tmp_path / ODD.replace("${HOME}", "")
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert _verify(tmp_path, job(str(program), "-f", NASTY, "x\ny", environment={"A": NASTY, "B": ""})) == ""


def test_the_check_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "odd").mkdir()
    with pytest.raises(AssertionError, match="not executable"):
        _verify(tmp_path, job(str(tmp_path / "gone")))


@pytest.mark.parametrize(
    ("table", "zone"),
    [
        (daily([EIGHT]), "Asia/Shanghai"),
        (daily([EIGHT]), "America/New_York"),
        (every(1), "UTC"),
        (every(15), "Asia/Kathmandu"),
        (every(90), "UTC"),
        (every(180), "Europe/Berlin"),
        (every(1440), "Europe/Berlin"),
    ],
)
def test_the_next_runs_are_those_that_systemd_tells(table: Timetable, zone: str) -> None:
    """A second opinion, over the night of 25 October 2026, when clocks change in Berlin."""
    calendars = [
        line.partition("=")[2] for line in timer_text(Job(("/x",), {}, (table,), zone)).splitlines() if "OnCal" in line
    ]
    base = at("2026-10-24T20:07")
    found = set()
    for calendar in calendars:
        out = subprocess.run(
            ["systemd-analyze", "calendar", "--iterations=4", f"--base-time={base:%Y-%m-%d %H:%M} UTC", calendar],
            check=True, capture_output=True, text=True, timeout=60, env=os.environ | {"TZ": "UTC"},
        ).stdout  # fmt: skip
        for line in out.splitlines():
            label, _, text = line.partition(": ")
            if label.strip() == "Next elapse" or "Iter. #" in label:
                found.add(datetime.strptime(text, "%a %Y-%m-%d %H:%M:%S UTC").replace(tzinfo=UTC))
    expected, now = [], base
    for _ in range(4):
        run = next_run([table], now, at("2026-01-01T00:00", zone).tzinfo or UTC)
        assert run is not None
        expected.append(run)
        now = run
    assert sorted(found)[:4] == expected


def _cgroups() -> list[Path]:
    roots = [Path("/sys/fs/cgroup", name) for name in ("", "systemd", "unified")]
    return [root / f"countdown-test-{os.getpid()}" for root in roots if (root / "cgroup.procs").exists()]


@contextmanager
def _user_manager(inside: Sandbox, runtime: Path) -> Iterator[None]:
    """A user's systemd, in control groups of its own."""
    groups = _cgroups()
    joined = "".join(f"mkdir -p {group}; echo $$ > {group}/cgroup.procs; " for group in groups)
    try:
        with inside.start("sh", "-c", f"{joined} exec {MANAGER} --user"):
            end = time.monotonic() + 15
            while inside.run("systemctl", "--user", "is-system-running").stdout.strip() not in (
                b"running",
                b"degraded",
            ):
                if time.monotonic() > end:
                    pytest.skip("no user's systemd starts here")
                time.sleep(0.2)
            yield
            inside.run("systemctl", "--user", "exit")
    finally:
        for group in groups:
            for folder in sorted(group.rglob("*/"), reverse=True):
                folder.rmdir()
            if group.exists():
                group.rmdir()


@pytest.mark.slow
@pytest.mark.skipif(
    not possible(["systemctl"]) or not Path(MANAGER).exists(), reason="needs systemd, root and a mount namespace"
)
def test_a_user_s_systemd_runs_what_was_set_up(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    events = tmp_path / ODD / "events.toml"
    events.parent.mkdir()
    events.touch()
    record = tmp_path / "record"
    program = str(recorder(tmp_path / "bin, 100%h $HOME", record))
    config = tmp_path / "config.toml"
    config.write_text("[notify]\ndesktop = true\n")
    monkeypatch.setenv("COUNTDOWN_CONFIG", str(config))
    with sandbox(tmp_path) as inside, _user_manager(inside, runtime):
        # Twice: the second one replaces the times.
        for options in (["--at", "04:00"], ["--every", "1min"]):
            done = inside.run(program, "-f", str(events), "schedule", "install", *options)
            assert done.returncode == 0, done.stderr
            assert done.stderr == b""
        assert done.stdout.decode().startswith("schedule  systemd, every 1 min UTC\n")
        assert inside.run("systemctl", "--user", "is-active", TIMER).stdout == b"active\n"
        end = time.monotonic() + 130
        while not record.exists():
            assert time.monotonic() < end, "nothing ran"
            time.sleep(0.2)
        found = json.loads(record.read_text())
        assert found["arguments"] == ["remind", "--notify", "-f", str(events)]
        wanted = {"HOME": str(home), "TZ": "UTC", "COUNTDOWN_CONFIG": str(config)}
        assert {name: found["environment"][name] for name in wanted} == wanted
        status = inside.run(program, "schedule", "status")
        assert status.returncode == 0
        assert b"problem" not in status.stdout
        inside.run("systemctl", "--user", "stop", TIMER)
        assert b"is not active, so nothing runs" in inside.run(program, "schedule", "status").stdout
        assert inside.run(program, "schedule", "remove").stdout == b"removed: systemd\n"
        assert inside.run("systemctl", "--user", "list-timers", "--all", "--no-legend").stdout == b""
    assert [path for path in (home / ".config" / "systemd").rglob("*") if not path.is_dir()] == []
