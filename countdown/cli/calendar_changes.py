"""Events of calendars with `write = true`, added and changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

import click
import msgspec

from countdown.cli.changes import print_change
from countdown.cli.session import Session
from countdown.core.countdown import countdown
from countdown.core.dates import Moment
from countdown.core.event import Event
from countdown.core.identifier import identifier
from countdown.core.selection import find_event, matching
from countdown.core.zones import at_clock
from countdown.errors import CountdownError
from countdown.store.calendar_sources import CalendarFile, Calendars
from countdown.store.calendars import read_ics, with_ids
from countdown.store.events_file import EventsFile
from countdown.store.ical.meaning import without_end
from countdown.store.imports.plain import table_of
from countdown.store.paths import expand_user
from countdown.store.vdir import VdirWriter
from countdown.store.vdir_names import new_uid
from countdown.view.text import visible

Check = Callable[[Event], None]


class InCalendar(NamedTuple):
    """An event of a calendar that may be written to."""

    calendar: str
    event: Event


def vdir_writer(session: Session, name: str) -> VdirWriter:
    """The writer of the calendar `name` of the config. Raises CountdownError if that is only read."""
    config = session.config_file
    calendar = config.config.calendars[name]
    if not calendar.write:
        raise CountdownError(
            f"the calendar {name} is only read",
            place=f"calendars.{name}",
            mend=f"a vdir folder of yours is written to with write = true; a file of that name is ./{name}",
        )
    return VdirWriter(name, config.path.parent / expand_user(calendar.source), session.now, session.warn)


def writers(session: Session) -> list[VdirWriter]:
    """Those of all calendars that may be written to; none for a run that names its events files."""
    if session.named_files:
        return []
    return [
        vdir_writer(session, name) for name, calendar in session.config_file.config.calendars.items() if calendar.write
    ]


def find_in_calendars(session: Session, wanted: str) -> InCalendar | None:
    """The event of a calendar that `wanted` names, if that may be written to; None if no such one is named.

    Raises CountdownError if it could be several.
    """
    calendars = session.config_file.config.calendars
    names = {f"calendars.{name}": name for name, calendar in calendars.items() if calendar.write}
    writable = [file for file in session.calendars if file.shown in names]
    found = matching([event for file in session.calendars for event in file.events], wanted)
    if not any(file.holds(event) for event in found for file in writable):
        return None
    event = find_event(found, wanted)
    file = next(file for file in writable if file.holds(event))
    return InCalendar(names[file.shown], event)


def add_to_calendar(session: Session, name: str, fields: Mapping[str, Any], check: Check, *, dry_run: bool) -> Event:
    """Add an event of these fields, as events.toml has them, to the calendar `name`; the event, as lists show it."""
    writer = vdir_writer(session, name)
    known = _read(session, name)
    event = _tried(writer, f"{name}/{identifier(fields['name'])}", {"uid": new_uid(session.clock), **fields}, {})
    check(event)
    if any(each.uid == event.uid for each in known):
        raise CountdownError("there is an event with this UID already", place=writer.shown)
    event = _with_id(event, known, name)
    return writer.add(event, session.config_file.config.remind_time, dry_run=dry_run)


def edit_in_calendar(
    session: Session, found: InCalendar, changes: Mapping[str, Any], check: Check, *, dry_run: bool
) -> Event:
    """Set these fields of the event, or take them away where they are None; the event with the id that it has then."""
    if "uid" in changes:
        raise click.UsageError("--uid: an event of a calendar keeps its UID")
    writer = vdir_writer(session, found.calendar)

    def change(old: Event) -> tuple[Event, Collection[str]]:
        before = table_of(old)
        own = {field: _as_instant(session, old, value, changes) for field, value in changes.items()}
        if own.get("remind", ...) is None:
            own["remind"] = []  # what is taken away are its alarms
        if "until" in own and "repeat" not in own and old.repeat is not None:
            before["repeat"] = without_end(old.repeat)
        table = {field: value for field, value in {**before, **own}.items() if value is not None}
        new = _tried(writer, old.id, table, before)
        check(msgspec.structs.replace(new, instances=old.instances, file=old.file, line=old.line))
        differing = {field for field in own if _field(old, field) != _field(new, field)}
        return msgspec.structs.replace(new, file=old.file, line=old.line), differing

    event = writer.edit(found.event, change, session.config_file.config.remind_time, dry_run=dry_run)
    (calendar,) = (file for file in session.calendars if file.shown == writer.shown)
    known = [each for each in calendar.events if (each.file, each.id) != (found.event.file, found.event.id)]
    return _with_id(event, known, found.calendar)


def ics_problems(session: Session, shown: str, data: bytes) -> tuple[list[str], bool]:
    """What is wrong with an .ics file that holds `data`, and whether that keeps it from being one."""
    try:
        found = read_ics(data, shown)
    except CountdownError as error:
        return [str(error)], True
    never = [event for event in found.events if countdown(event, session.now) is None]
    return [*map(str, found.warnings), *(f"{event.id} never happens: no date fits" for event in never)], False


def print_calendar_change(session: Session, name: str, event: Event, done: str) -> None:
    """Print what was understood of `event`, as the lists show it, and that this was `done`."""
    shown = session.config_file.config.calendars[name].adapted([event])
    if not shown:
        sentence = f"{event.id} is not shown: include or exclude leaves it out"
        session.warn(CountdownError(visible(sentence), place=f"calendars.{name}"))
    print_change(session, (shown or [event])[0], done)


def _read(session: Session, name: str) -> list[Event]:
    """The events of that calendar alone."""
    config = session.config_file
    calendars = Calendars({name: config.config.calendars[name]}, config.path.parent)
    found: list[CalendarFile] = calendars.read(session.clock, session.now.year, force=False, warn=session.warn)
    return [event for file in found for event in file.events]


def _with_id(event: Event, known: list[Event], name: str) -> Event:
    """`event` with the id that it has beside the `known` ones of the calendar `name`."""
    return with_ids([*known, event], name)[-1]


def _tried(writer: VdirWriter, id_: str, table: dict[str, Any], old: dict[str, Any]) -> Event:
    """The event that `table` makes. Raises what is wrong with it, though what `old` had wrong may stay so."""
    file = EventsFile(writer.shown, "")
    event, wrong = file.try_event(id_, table)
    known = {str(warning) for warning in file.try_event(id_, old)[1]} if wrong and old else set()
    new = [warning for warning in wrong if str(warning) not in known]
    if new or event is None:
        first = (new or wrong)[0]
        field = first.place.rpartition(".")[2]
        raise CountdownError(f"{field}: {first.sentence}", place=writer.shown, mend=first.mend)
    return event


def _as_instant(session: Session, old: Event, value: Any, changes: Mapping[str, Any]) -> Any:
    """A time typed for an event that is told in UTC or at an offset is an instant too, by the viewer's clock."""
    is_instant = isinstance(old.start, datetime) and old.start.tzinfo is not None and old.tz is None
    if is_instant and isinstance(value, datetime) and value.tzinfo is None and changes.get("tz") is None:
        moment: Moment = at_clock(value, session.now.tzinfo or UTC).astimezone(UTC)
        return moment
    return value


def _field(event: Event, field: str) -> Any:
    return event.except_ if field == "except" else getattr(event, field)
