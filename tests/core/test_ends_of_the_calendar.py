"""Nothing falls over the years 1 and 9999, whatever the zones."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.countdown import countdown
from countdown.core.event import Event
from countdown.core.plan import plan
from countdown.core.preferences import Preferences
from countdown.core.recurrence import upcoming_starts
from tests.build import at, make_event

_EDGES = st.datetimes(datetime(1, 1, 1), datetime(1, 1, 9)) | st.datetimes(
    datetime(9999, 12, 22), datetime(9999, 12, 31, 23, 59, 59)
)
_ZONES = ["Asia/Shanghai", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London", "UTC"]


_REPEATS = [
    None, "daily", "weekly", "monthly", "yearly", "weekdays", "FREQ=DAILY", "FREQ=WEEKLY;WKST=SU;BYDAY=SU,MO",
    "FREQ=YEARLY;BYWEEKNO=1,52,53,-1;BYDAY=MO,SU;WKST=TU", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3",
    "FREQ=DAILY;UNTIL=99991231T235959Z", "FREQ=DAILY;UNTIL=00010101T000000Z",
]  # fmt: skip


@st.composite
def _events(draw: st.DrawFn) -> Event:
    clock = draw(_EDGES)
    start: date = clock if draw(st.booleans()) else clock.date()
    room = date.max.toordinal() - clock.toordinal()
    end = draw(st.none() | st.integers(0, 20).map(lambda days: start + timedelta(days=min(days, room))))
    tz, repeat = draw(st.none() | st.sampled_from(_ZONES)), draw(st.sampled_from(_REPEATS))
    remind = ("7d", "+1y", "1d")
    return Event(id="it", name="It {years}", start=start, end=end, tz=tz, repeat=repeat, remind=remind)


@given(_events(), st.sampled_from(_ZONES), _EDGES | st.just(datetime(2026, 11, 24, 9)))
def test_an_event_at_an_end_of_the_calendar_has_a_countdown_or_none(event: Event, viewer: str, clock: datetime) -> None:
    now = clock.replace(tzinfo=ZoneInfo(viewer))
    list(islice(upcoming_starts(event, now), 5))
    found = countdown(event, now)
    if found is not None:
        told: list[Any] = [found.days, found.day, found.start, found.end, found.name, found.years, found.order]
        told += [found.minutes_to_start, found.minutes_to_end, found.progress, plan(found, Preferences())]
        assert told


def test_an_offset_beyond_the_calendar_is_no_overflow() -> None:
    east = timezone(timedelta(hours=14))
    event = Event(
        id="it",
        name="It",
        start=datetime(1, 1, 1, tzinfo=east),
        end=datetime(1, 1, 2, tzinfo=east),
        tz="America/New_York",
    )
    assert event.first_day == date(1, 1, 1)


@pytest.mark.parametrize("tz", ["Asia/Shanghai", "America/New_York"])
def test_until_at_the_calendars_end_is_the_end(tz: str) -> None:
    event = make_event("9999-12-30T12:00", tz=tz, repeat="FREQ=DAILY;UNTIL=99991231T235959Z")
    found = [start.day for start in upcoming_starts(event, at("9999-12-29T00:00"))]
    assert found == [30, 31]
