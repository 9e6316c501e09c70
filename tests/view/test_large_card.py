"""The card of one event on a terminal of any size."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from countdown.core.countdown import Countdown
from countdown.view.card import Row, heading
from countdown.view.large_card import large_card
from countdown.view.text import visible
from tests.build import seen

NOW = "2026-11-24T09:00"
ROWS: list[Row] = [("starts", "Thursday 26 November 2026"), ("", "more of it"), ("where", "北京 🎉")]


def printed(countdown: Countdown, width: int, height: int, rows: list[Row] = ROWS, unit: str = "days") -> list[str]:
    out = io.StringIO()
    console = Console(file=out, width=width, height=height, markup=False, emoji=False, highlight=False)
    console.print(large_card(countdown, rows, width, height, unit))
    return [line.rstrip() for line in out.getvalue().split("\n")[:-1]]


EXPO = seen("2026-11-26", NOW, name="Expo")


def test_wide() -> None:
    assert printed(EXPO, 80, 24) == [
        "Expo",
        "",
        "  ██████",
        "      ██",
        "  ██████",
        "  ██",
        "  ██████  2 days",
        "",
        "starts  Thursday 26 November 2026",
        "        more of it",
        "where   北京 🎉",
    ]


def test_narrow_is_smaller_and_then_without() -> None:
    far = seen("2030-01-01", NOW, name="Far")
    wide, narrow = printed(far, 44, 24)[6], printed(far, 40, 24)[6]
    assert wide == "  ██████  ██████  ██████      ██  1134 days"
    assert narrow == "  ███ ███ ███   █  1134 days"
    assert printed(far, 24, 24)[:3] == ["Far", "1134 days", ""]


def test_a_text_stands_below_its_label_where_there_is_no_room_beside() -> None:
    assert printed(EXPO, 20, 10)[3:] == ["starts", " Thursday 26", " November 2026", " more of it", "where", " 北京 🎉"]


def test_a_low_screen_does_without_digits() -> None:
    assert printed(EXPO, 80, 11)[:3] == ["Expo", "2 days", ""]
    assert printed(EXPO, 80, 12)[2] == "  ██████"


@pytest.mark.parametrize(
    ("start", "fields", "unit", "shown"),
    [
        ("2026-11-23", {"end": "2026-11-27"}, "days", True),
        ("2026-08-18", {"pin": True}, "days", True),
        ("2026-08-18", {}, "days", True),
        ("2027-08-18", {}, "weeks", True),
        ("2027-08-18", {}, "months", True),
        ("2026-11-24", {}, "days", False),
        ("2026-11-24T08:00", {"end": "2026-11-24T10:00"}, "days", False),
        ("2026-11-24T08:00", {}, "days", False),
    ],
)
def test_what_has_a_number(start: str, fields: dict[str, Any], unit: str, shown: bool) -> None:
    lines = printed(seen(start, NOW, **fields), 80, 24, unit=unit)
    assert any("██" in line for line in lines) is shown


NAMES = st.text(st.sampled_from("ab 北京한🎉\n\x1b[]\u202e") | st.characters(exclude_categories=["Cs"]), min_size=1)
STARTS = st.sampled_from(["2026-11-20", "2026-11-24", "2026-11-26", "2031-01-01", "1999-01-01", "9999-12-31"])


@given(STARTS, NAMES.filter(str.strip), st.integers(16, 200), st.integers(1, 60), st.sampled_from(["days", "months"]))
def test_nothing_goes_beyond_the_width(start: str, name: str, width: int, height: int, unit: str) -> None:
    countdown = seen(start, NOW, name=name, pin=True)
    lines = printed(countdown, width, height, [("where", visible(name)), ("id", "x")], unit)
    assert all(cell_len(line) <= width for line in lines)
    assert heading(countdown, unit).split()[0] in " ".join(lines)
