"""The screen of `watch`, at every size."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from countdown.core.countdown import Countdown
from countdown.core.left import Left
from countdown.core.tick import Tick, tick
from countdown.view.large_clock import clocks
from countdown.view.ticker import Scene, frame, listed
from tests.build import at, make_event, seen

NAMES = [
    "Christmas",
    "第二届中国国际供应链促进博览会",
    "Party 🎉 日",
    "👩‍👩‍👧‍👦 family",
    "a\x1b[31m\n\u202eb",
    "x" * 300,
    "é" * 30,
    "ｆｕｌｌ",
]
KINDS = [
    {"start": "2026-11-24T09:00:07"},
    {"start": "2026-11-24T08:59:59"},
    {"start": "2026-11-24T09:00:00"},
    {"start": "2026-11-24T08:00", "end": "2026-11-24T10:00"},
    {"start": "2026-11-22", "end": "2026-11-27"},
    {"start": "2026-11-24"},
    {"start": "2026-12-25", "since": "2026-08-18", "where": "北京"},
    {"start": "2026-08-18", "pin": True},
    {"start": "2026-08-18"},
    {"start": "0001-01-01", "pin": True},
    {"start": "9999-12-31", "since": "0001-01-01"},
]
NOW = "2026-11-24T09:00:00"


def _tick(now: str = NOW, **fields: Any) -> Tick:
    found = tick(make_event(**fields), at(now))
    assert found is not None
    return found


def _around(number: int, place: int) -> tuple[list[Countdown], int]:
    places = listed(place, number)
    return [seen("2026-11-26", NOW, name=f"Event {one} 第二届") for one in places], places.start


def _texts(scene: Scene, width: int, height: int) -> list[str]:
    return ["".join(text for text, _ in row) for row in frame(scene, width, height)]


def _shown(width: int, height: int, now: str = NOW, **fields: Any) -> list[str]:
    return [line.strip() for line in _texts(Scene(shown=_tick(now, **fields), number=1), width, height) if line.strip()]


@given(
    st.sampled_from(NAMES), st.sampled_from(KINDS), st.tuples(st.integers(1, 300), st.integers(1, 100)), st.integers(1, 1000),
    st.data(),
)  # fmt: skip
def test_it_never_exceeds_the_screen(
    name: str, kind: dict[str, Any], size: tuple[int, int], number: int, data: st.DataObject
) -> None:
    width, height = size
    place = data.draw(st.integers(0, number - 1))
    countdowns, since = _around(number, place)
    problem = data.draw(st.sampled_from(["", "events.toml:3: 日本: no date\n" * 3]))
    scene = Scene(
        shown=data.draw(st.sampled_from([None, _tick(name=name, **kind)])), empty="Nothing is ahead.",
        at=place, number=number, countdowns=countdowns, since=since, paused=data.draw(st.booleans()), problem=problem,
    )  # fmt: skip
    lines = _texts(scene, width, height)
    assert len(lines) == height
    assert all(cell_len(line) <= width for line in lines)
    assert not any(sign in line for line in lines for sign in "\x1b\n\u202e")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [(20, 5), (40, 10), (80, 24), (200, 50), (300, 100)])
def test_the_name_the_time_and_the_keys_are_there(kind: dict[str, Any], size: tuple[int, int]) -> None:
    lines = _shown(*size, name="Tea", **kind)
    assert lines[0] == "Tea"
    assert lines[-1].startswith("q quit")
    assert any("█" in line or ":" in line for line in lines[1:-1])


@pytest.mark.parametrize(
    ("size", "lines"),
    [
        ((10, 3), ["Christmas", "30 days", "14:59:59"]),
        ((12, 2), ["30 days", "14:59:59"]),
        ((20, 1), ["30 days 14:59:59"]),
        ((9, 1), ["30d"]),
        ((20, 5), ["Christmas", "30 days 14:59:59", "Fri 25 Dec", "q quit   p pause"]),
        ((30, 4), ["Christmas", "30 days 14:59:59", "until Friday 25 December 2026", "q quit   p pause"]),
        (
            (30, 10),
            [
                "Christmas",
                "30 days",
                "█  █ █   ███ ███   ███ ███",
                "██  █ █ █ █   █ █ █ █   █ █",
                "█  ███   ███ ███   ███ ███",
                "█    █ █   █   █ █   █   █",
                "███   █   ███ ███   ███ ███",
                "hours    minutes   seconds",
                "until Friday 25 December 2026",
                "q quit   p pause",
            ],
        ),
    ],
)
def test_small_screens(size: tuple[int, int], lines: list[str]) -> None:
    assert _shown(*size, now="2026-11-24T09:00:01", name="Christmas", start="2026-12-25") == lines


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"start": "2026-11-24T09:00"}, ["It", "now", "00:00:00", "Tuesday 24 November 2026 09:00"]),
        ({"start": "2026-11-24T08:59:55"}, ["It", "now", "00:00:00", "Tuesday 24 November 2026 08:59:55"]),
        (
            {"start": "2026-11-24T08:00", "end": "2026-11-24T09:00"},
            ["It", "over", "00:00:00", "Tuesday 24 November 2026 08:00"],
        ),
        (
            {"start": "2026-11-24T08:00", "end": "2026-11-24T10:00"},
            ["It", "now", "01:00:00", "to its end, Tuesday 24 November 2026 10:00"],
        ),
        ({"start": "2026-11-24"}, ["It", "today", "15:00:00", "Tuesday 24 November 2026"]),
        (
            {"start": "2026-11-23", "end": "2026-11-27"},
            ["It", "day 2 of 5", "3 days 15:00:00", "to its end, Friday 27 November 2026", "█" * 16 + "░" * 24],
        ),
        ({"start": "2026-08-18", "pin": True}, ["It", "+98 days 09:00:00", "since Tuesday 18 August 2026"]),
        ({"start": "2026-11-24T07:30"}, ["It", "+01:30:00", "since Tuesday 24 November 2026 07:30"]),
        (
            {"start": "2026-11-28", "since": "2026-11-18", "where": "北京"},
            ["It", "3 days 15:00:00", "until Saturday 28 November 2026", "北京", "█" * 24 + "░" * 16 + " 60 %"],
        ),
    ],
)
def test_what_is_told(fields: dict[str, Any], lines: list[str]) -> None:
    """On a screen too low for large digits."""
    assert _shown(60, 7, **fields) == [*lines, "q quit   p pause"]


@pytest.mark.parametrize(("place", "number", "places"), [
    (0, 0, []), (0, 1, [0]), (1, 3, [0, 1, 2]), (0, 30, range(9)), (15, 30, range(11, 20)), (29, 30, range(21, 30)),
])  # fmt: skip
def test_those_around_may_be_listed(place: int, number: int, places: list[int]) -> None:
    assert list(listed(place, number)) == list(places)


def test_the_others_are_listed_and_the_shown_one_is_marked() -> None:
    countdowns = [
        seen("2026-11-22", NOW, end="2026-11-27", name="Ski week"),
        seen("2026-11-24T09:20", NOW, name="Tea 茶"),
        seen("2026-12-25", NOW, name="Christmas"),
    ]
    scene = Scene(shown=_tick(start="2026-11-24T09:20"), at=1, number=3, countdowns=countdowns)
    lines = _texts(scene, 60, 24)
    assert [line.rstrip() for line in lines if "   " in line.strip() and "█" not in line][1:] == [
        "          day 3/6   Ski week    Sun 22 – Fri 27 Nov",
        "        ▸   today   Tea 茶      in 20 min",
        "          31 days   Christmas   Fri 25 Dec",
        "           q quit   2 of 3   ↑↓ others   p pause",
    ]
    # Where there is less room the nearest to the shown one stay, and the dates go.
    assert any("▸   today   Tea 茶" in line for line in _texts(scene, 40, 24))
    assert not any("in 20 min" in line for line in _texts(scene, 40, 24))


def test_what_is_wrong_stands_above_the_keys() -> None:
    scene = Scene(shown=_tick(start="2026-12-25"), number=1, problem="events.toml:3: no TOML", paused=True)
    assert [line.strip() for line in _texts(scene, 40, 12)[-2:]] == [
        "events.toml:3: no TOML",
        "paused   q quit   p go on",
    ]


def test_nothing_to_show_is_said() -> None:
    lines = _texts(Scene(shown=None, empty="There are no events yet."), 12, 7)
    assert [line.strip() for line in lines if line.strip()] == ["There are no", "events yet.", "q quit"]


@given(st.builds(Left, st.integers(0, 3_652_059), st.integers(0, 25), st.integers(0, 59), st.integers(0, 59)))
def test_forms_of_a_time_shrink_and_stay_whole(left: Left) -> None:
    forms = list(clocks(left))
    assert all(len({len(row) for row in form.rows if "█" in row}) <= 1 for form in forms)
    assert all(form.width >= max(map(len, form.rows)) for form in forms)
    assert forms[-1].width <= 9
    assert all(left.clock in form.rows[-1] for form in forms[-4:-1])


def test_a_row_of_units_stands_below_the_digits() -> None:
    form = next(form for form in clocks(Left(12, 4, 33, 7)) if form.width < 50)
    assert form.rows[0] == " █  ███   ███ █ █   ███ ███   ███ ███"
    assert form.labels == " days      hours    minutes   seconds"


@pytest.mark.parametrize(
    ("fields", "style"),
    [
        ({"start": "2026-11-25"}, "bold green"),
        ({"start": "2026-11-24T08:00", "end": "2026-11-24T10:00"}, "bold green"),
        ({"start": "2026-12-01"}, "bold yellow"),
        ({"start": "2026-12-02"}, "bold"),
        ({"start": "2026-08-18"}, "bold blue"),
    ],
)
def test_the_style_of_the_number(fields: dict[str, Any], style: str) -> None:
    rows = frame(Scene(shown=_tick(**fields), number=1), 80, 24)
    assert {kind for row in rows for text, kind in row if "██" in text and "░" not in text} == {style}
