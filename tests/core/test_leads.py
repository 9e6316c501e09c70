"""A lead is `[+]N(min|h|d|w|mo|y)`, or a daily range, then perhaps HH:MM, then perhaps a text."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.lead import Lead, parse_leads
from countdown.core.preferences import Preferences
from tests.build import at


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7d", Lead(7, "d")),
        ("0d", Lead(0, "d")),
        ("+0d", Lead(0, "d")),
        ("100d", Lead(100, "d")),
        ("2w", Lead(2, "w")),
        ("3wd", Lead(3, "wd")),
        ("+2wd 08:00 send the minutes", Lead(-2, "wd", time(8), "send the minutes")),
        ("1mo", Lead(1, "mo")),
        ("1y", Lead(1, "y")),
        ("+30d", Lead(-30, "d")),
        ("+1y", Lead(-1, "y")),
        ("15min", Lead(15, "min")),
        ("+2h", Lead(-2, "h")),
        (" 7d ", Lead(7, "d")),
        ("0d 08:00", Lead(0, "d", time(8))),
        ("0d 8:05", Lead(0, "d", time(8, 5))),
        ("1mo  23:59", Lead(1, "mo", time(23, 59))),
        ("30d print the badges", Lead(30, "d", None, "print the badges")),
        ("30d 08:00 print: the 2 badges", Lead(30, "d", time(8), "print: the 2 badges")),
        ("2h leave for the station", Lead(2, "h", None, "leave for the station")),
        ("1d 10:3x is no time", Lead(1, "d", None, "10:3x is no time")),
        ("1d 08:00 09:00", Lead(1, "d", time(8), "09:00")),
        ("999999d", Lead(999_999, "d")),
    ],
)
def test_a_lead_is_read(text: str, expected: Lead) -> None:
    assert parse_leads(text) == (expected,)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("7d..5d", "7d 6d 5d"),
        ("2d..+2d", "2d 1d 0d +1d +2d"),
        ("1w..5d", "7d 6d 5d"),
        ("+1d..+3d", "+1d +2d +3d"),
        ("1d..3d", "3d 2d 1d"),
        ("3d..3d", "3d"),
    ],
)
def test_a_range_is_a_lead_a_day_the_earliest_first(text: str, names: str) -> None:
    assert [lead.name for lead in parse_leads(text)] == names.split()
    assert {(lead.at, lead.text) for lead in parse_leads(f"{text} 08:00 pack")} == {(time(8), "pack")}


def test_the_longest_range_holds_a_thousand_days() -> None:
    assert len(parse_leads("999d..0d")) == 1000
    with pytest.raises(ValueError, match="a range holds at most 1000 days"):
        parse_leads("1000d..0d")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "'' is not a reminder's lead; write for instance 7d, 2w"),
        ("d", "is not a reminder's lead"),
        ("7", "is not a reminder's lead"),
        ("7 d", "is not a reminder's lead"),
        ("-7d", "is not a reminder's lead"),
        ("++7d", "is not a reminder's lead"),
        ("7D", "is not a reminder's lead"),
        ("7days", "is not a reminder's lead"),
        ("1.5d", "is not a reminder's lead"),
        ("٧d", "is not a reminder's lead"),
        ("1000000d", "is not a reminder's lead"),
        ("tomorrow", "is not a reminder's lead"),
        ("5m", "'5m': m alone could be minutes or months; write min or mo"),
        ("+5m 08:00", "write min or mo"),
        ("m", "is not a reminder's lead"),
        ("7d..", "is not a reminder's lead"),
        ("..7d", "is not a reminder's lead"),
        ("7d..5d..3d", "is not a reminder's lead"),
        ("2h..1h", "a range goes by days or weeks, as 7d..1d"),
        ("1mo..1d", "a range goes by days or weeks"),
        ("3wd..1wd", "a range goes by days or weeks"),
        ("3wd..1d", "a range goes by days or weeks"),
        ("3 wd", "is not a reminder's lead"),
        ("3workdays", "is not a reminder's lead"),
        ("2m..1d", "write min or mo"),
        ("7d 24:00", "24:00 is not a time of day; write one from 00:00 to 23:59"),
        ("7d 8:60", "8:60 is not a time of day"),
        ("7d 008:00", "is not a time of day"),
        ("7d 08:0", "is not a time of day"),
        ("7d ٠٨:٠٠", "is not a time of day"),
        ("15min 08:00", "a lead in min or h is an instant and takes no time of day"),
        ("+1h 08:00 text", "takes no time of day"),
    ],
)
def test_a_bad_lead_is_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as caught:
        parse_leads(text)
    assert says in str(caught.value)


@given(st.text(max_size=30) | st.from_regex(r"\A\+?[0-9]{1,7}(min|h|d|wd|w|mo|y|m)(\.\.\+?[0-9]{1,4}[dw])?( .*)?\Z"))
def test_any_text_is_leads_or_a_value_error(text: str) -> None:
    try:
        found = parse_leads(text)
    except ValueError:
        return
    assert found
    assert all(parse_leads(lead.name) == (Lead(lead.number, lead.unit),) for lead in found)


@pytest.mark.parametrize(
    ("lead", "start", "due"),
    [
        ("7d", date(2026, 11, 26), "2026-11-19T00:00"),
        ("0d", date(2026, 11, 26), "2026-11-26T00:00"),
        ("+30d", date(2026, 11, 26), "2026-12-26T00:00"),
        ("2w 08:00", date(2026, 11, 26), "2026-11-12T08:00"),
        ("3wd", date(2026, 11, 26), "2026-11-23T00:00"),
        ("3wd 08:00", date(2026, 11, 24), "2026-11-19T08:00"),
        ("1wd", date(2026, 11, 28), "2026-11-27T00:00"),
        ("1wd", date(2026, 11, 30), "2026-11-27T00:00"),
        ("0wd", date(2026, 11, 28), "2026-11-28T00:00"),
        ("+1wd", date(2026, 11, 27), "2026-11-30T00:00"),
        ("+1wd", "2026-11-28T18:00", "2026-11-30T00:00"),
        ("1mo", date(2026, 3, 31), "2026-02-28T00:00"),
        ("+1mo", date(2027, 1, 31), "2027-02-28T00:00"),
        ("1y", date(2024, 2, 29), "2023-02-28T00:00"),
        ("1d", "2026-11-26T23:30", "2026-11-25T00:00"),
        ("0d 08:00", "2026-11-26T00:30", "2026-11-26T08:00"),
        ("15min", "2026-11-26T00:10", "2026-11-25T23:55"),
        ("+2h", "2026-11-26T23:00", "2026-11-27T01:00"),
        # By the clock that goes: the hour from two to three is not there, or there twice.
        ("3h", "2026-03-29T05:00", "2026-03-29T01:00"),
        ("3h", "2026-10-25T04:00", "2026-10-25T02:00"),
        ("1d", "2026-03-29T05:00", "2026-03-28T00:00"),
    ],
)
def test_when_a_lead_comes_due(lead: str, start: date | str, due: str) -> None:
    moment = at(start, "Europe/Berlin") if isinstance(start, str) else start
    found = parse_leads(lead)[0].due(moment, at("2026-01-01T00:00", "Europe/Berlin"), Preferences())
    assert found is not None
    assert found.replace(tzinfo=None) == datetime.fromisoformat(due)
    assert found.tzinfo is at("2026-01-01T00:00", "Europe/Berlin").tzinfo


def test_remind_at_is_the_time_of_leads_without_one() -> None:
    now = at("2026-11-01T00:00")
    assert Lead(1, "d").due(date(2026, 11, 26), now, Preferences(time(8))) == at("2026-11-25T08:00")
    assert Lead(1, "d", time(9)).due(date(2026, 11, 26), now, Preferences(time(8))) == at("2026-11-25T09:00")
    assert Lead(60, "min").due(at("2026-11-26T09:30"), now, Preferences(time(8))) == at("2026-11-26T08:30")


@pytest.mark.parametrize(
    ("lead", "start"),
    [
        (Lead(1, "h"), date(2026, 11, 26)),
        (Lead(1, "d"), date(1, 1, 1)),
        (Lead(-1, "d"), date(9999, 12, 31)),
        (Lead(1, "wd"), date(1, 1, 1)),
        (Lead(-1, "wd"), date(9999, 12, 31)),
        (Lead(999_999, "wd"), date(2026, 11, 26)),
        (Lead(9999, "y"), date(2026, 11, 26)),
        (Lead(999_999, "w"), date(2026, 11, 26)),
        (Lead(999_999, "h"), at("0001-01-01T00:00")),
        (Lead(-999_999, "h"), at("9999-12-31T00:00")),
    ],
)
def test_an_exact_lead_of_a_whole_day_and_one_outside_of_the_calendar_never_come_due(lead: Lead, start: date) -> None:
    assert lead.due(start, at("2026-11-01T00:00"), Preferences()) is None
