"""Working days in whole commands: those of the config's country, and weekends alone where it cannot be told."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

# A Thursday. China then has Friday the 25th and October 1 to 7 off, and works on Saturday the 10th.
NOW = ("--now", "2026-09-24")
FAIR = """\
[events.fair]
name = "Fair"
start = 2026-10-12
remind = ["3wd", "1wd 08:00", "+1wd look back"]
"""
Configure = Callable[[str], Path]


@pytest.fixture
def path(events_file: Callable[[str], Path]) -> Path:
    return events_file(FAIR)


@pytest.fixture
def configure(home: Path) -> Configure:
    def write(text: str) -> Path:
        config = home / ".config/countdown/config.toml"
        config.parent.mkdir(parents=True)
        config.write_text(text)
        return config

    return write


@pytest.mark.parametrize(
    ("config", "words", "count"),
    [
        ("", "2026-10-12", 12),
        ('holidays = "CN"', "2026-10-12", 7),
        ('holidays = "CN"', "2026-10-12 --inclusive", 8),
        ('holidays = "CN"', "fair", 7),
        ('holidays = "CN"', "2026-09-20", -4),
        ('holidays = "CN"\nweekend = ["sunday"]', "2026-10-12", 8),
        ('holidays = "DE"', "2026-10-12", 12),
        ('holidays = "de-by"', "2027-01-07", 72),
        ('holidays = "DE"', "2027-01-07", 73),
        ('holidays = "US"', "2026-10-13", 12),
    ],
)
@pytest.mark.usefixtures("path")
def test_until_counts_working_days(run: Run, configure: Configure, config: str, words: str, count: int) -> None:
    configure(config)
    assert run("until", "--unit", "workdays", "--number", *words.split(), *NOW) == (0, f"{count}\n", "")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("in 4 workdays", "Thursday 8 October 2026"),
        ("+4wd", "Thursday 8 October 2026"),
        ("5 working days ago", "Friday 18 September 2026"),
        ("1 workday before 2026-10-12", "Saturday 10 October 2026"),
        ("2 workdays after friday", "Tuesday 29 September 2026"),
    ],
)
def test_dates_typed_count_the_same_days(run: Run, path: Path, configure: Configure, words: str, day: str) -> None:
    configure('holidays = "CN"')
    code, out, err = run("until", *words.split(), *NOW)
    assert (code, err) == (0, "")
    assert day in out


def test_show_tells_them_and_the_days_of_leads(run: Run, path: Path, configure: Configure) -> None:
    configure('holidays = "CN"\nremind_at = "07:00"')
    out = run("show", "fair", *NOW).out
    assert "7 working days\n" in out
    (event,) = json.loads(run("show", "fair", "--json", *NOW).out)["events"]
    assert [(reminder["lead"], reminder["due"]) for reminder in event["reminders"]] == [
        ("3wd", "2026-10-08T07:00:00+00:00"),
        ("1wd", "2026-10-10T08:00:00+00:00"),
        ("+1wd", "2026-10-13T07:00:00+00:00"),
    ]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("list --now 2026-09-24", 7),
        ("next --now 2026-09-24", 7),
        ("list --now 2026-10-12", 0),
        ("list --now 2026-10-13T09:00", -1),
    ],
)
def test_format_has_them(
    run: Run, events_file: Callable[[str], Path], configure: Configure, words: str, count: int
) -> None:
    configure('holidays = "CN"')
    events_file(f"{FAIR}pin = true\n")
    assert run(*words.split(), "--format", "{workdays:>3} {name}") == (0, f"{count:>3} Fair\n", "")


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-10-07T09:00", 0),
        ("2026-10-08T09:00", 1),
        ("2026-10-09T09:00", 0),
        ("2026-10-10T07:59", 1),
        ("2026-10-12T09:00", 0),
        ("2026-10-13T09:00", 1),
    ],
)
def test_remind_tells_on_working_days(run: Run, path: Path, configure: Configure, now: str, told: int) -> None:
    configure('holidays = "CN"')
    code, out, err = run("remind", "--now", now)
    assert (code, len(out.splitlines()), err) == (0, told, "")


def test_once_catches_up_with_a_lead_in_working_days_and_tells_it_once(
    run: Run, path: Path, configure: Configure
) -> None:
    configure('holidays = "CN"')
    assert run("remind", "--once", "--now", "2026-10-07T09:00").out == ""
    assert "Fair" in run("remind", "--once", "--now", "2026-10-09T09:00").out
    assert run("remind", "--once", "--now", "2026-10-09T10:00").out == ""


def test_add_edit_and_snooze_take_them(run: Run, path: Path, configure: Configure) -> None:
    configure('holidays = "CN"')
    assert run("add", "Review", "in", "4", "workdays", "9:00", "--remind", "2wd", *NOW).code == 0
    assert "start = 2026-10-08T09:00:00" in path.read_text()
    assert 'remind = ["2wd"]' in path.read_text()
    assert run("edit", "review", "--when", "5 workdays before 2026-10-12 for 2 workdays", *NOW).code == 0
    assert "start = 2026-09-29\nend = 2026-09-30\n" in path.read_text()
    assert "Saturday 10 October 2026" in run("snooze", "fair", "in", "6", "workdays", *NOW).out


@pytest.mark.parametrize(
    ("country", "told"),
    [
        ("China", "'China' is not a country that has holidays here, so working days leave out weekends alone; did you mean 'CN'?"),
        ("DE-XX", "'DE-XX' is not a part of DE that has holidays of its own, so working days leave out weekends alone; write for instance CN, DE-BY or US-CA"),
    ],
)  # fmt: skip
def test_what_is_no_country_is_told_once_and_weekends_alone_count(
    run: Run, path: Path, configure: Configure, country: str, told: str
) -> None:
    config = configure(f'# mine\nholidays = "{country}"\n')
    warning = f"{config}:2: holidays: {told}\n"
    assert run("until", "2026-10-12", "--unit", "workdays", *NOW, "--number") == (0, "12\n", warning)
    assert run("check", *NOW) == (1, warning, "")
    assert run("until", "2026-10-12", "--number", *NOW) == (0, "18\n", "")


def test_without_the_library_the_extra_is_named_and_no_reminder_lost(
    run: Run, path: Path, configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure('holidays = "CN"')
    monkeypatch.setitem(sys.modules, "holidays", None)
    code, out, err = run("remind", "--now", "2026-10-07T09:00")
    assert code == 0
    assert "Fair" in out
    assert err.endswith(
        "config.toml:1: holidays: the library that knows holidays is not installed, so working days leave out weekends"
        " alone; install countdown-events[holidays]\n"
    )
    assert err.count("\n") == 1
    assert run("list", *NOW).err == ""


@pytest.mark.parametrize(
    "arguments", ["next", "list", "list --json", "until fair", "until tomorrow", "remind", "add X tomorrow --dry-run"]
)
def test_holidays_are_not_loaded_where_no_working_days_are_asked_for(
    events_file: Callable[[str], Path], configure: Configure, arguments: str
) -> None:
    configure('holidays = "CN"')
    events_file(FAIR.replace("wd", "d"))
    code = (
        "import sys; from countdown.cli.main import main; assert main(sys.argv[1:]) == 0; "
        "print([name for name in sys.modules if name.partition('.')[0] == 'holidays'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments.split(), *NOW], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_next_loads_nothing_for_working_days(events_file: Callable[[str], Path], configure: Configure) -> None:
    configure('holidays = "CN"')
    events_file(FAIR)
    code = "import sys; from countdown.cli.main import main; main(['next']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60)
    loaded = set(done.stdout.split())
    assert "countdown.core.countdown" in loaded
    assert not {"holidays", "countdown.core.workdays", "countdown.core.preferences"} & loaded
