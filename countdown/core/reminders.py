"""Which reminders came due in a window of time. docs/reminders.md tells the rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

import msgspec

from countdown.core.countdown import Countdown, see
from countdown.core.dates import date_of, moved_within
from countdown.core.event import Event, Occurrence
from countdown.core.lead import Lead
from countdown.core.milestones import of_occurrence
from countdown.core.plan import all_leads, leads
from countdown.core.preferences import Preferences
from countdown.core.recurrence import is_over, last, occurrences
from countdown.core.start_ranges import SLACK, leads_in, start_ranges
from countdown.core.window import LONGEST_LOOK_BACK, Past, Window
from countdown.core.zones import in_zone

_DAY = timedelta(days=1)
# So many days back milestones are known, for what is caught up with, or comes again when a snooze is over.
_REMEMBERED = 2 * LONGEST_LOOK_BACK.days
_ON_THE_DAY = Lead(0, "d")


class Reminder(msgspec.Struct, frozen=True):
    """A lead that came due for the occurrence that `countdown` sees, at `due` in the viewer's zone.

    `covers` names all that this one reminder stands for; with the occurrence's key these are what a channel has been
    told. `missed` tells that the occurrence was over before a lead ahead of it could be told.
    """

    countdown: Countdown
    lead: Lead
    due: datetime
    text: str | None
    covers: tuple[str, ...]
    missed: bool

    @property
    def late(self) -> int:
        """Whole days from the date it was due on to today; 0 for later today."""
        return max(0, (self.countdown.now.date() - self.due.date()).days)

    @property
    def occurrence(self) -> str:
        """The key of the occurrence."""
        return occurrence_key(self.countdown.occurrence)


def occurrence_key(occurrence: Occurrence) -> str:
    """What names an occurrence among its event's, for every viewer alike: its start by the event's own clocks."""
    start = occurrence.named_by
    return start.replace(tzinfo=None).isoformat() if isinstance(start, datetime) else start.isoformat()


def find_occurrence(event: Event, key: str, now: datetime) -> Occurrence | None:
    """The occurrence that `key` names, as a viewer in the zone of `now` sees it; None if the event has it no more."""
    assert now.tzinfo is not None, "now is in the viewer's zone"
    try:
        day = (event.instances and event.instances.start_of(key)) or date.fromisoformat(key[:10])
        low, high = max(day, date.min + _DAY) - _DAY, min(day, date.max - _DAY) + _DAY
    except (ValueError, OverflowError):
        return None
    found = occurrences(event, low, now.tzinfo, through=high)
    return next((occurrence for occurrence in found if occurrence_key(occurrence) == key), None)


def came_due(
    event: Event, window: Window, now: datetime, preferences: Preferences, past: Past | None = None
) -> list[Reminder]:
    """The reminders of `event` that came due in `window`, as seen at `now`, in the order they were due.

    Without a `past` nothing was told, put off or dismissed, and nothing nags.
    """
    known = past or Past()
    if event.timed and window.travelled:
        # The date that a moment has may be one less here than it was there. What was told there stays told.
        window = window.earlier()
    plans = {plan.key: plan for plan in _in_window(event, window, now, preferences)}
    for key in known.put_off:
        occurrence = find_occurrence(event, key, now)
        plans |= {} if occurrence is None else {key: _Plan(event, occurrence, now, preferences)}
    nagging = _nagging(event, window, now, preferences) if event.nag and past is not None else None
    if nagging is not None:
        plans[nagging.key] = nagging
    found: list[Reminder] = []
    for plan in plans.values():
        found += plan.told_together(plan.dues(window, known, nags=plan is nagging))
    return sorted(found, key=lambda reminder: reminder.due.timestamp())


class _Due(NamedTuple):
    """What is due: a lead, when, the name it is known by, and its text.

    `again` if it is not the lead's first time; `held_back` if a snooze put it off.
    """

    lead: Lead
    at: datetime
    name: str
    text: str | None
    again: bool = False
    held_back: bool = False

    @property
    def own_text(self) -> str | None:
        """The text that a user wrote. A milestone's is of no use later: it is not the hundredth day any more."""
        return None if self.lead.milestone else self.text

    @property
    def is_step(self) -> bool:
        """Whether it comes by itself."""
        return bool(self.own_text) and not self.again


