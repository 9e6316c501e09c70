"""The holidays of a country as days that are worked or not, beside the calendars that its government published."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from time import process_time

import pytest

from countdown.core.workdays import Workdays
from countdown.errors import CountdownError
from countdown.store.public_holidays import Region, find_region, special_days

SATURDAY = 5

# What the State Council of China announced for each year: days off beside weekends, and weekends that are worked.
CHINA = {
    2024: (
        "01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 10-01 10-02 10-03 10-04 10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    2025: (
        "01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    2026: (
        "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}  # fmt: skip
# Those of Germany that fall on no weekend, and what all of Bavaria has beside them.
GERMANY = {
    2025: ("01-01 04-18 04-21 05-01 05-29 06-09 10-03 12-25 12-26", "01-06 06-19"),
    2026: ("01-01 04-03 04-06 05-01 05-14 05-25 12-25", "01-06 06-04"),
}
# The federal holidays of the United States as they are observed.
UNITED_STATES = {
    2025: "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25",
    2026: "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
}


def days(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def exceptions(code: str, year: int) -> tuple[str, str]:
    """The weekdays that are free in that year, and the days of weekends that are worked."""
    workdays = Workdays(special=special_days(code))
    free = [day for day in days(year) if day.weekday() < SATURDAY and not workdays.includes(day)]
    worked = [day for day in days(year) if day.weekday() >= SATURDAY and workdays.includes(day)]
    return told(free), told(worked)


def told(found: list[date]) -> str:
    return " ".join(f"{day:%m-%d}" for day in found)


@pytest.mark.parametrize("year", CHINA)
def test_china_works_some_weekends(year: int) -> None:
    assert exceptions("CN", year) == CHINA[year]


@pytest.mark.parametrize("year", GERMANY)
def test_germany_and_bavaria(year: int) -> None:
    of_all, of_bavaria = GERMANY[year]
    assert exceptions("DE", year) == (of_all, "")
    assert exceptions("DE-BY", year) == (" ".join(sorted(f"{of_all} {of_bavaria}".split())), "")


@pytest.mark.parametrize("year", UNITED_STATES)
def test_the_united_states(year: int) -> None:
    assert exceptions("US", year) == (UNITED_STATES[year], "")


@pytest.mark.parametrize(
    ("code", "first", "end", "count"),
    [
        ("CN", "2026-01-01", "2027-01-01", 248),
        ("CN", "2025-01-01", "2026-01-01", 248),
        ("CN", "2026-10-01", "2026-10-12", 3),
        ("DE", "2026-01-01", "2027-01-01", 254),
        ("DE-BY", "2026-01-01", "2027-01-01", 252),
        ("US", "2026-01-01", "2027-01-01", 250),
    ],
)
def test_so_many_working_days(code: str, first: str, end: str, count: int) -> None:
    workdays = Workdays(special=special_days(code))
    assert workdays.count(date.fromisoformat(first), date.fromisoformat(end)) == count


def test_who_rests_on_fridays_works_on_sundays_that_are_no_holidays() -> None:
    workdays = Workdays(frozenset({4, 5}), special_days("CN"))
    assert [day for day in range(1, 13) if workdays.includes(date(2026, 10, day))] == [4, 8, 10, 11, 12]


@pytest.mark.parametrize(
    ("code", "region"),
    [
        ("CN", Region("CN")),
        ("cn", Region("CN")),
        (" DE-by ", Region("DE", "BY")),
        ("US-CA", Region("US", "CA")),
        ("DE-Bayern", Region("DE", "Bayern")),
        ("GB-SCT", Region("GB", "SCT")),
        ("UK", Region("UK")),
        ("CHN", Region("CHN")),
    ],
)
def test_a_region_is_named_by_its_code(code: str, region: Region) -> None:
    assert find_region(code) == region
    assert special_days(code)(2026).off


@pytest.mark.parametrize(
    ("code", "sentence", "mend"),
    [
        ("China", "'China' is not a country that has holidays here", "did you mean 'CN'?"),
        ("germany", "'germany' is not a country that has holidays here", "did you mean 'DE'?"),
        ("United States", "'United States' is not a country that has holidays here", "did you mean 'US'?"),
        ("Chnia", "'Chnia' is not a country that has holidays here", "did you mean 'CN'?"),
        ("XX", "'XX' is not a country that has holidays here", "write for instance CN, DE-BY or US-CA"),
        ("", "'' is not a country that has holidays here", "write for instance CN, DE-BY or US-CA"),
        ("x" * 9999, f"'{'x' * 60}' is not a country that has holidays here", "write for instance CN, DE-BY or US-CA"),
        ("DE-XX", "'DE-XX' is not a part of DE that has holidays of its own", "write for instance CN, DE-BY or US-CA"),
        ("DE-Bayren", "'DE-Bayren' is not a part of DE that has holidays of its own", "did you mean 'DE-Bayern'?"),
        ("US-Californa", "'US-Californa' is not a part of US that has holidays of its own", "did you mean 'US-California'?"),
        ("CN-", "'CN-' is not a part of CN that has holidays of its own", "write for instance CN, DE-BY or US-CA"),
        ("CN-11", "'CN-11' is not a part of CN that has holidays of its own", "write for instance CN, DE-BY or US-CA"),
    ],
)  # fmt: skip
def test_what_is_no_region_is_refused_with_the_nearest(code: str, sentence: str, mend: str) -> None:
    with pytest.raises(CountdownError) as caught:
        find_region(code)
    assert (caught.value.sentence, caught.value.mend) == (sentence, mend)


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(CountdownError) as caught:
        special_days("CN")
    assert str(caught.value) == "the library that knows holidays is not installed; install countdown-events[holidays]"


@pytest.mark.parametrize("code", ["CN", "DE-BY", "US", "IL", "RU"])
def test_millennia_take_no_time(code: str) -> None:
    workdays = Workdays(special=special_days(code))
    begun = process_time()
    assert workdays.count(date.min, date.max) < Workdays().count(date.min, date.max)
    assert process_time() - begun < 1.5


def test_every_country_and_part_is_read() -> None:
    """No warning, which would be an error here, and nothing off that lies in another year."""
    import holidays

    codes = [
        *holidays.list_supported_countries(include_aliases=False),
        *(f"{code}-{part}" for code, parts in holidays.list_supported_countries().items() for part in parts),
    ]
    for code in codes:
        found = special_days(code)(2026)
        assert {day.year for day in (*found.off, *found.worked)} <= {2026}
