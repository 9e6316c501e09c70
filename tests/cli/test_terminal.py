"""The list in a real terminal: pexpect gives the program one, pyte shows what stands on its screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyte
import pytest

from tests.screens import sent

HEIGHT = 30
EVENTS = """\
[events.ski]
name = "Ski week"
start = 2026-11-23
end = 2026-11-27

[events.hostile]
name = "[red]x[/red] \\u001b[31m\\n\\u202eltr"
start = 2026-11-25
where = "[link=x]here"

[events.expo]
name = "第二届中国国际供应链促进博览会"
start = 2026-11-26
end = 2026-11-30
where = "北京"
tags = ["工作"]

[events.christmas]
name = "Christmas"
start = 2026-12-25
tags = ["family"]

[events.party]
name = "Party 🎉 日"
start = 2026-12-31T20:00:00
end = 2027-01-01T02:00:00

[events.long]
name = "A name that goes on and on, further than any terminal is wide, however much of it one has bought for the wall"
start = 2027-05-01

[events.move]
name = "Since the move"
start = 2026-08-18
pin = true
"""
NAMES = ["Ski", "[red]", "第", "Christmas", "Party", "A name", "Since"]
DATE = re.compile(r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?\d{1,2} (?:Nov|Dec|May|Aug|–)")
COUNTS = ["day 2", "1 day", "2 days", "31 days", "37 days", "158 days", "D+98"]


@pytest.fixture(autouse=True)
def events(events_file: Callable[[str], Path]) -> Path:
    return events_file(EVENTS)


def _raw(width: int, *arguments: str, height: int = HEIGHT, environment: dict[str, str] | None = None) -> str:
    """What the program sends to a terminal."""
    return sent(width, height, *arguments, environment=environment)


def _rows(width: int, *arguments: str, height: int = HEIGHT) -> list[str]:
    """The rows of the screen as cells: the second one of a wide character is empty text."""
    screen = pyte.Screen(width, height)
    pyte.Stream(screen).feed(_raw(width, *arguments, height=height))
    rows = [[screen.buffer[y][x].data for x in range(width)] for y in range(height)]
    return ["".join(cell or "\0" for cell in row).rstrip() for row in rows]


def _filled(rows: list[str]) -> list[str]:
    return [row for row in rows if row]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_each_event_is_one_row_and_its_columns_are_aligned(width: int) -> None:
    title, *rows = _filled(_rows(width))
    assert title.lstrip() == "Tuesday 24 November 2026"
    assert len(rows) == len(COUNTS)
    for row, count in zip(rows, COUNTS, strict=True):
        assert row.lstrip().startswith(count)
    # Days end where names begin, and dates stand under dates: the index in a row is the column of the screen.
    assert len({row.index(name) for row, name in zip(rows, NAMES, strict=True)}) == 1
    dates = [DATE.search(row) for row in rows]
    assert len({date and date.start() for date in dates}) == 1
    assert all(
        date is not None and row[date.start() - 2 : date.start()] == "  " for row, date in zip(rows, dates, strict=True)
    )


@pytest.mark.parametrize(
    ("width", "days", "dates"),
    [
        (40, " day 2/5  ", "23 Nov"),
        (80, "day 2 of 5  ", "Mon 23 – Fri 27 Nov"),
        (200, "day 2 of 5  ", "Mon 23 – Fri 27 Nov"),
    ],
)
def test_the_days_and_the_dates_are_never_cut(width: int, days: str, dates: str) -> None:
    _, ski, *_ = _filled(_rows(width))
    assert ski.startswith(days)
    assert ski.endswith(dates)
    assert "██░░░" in ski or width < 80


@pytest.mark.parametrize(("width", "cut"), [(40, "[red] 第 A"), (80, "[red] 第 A"), (120, "A"), (200, "")])
def test_a_name_is_cut_only_where_there_is_no_room(width: int, cut: str) -> None:
    rows = _filled(_rows(width))[1:]
    assert [name for row, name in zip(rows, NAMES, strict=True) if "…" in row and name != "Ski"] == (
        [name for name in NAMES if name.split()[0] in cut.split()]
    )


def test_what_there_is_room_for_is_shown() -> None:
    rows = _filled(_rows(200))
    assert "北\0京\0" in rows[3]
    assert "#工\0作\0" in rows[3]
    assert "#family" in rows[4]
    assert all("#" not in row for row in _filled(_rows(40)))


def test_hostile_names_stand_there_as_written() -> None:
    row = _filled(_rows(200))[2]
    assert r"[red]x[/red] \x1b[31m\n\u202eltr" in row
    assert "[link=x]here" in row
    raw = _raw(200)
    assert "\u202e" not in raw
    assert "\x1b[31m\\n" not in raw


def test_the_number_of_days_is_the_strongest_and_its_colour_says_how_near() -> None:
    raw = _raw(80)
    styles = [match[1] for match in re.finditer(r"\x1b\[([\d;]+)m *(?:day \d|\d+ days?|D\+\d+)", raw)]
    bold, red, magenta = "1", "1;31", "1;35"
    assert styles == [red, red, magenta, bold, bold, bold, bold]


@pytest.mark.parametrize(
    ("arguments", "environment", "colored"),
    [
        ((), {}, True),
        (("--color", "never"), {}, False),
        ((), {"NO_COLOR": "1"}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        ((), {"NO_COLOR": ""}, True),
        ((), {"TERM": "dumb"}, False),
    ],
)
def test_color(arguments: tuple[str, ...], environment: dict[str, str], colored: bool) -> None:
    for command in ("list", "show expo"):
        raw = _raw(80, *command.split(), *arguments, environment=environment)
        assert ("\x1b[" in raw) is colored


def test_what_fits_the_screen_and_how_many_more_there_are() -> None:
    rows = _filled(_rows(80, height=7))
    assert len(rows) == 6
    assert rows[-1] == "… and 3 more events; -n 0 shows all"
    assert rows[0].endswith("Tuesday 24 November 2026")
    assert _filled(_rows(80, "-n", "6"))[-1] == "… and 1 more event; -n 0 shows all"
    assert len(_filled(_rows(80, "-n", "0"))) == 8
    assert "more" not in _raw(80, "-n", "0", height=7)


def test_nothing_to_show_is_said() -> None:
    assert _filled(_rows(80, "list", "nothing")) == ["No events to show."]


def test_machine_forms_are_the_same_in_a_terminal() -> None:
    for arguments in (("--plain",), ("--json",), ("--format", "{name} {days}"), ("next",)):
        raw = _raw(40, *arguments, height=5)
        assert "\x1b" not in raw
        assert "…" not in raw


def test_under_a_locale_that_is_not_utf8_nothing_breaks() -> None:
    raw = _raw(80, environment={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert "Christmas" in raw
    assert "Traceback" not in raw


@pytest.mark.parametrize("width", [1, 2, 5, 20])
def test_a_screen_too_narrow_breaks_nothing(width: int) -> None:
    assert "Traceback" not in _raw(width)
