"""The occurrences of a calendar's event whose single ones, or all from one on, are other than its rule says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, tzinfo
from heapq import merge
from itertools import takewhile, zip_longest

from countdown.core.dates import Moment, date_of, moved_within
from countdown.core.event import Event, Occurrence
from countdown.core.instances import Instances, Override, clock
from countdown.core.zones import at_clock

_DAY = timedelta(days=1)
# Gives the occurrences that nothing was changed of, those that start from a date through another.
Regular = Callable[[date, date | None], Iterator[Occurrence]]


class Changes:
    """An event with `instances`, as a viewer in a zone sees it."""

    def __init__(self, event: Event, instances: Instances, regular: Regular, viewer: tzinfo) -> None:
        self._event, self._instances, self._regular, self._viewer = event, instances, regular, viewer
        self._zone = event.zone(viewer)

    def occurrences(self, since: date, changed_since: date, through: date | None) -> Iterator[Occurrence]:
        """All of them by their starts, whether dates or datetimes, from `since`, those changed from `changed_since`."""
        ranges = self._instances.ranges
        found = self._regular(since, through)
        if ranges:
            first = ranges[0].original
            found = takewhile(lambda occurrence: self._event.wall(occurrence.start) < first, found)
        ends = [change.original for change in ranges[1:]]
        shifted = [self._from_on(change, end, changed_since, through) for change, end in zip_longest(ranges, ends)]
        moved = map(self._occurrence, self._instances.moved(changed_since, through))
        return merge(found, *shifted, iter(sorted(moved, key=self._instant)), key=self._instant)

    def _instant(self, occurrence: Occurrence) -> float:
        start = occurrence.start
        return (start if isinstance(start, datetime) else clock(start).replace(tzinfo=self._viewer)).timestamp()

    def _at(self, moment: Moment) -> Moment:
        return at_clock(moment, self._zone) if isinstance(moment, datetime) else moment

    def _occurrence(self, change: Override) -> Occurrence:
        assert change.start is not None
        return self._made(change.start, change.end or change.start, change.original, change)

    def _made(self, start: Moment, end: Moment, original: Moment, change: Override) -> Occurrence:
        begins, ends = self._at(start), self._at(end)
        return Occurrence(begins, max(begins, ends), self._at(original), change)

    def _from_on(self, change: Override, end: Moment | None, since: date, through: date | None) -> Iterator[Occurrence]:
        """The occurrences after that of `change`, which holds for them too, before the one that would start at `end`."""
        if change.start is None:
            return
        # A day more, for the part of a day that the shift has.
        low = max(date_of(change.original), moved_within(since, (-change.shift - _DAY).days))
        high = None if through is None else moved_within(through, (_DAY - change.shift).days)
        for occurrence in self._regular(low, high):
            original = self._event.wall(occurrence.start)
            if end is not None and original >= end:
                return
            if original <= change.original:
                continue
            try:
                start = original + change.shift
                if date_of(start) >= since and (through is None or date_of(start) <= through):
                    yield self._made(start, start + change.length, original, change)
            except OverflowError:
                return
