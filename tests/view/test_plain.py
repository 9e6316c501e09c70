"""The list for pipes: nothing cut, an event a line, columns in line."""

from __future__ import annotations

import pytest

from countdown.view.plain import list_lines, next_line, tab_separated, tag_column
from countdown.view.text import cells
from tests.build import seen

NOW = "2026-11-24T09:00"
HOSTILE = "[red]x[/red] \x1b[31m a\nb\tc \u202e rtl"
SHOWN = r"[red]x[/red] \x1b[31m a\nb\tc \u202e rtl"


def test_the_list() -> None:
    lines = list_lines(
        [
            seen("2026-11-23", NOW, name="Ski week", end="2026-11-27", where="Zermatt"),
            seen("2026-11-24T12:20", NOW, name="去北京"),
            seen("2026-11-25", NOW, name="Party 🎉", tags=("fun", "far away")),
            seen("2026-11-26", NOW, name="Supply chain expo", end="2026-11-30", where="Beijing", tags=("work",)),
            seen("2026-08-18", NOW, name="Since the move", pin=True),
        ]
    )
    assert lines == [
        "day 2 of 5  Ski week           Mon 23 – Fri 27 Nov               Zermatt",
        "     today  去北京             Tue 24 Nov 12:20 (in 3 h 20 min)",
        "     1 day  Party 🎉           Wed 25 Nov (tomorrow)             #fun #far away",
        "    2 days  Supply chain expo  Thu 26 – Mon 30 Nov               Beijing  #work",
        "      D+98  Since the move     18 Aug 2026",
    ]


def test_no_events_are_no_lines() -> None:
    assert list_lines([]) == []


def test_a_name_is_never_cut_nor_pushes_the_others_dates_away() -> None:
    long, short = list_lines([seen("2026-12-25", NOW, name="n" * 10_000), seen("2026-12-25", NOW, name="Christmas")])
    assert long == f"31 days  {'n' * 10_000}  Fri 25 Dec"
    assert short == "31 days  Christmas  Fri 25 Dec"


def test_dates_stand_in_line_whatever_the_names_are() -> None:
    names = ["Ada", "北京北京", "Café", "Cafe\u0301", "👨‍👩‍👧 home", "❤️", "각", "a" * 40]
    lines = list_lines([seen("2026-12-25", NOW, name=name) for name in names])
    assert {cells(line.partition("Fri 25")[0]) for line in lines} == {9 + 40 + 2}


def test_text_from_files_is_data() -> None:
    countdown = seen("2026-12-25", NOW, id="a\tb", name=HOSTILE, where=HOSTILE, tags=(HOSTILE,))
    (line,) = list_lines([countdown])
    assert line == f"31 days  {SHOWN}  Fri 25 Dec  {SHOWN}  #{SHOWN}"
    assert next_line(countdown) == f"31 days  {SHOWN}"
    assert tab_separated(countdown) == f"a\\tb\t31\t2026-12-25\t2026-12-25\t{SHOWN}"


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2026-11-26", None, "2 days  It"),
        ("2026-11-25", None, "1 day  It"),
        ("2026-11-25T08:00", None, "1 day, in 23 h  It"),
        ("2026-11-24T12:20", None, "today, in 3 h 20 min  It"),
        ("2026-11-24T08:00", "2026-11-24T09:30", "now, 30 min left  It"),
        ("2026-11-23", "2026-11-27", "day 2 of 5  It"),
    ],
)
def test_the_line_of_next(start: str, end: str | None, told: str) -> None:
    assert next_line(seen(start, NOW, **({"end": end} if end else {}))) == told


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2026-11-26", "2026-11-30", "it\t2\t2026-11-26\t2026-11-30\tIt"),
        ("2026-11-26", None, "it\t2\t2026-11-26\t2026-11-26\tIt"),
        ("2026-11-20", "2026-11-30", "it\t-4\t2026-11-20\t2026-11-30\tIt"),
        ("2026-11-26T09:30", None, "it\t2\t2026-11-26T09:30:00+00:00\t2026-11-26T09:30:00+00:00\tIt"),
    ],
)
def test_tab_separated_is_id_days_start_end_and_name(start: str, end: str | None, told: str) -> None:
    assert tab_separated(seen(start, NOW, **({"end": end} if end else {}))) == told


def test_tags_are_marked() -> None:
    assert tag_column(seen("2026-11-26", NOW, tags=("work", "北京"))) == "#work #北京"
    assert tag_column(seen("2026-11-26", NOW)) == ""
