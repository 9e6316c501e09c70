"""Values of iCalendar: dates and times, spans, periods."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from countdown.core.dates import Moment
from countdown.store.ical.lines import Property

_MOMENT = re.compile(r"(\d{8})(?:T(\d{4})(\d\d)?(Z|[+-]\d{4})?)?", re.ASCII | re.IGNORECASE)
_SPAN = re.compile(
    r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,11})S)?)?",
    re.ASCII | re.IGNORECASE,
)


def parse_moment(text: str) -> Moment:
    """A DATE or DATE-TIME (RFC 5545 §3.3.4, §3.3.5): a date, a naive datetime, or one in UTC if it ends with Z.

    Raises ValueError with a sentence. A leap second is told as the 59th.
    """
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text.strip()[:40]!r} is not a date")
    day, clock, seconds, offset = match.groups()
    try:
        if clock is None:
            return date.fromisoformat(day)
        seconds = "59" if seconds == "60" else seconds or "00"
        moment = datetime.fromisoformat(f"{day}T{clock}{seconds}{(offset or '').upper()}")
    except ValueError:
        raise ValueError(f"{text.strip()[:40]!r} is not a date of the calendar") from None
    return moment if moment.tzinfo is None else moment.astimezone(UTC)


def parse_span(text: str) -> timedelta:
    """A DURATION (§3.3.6), such as -PT30M. Raises ValueError with a sentence."""
    match = _SPAN.fullmatch(text.strip())
    if match is None or not any(match.groups()[1:]):
        raise ValueError(f"{text.strip()[:40]!r} is not a duration")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    span = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -span if match[1] == "-" else span


def moments(found: Property) -> list[Moment]:
    """The moments of an EXDATE. Raises ValueError with a sentence."""
    return [parse_moment(text) for text in found.value.split(",") if text.strip()]


def periods(found: Property) -> list[tuple[Moment, Moment | None]]:
    """The starts of an RDATE, and the ends of those that are periods (§3.3.9). Raises ValueError with a sentence."""
    pairs: list[tuple[Moment, Moment | None]] = []
    for text in found.value.split(","):
        if not text.strip():
            continue
        first, slash, last = text.partition("/")
        start = parse_moment(first)
        if not slash:
            pairs.append((start, None))
        else:
            pairs.append((start, start + parse_span(last) if "P" in last.upper() else parse_moment(last)))
    return pairs
