from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.dates import MONTHS, WEEKDAYS, date_of
from countdown.core.phrases import PhraseError, When, parse_iso, parse_when
from countdown.core.phrases.words import LONGEST, MONTH_NUMBERS, ORDINALS, SEPARATORS, SUFFIXES, UNITS, WEEKDAY_NUMBERS

ZONES = [UTC, ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York"), ZoneInfo("Europe/Berlin")]
MOMENTS = st.builds(
    lambda moment, zone: moment.replace(tzinfo=zone),
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2199, 12, 31)),
    st.sampled_from(ZONES),
)
DATES = st.dates(min_value=date(1000, 1, 1))
ORDERS = st.sampled_from([None, "dmy", "mdy", "ymd"])


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


STYLES: dict[str, Callable[[date], str]] = {
    "2026-11-26": str,
    "20261126": lambda day: str(day).replace("-", ""),
    "2026-W48-4": lambda day: "{}-W{:02}-{}".format(*day.isocalendar()),
    "2026/11/26": lambda day: str(day).replace("-", "/"),
    "26 November 2026": lambda day: f"{_day(day)} {day.year}",
    "26 Nov 2026": lambda day: f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}",
    "26th of november 2026": lambda day: f"{day.day}th of {MONTHS[day.month - 1].lower()} {day.year}",
    "NOV 26 2026": lambda day: f"{MONTHS[day.month - 1][:3].upper()} {day.day} {day.year}",
    "Nov 26, 2026": lambda day: f"{MONTHS[day.month - 1][:3]} {day.day}, {day.year}",
    "November 26th, 2026": lambda day: f"{MONTHS[day.month - 1]} {day.day}th, {day.year}",
    "Thursday, 26 November 2026": lambda day: f"{WEEKDAYS[day.weekday()]}, {_day(day)} {day.year}",
    "Thu 2026-11-26": lambda day: f"{WEEKDAYS[day.weekday()][:3]} {day}",
    "26-Nov-2026": lambda day: f"{day.day}-{MONTHS[day.month - 1][:3]}-{day.year}",
    "on the 26. Nov. 2026": lambda day: f"on the {day.day}. {MONTHS[day.month - 1][:3]}. {day.year}",
}


@pytest.mark.parametrize("style", STYLES)
@given(day=DATES, now=MOMENTS, order=ORDERS)
def test_a_date_written_out_reads_back_as_itself(style: str, day: date, now: datetime, order: str | None) -> None:
    assert parse_when(STYLES[style](day), now, order) == When(day)


@pytest.mark.parametrize("style", ["26 November 2026", "Nov 26, 2026", "2026-11-26"])
@given(moment=st.datetimes(min_value=datetime(1000, 1, 1)), now=MOMENTS)
def test_a_date_and_time_written_out_reads_back_as_itself(style: str, moment: datetime, now: datetime) -> None:
    moment = moment.replace(microsecond=0)
    text = STYLES[style](moment.date())
    assert parse_when(f"{text} {moment:%H:%M:%S}", now) == When(moment)
    assert parse_when(f"{moment:%H:%M:%S} {text}", now) == When(moment)
    assert parse_when(f"{text} at {moment:%I:%M:%S} {'ap'[moment.hour // 12]}m", now) == When(moment)


@given(
    st.datetimes(timezones=st.sampled_from(ZONES), min_value=datetime(2, 1, 2), max_value=datetime(9998, 12, 30)),
    MOMENTS,
)
def test_an_iso_moment_reads_back_as_itself(moment: datetime, now: datetime) -> None:
    moment = moment.astimezone(UTC).astimezone(moment.tzinfo)  # one that the zone's clocks show
    for text in (moment.isoformat(timespec="microseconds"), moment.isoformat(" ", "microseconds")):
        offset = moment.utcoffset() or timedelta()
        if offset.seconds % 60 == 0:  # of old a place's own mean time, which ISO cannot say
            assert parse_when(text, now).start == moment
            assert parse_iso(text, UTC) == moment


@pytest.mark.parametrize(
    "form", ["{a} - {b}", "{a}..{b}", "{a} to {b}", "from {a} until {b}", "{a} – {b}", "{a}–{b}", "{a}-{b}"]
)
@given(first=DATES, days=st.integers(0, 400), now=MOMENTS)
def test_a_range_written_out_reads_back_as_itself(form: str, first: date, days: int, now: datetime) -> None:
    last = min(first + timedelta(days=min(days, (date.max - first).days)), date.max)
    for style in ("2026-11-26", "Nov 26, 2026", "26 Nov 2026"):
        text = form.format(a=STYLES[style](first), b=STYLES[style](last))
        assert parse_when(text, now) == When(first, last)


