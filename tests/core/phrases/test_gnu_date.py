"""Where GNU date reads a phrase of the table too, it means the same."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from countdown.core.dates import Moment
from countdown.core.phrases import PhraseError, parse_when
from tests.core.phrases.table import rows

ZONE = ZoneInfo("Asia/Shanghai")  # without changes of clocks, which GNU date reads in its own way
PHRASES = list(dict.fromkeys(row.phrase for row in rows()))
EXCEPTIONS = {
    "20261126T0930": "GNU takes the T for a military time zone, seven hours behind UTC",
    "a month ago": "GNU takes the a for a military time zone, one hour before UTC",
}
_MONTHS = re.compile(r"\b(month|year)|[+-] ?\d+ ?(mo|y)\b")


def _date(*arguments: str) -> str | None:
    """What `date` prints, or None if it does not read the phrase."""
    run = subprocess.run(
        ["date", *arguments], capture_output=True, text=True, env={"TZ": ZONE.key, "LC_ALL": "C"}, check=False
    )
    return run.stdout.strip() if run.returncode == 0 else None


def _clock() -> datetime:
    """The moment by which `date` reads phrases: it has no option for another one, so this test asks for the real one."""
    return datetime.fromtimestamp(int(_date("+%s") or ""), ZONE)


def agrees(meant: Moment, gnu: datetime, phrase: str, now: datetime) -> bool:
    """Whether a phrase's start is what GNU date makes of it, but for what the two mean to differ in."""
    if isinstance(meant, datetime):
        # `in 2 hours` is counted from now, which was asked for a moment before.
        return abs(gnu - (meant if meant.tzinfo else meant.replace(tzinfo=ZONE))) < timedelta(seconds=30)
    if gnu.date() < now.date() < meant and not re.search(r"\d{4}|last|ago|-", phrase):
        # Without a year GNU date takes this year; here the next such date is meant.
        return (meant.month, meant.day) == (gnu.month, gnu.day)
    if now.day > 28 and _MONTHS.search(phrase):
        # A month after 31 January is 3 March for GNU date; here it is the last of February.
        return abs(gnu.date() - meant) <= timedelta(days=3)
    return gnu.date() == meant


def _is_gnu() -> bool:
    return shutil.which("date") is not None and "GNU coreutils" in (_date("--version") or "")


@pytest.mark.skipif(not _is_gnu(), reason="needs GNU date")
def test_gnu_date_reads_phrases_alike() -> None:
    different, read = [], 0
    for phrase in PHRASES:
        now, gnu, after = _clock(), _date("-d", phrase, "+%Y-%m-%dT%H:%M:%S%z"), _clock()
        try:
            when = parse_when(phrase, now)
        except PhraseError:
            continue
        # GNU date has no ranges, and takes the end of 18:00-20:00 for an offset from UTC.
        if gnu is None or when.end is not None or phrase in EXCEPTIONS or now.date() != after.date():
            continue
        read += 1
        if not agrees(when.start, datetime.fromisoformat(gnu), phrase, now):
            different.append((phrase, str(when.start), gnu))
    assert different == []
    assert read >= 80 or _clock().date() != now.date()


@pytest.mark.parametrize(
    ("phrase", "meant", "gnu", "same"),
    [
        ("friday", date(2026, 11, 27), datetime(2026, 11, 27, 9), True),
        ("friday", date(2026, 11, 27), datetime(2026, 11, 20, 9), False),
        ("23 Nov", date(2027, 11, 23), datetime(2026, 11, 23), True),
        ("23 Nov", date(2027, 11, 24), datetime(2026, 11, 23), False),
        ("23 Nov 2026", date(2027, 11, 23), datetime(2026, 11, 23), False),
        ("in 2 hours", datetime(2026, 11, 24, 11), datetime(2026, 11, 24, 11, 0, 1), True),
        ("in 2 hours", datetime(2026, 11, 24, 11), datetime(2026, 11, 24, 12), False),
    ],
)
def test_the_comparison_can_fail(phrase: str, meant: Moment, gnu: datetime, same: bool) -> None:
    assert agrees(meant, gnu.replace(tzinfo=ZONE), phrase, datetime(2026, 11, 24, 9, tzinfo=ZONE)) is same
