"""A ledger that cannot be used, as whoever runs `remind` meets it: one sentence, and the reminders all the same."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from countdown.store import ledger_file
from tests.cli.conftest import REPOSITORY, Run
from tests.cli.reminders import once

EXPO = '[events.expo]\nname = "Expo"\nstart = 2026-11-26\nremind = ["7d", "1d", "0d"]\n'
LINE = "7 days  Expo  Thu 26 Nov\n"
Spoil = Callable[[Path], object]


@pytest.fixture
def ledger(run: Run, events_file: Callable[[str], Path], home: Path) -> Path:
    """The ledger after a run the day before."""
    events_file(EXPO)
    assert once(run, "2026-11-18T08:00") == []
    return home / ".local/state/countdown/ledger.db"


def remind(run: Run, *options: str, now: str = "2026-11-19T08:00") -> tuple[int, str, list[str]]:
    result = run("remind", *options, "--now", now)
    return result.code, result.out, result.err.splitlines()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"garbage" * 1000),
        lambda path: path.write_bytes(path.read_bytes()[:6000]),
        lambda path: path.write_bytes(path.read_bytes().replace(b"put_off", b"put_on_")),
    ],
    ids=["garbage", "cut off", "another's"],
)
def test_a_broken_one_is_set_aside_said_once_and_begun_anew(run: Run, ledger: Path, spoil: Spoil) -> None:
    spoil(ledger)
    code, out, err = remind(run, "--once")
    assert (code, out) == (0, LINE), "a new ledger is a first run"
    assert len(err) == 1
    assert err[0].endswith("so it was set aside as ledger.db.broken-1 and a new one begun")
    assert remind(run, "--once") == (0, "", [])
    assert once(run, "2026-11-25T08:00") == ["expo 1d"]


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b""), lambda path: path.unlink()])
def test_one_that_is_gone_is_begun_anew(run: Run, ledger: Path, spoil: Spoil) -> None:
    spoil(ledger)
    assert remind(run, "--once") == (0, LINE, [])
    assert remind(run, "--once") == (0, "", [])


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version = 7")
    other.close()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (
            _newer,
            "of a newer version of countdown (7, and this one knows 1); use that version, or move the file away",
        ),
        (_folder, "cannot be used: this is a folder; move it away"),
    ],
)
def test_one_that_is_left_alone_is_told_each_time(run: Run, ledger: Path, spoil: Spoil, sentence: str) -> None:
    spoil(ledger)
    for options in (("--once",), ("--once",)):
        assert remind(run, *options) == (1, LINE, [f"{ledger}: {sentence}"])
    for command in (["snooze", "expo", "2026-12-01"], ["dismiss", "expo"]):
        result = run(*command, "--now", "2026-11-19")
        assert (result.code, result.out, result.err) == (1, "", f"{ledger}: {sentence}\n")
    assert remind(run) == (0, LINE, []), "what is typed asks no ledger"


def test_one_in_use(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_file, "BUSY_SECONDS", 0.1)
    said = [f"{ledger}: cannot be used: in use by another run; try again when that is done"]
    for name in ("ledger.lock", "ledger.db"):
        other = sqlite3.connect(ledger.with_name(name), isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        assert remind(run, "--once") == (1, LINE, said)
        assert remind(run, "--once", "--dry-run") == (0, LINE, []), "to look it needs no turn"
        other.close()
    assert remind(run, "--once") == (0, LINE, []), "what was shown without a record comes again"


def test_a_dry_run_leaves_a_broken_one_alone(run: Run, ledger: Path) -> None:
    ledger.write_bytes(b"garbage" * 1000)
    code, out, err = remind(run, "--once", "--dry-run")
    assert (code, out) == (1, LINE)
    assert err == [f"{ledger}: broken (file is not a database); a run sets it aside"]
    assert ledger.read_bytes() == b"garbage" * 1000


def test_a_state_folder_that_cannot_be_made(run: Run, events_file: Callable[[str], Path], home: Path) -> None:
    events_file(EXPO)
    (home / ".local").write_text("")
    code, out, err = remind(run, "--once")
    assert (code, out, len(err)) == (1, LINE, 1)
    assert err[0].endswith("ledger.db: cannot be used: Not a directory")


def test_json_is_whole_without_a_ledger(run: Run, ledger: Path) -> None:
    _folder(ledger)
    code, out, err = remind(run, "--once", "--json")
    assert (code, out.count("\n"), len(err)) == (1, 1, 1)
    assert '"id":"expo"' in out


def test_the_ledger_is_nobody_elses_to_read(ledger: Path) -> None:
    assert ledger.parent.stat().st_mode & 0o077 == 0


def test_a_relative_home_is_no_matter(events_file: Callable[[str], Path], tmp_path: Path, spawn: Run) -> None:
    events_file(EXPO)
    command = ["env", "HOME=there", sys.executable, "-m", "countdown", "remind", "--once", "--now", "2026-11-19"]
    for options, out in ((["--dry-run"], LINE), ([], LINE), ([], ""), (["--dry-run"], "")):
        done = subprocess.run([*command, *options], check=True, capture_output=True, text=True, cwd=tmp_path)
        assert (done.stdout, done.stderr) == (out, "")


HEAVY = {"rich", "dateutil", "filelock", "subprocess", "hashlib", "logging", "asyncio", "countdown.store.writer"}


@pytest.mark.parametrize(
    ("options", "more"), [("", {"sqlite3"}), ("--json", {"sqlite3"}), ("--once", {"countdown.deliver"})]
)
def test_it_loads_no_more_than_it_needs(ledger: Path, options: str, more: set[str]) -> None:
    code = (
        "import sys; from countdown.cli.main import main; bare = set(sys.modules)\n"
        "assert main(sys.argv[1:]) == 0\nprint(*sorted(set(sys.modules) - bare))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "remind", *options.split(), "--now", "2026-11-20"],
        check=True, capture_output=True, text=True, cwd=REPOSITORY, timeout=60,
    )  # fmt: skip
    loaded = set(done.stdout.split())
    assert "countdown.core.reminders" in loaded
    assert loaded & (HEAVY | more) == set()
