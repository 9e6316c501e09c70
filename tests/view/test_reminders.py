"""Reminders as lines and as messages."""

from __future__ import annotations

from typing import Any

import pytest
from rich.console import Console

from countdown.core.preferences import Preferences
from countdown.core.reminders import Reminder, came_due
from countdown.core.window import since, today
from countdown.view.reminder_table import reminder_table
from countdown.view.reminders import away_last, body, digest_body, digest_title, how_late, reminder_lines, title
from tests.build import at, make_event


def due(now: str, start: str = "2026-11-26", last: str | None = None, **fields: Any) -> list[Reminder]:
    """What is due at `now`: on its date, or since `last`."""
    moment = at(now)
    window = today(moment) if last is None else since(at(last), at(last).replace(tzinfo=None), moment)
    return came_due(make_event(start, **fields), window, moment, Preferences())


@pytest.mark.parametrize(
    ("now", "fields", "line"),
    [
        ("2026-11-19", {}, "7 days  It  Thu 26 Nov"),
        ("2026-11-25", {"remind": ("1d pack",)}, "1 day  It  pack  Thu 26 Nov (tomorrow)"),
        ("2026-11-26", {"end": "2026-11-30"}, "day 1 of 5  It  Thu 26 – Mon 30 Nov"),
        ("2026-12-26", {"remind": ("+30d",)}, "30 days ago  It  26 Nov 2026"),
        ("2026-11-26", {"name": "a\x1b[31m\nb", "remind": ("0d c\x07d",)}, r"today  a\x1b[31m\nb  c\x07d  Thu 26 Nov"),
    ],
)
def test_a_line(now: str, fields: dict[str, Any], line: str) -> None:
    assert reminder_lines(due(now, **fields)) == [line]


def test_lines_of_several_are_aligned() -> None:
    found = due("2026-11-26", name="长长") + due("2026-11-16", name="x", remind=("10d",))
    assert reminder_lines(found) == ["  today  长长  Thu 26 Nov", "10 days  x     Thu 26 Nov"]


def test_a_very_long_name_moves_no_other() -> None:
    found = due("2026-11-26", name="x" * 100) + due("2026-11-26", name="y")
    assert reminder_lines(found) == [f"today  {'x' * 100}  Thu 26 Nov", "today  y  Thu 26 Nov"]


def test_no_reminders_are_no_lines() -> None:
    assert reminder_lines([]) == []


def test_late() -> None:
    (late,) = due("2026-11-24", last="2026-11-10", remind=("7d",))
    assert how_late(late) == "(5 days late)"
    assert reminder_lines([late]) == ["2 days  It  Thu 26 Nov  (5 days late)"]
    (missed,) = due("2026-12-24", last="2026-11-10")
    assert how_late(missed) == ""


def test_missed_ones_are_last() -> None:
    missed, near = due("2026-12-24", last="2026-11-10"), due("2026-11-25")
    assert away_last(missed + near) == near + missed


def test_a_message() -> None:
    (found,) = due("2026-11-25", remind=("1d pack",), where="Bei\njing", name="It\r\nBcc: x")
    assert title(found) == r"It\r\nBcc: x: 1 day"
    assert body(found) == "pack\nThu 26 Nov (tomorrow)\nBei\\njing"


def test_a_message_of_what_was_missed() -> None:
    (found,) = due("2026-12-24", last="2026-11-10")
    assert title(found) == "It: 28 days ago"
    assert body(found) == "While you were away\n26 Nov 2026"


def test_a_digest() -> None:
    found = due("2026-11-25", remind=("1d a", "1d b"))
    assert digest_title(found) == "2 reminders"
    assert digest_title(found[:1]) == "1 reminder"
    assert digest_body(found) == "1 day  It  a  Thu 26 Nov (tomorrow)\n1 day  It  b  Thu 26 Nov (tomorrow)"
    missed = due("2026-12-24", last="2026-11-10")
    assert digest_body(found[:1] + missed).splitlines()[1:] == ["While you were away", "28 days ago  It  26 Nov 2026"]
    assert digest_body(missed) == "While you were away\n28 days ago  It  26 Nov 2026"


@pytest.mark.parametrize(("width", "indent"), [(20, 0), (30, 9), (80, 9)])
def test_in_a_terminal_texts_stand_below_names_where_there_is_room(width: int, indent: int) -> None:
    (found,) = due("2026-11-24", last="2026-11-10", remind=("7d pack the very long bag",))
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(*reminder_table([found], width), sep="\n")
    head, *text = capture.get().splitlines()
    assert head.startswith("2 days")
    assert "It" in head
    assert {len(line) - len(line.lstrip()) for line in text} == {indent}
    assert " ".join(line.strip() for line in text) == "pack the very long bag (5 days late)"
