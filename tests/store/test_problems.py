"""Each problem of an events file: told with file, line, sentence and mend, and costing no more than it must."""

from __future__ import annotations

import pytest

from tests.store.reading import ids, read, warnings

HEAD = '[events.x]\nname = "X"\nstart = 2026-11-26\n'
FIELDS = "name, start, end, tz, repeat, until, except, feb29, since, pin, tags, where, url, uid, note, remind, nag, milestones"
LEADS = "write for instance 7d, 2w, 3wd, +1d, 7d..1d, '0d 08:00' or '30d print the badges'"
REPEATS = "daily, weekly, monthly, yearly, weekdays, 'every 2 weeks' or an RRULE such as 'FREQ=MONTHLY;BYDAY=2TU'"

# A line that costs its event, and what is said of it.
WRONG_FIELDS = [
    ("until = 2030-01-01T00:00:00", "until: a date such as 2026-11-26 is needed here, not a date with a time; write 2030-01-01"),
    ("since = 2030-01-01T00:00:00Z", "since: a date such as 2026-11-26 is needed here, not a date with a time; write 2030-01-01"),
    ("since = 2030", "since: a date such as 2026-11-26 is needed here, not a number"),
    ('until = "2030-01-01"', "until: '2030-01-01' is text, not a date; write 2030-01-01 without quotes"),
    ("until = 2020-01-01", "until: 2020-01-01 is before the start, 2026-11-26"),
    ("except = [2030-01-01T00:00:00]", "except: a date such as 2026-11-26 is needed here, not a date with a time; write 2030-01-01"),
    ("except = 2026-01-01", "except: a list in [ ] is needed here, not a date; write [2026-01-01]"),
    ('except = [2026-01-01, "2026-01-02"]', "except: '2026-01-02' is text, not a date; write 2026-01-02 without quotes"),
    ("pin = 1", "pin: true or false is needed here, not a number"),
    ('pin = "true"', "pin: true or false is needed here, not text"),
    ("nag = 0", "nag: true or false is needed here, not a number"),
    ('tags = "work"', 'tags: a list in [ ] is needed here, not text; write ["work"]'),
    ("tags = [1]", 'tags: text in quotes is needed here, not a number; write "1"'),
    ('tags = ["a", ["b"]]', "tags: text in quotes is needed here, not a list"),
    ("tags = {a = 1}", "tags: a list in [ ] is needed here, not a table"),
    ('feb29 = "feb-29"', "feb29: 'feb-29' is not one of its values; write feb-28, mar-1 or skip"),
    ("feb29 = false", 'feb29: text in quotes is needed here, not true or false; write "false"'),
    ('remind = "7d"', 'remind: a list in [ ] is needed here, not text; write ["7d"]'),
    ("remind = [7]", 'remind: text in quotes is needed here, not a number; write "7"'),
    ("end = 2026-11-20", "end: 2026-11-20 is before the start, 2026-11-26"),
    ("end = 2026-11-27T10:00:00", "end: 2026-11-27 10:00:00 has a time, but the start has none; write 2026-11-27"),
    ("end = 5", "end: a date is needed here, not a number; write one such as 2026-11-26"),
    ("end = 09:00:00", "end: a date is needed here, not a time alone; write one such as 2026-11-26"),
    ('end = "2026-11-27"', "end: '2026-11-27' is text, not a date; write 2026-11-27 without quotes"),
    ("where = [1]", "where: text in quotes is needed here, not a list"),
    ("where = {a = 1}", "where: text in quotes is needed here, not a table"),
    ("note = 1.5", 'note: text in quotes is needed here, not a number; write "1.5"'),
    ("note = 09:30:00", 'note: text in quotes is needed here, not a time; write "09:30"'),
    ("url = 2026-01-01", 'url: text in quotes is needed here, not a date; write "2026-01-01"'),
    ("uid = true", 'uid: text in quotes is needed here, not true or false; write "true"'),
    ("tz = 8", 'tz: text in quotes is needed here, not a number; write "8"'),
    ("repeat = 2", 'repeat: text in quotes is needed here, not a number; write "2"'),
    ('repeat = "fortnightly"', f"repeat: 'fortnightly' is not a repeat; write {REPEATS}"),
    ('repeat = "FREQ=MINUTELY"', "repeat: FREQ=MINUTELY is too fine for a countdown; the finest is HOURLY"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "told"), WRONG_FIELDS, ids=[line for line, _ in WRONG_FIELDS])
