from __future__ import annotations

import json

import pytest

from countdown.view.prompt import in_one_line, prompt_text, shortened
from countdown.view.text import cells
from countdown.view.waybar import waybar_error, waybar_json
from tests.build import seen

NOW = "2026-11-24T09:00"


@pytest.mark.parametrize(
    ("start", "fields", "text"),
    [
        ("2026-11-26", {"name": "Supply chain expo"}, "2 days  Supply chain expo"),
        ("2026-11-25T10:00", {"name": "Dentist"}, "1 day  Dentist"),
        ("2026-11-24", {"name": "Today"}, "today  Today"),
        ("2026-11-24T09:30", {"name": "Dentist"}, "today 09:30  Dentist"),
        ("2026-11-24T08:30", {"name": "Dentist", "end": "2026-11-24T09:30"}, "today 08:30  Dentist"),
        ("2026-11-23", {"name": "Ski", "end": "2026-11-27"}, "day 2 of 5  Ski"),
        ("2026-11-23T20:00", {"name": "Night", "end": "2026-11-24T10:00"}, "day 2 of 2  Night"),
        ("2026-11-26", {"name": "x" * 40}, f"2 days  {'x' * 31}…"),
        ("2026-11-26", {"name": "a\x1b[31m\nb"}, r"2 days  a\x1b[31m\nb"),
    ],
)
def test_the_text_of_a_prompt(start: str, fields: dict[str, str], text: str) -> None:
    assert prompt_text(seen(start, NOW, **fields)) == text


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("ab cd", 4, "ab…"), ("第二届", 6, "第二届"), ("第二届", 5, "第二…"),
        ("第二届", 4, "第…"), ("e\u0301e\u0301e\u0301", 2, "e\u0301…"), ("🎉🎉", 3, "🎉…"), ("abc", 1, "…"),
    ],
)  # fmt: skip
def test_what_is_too_wide_is_cut(text: str, width: int, expected: str) -> None:
    assert shortened(text, width) == expected
    assert cells(expected) <= width


def test_a_line_is_one() -> None:
    assert in_one_line("a\tb\nc\rd") == r"a b c\rd"


@pytest.mark.parametrize(
    ("start", "near"),
    [("2026-11-23", "today"), ("2026-11-24", "today"), ("2026-11-25", "tomorrow"), ("2026-12-01", "week"), ("2026-12-02", "later")],
)  # fmt: skip
def test_waybar_knows_how_near_it_is(start: str, near: str) -> None:
    found = waybar_json([seen(start, NOW, end="2026-12-24")])
    assert json.loads(found)["class"] == near
    assert list(json.loads(found)) == ["text", "tooltip", "class"]


def test_waybars_line_is_one_and_its_texts_are_no_markup() -> None:
    name = "<b>&\n\u202e\x1b"
    line = waybar_json([seen("2026-11-26", NOW, name=name), seen("2026-11-27", NOW, name="Next")])
    assert line.isprintable()
    found = json.loads(line)
    assert found["text"] == r"2 days  &lt;b&gt;&amp;\n\u202e\x1b"
    assert found["tooltip"].splitlines()[1] == "3 days  Next  (Fri 27 Nov)"
    assert json.loads(waybar_json([])) == {"text": "", "tooltip": "", "class": "none"}
    assert json.loads(waybar_error("a <b>\n")) == {
        "text": "countdown: error",
        "tooltip": "a &lt;b&gt;\\n",
        "class": "error",
    }
