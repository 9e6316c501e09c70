"""What becomes one reminder, what comes by itself, and what is held back and comes again."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.event import Event
from countdown.core.plan import leads
from countdown.core.preferences import Preferences
from countdown.core.reminders import Reminder, came_due, find_occurrence
from countdown.core.window import Past, PutOff, first_run, since, today
from tests.build import at, make_event

MIDNIGHT = Preferences()
KEY = "2026-11-26"


def due(last: str, now: str, remind: tuple[str, ...], past: Past | None = None, **fields: Any) -> list[Reminder]:
    window = since(at(last), datetime.fromisoformat(last), at(now))
    return came_due(make_event(KEY, remind=remind, **fields), window, at(now), MIDNIGHT, past)


def brief(found: list[Reminder]) -> list[tuple[str, str | None, bool]]:
    return [(reminder.lead.name, reminder.text, reminder.missed) for reminder in found]


@pytest.mark.parametrize(
    ("remind", "expected"),
    [
        (("5d", "4d"), [("4d", None, False)]),
        (("5d a", "4d b"), [("5d", "a", False), ("4d", "b", False)]),
        (("5d a", "4d a"), [("4d", "a", False)]),
        (("5d..3d a", "4d"), [("4d", None, False), ("3d", "a", False)]),
        (("4d", "4d 07:00"), [("4d", None, False)]),
        (("4d a", "4d a"), [("4d", "a", False)]),
    ],
)
def test_together(remind: tuple[str, ...], expected: list[tuple[str, str | None, bool]]) -> None:
    assert brief(due("2026-11-20T08:00", "2026-11-24T08:00", remind)) == expected


@pytest.mark.parametrize(
    ("remind", "expected"),
    [
        (("5d", "0d"), [("0d", None, True)]),
        (("5d a", "4d b", "0d"), [("0d", "a; b", True)]),
        (("5d a", "4d a"), [("4d", "a", True)]),
        (("5d", "+2d"), [("+2d", None, True)]),
        (("5d", "+2d thanks"), [("5d", None, True), ("+2d", "thanks", False)]),
        (("+1d", "+2d"), [("+2d", None, False)]),
        (("+1d a", "+2d b"), [("+1d", "a", False), ("+2d", "b", False)]),
    ],
)
def test_what_was_over_is_one(remind: tuple[str, ...], expected: list[tuple[str, str | None, bool]]) -> None:
    found = due("2026-11-20T08:00", "2026-12-24T08:00", remind)
    assert brief(found) == expected
    covered = {name for reminder in found for name in reminder.covers}
    assert len(covered) == sum(len(leads(make_event(KEY, remind=(text,)))) for text in remind), (
        "none comes another time"
    )


def test_typed_too_what_was_over_this_morning_is_one() -> None:
    event = make_event("2026-11-26T10:00", remind=("0d 08:00 passport", "0d", "1h leave"))
    before, after = at("2026-11-26T09:30"), at("2026-11-26T11:00")
    assert len(came_due(event, today(before), before, MIDNIGHT)) == 3
    assert brief(came_due(event, today(after), after, MIDNIGHT)) == [("1h", "passport; leave", True)]


def test_a_snooze_comes_again_though_its_lead_was_told_and_is_held_back() -> None:
    # Snoozed over another channel, whose last run was before the lead was due.
    put_off = {KEY: PutOff(at("2026-11-18T08:00"), at("2026-11-21T09:00"))}
    past = Past({(KEY, "7d")}, put_off)
    assert brief(due("2026-11-20T08:00", "2026-11-21T09:00", ("7d",), past)) == [("7d", None, False)]


def test_a_snooze_comes_again_once_for_each_channel() -> None:
    put_off = {KEY: PutOff(at("2026-11-19T09:00"), at("2026-11-21T09:00"))}
    (reminder,) = due("2026-11-20T08:00", "2026-11-21T10:00", ("7d",), Past({(KEY, "7d")}, put_off))
    told = {(KEY, "7d"), *((KEY, name) for name in reminder.covers)}
    assert due("2026-11-20T08:00", "2026-11-21T10:00", ("7d",), Past(told, put_off)) == []


def test_taken_back_what_was_held_back_comes_and_no_more() -> None:
    put_off = {KEY: PutOff(at("2026-11-19T09:00"), at("2026-11-21T09:00"), again=False)}
    told = Past({(KEY, "7d")}, put_off)
    assert due("2026-11-20T08:00", "2026-11-21T10:00", ("7d",), told) == []
    assert brief(due("2026-11-20T08:00", "2026-11-21T10:00", ("7d", "6d a"), told)) == [("6d", "a", False)]


@pytest.mark.parametrize(
    "key", ["", "x", "2026-02-30", "2026-11-25", "2026-11-26T10:00:00", "0001-01-01", "9999-12-31"]
)
def test_a_key_that_names_no_occurrence(key: str) -> None:
    assert find_occurrence(make_event(KEY), key, at("2026-11-24T09:00")) is None


@pytest.mark.parametrize("start", ["0001-01-01", "9999-12-31"])
def test_a_key_at_the_ends_of_the_calendar(start: str) -> None:
    assert find_occurrence(make_event(start), start, at("2026-11-24T09:00")) is not None


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "0001-01-01T12:00", "0002-01-01T00:00", "9999-12-31T23:59"])
def test_windows_at_the_ends_of_the_calendar(moment: str) -> None:
    now = at(moment)
    event = make_event(moment[:10], remind=("1y", "1d", "0d 12:00", "+1d"), repeat="yearly")
    for window in (today(now), first_run(now), since(now, now.replace(tzinfo=None), now).earlier()):
        came_due(event, window, now, MIDNIGHT, Past())


STEPS = ("9d a", "6d b", "6d 18:00 c", "3d d", "1d e", "+2d f")
FIRST = at("2026-11-10T08:00")


@given(
    st.lists(st.integers(1, 5 * 24 * 60), min_size=3, max_size=20),
    st.lists(st.tuples(st.integers(0, 19), st.integers(1, 6 * 24 * 60)), max_size=3),
)
def test_no_text_is_lost_however_it_is_snoozed(gaps: list[int], snoozes: list[tuple[int, int]]) -> None:
    """Snoozed after any runs, for any time: every step is told, once, and not while it is put off."""
    event = make_event(KEY, end="2027-11-26", remind=STEPS)
    last, told = FIRST, Counter[str]()
    put_off: dict[str, PutOff] = {}
    known: set[tuple[str, str]] = set()
    for number, minutes in enumerate([*gaps, 60 * 24 * 60]):
        for after, span in snoozes:
            if after == number:
                begin = min(last, put_off[KEY].since) if put_off else last
                put_off[KEY] = PutOff(begin, last + timedelta(minutes=span))
        now = last + timedelta(minutes=minutes)
        found = came_due(event, since(last, last.replace(tzinfo=None), now), now, MIDNIGHT, Past(known, put_off))
        assert not found or not put_off or not put_off[KEY].lasts(now)
        for reminder in found:
            known |= {(KEY, name) for name in reminder.covers}
            told.update(name for name in reminder.covers if not name.startswith("snoozed"))
        last = now
    assert told == expected(event)


def expected(event: Event) -> Counter[str]:
    return Counter(f"{lead.name}{f' {lead.at:%H:%M}' if lead.at else ''} {lead.text}" for lead in leads(event))
