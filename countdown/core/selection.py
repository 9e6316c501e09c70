"""Which event is meant by what a user typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from countdown.core.event import Event
from countdown.errors import CountdownError

_MOST_LISTED = 10


def find_event(events: Sequence[Event], wanted: str) -> Event:
    """The event that `wanted` names: by exact id (or `file:id`), else unique id prefix, else unique part of its name.

    Raises CountdownError that lists the several that match, or the nearest where none does.
    """
    matches = matching(events, wanted)
    if len(matches) == 1:
        return matches[0]
    if matches:
        several = _listed(labels(matches, events))
        raise CountdownError(f"{_short(wanted)} could be several events", mend=f"write one of {several}")
    if not events:
        raise CountdownError(f"no event is called {_short(wanted)}: there are no events")
    raise CountdownError(f"no event is called {_short(wanted)}", mend=_nearest(events, wanted))


def matching(events: Sequence[Event], wanted: str) -> list[Event]:
    """The events that `wanted` fits best, in the order that `find_event` tells; none if it fits none."""
    return next(filter(None, _matches(events, wanted)), [])


def _matches(events: Sequence[Event], wanted: str) -> Iterable[list[Event]]:
    yield [event for event in events if event.id == wanted]
    if not wanted.strip():
        return
    yield [event for event in events if wanted in (_with_file(event), f"{_file_name(event)}:{event.id}")]
    yield [event for event in events if event.id.startswith(wanted)]
    part = wanted.casefold()
    yield [event for event in events if part in event.name.casefold()]


def labels(chosen: Iterable[Event], events: Iterable[Event]) -> list[str]:
    """What to call the `chosen` of `events`: the id, with its file where two files have the same id."""
    ids = Counter(event.id for event in events)
    return [event.id if ids[event.id] == 1 else _with_file(event) for event in chosen]


def _with_file(event: Event) -> str:
    return f"{event.file}:{event.id}"


def _file_name(event: Event) -> str:
    return event.file.replace("\\", "/").rpartition("/")[2]


def _nearest(events: Sequence[Event], wanted: str) -> str:
    from difflib import get_close_matches

    names = {event.id.casefold(): event.id for event in events}
    names |= {event.name.casefold(): event.id for event in events}
    close = [names[name] for name in get_close_matches(wanted.casefold(), names, n=3, cutoff=0.5)]
    if close:
        return f"did you mean {_listed(list(dict.fromkeys(close)))}?"
    return f"there are {_listed([event.id for event in events])}"


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_LISTED
    return ", ".join(names[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")
