"""Four hundred days of runs at any instant, machine off in between, in zones all over the world: once each, none lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.dates import date_of
from countdown.core.event import Event
from countdown.core.lead import Lead
from countdown.core.plan import leads
from countdown.core.preferences import Preferences
from countdown.core.recurrence import occurrences
from countdown.core.reminders import came_due, occurrence_key
from countdown.core.window import Past, first_run, since
from countdown.core.workdays import SpecialDays, Workdays
from countdown.core.zones import in_zone
from tests.build import make_event

ZONES = [
    ZoneInfo(name)
    for name in ("UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Pago_Pago")
]
BEGIN = datetime(2026, 1, 1, 12, tzinfo=UTC)
LEADS = ["7d", "1d", "0d", "0d 18:00", "3d pack", "+2d", "2w", "1mo", "5d..2d", "1y", "3wd", "+2wd", "0wd", "40wd"]


def two_weeks_off(year: int) -> SpecialDays:
    """The first two weeks of each quarter are free, but for one Saturday."""
    firsts = [date(year, month, 1) for month in (1, 4, 7, 10)]
    off = frozenset(first + timedelta(days=offset) for first in firsts for offset in range(14))
    return SpecialDays(off, frozenset(day for day in off if day.weekday() == 5 and day.day < 8))


PREFERENCES = Preferences(time(8), Workdays(special=two_weeks_off))


@st.composite
def events(draw: Any, *, timed: bool) -> Event:
    day = draw(st.dates(BEGIN.date(), BEGIN.date() + timedelta(days=500)))
    fields: dict[str, Any] = {"remind": tuple(draw(st.lists(st.sampled_from(LEADS), unique=True, max_size=5)))}
    fields["repeat"] = draw(
        st.sampled_from([None, None, "yearly", "monthly", "every 2 weeks", "FREQ=MONTHLY;BYDAY=2TU"])
    )
    fields |= {"milestones": draw(st.booleans()), "pin": draw(st.booleans())}
    if not timed:
        end = day + timedelta(days=draw(st.integers(0, 5)))
        return make_event(day.isoformat(), end=end.isoformat(), **fields)
    fields["remind"] += tuple(draw(st.lists(st.sampled_from(["30min", "2h", "+1h", "48h"]), unique=True, max_size=2)))
    clock = draw(st.times(time(0, 0), time(23, 59)))
    return make_event(
        f"{day}T{clock:%H:%M}:00", tz=draw(st.sampled_from([None, "Asia/Shanghai", "America/New_York"])), **fields
    )


def runs(zones: list[ZoneInfo]) -> st.SearchStrategy[list[datetime]]:
    """Instants over 400 days, hours or weeks apart, each as the clock of some zone shows it."""
    gaps = st.one_of(st.integers(0, 48 * 60), st.integers(0, 40 * 24 * 60))
    steps = st.lists(st.tuples(gaps, st.sampled_from(zones)), min_size=2, max_size=25)

    def instants(found: list[tuple[int, ZoneInfo]]) -> list[datetime]:
        moment, moments = BEGIN, []
        for minutes, zone in found:
            moment += timedelta(minutes=minutes)
            moments.append(moment.astimezone(zone))
        return [moment for moment in moments if moment < BEGIN + timedelta(days=400)]

    return steps.map(instants).filter(lambda found: len(found) > 1)


class Channel:
    """What a ledger keeps for one channel."""

    def __init__(self) -> None:
        self.last: tuple[datetime, datetime] | None = None
        self.told: Counter[tuple[str, str]] = Counter()

    def run(self, event: Event, now: datetime) -> None:
        window = first_run(now) if self.last is None else since(*self.last, now)
        wall = now.replace(tzinfo=None)
        for reminder in came_due(event, window, now, PREFERENCES, Past(self.told)):
            for name in reminder.covers:
                self.told[reminder.occurrence, name] += 1
        self.last = (now, max(wall, self.last[1]) if self.last else wall)


def fell_due(event: Event, moments: list[datetime]) -> set[tuple[str, str, bool]]:
    """What came due from the first run's midnight to the last run, by a walk over all occurrences: key, lead, exact."""
    first, zone = moments[0], moments[-1].tzinfo
    assert zone is not None
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    latest_wall = max(moment.replace(tzinfo=None) for moment in moments)
    found = set()
    first_day = date_of(next(occurrences(event, event.first_day, zone)).start)
    for occurrence in occurrences(event, BEGIN.date() - timedelta(days=500), zone):
        start = occurrence.start
        if start.toordinal() > BEGIN.toordinal() + 900:
            break
        for lead in (*leads(event), *round_numbers(event, is_first=date_of(occurrence.start) == first_day)):
            due = lead.due(in_zone(start, zone) if isinstance(start, datetime) else start, moments[-1], PREFERENCES)
            if due is None:
                continue
            if lead.exact:
                fits = midnight.timestamp() <= due.timestamp() <= moments[-1].timestamp()
            else:
                fits = midnight.replace(tzinfo=None) <= due.replace(tzinfo=None) <= latest_wall
            if fits:
                found.add((occurrence_key(occurrence), name_of(lead), lead.exact))
    return found


