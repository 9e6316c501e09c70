"""An event's fields are checked against each other, and it knows its own clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import msgspec
import pytest

from countdown.core.event import Event
from countdown.errors import FieldError
from tests.build import make_event

_FIRST = date(2026, 11, 26)
_NINE = datetime(2026, 11, 26, 9)


def _event(fields: dict[str, Any]) -> Event:
    table: dict[str, Any] = {"id": "it", "name": "It", "start": _FIRST}
    return Event(**table | fields)


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"name": ""}, "name", "the name is empty"),
        ({"name": " \t\u00a0"}, "name", "the name is empty"),
        ({"start": "2026-13-40"}, "start", "'2026-13-40' is not a date"),
        ({"start": "2026-11-26"}, "start", "is text, not a date"),
        ({"start": time(9)}, "start", "a date is needed here, not a time alone"),
        ({"start": 20261126}, "start", "not a number"),
        ({"start": None}, "start", "a date is needed here"),
        ({"end": "2026-11-30"}, "end", "is text, not a date"),
        ({"end": 5}, "end", "not a number"),
        ({"start": _NINE, "end": time(9)}, "end", "not a time alone"),
        ({"end": date(2026, 11, 25)}, "end", "2026-11-25 is before the start, 2026-11-26"),
        ({"start": _NINE, "end": datetime(2026, 11, 26, 8, 59)}, "end", "is before the start"),
        ({"end": _NINE}, "end", "2026-11-26 09:00:00 has a time, but the start has none"),
        ({"start": _NINE, "end": _FIRST}, "end", "2026-11-26 has no time, but the start has one"),
        ({"start": _NINE, "end": _NINE.replace(hour=10, tzinfo=UTC)}, "end", "only one of them has an offset"),
        ({"start": _NINE.replace(tzinfo=UTC), "end": _NINE.replace(hour=10)}, "end", "only one of them has an offset"),
        # 10:00 in UTC is 05:00 in New York, and that before 09:00.
        (
            {"start": _NINE, "tz": "America/New_York", "end": _NINE.replace(hour=10, tzinfo=UTC)},
            "end",
            "is before the start",
        ),
        ({"start": _NINE, "tz": "Mars/Olympus"}, "tz", "'Mars/Olympus' is not a time zone"),
        ({"start": _NINE, "tz": ""}, "tz", "is not a time zone"),
        ({"tz": "Mars/Olympus"}, "tz", "'Mars/Olympus' is not a time zone"),
        ({"repeat": "sometimes"}, "repeat", "'sometimes' is not a repeat; write daily"),
        ({"repeat": "FREQ=MINUTELY"}, "repeat", "too fine"),
        ({"repeat": "FREQ=HOURLY"}, "repeat", "an hourly repeat needs a start with a time"),
        ({"until": date(2026, 11, 25)}, "until", "2026-11-25 is before the start, 2026-11-26"),
        ({"start": _NINE, "until": date(2026, 11, 25)}, "until", "is before the start"),
    ],
)
def test_what_makes_no_sense_is_told_of_its_field(fields: dict[str, Any], field: str, says: str) -> None:
    with pytest.raises(FieldError) as caught:
        _event(fields)
    assert caught.value.field == field
    assert says in caught.value.sentence
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    ("fields", "mend"),
    [
        ({"end": _NINE}, "write 2026-11-26"),
        ({"start": _NINE, "end": _FIRST}, "write 2026-11-26T18:00:00"),
        ({"repeat": "FREQ=HOURLY"}, "write 2026-11-26T09:00:00"),
    ],
)
def test_the_mend_is_what_to_write(fields: dict[str, Any], mend: str) -> None:
    with pytest.raises(FieldError) as caught:
        _event(fields)
    assert caught.value.mend == mend


@pytest.mark.parametrize(
    "fields",
    [
        {"end": _FIRST},
        {"until": _FIRST},
        {"tz": "Asia/Shanghai"},  # [defaults] may have it for the timed events beside
        {"start": _NINE, "end": _NINE},
        {"start": _NINE, "tz": "America/New_York", "end": _NINE.replace(hour=15, tzinfo=UTC)},
        {"start": _NINE, "repeat": "FREQ=HOURLY"},
        # The first 02:30 and the second 02:15; and what the gap turns about is told by the clock.
        {
            "start": datetime.fromisoformat("2026-10-25T02:30+02:00"),
            "end": datetime.fromisoformat("2026-10-25T02:15+01:00"),
            "tz": "Europe/Berlin",
        },
        {"start": datetime(2026, 3, 29, 2, 30), "end": datetime(2026, 3, 29, 3), "tz": "Europe/Berlin"},
        # In UTC it is still the 25th.
        {"start": datetime.fromisoformat("2026-11-26T01:00+08:00"), "tz": "UTC", "until": date(2026, 11, 25)},
    ],
)
def test_what_makes_sense_is_taken(fields: dict[str, Any]) -> None:
    _event(fields)


def test_a_table_becomes_an_event_through_msgspec() -> None:
    table = {"id": "it", "name": "It", "start": _FIRST, "except": [_FIRST], "tags": ["work"], "remind": ["7d"]}
    event = msgspec.convert(table, Event)
    assert (event.except_, event.tags, event.remind) == ((_FIRST,), ("work",), ("7d",))
    with pytest.raises(msgspec.ValidationError, match="is before the start"):
        msgspec.convert(table | {"end": date(2026, 1, 1)}, Event)
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        msgspec.convert(table | {"colour": "red"}, Event)


def test_an_event_is_timed_if_its_start_is() -> None:
    assert make_event("2026-11-26T09:00").timed
    assert not make_event("2026-11-26").timed


@pytest.mark.parametrize(
    ("start", "end", "tz", "length"),
    [
        ("2026-11-26", None, None, timedelta()),
        ("2026-11-26", "2026-11-30", None, timedelta(days=4)),
        ("2026-11-26T09:00", "2026-11-26T18:30", None, timedelta(hours=9, minutes=30)),
        ("2026-11-26T09:00+08:00", "2026-11-26T09:00+01:00", None, timedelta(hours=7)),
        ("2026-11-26T09:00", "2026-11-26T02:00+00:00", "Asia/Shanghai", timedelta(hours=1)),
        ("2026-03-28T22:00", "2026-03-29T06:00", "Europe/Berlin", timedelta(hours=8)),
        ("2026-10-25T02:30+02:00", "2026-10-25T02:15+01:00", "Europe/Berlin", timedelta()),
    ],
)
def test_length_is_by_the_events_own_clocks(start: str, end: str | None, tz: str | None, length: timedelta) -> None:
    fields = {} if end is None else {"end": end}
    assert make_event(start, tz=tz, **fields).length == length


@pytest.mark.parametrize(
    ("start", "tz", "offset"),
    [
        ("2026-11-26T09:00", "Asia/Shanghai", 8),
        ("2026-11-26T09:00+01:00", "Asia/Shanghai", 8),
        ("2026-11-26T09:00+01:00", None, 1),
        ("2026-11-26T09:00", None, 0),
    ],
)
def test_the_zone_is_its_own_else_the_starts_else_the_viewers(start: str, tz: str | None, offset: int) -> None:
    zone = make_event(start, tz=tz).zone(UTC)
    assert datetime(2026, 11, 26, tzinfo=zone).utcoffset() == timedelta(hours=offset)
