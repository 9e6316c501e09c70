"""A VCALENDAR around events, with the zones that they are told in; icalendar is asked for those alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from countdown.core.dates import date_of
from countdown.core.vevent.content_lines import folded
from countdown.core.vevent.times import Times

_PRODID = "-//countdown//countdown//EN"
# So far ahead the changes of clocks are told; who has the IANA database knows the zones by their names.
_YEARS_AHEAD = 20


def in_calendar(body: Iterable[str], times: Iterable[Times], now: datetime) -> str:
    """A VCALENDAR of the content lines `body`, not folded, of events that are at these `times`, made at `now`."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODID}", "CALSCALE:GREGORIAN"]
    return folded(head) + _zones(times, now) + folded([*body, "END:VCALENDAR"])


def zone_text(times: Times, now: datetime) -> str:
    """The VTIMEZONE, folded, of the zone that `times` are told in, from a year before its first event on."""
    assert times.zone is not None
    assert times.tzid is not None
    offset = times.zone.utcoffset(None)
    if offset is not None:  # one fixed offset
        return folded(_fixed_zone(times.tzid, offset))
    from icalendar import Timezone

    since = date(max(date_of(times.first).year - 1, 1), 1, 1)
    through = date(min(max(now.year, since.year) + _YEARS_AHEAD, 9998), 1, 1)
    found: bytes = Timezone.from_tzinfo(times.zone, times.tzid, since, through).to_ical()
    return found.decode()


def _zones(times: Iterable[Times], now: datetime) -> str:
    """A VTIMEZONE for each zone, from the first event in it on."""
    first: dict[str, Times] = {}
    for each in times:
        if each.tzid is not None:
            known = first.setdefault(each.tzid, each)
            if date_of(each.first) < date_of(known.first):
                first[each.tzid] = each
    return "".join(zone_text(each, now) for _, each in sorted(first.items()))


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
