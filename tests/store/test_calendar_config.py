"""[calendars.NAME] in config.toml: each field, each wrong one with its line, and what they choose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from countdown.store.calendar_config import Calendar, parse_refresh
from countdown.store.config import ConfigFile, read_config
from tests.store.ics import START, read, vevent


def config_of(folder: Path, *lines: str) -> ConfigFile:
    path = folder / "config.toml"
    path.write_text("\n".join(lines) + "\n")
    return read_config(path)


def test_each_field_is_read(tmp_path: Path) -> None:
    found = config_of(
        tmp_path,
        '[calendars.work]\nsource = "~/work.ics"\ntags = ["job"]\nremind = ["1d", "0d 08:00"]\ninclude = ["a*"]',
        'exclude = ["*b"]\nrefresh = "30min"\n[calendars."my own"]\nsource = "holidays:CN"',
    )
    assert found.warnings == ()
    assert found.config.calendars == {
        "work": Calendar("~/work.ics", ("job",), ("1d", "0d 08:00"), ("a*",), ("*b",), "30min"),
        "my own": Calendar("holidays:CN"),
    }


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("source = 1", '4: calendars.work.source: text in quotes is needed here, not a number; write "1"'),
        ('surce = "x"', "4: calendars.work.surce: unknown field; did you mean 'source'?"),
        ('source = ""', "4: calendars.work.source: this names nothing; write a path, an https URL or holidays:CN"),
        ('source = "holidays:"', "4: calendars.work.source: this names nothing; write a path, an https URL or holidays:CN"),
        ('source = "ftp://example.com/x"', "4: calendars.work.source: ftp is not read; write a path, an https URL or holidays:CN"),
        ('source = "file:///etc/passwd"', "4: calendars.work.source: file is not read; write a path, an https URL or holidays:CN"),
        ('source = "x"\ntags = "job"', '5: calendars.work.tags: a list in [ ] is needed here, not text; write ["job"]'),
        ('source = "x"\nrefresh = "6"', "5: calendars.work.refresh: '6' is not a span of time; write for instance \"30min\", \"6h\" or \"1d\""),
        ('source = "x"\nrefresh = "6m"', "5: calendars.work.refresh: '6m' is not a span of time"),
        ('source = "x"\nremind = ["soon"]', "5: calendars.work.remind: 'soon' is not a reminder's lead"),
        ("tags = []", '3: calendars.work: source is missing; write for instance source = "~/calendars/work"'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, lines: str, told: str) -> None:
    found = config_of(tmp_path, '[calendars.good]\nsource = "x"', f"[calendars.work]\n{lines}")
    assert str(found.warnings[0]).startswith(f"{tmp_path}/config.toml:{told}")
    assert found.config.calendars["good"] == Calendar("x")
    assert ("work" in found.config.calendars) == ('source = "x"' in lines)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("calendars.work = 1", "1: calendars.work: a calendar is a table; write [calendars.work]"),
        ("calendars = 1", "1: calendars: a table is needed here, not a number"),
        (
            '[calendars."a/b"]\nsource = "x"',
            "1: calendars.\"a/b\": a calendar's name is the beginning of its events' ids",
        ),
        ('[calendars." "]\nsource = "x"', '1: calendars." ": a calendar\'s name is the beginning'),
    ],
)
def test_what_is_no_calendar(tmp_path: Path, text: str, told: str) -> None:
    found = config_of(tmp_path, text)
    (warning,) = found.warnings
    assert str(warning).startswith(f"{tmp_path}/config.toml:{told}")
    assert found.config.calendars == {}


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("6h", 21600), ("30min", 1800), ("1d", 86400), ("0h", 0), ("", None), ("h", None), ("-1h", None), ("1.5h", None), ("99999h", None)],
)  # fmt: skip
def test_refresh(text: str, seconds: int | None) -> None:
    assert parse_refresh(text) == seconds


@pytest.mark.parametrize(
    ("source", "url", "country"),
    [
        ("https://example.com/a.ics", "https://example.com/a.ics", None),
        ("HTTP://example.com/a.ics", "HTTP://example.com/a.ics", None),
        ("webcal://example.com/a.ics", "https://example.com/a.ics", None),
        ("holidays:DE-BY", None, "DE-BY"),
        ("~/calendars/work", None, None),
    ],
)
def test_what_a_source_is(source: str, url: str | None, country: str | None) -> None:
    calendar = Calendar(source)
    assert (calendar.url, calendar.country) == (url, country)


def names(**fields: Any) -> list[str]:
    lines = [line for at, name in enumerate(("Stand-up", "Review", "review of all", "[x]")) for line in [
        "BEGIN:VEVENT", f"UID:{at}", f"SUMMARY:{name}", START, "END:VEVENT",
    ]]  # fmt: skip
    return [event.name for event in Calendar("x", **fields).adapted(read(*lines).events)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["Stand-up", "Review", "review of all", "[x]"]),
        ({"include": ("review*",)}, ["Review", "review of all"]),
        ({"include": ("REVIEW", "stand?up")}, ["Stand-up", "Review"]),
        ({"exclude": ("*RE*",)}, ["Stand-up", "[x]"]),
        ({"include": ("review*",), "exclude": ("*all",)}, ["Review"]),
        ({"include": ("[[]x]",)}, ["[x]"]),
        ({"include": ("nothing",)}, []),
    ],
)
def test_names_that_are_shown(fields: dict[str, Any], expected: list[str]) -> None:
    assert names(**fields) == expected


def test_tags_and_leads_of_the_calendar() -> None:
    alarm = ["BEGIN:VALARM", "TRIGGER:-P1D", "END:VALARM"]
    changed = vevent(
        "RECURRENCE-ID;VALUE=DATE:20261127", "DTSTART;VALUE=DATE:20261128", "BEGIN:VALARM", "TRIGGER:-P2D", "END:VALARM"
    )
    lines = [*vevent(START, "CATEGORIES:a,job", "RRULE:FREQ=DAILY", *alarm), *changed]
    (event,) = Calendar("x", tags=("job", "b"), remind=("3d",)).adapted(read(*lines).events)
    assert (event.tags, event.remind) == (("a", "job", "b"), ("3d",))
    assert event.instances is not None
    assert [each.remind for each in event.instances.overrides] == [None]
    (kept,) = Calendar("x").adapted(read(*lines).events)
    assert kept.remind == ("1d",)
    (silent,) = Calendar("x", remind=()).adapted(read(*lines).events)
    assert silent.remind == ()
