"""`countdown schedule`, where there is neither a crontab program nor a systemd session; tests/system has the real ones."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from countdown.deliver.schedule.systemd import SERVICE, TIMER
from tests.cli.conftest import Run

PROGRAM = f"{sys.executable} -m countdown"


pytestmark = pytest.mark.usefixtures("no_scheduler")


def _config(home: Path, text: str) -> None:
    folder = home / ".config" / "countdown"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(text)


def _command(out: str) -> str:
    """What a line of a crontab runs, less its environment, which holds a folder of this test."""
    line = out.splitlines()[0]
    return line[line.index(sys.executable) :]


def test_a_dry_run_prints_the_line_and_writes_nothing(run: Run, home: Path) -> None:
    code, out, err = run("schedule", "install", "--dry-run")
    assert (code, err) == (0, "")
    assert out == f"0 8 * * * env HOME={home} TZ=UTC {PROGRAM} remind --once # countdown remind\n"
    assert list(home.rglob("*")) == []


@pytest.mark.parametrize(
    ("options", "times"),
    [
        ("--at 07:30", ["30 7"]),
        ("--at 20:00 --at 8:00", ["0 8", "0 20"]),
        ("--every 15min", ["*/15 *"]),
        ("--every 1h", ["0 *"]),
        ("--every 2h", ["0 */2"]),
    ],
)
def test_times(options: str, times: list[str], run: Run) -> None:
    out = run("schedule", "install", "--dry-run", *options.split()).out
    assert [" ".join(line.split()[:2]) for line in out.splitlines()] == times


def test_the_config_says_when_and_whether_through_channels(run: Run, home: Path) -> None:
    _config(home, 'remind_at = "06:45"\n[notify]\ncommand = ["true"]\n')
    out = run("schedule", "install", "--dry-run").out
    assert out.startswith("45 6 * * * ")
    assert _command(out) == f"{PROGRAM} remind --notify # countdown remind"


@pytest.mark.parametrize(("setting", "begin"), [("", "0 8 "), ('remind_at = "00:00"', "0 0 ")])
def test_midnight_is_a_time_like_any_other(setting: str, begin: str, run: Run, home: Path) -> None:
    _config(home, setting)
    assert run("schedule", "install", "--dry-run").out.startswith(begin)


@pytest.mark.parametrize(
    ("notify", "word"),
    [("desktop = true", "--notify"), ("desktop = false", "--once"), ('urls = ["json://localhost"]', "--notify"), ("urls = []", "--once")],
)  # fmt: skip
def test_channels(notify: str, word: str, run: Run, home: Path) -> None:
    _config(home, f"[notify]\n{notify}\n")
    assert f" remind {word} # countdown" in run("schedule", "install", "--dry-run").out


def test_files_named_by_hand_stay_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    out = run("-f", "a b.toml", "schedule", "install", "--dry-run").out
    assert _command(out) == f"{PROGRAM} remind --once -f '{tmp_path}/a b.toml' # countdown remind"
    monkeypatch.setenv("COUNTDOWN_FILE", "x.toml:50%.toml")
    out = run("schedule", "install", "--dry-run").out
    assert _command(out) == rf"{PROGRAM} remind --once -f {tmp_path}/x.toml -f {tmp_path}/50\%.toml # countdown remind"


def test_the_desktop_s_address_is_for_cron_alone(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _config(home, "[notify]\ndesktop = true\n")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/user/1/bus")
    cron = run("schedule", "install", "--dry-run", "--using", "cron").out
    assert "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1/bus" in cron
    assert "DBUS" not in run("schedule", "install", "--dry-run", "--using", "systemd").out


def test_the_units_go_by_the_viewer_s_zone(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    out = run("schedule", "install", "--dry-run", "--using", "systemd").out
    assert out.startswith(f"# {home}/.config/systemd/user/{SERVICE}\n[Unit]\n")
    assert "OnCalendar=*-*-* 08:00:00 Asia/Shanghai\nPersistent=true\n" in out


def test_launchd_s_agent_is_a_property_list(run: Run) -> None:
    assert run("schedule", "install", "--dry-run", "--using", "launchd").out.startswith("<?xml")


def test_without_a_scheduler_it_says_so_and_prints_what_to_paste(run: Run, home: Path) -> None:
    code, out, err = run("schedule", "install")
    assert code == 1
    assert out.endswith(f"{PROGRAM} remind --once # countdown remind\n")
    assert err == (
        "schedule: there is no systemd and there is no crontab program, so nothing is set up;"
        " write crontab -e where there is one, and add what is printed here\n"
    )
    code, out, err = run("schedule", "install", "--using", "systemd")
    assert code == 1
    assert "[Timer]" in out
    assert err.startswith("schedule: there is no systemd, so nothing is set up; write the two files printed here")
    assert list(home.rglob("*")) == []


@pytest.mark.parametrize("word", ["status", "remove"])
def test_nothing_is_set_up(word: str, run: Run) -> None:
    code, out, err = run("schedule", word)
    assert (code, out) == (1, "")
    assert err.startswith("schedule: nothing is set up")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ("", "countdown schedule: write install, status or remove behind it"),
        ("often", "no such command 'often'"),
        ("install --at 25:00", "'25:00' is not a time of day; write one such as 08:00"),
        ("install --at noon", "'noon' is not a time of day"),
        ("install --every 25min", "25min does not divide a day evenly; write 20min or 30min"),
        ("install --every 15m", "write min for minutes"),
        ("install --every 1h --at 08:00", "--at and --every exclude each other"),
        ("install --using at", "'at' is not one of 'cron', 'systemd', 'launchd'"),
    ],
)
def test_wrong_usage(args: str, message: str, run: Run) -> None:
    code, out, err = run("schedule", *args.split())
    assert (code, out) == (2, "")
    assert message in err
    assert len(err.splitlines()) == 1


def _units(home: Path, run: Run, *options: str) -> Path:
    """The units as `install` would write them."""
    out = run("schedule", "install", "--dry-run", "--using", "systemd", *options).out
    service, timer = out.split(f"# {home}/.config/systemd/user/{TIMER}\n")
    folder = home / ".config" / "systemd" / "user"
    folder.mkdir(parents=True)
    (folder / SERVICE).write_text(service.split("\n", 1)[1])
    (folder / TIMER).write_text(timer)
    return folder


def test_status_tells_when_what_and_the_next_run(run: Run, home: Path) -> None:
    _units(home, run, "--at", "08:00", "--at", "20:00")
    code, out, err = run("--now", "2026-11-24T09:00", "schedule", "status")
    assert (code, err) == (0, "")
    assert out.splitlines()[:5] == [
        "schedule  systemd, every day at 08:00 and 20:00 UTC",
        f"command   {PROGRAM} remind --once",
        f"          HOME={home}",
        "          TZ=UTC",
        "next run  Tuesday 24 November 2026 20:00",
    ]
    assert "problem   systemd: there is no systemd, so nothing runs" in out


def test_status_tells_what_would_go_wrong(run: Run, home: Path, tmp_path: Path) -> None:
    events = tmp_path / "events.toml"
    events.write_text("")
    folder = _units(home, run, "-f", str(events))
    events.unlink()
    service = folder / SERVICE
    service.write_text(service.read_text().replace(sys.executable, str(tmp_path / "gone")))
    problems = [line for line in run("schedule", "status").out.splitlines() if line.startswith("problem")]
    assert any("gone: the command is no longer there" in line for line in problems)
    assert any(f"{events}: no such file, and the schedule names it" in line for line in problems)
    assert any("what is printed goes to a log" in line for line in problems)
    service.unlink()
    out = run("schedule", "status").out
    assert "systemd, changed by hand" in out
    assert f"problem   {service}: no such file, so nothing runs" in out


def test_units_changed_by_hand_are_shown(run: Run, home: Path) -> None:
    folder = _units(home, run)
    timer = folder / TIMER
    timer.write_text(timer.read_text().replace("*-*-* 08:00:00 UTC", "weekly"))
    code, out, _ = run("schedule", "status")
    assert code == 0
    assert "OnCalendar=weekly" in out


def test_remove_takes_the_units_alone(run: Run, home: Path) -> None:
    folder = _units(home, run)
    (folder / "other.service").write_text("")
    code, out, err = run("schedule", "remove")
    assert (code, out, err) == (0, "removed: systemd\n", "")
    assert [path.name for path in folder.iterdir()] == ["other.service"]


def test_a_file_that_is_not_there_is_not_scheduled(run: Run, tmp_path: Path, home: Path) -> None:
    # Any crontab program will do: none is called.
    (tmp_path / "bin" / "crontab").symlink_to(shutil.which("false", path="/usr/bin:/bin") or "/bin/false")
    code, out, err = run("schedule", "install", "--using", "cron", "-f", "gone.toml")
    assert (code, out) == (1, "")
    assert "gone.toml: no such file" in err


def test_a_crontab_that_fails_is_one_sentence(run: Run, tmp_path: Path) -> None:
    crontab = tmp_path / "bin" / "crontab"
    crontab.write_text("#!/bin/sh\necho 'you may not use this program (crontab)' >&2\nexit 1\n")
    crontab.chmod(0o755)
    code, out, err = run("schedule", "install", "--using", "cron")
    assert (code, out, err) == (1, "", "crontab: cannot be read: you may not use this program (crontab)\n")
    code, out, err = run("schedule", "status")
    assert code == 1
    assert err.splitlines()[0] == "crontab: cannot be read: you may not use this program (crontab)"
