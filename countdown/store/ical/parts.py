"""What is asked of a single VEVENT or VTODO."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

import msgspec

from countdown.core.dates import Moment, date_of
from countdown.core.event import Event
from countdown.core.instances import Override
from countdown.core.recurrence import occurrences
from countdown.core.repeat import Step, parse_repeat
from countdown.store.ical.lines import Component
from countdown.store.ical.times import Times

# A series is changed from one of its occurrences on a few times a year. Each such change is a series of its own to follow.
_MOST_RANGES = 50


def instant(moment: Moment, times: Times) -> Moment:
    """`moment`, told in `times`, with the zone in it."""
    return moment.replace(tzinfo=times.zone) if isinstance(moment, datetime) and times.tz is not None else moment


def order(moment: Moment) -> tuple[date, bool, Moment]:
    """What sorts dates and datetimes together."""
    return date_of(moment), isinstance(moment, datetime), moment


def sequence(part: Component) -> tuple[int, str]:
    """Its version: the SEQUENCE, -1 if it tells none, and of several with the same the DTSTAMP (RFC 5546 §2.1.5)."""
    text = part.text("SEQUENCE")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 18 else -1
    return number, part.text("DTSTAMP")


def with_last_ranges(overrides: dict[Moment, Override]) -> dict[Moment, Override]:
    """`overrides` by their original starts, of which the last that hold for all later occurrences still do so."""
    ranges = sorted((each for each in overrides.values() if each.future), key=lambda each: order(each.original))
    alone = (msgspec.structs.replace(each, future=False) for each in ranges[:-_MOST_RANGES])
    return overrides | {each.original: each for each in alone}


def others_of(master: Component, parts: Sequence[Component]) -> list[Component]:
    """Those of `parts` that are no other version of `master`, but at another time in the same version."""
    return [
        part
        for part in parts
        if sequence(part) == sequence(master)
        and part.lines.get("DTSTART")
        and part.text("DTSTART") != master.text("DTSTART")
    ]


def is_over(part: Component) -> bool:
    """Whether it was cancelled, or is done."""
    status = part.word("STATUS")
    done = part.name == "VTODO" and (status == "COMPLETED" or "COMPLETED" in part.lines)
    return done or status == "CANCELLED"


def tags(part: Component) -> tuple[str, ...]:
    """Its CATEGORIES."""
    texts = (text.strip() for found in part.all("CATEGORIES") for text in found.texts)
    return tuple(dict.fromkeys(text for text in texts if text))


def clean_rule(text: str) -> str:
    """An RRULE without what some programs write beside what RFC 5545 allows, and that says nothing."""
    parts = [part.strip() for part in text.replace(" ", "").upper().split(";")]
    return ";".join(
        part for part in parts if part and not part.startswith(("X-", "COUNT=-", "RSCALE=GREG", "SKIP=OMIT"))
    )


def has_its_start(event: Event) -> bool:
    """Whether its start is one that its rule gives, or comes after the rule's end."""
    first = event.first_day
    for occurrence in occurrences(event, first, UTC, through=first):
        return event.wall(occurrence.start) == event.wall(event.start)
    rule = parse_repeat(event.repeat or "daily")
    until = None if isinstance(rule, Step) else rule.until
    return until is not None and date_of(until) < first


def groups(parts: Sequence[Component]) -> Iterator[tuple[str, list[Component]]]:
    """The VEVENTs and VTODOs by their UIDs; one without a UID by itself."""
    found: dict[tuple[str, str | int], list[Component]] = {}
    for at, part in enumerate(parts):
        if part.name in ("VEVENT", "VTODO"):
            uid = part.text("UID")
            found.setdefault((part.name, uid or at), []).append(part)
    for (_, name), series in found.items():
        yield name if isinstance(name, str) else "", series
