"""Calendars that have not changed: a run asks for no more than it needs, and says the same."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte
import pytest

from countdown.store.paths import cache_folder
from tests.cli.conftest import REPOSITORY, Run
from tests.store.ics import calendar, vevent
from tests.store.servers import give, serving

NOW = ("--now", "2026-11-24")
HEAVY = ("icalendar", "urllib3", "holidays", "dateutil", "rich")
CODE = f"""
import sys
from countdown.cli.main import main
code = main(sys.argv[1:])
print(*{{*sys.modules}} & {{*{HEAVY!r}}}, file=sys.stderr)
"""


WARMING = 2.2  # seconds; what changed a moment ago is not kept


def event(name: str, start: str, *lines: str) -> str:
    return calendar(*vevent(f"DTSTART{start}", *lines, uid=name.lower(), name=name))


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "vdir"
    folder.mkdir()
    (folder / "a.ics").write_text(event("Weekly", ';TZID="Europe/Berlin":20200101T100000', "RRULE:FREQ=WEEKLY"))
    (folder / "b.ics").write_text(event("Broken", ":never"))
    (tmp_path / "one.ics").write_text(event("Alone", ";VALUE=DATE:20261126"))
    (tmp_path / "events.toml").write_text('[events.own]\nname = "Own"\nstart = 2026-12-24\n')
    return tmp_path


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], object]:
    monkeypatch.setenv("COUNTDOWN_CONFIG", str(tmp_path / "config.toml"))
    return (tmp_path / "config.toml").write_text


def run(*arguments: str) -> tuple[str, list[str]]:
    """What is printed, and the lines on standard error; the last of them names what was loaded."""
    command = [sys.executable, "-c", CODE, *NOW, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=REPOSITORY, timeout=60)
    return done.stdout, done.stderr.split("\n")[:-1]


def test_a_warm_run_loads_nothing_that_reads_calendars(sources: Path, config: Callable[[str], object]) -> None:
    pytest.importorskip("holidays")
    with serving(lambda handler: give(handler, event("Far", ";VALUE=DATE:20261201").encode())) as server:
        config(
            f'[calendars.vdir]\nsource = "{sources}/vdir"\ntags = ["t"]\n[calendars.one]\nsource = "{sources}/one.ics"\n'
            f'[calendars.web]\nsource = "{server.url}/x"\n[calendars.free]\nsource = "holidays:DE"\n'
        )
        assert "holidays" in run("next")[1][-1]
    time.sleep(WARMING)
    for arguments in (["next"], ["next", "-n", "9", "--json"], ["list", "--plain"]):
        shutil.rmtree(cache_folder() / "sources")
        cold, warm = run(*arguments), run(*arguments)
        assert cold[0] == warm[0]
        assert cold[1][:-1] == warm[1][:-1]
        assert "broken" in warm[1][0], "what is wrong is told each time"
        assert "icalendar" in cold[1][-1]
        assert warm[1][-1] == ""


@pytest.mark.slow
def test_a_setting_that_is_changed_is_seen(sources: Path, config: Callable[[str], object], spawn: Run) -> None:
    time.sleep(WARMING)
    source = f'[calendars.one]\nsource = "{sources}/one.ics"\n'
    for more, told in (("", ""), ('tags = ["t"]', "t"), ('exclude = ["al*"]', None), ("", "")):
        config(source + more)
        for _ in range(2):
            found = spawn(*NOW, "next", "--format", "{name}{tags}").out
            assert found == ("Own\n" if told is None else f"Alone{told}\n")


def test_reading_many_files_is_seen_on_a_terminal(tmp_path: Path, config: Callable[[str], object]) -> None:
    folder = tmp_path / "vdir"
    folder.mkdir()
    for at in range(700):
        (folder / f"{at}.ics").write_text(event(f"E{at}", f";VALUE=DATE:2027{1 + at % 12:02}01"))
    config(f'[calendars.vdir]\nsource = "{folder}"\n')
    child = pexpect.spawn(
        sys.executable, ["-m", "countdown", *NOW, "next"], encoding="utf-8", timeout=60, dimensions=(24, 80)
    )
    child.expect(pexpect.EOF)
    shown = child.before or ""
    screen = pyte.Screen(80, 24)
    pyte.Stream(screen).feed(shown)
    assert "Reading calendars" in shown
    assert screen.display[0].startswith("38 days  E0 "), "the bar is gone once it is done"
    done = subprocess.run(
        [sys.executable, "-m", "countdown", *NOW, "next"], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stderr == ""
