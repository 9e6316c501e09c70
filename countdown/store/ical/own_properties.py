"""What countdown wrote into a VEVENT beside the standard properties, X-COUNTDOWN-…, read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

import msgspec

from countdown.core.dates import Moment, parse_clock
from countdown.core.event import Event
from countdown.core.vevent.content_lines import folded
from countdown.core.vevent.event import OWN_PREFIX, vevent
from countdown.errors import FieldError
from countdown.store.ical.lines import Component, Property, components
from countdown.store.ical.values import parse_span

_STAMP = datetime(1970, 1, 1, tzinfo=UTC)


def _moment(value: str) -> Moment:
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


_MOMENTS: dict[str, Callable[[str], Moment]] = {
    "start": _moment,
    "end": _moment,
    "until": date.fromisoformat,
    "since": date.fromisoformat,
}
_TYPES = {
    field.encode_name: field.type
    for field in msgspec.structs.fields(Event)
    if field.encode_name not in ("id", "file", "line", "uid", "except", "instances")
}
# Fields that stand for a standard property too, and that one; where it was changed since, it is what counts.
_GROUPS: dict[str, tuple[str, ...]] = {
    "when": ("start", "end", "tz"),
    "rule": ("repeat", "until", "feb29"),
    "name": ("name",),
    "tags": ("tags",),
    "where": ("where",),
    "url": ("url",),
    "note": ("note",),
    "remind": ("remind",),
}


def own_id(component: Component) -> str | None:
    """The id that the event of the VEVENT `component` had; None if it was not written by countdown."""
    value = _values(component).get("id")
    return value if isinstance(value, str) and value else None


def has_own(component: Component, field: str) -> bool:
    """Whether `field` stands in a property of our own."""
    return f"{OWN_PREFIX}{field.upper()}" in component.lines


def with_own_properties(event: Event, component: Component) -> Event:
    """`event`, as read from the standard properties of the VEVENT `component`, with what its own properties say.

    A property of our own counts only while the standard one beside it is what `vevent` writes for it: who changed
    the date, the rule or an alarm elsewhere meant it.
    """
    values = _values(component)
    own = dict(_fields(values))
    if not own:
        return event
    remind_at = parse_clock(str(values.get("remind-at", ""))) or time()
    for _ in _GROUPS:
        candidate = _replaced(event, own)
        if candidate is None:
            # Most likely its dates do not go together; else nothing can be said.
            dropped = [field for field in (*_GROUPS["when"], *_GROUPS["rule"]) if field in own] or [*own]
        else:
            changed = _changed(component, candidate, remind_at, values.get("triggers"))
            dropped = [field for group in changed for field in _GROUPS[group] if field in own]
        if not dropped:
            return event if candidate is None else candidate
        # Where an event begins tells what its rule looks like, so that the rest is compared again.
        first = [field for field in dropped if field in _GROUPS["when"]]
        for field in first or dropped:
            del own[field]
    return event


def _values(component: Component) -> dict[str, Any]:
    """The properties of our own that can be read, by their fields."""
    found = {}
    for name in component.lines:
        if name.startswith(OWN_PREFIX):
            try:
                text = component.text(name)
                found[name.removeprefix(OWN_PREFIX).lower()] = msgspec.json.decode(text)
            except (ValueError, msgspec.MsgspecError):
                continue
    return found


def _fields(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields of an event among the `values`, each of its type."""
    for field, value in values.items():
        if field in _TYPES:
            try:
                found = _MOMENTS[field](value) if field in _MOMENTS else value
                yield field, msgspec.convert(found, _TYPES[field], builtin_types=(datetime, date))
            except (ValueError, TypeError):
                continue
    # An event that has moments of its own has no others.
    if "start" in values:
        yield from ((field, None) for field in ("end", "tz") if field not in values)
    if "repeat" in values and "until" not in values:
        yield "until", None


def _replaced(event: Event, own: Mapping[str, Any]) -> Event | None:
    """`event` with the fields `own`; None if that makes no event."""
    try:
        return msgspec.structs.replace(event, **own)
    except FieldError:
        return None


def _changed(component: Component, event: Event, remind_at: time, triggers: object) -> list[str]:
    """The groups in which `component` does not say what would be written for `event`.

    Its alarms may also be those that were written, the `triggers`, before it was moved.
    """
    written, _ = components(folded(_in_calendar(vevent(event, "", _STAMP, remind_at))).encode(), "")
    ours, theirs = _signatures(written[0]), _signatures(component)
    if isinstance(triggers, list) and sorted(_span(str(trigger)) for trigger in triggers) == theirs["remind"]:
        ours["remind"] = theirs["remind"]
    return [group for group in _GROUPS if ours[group] != theirs[group]]


def _in_calendar(lines: Iterable[str]) -> list[str]:
    return ["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]


def _signatures(component: Component) -> dict[str, Any]:
    """What the standard properties of each group say, whatever their order and spelling."""
    return {
        "when": [_when(found) for name in ("DTSTART", "DTEND", "DURATION") for found in component.all(name)],
        "rule": (
            sorted(_rule(found.value) for found in component.all("RRULE")),
            sorted(value for found in component.all("EXDATE") for value in found.value.split(",")),
        ),
        "name": component.text("SUMMARY"),
        "tags": sorted(tag.strip() for found in component.all("CATEGORIES") for tag in found.texts),
        "where": component.text("LOCATION"),
        "url": component.text("URL"),
        "note": component.text("DESCRIPTION"),
        "remind": sorted(
            _span(child.text("TRIGGER"))
            for child in component.children
            if child.name == "VALARM" and child.word("ACTION") != "NONE"  # Apple's mark that there is none
        ),
    }


def _when(found: Property) -> tuple[str, str, str]:
    return found.name, found.params.get("TZID", ""), found.value


def _rule(text: str) -> list[str]:
    return sorted(set(text.upper().split(";")) - {"INTERVAL=1", "WKST=MO", ""})


def _span(trigger: str) -> str:
    try:
        return f"{parse_span(trigger)}"
    except ValueError:
        return trigger
