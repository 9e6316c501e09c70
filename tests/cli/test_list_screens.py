"""`list` and `show` on real terminals of several sizes, with none, one, some and very many events."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.screens import fits, screen, sent

pytestmark = pytest.mark.slow
SIZES = [(40, 10), (80, 24), (200, 50)]
NAMES = ["Expo", "第二届中国国际供应链促进博览会", "Party 🎉 👩‍👧", "A name that goes on and on " * 5, "Café"]


def many(number: int) -> str:
    days = (date(2026, 11, 24) + timedelta(days=9 * index % 2000) for index in range(number))
    return "".join(
        f'[events.e{index}]\nname = "{NAMES[index % len(NAMES)]}"\nstart = {day}\nsince = 2026-08-18\n'
        f'tags = ["tag{index % 3}"]\nwhere = "北京"\n'
        for index, day in enumerate(days)
    )


def colours(text: str) -> set[str]:
    """What is asked of a terminal beside plain text."""
    return {code for codes in re.findall(r"\x1b\[([\d;]*)m", text) for code in codes.split(";")}


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("options", [(), ("--by", "month"), ("--by", "tag"), ("--unit", "weeks"), ("--milestones",)])
@pytest.mark.parametrize("number", [1, 30, pytest.param(1000, marks=pytest.mark.slow)])
def test_what_is_printed_fits_the_screen_and_nothing_scrolls_away(
    number: int, options: tuple[str, ...], width: int, height: int, events_file: Callable[[str], Path]
) -> None:
    events_file(many(number))
    text = sent(width, height, "list", *options)
    lines = screen(width, height, text)
    assert lines[0].endswith("24 November 2026") or "No milestones" in lines[0]
    assert fits(lines, width)
    assert lines[-1] == ""
    assert len(text.split("\n")) <= height
    # One line is the date, one the prompt, and one tells how many more there are.
    rows = sent(width, height, "list", *options, "-n", "0").count("\n") - 1
    assert ("-n 0 shows all" in text) == (rows > height - 3)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_events(width: int, height: int, events_file: Callable[[str], Path]) -> None:
    events_file("")
    for options in ((), ("--by", "month"), ("--unit", "months")):
        assert screen(width, height, sent(width, height, *options))[:2] == ["There are no events yet.", ""]
    assert screen(width, height, sent(width, height, "list", "--milestones"))[0] == "No milestones are ahead."


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {}, {"TERM": "linux"}])
@pytest.mark.parametrize("command", ["list", "list --by month", "list --milestones", "show e1"])
def test_colours_are_those_that_both_grounds_and_all_eyes_can_bear(
    command: str, environment: dict[str, str], events_file: Callable[[str], Path]
) -> None:
    events_file(many(30) + '[events.kept]\nname = "Kept"\nstart = 2026-08-18\npin = true\n')
    text = sent(80, 40, *command.split(), environment=environment)
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        assert "\x1b" not in text
    else:
        # Bold, dim, red, magenta: no other of the eight is read on black and on white alike.
        assert colours(text) <= {"0", "1", "2", "31", "35"}
        assert colours(text) & {"1", "31", "35"}
    assert " days" in text  # never the colour alone


SHOW = """\
[events.expo]
name = "第二届中国国际供应链促进博览会 🎉"
start = 2027-03-04
end = 2027-03-06
since = 2026-08-18
where = "北京"

[events.ski]
name = "Ski week"
start = 2026-11-23
end = 2026-11-27

[events.move]
name = "Since the move"
start = 2026-08-18
pin = true

[events.dentist]
name = "Dentist"
start = 2026-11-24T15:30:00
"""
HUNDRED = ["  ██    ██████  ██████", "████    ██  ██  ██  ██", "  ██    ██  ██  ██  ██", "  ██    ██  ██  ██  ██",
           "██████  ██████  ██████  100 days"]  # fmt: skip


@pytest.fixture
def shown(events_file: Callable[[str], Path]) -> None:
    events_file(SHOW)


def test_show_is_a_card_with_a_large_number(shown: None) -> None:
    lines = screen(80, 24, sent(80, 24, "show", "expo"))
    assert lines[0].replace(" ", "").startswith("第二届中国国际供应链促进博览会🎉")
    assert [line.removeprefix("  ") for line in lines[2:7]] == HUNDRED
    assert lines[8:10] == ["starts     Thursday 4 March 2027", "ends       Saturday 6 March 2027, 3 days"]
    assert "waited     ██████████░░░░░░░░░░ 49 % since Tue 18 Aug" in lines


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("expo", "100 days"),
        ("expo --unit weeks", "14 weeks 2 days"),
        ("expo --unit months", "3 months 8 days"),
        ("ski", "day 2 of 5"),
        ("move", "D+98"),
        ("move --unit weeks", "14 weeks ago"),
        ("dentist", "today (in 6 h 30 min)"),
    ],
)
@pytest.mark.parametrize(("width", "height"), [(20, 40), (40, 24), (80, 24), (200, 50)])
def test_the_number_is_told_in_words_too(words: str, told: str, width: int, height: int, shown: None) -> None:
    lines = screen(width, height, sent(width, height, "show", *words.split()))
    assert fits(lines, width)
    assert lines[0] != ""
    if width > len(told):
        assert any(line.endswith(told) for line in lines)
    if width >= 40:
        large = any(line.startswith("  ") and "██" in line for line in lines[:8])
        assert large is not told.startswith("today")


@pytest.mark.parametrize(("width", "height"), [(40, 10), (80, 10), (10, 24), (1, 5)])
def test_a_small_screen_does_without_large_digits(width: int, height: int, shown: None) -> None:
    text = sent(width, height, "show", "ski")
    assert "██████" not in text
    assert "Traceback" not in text


def test_a_pipe_is_given_no_card(shown: None, capsys: pytest.CaptureFixture[str]) -> None:
    from countdown.cli.main import main

    assert main(("show", "ski", "--now", "2026-11-24")) == 0
    assert capsys.readouterr().out.splitlines()[:3] == ["Ski week", "day 2 of 5", ""]
