"""An option for each field of an event, and what is typed there as the field's value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Any

import click

from countdown.cli.options import Command
from countdown.cli.session import Session
from countdown.cli.when import read_date, read_moment, read_when
from countdown.core.dates import Moment
from countdown.core.zones import find_zone

# In the order of the help. What an option gives: text, a date, a start or end, true, or a list of one of the first two.
_TEXT, _DATE, _MOMENT, _FLAG, _TEXTS, _DATES = "text", "date", "moment", "flag", "texts", "dates"
_FIELDS: dict[str, tuple[str, str, str]] = {
    "end": (_MOMENT, "WHEN", "The last day, included; of a timed event the moment it ends."),
    "tz": (_TEXT, "ZONE", "The time zone of a timed event, as Asia/Shanghai; its times are then by the clock there."),
    "repeat": (_TEXT, "RULE", "daily, weekly, monthly, yearly, weekdays, 'every 2 weeks', or an RRULE of RFC 5545."),
    "until": (_DATE, "WHEN", "The last date on which it may start."),
    "except": (_DATES, "WHEN", "A date on which it does not happen; repeatable."),
    "feb29": (_TEXT, "feb-28|mar-1|skip", "When a yearly event of 29 February is kept in common years."),
    "since": (_DATE, "WHEN", "Where the waiting began; progress is drawn from there."),
    "pin": (_FLAG, "", "Once past keep it, counting up."),
    "tags": (_TEXTS, "TAG", "A tag to filter by; repeatable."),
    "where": (_TEXT, "PLACE", "The place."),
    "url": (_TEXT, "URL", "An address."),
    "uid": (_TEXT, "UID", "The iCalendar UID."),
    "note": (_TEXT, "TEXT", "A note."),
    "remind": (
        _TEXTS,
        "LEAD",
        "When to remind: 7d, 2w, 7d..1d, '0d 08:00', '30d print it', +1d; repeatable; none: never.",
    ),
    "nag": (_FLAG, "", "Remind again each day until dismissed."),
    "milestones": (_FLAG, "", "Remind on round numbers too: 100 days to go, 1,000 days since."),
}
_SILENCE = "none"


def field_options(*, removable: bool = False) -> Callable[[Command], Command]:
    """The options of all fields but name and start; with `removable` also those that take a field away."""

    def decorate(command: Command) -> Command:
        for name, (kind, metavar, help_) in reversed(_FIELDS.items()):
            if removable:
                command = _removal(name)(command)
            command = _option(name, kind, metavar, help_)(command)
        return command

    return decorate


def _option(name: str, kind: str, metavar: str, help_: str) -> Callable[[Command], Command]:
    flags = [f"--{name.removesuffix('s')}", f"--{name}"] if name == "tags" else [f"--{name}"]
    if kind == _FLAG:
        return click.option(*flags, f"field_{name}", flag_value=True, default=None, type=bool, help=help_)
    several = kind in (_TEXTS, _DATES)
    return click.option(*flags, f"field_{name}", metavar=metavar, multiple=several, help=help_)


def _removal(name: str) -> Callable[[Command], Command]:
    flags = ["--no-tag", "--no-tags"] if name == "tags" else [f"--no-{name}"]
    return click.option(*flags, f"no_{name}", is_flag=True, help=f"Take {name} away.")


def field_values(session: Session, options: dict[str, Any], zone: tzinfo | None) -> dict[str, Any]:
    """The fields that `options` give, as events.toml holds them; None for one to be taken away.

    Times are by the clock of `zone`, else the viewer's. Raises a usage error for what cannot be read.
    """
    values: dict[str, Any] = {}
    for name, (kind, _, _) in _FIELDS.items():
        given = options.get(f"field_{name}")
        is_given = given is not None and given != ()
        if is_given and options.get(f"no_{name}"):
            raise click.UsageError(f"--{name} and --no-{name} exclude each other")
        if is_given:
            values[name] = _value(session, name, kind, given, zone)
        elif options.get(f"no_{name}"):
            values[name] = None
    return values


def _value(session: Session, name: str, kind: str, given: Any, zone: tzinfo | None) -> Any:
    option = f"--{name}"
    if kind == _MOMENT:
        return read_moment(session, given, option, zone)
    if kind == _DATE:
        return read_date(session, given, option)
    if kind == _DATES:
        return [read_date(session, text, option) for text in given]
    if kind == _TEXTS:
        return [] if name == "remind" and list(given) == [_SILENCE] else [as_text(text, option) for text in given]
    return as_text(given, option) if kind == _TEXT else given


def as_text(text: str, name: str) -> str:
    """`text`, given for the argument or option `name`; a usage error if its bytes were not UTF-8, as a file's are."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise click.UsageError(f"{name}: {text[:60]!r} is not UTF-8") from None
    return text


def start_and_end(session: Session, text: str, name: str, zone: tzinfo | None) -> dict[str, Moment | None]:
    """The fields `start` and `end` that the WHEN `text`, given for `name`, means; `end` is None if it has none."""
    when = read_when(session, text, name, zone)
    start, end = when.start, when.end
    return {"start": start, "end": None if end == start and not isinstance(end, datetime) else end}


def zone_of(name: str | None) -> tzinfo | None:
    """The zone of the field `tz`, if it is given; a usage error if there is none of that name."""
    if name is None:
        return None
    try:
        return find_zone(name)
    except ValueError as error:
        raise click.UsageError(f"--tz: {error}") from None