def test_a_field_that_cannot_be_understood_costs_its_event_alone(line: str, told: str) -> None:
    file = read(f'{HEAD}{line}\n[events.good]\nname = "Good"\nstart = 2026-11-26\n')
    assert warnings(file) == [f"e.toml:4: events.x.{told}"]
    assert ids(file) == ["good"]


# A line that is left out, its event being shown.
LEFT_OUT = [
    ('rpeat = "yearly"', "rpeat: unknown field; did you mean 'repeat'?"),
    ('Tag = ["a"]', "Tag: unknown field; did you mean 'tags'?"),
    ("strat = 2026-11-26", "strat: unknown field; did you mean 'start'?"),
    ("except_ = []", "except_: unknown field; did you mean 'except'?"),
    ('id = "y"', "id: unknown field; did you mean 'uid'?"),
    ('file = "y"', f"file: unknown field; known are {FIELDS}"),
    ("zzz = 1", f"zzz: unknown field; known are {FIELDS}"),
    ('"a.b" = 1', f'"a.b": unknown field; known are {FIELDS}'),
    ('"" = 1', f'"": unknown field; known are {FIELDS}'),
    ('tz = "Asia/Shanghai"', "tz: an all-day event has no time zone; give the start a time"),
    ('remind = ["7m"]', "remind: '7m': m alone could be minutes or months; write min or mo"),
    ('remind = ["soon"]', f"remind: 'soon' is not a reminder's lead; {LEADS}"),
    ('remind = ["30min"]', "remind: '30min': a lead in min or h needs a start with a time"),
]


@pytest.mark.parametrize(("line", "told"), LEFT_OUT, ids=[line for line, _ in LEFT_OUT])
def test_an_unknown_field_or_a_bad_lead_costs_itself_alone(line: str, told: str) -> None:
    file = read(f"{HEAD}{line}\n")
    assert warnings(file) == [f"e.toml:4: events.x.{told}"]
    assert ids(file) == ["x"]


