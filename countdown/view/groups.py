"""The list under headings: by tag, or by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from countdown.core.countdown import Countdown
from countdown.core.dates import MONTHS
from countdown.view.text import visible

_NO_TAG = "no tag"


class Section(NamedTuple):
    """Some countdowns in order, and the heading that they stand under; without one they are the whole list."""

    heading: str
    countdowns: list[Countdown]


def grouped(countdowns: Sequence[Countdown], by: str | None) -> list[Section]:
    """`countdowns` by one of `words.BY`, the group of the nearest first; all in one if it is None.

    One with two tags stands under each, one without under the last heading. What is ongoing is of this month.
    """
    if by is None:
        return [Section("", list(countdowns))]
    groups: dict[str, Section] = {}
    for countdown in countdowns:
        for heading in dict.fromkeys(_tags(countdown)) if by == "tag" else (_month(countdown),):
            # Upper and lower case are one tag, as they are to --tag.
            groups.setdefault(heading.casefold(), Section(heading, [])).countdowns.append(countdown)
    return sorted(groups.values(), key=lambda group: group.heading == _NO_TAG)


def _tags(countdown: Countdown) -> Iterator[str]:
    seen = set()
    for tag in countdown.event.tags:
        if tag.casefold() not in seen:
            seen.add(tag.casefold())
            yield f"#{visible(tag)}"
    if not seen:
        yield _NO_TAG


def _month(countdown: Countdown) -> str:
    day = countdown.now.date() if countdown.state == "ongoing" else countdown.first_day
    return f"{MONTHS[day.month - 1]} {day.year}"


def height(groups: Sequence[Section]) -> int:
    """How many lines they take, with a blank one between two groups."""
    headings = sum(bool(group.heading) for group in groups)
    return sum(len(group.countdowns) for group in groups) + headings + max(0, headings - 1)


def fitting(countdowns: Sequence[Countdown], by: str | None, rows: int) -> int:
    """How many of the first of `countdowns` fit on so many rows; one at the least."""
    for number in range(min(rows, len(countdowns)), 1, -1):
        if height(grouped(countdowns[:number], by)) <= rows:
            return number
    return 1
