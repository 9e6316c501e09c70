"""Which time zone a TZID means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import cache, lru_cache
from itertools import islice

import msgspec

from countdown.core.rrule import recurrence
from countdown.core.rrule_text import Rule, parse_rrule
from countdown.core.zones import find_zone
from countdown.store.ical.lines import Component
from countdown.store.ical.values import parse_moment, periods

# So many of a VTIMEZONE's rules are looked at, and so many of their changes of clocks in a year.
_MOST_RULES = 20
_MOST_A_YEAR = 10
# So many zones of a file are looked for by their clocks in so many years.
_MOST_GUESSES = 20
_YEARS = 3
# UTC+1, GMT-0330, UTC+05:45
_FIXED = re.compile(r"(?:UTC|GMT)([+-])(\d|[01]\d|2[0-3])(?::?([0-5]\d))?", re.IGNORECASE | re.ASCII)


class Zone(msgspec.Struct, frozen=True):
    """What a TZID means: an IANA zone's `name`; else the `offset` from UTC at the moment that it was asked for.

    `known` is false where nothing tells, and times are then by the viewer's clock. `varies` tells that the offset is
    another at other times.
    """

    name: str | None = None
    offset: timezone | None = None
    varies: bool = False

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return self.name is not None or self.offset is not None


class Zones:
    """The TZIDs of one file: IANA names, Windows names, and what its VTIMEZONEs define."""

    def __init__(self, defined: list[Component]) -> None:
        """`defined` are the VTIMEZONEs, wherever they stand."""
        self._defined = {component.text("TZID"): component for component in defined}
        self._names: dict[str, str | None] = {}
        self._clocks: dict[str, _Clocks] = {}

    def find(self, tzid: str, moment: datetime) -> Zone:
        """The zone called `tzid`, asked for the naive `moment`."""
        if tzid not in self._names:
            self._names[tzid] = self._name(tzid, moment)
        name = self._names[tzid]
        if name is not None:
            return Zone(name)
        fixed = _FIXED.fullmatch(tzid)
        if fixed is not None and tzid not in self._defined:
            span = timedelta(hours=int(fixed[2]), minutes=int(fixed[3] or 0))
            return Zone(None, timezone(-span if fixed[1] == "-" else span))
        clocks = self._clocks_of(tzid)
        return Zone() if clocks is None else Zone(None, timezone(clocks.offset(moment)), clocks.vary)

    def _name(self, tzid: str, moment: datetime) -> str | None:
        component = self._defined.get(tzid)
        location = component.text("X-LIC-LOCATION") if component else ""
        # Old programs put a path before the name: /freeassociation.sourceforge.net/Tzfile/Europe/Berlin
        path = tzid.split("/")
        tails = ["/".join(path[-length:]) for length in (3, 2) if tzid.startswith("/") and len(path) > length]
        for candidate in (tzid, location, *tails):
            name = _iana(candidate)
            if name is not None:
                return name
        clocks = self._clocks_of(tzid)
        if clocks is None or len(self._clocks) > _MOST_GUESSES:
            return None
        return _same_clocks(clocks, moment.year)

    def _clocks_of(self, tzid: str) -> _Clocks | None:
        if tzid not in self._clocks and tzid in self._defined:
            clocks = _Clocks(self._defined[tzid])
            if clocks:
                self._clocks[tzid] = clocks
        return self._clocks.get(tzid)


class _Onset(msgspec.Struct, frozen=True):
    """From when on an observance, such as summer time, has its offset: at the moments `begins`, and by `rule`."""

    begins: tuple[datetime, ...]
    offset: timedelta
    before: timedelta
    rule: Rule | None = None

    def within(self, year: int) -> Iterator[datetime]:
        """The moments of `year` from which on it is observed."""
        yield from (begin for begin in self.begins if begin.year == year)
        if self.rule is not None and year >= self.begins[0].year:
            found = recurrence(self.rule, self.begins[0]).starts(date(year, 1, 1), datetime(year, 12, 31, 23, 59))
            yield from (start for start in islice(found, _MOST_A_YEAR) if isinstance(start, datetime))

    @property
    def years(self) -> set[int]:
        """Years in which it is observed for the last time, among others."""
        until = None if self.rule is None else self.rule.until
        return {*(begin.year for begin in self.begins), *(() if until is None else (until.year,))}


class _Clocks:
    """The clocks that a VTIMEZONE defines (RFC 5545 §3.6.5)."""

    def __init__(self, component: Component) -> None:
        self._onsets = list(_onsets(component))[-_MOST_RULES:]
        self._known: dict[int, list[tuple[datetime, timedelta]]] = {}
        self._years = sorted({year for onset in self._onsets for year in onset.years}, reverse=True)

    def __bool__(self) -> bool:
        return bool(self._onsets)

    @property
    def vary(self) -> bool:
        """Whether there is more than one offset."""
        return len({onset.offset for onset in self._onsets}) > 1

    def offset(self, moment: datetime) -> timedelta:
        """The offset from UTC at the naive `moment`."""
        for year in (moment.year, moment.year - 1, *self._years):
            before = [offset for begins, offset in self._changes(year) if begins <= moment]
            if before:
                return before[-1]
        return min(self._onsets, key=lambda onset: onset.begins[0]).before

    def _changes(self, year: int) -> list[tuple[datetime, timedelta]]:
        """The changes of clocks in `year`, and the offset from then on."""
        if year not in self._known:
            pairs = ((begins, onset.offset) for onset in self._onsets if year > 0 for begins in onset.within(year))
            self._known[year] = sorted(pairs)
        return self._known[year]


def _onsets(component: Component) -> Iterator[_Onset]:
    for child in component.children:
        try:
            first = parse_moment(child.text("DTSTART"))
            if not isinstance(first, datetime):
                continue
            after, before = (_offset(child.text(name)) for name in ("TZOFFSETTO", "TZOFFSETFROM"))
            more = [start for found in child.all("RDATE") for start, _ in periods(found)]
            times = [start.replace(tzinfo=None) for start in more if isinstance(start, datetime)]
            text = child.text("RRULE").rstrip(";")
            rule = _onset_rule(text, before) if text else None
            yield _Onset((first.replace(tzinfo=None), *sorted(times)), after, before, rule)
        except ValueError:
            continue


def _onset_rule(text: str, before: timedelta) -> Rule:
    """The rule of an observance, its UNTIL, which is in UTC, by the clock before."""
    rule = parse_rrule(text)
    if rule.freq != "YEARLY":
        raise ValueError(f"{text[:40]!r} is no rule of a time zone")
    until = rule.until
    if isinstance(until, datetime) and until.tzinfo is not None:
        until = until.astimezone(timezone(before)).replace(tzinfo=None)
    return msgspec.structs.replace(rule, until=until)


def _offset(text: str) -> timedelta:
    """`+0530` as a span. Raises ValueError if it is none."""
    digits = text.lstrip("+-")
    if len(digits) not in (4, 6) or not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"{text[:20]!r} is no offset from UTC")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]), seconds=int(digits[4:] or 0))
    if span >= timedelta(days=1):
        raise ValueError(f"{text[:20]!r} is no offset from UTC")
    return -span if text.startswith("-") else span


@lru_cache(maxsize=1024)
def _iana(name: str) -> str | None:
    """The IANA zone that `name` is, or that a Windows zone of this name is nearest to; None if there is none."""
    name = name.strip().strip('"')
    if not name:
        return None
    for read in (str, _windows_zone, lambda name: name.replace(" ", "_"), _in_any_case):
        candidate = read(name)
        if not candidate:
            continue
        try:
            find_zone(candidate, suggest=False)
        except ValueError:
            continue
        return candidate
    return None


def _in_any_case(name: str) -> str:
    """Names are kept in files, and only some systems find those in any case."""
    return _zones_by_small_names().get(name.lower(), "")


@cache
def _zones_by_small_names() -> dict[str, str]:
    from zoneinfo import available_timezones

    return {zone.lower(): zone for zone in sorted(available_timezones())}


def _windows_zone(name: str) -> str:
    return _windows_zones().get(name, "")


def _windows_zones() -> dict[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return WINDOWS_TO_OLSON


def _same_clocks(clocks: _Clocks, year: int) -> str | None:
    """An IANA zone that had the same offsets as `clocks` in the months from `year` on; None if none had."""
    from zoneinfo import available_timezones

    years = range(max(1, min(year, 9999 - _YEARS)), max(1, min(year, 9999 - _YEARS)) + _YEARS)
    moments = [datetime(year, month, day, 12) for year in years for month in range(1, 13) for day in (1, 15)]
    wanted = [(moment, clocks.offset(moment)) for moment in moments]
    if len({offset for _, offset in wanted}) == 1:
        return None  # the offset itself says as much, and claims no more
    # The names that Windows zones stand for are those of large places.
    for name in dict.fromkeys([*_windows_zones().values(), *sorted(available_timezones())]):
        try:
            zone = find_zone(name, suggest=False)
        except ValueError:
            continue
        if all(zone.utcoffset(moment) == offset for moment, offset in wanted):
            return name
    return None
