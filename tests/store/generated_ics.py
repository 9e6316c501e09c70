"""iCalendar texts made up for properties: events of every kind of time, rule and change."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FIRST, LAST = date(2026, 1, 1), date(2029, 1, 1)


class Kind:
    """How an event's moments are written: all day, floating, in UTC, or in a zone."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def param(self) -> str:
        if self.name == "day":
            return ";VALUE=DATE"
        return f";TZID={self.name}" if self.name in ZONES else ""

    def write(self, moment: datetime) -> str:
        if self.name == "day":
            return f"{moment:%Y%m%d}"
        return f"{moment:%Y%m%dT%H%M%S}{'Z' if self.name == 'utc' else ''}"

    def until(self, moment: datetime) -> str:
        if self.name not in ZONES:
            return self.write(moment)
        return f"{moment.replace(tzinfo=ZoneInfo(self.name)).astimezone(ZoneInfo('UTC')):%Y%m%dT%H%M%SZ}"


def _numbers(low: int, high: int, most: int) -> st.SearchStrategy[str]:
    some = st.integers(low, high).filter(bool)
    return st.lists(some, min_size=1, max_size=most, unique=True).map(lambda found: ",".join(map(str, found)))


@st.composite
def rules(draw: st.DrawFn, kind: Kind, start: datetime) -> str:
    """An RRULE that dateutil and RFC 5545 agree on."""
    freq = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    parts = [f"FREQ={freq}", f"INTERVAL={draw(st.integers(1, 4))}"]
    days = draw(st.lists(st.sampled_from(_DAYS), min_size=1, max_size=3, unique=True))
    by = draw(st.sampled_from(("", "", "BYDAY", "BYMONTHDAY", "BYMONTH", "NTH")))
    if by == "BYDAY" or (by == "NTH" and freq in ("DAILY", "WEEKLY")):
        parts.append(f"BYDAY={','.join(days)}")
    elif by == "NTH":
        parts.append(f"BYDAY={draw(st.sampled_from((1, 2, -1)))}{days[0]}")
        if freq == "YEARLY":
            parts.append(f"BYMONTH={draw(_numbers(1, 12, 3))}")
    elif by == "BYMONTHDAY" and freq != "WEEKLY":
        parts.append(f"BYMONTHDAY={draw(_numbers(-3, 31, 3))}")
    elif by == "BYMONTH":
        parts.append(f"BYMONTH={draw(_numbers(1, 12, 4))}")
    end = draw(st.sampled_from(("", "COUNT", "UNTIL")))
    if end == "COUNT":
        parts.append(f"COUNT={draw(st.integers(1, 30))}")
    elif end == "UNTIL":
        parts.append(
            f"UNTIL={kind.until(start + timedelta(days=draw(st.integers(0, 900)), hours=draw(st.integers(0, 5))))}"
        )
    return ";".join(parts)


@st.composite
def series(draw: st.DrawFn, uid: str) -> list[str]:
    """The lines of one UID: its event, and changed occurrences of it."""
    kind = Kind(draw(st.sampled_from(("day", "floating", "utc", *ZONES))))
    start = datetime(2025, 6, 1) + timedelta(
        days=draw(st.integers(0, 500)), minutes=draw(st.sampled_from((0, 90, 570, 1410)))
    )
    length = timedelta(
        days=draw(st.integers(0, 3)), minutes=0 if kind.name == "day" else draw(st.sampled_from((0, 45, 600)))
    )
    steps = st.integers(0, 60).map(lambda weeks: start + timedelta(weeks=weeks))
    some = st.one_of(steps, st.integers(0, 900).map(lambda days: start + timedelta(days=days)))
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"SUMMARY:{uid}",
        f"DTSTART{kind.param}:{kind.write(start)}",
        *_end(draw, kind, start, length),
    ]
    if draw(st.booleans()):
        lines.append(f"RRULE:{draw(rules(kind, start))}")
    if draw(st.booleans()):
        lines += [
            f"RDATE{kind.param}:{','.join(map(kind.write, found))}"
            for found in [draw(st.lists(some, max_size=3))]
            if found
        ]
    if draw(st.booleans()):
        lines += [f"EXDATE{kind.param}:{kind.write(moment)}" for moment in draw(st.lists(some, max_size=3))]
    lines.append("END:VEVENT")
    changed = draw(st.lists(steps, max_size=2, unique=True))
    return lines + [line for moment in changed for line in _change(draw, uid, kind, moment, length)]


def _end(draw: Any, kind: Kind, start: datetime, length: timedelta) -> list[str]:
    whole = length + timedelta(days=1) if kind.name == "day" else length
    if not draw(st.booleans()):
        return [f"DTEND{kind.param}:{kind.write(start + whole)}"]
    return [f"DURATION:P{whole.days}D" + (f"T{whole.seconds // 60}M" if whole.seconds else "")]


def _change(draw: Any, uid: str, kind: Kind, original: datetime, length: timedelta) -> list[str]:
    start = original + timedelta(days=draw(st.integers(-20, 20)))
    future = ";RANGE=THISANDFUTURE" if draw(st.booleans()) else ""
    status = ["STATUS:CANCELLED"] if draw(st.integers(0, 3)) == 0 else []
    return [
        "BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{uid} changed", f"RECURRENCE-ID{future}{kind.param}:{kind.write(original)}",
        f"DTSTART{kind.param}:{kind.write(start)}", *_end(draw, kind, start, length + timedelta(days=draw(st.integers(0, 2)))),
        *status, "END:VEVENT",
    ]  # fmt: skip


@st.composite
def calendars(draw: st.DrawFn) -> str:
    """A VCALENDAR of one to three UIDs."""
    bodies = [draw(series(f"uid{at}")) for at in range(draw(st.integers(1, 3)))]
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", *(line for body in bodies for line in body), "END:VCALENDAR", ""]
    )
