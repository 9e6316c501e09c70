"""The full screen of `watch`: one event in large digits, those beside it in a line each, and the keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

import msgspec
from rich.cells import cell_len, set_cell_size

from countdown.core.countdown import Countdown
from countdown.core.tick import Tick
from countdown.view.large_clock import Clock, clocks
from countdown.view.text import visible
from countdown.view.words import bar, count, long_date, nearness, short_count, short_date, when

# Text and its style, a few words such as `bold green`, in the order of the line.
Row = list[tuple[str, str]]

_BAR_WIDTH = 40
_MOST_LISTED = 9
_NAME_WIDTH = 40
_LEAST_BODY = 3
_LEAST_CLOCK = 2


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """What is on the screen: the event `shown`, which is one of `countdowns`, and what is told beside it.

    `at` is the place of the shown one among the `number` watched, from 0, and `countdowns` those from the place `since`
    on that may be listed. Without any, `empty` says so.
    """

    shown: Tick | None
    at: int = 0
    number: int = 0
    countdowns: Sequence[Countdown] = ()
    since: int = 0
    paused: bool = False
    problem: str = ""
    empty: str = ""


class _Block(msgspec.Struct, frozen=True):
    """Rows that are shown together or not at all; of a lower `rank` what is needed more."""

    rank: int
    rows: list[Row]


_RANK_NAME, _RANK_STATUS, _RANK_DATE, _RANK_BAR, _RANK_LABELS, _RANK_PLACE, _RANK_GAP, _RANK_LIST = range(1, 9)


def listed(at: int, number: int) -> range:
    """The places of the events around `at`, of `number`, that may be listed on a large screen."""
    first = max(0, min(at - _MOST_LISTED // 2, number - _MOST_LISTED))
    return range(first, min(number, first + _MOST_LISTED))


def frame(scene: Scene, width: int, height: int) -> list[Row]:
    """The `height` rows of the screen, none wider than `width` cells."""
    feet = _feet(scene, width)
    feet = feet[len(feet) - max(0, min(len(feet), height - _LEAST_BODY)) :]
    room = height - len(feet)
    body = _body(scene, width, room)
    above = (room - len(body)) // 2
    return [*([] for _ in range(above)), *body, *([] for _ in range(room - above - len(body))), *feet]


def _body(scene: Scene, width: int, height: int) -> list[Row]:
    tick = scene.shown
    if tick is None:
        return [_centred([(line, "")], width) for line in _wrapped(scene.empty, width)[:height]]
    status = _status(tick)
    # A large number must leave room for the name and for what it counts to.
    clock = _clock(tick, width, max(min(height, _LEAST_CLOCK), height - (3 if status else 2)))
    blocks = [
        _Block(_RANK_NAME, [_centred([(visible(tick.seen.name), "bold")], width)]),
        *([_Block(_RANK_STATUS, [_centred([(status, "bold green")], width)])] if status else []),
        _Block(_RANK_GAP, [[]]),
        _Block(0, [_centred([(line, _style(tick))], width) for line in clock.rows]),
        *([_Block(_RANK_LABELS, [_centred([(clock.labels, "dim")], width)])] if clock.labels else []),
        _Block(_RANK_GAP, [[]]),
        _Block(_RANK_DATE, [_centred([(_date(tick, width), "")], width)]),
        *_place(tick, width),
        *_progress(tick, width),
        *_list(scene, width),
    ]
    return [row for block in _fitting(blocks, height) for row in block.rows][:height]


def _fitting(blocks: list[_Block], height: int) -> list[_Block]:
    """Those of the lowest ranks that fit in `height` rows together, in their order."""
    by_rank = sorted(blocks, key=lambda block: block.rank)
    heights = accumulate(len(block.rows) for block in by_rank)
    kept = {id(block) for block, total in zip(by_rank, heights, strict=True) if total <= height or block.rank == 0}
    return [block for block in blocks if id(block) in kept]


def _clock(tick: Tick, width: int, height: int) -> Clock:
    """The time left as large as there is room for; the smallest form may be cut."""
    sign = "+" if tick.seen.state == "past" and not tick.lingers else ""
    forms = list(clocks(tick.left, sign))
    return next((form for form in forms if form.width <= width and len(form.rows) <= height), forms[-1])


def _status(tick: Tick) -> str:
    """What is so now: `day 2 of 5`, `now`, `over`; empty while it is to come, and long after."""
    seen = tick.seen
    if seen.state == "ongoing":
        return count(seen)
    if not tick.lingers:
        return ""
    return "now" if seen.timed and seen.start == seen.end else "over"


def _date(tick: Tick, width: int) -> str:
    """What is counted to, or from, as long as it fits."""
    seen = tick.seen
    if tick.lingers or (seen.state == "ongoing" and seen.start == seen.end):
        return _longest((long_date(seen.start), when(seen)), width)
    words = {"upcoming": "until", "ongoing": "to its end,", "past": "since"}[seen.state]
    moment = seen.end if seen.state == "ongoing" else seen.start
    long = f"{words} {long_date(moment)}"
    return _longest((long, when(seen), short_date(moment, seen.now.date())), width)


def _longest(texts: Sequence[str], width: int) -> str:
    return next((text for text in texts if len(text) <= width), texts[-1])


def _place(tick: Tick, width: int) -> Iterator[_Block]:
    if tick.seen.event.where:
        yield _Block(_RANK_PLACE, [_centred([(visible(tick.seen.event.where), "dim")], width)])


def _progress(tick: Tick, width: int) -> Iterator[_Block]:
    """How much of the waiting since `since` is over; of an event of several days how much of them."""
    seen = tick.seen
    fraction = seen.progress if seen.state == "upcoming" else None
    if seen.day is not None and seen.length_days > 1:
        fraction = seen.day / seen.length_days
    if fraction is not None and width >= 20:
        percent = "" if seen.state == "ongoing" else f" {int(fraction * 100)} %"
        cells = min(_BAR_WIDTH, width - len(percent) - 2)
        yield _Block(_RANK_BAR, [_centred([(bar(fraction, cells), "green"), (percent, "")], width)])


def _list(scene: Scene, width: int) -> Iterator[_Block]:
    """A line for each event, the shown one marked; the nearest to it are the last to be left out."""
    if len(scene.countdowns) < 2 or width < 30:
        return
    counts = [short_count(seen) for seen in scene.countdowns]
    longest = max(map(cell_len, counts))
    names = [_cut(visible(seen.name), min(_NAME_WIDTH, width - longest - 6)) for seen in scene.countdowns]
    widest = max(map(cell_len, names))
    lines = []
    for place, (seen, number, name) in enumerate(zip(scene.countdowns, counts, names, strict=True), scene.since):
        mark, style = ("▸ ", "bold") if place == scene.at else ("  ", "")
        line: Row = [(f"{mark}{number:>{longest}}", style), (f"   {name}{' ' * (widest - cell_len(name))}", style)]
        lines.append((place, line, nearness(seen) or when(seen)))
    dates = max(len(date) for _, _, date in lines)
    if longest + widest + dates + 8 <= width:
        lines = [(place, [*line, (f"   {date:<{dates}}", "dim")], date) for place, line, date in lines]
    yield _Block(_RANK_LIST, [[]])
    for place, line, _ in lines:
        yield _Block(_RANK_LIST + 1 + abs(place - scene.at), [_centred(line, width)])


def _feet(scene: Scene, width: int) -> list[Row]:
    """What is wrong, if anything, and the keys."""
    keys = ["q quit"]
    if scene.paused:
        keys.insert(0, "paused")
    if scene.number > 1:
        keys += [f"{scene.at + 1} of {scene.number}", "↑↓ others"]
    keys.append("p go on" if scene.paused else "p pause")
    while len(keys) > 1 and len("   ".join(keys)) > width:
        keys.pop()
    foot = [_centred([("   ".join(keys), "bold" if scene.paused else "dim")], width)]
    return [_centred([(visible(scene.problem), "yellow")], width), *foot] if scene.problem else foot


def _centred(row: Row, width: int) -> Row:
    """`row` in the middle of `width` cells, cut where it is wider."""
    room = width
    shown: Row = []
    for text, style in row:
        fitting = _cut(text, room)
        room -= cell_len(fitting)
        shown.append((fitting, style))
    return [(" " * (room // 2), ""), *shown] if room > 1 else shown


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return f"{set_cell_size(text, width - 1)}…" if width > 0 else ""


def _wrapped(text: str, width: int) -> list[str]:
    from textwrap import wrap  # only where there is nothing to watch

    return wrap(text, max(1, width))


def _style(tick: Tick) -> str:
    """How near it is, which the number tells too."""
    seen = tick.seen
    if seen.state == "past" and not tick.lingers:
        return "bold blue"
    if seen.state != "upcoming" or seen.days <= 1:
        return "bold green"
    return "bold yellow" if seen.days <= 7 else "bold"
