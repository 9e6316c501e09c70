"""`countdown show`: one event in full, and which one a word means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

EVENTS = """\
[events.expo]
name = "Supply chain expo"
start = 2024-11-26
end = 2024-11-30
repeat = "yearly"
since = 2024-08-18
where = "Beijing"
url = "https://example.org"
note = "Bring the numbers."
tags = ["work", "travel"]
remind = ["100d", "30d print the badges", "0d 08:00"]

[events.expense-report]
name = "Expense report"
start = 2027-01-05

[events.flight]
name = "Flight to the expo"
start = 2026-11-25T07:45:00
end = 2026-11-25T18:00:00
tz = "Asia/Shanghai"
remind = ["2h"]

[events."New Year's Eve"]
name = "Silvester"
start = 2026-12-31
remind = []

[events.move]
name = "Since the move"
start = 2026-08-18
pin = true
remind = []
"""
NOW = ("--now", "2026-11-24T09:00")


@pytest.fixture(autouse=True)
def events(events_file: Callable[[str], Path]) -> Path:
    return events_file(EVENTS)


def test_one_event_in_full(run: Run, events: Path) -> None:
    code, out, err = run("show", "expo", *NOW)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Supply chain expo",
        "2 days",
        "",
        "starts     Thursday 26 November 2026",
        "ends       Monday 30 November 2026, 5 days",
        "left       2 days",
        "work       2 working days",
        "waited     ████████████████████ 99 % since Sun 18 Aug 2024",
        "repeats    yearly",
        "next       Thu 26 Nov, Fri 26 Nov 2027, Sun 26 Nov 2028",
        "reminders  100d  Tue 18 Aug",
        "            30d  Tue 27 Oct  print the badges",
        "             0d  Thu 26 Nov 08:00",
        "where      Beijing",
        "url        https://example.org",
        "note       Bring the numbers.",
        "tags       #work #travel",
        f"id         expo  ({events}:1)",
    ]


def test_a_timed_event_is_told_by_both_clocks(run: Run, events: Path) -> None:
    assert run("show", "flight", *NOW).out.splitlines() == [
        "Flight to the expo",
        "today (in 14 h 45 min)",
        "",
        "starts     Tuesday 24 November 2026 23:45",
        "ends       Wednesday 25 November 2026 10:00, 2 days",
        "there      Wednesday 25 November 2026 07:45 (Asia/Shanghai)",
        "reminders    2h  Tue 24 Nov 21:45",
        f"id         flight  ({events}:17)",
    ]


def test_what_is_empty_takes_no_line(run: Run, events: Path) -> None:
    assert run("show", "move", *NOW).out.splitlines() == [
        "Since the move",
        "D+98",
        "",
        "starts  Tuesday 18 August 2026",
        "ago     98 days, 14 weeks",
        f"id      move  ({events}:29)",
    ]


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("expo", "Supply chain expo"),  # an exact id, though others begin or are named alike
        ("expe", "Expense report"),
        ("flight", "Flight to the expo"),
        ("CHAIN", "Supply chain expo"),
        ("supply chain expo", "Supply chain expo"),
        ("New", "Silvester"),
        ("New Year's Eve", "Silvester"),
        ("events.toml:expo", "Supply chain expo"),
    ],
)
def test_a_word_that_means_one_event(word: str, name: str, run: Run) -> None:
    code, out, err = run("show", word, *NOW)
    assert (code, out.splitlines()[0], err) == (0, name, "")


@pytest.mark.parametrize(
    ("word", "error"),
    [
        ("exp", "'exp' could be several events; write one of expo, expense-report"),
        ("THE", "'THE' could be several events; write one of flight, move"),
        ("flihgt", "no event is called 'flihgt'; did you mean flight?"),
        ("silvestre", "no event is called 'silvestre'; did you mean New Year's Eve?"),
        ("zzz", "no event is called 'zzz'; there are expo, expense-report, flight, New Year's Eve, move"),
        ("", "no event is called ''; there are expo, expense-report, flight, New Year's Eve, move"),
        ("\x1b[31m", r"no event is called '\x1b[31m'; there are expo, expense-report, flight, New Year's Eve, move"),
    ],
)
def test_a_word_that_means_none_or_several(word: str, error: str, run: Run) -> None:
    assert run("show", word, *NOW) == (1, "", f"countdown: {error}\n")


def test_a_long_word_is_not_told_in_full(run: Run) -> None:
    assert len(run("show", "x" * 10_000).err) < 200


def test_the_same_id_in_two_files_is_named_with_its_file(run: Run, tmp_path: Path) -> None:
    for name in ("home", "team"):
        (tmp_path / f"{name}.toml").write_text(f'[events.party]\nname = "{name} party"\nstart = 2026-12-0{len(name)}\n')
    files = ("-f", str(tmp_path / "home.toml"), "-f", str(tmp_path / "team.toml"))
    assert run("list", *files, *NOW).out.count("party") == 2
    code, out, err = run("show", "party", *files, *NOW)
    assert (code, out) == (1, "")
    several = f"{tmp_path}/home.toml:party, {tmp_path}/team.toml:party"
    assert err == f"countdown: 'party' could be several events; write one of {several}\n"
    for word in ("team.toml:party", f"{tmp_path}/team.toml:party", "team"):
        assert run("show", word, *files, *NOW).out.startswith("team party\n")


def test_without_events_there_is_nothing_to_show(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUNTDOWN_FILE")
    assert run("show", "expo") == (1, "", "countdown: no event is called 'expo': there are no events\n")


def test_what_never_happens_says_so(run: Run, events: Path) -> None:
    with events.open("a") as file:
        file.write('[events.never]\nname = "Never"\nstart = 2026-01-01\nexcept = [2026-01-01]\n')
    assert run("show", "never") == (1, "", f"{events}:34: never never happens: no date fits\n")


@pytest.mark.parametrize(
    ("color", "no_color", "colored"),
    [("always", "", True), ("always", "1", True), ("auto", "", False), ("never", "", False)],
)
def test_color(color: str, no_color: str, colored: bool, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    assert ("\x1b[" in run("show", "expo", "--color", color, *NOW).out) is colored
