"""`watch` in a real terminal: what stands on its screen while it ticks, and what the keys do."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.watching import Watch, seconds_left

EVENTS = """\
[events.expo]
name = "第二届中国国际供应链促进博览会 🎉"
start = 2026-11-26
end = 2026-11-30
since = 2026-08-18
where = "北京"

[events.christmas]
name = "Christmas"
start = 2026-12-25

[events.hostile]
name = "[red]x[/red] \\u001b[31m\\n\\u202eltr"
start = 2027-01-01

[events.move]
name = "Since the move"
start = 2026-08-18
pin = true
"""


@pytest.fixture(autouse=True)
def everyday(events_file: Callable[[str], Path]) -> Path:
    return events_file(EVENTS)


def many(number: int) -> str:
    return "".join(f'[events.e{at}]\nname = "Event {at:03} 日"\nstart = 2027-01-01\n' for at in range(number))


@pytest.mark.parametrize("size", [(10, 3), (40, 10), (80, 24), (200, 50)])
@pytest.mark.parametrize("number", [1, 30, pytest.param(1000, marks=pytest.mark.slow)])
def test_it_fits_every_screen(watch: Watch, size: tuple[int, int], number: int) -> None:
    terminal = watch(size=size, events=many(number))
    terminal.wait_for("Event 000" if size[0] > 10 else "Event")
    if size[1] > 3:
        terminal.wait_for("q quit")
    rows = terminal.rows
    assert len([row for row in rows if re.search(r"█|:", row)]) >= (1 if size[1] < 10 else 5)
    if size[1] > 3:
        keys = rows[-1].strip()
        assert keys.startswith("q quit")
        assert ("1 of" in keys) is (number > 1)
        assert number == 1 or f"1 of {min(number, 100)}" in keys
    for row in rows[:-1]:
        # What is centred is so as the terminal counts cells.
        left = len(row) - len(row.lstrip())
        assert not row or left <= size[0] // 2
    terminal.type("q")
    assert terminal.end() == 0
    terminal.assert_as_before()


def test_it_ticks_each_second_and_drops_none(watch: Watch) -> None:
    terminal = watch("christmas")
    seen: list[int] = []
    while len(seen) < 4:
        terminal.wait_for(lambda: seconds_left(terminal) not in (-1, *seen[-1:]))
        seen.append(seconds_left(terminal))
    begin = 30 * 86_400 + 15 * 3600
    assert seen == sorted(seen, reverse=True)
    assert begin - 60 < seen[0] <= begin


def test_wide_names_stand_in_the_middle(watch: Watch) -> None:
    terminal = watch(size=(80, 24))
    terminal.wait_for("q quit")
    row = next(y for y, row in enumerate(terminal.rows) if "第" in row)
    cells = [terminal.screen.buffer[row][x].data for x in range(80)]
    first, last = cells.index("第"), len(cells) - 1 - next(x for x, cell in enumerate(reversed(cells)) if cell.strip())
    assert abs(first - (79 - last)) <= 2
    assert "until Thursday 26 November 2026" in terminal.text
    assert "98 %" in terminal.text


def test_hostile_names_stand_there_as_written(watch: Watch) -> None:
    terminal = watch("hostile", size=(80, 24))
    terminal.wait_for(r"[red]x[/red] \x1b[31m\n\u202eltr")
    assert "\u202e" not in terminal.raw


def test_the_arrows_show_another(watch: Watch) -> None:
    terminal = watch(size=(80, 24))
    terminal.wait_for("▸  2 days")
    for key, shown in (("\x1b[B", "▸ 31 days"), ("j", "▸ 38 days"), ("\x1bOC", "▸  2 days"), ("k", "▸ 38 days")):
        terminal.type(key)
        terminal.wait_for(shown)
    terminal.type("\x1b[A")
    terminal.wait_for("2 of 3")


def test_events_that_are_named_are_watched_in_their_order(watch: Watch) -> None:
    terminal = watch("move", "christ", "move", size=(80, 24))
    terminal.wait_for("▸    D+98")
    assert "since Tuesday 18 August 2026" in terminal.text
    terminal.type("j")
    terminal.wait_for("2 of 2")
    assert "expo" not in terminal.text


@pytest.mark.slow
def test_a_pause_holds_the_time_and_then_it_is_now_again(watch: Watch) -> None:
    terminal = watch("christmas")
    terminal.wait_for(lambda: seconds_left(terminal) > 0)
    terminal.type("p")
    terminal.wait_for("paused")
    held = seconds_left(terminal)
    begun = time.monotonic()
    while time.monotonic() - begun < 2:
        terminal.read()
    assert seconds_left(terminal) == held
    terminal.type("p")
    terminal.wait_for(lambda: seconds_left(terminal) <= held - 2)
    assert "paused" not in terminal.text


def test_a_screen_that_changes_its_size_is_drawn_anew(watch: Watch) -> None:
    terminal = watch(size=(80, 24))
    terminal.wait_for("q quit")
    for width, height in ((40, 10), (200, 50), (12, 4), (80, 24)):
        terminal.resize(width, height)
        terminal.screen.reset()
        terminal.wait_for("q quit")
        assert terminal.rows[-1].strip().startswith("q quit")
    assert "▸  2 days" in terminal.text


MOMENT = '[events.tea]\nname = "Tea"\nstart = 2026-11-24T09:00:{at:02}\n{more}'


@pytest.mark.slow
@pytest.mark.parametrize(
    ("more", "told"),
    [
        pytest.param("", ["now"], marks=pytest.mark.slow),
        ("end = 2026-11-24T10:00:00\n", ["now", "to its end"]),
        pytest.param('repeat = "daily"\n', ["now"], marks=pytest.mark.slow),
    ],
)
def test_at_zero_it_says_so_and_rings_once(watch: Watch, more: str, told: list[str]) -> None:
    # The clock begins when the command line is read; what begins before the first frame is no news.
    terminal = watch(size=(80, 7), events=MOMENT.format(at=6, more=more))
    terminal.wait_for(lambda: seconds_left(terminal) >= 0)
    assert "\a" not in terminal.raw
    for text in told:
        terminal.wait_for(text)
    begun = time.monotonic()
    while time.monotonic() - begun < 1.5:
        terminal.read()
    assert terminal.raw.count("\a") == 1


@pytest.mark.slow
def test_what_is_over_makes_room_after_a_while(watch: Watch) -> None:
    terminal = watch(events=MOMENT.format(at=1, more="") + '[events.next]\nname = "Next"\nstart = 2026-11-25\n')
    terminal.wait_for("Next")
    assert "\a" not in terminal.raw.partition("Tea")[0]


@pytest.mark.slow
def test_days_begin_at_the_viewers_midnight(watch: Watch, viewer: Callable[[str], None]) -> None:
    viewer("Asia/Tokyo")
    terminal = watch("expo", size=(80, 7), now="2026-11-25T23:59:57")
    terminal.wait_for("day 1 of 5")
    assert "4 days 23:59" in terminal.text or "5 days 00:00:00" in terminal.text


@pytest.mark.parametrize(
    ("environment", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "vt100"}, True)]
)
def test_color(watch: Watch, environment: dict[str, str], colored: bool) -> None:
    terminal = watch(environment=environment)
    terminal.wait_for("q quit")
    styles = re.findall(r"\x1b\[(?:\d+;)*\d+m", terminal.raw)
    assert bool(styles) is colored
    # The eight basic colours alone, so that those of the terminal's own ground are used.
    assert all(re.fullmatch(r"\x1b\[(0|[12]|(1;)?3[1-6])m", style) for style in styles)


def test_only_what_changes_is_sent(watch: Watch) -> None:
    terminal = watch("christmas", size=(80, 24))
    terminal.wait_for("q quit")
    before = len(terminal.raw)
    terminal.wait_for(lambda: len(terminal.raw) > before)
    assert "Christmas" not in terminal.raw[before:]
    assert "\x1b[2J" not in terminal.raw[before:]


def test_a_terminal_that_is_not_utf8_gets_signs_that_it_has(watch: Watch) -> None:
    terminal = watch("christmas", size=(80, 24), environment={"PYTHONIOENCODING": "latin-1"})
    terminal.wait_for("q quit")
    assert "######" in terminal.text


def test_it_says_that_it_needs_a_terminal(spawn: Run, run: Run) -> None:
    for begin in (spawn, run):
        done = begin("watch")
        assert (done.code, done.out) == (1, "")
        assert (
            done.err
            == "countdown: watch needs a terminal for its keys and its screen; in a pipe write countdown next\n"
        )


def test_it_says_that_a_dumb_terminal_will_not_do(watch: Watch) -> None:
    terminal = watch(environment={"TERM": "dumb"}, size=(200, 24))
    assert terminal.end() == 1
    assert len(terminal.raw.splitlines()) == 1
    assert "TERM=dumb says that this one cannot; write countdown next" in terminal.raw
    assert "\x1b" not in terminal.raw


@pytest.mark.parametrize(
    ("names", "events", "words"),
    [
        (["xyzzy"], None, "no event is called 'xyzzy'"),
        (["s"], None, "could be several events"),
        ([], "[events.a\n", "events.toml:1: "),
        (
            ["a"],
            '[events.a]\nname = "A"\nstart = 2026-01-01\nrepeat = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"\n',
            "never",
        ),
    ],
)
def test_what_cannot_be_watched_is_an_error(watch: Watch, names: list[str], events: str | None, words: str) -> None:
    terminal = watch(*names, events=events, size=(200, 24))
    assert terminal.end() == 1
    assert words in terminal.raw
    assert "Traceback" not in terminal.raw
    assert "\x1b[?1049h" not in terminal.raw
