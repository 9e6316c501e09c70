"""What an export writes for an event, property by property: what its iCalendar text is compared with, and takes over."""

from __future__ import annotations

from datetime import UTC, datetime, time

import msgspec

from countdown.core.event import Event
from countdown.core.vevent.event import OWN_PREFIX, vevent

_STAMP = datetime(1970, 1, 1, tzinfo=UTC)


class Draft(msgspec.Struct, frozen=True):
    """What an export writes for an event: its properties by their names, and its alarms."""

    properties: dict[str, list[str]]
    alarms: list[list[str]]

    def lines(self, name: str) -> list[str]:
        """The content lines of that name."""
        return self.properties.get(name, [])

    def own(self, field: str) -> list[str]:
        """The property of our own for `field`."""
        return self.lines(f"{OWN_PREFIX}{field.upper()}")


def draft(event: Event, remind_at: time) -> Draft:
    """The draft of `event`; `remind_at` is the time of day of its leads that have none."""
    properties: dict[str, list[str]] = {}
    alarms: list[list[str]] = []
    within = False
    for line in vevent(event, event.uid or "", _STAMP, remind_at):
        if line == "END:VEVENT":
            break
        if line == "BEGIN:VALARM":
            within = True
            alarms.append([])
        if within:
            alarms[-1].append(line)
        else:
            name = line.replace(":", ";").partition(";")[0]
            properties.setdefault(name, []).append(line)
        within = within and line != "END:VALARM"
    return Draft(properties, alarms)