TIMED = '[events.x]\nname = "X"\nstart = 2026-11-26T09:00:00'
WHOLE_FILES = [
    ('[events.x]\nname = ""\nstart = 2026-11-26', ["e.toml:2: events.x.name: the name is empty"]),
    ('[events.x]\nname = " \\t"\nstart = 2026-11-26', ["e.toml:2: events.x.name: the name is empty"]),
    ('[events.x]\nname = 1\nstart = "2026-11-26"', [
        'e.toml:2: events.x.name: text in quotes is needed here, not a number; write "1"',
        "e.toml:3: events.x.start: '2026-11-26' is text, not a date; write 2026-11-26 without quotes",
    ]),
    ("\n[events.x]", [
        'e.toml:2: events.x: name is missing; write for instance name = "Supply chain expo"',
        "e.toml:2: events.x: start is missing; write for instance start = 2026-11-26",
    ]),
    ('[events.x]\nname = "X"\nstart = 09:00:00', [
        "e.toml:3: events.x.start: a date is needed here, not a time alone; write one such as 2026-11-26",
    ]),
    ("[events]\nx = 1", ["e.toml:2: events.x: an event is a table; write [events.x] and its fields below it"]),
    ('[events]\n"a b" = []', ['e.toml:2: events."a b": an event is a table; write [events."a b"] and its fields below it']),
    ("events = 1", ["e.toml:1: events: this is to be a table: a table for each event; write [events.ID] above the fields of each"]),
    ('[[events]]\nname = "X"', [
        "e.toml:1: events: this is to be a table: a table for each event; write [events.ID] above the fields of each"
    ]),
    ("defaults = 1", ["e.toml:1: defaults: this is to be a table: fields for all events; write [defaults]"]),
    ('[event.x]\nname = "X"', ["e.toml:1: event: unknown table; did you mean 'events'?"]),
    ('[expo]\nname = "X"\nstart = 2026-11-26', ["e.toml:1: expo: unknown table; write [events.expo]"]),
    ('["my expo"]\nname = "X"', ['e.toml:1: "my expo": unknown table; write [events."my expo"]']),
    ("b = 1\na = 1", [
        "e.toml:1: b: unknown field; known are events, defaults",
        "e.toml:2: a: unknown field; known are events, defaults",
    ]),
    (f"{TIMED}\nend = 2026-11-26", [
        "e.toml:4: events.x.end: 2026-11-26 has no time, but the start has one; write 2026-11-26T18:00:00"
    ]),
    (f"{TIMED}\nend = 2026-11-26T08:59:59", [
        "e.toml:4: events.x.end: 2026-11-26 08:59:59 is before the start, 2026-11-26 09:00:00"
    ]),
    (f"{TIMED}\nend = 2026-11-26T10:00:00Z", [
        "e.toml:4: events.x.end: 2026-11-26 10:00:00+00:00 and the start, 2026-11-26 09:00:00: only one of them has an offset from UTC"
    ]),
    (f'{TIMED}\ntz = "Asia/Shangai"', [
        "e.toml:4: events.x.tz: 'Asia/Shangai' is not a time zone; did you mean 'Asia/Shanghai'?"
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), WHOLE_FILES)
def test_each_problem_of_a_file_is_one_sentence_with_its_place(text: str, told: list[str]) -> None:
    file = read(text)
    assert (warnings(file), file.events) == (told, [])


def test_every_problem_of_an_event_is_told_at_once() -> None:
    file = read(
        '[events.x]\nname = "X"\nstart = 2026-11-26\nend = 2026-11-20\nrepeat = "often"\npin = 1\n'
        'until = 2020-01-01\nfoo = 1\ntags = "a"\n'
    )
    assert [warning.split(":")[1:3] for warning in warnings(file)] == [
        ["6", " events.x.pin"],
        ["8", " events.x.foo"],
        ["9", " events.x.tags"],
        ["4", " events.x.end"],
        ["5", " events.x.repeat"],
        ["7", " events.x.until"],
    ]


def test_bad_events_do_not_hide_the_others() -> None:
    good = '[events.good{0}]\nname = "Good"\nstart = 2026-11-26\n'
    bad = ["[events.a]\n", "[events]\nb = 1\n", "[events.c]\nname = 1\nstart = 2026-02-30\n", "[events.d]\nend = {}\n"]
    file = read("".join(good.format(number) + text for number, text in enumerate(bad)))
    assert ids(file) == ["good0", "good1", "good2", "good3"]
    assert {warning.split(": ")[1].split(".")[1] for warning in warnings(file)} == {"a", "b", "c", "d"}


def test_bad_leads_cost_themselves_alone() -> None:
    file = read(f'{HEAD}remind = ["7d", "7m", "1d..9h", "0d 25:00", "1d", "2h"]\n')
    assert file.events[0].remind == ("7d", "1d")
    assert [warning.split(": ")[2] for warning in warnings(file)] == ["'7m'", "'1d..9h'", "'0d 25:00'", "'2h'"]


def test_bad_defaults_are_told_once_and_cost_themselves_alone() -> None:
    file = read(
        '[defaults]\ntz = "Nowhere/Land"\nrepeat = "no"\nremind = ["x", "7d"]\nfoo = 1\npin = 2\nid = "d"\n'
        'where = "here"\n[events.x]\nname = "X"\nstart = 2026-11-26T09:00:00\n'
        '[events.y]\nname = "Y"\nstart = 2026-11-26\n'
    )
    assert [warning.split(": ")[0:2] for warning in warnings(file)] == [
        ["e.toml:5", "defaults.foo"],
        ["e.toml:6", "defaults.pin"],
        ["e.toml:7", "defaults.id"],
        ["e.toml:2", "defaults.tz"],
        ["e.toml:3", "defaults.repeat"],
        ["e.toml:4", "defaults.remind"],
    ]
    assert [(event.id, event.where, event.remind, event.tz) for event in file.events] == [
        ("x", "here", ("7d",), None),
        ("y", "here", ("7d",), None),
    ]


def test_an_endless_key_or_value_makes_no_endless_sentence() -> None:
    long = "k" * 10_000
    file = read(f'{HEAD}{long} = 1\nfeb29 = "{long}"\ntags = "{long}"\nrepeat = "{long}"\n[{long}]\n')
    assert len(file.warnings) == 5
    assert all(len(warning) < 400 for warning in warnings(file))
