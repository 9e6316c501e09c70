"""When a VEVENT or VTODO is: its properties of time by one clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo

import msgspec

from countdown.core.dates import Moment, date_of
from countdown.core.zones import at_clock, find_zone, in_zone
from countdown.store.ical.lines import Component, Property
from countdown.store.ical.values import parse_moment, parse_span
from countdown.store.ical.zones import Zones

_DAY = timedelta(days=1)


class Times(msgspec.Struct, frozen=True):
    """A component's `start` and `end` as an Event has them, and the name of the zone that both are told in, if any.

    `shift` is from the start that RRULE, EXDATE and RECURRENCE-ID mean to ours: a to-do counts to its DUE.
    """

    start: Moment
    end: Moment | None = None
    tz: str | None = None
    shift: timedelta = timedelta()

    @property
    def zone(self) -> tzinfo | None:
        """The zone of its clocks; None for the viewer's."""
        if self.tz is not None:
            return find_zone(self.tz)
        return self.start.tzinfo if isinstance(self.start, datetime) else None

    def by_own_clock(self, moment: Moment) -> Moment:
        """`moment`, read with its own zone, by these clocks: a date, or a naive datetime."""
        if isinstance(moment, datetime) and moment.tzinfo is not None:
            moment = (moment if self.zone is None else in_zone(moment, self.zone)).replace(tzinfo=None)
        return moment

    def as_start(self, moment: Moment) -> Moment:
        """`moment` as one of the starts: a date for what is all day, else with a time."""
        moment = self.by_own_clock(moment)
        first = self.by_own_clock(self.start)
        if not isinstance(first, datetime):
            return date_of(moment) + self.shift
        usual = datetime.combine(date_of(moment), (first - self.shift).time())
        # A time that a change of clocks leaves out is told in UTC as the clocks there then show it.
        is_left_out = self.tz is not None and at_clock(usual, find_zone(self.tz)).replace(tzinfo=None) == moment
        return (moment if isinstance(moment, datetime) and not is_left_out else usual) + self.shift


class Clock:
    """Reads properties of time. A zone that is not known is told once."""

    def __init__(self, zones: Zones, say: Callable[[int, str], None]) -> None:
        """`say` is given the line and a sentence."""
        self._zones, self._say, self._said = zones, say, set[str]()

    def moment(self, found: Property) -> tuple[Moment, str | None]:
        """The moment that a property tells, and the name of its zone where that has one."""
        return self.zoned(parse_moment(found.value), found)

    def zoned(self, moment: Moment, found: Property) -> tuple[Moment, str | None]:
        """A `moment` of a property in the zone that this names: naive with the name, else with an offset, or floating."""
        tzid = found.params.get("TZID", "").strip()
        if not tzid or not isinstance(moment, datetime) or moment.tzinfo is not None:
            return moment, None
        zone = self._zones.find(tzid, moment)
        if zone.name is not None:
            return moment, zone.name
        if not zone.known and tzid not in self._said:
            self._said.add(tzid)
            sentence = "is no known time zone, and not defined here: its times are read as local"
            self._say(found.line, f"TZID {tzid[:60]!r} {sentence}")
        return moment.replace(tzinfo=zone.offset), None

    def instant(self, moment: Moment, found: Property) -> Moment:
        """The same, with the zone in it."""
        moment, tz = self.zoned(moment, found)
        return moment.replace(tzinfo=find_zone(tz)) if isinstance(moment, datetime) and tz else moment

    def varies(self, component: Component) -> bool:
        """Whether its times are in a zone that has no name here, and has another offset at other times."""
        begin = component.first("DTSTART") or component.first("DUE")
        moment = None if begin is None else parse_moment(begin.value)
        tzid = "" if begin is None else begin.params.get("TZID", "").strip()
        if not tzid or not isinstance(moment, datetime) or moment.tzinfo is not None:
            return False
        return self._zones.find(tzid, moment).varies

    def times(self, component: Component, warn: Callable[[str], None]) -> Times | None:
        """When the component is; None for a to-do that is never due. `warn` is told what was left out.

        Raises ValueError with a sentence.
        """
        begin = component.first("DTSTART")
        if component.name == "VTODO":
            return self._due(component, begin)
        if begin is None:
            raise ValueError("it has no DTSTART")
        return self._span(component, begin, "DTEND", warn)

    def _due(self, component: Component, begin: Property | None) -> Times | None:
        due = component.first("DUE")
        if due is None and begin is None:
            return None
        if begin is None:
            assert due is not None
            start, tz = self.moment(due)
            return Times(start, None, tz)
        span = self._span(component, begin, "DUE", lambda _: None)
        if due is None:
            return Times(span.start if span.end is None else span.end, None, span.tz)
        if span.end is not None and date_of(span.end) != date_of(span.start) and "BY" in component.word("RRULE"):
            return span  # the rule is about the days of DTSTART
        start, tz = self.moment(due)
        found = Times(start, None, tz)
        first, last = found.by_own_clock(self.instant(parse_moment(begin.value), begin)), found.by_own_clock(start)
        if type(first) is not type(last):
            first, last = date_of(first), date_of(last)
        return msgspec.structs.replace(found, shift=last - first)

    def _span(self, component: Component, begin: Property, ending: str, warn: Callable[[str], None]) -> Times:
        start, tz = self.moment(begin)
        found = Times(start, None, tz)
        end = self._end(component, found, ending)
        if end is None or end == start:
            return found
        if self._is_before(end, found):
            wrong = f"{ending} is before its DTSTART" if component.first(ending) is not None else "DURATION is negative"
            warn(f"its {wrong}, so it is shown without")
            return found
        return Times(start, end, tz)

    @staticmethod
    def _is_before(end: Moment, found: Times) -> bool:
        first, last = found.start, end
        if isinstance(first, datetime) and isinstance(last, datetime) and first.tzinfo is not None:
            return last.timestamp() < first.timestamp()
        return last < first

    def _end(self, component: Component, found: Times, ending: str) -> Moment | None:
        """The end in the terms of the start: of what is all day the last day, included."""
        given, span = component.first(ending), component.first("DURATION")
        if given is not None:
            end = self.instant(parse_moment(given.value), given)
        elif span is not None:
            end = found.start + parse_span(span.value) if isinstance(found.start, datetime) else _days(found, span)
        else:
            return None
        if not isinstance(found.start, datetime):
            # A DTEND is not included, but some programs write the only day there.
            is_whole = not isinstance(end, datetime) or not (end.hour or end.minute or end.second)
            return max(found.start, date_of(end) - _DAY) if is_whole and date_of(end) >= found.start else date_of(end)
        if not isinstance(end, datetime):
            end = datetime(end.year, end.month, end.day)
        clock = found.by_own_clock(end)
        assert isinstance(clock, datetime)
        return clock.replace(tzinfo=found.start.tzinfo)


def _days(found: Times, span: Property) -> date:
    """The day after the last of what is all day and lasts that long; a part of a day counts as one."""
    return found.start + timedelta(days=-(-parse_span(span.value) // _DAY))
