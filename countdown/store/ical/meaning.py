"""What an edit means for an event of a calendar, and whether two events mean the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from countdown.core.dates import Moment, date_of
from countdown.core.event import Event
from countdown.core.instances import Instances
from countdown.core.recurrence import occurrences
from countdown.core.repeat import Step, parse_repeat
from countdown.core.vevent.times import starts_on, times_of
from countdown.errors import CountdownError

_BY_HAND = "change it by hand: countdown edit {}"


def edited(old: Event, plain: Event, changed: Collection[str]) -> Event:
    """The event that `old` becomes by an edit of the fields `changed`, which `plain` has, less its single occurrences.

    A date that it does not happen on stays one when its time is changed. Raises CountdownError for a change that would
    tear changed single occurrences from it.
    """
    refuse_unsaid(plain, changed)
    instances = old.instances or Instances()
    moved = old.wall(old.start) != plain.wall(plain.start) or old.tz != plain.tz or old.timed != plain.timed
    if "repeat" in changed or moved:
        _refuse_singles(old, instances)
    if plain.until is not None and any(date_of(each.original) > plain.until for each in instances.overrides):
        raise _kept_apart(old, "occurrences after that date were changed singly")
    excluded = instances.excluded
    except_ = plain.except_
    if "except" in changed:
        excluded = ()
    elif "repeat" in changed and plain.repeat is None:
        excluded, except_ = (), ()  # of what happens once there is nothing to leave out
    elif moved and excluded:
        days = list(_days(old, excluded))
        clock = plain.wall(plain.start)
        if isinstance(clock, datetime):
            excluded = tuple(datetime.combine(day, clock.time()) for day in days)
        else:
            excluded, except_ = (), (*except_, *days)
    # The start of a rule that does not give it is one all the same, as long as it stays where it is.
    additional = _additional(old, instances) if moved or "repeat" in changed else instances.additional
    own = msgspec.structs.replace(instances, excluded=excluded, additional=additional)
    plain = msgspec.structs.replace(plain, except_=tuple(sorted(set(except_))), instances=None)
    return plain if own == Instances() else msgspec.structs.replace(plain, instances=own)


def without_end(repeat: str) -> str:
    """The rule `repeat` without an end of its own, in whose place an `until` is to count; words stay as they are."""
    parts = [part for part in repeat.split(";") if not part.strip().upper().startswith(("UNTIL=", "COUNT="))]
    return ";".join(parts)


def refuse_unsaid(event: Event, changed: Collection[str]) -> None:
    """Raise CountdownError for a field among those `changed` that would say nothing in an .ics file, and be lost."""
    for field in ("until", "except"):
        if event.repeat is None and field in changed and (event.except_ if field == "except" else event.until):
            raise CountdownError(f"{event.id} does not repeat, so {field} says nothing", place=event.file)
    if "except" in changed:
        whole = msgspec.structs.replace(event, except_=(), instances=None)
        for day in event.except_:
            if next(occurrences(whole, day, UTC, through=day), None) is None:
                raise CountdownError(
                    f"{event.id} does not happen on {day}, so that cannot be left out", place=event.file
                )


def _refuse_singles(old: Event, instances: Instances) -> None:
    if instances.overrides or instances.rules or _additional(old, instances):
        raise _kept_apart(old, "single occurrences of it were changed or added, and would be torn from it")


def _kept_apart(old: Event, sentence: str) -> CountdownError:
    return CountdownError(f"{old.id}: {sentence}", place=f"{old.file}:{old.line}", mend=_BY_HAND.format(old.id))


def _days(old: Event, excluded: Collection[Moment]) -> Iterator[date]:
    """The dates of `excluded`, starts that do not happen."""
    clock = old.wall(old.start)
    for moment in excluded:
        if not (isinstance(moment, datetime) and isinstance(clock, datetime) and moment.time() == clock.time()):
            raise _kept_apart(old, "occurrences at other times do not happen, and would come back")
        yield moment.date()


def with_its_start(new: Event, read: Event) -> Event:
    """`new`, moved, with its start as an occurrence of its own, if it has been `read` so: of a rule that never fires."""
    start = new.wall(new.start)
    if read.instances is None or start not in read.instances.additional:
        return new
    own = new.instances or Instances()
    additional = tuple(sorted({*own.additional, start}))
    return msgspec.structs.replace(new, instances=msgspec.structs.replace(own, additional=additional))


def _additional(event: Event, instances: Instances) -> tuple[Moment, ...]:
    """The additional starts, less the event's own, which is one whatever its rule says."""
    return tuple(each for each in instances.additional if each != event.wall(event.start))


def meaning(event: Event) -> dict[str, Any]:
    """What `event` means, whatever ways there are to say it; where it stands and its id are no part of that."""
    instances = event.instances or Instances()
    start, end = event.wall(event.start), event.wall(event.end or event.start)
    fields = {name: getattr(event, name) for name in ("uid", "name", "where", "url", "note", "remind", "tags")}
    return {
        **fields,
        "start": (start, getattr(start, "fold", 0), _zone(event)),
        "end": (end, getattr(end, "fold", 0)),
        "since": event.since,
        "pin": event.pin,
        "nag": event.nag,
        **_rule(event),
        "except": _excluded(event, instances),
        "additional": frozenset(instances.additional),
        "rules": instances.rules,
        "single": frozenset(
            (
                each.original,
                each.start,
                each.end,
                *(fields[name] if getattr(each, name) is None else getattr(each, name) for name in _OWN),
            )
            for each in instances.overrides
            if each.start is not None
        ),
    }


_OWN = ("name", "where", "url", "note", "remind")


def _zone(event: Event) -> Any:
    if not isinstance(event.start, datetime):
        return None
    return event.tz or event.start.utcoffset()


def _rule(event: Event) -> dict[str, Any]:
    if event.repeat is None:
        return {"repeat": None, "until": None, "feb29": None}
    in_words = isinstance(parse_repeat(event.repeat), Step)
    return {"repeat": event.repeat, "until": event.until, "feb29": event.feb29 if in_words else None}


def _excluded(event: Event, instances: Instances) -> frozenset[Moment]:
    """The starts that do not happen: those of a timed event one by one."""
    single = [*instances.excluded, *(each.original for each in instances.overrides if each.start is None)]
    if not event.timed or event.repeat is None:
        return frozenset([*event.except_, *single])
    rule, times = parse_repeat(event.repeat), times_of(event)
    return frozenset([*single, *(start for day in event.except_ for start in starts_on(day, rule, times))])
