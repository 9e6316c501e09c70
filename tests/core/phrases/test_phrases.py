from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, date, datetime
from time import process_time

import pytest

from countdown.core.dates import Moment
from countdown.core.phrases import PhraseError, When, parse_iso, parse_when
from tests.build import at
from tests.core.phrases.table import Row, rows

NOW = at("2026-11-24T09:00")
ROWS = list(rows())


def told(moment: Moment) -> str:
    text = moment.isoformat()
    return re.sub(r"(T\d\d:\d\d):00(?!\.)", r"\1", text) if isinstance(moment, datetime) else text


@pytest.mark.parametrize("row", [row for row in ROWS if not row.meaning.startswith("refused")])
def test_a_phrase_means(row: Row) -> None:
    when = parse_when(row.phrase, at(row.now), row.date_order)
    assert told(when.start) + ("" if when.end is None else f"..{told(when.end)}") == row.meaning


@pytest.mark.parametrize("row", [row for row in ROWS if row.meaning.startswith("refused")])
def test_a_phrase_is_refused_with_two_forms_that_work(row: Row) -> None:
    with pytest.raises(PhraseError) as caught:
        parse_when(row.phrase, at(row.now), row.date_order)
    error = caught.value
    _, _, reason = row.meaning.partition(": ")
    assert reason in str(error)
    assert "\n" not in str(error)
    assert str(error) == f"{error.sentence}; {error.mend}"
    forms = re.findall("'([^']+)'", error.mend)
    assert len(forms) >= 2
    for form in forms:
        parse_when(form, at(row.now), row.date_order)


def test_the_table_has_no_row_twice() -> None:
    assert len({(row.phrase, row.now, row.date_order, row.meaning) for row in ROWS}) == len(ROWS) >= 150


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no date is given"),
        ("  \t ", "no date is given"),
        ("Nov\x0026", "control character"),
        ("Nov 26\x1b[31m", "control character"),
        ("Nov 26\nNov 27", "control character"),
        ("\u202eNov 26", "control character"),
        ("\ud800", "control character"),
        ("1" * 10_000, "too long"),
        ("Nov 26 " * 100_000, "too long"),
        ("x" * 1_000_000, "too long"),
        ("1" * 100, "only a number"),
        ("+" + "9" * 100 + "d", "outside of the years"),
        ("tomorrow " + "9" * 100 + ":00", "not a time of day"),
    ],
)  # fmt: skip
def test_what_no_keyboard_means_is_refused_shortly_and_quickly(text: str, reason: str) -> None:
    begun = process_time()
    with pytest.raises(PhraseError, match=reason) as caught:
        parse_when(text, NOW)
    assert process_time() - begun < 0.25
    assert len(str(caught.value)) < 250
    assert str(caught.value).isprintable()


def test_tabs_and_unbreakable_spaces_are_spaces() -> None:
    assert parse_when("\t26\u00a0Nov\u202f2026 ", NOW) == When(date(2026, 11, 26))


def test_a_refusal_of_the_whole_phrase_does_not_repeat_it() -> None:
    with pytest.raises(PhraseError) as caught:
        parse_when(" Monday Tuesday", NOW)
    assert str(caught.value) == (
        "'Monday Tuesday' is not understood; write for instance 'Nov 26' or '2026-11-26 09:30'"
    )  # fmt: skip


def test_a_refusal_of_a_part_shows_the_phrase_and_the_part() -> None:
    with pytest.raises(PhraseError) as caught:
        parse_when("Nov 26 foo", NOW)
    assert str(caught.value) == (
        "'Nov 26 foo': 'foo' is not understood; write for instance 'Nov 26' or '2026-11-26 09:30'"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "now", "start"),
    [
        # Berlin's clocks go from 02:00 to 03:00 on 28 March 2027, and from 03:00 to 02:00 on 31 October 2027.
        ("in 2 hours", "2027-03-28T01:30", "2027-03-28T04:30"),
        ("in 24 hours", "2027-03-27T12:00", "2027-03-28T13:00"),
        ("in 1 day", "2027-03-27T12:00", "2027-03-28"),
        ("in 2 hours", "2027-10-31T01:30", "2027-10-31T02:30"),
        ("in 3 hours", "2027-10-31T01:30", "2027-10-31T03:30"),
        ("3 hours ago", "2027-03-28T04:30", "2027-03-28T00:30"),
    ],
)
def test_hours_are_counted_as_they_pass_whatever_the_clocks_do(phrase: str, now: str, start: str) -> None:
    when = parse_when(phrase, at(now, "Europe/Berlin"))
    assert told(when.start) == start


