"""`countdown calendar` as a pipe sees it, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Result, Run

NOW = ("--now", "2026-11-24T09:00")
EVENTS = """\
[events.expo]
name = "Supply chain expo"
start = 2026-11-26
end = 2026-11-30
where = "Beijing"
tags = ["work"]

[events.christmas]
name = "Christmas"
start = 2020-12-25
repeat = "yearly"
tags = ["family"]

[events.may]
name = "May Day"
start = 2027-05-01
"""
NOVEMBER = """\
    November 2026
 Mo Tu We Th Fr Sa Su
                    1
  2  3  4  5  6  7  8
  9 10 11 12 13 14 15
 16 17 18 19 20 21 22
 23[24]25 26 27 28 29
          ============
 30
===

Thu 26 – Mon 30  Supply chain expo  Beijing
"""
ANYWHERE = "write for instance '2026-12' or 'december 2027'; see countdown calendar --help\n"


@pytest.fixture(autouse=True)
def events(events_file: Callable[[str], Path]) -> Path:
    return events_file(EVENTS)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """`config(text)`: writes a config.toml and names it."""

    def write(text: str) -> None:
        path = tmp_path / "config" / "config.toml"
        path.parent.mkdir()
        path.write_text(text)
        monkeypatch.setenv("COUNTDOWN_CONFIG", str(path))

    return write


def _titles(result: Result) -> list[str]:
    """The months whose grids are shown, row by row."""
    lines = result.out.splitlines()
    rows = [lines[at - 1] for at, line in enumerate(lines) if "Mo Tu" in line]
    return [" ".join(pair) for row in rows for pair in zip(row.split()[::2], row.split()[1::2], strict=True)]


def test_this_month(run: Run) -> None:
    assert run("calendar", *NOW) == (0, NOVEMBER, "")


def test_a_pipe_gets_utf8_under_any_locale(spawn: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    assert spawn("calendar", *NOW) == (0, NOVEMBER, "")


@pytest.mark.parametrize(
    ("arguments", "first", "number"),
    [
        ("december", "December 2026", 1),
        ("october", "October 2027", 1),
        ("december 2027", "December 2027", 1),
        ("2027-02", "February 2027", 1),
        ("next month", "December 2026", 1),
        ("-n 3", "November 2026", 3),
        ("2027-02 -n 2", "February 2027", 2),
        ("2026", "January 2026", 12),
        ("--year", "January 2026", 12),
        ("december 2027 --year", "January 2027", 12),
        ("2027 -n 2", "January 2027", 2),
        ("0001-01", "January 0001", 1),
        ("9999-11 -n 12", "November 9999", 2),  # the calendar has no more
        ("9999", "January 9999", 12),
        ("-n 120 2026-11", "November 2026", 120),
    ],
)
def test_which_months(arguments: str, first: str, number: int, run: Run) -> None:
    result = run("calendar", *arguments.split(), *NOW)
    titles = _titles(result)
    assert (result.code, result.err, titles[0], len(titles)) == (0, "", first, number)


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ("2026", ["Christmas", "Supply chain expo"]),
        ("2026 expo", ["Supply chain expo"]),
        ("2026 FAMILY", ["Christmas"]),
        ("2026 supply chain", ["Supply chain expo"]),
        ("2026 --tag work", ["Supply chain expo"]),
        ("2026 -t work -t family", []),
        ("expo", ["Supply chain expo"]),  # no month: this one
        ("christmas", []),
        ("may", ["May Day"]),  # a month where it could be either
        ("2027 may", ["May Day"]),
        ("this month may", []),
        ("2026 nothing", []),
    ],
)
def test_which_events(arguments: str, names: list[str], run: Run) -> None:
    code, out, err = run("calendar", *arguments.split(), *NOW)
    assert (code, err) == (0, "")
    assert [name for name in ("Christmas", "Supply chain expo", "May Day") if name in out] == names
    assert ("No events in" in out) is (not names)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("decembre", f"'decembre' is not a month, and no event's name or tags hold it; {ANYWHERE}"),
        ("2026-13", f"'2026-13' is not a month; {ANYWHERE}"),
        ("12", f"'12' could be a month or a year; {ANYWHERE}"),
        ("december 27", f"'december 27': '27' is not a year; {ANYWHERE}"),
        ("-n 2 --year", "-n and --year exclude each other; see countdown calendar --help\n"),
    ],
)
def test_what_is_not_understood_is_one_sentence(arguments: str, sentence: str, run: Run) -> None:
    assert run("calendar", *arguments.split(), *NOW) == (2, "", f"countdown calendar: {sentence}")


@pytest.mark.parametrize("number", ["0", "121", "x"])
def test_a_number_of_months_out_of_bounds_is_refused(number: str, run: Run) -> None:
    code, out, err = run("calendar", "-n", number)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "'-n'" in err


def test_week_start_weekend_and_weeks(run: Run, config: Callable[[str], None]) -> None:
    config('week_start = "sunday"')
    assert run("calendar", "--weeks", "2027-01", *NOW).out.splitlines()[:8] == [
        "       January 2027",
        "Wk Su Mo Tu We Th Fr Sa",
        "53                 1  2",
        " 1  3  4  5  6  7  8  9",
        " 2 10 11 12 13 14 15 16",
        " 3 17 18 19 20 21 22 23",
        " 4 24 25 26 27 28 29 30",
        " 5 31",
    ]


def test_calendars_kept_elsewhere_are_shown_with_what_was_moved(
    run: Run, config: Callable[[str], None], file: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COUNTDOWN_FILE")
    event = "BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260101T000000Z\r\n{}\r\nEND:VEVENT\r\n"
    weekly = event.format("SUMMARY:Choir\r\nDTSTART;VALUE=DATE:20261102\r\nRRULE:FREQ=WEEKLY")
    moved = event.format("SUMMARY:Concert\r\nRECURRENCE-ID;VALUE=DATE:20261116\r\nDTSTART;VALUE=DATE:20261118")
    source = file(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{weekly}{moved}END:VCALENDAR\r\n")
    config(f"[calendars.choir]\nsource = {source!r}\n")
    code, out, err = run("calendar", *NOW)
    assert (code, err) == (0, "")
    assert out.splitlines()[-5:] == [
        "Mon  2  Choir",
        "Mon  9  Choir",
        "Wed 18  Concert",
        "Mon 23  Choir",
        "Mon 30  Choir",
    ]


def test_holidays_are_events_like_others(
    run: Run, config: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("holidays")
    monkeypatch.delenv("COUNTDOWN_FILE")
    config('[calendars.free]\nsource = "holidays:DE-BY"\n')
    assert "Erster Weihnachtstag" in run("calendar", "december", *NOW).out


def test_the_viewers_zone_decides_the_day(
    run: Run, viewer: Callable[[str], None], events_file: Callable[[str], Path]
) -> None:
    events_file('[events.call]\nname = "Call"\nstart = 2026-11-25T20:00:00Z\n')
    for zone, day in (("UTC", "Wed 25  20:00"), ("Asia/Tokyo", "Thu 26  05:00"), ("America/New_York", "Wed 25  15:00")):
        viewer(zone)
        assert run("calendar", *NOW).out.splitlines()[-1] == f"{day}  Call"


def test_what_happens_too_often_is_said(run: Run, events_file: Callable[[str], Path]) -> None:
    each = ",".join(map(str, range(60)))
    rule = f"FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE={each};BYSECOND={each}"
    path = events_file(f'[events.tick]\nname = "Tick"\nstart = 2026-01-01T00:00:00\nrepeat = "{rule}"\n')
    code, out, err = run("calendar", *NOW)
    assert (code, out.count("Tick")) == (0, 30 * 100)
    assert err == f"{path}:4: events.tick.repeat: it happens more often than can be shown; 100 times a day are\n"


def test_no_file_at_all_is_a_month_without_events(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUNTDOWN_FILE")
    code, out, err = run("calendar", *NOW)
    assert (code, err) == (0, "")
    assert out.endswith("\n\nNo events in November 2026.\n")


def test_a_thousand_events_in_a_year_are_all_there(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file(
        "".join(
            f'[events.e{at}]\nname = "Event {at}"\nstart = 1990-{at % 12 + 1:02}-{at % 28 + 1:02}\nrepeat = "yearly"\n'
            for at in range(1000)
        )
    )
    assert run("calendar", "2026", *NOW).out.count("Event ") == 1000
