"""What single occurrences of a calendar's event have of their own; events.toml has no fields for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from heapq import merge

import msgspec

from countdown.core.dates import Moment, date_of


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """One occurrence that is other than its event says (RFC 5545 §3.8.4.4).

    `original` is the start that it would have, and names it. It is from `start` to `end` instead; a `start` of None
    is an occurrence that was cancelled. Both may be dates though the event is timed, and the other way round. The
    other fields are the event's where they are None.

    With `future` all later occurrences, up to the next such change, are moved by as much, last as long and have the
    same fields, or are cancelled too (RANGE=THISANDFUTURE, §3.2.13).
    """

    original: Moment
    start: Moment | None = None
    end: Moment | None = None
    name: str | None = None
    where: str | None = None
    url: str | None = None
    note: str | None = None
    remind: tuple[str, ...] | None = None
    future: bool = False

    @property
    def shift(self) -> timedelta:
        """From the original start to that which it has instead; both are of one kind where there is any."""
        return self.start - self.original if self.start is not None and self.future else timedelta()

    @property
    def length(self) -> timedelta:
        """From the start to the end."""
        return timedelta() if self.start is None or self.end is None else self.end - self.start


class Instances(msgspec.Struct, frozen=True, kw_only=True):
    """All of an event's. Moments are dates or naive datetimes, by the event's own clocks.

    `additional` are starts beside those of the rule (RDATE), ascending; `rules` are further RRULEs. `excluded` are
    starts that do not happen (EXDATE of a timed event; whole dates are in the event's `except`).
    """

    additional: tuple[Moment, ...] = ()
    rules: tuple[str, ...] = ()
    excluded: tuple[Moment, ...] = ()
    overrides: tuple[Override, ...] = ()

    def starts(self, found: Iterator[Moment], since: date, through: date | None) -> Iterator[Moment]:
        """The starts `found` and the additional ones from `since` on, ascending, less those excluded or overridden."""
        hidden = {*self.excluded, *(override.original for override in self.overrides)}
        before: Moment | None = None
        for start in merge(found, self._additional(since, through)):
            if start != before and start not in hidden:
                yield start
            before = start

    def _additional(self, since: date, through: date | None) -> Iterator[Moment]:
        known = self.additional
        for at in range(bisect_left(known, since.toordinal(), key=date.toordinal), len(known)):
            if through is not None and date_of(known[at]) > through:
                return
            yield known[at]

    def moved(self, since: date, through: date | None) -> list[Override]:
        """The overrides that start from `since` through `through`, less those excluded."""
        excluded = frozenset(self.excluded)
        return [
            override
            for override in self.overrides
            if override.start is not None
            and override.original not in excluded
            and date_of(override.start) >= since
            and (through is None or date_of(override.start) <= through)
        ]

    @property
    def ranges(self) -> list[Override]:
        """The overrides that hold for all later occurrences too, by their original starts."""
        return sorted((each for each in self.overrides if each.future), key=lambda each: clock(each.original))

    @property
    def first_day(self) -> date:
        """The earliest date on which one of these starts."""
        starts = [*self.additional[:1], *(each.start for each in self.overrides if each.start is not None)]
        return min(map(date_of, starts), default=date.max)

    @property
    def longest(self) -> timedelta:
        """The length of the longest override."""
        return max((override.length for override in self.overrides), default=timedelta())

    def start_of(self, key: str) -> date | None:
        """The date on which the occurrence now starts that `key`, the ISO form of its original start, names.

        None if it is not known to be another. Raises ValueError or OverflowError for what is no such form.
        """
        for override in self.overrides:
            if override.start is not None and override.original.isoformat() == key:
                return date_of(override.start)
        for change in reversed(self.ranges):
            named = datetime.fromisoformat(key)
            if clock(change.original) < named:
                return date_of(named + change.shift)
        return None


def clock(moment: Moment) -> datetime:
    """`moment`, a date or naive datetime, as a naive datetime: a date's is its 00:00."""
    return moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day)
