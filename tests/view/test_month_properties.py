"""Whatever the month: each of its days stands there once, and all that happens is marked and listed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from countdown.core.dates import month_length
from countdown.core.event import Event
from countdown.view.marks import marks_of
from countdown.view.month import Style, across, grids, grids_width, month_lines
from tests.view.months import countdowns_in, month_page, months_from

MONTHS = st.dates().map(lambda day: day.replace(day=1))
STYLES = st.builds(Style, week_start=st.integers(0, 6), weeks=st.booleans(), colored=st.booleans())
NEAR = st.dates(date(2026, 9, 1), date(2027, 1, 31))
EVENTS = st.builds(
    lambda start, days, repeat: Event(id="it", name="It", start=start, end=start + timedelta(days), repeat=repeat),
    NEAR,
    st.integers(0, 40),
    st.sampled_from([None, "daily", "every 3 days", "weekly", "weekdays", "monthly"]),
)


def _weeks(lines: list[str], margin: int) -> Iterator[tuple[str, str]]:
    """Each line of days, from the cell before the first on, and the line of marks below it, if there is one."""
    rows = [line[margin:].ljust(22) for line in lines[2:]]
    for at, row in enumerate(rows):
        if any(character.isdigit() for character in row):
            below = rows[at + 1] if at + 1 < len(rows) else ""
            yield row, below if set(below) <= set(" =*") else ""


def _days(row: str) -> list[tuple[int, int]]:
    """The days of a week, and the column of each."""
    return [(int(row[at : at + 2]), at) for at in range(1, 22, 3) if row[at : at + 2].strip()]


@given(MONTHS, STYLES, st.dates())
def test_each_day_stands_there_once_below_its_weekday(month: date, style: Style, today: date) -> None:
    lines = [line.plain for line in month_lines(month, marks_of([], month, month), today, style)]
    names = lines[1][style.width - 22 :]
    found = []
    for row, _ in _weeks(lines, style.width - 22):
        for day, column in _days(row):
            found.append(day)
            assert names[column : column + 2] == f"{month.replace(day=day):%a}"[:2]
    assert found == list(range(1, month_length(month.year, month.month) + 1))
    assert all(len(line.rstrip()) <= style.width for line in lines)


@given(MONTHS, st.integers(0, 6))
def test_weeks_have_the_number_of_their_thursday(month: date, week_start: int) -> None:
    style = Style(week_start=week_start, weeks=True)
    lines = [line.plain for line in month_lines(month, marks_of([], month, month), month, style)]
    for line in lines[2:]:
        for day, column in _days(line[2:].ljust(22)):
            if lines[1][2 + column : 4 + column] == "Th":
                assert int(line[:2]) == month.replace(day=day).isocalendar().week


@given(st.lists(EVENTS, max_size=4), st.integers(0, 6))
def test_all_that_happens_is_marked_and_nothing_else(events: list[Event], week_start: int) -> None:
    month, last = date(2026, 11, 1), date(2026, 11, 30)
    taken, joined = set(), set()
    for event in events:
        assert isinstance(event.start, date)
        for start in _starts(event, last):
            for step in range(event.length.days + 1):
                taken.add(start + timedelta(step))
                if step < event.length.days:
                    joined.add(start + timedelta(step))
    marks = marks_of(countdowns_in([month], events), month, last)
    lines = month_lines(month, marks, date(2027, 1, 1), Style(week_start=week_start, colored=False))
    for row, below in _weeks([line.plain for line in lines], 0):
        marked = below.ljust(22)
        for day, column in _days(row):
            there = month.replace(day=day)
            assert (marked[column : column + 2] in ("**", "==")) is (there in taken)
            assert (marked[column + 2] == "=") is (there in joined)


def _starts(event: Event, through: date) -> Iterator[date]:
    """All starts through a day, one day after the other."""
    day, number = event.start, 0
    while day <= through:
        due = {
            None: number == 0,
            "daily": True,
            "every 3 days": number % 3 == 0,
            "weekly": number % 7 == 0,
            "weekdays": day.weekday() < 5,
            "monthly": day.day == min(event.start.day, month_length(day.year, day.month)),
        }
        if due[event.repeat]:
            yield day
        day, number = day + timedelta(1), number + 1


@given(st.lists(EVENTS, min_size=1, max_size=4), st.integers(1, 5))
def test_a_pipe_gets_every_occurrence_of_each_month(events: list[Event], number: int) -> None:
    months = months_from("2026-10", number)
    found = countdowns_in(months, events)
    ends = [month.replace(day=month_length(month.year, month.month)) for month in months]
    wanted = sum(
        each.first_day <= end and each.last_day >= month
        for each in found
        for month, end in zip(months, ends, strict=True)
    )
    assert sum(line.endswith("  It") for line in month_page("2026-10", *events, number=number)) == wanted


@given(st.integers(1, 120), st.integers(1, 300), STYLES)
def test_as_many_stand_side_by_side_as_fit(number: int, width: int, style: Style) -> None:
    columns = across(number, width, style)
    rows = -(-number // columns)
    assert columns == 1 or grids_width(columns, style) <= width
    # One row less would need more of them side by side than there is room for.
    assert rows == 1 or grids_width(-(-number // (rows - 1)), style) > width
    months = months_from("2026-01", min(number, 24))
    lines = grids(months, columns, marks_of([], months[0], months[-1]), date(2026, 1, 1), style)
    assert max(line.cell_len for line in lines) <= grids_width(columns, style)
