"""Commands with a warm cache: the same answers as without one, and none of it where a file is changed or checked."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from countdown.core.event import Event
from countdown.store.cache import Cached
from countdown.store.contents import Contents
from countdown.store.packing import VERSION, pack
from countdown.store.paths import cache_folder
from countdown.store.stamps import stamp_of
from tests.cli.conftest import REPOSITORY, Run

NOW = ("--now", "2026-11-24")
TEXT = '[events.first]\nname = "First"\nstart = 2026-11-26\nremind = ["2d"]\n' + "\n".join(
    f'[events.e{at}]\nname = "Event {at}"\nstart = {2026 + at % 3}-12-{1 + at % 28:02}{"T09:30:00+02:00" * (at % 2)}\n'
    f'repeat = "yearly"\ntags = ["t{at % 3}"]'
    for at in range(200)
)
COMMANDS = (
    "next", "next -n 3 --plain", "next -q", "list", "list --json", "list --tag t1 -n 5", "list --format {source}:{name}",
    "show first", "show e7 --json", "until first", "until e3", "until nothing", "calendar 2027",
    "remind", "remind --json", "check", "firs",
)  # fmt: skip


@pytest.fixture(scope="module")
def aged(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Files that changed long enough ago to be kept; each test takes one."""
    paths = [tmp_path_factory.mktemp("old") / "events.toml" for _ in range(20)]
    for path in paths:
        path.write_text(TEXT)
    time.sleep(2.2)
    return paths


@pytest.fixture
def old(aged: list[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    path = aged.pop()
    monkeypatch.setenv("COUNTDOWN_FILE", str(path))
    return path


def forge(path: Path, version: str = VERSION) -> None:
    """Make the cache say that the file at `path` has but one event."""
    stamp = stamp_of(path)
    assert stamp is not None
    with Cached(f"{path}\n{path}", stamp, version).renewed() as keep:
        keep(pack(Contents([Event(id="forged", file=str(path), name="Forged", start=date(2026, 11, 25))], [])))


def test_every_command_says_the_same_with_and_without(old: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {command: [run(*NOW, *command.split()) for _ in range(2)] for command in COMMANDS}
    assert len(list(cache_folder().rglob("*.kept"))) == 2, "all of it, and what comes first"
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    for command, results in found.items():
        assert results == [run(*NOW, *command.split())] * 2, command


def test_it_is_the_cache_that_answers(old: Path, run: Run) -> None:
    forge(old)
    assert run(*NOW, "next").out == "1 day  Forged\n"
    assert run(*NOW, "list").out.count("\n") == 1


LATER = ("2026-11-24", "2026-11-27", "2026-12-20", "2027-06-01", "2026-11-20", "2026-11-25T08:00")


def test_what_came_first_earlier_is_seen_anew(old: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = [
        ["--now", now, "next", *more] for now in LATER for more in ([], ["-n", "3"], ["-n", "0"], ["--tag", "t1"])
    ]
    found = [run(*command) for command in commands]
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    assert found == [run(*command) for command in commands]


def test_few_events_are_unpacked_to_tell_the_first(old: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(*NOW, "next").out == "2 days  First\n"
    monkeypatch.setattr("countdown.store.kept_contents.unpack", None)
    assert run(*NOW, "next").out == "2 days  First\n"
    assert run("--now", "2026-11-27", "next", "--json").out.count('"id":"e') == 1
    monkeypatch.undo()


def test_check_does_not_ask_it(old: Path, run: Run) -> None:
    forge(old)
    assert run(*NOW, "check").out == f"{old}: 201 events, no problems\n"


def test_who_changes_a_file_does_not_ask_it(old: Path, run: Run) -> None:
    forge(old)
    assert run(*NOW, "edit", "forged", "--name", "X").code == 1
    forge(old)
    assert "first" in run(*NOW, "edit", "first", "--name", "The first").out
    forge(old)
    assert run(*NOW, "remove", "forged").code == 1
    forge(old)
    assert run(*NOW, "add", "Forged", "tomorrow", "--dry-run").out.count("forged") == 1
    assert run(*NOW, "remove", "e1", "e2").code == 0
    assert old.read_text().startswith('[events.first]\nname = "The first"\n')
    assert run(*NOW, "next").out == "2 days  The first\n"
    assert run(*NOW, "undo").code == 0
    assert run(*NOW, "show", "e2").code == 0


def test_what_another_version_kept_is_not_asked(old: Path, run: Run) -> None:
    forge(old, VERSION.replace("0.", "9.", 1))
    assert run(*NOW, "next").out == "2 days  First\n"
    assert run(*NOW, "next").out == "2 days  First\n"


def test_it_can_be_taken_away_at_any_time(old: Path, run: Run) -> None:
    for turn in range(4):
        assert run(*NOW, "next") == (0, "2 days  First\n", "")
        kept = sorted(cache_folder().rglob("*.kept"))
        assert kept
        for path in kept[turn % 2 :]:
            path.unlink()


# No file may grow beyond a block, and Python is not to try it with its own.
FULL_DISK = ["sh", "-c", 'ulimit -f 1; exec "$@"', "sh"]


@pytest.mark.parametrize(("cache", "around"), [("/dev/null", []), ("/proc", []), (None, FULL_DISK)])
def test_where_nothing_can_be_kept_nothing_is_said(
    old: Path, home: Path, cache: str | None, around: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", cache or str(home))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    command = [*around, sys.executable, "-m", "countdown", *NOW, "next"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=REPOSITORY, timeout=60)
    assert (done.stdout, done.stderr) == ("2 days  First\n", "")
    assert [path for path in home.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("number", [1, 20])
def test_a_small_file_pays_for_no_cache(number: int, tmp_path: Path) -> None:
    path = tmp_path / "events.toml"
    path.write_text("".join(f'[events.e{at}]\nname = "{at}"\nstart = 2026-12-01\n' for at in range(number)))
    code = (
        "import sys; from countdown.cli.main import main; main(sys.argv[1:]); "
        "print(*{'countdown.store.cache', 'countdown.store.packing'} & {*sys.modules})"
    )
    command = [sys.executable, "-c", code, "-f", str(path), *NOW, "next"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=REPOSITORY, timeout=60)
    assert done.stdout == "7 days  0\n\n"