def test_of_an_hour_that_comes_twice_the_second_is_marked() -> None:
    first, second = (
        parse_when(phrase, at("2027-10-31T01:30", "Europe/Berlin")).start for phrase in ("in 60 min", "in 120 min")
    )
    assert isinstance(first, datetime)
    assert isinstance(second, datetime)
    assert (first, first.fold, second, second.fold) == (
        datetime(2027, 10, 31, 2, 30),
        0,
        datetime(2027, 10, 31, 2, 30),
        1,
    )


def test_what_lasts_through_a_change_of_clocks_ends_when_it_has_passed() -> None:
    when = parse_when("2027-03-28 01:30 for 2 hours", at("2026-11-24T09:00", "Europe/Berlin"))
    assert when.end == datetime(2027, 3, 28, 4, 30)


def test_an_end_that_the_clocks_put_before_the_start_is_refused() -> None:
    with pytest.raises(PhraseError, match="before the start"):
        parse_when("2027-10-31 02:45 for 30 min", at("2026-11-24T09:00", "Europe/Berlin"))


def test_seconds_of_now_are_kept_and_its_fractions_dropped() -> None:
    assert parse_when("in 1 hour", NOW.replace(second=5, microsecond=6)).start == datetime(2026, 11, 24, 10, 0, 5)


@pytest.mark.parametrize(
    "phrase", ["in 1 min", "1 hour ago", "tomorrow", "yesterday", "last friday", "Feb 29", "Nov 26-30", "1 jan"]
)
@pytest.mark.parametrize("now", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_at_the_ends_of_the_calendar_a_phrase_is_read_or_refused(phrase: str, now: datetime) -> None:
    refusal = "outside of the years"
    try:
        parse_when(phrase, now)
    except PhraseError as error:
        refusal = error.sentence
    assert "outside of the years" in refusal


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-26", "2026-11-26T00:00:00+08:00"),
        ("20261126", "2026-11-26T00:00:00+08:00"),
        ("2026-W48-4", "2026-11-26T00:00:00+08:00"),
        ("2026-11-26T09:30", "2026-11-26T09:30:00+08:00"),
        ("2026-11-26 09:30:15", "2026-11-26T09:30:15+08:00"),
        ("2026-11-26T09:30:15.25", "2026-11-26T09:30:15.250000+08:00"),
        ("2026-11-26T09:30Z", "2026-11-26T17:30:00+08:00"),
        ("2026-11-26 09:00-10:00", "2026-11-27T03:00:00+08:00"),
        ("2026-11-26T23:30-05:00", "2026-11-27T12:30:00+08:00"),
    ],
)
def test_an_iso_date_is_its_midnight_and_a_date_time_that_moment(text: str, moment: str) -> None:
    zone = at("2026-11-26", "Asia/Shanghai").tzinfo
    assert zone is not None
    found = parse_iso(text, zone)
    assert found.isoformat() == moment
    assert found.tzinfo is zone


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "tomorrow", "Nov 26", "2026-11-26 ", " 2026-11-26", "2026/11/26", "2026-1-5", "26", "2026-W48", "2026-13-40",
        "2027-02-29", "2026-11-26T24:00", "2026-11-26T09:30+20:00", "2026-11-26T", "2026-11-26 9:30", "2026-11-26  09:30",
        "2026-11-26..2026-11-30", "0001-01-01", "9999-12-31", "٢٠٢٦-١١-٢٦", "2026-11-26\n", "1" * 10_000, "2026-11-26T09:30 Z",
    ],
)  # fmt: skip
def test_anything_but_iso_is_no_moment(text: str) -> None:
    with pytest.raises(PhraseError) as caught:
        parse_iso(text, UTC)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    "phrase",
    [
        "2026-11-26",
        "tomorrow 18:00",
        "in 3 weeks",
        "next friday",
        "friday to sunday",
        "end of month",
        "expo",
        "Nov 26 expo",
    ],
)
def test_dateutil_is_not_loaded_for_what_has_no_month_or_is_no_date(phrase: str) -> None:
    program = f"""
import sys
from datetime import UTC, datetime
from countdown.core.phrases import PhraseError, parse_when
try:
    parse_when({phrase!r}, datetime(2026, 11, 24, 9, tzinfo=UTC))
except PhraseError:
    pass
print([name for name in sys.modules if name.startswith("dateutil")])
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
