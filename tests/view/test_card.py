"""One event in full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from countdown.core.countdown import Countdown
from countdown.core.plan import plan
from countdown.core.preferences import Preferences
from countdown.view.card import Details, Row, heading, rows, summary
from tests.build import seen

NOW = "2026-11-24T09:00"


def card(countdown: Countdown, upcoming: Sequence[date] = (), workdays: int = 2) -> list[Row]:
    details = Details(upcoming, plan(countdown, Preferences()), workdays, "events.toml:4")
    return rows(countdown, details)


def test_everything_is_told() -> None:
    expo = seen(
        "2024-11-26", NOW, id="expo", name="Expo", end="2024-11-30", repeat="yearly", until="2030-12-31",
        since="2026-11-04", where="Beijing", url="https://example.org", note="Bring\nbadges", tags=("work", "far"),
        remind=("7d", "1d 08:00 pack", "+30d"),
    )  # fmt: skip
    assert card(expo, [date(2026, 11, 26), date(2027, 11, 26), date(2028, 11, 26)]) == [
        ("starts", "Thursday 26 November 2026"),
        ("ends", "Monday 30 November 2026, 5 days"),
        ("left", "2 days"),
        ("work", "2 working days"),
        ("waited", "██████████████████░░ 90 % since Wed 4 Nov"),
        ("repeats", "yearly until Tue 31 Dec 2030"),
        ("next", "Thu 26 Nov, Fri 26 Nov 2027, Sun 26 Nov 2028"),
        ("reminders", "  7d  Thu 19 Nov"),
        ("", "  1d  Wed 25 Nov 08:00  pack"),
        ("", "+30d  Sat 26 Dec"),
        ("where", "Beijing"),
        ("url", "https://example.org"),
        ("note", r"Bring\nbadges"),
        ("tags", "#work #far"),
        ("id", "expo  (events.toml:4)"),
    ]


def test_what_is_empty_takes_no_line() -> None:
    assert card(seen("2026-12-25", NOW, remind=())) == [
        ("starts", "Friday 25 December 2026"),
        ("left", "31 days, 4 weeks and 3 days"),
        ("work", "2 working days"),
        ("id", "it  (events.toml:4)"),
    ]


@pytest.mark.parametrize(
    ("start", "fields", "told"),
    [
        ("2026-11-23", {"end": "2026-11-27"}, [("to its end", "3 days")]),
        ("2026-11-20", {"end": "2026-12-24"}, [("to its end", "30 days, 4 weeks and 2 days")]),
        ("2026-11-14", {}, [("ago", "10 days, 1 week and 3 days")]),
        ("2026-11-25", {}, [("left", "1 day"), ("work", "2 working days")]),
    ],
)
def test_the_days_of_each_state(start: str, fields: dict[str, Any], told: list[Row]) -> None:
    lines = card(seen(start, NOW, remind=(), **fields))
    assert [row for row in lines if row[0] in ("left", "work", "ago", "to its end")] == told


def test_progress_is_told_only_ahead() -> None:
    labels = [label for label, _ in card(seen("2026-11-24", NOW, since="2026-11-01", remind=()))]
    assert "waited" not in labels


def test_a_hundred_per_cent_means_that_the_waiting_is_over() -> None:
    waited = dict(card(seen("2026-11-25", NOW, since="2020-01-01")))["waited"]
    assert waited == "████████████████████ 99 % since Wed 1 Jan 2020"


def test_a_time_elsewhere_is_told_in_both_zones() -> None:
    lines = dict(card(seen("2026-11-27T01:00", NOW, "America/New_York", tz="Asia/Shanghai", end="2026-11-27T02:00")))
    assert lines["starts"] == "Thursday 26 November 2026 12:00"
    assert lines["ends"] == "Thursday 26 November 2026 13:00"
    assert lines["there"] == "Friday 27 November 2026 01:00 (Asia/Shanghai)"
    assert "there" not in dict(card(seen("2026-11-27T01:00", NOW)))


@pytest.mark.parametrize(
    ("start", "told"),
    [("2026-11-26", "2 days"), ("2026-11-25", "1 day (tomorrow)"), ("2026-11-24T12:20", "today (in 3 h 20 min)")],
)
def test_the_heading(start: str, told: str) -> None:
    assert heading(seen(start, NOW)) == told


def test_text_from_files_is_data() -> None:
    hostile = "[red]x[/red]\x1b[31m\n\u202e"
    countdown = seen("2026-12-25", NOW, id=hostile, where=hostile, url=hostile, note=hostile, tags=(hostile,),
                     remind=(f"7d {hostile}",))  # fmt: skip
    for label, text in card(countdown):
        assert text.isprintable(), label
        assert "[red]x[/red]\\x1b[31m\\n" in text or label in ("starts", "left", "work")


def test_the_summary_of_what_was_just_written() -> None:
    told = summary(seen("2026-11-26", NOW, repeat="weekly", where="Beijing"), [date(2026, 11, 26), date(2026, 12, 3)])
    assert told == [
        ("starts", "Thursday 26 November 2026"),
        ("left", "2 days"),
        ("repeats", "weekly"),
        ("next", "Thu 26 Nov, Thu 3 Dec"),
    ]
