"""An event of a calendar as it stands in its iCalendar text."""

from __future__ import annotations

from countdown.core.event import Event
from countdown.store.ical.content import Content
from countdown.store.ical.lines import Component, components


def without_event(data: bytes, old: Event) -> bytes | None:
    """`data` without the components of the event `old`, as it was read from there; None if no other is in it.

    Raises ValueError for a text that cannot be changed.
    """
    parts = components(data, "")[0]
    master = next(part for part in parts if part.line == old.line)
    uid = master.text("UID")

    def is_of_it(part: Component) -> bool:
        return part is master or (bool(uid) and part.name == master.name and part.text("UID") == uid)

    if not any(part.name != "VTIMEZONE" and not is_of_it(part) for part in parts):
        return None
    content = Content(data)
    for part in parts:
        if is_of_it(part):
            content.block(part.line).remove()
    return content.data


def has_fixed_alarm(data: bytes, old: Event) -> bool:
    """Whether an alarm of the event `old`, as it was read from `data`, is at a fixed moment, wherever the start is."""
    master = next(part for part in components(data, "")[0] if part.line == old.line)
    alarms = (child for child in master.children if child.name == "VALARM" and child.word("ACTION") != "NONE")
    return any("P" not in alarm.word("TRIGGER") for alarm in alarms)
