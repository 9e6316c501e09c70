"""Milestones on a terminal of any width."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from countdown.core.countdown import Countdown
from countdown.core.milestones import all_ahead
from countdown.view.milestone_table import milestone_table
from countdown.view.text import visible
from tests.build import seen

NOW = "2026-11-24T09:00"


def printed(countdowns: list[Countdown], width: int, more: int = 0) -> list[str]:
    today = countdowns[0].now.date()
    out = io.StringIO()
    console = Console(file=out, width=width, markup=False, emoji=False, highlight=False)
    console.print(milestone_table(all_ahead(countdowns, 2), today, width, more))
    return out.getvalue().split("\n")[:-1]


EXPO = seen("2027-03-04", NOW, name="第二届中国国际供应链促进博览会")
MOVE = seen("2026-08-18", NOW, name="Since the move", pin=True)


def test_columns_from_the_roomiest() -> None:
    assert printed([EXPO, MOVE], 80, more=2) == [
        "                                                   Tuesday 24 November 2026",
        "   today   100 days to go   第二届中国国际供应链促进博览会   Tue 24 Nov",
        "  2 days   100 days since   Since the move                   Thu 26 Nov",
        "102 days   200 days since   Since the move                   Sat 6 Mar 2027",
        "… and 2 more; -n 0 shows all",
    ]
    assert printed([EXPO, MOVE], 60)[1:] == [
        "   today   100 days to go   第二届中国国际…   Tue 24 Nov",
        "  2 days   100 days since   Since the move    Thu 26 Nov",
        "102 days   200 days since   Since the move    Sat 6 Mar 2027",
    ]
    assert printed([EXPO, MOVE], 40)[1:] == [
        "   today  100 days to go  第二届中国国 …",
        "  2 days  100 days since  Since the move",
        "102 days  200 days since  Since the move",
    ]
    assert printed([EXPO, MOVE], 24)[1:] == [
        "  0d 100d  第二届中国国…",
        "  2d +100d Since the mo…",
        "102d +200d Since the mo…",
    ]


NAMES = st.text(st.sampled_from("ab 北京한🎉\n\x1b[]\u202e") | st.characters(exclude_categories=["Cs"]), min_size=1)


@given(st.lists(NAMES.filter(str.strip), min_size=1, max_size=4), st.integers(16, 120), st.integers(0, 3))
def test_nothing_goes_beyond_the_width_and_each_is_one_line(names: list[str], width: int, more: int) -> None:
    lines = printed([seen("2026-08-18", NOW, name=name, pin=True) for name in names], width, more)
    assert len(lines) == 1 + 2 * len(names) + bool(more)
    assert all(cell_len(line) <= width for line in lines)
    assert all(visible(line) == line for line in lines)
