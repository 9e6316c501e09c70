"""When an event is, in the terms of a VEVENT: its DTSTART, its rule, and the dates left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

import msgspec

from countdown.core.dates import Moment, date_of, month_length
from countdown.core.event import Event
from countdown.core.recurrence import last
from countdown.core.repeat import Step, parse_repeat
from countdown.core.rrule import recurrence
from countdown.core.rrule_text import Rule
from countdown.core.vevent.content_lines import as_moment
from countdown.core.zones import in_zone

_ONE_DAY = timedelta(days=1)
_LAST_SECOND = time(23, 59, 59)
_FREQUENCIES = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_WEEKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
_LEAP_DAYS = {"feb-28": "BYMONTH=2;BYMONTHDAY=-1", "mar-1": "BYYEARDAY=60", "skip": "BYMONTH=2;BYMONTHDAY=29"}
_WEEKEND_BEGINS = 5
_COMMON_YEAR = 2023


class Times(msgspec.Struct, frozen=True):
    """How an event's moments are written: with the name of a zone (`tzid`), in UTC, or neither.

    `zone` is the event's own, None if it floats; `first` the start of its first occurrence by its own clocks.
    `exact` tells whether the event's fields `start`, `end` and `tz` can be read from that again.
    """

    event: Event
    zone: tzinfo | None
    tzid: str | None
    utc: bool
    first: Moment
    exact: bool

    def value(self, moment: Moment) -> str:
        """A moment by the event's own clocks, a date or a naive datetime, as a value."""
        return as_moment(self._instant(moment) if self.utc and isinstance(moment, datetime) else moment)

    def line(self, name: str, moment: Moment) -> str:
        """A property whose value that is."""
        if not isinstance(moment, datetime):
            return f"{name};VALUE=DATE:{as_moment(moment)}"
        return f"{name}{f';TZID={self.tzid}' if self.tzid else ''}:{self.value(moment)}"

    def _instant(self, moment: datetime) -> datetime:
        return in_zone(moment.replace(tzinfo=self.zone), UTC)


def times_of(event: Event) -> Times:
    """How the moments of `event` are written."""
    start, first = event.start, _first(event)
    moved = first != event.wall(start)
    if not isinstance(start, datetime):
        return Times(event, None, None, False, first, not moved and event.end != date.max)
    is_aware = start.tzinfo is not None or (isinstance(event.end, datetime) and event.end.tzinfo is not None)
    rounded = bool(start.microsecond or (isinstance(event.end, datetime) and event.end.microsecond))
    if event.tz is None and not is_aware:
        return Times(event, None, None, False, first, not moved and not rounded)
    zone = event.zone(UTC)
    by_fold = _is_told_by_fold(event)
    if event.tz is not None and not (event.repeat is None and by_fold):
        return Times(event, zone, event.tz, False, first, not (moved or rounded or by_fold))
    offset = start.utcoffset() or timedelta()
    if event.repeat is None or not offset:
        plain = event.tz is None and not offset and not moved and not rounded
        return Times(event, zone, None, True, first, plain)
    return Times(event, zone, fixed_zone_name(offset), False, first, False)


