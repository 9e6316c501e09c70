"""What countdown costs: `python -m tests.benchmarks`, with the package installed.

Prints Markdown tables; the exit code is 1 if a budget is exceeded, but with `--report` 0.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.budgets import SIZES, Outcome, commands_of, outcomes
from tests.benchmarks.measure import Command, Cost, costs
from tests.benchmarks.samples import NOW, peers, samples, write_toml
from tests.benchmarks.vdir import khal_commands, write_vdir

RUNS = 15
RUNS_OF_MANY = 9
RUNS_OF_THE_SLOWEST = 3
_IMPORTS = "import click, tomllib, msgspec, platformdirs"
_TERMINAL_IMPORTS = f"{_IMPORTS}, rich.console, rich.table"
_IDLE = "2026-11-27"
# A source that changed just now is not kept yet.
_SECONDS_UNTIL_KEPT = 2.5


def report() -> tuple[list[str], bool]:
    """The lines of the report, and whether all budgets are held."""
    found: list[Outcome] = []
    table: list[str] = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            rounds = _measure(size, Path(folder))
        table += _rows(size, rounds[0])
        found += outcomes(size, rounds)
    lines = ["| budget | ratio | at most | |", "| --- | ---: | ---: | --- |", *(outcome.row for outcome in found), ""]
    lines += ["| events | command | CPU ms | × imports | peak MiB |", "| ---: | --- | ---: | ---: | ---: |", *table]
    return lines, not any(outcome.is_exceeded for outcome in found)


def _measure(size: int, folder: Path) -> list[dict[str, Cost]]:
    """The cost of all commands; then once more of those over a budget and beside it, since a machine may be busy."""
    commands = _commands(size, folder)
    runs, environment = RUNS if size < SIZES[-1] else RUNS_OF_MANY, _environment(folder)
    time.sleep(_SECONDS_UNTIL_KEPT)
    rounds = [costs(commands, runs, environment)]
    again = commands_of(outcome for outcome in outcomes(size, rounds) if outcome.is_exceeded)
    if again:
        rounds.append(costs({name: commands[name] for name in commands if name in again}, runs, environment))
    return rounds


def _commands(size: int, folder: Path) -> dict[str, Command]:
    path = folder / "events.toml"
    events = samples(size)
    write_toml(events, path)
    program = (str(Path(sys.executable).with_name("countdown")), "--now", NOW.isoformat())
    countdown = (*program, "-f", str(path))
    changed = folder / "changed.toml"
    change = (*program, "-f", str(changed))
    fresh = partial(shutil.copyfile, path, changed)
    cold = folder / "cold"
    uncached = partial(shutil.rmtree, cold, ignore_errors=True)
    first_time = partial(Command, prepare=uncached, env={"XDG_CACHE_HOME": str(cold)})
    load = f"import tomllib; tomllib.load(open({str(path)!r}, 'rb'))"
    return {
        "imports": Command((sys.executable, "-c", _IMPORTS)),
        "terminal imports": Command((sys.executable, "-c", _TERMINAL_IMPORTS)),
        "tomllib.load": Command((sys.executable, "-c", load)),
        "next": Command((*countdown, "next")),
        "next, first time": first_time((*countdown, "next")),
        "until": Command((*countdown, "until", f"event-{size // 2}")),
        "until, a date": Command((*countdown, "until", "25", "december")),
        # On a day on which none of the twenty is due. A peer has the same name.
        "countdown remind": Command((*countdown, "remind", "--now", _IDLE)),
        "countdown remind --once": Command((*countdown, "remind", "--once", "--now", _IDLE)),
        "list": Command((*countdown, "list"), terminal=True),
        "list, piped": Command((*countdown, "list")),
        "list, piped, first time": first_time((*countdown, "list")),
        "add": Command((*change, "add", "New event", "next friday", "9:30"), prepare=fresh),
        "edit": Command((*change, "edit", f"event-{size // 2}", "--where", "Here"), prepare=fresh),
        "remove": Command((*change, "remove", f"event-{size // 2}"), prepare=fresh),
        **dict(peers(events, folder)),
        **_vdir_commands(size, folder, program),
    }


def _vdir_commands(size: int, folder: Path, program: tuple[str, ...]) -> dict[str, Command]:
    vdir, config, cold = folder / "vdir", folder / "config.toml", folder / "cold-vdir"
    write_vdir(size, vdir)
    config.write_text(f'[calendars.bench]\nsource = "{vdir}"\n')
    named = {"COUNTDOWN_CONFIG": str(config)}
    first_time = partial(
        Command, prepare=partial(shutil.rmtree, cold, ignore_errors=True), env={**named, "XDG_CACHE_HOME": str(cold)},
        runs=None if size < SIZES[-1] else RUNS_OF_THE_SLOWEST,
    )  # fmt: skip
    return {
        "next, vdir": Command((*program, "next"), env=named),
        "next, vdir, first time": first_time((*program, "next")),
        "list, vdir": Command((*program, "list"), env=named),
        "list, vdir, first time": first_time((*program, "list")),
        **(khal_commands(size, vdir, folder) if shutil.which("khal") else {}),
    }


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of the user's; and bytecode is kept, as it is wherever a program is installed."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }


def _rows(size: int, found: dict[str, Cost]) -> Iterator[str]:
    imports = found["imports"].cpu_ms
    for name, cost in found.items():
        ratio = cost.cpu_ms / imports
        yield f"| {size:,} | {name} | {cost.cpu_ms:.0f} | {ratio:.2f} | {cost.peak_kib / 1024:.0f} |"


if __name__ == "__main__":
    lines, held = report()
    print("\n".join(lines))
    sys.exit(not held and sys.argv[1:] != ["--report"])
