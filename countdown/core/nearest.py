"""Which events come first, told from an earlier look where that suffices.

As time goes by an event's ongoing or next occurrence only moves on: what begins on no day before some day at one look,
begins on none before it at a later one, and what is over stays over. So of thousands of events a few have to be seen.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from heapq import merge
from operator import itemgetter

import msgspec

from countdown.core.agenda import Filter, agenda, by_order
from countdown.core.countdown import Countdown, countdown
from countdown.core.event import Event

# So many events of a source are kept for later looks: those of some weeks, or where there are very many, of a day.
MOST = 512


class Nearest(msgspec.Struct, frozen=True, kw_only=True):
    """What a look at all of a source's events found.

    It was at `instant`, in seconds since 1970, when the clocks of `zone` showed `clock`. `events` are those ongoing
    or to come whose occurrences began first, and `days`, ascending, the dates' ordinals on which they do. No other
    begins before `beyond`; None says that there is no other. Those of `never` have no occurrence at all.
    """

    instant: float
    clock: datetime
    zone: str
    events: list[Event]
    days: list[int]
    beyond: int | None
    never: list[Event]

    def serves(self, now: datetime) -> bool:
        """Whether it tells of `now` too: not of an earlier moment, by no other zone's clocks, and of more than today."""
        return (
            self.instant <= now.timestamp()
            and self.clock <= now.replace(tzinfo=None)
            and self.zone == str(now.tzinfo)
            and (self.beyond is None or self.beyond > now.toordinal())
        )


def nearest(events: Iterable[Event], now: datetime) -> Nearest:
    """What a look at all `events` finds as of `now`, in the viewer's zone."""
    found: list[tuple[int, Event]] = []
    never: list[Event] = []
    for event in events:
        seen = countdown(event, now)
        if seen is None:
            never.append(event)
        elif seen.state != "past":
            found.append((seen.first_day.toordinal(), event))
    found.sort(key=itemgetter(0))
    return Nearest(
        instant=now.timestamp(),
        clock=now.replace(tzinfo=None),
        zone=str(now.tzinfo),
        events=[event for _, event in found[:MOST]],
        days=[day for day, _ in found[:MOST]],
        beyond=found[MOST][0] if len(found) > MOST else None,
        never=never,
    )


def first(sources: Sequence[Nearest], now: datetime, number: int, chosen: Filter) -> list[Countdown] | None:
    """The first `number` countdowns, ongoing or to come, that are `chosen`, in the agenda's order.

    `sources` serve for `now`. None where they cannot tell, and all events have to be seen.
    """
    today = now.date()
    found: list[Countdown] = []
    for day, event in merge(*map(_days, sources), key=itemgetter(0)):
        if day > today.toordinal() and _is_enough(found, number, day):
            break
        seen = countdown(event, now)
        if seen is not None and seen.state != "past":
            for each in chosen.select([seen], today):
                insort(found, each, key=by_order)
    beyond = min((each.beyond for each in sources if each.beyond is not None), default=None)
    if beyond is None or _is_enough(found, number, beyond) or _is_far(beyond, chosen, today):
        return found[:number]
    return None


def first_of_all(events: Iterable[Event], now: datetime, number: int, chosen: Filter) -> list[Countdown]:
    """The same by a look at all `events`, where `first` cannot tell."""
    seen = chosen.select(agenda(events, now).countdowns, now.date())
    return [countdown for countdown in seen if countdown.state != "past"][:number]


def _days(source: Nearest) -> Iterator[tuple[int, Event]]:
    return zip(source.days, source.events, strict=True)


def _is_enough(found: list[Countdown], number: int, day: int) -> bool:
    """Whether so many were found that one from `day`, which is to come, on is none of the first `number`."""
    return len(found) >= number and found[number - 1].first_day.toordinal() < day


def _is_far(day: int, chosen: Filter, today: date) -> bool:
    """Whether nothing that begins from `day` on is `chosen`."""
    limit = chosen.last_day(today)
    return limit is not None and limit.toordinal() < day
