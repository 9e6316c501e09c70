"""Which days of some months are marked: by an event of their own, or by one that goes on for several."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from countdown.core.countdown import Countdown


class Marks(msgspec.Struct, frozen=True):
    """Days by their ordinals (1 is 1 January of the year 1).

    On those of `single` something happens that begins and ends there; those of `joined` belong to an event that goes
    on the day after.
    """

    single: frozenset[int]
    joined: frozenset[int]

    def spanned(self, day: int) -> bool:
        """Whether `day` belongs to an event of several days."""
        return day in self.joined or day - 1 in self.joined


def marks_of(countdowns: Iterable[Countdown], first: date, last: date) -> Marks:
    """The marks that `countdowns` leave on the days from `first` to `last`, and on the day before."""
    single, spans = set(), []
    low, high = first.toordinal() - 1, last.toordinal() + 1
    for each in countdowns:
        begins, ends = each.first_day.toordinal(), each.last_day.toordinal()
        if begins == ends:
            single.add(begins)
        else:
            spans.append((max(begins, low), min(ends, high)))
    joined: set[int] = set()
    reached = low
    for begins, ends in sorted(spans):  # so that each day is taken once, however many lie on it
        joined.update(range(max(begins, reached), ends))
        reached = max(reached, ends)
    return Marks(frozenset(single), frozenset(joined))
