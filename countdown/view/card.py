"""One event in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from countdown.core.countdown import Countdown
from countdown.core.plan import Planned
from countdown.view.plain import tag_column
from countdown.view.text import visible
from countdown.view.words import amount, bar, count, long_date, nearness, plural, short_date, weeks_and_days

_BAR_WIDTH = 20
_WEEK = 7


class Details(msgspec.Struct, frozen=True):
    """What a card tells beside the countdown: starts to come, its reminders, working days left, and its source."""

    upcoming: Sequence[date]
    reminders: Sequence[Planned]
    workdays: int
    source: str


Row = tuple[str, str]


def rows(countdown: Countdown, details: Details, unit: str = "days") -> list[Row]:
    """A label and a text for each line of the card; what is empty takes no line. The days stand in `unit` too."""
    event = countdown.event
    plain = (("where", event.where), ("url", event.url), ("note", event.note))
    return [
        *_dates(countdown),
        *_left(countdown, unit),
        *(
            (("work", plural(details.workdays, "working day")),)
            if countdown.state == "upcoming" and countdown.days
            else ()
        ),
        *_progress(countdown),
        *_repeats(countdown, details.upcoming),
        *_reminders(countdown, details.reminders),
        *((label, visible(text)) for label, text in plain if text),
        *((("tags", tag_column(countdown)),) if event.tags else ()),
        ("id", f"{visible(event.id)}  ({visible(details.source)})"),
    ]


def summary(countdown: Countdown, upcoming: Sequence[date]) -> list[Row]:
    """What was understood of an event that was just written: its dates, the days left, and the starts to come."""
    return [*_dates(countdown), *_left(countdown), *_repeats(countdown, upcoming)]


def heading(countdown: Countdown, unit: str = "days") -> str:
    """The days, and how near: `2 days`, `today (in 3 h 20 min)`."""
    near, told = nearness(countdown), count(countdown, unit)
    return f"{told} ({near})" if near else told


def _dates(countdown: Countdown) -> Iterator[Row]:
    yield "starts", long_date(countdown.start)
    if countdown.end != countdown.start:
        length = f", {plural(countdown.length_days, 'day')}" if countdown.length_days > 1 else ""
        yield "ends", long_date(countdown.end) + length
    own = countdown.occurrence.start
    if countdown.timed and own.isoformat() != countdown.start.isoformat():
        yield "there", f"{long_date(own)} ({countdown.event.tz or own.strftime('%Z')})"


def _left(countdown: Countdown, unit: str = "days") -> Iterator[Row]:
    if countdown.state == "ongoing":
        yield "to its end", _days_and_weeks(countdown.days_to_end)
    elif countdown.days:
        days = abs(countdown.days)
        label = "left" if countdown.state == "upcoming" else "ago"
        yield label, _days_and_weeks(days) if unit != "months" else f"{plural(days, 'day')}, {amount(countdown, unit)}"


def _days_and_weeks(days: int) -> str:
    return plural(days, "day") + (f", {weeks_and_days(days)}" if days >= _WEEK else "")


def _progress(countdown: Countdown) -> Iterator[Row]:
    progress, since = countdown.progress, countdown.event.since
    if progress is not None and since is not None and countdown.state == "upcoming":
        # Rounded down, so that a hundred means that the waiting is over.
        yield "waited", f"{bar(progress, _BAR_WIDTH)} {int(progress * 100)} % since {_short(since, countdown)}"


def _repeats(countdown: Countdown, upcoming: Sequence[date]) -> Iterator[Row]:
    event = countdown.event
    if event.repeat is None:
        return
    until = f" until {_short(event.until, countdown)}" if event.until else ""
    yield "repeats", visible(event.repeat) + until
    if upcoming:
        yield "next", ", ".join(_short(start, countdown) for start in upcoming)


def _reminders(countdown: Countdown, reminders: Sequence[Planned]) -> Iterator[Row]:
    label, width = "reminders", max((len(reminder.lead.name) for reminder in reminders), default=0)
    for reminder in reminders:
        due = reminder.due
        clock = f" {due:%H:%M}" if (due.hour, due.minute) != (0, 0) else ""
        text = f"  {visible(reminder.lead.text)}" if reminder.lead.text else ""
        yield label, f"{reminder.lead.name:>{max(4, width)}}  {_short(due, countdown)}{clock}{text}"
        label = ""


def _short(moment: date, countdown: Countdown) -> str:
    return short_date(moment, countdown.now.date())
