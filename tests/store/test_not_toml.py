"""Text that is no TOML: one sentence with line and mend; and dates that TOML's grammar allows and the calendar does not."""

from __future__ import annotations

import re
from datetime import date

import pytest

from countdown.errors import CountdownError
from tests.store.reading import ids, read, warnings

# The words are tomllib's and may change with Python; the line and the mend are this program's.
BROKEN = [
    ("name = Christmas", 1, "text stands in quotes, and a date is written as 2026-11-26"),
    ("a = 1\nb = ", 2, "text stands in quotes, and a date is written as 2026-11-26"),
    ("a = 08:00", 1, "one field stands on a line, text in quotes, and a date as 2026-11-26"),
    ("a = 26.11.2026", 1, "one field stands on a line, text in quotes, and a date as 2026-11-26"),
    ("a = 1 b = 2", 1, "one field stands on a line, text in quotes, and a date as 2026-11-26"),
    ("\n\n[events.x]\nname", 4, "write key = value"),
    ("Christmas is near", 1, "write key = value"),
    ('a = 1\nname = "abc\nb = 2', 2, "close the quotes on the line where they open"),
    ('a = """x\n\n\n', 1, "close the quotes"),
    ("[events.x\nname = 1", 1, "close the bracket"),
    ('a = "C:\\dir"', 1, "write \\\\ for a backslash, or single quotes around the text"),
    ('[events.x]\nname = "a"\nname = "b"', 3, "this key stands twice: take one away"),
    ('[events.x]\nname = "a"\n\n[events.x]\nname = "b"', 4, "give one of them another name"),
    ('a = "\0"', 1, ""),
    ("a = 1\r\rb = 2", 1, "one field stands on a line, text in quotes, and a date as 2026-11-26"),
    ("\ufeffa = 1", 1, None),
]


@pytest.mark.parametrize(("text", "line", "mend"), BROKEN)
def test_broken_toml_is_one_sentence_with_its_line_and_mend(text: str, line: int, mend: str | None) -> None:
    with pytest.raises(CountdownError) as error:
        read(text)
    assert str(error.value).startswith(f"e.toml:{line}: not TOML: ")
    assert "\n" not in str(error.value)
    assert mend is None or error.value.mend == mend


def test_a_table_that_stands_twice_is_named_as_toml_names_it() -> None:
    with pytest.raises(CountdownError, match=re.escape('e.toml:2: not TOML: [events."a b"] stands twice; give')):
        read('[events."a b"]\n[events."a b"]\n')


def test_broken_toml_after_an_impossible_date_is_told_at_its_own_line() -> None:
    with pytest.raises(CountdownError, match=r"^e\.toml:5: not TOML: "):
        read('[events.x]\nname = "X"\nstart = 2026-02-30\n[events.y]\nname = Y\n')


GOOD = '[events.good]\nname = "Good"\nstart = 2026-11-26\n'
IMPOSSIBLE = [
    ("2026-02-30", "'2026-02-30' is not a date: February 2026 has 28 days"),
    ("2027-02-29", "'2027-02-29' is not a date: February 2027 has 28 days"),
    ("2026-04-31", "'2026-04-31' is not a date: April 2026 has 30 days"),
    ("2026-13-40", "'2026-13-40' is not a date"),
    ("0000-01-01", "'0000-01-01' is not a date"),
    ("2026-02-30T09:00:00", "'2026-02-30T09:00:00' is not a date: February 2026 has 28 days"),
    ("2026-02-30T09:00:00+08:00", "'2026-02-30T09:00:00+08:00' is not a date: February 2026 has 28 days"),
    ("2026-11-26T25:00:00", "'2026-11-26T25:00:00' is not a date"),
    ("2026-11-26 24:61:00", "'2026-11-26 24:61:00' is not a date"),
]


