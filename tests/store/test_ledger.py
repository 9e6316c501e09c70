"""What the ledger keeps: told once for each channel, runs that a wrong clock does not undo, and what is put off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from countdown.core.window import PutOff
from countdown.errors import CountdownError
from countdown.store.ledger import LastRun, Ledger, Outcome, open_ledger, read_ledger
from tests.build import at

NOW = at("2026-11-24T09:00")
DAY = timedelta(days=1)


def no_warning(error: CountdownError) -> None:
    raise AssertionError(str(error))


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with open_ledger(no_warning) as opened:
        yield opened


def runs(ledger: Ledger, *moments: datetime) -> None:
    for moment in moments:
        ledger.ran("terminal", ["a"], moment)


def told_at(ledger: Ledger, now: datetime, channel: str = "terminal") -> set[tuple[str, str]]:
    past = ledger.past(channel, now).get("expo")
    told: Any = past.told if past else set()
    return set(told)


def put_off_at(ledger: Ledger, channel: str = "terminal", event: str = "expo") -> PutOff | None:
    past = ledger.past(channel, NOW).get(event)
    return past.put_off.get("2026-11-26") if past else None


def test_a_new_one_knows_nothing(ledger: Ledger) -> None:
    assert ledger.last_run("terminal", "a", NOW) is None
    assert ledger.past("terminal", NOW) == {}
    assert ledger.last_told("expo", NOW) is None
    assert ledger.last_put_off("expo", NOW) is None
    assert ledger.outcome() is None


def test_what_one_channel_was_told_no_other_was(ledger: Ledger) -> None:
    ledger.record("terminal", [("expo", "2026-11-26", "7d"), ("expo", "2026-11-26", "1d")], NOW)
    assert told_at(ledger, NOW) == {("2026-11-26", "7d"), ("2026-11-26", "1d")}
    assert told_at(ledger, NOW, "desktop") == set()
    assert ledger.last_told("expo", NOW) == "2026-11-26"


def test_it_is_there_the_next_time() -> None:
    for _ in range(2):
        with open_ledger(no_warning) as ledger:
            ledger.record("terminal", [("expo", "2026-11-26", "7d")], NOW)
            ledger.ran("terminal", ["a"], NOW)
    with read_ledger() as read:
        assert read is not None
        assert told_at(read, NOW) == {("2026-11-26", "7d")}
        assert read.last_run("terminal", "a", NOW) == LastRun(NOW, datetime(2026, 11, 24, 9))


def test_to_read_makes_none(home: Any) -> None:
    with read_ledger() as read:
        assert read is None
    assert list(home.rglob("*")) == []


def test_each_channel_and_file_has_its_own_last_run(ledger: Ledger) -> None:
    ledger.ran("terminal", ["a", "b"], NOW)
    ledger.ran("desktop", ["a"], NOW + DAY)
    last = {
        (channel, file): ledger.last_run(channel, file, NOW + DAY)
        for channel in ("terminal", "desktop")
        for file in "ab"
    }
    assert [key for key, run in last.items() if run is None] == [("desktop", "b")]
    assert [run.at - NOW for run in last.values() if run] == [timedelta(), timedelta(), DAY]


@pytest.mark.parametrize(
    ("moments", "now", "last"),
    [
        (["2026-11-24T09:00"], "2026-11-24T09:00", "2026-11-24T09:00"),
        (["2026-11-24T09:00"], "2026-11-24T08:59", None),
        (["2026-11-24T09:00", "2026-11-25T09:00"], "2026-11-25T10:00", "2026-11-25T09:00"),
        # A clock that was years behind, or ahead, and is right again: on from the last run before that.
        (["2026-11-24T09:00", "2016-01-01T00:00"], "2026-11-25T09:00", "2026-11-24T09:00"),
        (["2026-11-24T09:00", "2036-01-01T00:00"], "2026-11-25T09:00", "2026-11-24T09:00"),
        (["2026-11-24T09:00", "2036-01-01T00:00", "2036-01-01T01:00"], "2026-11-25T09:00", "2026-11-24T09:00"),
        (["2026-11-24T09:00", "2016-01-01T00:00"], "2016-01-01T01:00", "2016-01-01T00:00"),
        (["2026-11-24T09:00", "2026-11-24T09:00"], "2026-11-24T09:00", "2026-11-24T09:00"),
    ],
)
def test_the_last_run_is_the_latest_up_to_now(ledger: Ledger, moments: list[str], now: str, last: str | None) -> None:
    runs(ledger, *map(at, moments))
    found = ledger.last_run("terminal", "a", at(now))
    assert (found and found.at) == (last and at(last))


def test_runs_do_not_pile_up(ledger: Ledger) -> None:
    runs(ledger, *(NOW + number * timedelta(minutes=5) for number in range(50)))
    assert len(ledger._all("SELECT * FROM run")) == 1
    runs(ledger, *(NOW + number * 7 * DAY for number in range(1, 50)))
    assert len(ledger._all("SELECT * FROM run")) == 11


def test_what_the_clock_showed_never_goes_back_with_the_zone(ledger: Ledger) -> None:
    runs(ledger, at("2026-11-26T09:00", "Europe/Berlin"), at("2026-11-26T04:00", "America/New_York"))
    last = ledger.last_run("terminal", "a", at("2026-11-26T09:00", "America/New_York"))
    assert last == LastRun(at("2026-11-26T09:00"), datetime(2026, 11, 26, 9))


def test_what_was_told_in_a_far_future_is_not_told_yet(ledger: Ledger) -> None:
    key = ("expo", "2026-11-26", "7d")
    ledger.record("terminal", [key], NOW)
    assert told_at(ledger, NOW - timedelta(hours=1)), "a clock that was set back by an hour"
    assert not told_at(ledger, NOW - 2 * DAY)
    assert ledger.last_told("expo", NOW - 2 * DAY) is None
    ledger.record("terminal", [key], NOW - 2 * DAY)
    assert told_at(ledger, NOW - 2 * DAY), "told in its time, it counts from then on"


def test_snoozed_and_dismissed(ledger: Ledger) -> None:
    ledger.put_off("expo", "a", "2026-11-26", NOW, NOW + DAY)
    assert put_off_at(ledger) == PutOff(NOW, NOW + DAY)
    assert put_off_at(ledger, event="other") is None
    ledger.put_off("expo", "a", "2026-11-26", NOW, None)
    assert put_off_at(ledger) == PutOff(NOW, None)


def test_what_a_channel_was_not_told_yet_is_put_off_too(ledger: Ledger) -> None:
    ledger.ran("desktop", ["a"], NOW - 3 * DAY)
    ledger.ran("desktop", ["b"], NOW - 9 * DAY)
    ledger.put_off("expo", "a", "2026-11-26", NOW, NOW + DAY)
    assert put_off_at(ledger, "desktop") == PutOff(NOW - 3 * DAY, NOW + DAY)
    assert put_off_at(ledger, "terminal") == PutOff(NOW, NOW + DAY), (
        "another channel's last run is none of its business"
    )


def test_a_snooze_of_what_is_snoozed_holds_back_what_that_held(ledger: Ledger) -> None:
    ledger.ran("terminal", ["a"], NOW - DAY)
    ledger.put_off("expo", "a", "2026-11-26", NOW, NOW + DAY)
    ledger.ran("terminal", ["a"], NOW + timedelta(hours=1))
    ledger.put_off("expo", "a", "2026-11-26", NOW + timedelta(hours=2), NOW + 2 * DAY)
    assert put_off_at(ledger) == PutOff(NOW - DAY, NOW + 2 * DAY)


def test_what_was_dismissed_is_not_held_back_by_a_snooze(ledger: Ledger) -> None:
    ledger.put_off("expo", "a", "2026-11-26", NOW - DAY, None)
    ledger.put_off("expo", "a", "2026-11-26", NOW, NOW + DAY)
    assert put_off_at(ledger) == PutOff(NOW, NOW + DAY)


def test_taken_back(ledger: Ledger) -> None:
    ledger.put_off("expo", "a", "2026-11-26", NOW - DAY, None)
    ledger.put_off("expo", "a", "2026-12-26", NOW - 2 * DAY, None)
    assert ledger.last_put_off("expo", NOW) == "2026-11-26"
    ledger.take_back("expo", "2026-11-26", NOW)
    assert put_off_at(ledger) == PutOff(NOW - DAY, NOW, again=False)
    assert ledger.last_put_off("expo", NOW) == "2026-12-26"


def test_a_snooze_that_is_over_is_none(ledger: Ledger) -> None:
    ledger.put_off("expo", "a", "2026-11-26", NOW - 2 * DAY, NOW - DAY)
    assert ledger.last_put_off("expo", NOW) is None


def test_what_is_too_old_to_matter_is_dropped(ledger: Ledger) -> None:
    ledger.record("terminal", [("expo", "2024-01-01", "7d")], NOW - 900 * DAY)
    ledger.record("terminal", [("expo", "2026-01-01", "7d")], NOW - 700 * DAY)
    ledger.put_off("expo", "a", "2024-01-01", NOW - 900 * DAY, NOW - 890 * DAY)
    ledger.put_off("expo", "a", "2024-02-01", NOW - 900 * DAY, None)
    ledger.end(Outcome(NOW - DAY, True, ""))
    ledger.end(Outcome(NOW, False, "desktop: no"))
    assert told_at(ledger, NOW) == {("2026-01-01", "7d")}
    assert list(ledger.past("terminal", NOW)["expo"].put_off) == ["2024-02-01"], "what was dismissed stays so"
    assert ledger.outcome() == Outcome(NOW, False, "desktop: no")


def test_one_run_of_a_clock_that_is_years_ahead_makes_nobody_forget(ledger: Ledger) -> None:
    ledger.record("terminal", [("expo", "2026-11-26", "7d")], NOW)
    for moment in (NOW, NOW + 4_000 * DAY, NOW + DAY):
        ledger.end(Outcome(moment, True, ""))
    assert told_at(ledger, NOW) == {("2026-11-26", "7d")}


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("now", ["0001-01-01T00:00", "0002-06-01T00:00", "9999-12-31T23:59"])
def test_the_ends_of_the_calendar(ledger: Ledger, now: str, zone: str) -> None:
    moment = at(now, zone)
    for _ in range(2):
        ledger.record("terminal", [("expo", "2026-11-26", "7d")], moment)
        ledger.ran("terminal", ["a"], moment)
        ledger.put_off("expo", "a", "2026-11-26", moment, moment)
        ledger.end(Outcome(moment, True, ""))
    assert told_at(ledger, moment)
    assert ledger.last_run("terminal", "a", moment) is not None


def test_texts_of_any_kind(ledger: Ledger) -> None:
    hostile = "a'; DROP TABLE told; --\0\n\u202e🎉"
    ledger.record(hostile, [(hostile, "2026-11-26", hostile)], NOW)
    past = ledger.past(hostile, NOW)
    assert list(past) == [hostile]
    told: Any = past[hostile].told
    assert told == {("2026-11-26", hostile)}
