"""Events as iCalendar (RFC 5545), for phones, servers and other programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from itertools import count

from countdown.core.event import Event
from countdown.core.vevent.calendar import in_calendar
from countdown.core.vevent.event import made_uid, vevent
from countdown.core.vevent.times import times_of


def calendar_text(events: Sequence[Event], now: datetime, remind_at: time = time()) -> str:
    """A VCALENDAR of `events`, made at `now`; `remind_at` is the time of day of leads that have none."""
    body: list[str] = []
    for event, uid in zip(events, unique_uids(events), strict=True):
        body += vevent(event, uid, now, remind_at)
    return in_calendar(body, map(times_of, events), now)


def unique_uids(events: Iterable[Event]) -> list[str]:
    """The UID of each event: its own, else its id as `expo@countdown`, the same from export to export.

    An id is unique in its file; the same one in another file is `expo-2@countdown`.
    """
    events = list(events)
    taken = {event.uid for event in events if event.uid}
    given: set[str] = set()
    uids = []
    for event in events:
        uid = event.uid
        if not uid or uid in given:
            names = (event.id if number == 1 else f"{event.id}-{number}" for number in count(1))
            uid = next(found for name in names if (found := made_uid(name)) not in taken)
            taken.add(uid)
        given.add(uid)
        uids.append(uid)
    return uids