@pytest.mark.parametrize(("written", "sentence"), IMPOSSIBLE)
@pytest.mark.parametrize("after", ["", "  # not 2026-02-31", "\nnote = '2026-02-30'", "\r"])
def test_an_impossible_date_costs_its_event_alone(written: str, sentence: str, after: str) -> None:
    file = read(f'[events.x]\nname = "X"\nstart = {written}{after}\n{GOOD}')
    (told,) = file.warnings
    assert (told.place, told.sentence) == ("e.toml:3: events.x.start", sentence)
    assert ids(file) == ["good"]


@pytest.mark.skipif("sys.version_info >= (3, 15)", reason="TOML 1.1 has times without seconds")
@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("2026-11-26T09:30", "write 2026-11-26T09:30:00"),
        ("2026-11-26 09:30", "write 2026-11-26 09:30:00"),
        ("2026-11-26T09:30Z", "write 2026-11-26T09:30:00Z"),
        ("2026-11-26T09:30+08:00", "write 2026-11-26T09:30:00+08:00"),
    ],
)
def test_a_time_without_seconds_costs_its_event_alone(written: str, mend: str) -> None:
    file = read(f'[events.x]\nname = "X"\nstart = {written}\n{GOOD}')
    assert [(told.place, told.mend) for told in file.warnings] == [("e.toml:3: events.x.start", mend)]
    assert ids(file) == ["good"]


@pytest.mark.parametrize(
    "line", ["end = 2026-02-30", "until = 2027-02-30", "since = 2024-02-30", "except = [2027-01-01, 2027-02-30]",
             "name = 2026-02-30", "note = 2026-02-30", "tags = ['a', 2026-02-30]", "remind = [2026-02-30]"],
)  # fmt: skip
def test_an_impossible_date_is_a_problem_in_every_field(line: str) -> None:
    name = "" if line.startswith("name") else 'name = "X"\n'
    file = read(f"{GOOD}[events.x]\nstart = 2026-01-01\n{name}{line}\n")
    assert ids(file) == ["good"]
    assert [f".{line.split(maxsplit=1)[0]}: '202" in warning for warning in warnings(file)] == [True]


def test_many_impossible_dates_are_all_told() -> None:
    file = read("".join(f'[events.e{n}]\nname = "E"\nstart = 2026-02-30\n' for n in range(300)) + GOOD)
    assert [told.place for told in file.warnings] == [f"e.toml:{3 * n + 3}: events.e{n}.start" for n in range(300)]
    assert ids(file) == ["good"]


def test_what_looks_like_an_impossible_date_in_text_comments_and_keys_stays() -> None:
    file = read(
        "[events.2026-02-30]\n"
        'name = "2026-02-30 \\"2026-02-30" # 2026-02-30\n'
        "start = 2026-11-26\n"
        'note = """\n2026-02-30 "" 2026-02-30\\\n  "2026-02-30\n"""\n'
        "where = '2026-02-30 \\'\n"
        "url = '''\n'2026-02-30'''''\n"
        "tags = [\n  '2026-02-30', # it's 2026-02-30\n  \"2026-02-30\",\n]\n"
        "[events]\n2026-02-31 = {name = '2026-02-30', start = 2026-11-26}\n"
        "x = {name = '2026-02-30', start = 2026-02-30, note = '2026-02-30'}\n"
        "meeting-2026-02-30 = {name = 'M', start = 2026-11-26}\n"
    )
    assert [told.place for told in file.warnings] == ["e.toml:17: events.x.start"]
    assert ids(file) == ["2026-02-30", "2026-02-31", "meeting-2026-02-30"]
    first = file.events[0]
    assert first.name == '2026-02-30 "2026-02-30'
    assert first.note == '2026-02-30 "" 2026-02-30"2026-02-30\n'
    assert (first.where, first.url) == ("2026-02-30 \\", "'2026-02-30''")
    assert (first.tags, first.start) == (("2026-02-30", "2026-02-30"), date(2026, 11, 26))
