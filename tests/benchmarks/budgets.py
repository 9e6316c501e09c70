"""What may not be exceeded: ratios of CPU time and of memory, each beside another command of the same run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tests.benchmarks.measure import Cost

SIZES = (20, 1_000, 10_000)


class Budget(NamedTuple):
    """At `size` events `command` takes at most `most` times what `beside` takes: CPU time, or memory at the `peak`."""

    command: str
    size: int
    beside: str
    most: float
    peak: bool = False


BUDGETS = (
    Budget("next", 20, "imports", 1.25),
    Budget("until", 20, "imports", 1.25),
    Budget("countdown remind", 20, "imports", 1.25),
    Budget("countdown remind --once", 20, "imports", 1.4),
    Budget("list", 20, "terminal imports", 1.2),
    Budget("next", 10_000, "tomllib.load", 0.6),
    Budget("next, first time", 10_000, "tomllib.load", 1.4),
    Budget("add", 10_000, "tomllib.load", 2.5),
    Budget("edit", 10_000, "tomllib.load", 3.75),
    Budget("next", 10_000, "tomllib.load", 1.5, peak=True),
    # What is ahead of its peer, which lists a year as well; each keeps its own cache, if it has one.
    *(Budget(name, size, "khal", 1) for size in SIZES for name in ("list, piped", "list, piped, first time")),
    *(Budget(name, size, "when", 1) for size in SIZES[1:] for name in ("list, piped", "list, piped, first time")),
    Budget("list, piped", 10_000, "calcurse", 1),
    # A vdir folder: twice what `next` may cost with twenty events of one's own; and khal with the same folder.
    Budget("next, vdir", 10_000, "imports", 2 * 1.25),
    *(Budget("list, vdir", size, "khal, vdir", 1) for size in SIZES),
    *(Budget("list, vdir, first time", size, "khal, vdir, first time", 1) for size in SIZES),
)


class Outcome(NamedTuple):
    """A budget and the ratio that was measured."""

    budget: Budget
    ratio: float

    @property
    def is_exceeded(self) -> bool:
        """Whether this is over the budget."""
        return self.ratio > self.budget.most

    @property
    def row(self) -> str:
        """A line of the table of budgets."""
        budget = self.budget
        verdict = "EXCEEDED" if self.is_exceeded else "held"
        what = f"{'peak of ' * budget.peak}`{budget.command}`, {budget.size:,} events ÷ {budget.beside}"
        return f"| {what} | {self.ratio:.2f} | {budget.most:g} | {verdict} |"


def outcomes(size: int, rounds: Sequence[dict[str, Cost]]) -> Iterator[Outcome]:
    """The outcome of each budget for so many events: the best of the `rounds` that measured both of its commands."""
    for budget in BUDGETS:
        ratios = [
            found[budget.command].peak_kib / found[budget.beside].peak_kib
            if budget.peak
            else found[budget.command].cpu_ms / found[budget.beside].cpu_ms
            for found in rounds
            if {budget.command, budget.beside} <= found.keys()
        ]
        if budget.size == size and ratios:
            yield Outcome(budget, min(ratios))


def commands_of(exceeded: Iterable[Outcome]) -> set[str]:
    """The names of all commands that these are about."""
    return {name for outcome in exceeded for name in (outcome.budget.command, outcome.budget.beside)}
