"""Months in a real terminal: pexpect gives the program one, pyte shows what stands on its screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyte
import pytest

from tests.screens import sent

pytestmark = pytest.mark.slow
EVENTS = """\
[events.ski]
name = "Ski week"
start = 2026-11-20
end = 2026-11-25

[events.doctor]
name = "Doctor"
start = 2026-11-04T09:30:00

[events.hostile]
name = "[red]x[/red] \\u001b[31m\\n\\u202eltr"
start = 2026-11-05

[events.expo]
name = "第二届中国国际供应链促进博览会"
start = 2026-11-27
end = 2026-12-02

[events.party]
name = "Party 🎉 日"
start = 2026-12-31
"""


@pytest.fixture(autouse=True)
def events(events_file: Callable[[str], Path]) -> Path:
    return events_file(EVENTS)


def _raw(width: int, height: int, *arguments: str, **environment: str) -> str:
    """What the program sends to a terminal."""
    return sent(width, height, "calendar", *arguments, environment=environment)


def _screen(width: int, *arguments: str, height: int = 150, fits: int | None = None, **environment: str) -> pyte.Screen:
    """The screen, as long as all that is printed; `fits` is the height that the program knows."""
    screen = pyte.Screen(width, height)
    pyte.Stream(screen).feed(_raw(width, fits or height, *arguments, **environment))
    return screen


def _rows(screen: pyte.Screen) -> list[str]:
    """Its rows as cells: the second one of a wide character is a NUL."""
    cells = [[screen.buffer[y][x].data for x in range(screen.columns)] for y in range(screen.lines)]
    return ["".join(cell or "\0" for cell in row).rstrip() for row in cells]


def _filled(screen: pyte.Screen) -> list[str]:
    return [row for row in _rows(screen) if row]


def _cells(screen: pyte.Screen, row: int, first: int, last: int) -> list[Any]:
    return [screen.buffer[row][column] for column in range(first, last + 1)]


def _column(weekday: int) -> int:
    """Where a day's two cells begin."""
    return 1 + 3 * weekday


def test_days_are_marked_by_attributes_and_not_by_colour_alone() -> None:
    screen = _screen(80)
    today, doctor = _cells(screen, 6, _column(1), _column(1) + 1), _cells(screen, 3, _column(2) + 1, _column(2) + 1)
    assert _rows(screen)[6][:22].strip() == "23 24 25 26 27 28 29"
    assert all(cell.reverse and cell.underscore for cell in today)
    assert not any(cell.reverse for cell in _cells(screen, 6, _column(2), _column(2) + 1))
    assert all(cell.underscore and cell.bold for cell in doctor)
    assert not any(cell.underscore for cell in _cells(screen, 3, 0, _column(2)))


def test_a_span_is_one_line_across_the_ends_of_weeks() -> None:
    screen = _screen(80)
    rows = {5: (_column(4), _column(6) + 2), 6: (0, _column(2) + 1)}  # Fri 20 – Sun 22, and Mon 23 – Wed 25
    for row, (first, last) in rows.items():
        assert all(cell.underscore for cell in _cells(screen, row, first, last))
    assert not any(cell.underscore for cell in _cells(screen, 5, 0, _column(4) - 1))
    between = _cells(screen, 6, _column(2) + 2, _column(4) - 1)  # Thu 26 has nothing
    assert not any(cell.underscore for cell in between)
    assert all(cell.underscore for cell in _cells(screen, 7, 0, 3))  # Mon 30, and on into December


