"""What the benchmark makes of its figures, and what it measures."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from countdown.store.calendars import read_ics
from tests.benchmarks.budgets import BUDGETS, commands_of, outcomes
from tests.benchmarks.measure import Cost
from tests.benchmarks.vdir import write_vdir


def figures(**cpu_ms: float) -> dict[str, Cost]:
    return {name: Cost(found, 1000) for name, found in cpu_ms.items()}


@pytest.mark.parametrize(
    ("rounds", "ratio", "fails"),
    [
        ([figures(next=60, imports=50)], 1.2, False),
        ([figures(next=70, imports=50)], 1.4, True),
        ([figures(next=70, imports=50), figures(next=60, imports=50)], 1.2, False),
        ([figures(next=70, imports=50), figures(next=80, imports=50)], 1.4, True),
        ([figures(next=70, imports=50), figures(imports=90)], 1.4, True),
    ],
)
def test_the_better_of_two_rounds_counts(rounds: list[dict[str, Cost]], ratio: float, fails: bool) -> None:
    (outcome,) = outcomes(20, rounds)
    assert (outcome.ratio, outcome.is_exceeded) == (ratio, fails)
    assert outcome.row.endswith("| EXCEEDED |" if fails else "| held |")
    assert commands_of([outcome]) == {"next", "imports"}


def test_a_peer_that_is_not_there_is_left_out() -> None:
    assert list(outcomes(20, [figures(**{"list, vdir": 1})])) == []
    assert {budget.beside for budget in BUDGETS if budget.beside.startswith("khal")} == {
        "khal", "khal, vdir", "khal, vdir, first time",
    }  # fmt: skip


def test_the_vdir_has_a_third_of_each_kind_and_nothing_wrong(tmp_path: Path) -> None:
    write_vdir(60, tmp_path / "vdir")
    found = [read_ics(path.read_bytes(), path.name) for path in (tmp_path / "vdir").iterdir()]
    assert [warning for each in found for warning in each.warnings] == []
    events = [event for each in found for event in each.events]
    assert Counter((event.timed, event.repeat is not None) for event in events) == {
        (False, False): 20, (True, False): 20, (True, True): 20,
    }  # fmt: skip
    assert all(event.instances is None for event in events)