def round_numbers(event: Event, *, is_first: bool) -> Iterator[Lead]:
    """The leads that `milestones` stands for, those that matter within some years."""
    if not event.milestones:
        return
    gap = {"yearly": 365, "monthly": 28, "every 2 weeks": 14}.get(event.repeat or "", 28 if event.repeat else 9999)
    days, years = (100, 200, 300, 500, 1000, 2000), range(1, 5)
    yield from (Lead(number, "d") for number in days if number < gap)
    yield from (Lead(number, "y") for number in years if event.repeat is None)
    if is_first and (event.pin or event.repeat is not None):
        yield from (Lead(-number, "d") for number in days)
        yield from (Lead(-number, "y") for number in years if event.repeat is None)


def name_of(lead: Lead) -> str:
    return " ".join(filter(None, (lead.name, f"{lead.at:%H:%M}" if lead.at else "", lead.text)))


@given(events(timed=False), runs(ZONES))
def test_all_day_events_wherever_one_travels(event: Event, moments: list[datetime]) -> None:
    channel = Channel()
    for moment in moments:
        channel.run(event, moment)
    assert set(channel.told) == {(key, name) for key, name, _ in fell_due(event, moments)}
    assert set(channel.told.values()) <= {1}


@given(events(timed=True), st.sampled_from(ZONES).flatmap(lambda zone: runs([zone])))
def test_timed_events_at_home(event: Event, moments: list[datetime]) -> None:
    channel = Channel()
    for moment in moments:
        channel.run(event, moment)
    assert set(channel.told) == {(key, name) for key, name, _ in fell_due(event, moments)}
    assert set(channel.told.values()) <= {1}


@given(events(timed=True), runs(ZONES))
def test_timed_events_wherever_one_travels(event: Event, moments: list[datetime]) -> None:
    """A moment has other dates elsewhere, so at the ends what is due is a matter of the zone; in between nothing is lost."""
    channel = Channel()
    for moment in moments:
        channel.run(event, moment)
    assert set(channel.told.values()) <= {1}
    if event.tz is None:
        return  # 09:00 wherever one is: another instant in each zone
    day = timedelta(days=2)
    inner = fell_due(event, [moments[0] + day, moments[-1] - day]) if moments[-1] - moments[0] > 2 * day else set()
    outer = fell_due(event, [moments[0] - day, *moments, moments[-1] + day])
    assert {(key, name) for key, name, _ in inner} <= set(channel.told)
    assert set(channel.told) <= {(key, name) for key, name, _ in outer}


@pytest.mark.slow
@given(events(timed=False), st.sampled_from(ZONES).flatmap(lambda zone: runs([zone])), st.integers(1, 10))
def test_a_run_more_or_less_changes_nothing(event: Event, moments: list[datetime], every: int) -> None:
    """Who runs it more often is told the same, though less of it together; at home, as a clock further west is behind."""
    often, seldom = Channel(), Channel()
    for number, moment in enumerate(moments):
        often.run(event, moment)
        if number % every == 0 or number == len(moments) - 1:
            seldom.run(event, moment)
    assert set(seldom.told) == set(often.told)
