"""Events as iCalendar (RFC 5545), for phones, servers and other programs; icalendar is asked for the zones alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count

from countdown.core.dates import date_of
from countdown.core.event import Event
from countdown.core.vevent.content_lines import folded
from countdown.core.vevent.event import made_uid, vevent
from countdown.core.vevent.times import Times, times_of

_PRODID = "-//countdown//countdown//EN"
# So far ahead the changes of clocks are told; who has the IANA database knows the zones by their names.
_YEARS_AHEAD = 20


def calendar_text(events: Sequence[Event], now: datetime, remind_at: time = time()) -> str:
    """A VCALENDAR of `events`, made at `now`; `remind_at` is the time of day of leads that have none."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODID}", "CALSCALE:GREGORIAN"]
    body: list[str] = []
    for event, uid in zip(events, unique_uids(events), strict=True):
        body += vevent(event, uid, now, remind_at)
    return folded(lines) + _zones(map(times_of, events), now) + folded([*body, "END:VCALENDAR"])


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


def _zones(times: Iterable[Times], now: datetime) -> str:
    """A VTIMEZONE for each zone, from the first event in it on."""
    first: dict[str, Times] = {}
    for each in times:
        if each.tzid is not None:
            known = first.setdefault(each.tzid, each)
            if date_of(each.first) < date_of(known.first):
                first[each.tzid] = each
    return "".join(_zone(name, each, now) for name, each in sorted(first.items()))


def _zone(name: str, times: Times, now: datetime) -> str:
    assert times.zone is not None
    offset = times.zone.utcoffset(None)
    if offset is not None:  # one fixed offset
        return folded(_fixed_zone(name, offset))
    from icalendar import Timezone

    since = date(max(date_of(times.first).year - 1, 1), 1, 1)
    through = date(min(max(now.year, since.year) + _YEARS_AHEAD, 9998), 1, 1)
    found: bytes = Timezone.from_tzinfo(times.zone, name, since, through).to_ical()
    return found.decode()


def _fixed_zone(name: str, offset: timedelta) -> list[str]:
    seconds = round(offset.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    text = f"{'-' if seconds < 0 else '+'}{hours:02}{rest // 60:02}{f'{rest % 60:02}' if rest % 60 else ''}"
    lines = [f"TZOFFSETFROM:{text}", f"TZOFFSETTO:{text}", f"TZNAME:{name}"]
    return [
        "BEGIN:VTIMEZONE",
        f"TZID:{name}",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        *lines,
        "END:STANDARD",
        "END:VTIMEZONE",
    ]