def fixed_zone_name(offset: timedelta) -> str:
    """The TZID of the fixed `offset` from UTC, of which the IANA database has whole hours alone: `UTC+0530`."""
    seconds = round(offset.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    return f"UTC{'-' if seconds < 0 else '+'}{hours:02}{rest // 60:02}{f'{rest % 60:02}' if rest % 60 else ''}"


def _is_told_by_fold(event: Event) -> bool:
    """Whether the start or end is the second of two moments that the clocks show alike, which TZID cannot tell."""
    start, end = event.wall(event.start), event.wall(event.end or event.start)
    assert isinstance(start, datetime)
    assert isinstance(end, datetime)
    return bool(start.fold or end.fold)


def _first(event: Event) -> Moment:
    """The first start by the rule, which DTSTART is to be (RFC 5545 §3.8.5.3), dates left out included."""
    start = event.wall(event.start)
    if event.repeat is None:
        return start
    rule = parse_repeat(event.repeat)
    if isinstance(rule, Rule):
        return next(recurrence(rule, start).starts(date_of(start), None), start)
    days = 7 - start.weekday() if rule.unit == "weekday" and start.weekday() >= _WEEKEND_BEGINS else 0
    return start + timedelta(days=days)  # the calendar's last day, a Friday, is none to move


def time_lines(times: Times) -> Iterator[str]:
    """DTSTART and DTEND, which is not included: the day after an all-day event's last; none of an event without length."""
    event, first = times.event, times.first
    yield times.line("DTSTART", first)
    try:
        end = first + event.length + (timedelta() if isinstance(first, datetime) else _ONE_DAY)
    except OverflowError:
        return
    if times.utc and isinstance(event.end, datetime) and event.repeat is None:
        # By the instant, which the clocks on the wall may not tell.
        zone = event.zone(UTC)
        ends = in_zone(event.end if event.end.tzinfo else event.end.replace(tzinfo=zone), UTC)
        if as_moment(ends) > times.value(first):
            yield f"DTEND:{as_moment(ends)}"
    elif as_moment(end) > as_moment(first):
        yield times.line("DTEND", end)


def rule_lines(times: Times) -> Iterator[str]:
    """RRULE, and EXDATE for each occurrence on the dates that the event leaves out."""
    event = times.event
    if event.repeat is None:
        return
    rule = parse_repeat(event.repeat)
    if isinstance(rule, Rule):
        yield f"RRULE:{_limited(_bare_rule(event.repeat), times, rule)}"
    else:
        yield f"RRULE:{_limited(step_rule(rule, date_of(event.wall(event.start)), event.feb29), times)}"
    for day in sorted(set(event.except_)):
        for start in starts_on(day, rule, times):
            yield times.line("EXDATE", start)


def step_rule(step: Step, first: date, feb29: str) -> str:
    """The RRULE of the same dates as `step` from `first`: months too short for its day have it on their last."""
    if step.unit == "weekday":
        return _WEEKDAYS
    parts = [f"FREQ={_FREQUENCIES[step.unit]}"]
    if step.count > 1:
        parts.append(f"INTERVAL={step.count}")
    if step.unit == "month" and first.day > 28:
        return _month_rule(step.count, first, parts)
    if step.unit == "year" and (first.month, first.day) == (2, 29):
        parts.append(_LEAP_DAYS[feb29])
    return ";".join(parts)


def _month_rule(count: int, first: date, parts: list[str]) -> str:
    """The RRULE of the 29th, 30th or 31st of each `count`-th month, or of its last day."""
    months = {(first.month - 1 + number * count) % 12 + 1 for number in range(12)}
    if all(month_length(_COMMON_YEAR, month) >= first.day for month in months):
        return ";".join(parts)
    if first.day == 31 or months == {2}:
        return ";".join([*parts, "BYMONTHDAY=-1"])
    if 12 % count == 0:
        # Exact as the one below, which the library of Thunderbird and Nextcloud, ical.js, takes for both days.
        return f"FREQ=YEARLY;BYYEARDAY={','.join(str(_year_day(month, first.day)) for month in sorted(months))}"
    days = ",".join(map(str, range(28, first.day + 1)))
    return ";".join([*parts, f"BYMONTHDAY={days};BYSETPOS=-1"])


def _year_day(month: int, day: int) -> int:
    """The number in any year of that day, or of the last of February; counted from the end where that is the same."""
    if month == 1:
        return day
    last = date(_COMMON_YEAR, month, min(day, month_length(_COMMON_YEAR, month)))
    return (last - date(_COMMON_YEAR, 12, 31)).days - 1


def _bare_rule(text: str) -> str:
    return text.strip().upper().removeprefix("RRULE:")


def _limited(rule_text: str, times: Times, rule: Rule | None = None) -> str:
    """The rule with one UNTIL, in the form that DTSTART asks for, of what limits the event; COUNT gives way to it."""
    event = times.event
    limit = event.until
    own = None if rule is None else rule.until
    if limit is None and own is None:
        return rule_text
    parts = rule_text.split(";")
    if rule is not None and rule.count is not None and limit is not None:
        final = last(msgspec.structs.replace(event, except_=()), datetime(1, 1, 2, tzinfo=UTC), limit)
        limit = limit if final is None else min(limit, date_of(event.wall(final.start)))
    ends = [_as_end(each, times) for each in (limit, own) if each is not None]
    kept = [part for part in parts if not part.startswith(("UNTIL=", "COUNT="))]
    return ";".join([*kept, f"UNTIL={min(ends)}"])


def _as_end(limit: Moment, times: Times) -> str:
    """An UNTIL: a date for an all-day event; the end of that date, by the event's clocks, for a timed one."""
    if not isinstance(times.first, datetime):
        return as_moment(date_of(limit))
    if isinstance(limit, datetime) and limit.tzinfo is not None:
        return as_moment(limit if times.zone is not None else limit.replace(tzinfo=None))
    wall = limit if isinstance(limit, datetime) else datetime.combine(limit, _LAST_SECOND)
    return as_moment(wall if times.zone is None else in_zone(wall.replace(tzinfo=times.zone), UTC))


def starts_on(day: date, rule: Step | Rule, times: Times) -> Iterator[Moment]:
    """What would start on `day` by the event's `rule`."""
    first = times.first
    if day < date_of(first):
        return
    if not isinstance(first, datetime):
        yield day
    elif isinstance(rule, Step):
        yield datetime.combine(day, first.time())
    else:
        start = times.event.wall(times.event.start)
        for found in recurrence(rule, start).starts(day, datetime.combine(day, time.max)):
            if date_of(found) == day:
                yield found
