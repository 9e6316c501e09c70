"""What is listed below the months, or beside them."""

from __future__ import annotations

import pytest

from countdown.core.event import Event
from countdown.view.month import Style
from countdown.view.month_list import list_lines, merged_rows
from tests.build import make_event
from tests.view.months import countdowns_in, month_page, months_from

STANDUP = make_event("2026-11-02T09:30", repeat="weekdays", name="Standup", id="standup")
EXPO = make_event("2026-11-26", end="2026-11-30", name="Expo", id="expo")
WIDE = (200, 50)


def _list(
    *events: Event, first: str = "2026-11", screen: tuple[int, int] = (54, 30), most: int | None = None
) -> list[str]:
    """The lines below the one month of a screen too narrow for a list beside it."""
    lines = month_page(first, *events, screen=screen, style=Style(), most=most)
    return lines[lines.index("") + 1 :]


@pytest.mark.parametrize(
    ("start", "repeat", "expected"),
    [
        ("2026-11-02", None, "Mon  2  It"),
        ("2026-11-02T09:30", None, "Mon  2  09:30  It"),
        ("2026-11-02", "weekly", "Mon  2  It  also 9, 16, 23, 30"),
        ("2026-10-02", "daily", "Sun  1  It  also 2–30"),
        ("2026-10-02T08:00", "FREQ=DAILY;BYDAY=SA,SU", "Sun  1  08:00  It  also 7–8, 14–15, 21–22, 28–29"),
        ("2026-11-02T08:00", "FREQ=HOURLY;COUNT=3", "Mon  2  08:00  It  3 times"),
        ("2026-11-02T08:00", "FREQ=HOURLY;COUNT=30", "Mon  2  08:00  It  also 3, 30 times"),
    ],
)
def test_a_repeat_is_one_row_in_a_terminal(start: str, repeat: str | None, expected: str) -> None:
    assert _list(make_event(start, repeat=repeat)) == [expected]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-26", "2026-11-30", "Thu 26 – Mon 30  It"),
        ("2026-11-02", "2026-11-03", "Mon  2 – Tue 3  It"),
        ("2026-11-26", "2026-12-01", "Thu 26 – Tue 1 Dec  It"),
        ("2026-10-30", "2026-11-01", "Fri 30 Oct – Sun 1  It"),
        ("2025-12-30", "2027-01-02", "Tue 30 Dec – Sat 2 Jan  It"),
        ("2025-11-30", "2027-12-02", "Sun 30 Nov 2025 – Thu 2 Dec 2027  It"),
        ("2026-11-26T22:00", "2026-11-27T02:00", "Thu 26 – Fri 27  22:00  It"),
        ("2026-11-26T22:00", "2026-11-27T00:00", "Thu 26  22:00  It"),
    ],
)
def test_a_span_tells_its_end(start: str, end: str, expected: str) -> None:
    assert _list(make_event(start, end=end)) == [expected]


def test_spans_have_a_row_for_each_time() -> None:
    shift = make_event("2026-11-02", end="2026-11-04", repeat="every 2 weeks", name="Shift")
    assert _list(shift) == [
        "Mon  2 – Wed 4      Shift",
        "Mon 16 – Wed 18     Shift",
        "Mon 30 – Wed 2 Dec  Shift",
    ]


def test_what_is_more_than_fits_is_counted_and_what_is_past_goes_first() -> None:
    events = [make_event(f"2026-11-{day:02}", name=f"Day {day}", id=f"d{day}") for day in range(1, 31)]
    shown = _list(*events, screen=(54, 10))
    assert shown == [*(f"{line}" for line in _expected(range(24, 29))), "… and 25 more; --events 0 lists all"]
    assert _list(*events, screen=(54, 10), most=2)[-1] == "… and 28 more; --events 0 lists all"
    assert len(_list(*events, screen=(54, 10), most=0)) == 30
    assert len(_list(*events, screen=(54, 10), most=29)) == 30  # one more takes no more room than its count
    assert len(_list(*events, screen=(54, 30))) == 30 - 8 - 2


def _expected(days: range) -> list[str]:
    names = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
    return [f"{names[(day - 1) % 7]} {day:>2}  Day {day}" for day in days]


def test_each_of_several_months_has_its_title_and_one_without_events_none() -> None:
    lines = month_page("2026-10", EXPO, number=4, screen=(96, 50), style=Style())
    below = lines[lines.index("") + 1 :]
    assert below == ["November 2026", "Thu 26 – Mon 30  Expo"]
    assert month_page("2026-10", number=4, screen=(96, 50), style=Style())[-1] == "No events in these months."
    assert month_page("2026-10", screen=(54, 50), style=Style())[-1] == "No events in October 2026."


def test_the_list_stands_beside_where_there_is_room() -> None:
    lines = month_page("2026-11", STANDUP, EXPO, screen=(80, 24), style=Style())
    assert lines[0].endswith("Mon  2           09:30  Standup  also 3–6, 9–13, 16–20…")
    assert lines[1].endswith("Su    Thu 26 – Mon 30  Expo")
    assert "" not in lines
    assert month_page("2026-11", EXPO, number=3, screen=WIDE, style=Style())[1].endswith("Thu 26 – Mon 30  Expo")


@pytest.mark.parametrize("width", [1, 5, 20, 40, 60, 80])
def test_a_line_is_no_wider_than_the_list(width: int) -> None:
    names = ["第二届中国国际供应链促进博览会 日本語", "Party 🎉 " * 20, "a" * 200]
    events = [make_event("2026-11-28", end="2026-12-02", name=name, id=name) for name in names]
    months = months_from("2026-11")
    rows = merged_rows(countdowns_in(months, [*events, STANDUP]), months[0])
    lines = list_lines(rows, width)
    assert len(lines) == 4
    assert all(line.cell_len <= width for line in lines)


def test_nothing_is_cut_in_a_pipe_and_what_steers_a_terminal_is_visible() -> None:
    name = "[red]x[/red] \u001b[31m\n\u202eltr " + "long " * 40
    assert (
        month_page("2026-11", make_event("2026-11-02", name=name.strip()))[-1]
        == ("Mon  2  [red]x[/red] \\x1b[31m\\n\\u202eltr " + "long " * 40).strip()
    )


def test_years_are_those_of_the_occurrence() -> None:
    ada = make_event("1990-11-24", repeat="yearly", name="Ada turns {years}")
    assert month_page("2030-11", ada)[-1] == "Sun 24  Ada turns 40"


def test_a_timed_event_is_where_the_viewer_has_it() -> None:
    call = make_event("2026-11-30T23:30:00+00:00", name="Call")
    assert month_page("2026-12", call, zone="Asia/Tokyo")[-1] == "Tue  1  08:30  Call"
    assert month_page("2026-11", call, zone="Asia/Tokyo")[-1] == "No events in November 2026."
    assert month_page("2026-11", call, zone="America/New_York")[-1] == "Mon 30  18:30  Call"