@pytest.mark.parametrize(
    ("width", "arguments", "columns"),
    [
        (40, "-n 3", 1), (40, "-n 3 --weeks", 1), (80, "--year", 3), (80, "--year --weeks", 3), (80, "-n 2", 2),
        (200, "-n 3 --weeks", 3), (200, "-n 8", 8), (200, "2026", 6), (120, "2026", 4), (15, "-n 2", 1), (1, "", 1),
    ],
)  # fmt: skip
def test_as_many_months_stand_side_by_side_as_there_is_room_for(width: int, arguments: str, columns: int) -> None:
    screen = _screen(width, *arguments.split())
    titles = [row for row in _rows(screen) if "Mo Tu"[: max(1, width - 1)] in row]
    assert not titles or max(row.count("Mo Tu") or 1 for row in titles) == columns
    if width >= 40:
        months = 12 if "year" in arguments or "2026" in arguments else int(arguments.split()[1])
        assert sum(row.count("Mo Tu") for row in titles) == months
        # Grids stand below each other.
        assert len({row.index("Mo") for row in titles}) == 1


@pytest.mark.parametrize(("width", "height"), [(40, 10), (80, 24), (200, 50)])
def test_the_month_and_its_list_at_each_size(width: int, height: int) -> None:
    rows = _filled(_screen(width, "--weeks", fits=height))
    assert "48 23 24 25 26 27 28 29" in "\n".join(rows)
    assert all(any(name in row for row in rows) for name in ("Doctor", "Ski week", "[red]x", "第\0二\0"))
    beside = width >= 80
    assert ("Ski week" in "\n".join(rows[:8])) is beside
    assert any(r"\x1b[31m" in row for row in rows) is (width >= 80)  # visible where it is not cut


def test_a_list_that_does_not_fit_is_counted(events_file: Callable[[str], Path]) -> None:
    events_file("".join(f'[events.e{at}]\nname = "N{at}"\nstart = 2026-11-{at % 30 + 1:02}\n' for at in range(60)))
    rows = _filled(_screen(80, fits=24))
    assert rows[-1].endswith("… and 38 more; --events 0 lists all")
    assert len(rows) == 23
    assert len(_filled(_screen(80, "--events", "0", fits=24))) == 60
    assert _filled(_screen(80, "--events", "3", fits=24))[3].endswith("… and 57 more; --events 0 lists all")


@pytest.mark.parametrize(
    ("arguments", "environment", "colored"),
    [
        ((), {}, True),
        ((), {"NO_COLOR": "1"}, False),
        ((), {"TERM": "dumb"}, False),
        (("--color", "never"), {}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
    ],
)
def test_without_colours_marks_stand_below_the_days(
    arguments: tuple[str, ...], environment: dict[str, str], colored: bool
) -> None:
    raw = _raw(80, 24, *arguments, **environment)
    assert ("\x1b[" in raw) is colored
    assert ("[24]" in raw and "=========" in raw and "**" in raw) is not colored


def test_only_the_basic_colours_are_used() -> None:
    raw = _raw(80, 24, "-n", "2", COLORTERM="truecolor")
    assert "38;" not in raw
    assert "48;" not in raw
    assert "\u202e" not in raw


@pytest.mark.parametrize(("width", "height"), [(40, 10), (80, 24), (200, 50)])
@pytest.mark.parametrize("number", [1, 30, 1000])
def test_any_number_of_events_fits(events_file: Callable[[str], Path], number: int, width: int, height: int) -> None:
    events_file(
        "".join(
            f'[events.e{at}]\nname = "Event {at} 日🎉"\nstart = 2026-11-{24 + at % 7:02}\nend = 2026-12-{1 + at % 28:02}\n'
            for at in range(number)
        )
    )
    rows = _filled(_screen(width, fits=height))
    assert "November 2026" in rows[0]
    assert sum("Event" in row for row in rows) >= min(number, 3)
    assert all(len(row) <= width for row in rows)
    assert any("more" in row for row in rows) is (number > 30 or (number == 30 and height < 50))


def test_without_events_there_are_only_days(events_file: Callable[[str], Path]) -> None:
    events_file("")
    assert _filled(_screen(40))[-1] == "No events in November 2026."
    assert _filled(_screen(80, "-n", "3"))[-1] == "No events in these months."
