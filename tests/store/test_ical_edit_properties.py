"""A random event, exported, edited in a random field, read: that field is another, and no other byte."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from countdown.core.countdown import countdown
from countdown.errors import CountdownError
from countdown.store.calendars import read_unnamed
from countdown.store.events_file import EventsFile
from countdown.store.ical.content import Content
from countdown.store.ical.meaning import meaning
from countdown.view.export_ics import calendar_text
from tests.build import at
from tests.store.editing import edit, meant
from tests.store.generated_events import events_text, tables
from tests.store.generated_ics import calendars

NOW = at("2026-11-24T09:00")
STAMPS = {"DTSTAMP", "LAST-MODIFIED"}
TIMES = {"DTSTART", "DTEND", "X-COUNTDOWN-START", "X-COUNTDOWN-END", "X-COUNTDOWN-TZ"}
RULE = {"RRULE", "EXDATE", "X-COUNTDOWN-REPEAT", "X-COUNTDOWN-UNTIL", "X-COUNTDOWN-FEB29"}
ALARMS = {"X-COUNTDOWN-REMIND", "X-COUNTDOWN-REMIND-AT", "VALARM"}
MAY_CHANGE = {
    "name": {"SUMMARY", "X-COUNTDOWN-NAME"},
    "tags": {"CATEGORIES", "X-COUNTDOWN-TAGS"},
    "where": {"LOCATION", "X-COUNTDOWN-WHERE"},
    "url": {"URL", "X-COUNTDOWN-URL"},
    "note": {"DESCRIPTION", "X-COUNTDOWN-NOTE"},
    "since": {"X-COUNTDOWN-SINCE"},
    "pin": {"X-COUNTDOWN-PIN"},
    "nag": {"X-COUNTDOWN-NAG"},
    "remind": ALARMS,
    "repeat": RULE | TIMES | ALARMS | {"VTIMEZONE"},
    "until": RULE | TIMES,
    "feb29": RULE | TIMES,
    "start": TIMES | RULE | ALARMS | {"VTIMEZONE"},
    "end": TIMES,
    "tz": TIMES | RULE | ALARMS | {"VTIMEZONE"},
}


def lines_of(data: bytes) -> list[tuple[str, bytes]]:
    """Each line as it stands, and what it is of: of an alarm or a zone all is of that."""
    found = []
    within = ""
    for line in Content(data).lines:
        if line.name == "BEGIN" and line.kind in ("VALARM", "VTIMEZONE"):
            within = line.kind
        found.append((within or line.name, line.raw))
        if line.name == "END" and line.kind == within:
            within = ""
    return found


def changed_names(before: bytes, after: bytes) -> set[str]:
    """What the lines are of that are in one text alone, or elsewhere."""
    old, new = lines_of(before), lines_of(after)
    names = {name for name, _ in {*old} ^ {*new}}
    assert [line for line in old if line[0] not in names] == [line for line in new if line[0] not in names]
    return names - STAMPS


@given(table=tables(), other=tables(), remind_at=st.sampled_from([time(), time(8)]), data=st.data())
def test_only_the_field_that_was_edited_is_another(
    table: dict[str, Any], other: dict[str, Any], remind_at: time, data: st.DataObject
) -> None:
    file = EventsFile("e", events_text({"it": table}))
    assume(len(file.events) == 1)
    (event,) = (msgspec.structs.replace(each, uid="it@example.com") for each in file.events)
    assume(countdown(event, NOW) is not None)
    text = calendar_text([event], NOW, remind_at).encode()
    (old,) = read_unnamed(text, "it.ics").events
    assert meaning(old)["start"] == meaning(event)["start"]
    field = data.draw(st.sampled_from([*MAY_CHANGE]))
    start = other["start"]
    if isinstance(start, datetime):
        start = start.replace(fold=0)  # nobody types one
    other = {**other, "start": start}
    if field in ("start", "end") and type(start) is type(old.start):
        if isinstance(start, datetime) and isinstance(old.start, datetime):
            start = start.replace(tzinfo=None if old.start.tzinfo is None else start.tzinfo or old.start.tzinfo)
        other = {**other, "start": start, "end": old.start + timedelta(days=2)}
    changes = {field: other.get(field)}
    if field == "start" and old.end is not None:
        changes["end"] = None
    aim = meant(old, changes)
    assume(aim is not None and (field != "until" or old.repeat is not None or aim.until is None))
    assert aim is not None
    after = edit(text, old, remind_at, **changes)
    (new,) = read_unnamed(after, "it.ics").events
    expected = meaning(old) | {
        key: value for key, value in meaning(aim).items() if key in {*changes, "start", "end", "until", "feb29"}
    }
    if field not in ("repeat", "start", "tz"):
        assert meaning(new) == expected
    assert changed_names(text, after) <= MAY_CHANGE[field] | ({"DTEND"} if field == "start" else set())
    if meaning(old) == meaning(aim) and field != "remind":
        assert after == text, "an edit that changes nothing"


@given(text=calendars(), field=st.sampled_from(["name", "where", "note", "remind", "pin", "tags"]), data=st.data())
def test_another_programs_events_are_edited_with_their_single_occurrences(
    text: str, field: str, data: st.DataObject
) -> None:
    before = text.encode()
    found = read_unnamed(before, "it.ics")
    assume(found.events)
    old = data.draw(st.sampled_from(found.events))
    value: Any = {"remind": ["3d", "1w"], "pin": True, "tags": ["a"]}.get(field, "Other, x")
    after = edit(before, old, **{field: value})
    (new,) = (each for each in read_unnamed(after, "it.ics").events if each.uid == old.uid)
    wanted = tuple(value) if isinstance(value, list) else value
    assert meaning(new)[field] == wanted
    assert {**meaning(new), field: "", "single": ""} == {**meaning(old), field: "", "single": ""}
    others = [[each for each in lines_of(text) if each[0] != "VALARM"] for text in (before, after)]
    assert len(others[1]) >= len(others[0])
    assert changed_names(before, after) <= MAY_CHANGE[field]


@given(text=calendars(), days=st.integers(-3, 3), minutes=st.sampled_from([0, 30]), data=st.data())
def test_a_start_is_moved_with_the_dates_left_out_or_not_at_all(
    text: str, days: int, minutes: int, data: st.DataObject
) -> None:
    before = text.encode()
    found = read_unnamed(before, "it.ics")
    assume(found.events)
    old = data.draw(st.sampled_from(found.events))
    span = timedelta(days=days, minutes=minutes if old.timed else 0)
    changes: dict[str, Any] = {"start": old.start + span} | ({} if old.end is None else {"end": old.end + span})
    assume(meant(old, changes) is not None)
    try:
        after = edit(before, old, **changes)
    except CountdownError as error:
        refused = error.sentence
    else:
        refused = ""
    if refused:
        assert "would " in refused or "RDATE" in text
        assert old.instances is not None
        return
    (new,) = (each for each in read_unnamed(after, "it.ics").events if each.uid == old.uid)
    assert (new.start, new.length) == (changes["start"], old.length)
    assert new.repeat == old.repeat