@given(st.integers(1, 12), st.integers(1, 31), MOMENTS)
def test_a_date_without_year_is_the_next_one(month: int, day: int, now: datetime) -> None:
    if not _exists(2000, month, day):
        with pytest.raises(PhraseError, match=f"{MONTHS[month - 1]} has"):
            parse_when(f"{day} {MONTHS[month - 1]}", now)
        return
    found = parse_when(f"{day} {MONTHS[month - 1]}", now).start
    assert (found.month, found.day) == (month, day)
    assert found >= now.date()
    assert not any(
        _exists(year, month, day) and date(year, month, day) >= now.date() for year in range(now.year, found.year)
    )


@given(MOMENTS, st.dates(date(2001, 1, 1), date(2001, 12, 31)), st.integers(0, 300))
def test_a_range_without_years_goes_on_or_comes_next(now: datetime, first: date, days: int) -> None:
    last = first + timedelta(days=days)
    when = parse_when(f"{_day(first)} to {_day(last)}", now)
    assert when.end is not None
    assert when.start <= when.end
    assert when.end >= now.date()
    assert when.start <= now.date() + timedelta(days=366)
    assert (when.start.month, when.start.day, when.end.month, when.end.day) == (
        first.month,
        first.day,
        last.month,
        last.day,
    )


@given(MOMENTS, st.sampled_from(sorted(WEEKDAY_NUMBERS)))
def test_weekdays_are_the_nearest_such_days(now: datetime, name: str) -> None:
    today = now.date()
    this, following, last = (date_of(parse_when(f"{which}{name}", now).start) for which in ("", "next ", "last "))
    assert {this.weekday(), following.weekday(), last.weekday()} == {WEEKDAY_NUMBERS[name]}
    assert today - timedelta(days=7) <= last < today <= this < today + timedelta(days=7)
    assert today < following <= today + timedelta(days=7)


@given(MOMENTS, st.integers(0, 10_000))
def test_days_and_weeks_from_now_are_so_far_away(now: datetime, number: int) -> None:
    today = now.date()
    assert (
        parse_when(f"in {number} days", now).start == parse_when(f"+{number}d", now).start == today + timedelta(number)
    )
    assert parse_when(f"{number} days ago", now).start == today - timedelta(number)
    assert parse_when(f"today for {number + 1} days", now).end == today + timedelta(number)


_NAMES = {*MONTH_NUMBERS, *WEEKDAY_NUMBERS, *UNITS, *ORDINALS, *SUFFIXES, *SEPARATORS, *"+-/.,:"}
_OTHERS = "m,a,an,in,ago,from,now,at,on,the,of,for,this,next,end,start,today,tomorrow,noon,9am,18:00,24:61,26,30,2026"
_DATES = "99999999,20261126,2026-W48-4,2026-11-26,11/12/2026,2026-11-26T09:30Z,T,Z,+08:00,foo,😀"
WORDS = st.sampled_from(sorted(_NAMES) + f"{_OTHERS},{_DATES}".split(","))
TEXTS = st.one_of(
    st.text(max_size=LONGEST + 9),
    st.lists(WORDS, max_size=7).map(" ".join),
    st.lists(WORDS, max_size=7).map("".join),
    st.from_regex(r"\A[0-9+\-.:/TZW amp]{1,30}\Z"),
)


@given(TEXTS, MOMENTS, ORDERS)
def test_any_text_is_read_whole_or_refused_in_a_sentence(text: str, now: datetime, order: str | None) -> None:
    refusal = None
    try:
        when = parse_when(text, now, order)
    except PhraseError as error:
        refusal = error
    if refusal is None:
        _check_result(when)
        assert not {"foo", "😀"} & set(text.split())
    else:
        _check_refusal(refusal)


@given(TEXTS)
def test_any_text_is_an_iso_moment_or_refused(text: str) -> None:
    refusal = None
    try:
        assert parse_iso(text, UTC).tzinfo is UTC
    except PhraseError as error:
        refusal = error
    if refusal is not None:
        _check_refusal(refusal)


def _check_refusal(error: PhraseError) -> None:
    assert error.sentence
    assert error.mend
    assert str(error).isprintable()
    assert len(str(error)) < 300


def _check_result(when: When) -> None:
    start, end = when.start, when.end
    assert type(start) in (date, datetime)
    assert end is None or type(end) is type(start)
    assert end is None or start <= end
    if isinstance(start, datetime) and isinstance(end, datetime):
        assert (start.tzinfo is None) == (end.tzinfo is None)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
