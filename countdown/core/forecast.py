"""The nearest countdown of each of the coming days, told ahead of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from countdown.core.agenda import Filter
from countdown.core.countdown import Countdown
from countdown.core.nearest import Nearest, first

_DAY = timedelta(days=1)


def forecast(
    sources: Sequence[Nearest], now: datetime, days: int, chosen: Filter
) -> Iterator[tuple[date, Countdown | None]]:
    """The first countdown that is `chosen` on each of up to `days` days from today on, None on a day without one.

    Today is seen as of `now`, in the viewer's zone, and each later day as of its 00:00. `sources` serve for `now`. It
    ends early where they tell no further, or with the calendar.
    """
    moment = now
    for _ in range(days):
        if any(source.beyond is not None and source.beyond <= moment.toordinal() for source in sources):
            return
        found = first(sources, moment, 1, chosen)
        if found is None:
            return
        yield moment.date(), found[0] if found else None
        try:
            moment = datetime.combine(moment.date() + _DAY, datetime.min.time(), now.tzinfo)
        except OverflowError:
            return