class _Plan:
    """All leads of one occurrence."""

    def __init__(self, event: Event, occurrence: Occurrence, now: datetime, preferences: Preferences) -> None:
        self.event, self.occurrence, self.now, self.preferences = event, occurrence, now, preferences
        self.key = occurrence_key(occurrence)

    @cached_property
    def leads(self) -> list[_Due]:
        """Each lead when it is due, in that order."""
        start = self.occurrence.start
        seen = in_zone(start, self.now.tzinfo) if isinstance(start, datetime) and self.now.tzinfo else start
        found = []
        for lead in (*leads(self.occurrence.event(self.event)), *self._milestones()):
            at = lead.due(seen, self.now, self.preferences)
            if at is not None:
                clock = f" {lead.at:%H:%M}" if lead.at else ""
                text = "" if lead.milestone else lead.text or ""
                found.append(_Due(lead, at, f"{lead.name}{clock} {text}".rstrip(), lead.text))
        return sorted(found, key=lambda due: (due.at.timestamp(), -due.lead.number))

    def _milestones(self) -> Iterator[Lead]:
        """Those that may be told now, or again: of a lead in the future nothing is known."""
        today = self.now.date()
        low, high = moved_within(today, -_REMEMBERED), moved_within(today, SLACK)
        return (found.lead for found in of_occurrence(self.event, self.occurrence, low, high, self.now))

    @property
    def first(self) -> _Due | None:
        """The earliest of its own leads, which begins what nags."""
        return next((due for due in self.leads if not due.lead.milestone), None)

    def dues(self, window: Window, past: Past, *, nags: bool) -> list[_Due]:
        """What is due in the window and was not told."""
        put_off = past.put_off.get(self.key)
        if put_off is not None and put_off.lasts(window.through):
            return []
        until = None if put_off is None else put_off.until
        wakes = put_off if until is not None and window.holds(until, exact=True) else None
        found = []
        for due in self.leads:
            held_back = wakes is not None and wakes.holds(due.at)
            in_time = held_back or window.holds(due.at, exact=due.lead.exact)
            if in_time and (self.key, due.name) not in past.told:
                found.append(due._replace(held_back=held_back))
        if until is not None and wakes is not None and wakes.again:
            again = self._again(until, f"snoozed to {until.astimezone(UTC).isoformat()}")
            # The latest may only come now, for the first time.
            found += [again] if all(due.lead is not again.lead for due in found) else []
        if nags and not any(due.is_step for due in found):
            found += [due for due in self._nags(window) if window.holds(due.at, exact=False)]
        return [due for due in found if not due.again or (self.key, due.name) not in past.told]

    def _again(self, at: datetime, name: str) -> _Due:
        """The latest lead at `at`, once more; before all of them the first."""
        before = [due for due in self.leads if due.at.timestamp() <= at.timestamp()]
        due = (before or self.leads or [_Due(_ON_THE_DAY, at, "", None)])[-1 if before else 0]
        return _Due(due.lead, in_zone(at, self.now.tzinfo or UTC), name, due.own_text, again=True)

    def _nags(self, window: Window) -> Iterator[_Due]:
        """The latest of the daily repetitions after the first lead, if any; with the latest text there was."""
        day = window.through.date()
        at = datetime.combine(day, self.preferences.remind_at, self.now.tzinfo)
        if at.replace(tzinfo=None) > window.through.replace(tzinfo=None):
            at -= _DAY
        if self.first is not None and at.timestamp() > self.first.at.timestamp():
            again = self._again(at, f"nag {at.date().isoformat()}")
            texts = [due.own_text for due in self.leads if due.own_text and due.at.timestamp() <= at.timestamp()]
            yield again._replace(text=texts[-1] if texts else None)

    def told_together(self, dues: list[_Due]) -> Iterator[Reminder]:
        """The reminders that `dues` make.

        A lead with a text of its own is a step of a plan, and comes by itself; all others become one. Of what is over,
        no step ahead of it can be taken any more: it is told once, as missed, with all its texts; but what was put off
        comes as it was asked for.
        """
        over = is_over(self.occurrence, self.now)
        seen = see(self.event, self.occurrence, self.now, "past" if over else None)
        missed = [due for due in dues if over and due.lead.number >= 0 and not (due.again or due.held_back)]
        steps: dict[str, list[_Due]] = {}
        together = []
        for due in dues:
            if due.is_step and due not in missed:
                steps.setdefault(due.text or "", []).append(due)
            else:
                together.append(due)
        for group in [together, *steps.values()] if together else steps.values():
            # Of a lead and a milestone of one moment the milestone says more.
            latest = max(group, key=lambda due: (due.at.timestamp(), due.lead.milestone))
            texts = [due.own_text for due in group if due.own_text and due in missed]
            texts = texts or [(latest.own_text if latest in missed else latest.text) or ""]
            text = "; ".join(dict.fromkeys(texts)) or None
            names = tuple(dict.fromkeys(due.name for due in group))
            yield Reminder(seen, latest.lead, latest.at, text, names, group is together and bool(missed))


def _in_window(event: Event, window: Window, now: datetime, preferences: Preferences) -> Iterator[_Plan]:
    """The occurrences that may have a lead in the window."""
    assert now.tzinfo is not None, "now is in the viewer's zone"
    for low, high in start_ranges(leads_in(event, window), window, preferences.workdays):
        for occurrence in occurrences(event, low, now.tzinfo, through=high):
            yield _Plan(event, occurrence, now, preferences)


def _nagging(event: Event, window: Window, now: datetime, preferences: Preferences) -> _Plan | None:
    """The occurrence that may nag: the latest whose first lead has come due."""
    ranges = start_ranges(all_leads(event), window, preferences.workdays)
    through = max((high for _, high in ranges), default=None)
    while through is not None:
        occurrence = last(event, now, through)
        if occurrence is None:
            return None
        plan = _Plan(event, occurrence, now, preferences)
        if plan.first is not None and plan.first.at.timestamp() <= window.through.timestamp():
            return plan
        through = date_of(occurrence.start) - _DAY
    return None
