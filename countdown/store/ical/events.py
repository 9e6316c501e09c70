"""VEVENTs and VTODOs to events: one for each UID, with its occurrences that were changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar

import msgspec

from countdown.core.dates import Moment, date_of
from countdown.core.event import Event
from countdown.core.instances import Instances, Override
from countdown.core.repeat import parse_repeat
from countdown.core.zones import find_zone
from countdown.errors import CountdownError, FieldError
from countdown.store.ical.alarms import leads
from countdown.store.ical.lines import Component
from countdown.store.ical.own_properties import with_own_properties
from countdown.store.ical.parts import (
    clean_rule,
    has_its_start,
    instant,
    is_over,
    order,
    others_of,
    sequence,
    tags,
    with_last_ranges,
)
from countdown.store.ical.times import Clock, Times
from countdown.store.ical.values import moments, periods

UNTITLED = "(untitled)"
Read = TypeVar("Read")
_SHOWN_UID = 80


class Series:
    """The components of one UID, and the event that they make."""

    def __init__(self, uid: str, parts: Sequence[Component], clock: Clock, shown: str) -> None:
        """`clock` reads their times; `shown` is what messages call the file."""
        self._uid, self._clock, self._shown = uid, clock, shown
        self.warnings: list[CountdownError] = []
        self.left_out: list[CountdownError] = []
        changes = [part for part in parts if "RECURRENCE-ID" in part.lines]
        whole = [part for part in parts if "RECURRENCE-ID" not in part.lines]
        # The later version of a component has the higher number.
        self._master = max(whole, key=sequence, default=None)
        self._whole_ones = whole
        self._changes = sorted(changes, key=sequence)

    def event(self) -> Event | None:
        """The event; None where there is nothing to count to, or it could not be read, after a warning."""
        master = self._master
        if master is not None:
            self._tell_others(master)
            return None if is_over(master) else self._read(master, partial(self._whole, master))
        # A guest at a single occurrence is given that alone.
        standing = [part for part in self._changes if not is_over(part)]
        for at, part in enumerate(standing):
            event = self._read(part, partial(self._detached, part, standing[at + 1 :]))
            if event is not None:
                return event
        return None

    def _tell_others(self, master: Component) -> None:
        """Tell of those that are no other version of `master`: some programs give several events one UID."""
        others = others_of(master, self._whole_ones)
        if others:
            more = f", as {len(others) - 1} more have" if len(others) > 1 else ""
            self._warn(others[0], f"left out: the {master.name} of line {master.line} has the same UID{more}")

    def _whole(self, master: Component) -> Event | None:
        event = self._event(master)
        return None if event is None else with_own_properties(event, master)

    def _read(self, part: Component, read: Callable[[], Read]) -> Read | None:
        try:
            return read()
        except FieldError as error:
            self._warn(part, f"left out: {error.field}: {error}")
        except ValueError as error:
            self._warn(part, f"left out: {error}")
        except OverflowError:
            self._warn(part, "left out: its dates leave the calendar")
        return None

    def _warn(self, part: Component, sentence: str) -> None:
        self.warnings.append(self._told(part, sentence))

    def _told(self, part: Component, sentence: str) -> CountdownError:
        named = f"UID {self._uid[:_SHOWN_UID]}" if self._uid else f"a {part.name} without UID"
        return CountdownError(f"{named}: {sentence}", place=f"{self._shown}:{part.line}")

    def _times(self, part: Component) -> Times | None:
        times = self._clock.times(part, lambda sentence: self._warn(part, sentence))
        if times is None:
            self.left_out.append(self._told(part, "a to-do without DUE has nothing to count to"))
        return times

    def _event(self, master: Component) -> Event | None:
        times = self._times(master)
        if times is None:
            return None
        rules = self._rules(master)
        first = rules[0] if rules else None
        event = self._plain(master, times, first)
        if first is not None and self._clock.varies(master):
            self._warn(
                master, "its time zone is known by its VTIMEZONE alone, so it repeats at the offset of its start"
            )
        whole_days, excluded = self._excluded(master, times)
        additional, overrides = self._additional(master, times)
        if first is not None and not has_its_start(event):
            additional.append(times.by_own_clock(times.start))  # DTSTART is one whatever the rule says
        taken, days = {*excluded, *whole_days}, {*whole_days}
        changed = {each.original: each for each in overrides} | self._overrides(event, times)

        def happens(each: Override) -> bool:
            return each.original not in taken and date_of(each.original) not in days

        kept = [each for each in changed.values() if each.future or happens(each)]
        # Those after it are changed all the same.
        excluded += [each.original for each in kept if not happens(each)]
        instances = Instances(
            additional=tuple(sorted(set(additional))),
            rules=tuple(rules[1:]),
            excluded=tuple(sorted(set(excluded))),
            overrides=tuple(sorted(kept, key=lambda each: order(each.start or each.original))),
        )
        return msgspec.structs.replace(
            event, except_=tuple(sorted(set(whole_days))), instances=None if instances == Instances() else instances
        )

    def _detached(self, part: Component, rest: list[Component]) -> Event | None:
        """An event of single occurrences whose series is not there."""
        times = self._times(part)
        if times is None:
            return None
        event = self._plain(part, times, None)
        self._changes = rest
        overrides = tuple(self._overrides(event, times).values())
        return msgspec.structs.replace(event, instances=Instances(overrides=overrides)) if overrides else event

    def _plain(self, part: Component, times: Times, repeat: str | None) -> Event:
        """The event without its changed occurrences. Raises FieldError."""
        return Event(
            id="", file=self._shown, line=part.line, uid=self._uid or None, repeat=repeat,
            start=times.start, end=times.end, tz=times.tz, tags=tags(part), **self._own_fields(part, times),
        )  # fmt: skip

    def _own_fields(self, part: Component, times: Times) -> dict[str, Any]:
        """What a single occurrence may have of its own."""
        start, end = times.start, times.end
        if times.tz is not None:
            assert isinstance(start, datetime)
            zone = find_zone(times.tz)
            start = start.replace(tzinfo=zone)
            end = end.replace(tzinfo=zone) if isinstance(end, datetime) else None
        repeats = "RRULE" in part.lines or "RDATE" in part.lines
        texts, left_out = leads(part, start, end, repeats=repeats)
        self.left_out += [self._told(part, sentence) for sentence in left_out]
        return {
            "name": " ".join(part.text("SUMMARY").split()) or UNTITLED,
            "where": part.text("LOCATION") or None,
            "url": part.text("URL") or None,
            "note": part.text("DESCRIPTION") or None,
            "remind": tuple(texts),
        }

    def _rules(self, part: Component) -> list[str]:
        """The RRULEs, in the order they stand. Raises ValueError for what is none."""
        found = [text for rule in part.all("RRULE") if (text := clean_rule(rule.value))]
        for text in found:
            parse_repeat(text)
            if "=" not in text:
                raise ValueError(f"{text[:40]!r} is no RRULE")
        if "EXRULE" in part.lines:
            self.left_out.append(self._told(part, "an EXRULE is left out"))
        return list(dict.fromkeys(found))

    def _excluded(self, part: Component, times: Times) -> tuple[list[date], list[Moment]]:
        """The EXDATEs: whole days, and moments by the event's own clocks."""
        whole_days: list[date] = []
        exact: list[Moment] = []
        for found in part.all("EXDATE"):
            for moment in moments(found):
                if isinstance(moment, datetime) and isinstance(times.start, datetime):
                    exact.append(times.as_start(self._clock.instant(moment, found)))
                else:
                    whole_days.append(date_of(times.as_start(moment)))
        return whole_days, exact

    def _additional(self, part: Component, times: Times) -> tuple[list[Moment], list[Override]]:
        """The RDATEs, and as overrides those of them that have an end of their own."""
        starts: list[Moment] = []
        own: list[Override] = []
        for found in part.all("RDATE"):
            for moment, end in periods(found):
                start = times.as_start(self._clock.instant(moment, found))
                if end is None or not isinstance(times.start, datetime):
                    starts.append(start)
                    continue
                ends = times.as_start(self._clock.instant(end, found))
                own.append(Override(original=start, start=start, end=max(start, ends)))
        return starts, own

    def _overrides(self, event: Event, times: Times) -> dict[Moment, Override]:
        """The changed occurrences by their original starts; of two versions of one the later."""
        found = {}
        for part in self._changes:
            override = self._read(part, partial(self._override, part, event, times))
            if override is not None:
                found[override.original] = override
        bounded = with_last_ranges(found)
        if bounded != found:
            self._warn(
                self._changes[0],
                "of its changes of an occurrence and all future ones the first are read as of one alone",
            )
        return bounded

    def _override(self, part: Component, event: Event, times: Times) -> Override | None:
        name = part.first("RECURRENCE-ID")
        if name is None:
            raise ValueError("its RECURRENCE-ID is empty")
        moment, _ = self._clock.moment(name)
        original = times.as_start(self._clock.instant(moment, name))
        future = name.params.get("RANGE", "").upper() == "THISANDFUTURE"
        if is_over(part):
            return Override(original=original, future=future)
        if "DTSTART" not in part.lines and "DUE" not in part.lines:
            own = msgspec.structs.replace(times, start=original, end=None)
            start, end = original, original + event.length
        else:
            read = self._times(part)
            if read is None:
                return None
            own, start = read, times.by_own_clock(instant(read.start, read))
            end = start if read.end is None else times.by_own_clock(instant(read.end, read))
        if future and type(start) is not type(original):
            self._warn(part, "a change of this and all future occurrences is read as one of this alone")
            future = False
        fields = {key: value for key, value in self._own_fields(part, own).items() if value != getattr(event, key)}
        if not part.text("SUMMARY"):
            fields.pop("name", None)
        return Override(original=original, start=start, end=end, future=future, **fields)
