"""Which months a phrase names."""

from __future__ import annotations

from datetime import date

import pytest

from countdown.core.phrases import PhraseError
from countdown.core.phrases.months import read_months

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("2026-12", "2026-12 1"),
        ("2026-1", "2026-01 1"),
        ("0001-01", "0001-01 1"),
        ("9999-12", "9999-12 1"),
        ("2026", "2026-01 12"),
        ("0001", "0001-01 12"),
        ("december", "2026-12 1"),
        ("Dec", "2026-12 1"),
        ("DEC.", "2026-12 1"),
        ("november", "2026-11 1"),  # this month is the next such one
        ("sept", "2027-09 1"),
        ("october", "2027-10 1"),
        ("december 2027", "2027-12 1"),
        ("Dec, 2027", "2027-12 1"),
        ("2027 december", "2027-12 1"),
        ("this month", "2026-11 1"),
        ("next month", "2026-12 1"),
        ("last month", "2026-10 1"),
        ("this year", "2026-01 12"),
        ("next year", "2027-01 12"),
        ("last year", "2025-01 12"),
        ("december work", "2026-12 1 work"),
        ("2026 ski week", "2026-01 12 ski week"),
        ("december 2027 2027", "2027-12 1 2027"),
        ("may may", "2027-05 1 may"),
        ("work", None),
        ("ski week", None),
        ("next week", None),
        ("next friday", None),
        ("decembre", None),
        ("december2027", None),
        ("", None),
    ],
)
def test_months(phrase: str, expected: str | None) -> None:
    found = read_months(phrase.split(), TODAY)
    told = found and " ".join([found.first.isoformat()[:7], str(found.number), *found.rest])
    assert told == expected
    assert found is None or found.first.day == 1


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("2026-13", "'2026-13' is not a month"),
        ("2026-00", "'2026-00' is not a month"),
        ("0000-12", "'0000-12' is not a month"),
        ("0000", "'0000' is not a month"),
        ("10000", "'10000' is not a month"),
        ("26", "'26' is not a month"),
        ("12/2026", "'12/2026' is not a month"),
        ("12", "'12' could be a month or a year"),
        ("2026-12-25", "'2026-12-25' is a day, not a month"),
        ("december 27", "'december 27': '27' is not a year"),
        ("december 0000", "'december 0000': '0000' is not a year"),
    ],
)
def test_what_is_no_month_is_refused_with_two_that_are(phrase: str, sentence: str) -> None:
    with pytest.raises(PhraseError) as error:
        read_months(phrase.split(), TODAY)
    assert str(error.value) == f"{sentence}; write for instance '2026-12' or 'december 2027'"


@pytest.mark.parametrize("phrase", ["january", "next month", "next year"])
def test_nothing_is_beyond_the_calendar(phrase: str) -> None:
    with pytest.raises(PhraseError, match="outside of the years 1 to 9999"):
        read_months(phrase.split(), date(9999, 12, 24))
