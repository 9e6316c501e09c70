"""An event as a user wrote it, and one occurrence of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Literal

import msgspec

from countdown.core.dates import Moment, date_of
from countdown.core.instances import Instances, Override
from countdown.core.repeat import Step, parse_repeat
from countdown.core.zones import find_zone, in_zone
from countdown.errors import FieldError

# The fields of an event that one occurrence may have of its own.
_OVERRIDABLE = ("name", "where", "url", "note", "remind")


class Event(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An event, with the fields of its table in events.toml, its id and the file that it stands in.

    A date in `start` is a floating all-day event; a naive datetime is timed, in `tz` or else in the
    viewer's zone; a datetime with an offset is that instant. `end` is an all-day event's last day,
    included, or the moment a timed one ends. `remind` holds leads as written; None is the default ones.
    Of a calendar's event `line` is where it begins in the file, if known, and `instances` what events.toml cannot say.
    Creating one checks the fields against each other and raises FieldError.
    """

    id: str
    file: str = ""
    line: int = 0
    name: str
    start: Moment
    end: Moment | None = None
    tz: str | None = None
    repeat: str | None = None
    until: date | None = None
    except_: tuple[date, ...] = msgspec.field(default=(), name="except")
    feb29: Literal["feb-28", "mar-1", "skip"] = "feb-28"
    since: date | None = None
    pin: bool = False
    tags: tuple[str, ...] = ()
    where: str | None = None
    url: str | None = None
    uid: str | None = None
    note: str | None = None
    remind: tuple[str, ...] | None = None
    nag: bool = False
    milestones: bool = False
    instances: Instances | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise FieldError("name", "the name is empty")
        if type(self.start) not in (date, datetime):
            raise _no_date("start", self.start)
        if self.tz is not None:
            _check_zone(self.tz)
        if self.end is not None:
            self._check_end(self.end)
        if self.repeat is not None:
            self._check_repeat(self.repeat)
        if self.until is not None and self.until < self.first_day:
            raise FieldError("until", f"{self.until} is before the start, {self.first_day}")

    def _check_end(self, end: Moment) -> None:
        start = self.start
        if type(end) is not type(start):
            if not isinstance(end, date):
                raise _no_date("end", end)
            if isinstance(start, datetime):
                raise FieldError("end", f"{end} has no time, but the start has one", f"write {end}T18:00:00")
            raise FieldError("end", f"{end} has a time, but the start has none", f"write {end.isoformat()[:10]}")
        if isinstance(start, datetime) and isinstance(end, datetime):
            if self.tz is None and (start.tzinfo is None) != (end.tzinfo is None):
                raise FieldError("end", f"{end} and the start, {start}: only one of them has an offset from UTC")
            is_before = self._is_before(end, start)
        else:
            is_before = end < start
        if is_before:
            raise FieldError("end", f"{self.end} is before the start, {self.start}")

    def _is_before(self, end: datetime, start: datetime) -> bool:
        """By the clock if both are told by it, since a change of clocks may swap them as instants; else as instants."""
        zone = self.zone(UTC)
        if start.tzinfo is None and end.tzinfo is None:
            return end < start
        first, last = (moment if moment.tzinfo else moment.replace(tzinfo=zone) for moment in (start, end))
        return last.timestamp() < first.timestamp()

    def _check_repeat(self, text: str) -> None:
        try:
            rule = parse_repeat(text)
        except ValueError as error:
            raise FieldError("repeat", str(error)) from None
        if not isinstance(rule, Step) and rule.freq == "HOURLY" and not self.timed:
            raise FieldError("repeat", "an hourly repeat needs a start with a time", f"write {self.start}T09:00:00")

    @property
    def timed(self) -> bool:
        """Whether the event is at a time of day, not all day."""
        return isinstance(self.start, datetime)

    def zone(self, viewer: tzinfo) -> tzinfo:
        """The zone in whose wall clock the event repeats: its own, its start's offset, or the viewer's."""
        if self.tz is not None:
            return find_zone(self.tz)
        return self.start.tzinfo if isinstance(self.start, datetime) and self.start.tzinfo else viewer

    def wall(self, moment: Moment) -> Moment:
        """The event's `start` or `end` as its own clocks show it: a date, or a naive datetime in its zone."""
        if not isinstance(moment, datetime) or moment.tzinfo is None:
            return moment
        return in_zone(moment, self.zone(moment.tzinfo)).replace(tzinfo=None)

    @property
    def first_day(self) -> date:
        """The date of the start by the event's own clocks."""
        return date_of(self.wall(self.start))

    @property
    def length(self) -> timedelta:
        """From the start to the end by the event's own clocks; zero for one day, or for no end."""
        return timedelta() if self.end is None else max(timedelta(), self.wall(self.end) - self.wall(self.start))


class Occurrence(msgspec.Struct, frozen=True):
    """One concrete start and end of an event: dates, the last one included, or datetimes in its zone.

    `override` is what it has of its own, and `original` then the start that it would have without.
    """

    start: Moment
    end: Moment
    original: Moment | None = None
    override: Override | None = None

    @property
    def named_by(self) -> Moment:
        """The start that names this occurrence among the event's: the original one, wherever it was moved."""
        return self.start if self.original is None else self.original

    @property
    def key(self) -> str:
        """The ISO form of the start that names it."""
        return self.named_by.isoformat()

    def event(self, event: Event) -> Event:
        """`event`, whose occurrence this is, with the name and the like that this one has of its own."""
        if self.override is None:
            return event
        own = {name: value for name in _OVERRIDABLE if (value := getattr(self.override, name)) is not None}
        return msgspec.structs.replace(event, **own) if own else event


def _check_zone(name: str) -> None:
    try:
        find_zone(name)
    except ValueError as error:
        raise FieldError("tz", str(error)) from None


def _no_date(field: str, value: object) -> FieldError:
    from countdown.core.date_errors import why_no_date

    return FieldError(field, *why_no_date(value))
