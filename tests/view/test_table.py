"""The list as a terminal shows it, at any width."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from countdown.core.countdown import Countdown
from countdown.view.table import fitting_rows, list_table
from countdown.view.text import visible
from tests.build import seen

NOW = "2026-11-24T09:00"


def printed(countdowns: Sequence[Countdown], width: int, more: int = 0, **options: Any) -> list[str]:
    """The lines of the list in a terminal `width` cells wide."""
    out = io.StringIO()
    console = Console(file=out, width=width, markup=False, emoji=False, highlight=False, **options)
    console.print(list_table(countdowns, countdowns[0].now.date(), width, more))
    return out.getvalue().split("\n")[:-1]


EXPO = seen("2026-11-26", NOW, name="Supply chain expo", end="2026-11-30", where="Beijing", tags=("work",))
CHRISTMAS = seen("2026-12-25", NOW, name="Christmas")
SKI = seen("2026-11-23", NOW, name="Ski week", end="2026-11-27")
MOVE = seen("2026-08-18", NOW, name="Since the move", pin=True)
TRAIN = seen("2026-11-24T23:30", NOW, name="Night train")
BEIJING = seen("2028-01-30", NOW, name="去北京看展览会 and more", end="2028-02-02")


def test_the_picture() -> None:
    assert printed([SKI, EXPO, CHRISTMAS, MOVE], 80) == [
        "                                              Tuesday 24 November 2026",
        "day 2 of 5   Ski week   ██░░░    Mon 23 – Fri 27 Nov",
        "    2 days   Supply chain expo   Thu 26 – Mon 30 Nov   Beijing   #work",
        "   31 days   Christmas           Fri 25 Dec",
        "      D+98   Since the move      18 Aug 2026",
    ]


def test_forty_columns() -> None:
    assert printed([SKI, TRAIN, EXPO, CHRISTMAS, BEIJING, MOVE], 40, more=3) == [
        "                Tuesday 24 November 2026",
        " day 2/5  Ski week  ██░░░    23 Nov",
        "   today  Night train        23:30",
        "  2 days  Supply chain expo  26 Nov",
        " 31 days  Christmas          25 Dec",
        "432 days  去北京看展览会 a…  30 Jan 2028",
        "    D+98  Since the move     18 Aug",
        "… and 3 more events; -n 0 shows all",
    ]


def test_sixty_columns() -> None:
    assert printed([SKI, TRAIN, EXPO, BEIJING], 60, more=1) == [
        "                                    Tuesday 24 November 2026",
        " day 2/5  Ski week  ██░░░        Mon 23 – Fri 27 Nov",
        "   today  Night train            Tue 24 Nov 23:30",
        "  2 days  Supply chain expo      Thu 26 – Mon 30 Nov",
        "432 days  去北京看展览会 and m…  Sun 30 Jan – Wed 2 Feb 2028",
        "… and 1 more event; -n 0 shows all",
    ]


def test_the_roomiest() -> None:
    assert printed([SKI, TRAIN, EXPO], 200) == [
        "                                                            Tuesday 24 November 2026",
        "day 2 of 5   Ski week   ██░░░    Mon 23 – Fri 27 Nov",
        "     today   Night train         Tue 24 Nov 23:30 (in 14 h 30 min)",
        "    2 days   Supply chain expo   Thu 26 – Mon 30 Nov                 Beijing   #work",
    ]


def test_a_handful_of_columns() -> None:
    assert printed([EXPO, CHRISTMAS], 18) == ["Tuesday 24 Novemb…", " 2 days Supply ch…", "31 days Christmas"]


def test_a_place_is_cut_before_it_is_left_out_and_tags_go_before_it() -> None:
    far = seen("2026-11-26", NOW, name="Dentist", where="Main street 5, second floor", tags=("health",))
    assert printed([far], 70)[1] == "2 days   Dentist   Thu 26 Nov   Main street 5, second floor   #health"
    assert printed([far], 60)[1] == "2 days   Dentist   Thu 26 Nov   Main street 5, se…   #health"
    assert printed([far], 50)[1] == "2 days   Dentist   Thu 26 Nov   Main street 5, se…"
    assert printed([far], 40)[1] == "2 days   Dentist   Thu 26 Nov"


def test_tags_go_before_the_bar_of_a_running_event() -> None:
    running = seen("2026-11-23", NOW, name="Supply chain expo", end="2026-11-27", where="Beijing", tags=("work",))
    assert printed([running], 80)[1] == "day 2 of 5   Supply chain expo   ██░░░   Mon 23 – Fri 27 Nov   Beijing   #work"
    assert printed([running], 75)[1] == "day 2 of 5   Supply chain expo   ██░░░   Mon 23 – Fri 27 Nov   Beijing"
    assert printed([running], 54)[1] == "day 2 of 5  Supply chain expo  Mon 23 – Fri 27 Nov"


def test_the_waiting_is_a_bar_where_there_is_room() -> None:
    waited = seen("2026-12-04", NOW, name="Expo", since="2026-11-14", where="Beijing", tags=("work",))
    assert printed([waited], 80)[1] == "10 days   Expo   █████░░░░░   Fri 4 Dec   Beijing   #work"
    assert printed([waited], 50)[1] == "10 days   Expo   █████░░░░░   Fri 4 Dec   Beijing"
    assert printed([waited], 30)[1] == "10 days  Expo  Fri 4 Dec"


def test_other_units_and_headings() -> None:
    out = io.StringIO()
    console = Console(file=out, width=80, markup=False, emoji=False, highlight=False)
    console.print(list_table([SKI, EXPO, CHRISTMAS], SKI.now.date(), 80, 2, unit="weeks", by="month"))
    assert out.getvalue().splitlines() == [
        "                                                  Tuesday 24 November 2026",
        "November 2026",
        "    day 2 of 5   Ski week   ██░░░    Mon 23 – Fri 27 Nov",
        "        2 days   Supply chain expo   Thu 26 – Mon 30 Nov   Beijing   #work",
        "",
        "December 2026",
        "4 weeks 3 days   Christmas           Fri 25 Dec",
        "… and 2 more events; -n 0 shows all",
    ]


def test_a_long_name_does_not_take_the_room_of_all_else() -> None:
    long = seen("2026-12-25", NOW, name="n" * 10_000, where="Beijing", tags=("work",))
    head, line, other = printed([long, CHRISTMAS], 80)
    assert line == f"31 days   {'n' * 38}…   Fri 25 Dec   Beijing   #work"
    assert other == f"31 days   Christmas{' ' * 30}   Fri 25 Dec"
    assert cell_len(head) == 80


HOSTILE = "[red]x[/red] \x1b[31m a\nb \u202e rtl :smile:"


def test_text_from_files_is_data() -> None:
    countdown = seen("2026-12-25", NOW, name=HOSTILE, where=HOSTILE, tags=(HOSTILE,))
    shown = r"[red]x[/red] \x1b[31m a\nb \u202e rtl :smile:"
    assert printed([countdown], 200)[1:] == [f"31 days   {shown}   Fri 25 Dec   {shown}   #{shown}"]


def test_the_days_are_the_strongest_thing_and_their_colour_says_how_near() -> None:
    later = seen("2027-11-26", NOW, name="Later")
    lines = printed([SKI, EXPO, later, MOVE], 80, force_terminal=True, color_system="standard", legacy_windows=False)
    assert [line.split("m", 1)[0].strip(" ") for line in lines[1:]] == [
        "\x1b[1;31", "\x1b[1;35", "\x1b[1", "\x1b[1",
    ]  # fmt: skip


NAMES = st.text(
    st.sampled_from("ab é\u0301北京한🎉❤\ufe0f\u200d👩👧\n\x1b[]\u202e") | st.characters(exclude_categories=["Cs"]),
    min_size=1,
    max_size=60,
).filter(str.strip)
STARTS = st.sampled_from(["2026-11-20", "2026-11-24", "2026-11-26", "2026-11-25T09:30", "2031-01-01", "1999-01-01"])


@given(st.lists(st.tuples(STARTS, NAMES, NAMES, NAMES, st.booleans()), min_size=1, max_size=5), st.integers(24, 200))
def test_nothing_goes_beyond_the_width_and_every_event_is_one_line(
    rows: list[tuple[str, str, str, str, bool]], width: int
) -> None:
    countdowns = [
        seen(start, NOW, name=name, where=where, tags=(tag,), pin=pin) for start, name, where, tag, pin in rows
    ]
    lines = printed(countdowns, width)
    assert len(lines) == 1 + len(rows)
    assert all(cell_len(line) <= width for line in lines)
    assert all(visible(line) == line for line in lines)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_columns_are_aligned_in_cells(width: int) -> None:
    names = ["Ada", "北京北京", "Café", "Party 🎉", "각", "ｱＡ", "a long name that is cut in narrow terminals"]
    lines = printed([seen("2026-12-25", NOW, name=name) for name in names], width)[1:]
    assert len({cell_len(line.partition("25 Dec")[0]) for line in lines}) == 1
    assert {line[:9] for line in lines} == {"31 days  "}


@pytest.mark.parametrize("name", ["\u200b", "\u0301", "\u200d\ufe0f"])
def test_a_name_that_takes_no_cells(name: str) -> None:
    assert len(printed([seen("2026-12-25", NOW, name=name)], 40)) == 2


@pytest.mark.parametrize(("height", "rows"), [(24, 21), (4, 1), (3, 1), (1, 1)])
def test_as_many_as_fit_the_screen(height: int, rows: int) -> None:
    assert fitting_rows(Console(width=80, height=height)) == rows
