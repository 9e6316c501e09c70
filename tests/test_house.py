"""The house's own rules: one clock, a quick start, small files, one version."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pytest

import countdown

REPOSITORY = Path(__file__).parents[1]
PACKAGE = REPOSITORY / "countdown"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 250
HEAVY = {
    "rich", "dateutil", "tomlkit", "icalendar", "sqlite3", "subprocess", "email", "importlib.metadata",
    "asyncio", "urllib.request", "unittest", "urllib3", "holidays", "countdown.store.calendars",
}  # fmt: skip
# How a program asks what time it is. Waiting (`sleep`, `monotonic`) is not asking for the time.
_MOMENTS = {"now", "utcnow", "today"}
_SECONDS = {"time", "time_ns", "localtime", "gmtime", "ctime", "asctime", "strftime", "clock_gettime"}
CLOCKS = {"datetime": _MOMENTS, "date": _MOMENTS, "dt": _MOMENTS, "time": _SECONDS}


def _clock_readings(source: str) -> Iterator[int]:
    """The lines of `source` that ask what time it is: `datetime.now()`, `date.today()`, `time.time()` and their like."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            if _SECONDS & {alias.name for alias in node.names}:
                yield node.lineno
        elif isinstance(node, ast.Attribute) and node.attr in CLOCKS.get(_owner(node), ()):
            yield node.lineno


def _owner(attribute: ast.Attribute) -> str:
    """`datetime` of `datetime.now` and of `datetime.datetime.now`; empty where it is no plain name."""
    value = attribute.value
    return value.attr if isinstance(value, ast.Attribute) else value.id if isinstance(value, ast.Name) else ""


@pytest.mark.parametrize(
    "source",
    [
        "datetime.now()", "datetime.now(zone)", "x = datetime.datetime.now", "datetime.utcnow()", "date.today()",
        "datetime.today()", "dt.date.today()", "time.time()", "import time; time.time_ns()", "from time import time_ns",
        "from time import localtime as now", "time.localtime()",
    ],
)  # fmt: skip
def test_the_walk_knows_a_clock(source: str) -> None:
    assert list(_clock_readings(source)) == [1]


@pytest.mark.parametrize(
    "source", ["session.now", "countdown.now.date()", "moment.time()", "from datetime import time"]
)
def test_the_walk_knows_what_is_none(source: str) -> None:
    assert list(_clock_readings(source)) == []


def test_only_main_reads_the_clock_and_it_once() -> None:
    readings = [
        f"{path.relative_to(REPOSITORY)}:{line}" for path in SOURCES for line in _clock_readings(path.read_text())
    ]
    assert [place.partition(":")[0] for place in readings] == ["countdown/cli/main.py"], readings


def _modules_after(code: str, *arguments: str) -> set[str]:
    """The modules that a new process has loaded once it has run `code`."""
    last = f"{code}\nimport json, sys; print('\\n' + json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", last, *arguments], check=True, capture_output=True, text=True, timeout=60, cwd=REPOSITORY
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def _heavy(modules: set[str]) -> set[str]:
    return modules & HEAVY


# Whatever the interpreter loads by itself, as for an editable install or coverage, is not ours.
BARE = _modules_after("")


def test_a_cold_start_loads_nothing_heavy() -> None:
    assert _heavy(_modules_after("import countdown.cli.main") - BARE) == set()


@pytest.fixture
def twenty(tmp_path: Path) -> Path:
    """Twenty events of the everyday kinds."""
    kinds = (
        "",
        'repeat = "yearly"',
        'repeat = "every 2 weeks"',
        "end = 2026-12-30",
        'repeat = "monthly"\nuntil = 2030-01-01',
    )
    path = tmp_path / "events.toml"
    path.write_text("".join(
        f'[events.e{at}]\nname = "Event {at}"\nstart = 2026-12-{at + 1:02}\n{kinds[at % len(kinds)]}\ntags = ["t"]\n'
        for at in range(20)
    ))  # fmt: skip
    return path


@pytest.mark.parametrize(
    "arguments", ["next", "next -q --within 7d", "list", "list --json", "next --format {name}", "next --plain -n 3"]
)
def test_what_scripts_and_prompts_call_loads_nothing_heavy(arguments: str, twenty: Path) -> None:
    code = "import sys; from countdown.cli.main import main; assert main(sys.argv[1:]) == 0"
    loaded = _modules_after(code, "-f", str(twenty), "--now", "2026-11-28", *arguments.split()) - BARE
    assert "countdown.store.events_file" in loaded
    assert _heavy(loaded) == set()


def test_one_command_does_not_load_another(twenty: Path) -> None:
    code = "import sys; from countdown.cli.main import main; main(sys.argv[1:])"
    loaded = _modules_after(code, "-f", str(twenty), "next")
    assert not {"countdown.cli.list", "countdown.cli.show", "countdown.view.table", "countdown.view.json"} & loaded


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_a_file_fits_in_the_head(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST


def test_the_files_of_the_tests_do_too() -> None:
    long = [path.name for path in (REPOSITORY / "tests").rglob("*.py") if len(path.read_text().splitlines()) > LONGEST]
    assert long == []


def test_there_is_one_version(capsys: pytest.CaptureFixture[str]) -> None:
    from countdown.cli.main import main

    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"countdown {countdown.__version__}\n"
    assert version("countdown-events") == countdown.__version__


def test_it_is_typed() -> None:
    assert files("countdown").joinpath("py.typed").is_file()


def test_python_m_is_the_same_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "countdown", "--version"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        cwd=REPOSITORY,
    )
    assert done.stdout == f"countdown {countdown.__version__}\n"


def test_the_script_is_declared_as_the_entry_point() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    assert project["name"] == "countdown-events"
    assert project["scripts"] == {"countdown": "countdown.__main__:run"}
    from countdown.__main__ import run

    assert callable(run)


def test_every_command_of_the_map_is_there() -> None:
    from importlib import import_module

    from countdown.cli.main import COMMANDS

    assert next(iter(COMMANDS)) == "list"
    for name, module in COMMANDS.items():
        assert import_module(module).command.name == name


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "docs/architecture.md",
        "docs/calendars.md",
        "docs/events-file.md",
        "docs/performance.md",
        "docs/recipes.md",
    ],
)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    path = REPOSITORY / page
    links = re.findall(r"\]\((?!https?://)([^)#]+)", path.read_text())
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_readme_links_the_pages() -> None:
    readme = (REPOSITORY / "README.md").read_text()
    for page in (
        "docs/schema-1.json", "docs/performance.md", "docs/events-file.md", "docs/architecture.md", "docs/calendars.md",
    ):  # fmt: skip
        assert f"]({page})" in readme
