"""What a good events file says: fields, defaults, the spellings of tables, and where events stand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from countdown.errors import CountdownError
from countdown.store.events_file import read_events
from tests.store.reading import ids, only_event, read, warnings

ALL_DAY = '[events.x]\nname = "X"\nstart = 2026-11-26\n'
TIMED = '[events.x]\nname = "X"\nstart = 2026-11-26T09:30:00\n'


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("end = 2026-11-30", "end", date(2026, 11, 30)),
        ("end = 2026-11-26", "end", date(2026, 11, 26)),
        ('repeat = "every 2 weeks"', "repeat", "every 2 weeks"),
        ('repeat = "FREQ=MONTHLY;BYDAY=2TU"', "repeat", "FREQ=MONTHLY;BYDAY=2TU"),
        ("until = 2030-12-31", "until", date(2030, 12, 31)),
        ("except = [2027-11-26, 2028-11-26]", "except_", (date(2027, 11, 26), date(2028, 11, 26))),
        ('feb29 = "mar-1"', "feb29", "mar-1"),
        ("since = 2024-08-18", "since", date(2024, 8, 18)),
        ("pin = true", "pin", True),
        ('tags = ["work", "far away"]', "tags", ("work", "far away")),
        ('where = "北京"', "where", "北京"),
        ('url = "https://example.org/?a=1#b"', "url", "https://example.org/?a=1#b"),
        ('uid = "1@example.org"', "uid", "1@example.org"),
        ('note = """\nline\nline"""', "note", "line\nline"),
        (
            'remind = ["100d", "30d print the badges", "7d..1d", "0d 08:00", "+30d"]',
            "remind",
            ("100d", "30d print the badges", "7d..1d", "0d 08:00", "+30d"),
        ),
        ("remind = []", "remind", ()),
        ("nag = true", "nag", True),
        ("milestones = true", "milestones", True),
    ],
)
def test_each_field_is_read(line: str, field: str, value: Any) -> None:
    assert getattr(only_event(ALL_DAY + line), field) == value


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        ("end = 2026-11-26T11:00:00", "end", datetime(2026, 11, 26, 11)),
        ('tz = "Asia/Shanghai"', "tz", "Asia/Shanghai"),
        ('remind = ["30min", "2h"]', "remind", ("30min", "2h")),
    ],
)
def test_each_field_of_a_timed_event_is_read(lines: str, field: str, value: Any) -> None:
    assert getattr(only_event(TIMED + lines), field) == value


@pytest.mark.parametrize(
    ("start", "value"),
    [
        ("2026-11-26", date(2026, 11, 26)),
        ("2026-11-26T09:30:00", datetime(2026, 11, 26, 9, 30)),
        ("2026-11-26 09:30:15", datetime(2026, 11, 26, 9, 30, 15)),
        ("2026-11-26t09:30:00z", datetime(2026, 11, 26, 9, 30, tzinfo=UTC)),
        ("2026-11-26T09:30:00+08:00", datetime(2026, 11, 26, 9, 30, tzinfo=timezone(timedelta(hours=8)))),
        ("0001-01-01", date(1, 1, 1)),
        ("9999-12-31", date(9999, 12, 31)),
    ],
)
def test_a_start_is_a_date_a_local_time_or_an_instant(start: str, value: date) -> None:
    event = only_event(f'[events.x]\nname = "X"\nstart = {start}')
    assert (type(event.start), event.start) == (type(value), value)


def test_what_is_not_written_is_nothing() -> None:
    event = only_event(ALL_DAY)
    assert (event.id, event.file, event.name) == ("x", "e.toml", "X")
    assert (event.end, event.repeat, event.tags, event.remind, event.pin, event.feb29) == (
        None, None, (), None, False, "feb-28",
    )  # fmt: skip


def test_defaults_are_fields_for_all_events_and_an_events_own_value_wins() -> None:
    file = read(
        '[defaults]\nremind = ["3d"]\ntags = ["all"]\npin = true\n'
        '[events.a]\nname = "A"\nstart = 2026-01-01\n'
        '[events.b]\nname = "B"\nstart = 2026-01-01\nremind = []\ntags = ["own"]\npin = false\n'
    )
    assert warnings(file) == []
    first, second = file.events
    assert (first.remind, first.tags, first.pin) == (("3d",), ("all",), True)
    assert (second.remind, second.tags, second.pin) == ((), ("own",), False)


def test_defaults_may_stand_below_the_events() -> None:
    event = only_event(ALL_DAY + '[defaults]\nwhere = "here"\n')
    assert event.where == "here"


def test_a_default_lead_in_minutes_is_no_fault_of_an_all_day_event() -> None:
    assert only_event('[defaults]\nremind = ["30min"]\n' + ALL_DAY).remind == ("30min",)


@pytest.mark.parametrize(
    "text",
    [
        '[events.x]\nname = "X"\nstart = 2026-11-26\n',
        'events.x.name = "X"\nevents.x.start = 2026-11-26\n',
        '[events]\nx.name = "X"\nx.start = 2026-11-26\n',
        '[events]\nx = {name = "X", start = 2026-11-26}\n',
        'events = {x = {name = "X", start = 2026-11-26}}\n',
        'events = {x.name = "X", x.start = 2026-11-26}\n',
        "[ events . \"x\" ]\n'name' = 'X'\n\"st\\u0061rt\"=2026-11-26# here\n",
        '\r\n[events.x]\r\nname = """X"""\r\nstart = 2026-11-26\r\n',
        '# first\n\n\t[events.x] # the event\n  name = "X" # "[events.y]"\n  start = 2026-11-26',
    ],
)
def test_a_table_may_be_spelled_in_any_way_of_toml(text: str) -> None:
    event = only_event(text)
    assert (event.id, event.name, event.start) == ("x", "X", date(2026, 11, 26))


@pytest.mark.parametrize("id_", ["a.b", "a b", "", "ü", "日本", '"', "\\", "\n", "[x]", "#", "events", "id"])
def test_any_key_is_an_id(id_: str) -> None:
    quoted = id_.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    event = only_event(f'[events."{quoted}"]\nname = "X"\nstart = 2026-11-26\n')
    assert event.id == id_


def test_events_are_told_with_their_file_and_line() -> None:
    file = read(
        '# a comment\n[defaults]\npin = true\n\n[events.a]\nname = """\n[events.b]\n"""\nstart = 2026-01-01\n'
        '[events."b.c"]\nname = "B"\nstart = 2026-01-01\n[events]\nd = {name = "D", start = 2026-01-01}\n'
    )
    assert [file.source(event) for event in file.events] == ["e.toml:5", "e.toml:10", "e.toml:14"]


def test_the_place_of_a_field_that_is_not_written_is_its_events() -> None:
    file = read(f"\n\n{ALL_DAY}")
    told = file.warning(file.events[0], "repeat", "this never happens")
    assert str(told) == "e.toml:3: events.x.repeat: this never happens"


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "[events]\n", "[defaults]\npin = true\n", "events = {}"])
def test_a_file_without_events_is_no_problem(text: str) -> None:
    file = read(text)
    assert (file.events, file.warnings) == ([], [])


def test_ten_thousand_events_with_one_bad_among_them(tmp_path: Path) -> None:
    path = tmp_path / "events.toml"
    rows = (f'[events.e{number}]\nname = "E"\nstart = 2026-01-01\ntags = ["t"]\n' for number in range(10_000))
    path.write_text("".join(rows) + '[events.bad]\nname = "B"\n', encoding="utf-8")
    file = read_events(path, "events.toml")
    assert len(file.events) == 10_000
    assert warnings(file) == ["events.toml:40001: events.bad: start is missing; write for instance start = 2026-11-26"]


def test_the_same_id_in_two_files_is_two_events(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(ALL_DAY, encoding="utf-8")
    events = [event for name in ("a.toml", "b.toml") for event in read_events(tmp_path / name, name).events]
    assert [(event.file, event.id) for event in events] == [("a.toml", "x"), ("b.toml", "x")]


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CountdownError, match=r"^none\.toml: no such file$"):
        read_events(tmp_path / "none.toml", "none.toml")


def test_a_table_may_be_tried_as_an_event_of_a_file_without_changing_it() -> None:
    file = read('[defaults]\ntags = ["t"]\n' + ALL_DAY)
    event, wrong = file.try_event("y", {"name": "Y", "start": date(2026, 1, 1), "remind": ["7m", "7d"]})
    assert event is not None
    assert (event.id, event.tags, event.remind, len(wrong)) == ("y", ("t",), ("7d",), 1)
    assert file.try_event("y", {"name": "Y"})[0] is None
    assert (ids(file), warnings(file)) == (["x"], [])
