"""What countdown costs: `python -m tests.benchmarks`, with the package installed. Prints Markdown tables."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.measure import Command, Cost, costs
from tests.benchmarks.samples import NOW, peers, samples, write_toml

RUNS = 15
RUNS_OF_MANY = 9
SIZES = (20, 1_000, 10_000)
_IMPORTS = "import click, tomllib, msgspec, platformdirs"
_TERMINAL_IMPORTS = f"{_IMPORTS}, rich.console, rich.table"
_IDLE = "2026-11-27"
_LISTS = ("list, piped", "list, piped, first time")
# The ratios of CPU time that may not be exceeded: command, events, beside what.
BUDGETS = {
    ("next", 20, "imports"): 1.25,
    ("until", 20, "imports"): 1.25,
    ("countdown remind", 20, "imports"): 1.25,
    ("countdown remind --once", 20, "imports"): 1.4,
    ("list", 20, "terminal imports"): 1.2,
    ("next", 10_000, "tomllib.load"): 0.6,
    ("next, first time", 10_000, "tomllib.load"): 1.4,
    ("add", 10_000, "tomllib.load"): 2.5,
    ("edit", 10_000, "tomllib.load"): 3.75,
    # What is ahead of its peer, which lists a year as well; each keeps its own cache, if it has one.
    **{(name, size, "khal"): 1 for name in _LISTS for size in SIZES},
    **{(name, size, "when"): 1 for name in _LISTS for size in SIZES[1:]},
    ("list, piped", 10_000, "calcurse"): 1,
}
PEAK_BUDGETS = {("next", 10_000, "tomllib.load"): 1.5}
# A source that changed just now is not kept yet.
_SECONDS_UNTIL_KEPT = 2.5


def report() -> Iterator[str]:
    """The lines of the report."""
    budgets: list[str] = []
    table: list[str] = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            found = _measure(size, Path(folder))
        table += _rows(size, found)
        budgets += _ratios(size, found)
    yield from ("| budget | ratio | at most | |", "| --- | ---: | ---: | --- |", *budgets, "")
    yield from ("| events | command | CPU ms | × imports | peak MiB |", "| ---: | --- | ---: | ---: | ---: |", *table)


def _measure(size: int, folder: Path) -> dict[str, Cost]:
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
    commands = {
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
    }
    time.sleep(_SECONDS_UNTIL_KEPT)
    return costs(commands, RUNS if size < SIZES[-1] else RUNS_OF_MANY, _environment(folder))


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of the user's; and bytecode is kept, as it is wherever a program is installed."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }


def _ratios(size: int, found: dict[str, Cost]) -> Iterator[str]:
    for what, budgets in (("", BUDGETS), ("peak of ", PEAK_BUDGETS)):
        for (command, events, beside), most in budgets.items():
            if events == size and beside in found:
                ours, theirs = found[command], found[beside]
                ratio = ours.peak_kib / theirs.peak_kib if what else ours.cpu_ms / theirs.cpu_ms
                yield f"| {what}`{command}`, {size:,} events ÷ {beside} | {ratio:.2f} | {most} | {_verdict(ratio, most)} |"


def _verdict(ratio: float, most: float) -> str:
    return "held" if ratio <= most else "EXCEEDED"


def _rows(size: int, found: dict[str, Cost]) -> Iterator[str]:
    imports = found["imports"].cpu_ms
    for name, cost in found.items():
        ratio = cost.cpu_ms / imports
        yield f"| {size:,} | {name} | {cost.cpu_ms:.0f} | {ratio:.2f} | {cost.peak_kib / 1024:.0f} |"


if __name__ == "__main__":
    for line in report():
        print(line, flush=True)
