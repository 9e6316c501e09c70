"""Countdowns as JSON, schema 1: fields may be added, never renamed. docs/schema-1.json is its JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from countdown.core.countdown import Countdown
from countdown.core.event import Event
from countdown.core.plan import Planned
from countdown.core.reminders import Reminder
from countdown.view.text import visible_in_json

if TYPE_CHECKING:
    from countdown.core.milestones import Ahead

SCHEMA = 1


def fields(countdown: Countdown, source: str) -> dict[str, Any]:
    """One event of the object; `source` is where it stands, as `events.toml:4`."""
    event = countdown.event
    return {
        "id": event.id,
        "name": countdown.name,
        "state": countdown.state,
        "days": countdown.days,
        "days_to_end": countdown.days_to_end,
        "day": countdown.day,
        "length_days": countdown.length_days,
        "start": countdown.start.isoformat(),
        "end": countdown.end.isoformat(),
        "all_day": not countdown.timed,
        "repeat": event.repeat,
        "occurrence": countdown.occurrence.key,
        "years": countdown.years,
        "tags": list(event.tags),
        "where": event.where,
        "url": event.url,
        "note": event.note,
        "source": source,
    }


def list_json(countdowns: Iterable[Countdown], now: datetime, source: Callable[[Event], str]) -> str:
    """The object of `list --json` and `next --json`, on one line."""
    return _line(now, [fields(countdown, source(countdown.event)) for countdown in countdowns])


def show_json(
    countdown: Countdown, source: str, upcoming: Iterable[datetime | Any], reminders: Iterable[Planned]
) -> str:
    """The object of `show --json`: the list's with one event, its next starts and its reminders."""
    event = fields(countdown, source)
    event["upcoming"] = [start.isoformat() for start in upcoming]
    event["reminders"] = [
        {"lead": reminder.lead.name, "due": reminder.due.isoformat(), "text": reminder.lead.text}
        for reminder in reminders
    ]
    return _line(countdown.now, [event])


def reminder_fields(reminder: Reminder) -> dict[str, str | int | bool | None]:
    """One reminder of the object of `remind --json`, which are also the fields that a command is given."""
    seen = reminder.countdown
    return {
        "id": seen.event.id,
        "name": seen.name,
        "occurrence": seen.occurrence.key,
        "lead": reminder.lead.name,
        "due": reminder.due.isoformat(),
        "days": seen.days,
        "late": reminder.late,
        "missed": reminder.missed,
        "text": reminder.text,
    }


def remind_json(reminders: Iterable[Reminder], now: datetime) -> str:
    """The object of `remind --json`, on one line."""
    return _line(now, [reminder_fields(reminder) for reminder in reminders], "reminders")


def milestones_json(found: Iterable[Ahead], now: datetime) -> str:
    """The object of `list --milestones --json`, on one line."""
    rows = [
        {
            "id": each.event.id,
            "name": each.name,
            "lead": each.lead.name,
            "text": each.lead.text,
            "date": each.day.isoformat(),
            "days": (each.day - now.date()).days,
        }
        for each in found
    ]
    return _line(now, rows, "milestones")


def _line(now: datetime, rows: list[dict[str, Any]], name: str = "events") -> str:
    encoded = msgspec.json.encode({"schema": SCHEMA, "now": now.isoformat(timespec="seconds"), name: rows})
    return visible_in_json(encoded.decode())
