"""When a job runs: times of the day, the days on which they count, and the next one after a moment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import chain

import msgspec

from countdown.core.dates import MONTHS, WEEKDAYS

_DAY_MINUTES = 24 * 60
# What people say: so many minutes that make an hour, so many hours that make a day.
_HANDY = (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440)
_ALL_WEEKDAYS = frozenset(range(7))
_ALL_MONTHDAYS = frozenset(range(1, 32))
_ALL_MONTHS = frozenset(range(1, 13))
# A 29 February comes again within eight years, around a year such as 2100 that has none.
_FURTHEST_DAYS = 8 * 366


class Timetable(msgspec.Struct, frozen=True):
    """`times` of the day, in order, on the days that the rest allows.

    `weekdays` count from Monday as 0. As in a crontab, a day counts by its weekday or by its day of the month where
    both are restricted.
    """

    times: tuple[time, ...]
    weekdays: frozenset[int] = _ALL_WEEKDAYS
    monthdays: frozenset[int] = _ALL_MONTHDAYS
    months: frozenset[int] = _ALL_MONTHS

    @property
    def period(self) -> int | None:
        """Minutes from each time to the next, if the times part the day evenly from 00:00 on; else None."""
        step = _DAY_MINUTES // len(self.times)
        return step if self.times == every(step).times else None

    def on(self, day: date) -> bool:
        """Whether the times count on `day`."""
        by_weekday, by_monthday = day.weekday() in self.weekdays, day.day in self.monthdays
        both = self.weekdays != _ALL_WEEKDAYS and self.monthdays != _ALL_MONTHDAYS
        return day.month in self.months and ((by_weekday or by_monthday) if both else (by_weekday and by_monthday))

    def __str__(self) -> str:
        """`every day at 08:00 and 20:00`, `every 15 min`, `Monday and Friday at 08:00`."""
        days = _days_in_words(self)
        if self.period is not None and len(self.times) > 1:
            hours, minutes = divmod(self.period, 60)
            step = f"every {minutes or hours} {'min' if minutes else 'h'}"
            step = f"every {self.period} min" if hours and minutes else step
            return step if days == "every day" else f"{step}, {days}"
        return f"{days} at {_listed([f'{clock:%H:%M}' for clock in self.times])}"


def daily(times: Iterable[time]) -> Timetable:
    """These times, each day."""
    return Timetable(tuple(sorted(set(times))))


def every(minutes: int) -> Timetable:
    """Every `minutes` from 00:00 on; a divisor of a day's 1440."""
    return Timetable(tuple(time(*divmod(minute, 60)) for minute in range(0, _DAY_MINUTES, minutes)))


def parse_period(text: str) -> int:
    """`15min` or `2h` in minutes. Raises ValueError that names what works, if that does not divide a day evenly."""
    match = re.fullmatch(r"(\d{1,6}) ?(min|h)", text)
    if match is None:
        mend = "write min for minutes" if re.fullmatch(r"\d+ ?m", text) else "write for instance 15min or 1h"
        raise ValueError(f"{text[:60]!r} is not a period; {mend}")
    minutes = int(match[1]) * (60 if match[2] == "h" else 1)
    if minutes and _DAY_MINUTES % minutes == 0:
        return minutes
    below = max((step for step in _HANDY if step < minutes), default=0)
    above = min((step for step in _HANDY if step > minutes), default=0)
    near = " or ".join(f"{step}min" if step < 60 else f"{step // 60}h" for step in (below, above) if step)
    raise ValueError(f"{text} does not divide a day evenly; write {near}")


def grouped(timetable: Timetable) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The times as (hours, minutes), each hour with each minute: few for a period, one for each time else."""
    if timetable.period is None or len(timetable.times) == 1:
        return [((clock.hour,), (clock.minute,)) for clock in timetable.times]
    hours: dict[int, list[int]] = {}
    for clock in timetable.times:
        hours.setdefault(clock.minute, []).append(clock.hour)
    minutes: dict[tuple[int, ...], list[int]] = {}
    for minute, found in hours.items():
        minutes.setdefault(tuple(found), []).append(minute)
    return [(found, tuple(sorted(group))) for found, group in minutes.items()]


def merged(timetables: Iterable[Timetable]) -> tuple[Timetable, ...]:
    """The same runs, in one timetable for each kind of day."""
    times: dict[tuple[frozenset[int], ...], set[time]] = {}
    for table in timetables:
        times.setdefault((table.weekdays, table.monthdays, table.months), set()).update(table.times)
    return tuple(Timetable(tuple(sorted(found)), *days) for days, found in times.items())


def next_run(timetables: Sequence[Timetable], now: datetime, zone: tzinfo) -> datetime | None:
    """The first run after `now`, in its zone; `zone` is that of the clock which the times are told by. None if never."""
    return min(_runs(timetables, now, zone, +1), default=None, key=datetime.timestamp)


def last_due(timetables: Sequence[Timetable], now: datetime, zone: tzinfo) -> datetime | None:
    """The latest run up to `now` that there should have been, as `next_run` tells it."""
    return max(_runs(timetables, now, zone, -1), default=None, key=datetime.timestamp)


def _runs(timetables: Sequence[Timetable], now: datetime, zone: tzinfo, direction: int) -> Iterator[datetime]:
    """The runs of the nearest days that have any on that side of `now`."""
    first = now.astimezone(zone).date()
    moment = now.astimezone(UTC)
    for distance in range(_FURTHEST_DAYS):
        try:
            day = first + timedelta(days=direction * distance)
            runs = [
                datetime.combine(day, clock, zone).astimezone(UTC)
                for clock in chain.from_iterable(table.times for table in timetables if table.on(day))
            ]
        except OverflowError:
            return
        found = [run for run in runs if (run > moment if direction > 0 else run <= moment)]
        if found:
            yield from (run.astimezone(now.tzinfo) for run in found)
            return


def _days_in_words(table: Timetable) -> str:
    parts = []
    if table.weekdays != _ALL_WEEKDAYS:
        parts.append(_listed([WEEKDAYS[day] for day in sorted(table.weekdays)]))
    if table.monthdays != _ALL_MONTHDAYS:
        parts.append(f"day {_listed([str(day) for day in sorted(table.monthdays)])} of the month")
    days = " or ".join(parts) or "every day"
    months = (
        "" if table.months == _ALL_MONTHS else f" in {_listed([MONTHS[month - 1] for month in sorted(table.months)])}"
    )
    return days + months


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
