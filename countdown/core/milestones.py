"""Round numbers of days and years before an event and since it: 100 days to go, 1,000 days since."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from countdown.core.countdown import Countdown
from countdown.core.dates import date_of, move
from countdown.core.event import Event, Occurrence
from countdown.core.gaps import first_occurrence, shortest_gap
from countdown.core.lead import Lead
from countdown.core.zones import in_zone

# 100, 200, 300, 500, each 1,000 to 10,000, and from there each 10,000 that the calendar holds.
DAYS = (100, 200, 300, 500, *range(1000, 10_000, 1000), *range(10_000, date.max.toordinal(), 10_000))
_YEAR = 365


class Milestone(NamedTuple):
    """A lead that is a round number, and the date on which it is reached."""

    lead: Lead
    day: date


class Ahead(NamedTuple):
    """A milestone of an event, and the event's name as of the occurrence that it counts from."""

    event: Event
    name: str
    lead: Lead
    day: date


def before(start: date, low: date, high: date, gap: int | None = None, most: int | None = None) -> list[Milestone]:
    """Those from `low` through `high` on the way to `start`; of days and of years the first `most` each.

    `gap` is the days from one occurrence to the next, if the event repeats: what is no shorter is left out.
    """
    first, last = start.toordinal() - high.toordinal(), start.toordinal() - low.toordinal()
    numbers = reversed(_marks(first, last if gap is None else min(last, gap - 1)))
    days = (Milestone(_lead(number, "d"), _moved(start, -number)) for number in numbers)
    longest = start.year - low.year + 1
    if gap is not None:
        longest = min(longest, (gap - 1) // _YEAR)
    years = _years(start, range(-longest, min(0, high.year - start.year + 2)), low, high)
    return [*islice(days, most), *islice(years, most)]


def since(start: date, low: date, high: date, *, years: bool = True, most: int | None = None) -> list[Milestone]:
    """Those from `low` through `high` after `start`, of days and, with `years`, of years; the first `most` of each."""
    first, last = low.toordinal() - start.toordinal(), high.toordinal() - start.toordinal()
    days = (Milestone(_lead(-number, "d"), _moved(start, number)) for number in _marks(first, last))
    numbers = range(max(1, low.year - start.year - 1), high.year - start.year + 2) if years else range(0)
    return [*islice(days, most), *islice(_years(start, numbers, low, high), most)]


def of_occurrence(event: Event, occurrence: Occurrence, low: date, high: date, now: datetime) -> Iterator[Milestone]:
    """Those that `event`'s `milestones` remind of for `occurrence`, by the calendar of a viewer in the zone of `now`."""
    if not event.milestones:
        return
    start = _day(occurrence, now)
    yield from before(start, low, high, shortest_gap(event))
    if _counts_up(event) and occurrence == first_occurrence(event, now.tzinfo or UTC):
        yield from since(start, low, high, years=event.repeat is None)


def leads_of(event: Event, low: date, high: date, now: datetime) -> Iterator[Lead]:
    """The leads that `of_occurrence` may tell of from `low` through `high`, whatever the occurrence, and perhaps others."""
    if not event.milestones:
        return
    gap = shortest_gap(event)
    if gap is None:
        yield from (found.lead for found in before(event.first_day, low, high))
    else:
        yield from _leads_within(gap)
    first = first_occurrence(event, now.tzinfo or UTC) if _counts_up(event) else None
    if first is not None:
        yield from (found.lead for found in since(_day(first, now), low, high, years=event.repeat is None))


def ahead(seen: Countdown, most: int) -> list[Milestone]:
    """The next ones of an event from today on, `most` at the most, the nearest first.

    Before an occurrence that is to come; since the first one if the event is pinned, or repeats and has `milestones`.
    """
    event, today = seen.event, seen.now.date()
    found: list[Milestone] = []
    if seen.days > 0:
        found += before(seen.first_day, today, seen.first_day, shortest_gap(event), most)
    first = _first_day(seen) if event.pin or (event.milestones and event.repeat is not None) else None
    if first is not None and first <= today:
        found += since(first, today, date.max, years=event.repeat is None, most=most)
    return sorted(found, key=attrgetter("day"))[:most]


def all_ahead(countdowns: Iterable[Countdown], most: int, last: date | None = None) -> list[Ahead]:
    """The next ones of all `countdowns`, `most` of each, through the date `last`; the nearest first, then by name."""
    found = [
        Ahead(seen.event, _name(seen, lead), lead, day)
        for seen in countdowns
        for lead, day in ahead(seen, most)
        if last is None or day <= last
    ]
    return sorted(found, key=attrgetter("day", "name"))


def _name(seen: Countdown, lead: Lead) -> str:
    """The name of the occurrence that is seen, but of the first one where `lead` counts from that."""
    of_first = lead.number < 0 and seen.event.repeat is not None
    return seen.event.name.replace("{years}", "0") if of_first else seen.name


def _counts_up(event: Event) -> bool:
    """Whether what is over matters: of an event that is kept, or of the first of many occurrences."""
    return event.pin or event.repeat is not None


def _first_day(seen: Countdown) -> date | None:
    """The date of the event's first occurrence as the viewer sees it; None if that does not happen."""
    if seen.event.repeat is None:
        return seen.first_day
    first = first_occurrence(seen.event, seen.now.tzinfo or UTC)
    return None if first is None else _day(first, seen.now)


def _day(occurrence: Occurrence, now: datetime) -> date:
    start = occurrence.start
    return date_of(in_zone(start, now.tzinfo or UTC) if isinstance(start, datetime) else start)


def _marks(first: int, last: int) -> tuple[int, ...]:
    """The round numbers of days from `first` through `last`."""
    return DAYS[bisect_left(DAYS, first) : bisect_right(DAYS, last)]


def _years(start: date, numbers: range, low: date, high: date) -> Iterator[Milestone]:
    """Those of the `numbers` of years from `start`, negative before it, that are reached from `low` through `high`."""
    for number in numbers:
        with suppress(OverflowError):  # outside of the calendar
            day = move(start, number, "y")
            if low <= day <= high:
                yield Milestone(_lead(-number, "y"), day)


def _moved(day: date, days: int) -> date:
    return date.fromordinal(day.toordinal() + days)


@lru_cache
def _leads_within(gap: int) -> tuple[Lead, ...]:
    """Those of days and years that are shorter than `gap` days."""
    years = (_lead(number, "y") for number in range(1, -(-gap // _YEAR)))
    return (*(_lead(number, "d") for number in _marks(1, gap - 1)), *years)


@lru_cache(maxsize=4096)
def _lead(number: int, unit: str) -> Lead:
    """The lead of so many units, negative after the start, with its text."""
    noun = {"d": "day", "y": "year"}[unit] + ("" if abs(number) == 1 else "s")
    return Lead(number, unit, text=f"{abs(number):,} {noun} {'to go' if number > 0 else 'since'}", milestone=True)
