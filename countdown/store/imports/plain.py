"""An event as other programs have it, which keep nothing of an export but the standard properties."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from countdown.core.event import Event
from countdown.core.vevent.content_lines import folded
from countdown.core.vevent.event import OWN_PREFIX, vevent
from countdown.store.calendars import read_unnamed

_NOT_IN_A_TABLE = ("id", "file", "line", "instances")
_DEFAULTS = {
    field.encode_name: field.default
    for field in msgspec.structs.fields(Event)
    if field.encode_name not in _NOT_IN_A_TABLE
}
_STAMP = datetime(1970, 1, 1, tzinfo=UTC)
# Fields that mean something together alone.
_WHEN, _RULE = ("start", "end", "tz"), ("repeat", "until", "feb29")


def table_of(event: Event) -> dict[str, Any]:
    """The fields of `event` that its table in events.toml needs."""
    table = {}
    for name, default in _DEFAULTS.items():
        value = event.except_ if name == "except" else getattr(event, name)
        if value != default:
            table[name] = list(value) if isinstance(value, tuple) else value
    return table


def real_changes(event: Event, changes: dict[str, Any]) -> dict[str, Any]:
    """The `changes` of fields of `event` less those that only say in standard terms what stands there already.

    So `weekly` stays when it comes back as FREQ=WEEKLY, and {years} when it does as `…`.
    """
    plain = _plain_table(event)
    same = {name for name, value in changes.items() if plain.get(name) == value}
    for group in (_WHEN, _RULE):
        if not all(name in same for name in group if name in changes):
            same -= {*group}
    if not all(name in same for name in _WHEN if name in changes):
        same -= {*_RULE}  # what a rule looks like depends on the start
    return {name: value for name, value in changes.items() if name not in same}


def _plain_table(event: Event) -> dict[str, Any]:
    lines = [line for line in vevent(event, "", _STAMP) if not line.startswith(OWN_PREFIX)]
    found = read_unnamed(folded(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]).encode(), "").events
    return table_of(found[0]) if found else {}
