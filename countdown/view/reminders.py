"""Reminders as lines, and as the message that a channel is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from countdown.core.reminders import Reminder
from countdown.view.plain import date_column
from countdown.view.text import cells, pad, visible
from countdown.view.words import count, plural

AWAY = "While you were away"
_WIDEST_NAME = 40


def reminder_lines(reminders: Sequence[Reminder]) -> list[str]:
    """A line for each: days, name, dates, its text, and how late it is."""
    counts = [count(reminder.countdown) for reminder in reminders]
    names = [visible(reminder.countdown.name) for reminder in reminders]
    count_width = max(map(len, counts), default=0)
    name_width = max((width for name in names if (width := cells(name)) <= _WIDEST_NAME), default=0)
    return [
        "  ".join(filter(None, (days.rjust(count_width), pad(name, name_width), *_details(reminder)))).rstrip()
        for days, name, reminder in zip(counts, names, reminders, strict=True)
    ]


def away_last(reminders: Iterable[Reminder]) -> list[Reminder]:
    """Those of what is to come, then the missed ones; each in the order it was due."""
    return sorted(reminders, key=lambda reminder: (reminder.missed, reminder.due.timestamp()))


def how_late(reminder: Reminder) -> str:
    """`(2 days late)`; empty for what is in time, and for what is missed altogether."""
    return f"({plural(reminder.late, 'day')} late)" if reminder.late and not reminder.missed else ""


def title(reminder: Reminder) -> str:
    """One line: the name, and how near it is."""
    return f"{visible(reminder.countdown.name)}: {count(reminder.countdown)}"


def body(reminder: Reminder) -> str:
    """The text, the dates, and the place."""
    where = reminder.countdown.event.where
    lines = [*_details(reminder), *([visible(where)] if where else [])]
    return "\n".join([AWAY, *lines] if reminder.missed else lines)


def digest_title(reminders: Sequence[Reminder]) -> str:
    """The title of one message for all of them."""
    return plural(len(reminders), "reminder")


def digest_body(reminders: Sequence[Reminder]) -> str:
    """The lines of that message; missed ones, which are last, under their heading."""
    lines = reminder_lines(reminders)
    to_come = sum(not reminder.missed for reminder in reminders)
    return "\n".join(lines if to_come == len(lines) else [*lines[:to_come], AWAY, *lines[to_come:]])


def _details(reminder: Reminder) -> list[str]:
    parts = [visible(reminder.text)] if reminder.text else []
    parts.append(date_column(reminder.countdown))
    late = how_late(reminder)
    return [*parts, late] if late else parts
