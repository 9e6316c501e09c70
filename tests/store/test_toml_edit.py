"""A change touches its event alone, whatever the file looks like."""

from __future__ import annotations

import tomllib
from datetime import date
from difflib import SequenceMatcher
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.store.toml.edit import with_event, with_fields, without_events
from countdown.store.writer import FIELD_ORDER
from tests.store.spellings import CHANGES, Written, as_values, files

NEW = {"name": "New", "start": date(2026, 1, 1), "tags": ["a"]}


@given(files())
def test_the_generated_files_are_toml(file: Written) -> None:
    assert list(tomllib.loads(file.text)["events"]) == file.ids


@given(files(), CHANGES, st.data())
def test_fields_change_and_every_other_piece_stays(file: Written, changes: dict[str, Any], data: st.DataObject) -> None:
    id_ = data.draw(st.sampled_from(file.ids))
    new = with_fields(file.text, id_, changes, FIELD_ORDER)
    before, after = tomllib.loads(file.text), tomllib.loads(new)
    fields = {name: value for name, value in before["events"][id_].items() if name not in changes}
    assert after == before | {"events": before["events"] | {id_: fields | as_values(changes)}}
    kept = [piece.text for piece in file.pieces if not (piece.id == id_ and piece.field in {*changes, "comma"})]
    _assert_in_order(new, kept)
    # An inline table is one line, and so it changes as one.
    changed = {*changes, "open", "close"}
    lines = [
        piece.text
        for piece in file.pieces
        if (piece.id == id_ and piece.field in changed) or piece.text == "events = { "
    ]
    assert _lines_lost(file.text, new) <= {line for text in lines for line in _lines_of(file, text)}


@given(files(), st.data())
def test_an_event_goes_with_its_lines_and_the_comments_right_above(file: Written, data: st.DataObject) -> None:
    id_ = data.draw(st.sampled_from(file.ids))
    new = without_events(file.text, [id_])
    before, after = tomllib.loads(file.text), tomllib.loads(new)
    rest = {other: table for other, table in before["events"].items() if other != id_}
    assert {"events": {}, **after} == before | {"events": rest}
    _assert_in_order(new, [piece.text for piece in file.pieces if piece.id != id_ and piece.text.strip(" \t\r\n,")])
    if any(piece.field == "header" for piece in file.pieces if piece.id == id_):
        whole = "".join(piece.text for piece in file.pieces if piece.id == id_)
        assert len(file.text) - len(whole) - len(new) in range(5), "one blank line at the most goes too"


@given(files())
def test_an_event_is_added_behind_all_that_was_there(file: Written) -> None:
    new = with_event(file.text, "new one", NEW)
    before, after = tomllib.loads(file.text), tomllib.loads(new)
    assert after == before | {"events": before["events"] | {"new one": NEW}}
    _assert_in_order(new, [piece.text for piece in file.pieces if piece.text.strip()])
    if file.text.endswith("\n"):
        assert without_events(new, ["new one"]) == file.text
    if not any(piece.text.startswith("events =") for piece in file.pieces):
        assert new.startswith(file.text)


@given(files())
def test_all_events_can_go_one_by_one(file: Written) -> None:
    text = file.text
    for id_ in file.ids:
        text = without_events(text, [id_])
    assert tomllib.loads(text).get("events", {}) == {}


@given(files(), st.data())
def test_events_that_go_together_leave_what_is_left_of_them_one_by_one(file: Written, data: st.DataObject) -> None:
    ids = data.draw(st.lists(st.sampled_from(file.ids), unique=True, min_size=1))
    together = without_events(file.text, ids)
    one_by_one = file.text
    for id_ in ids:
        one_by_one = without_events(one_by_one, [id_])
    assert tomllib.loads(together) == tomllib.loads(one_by_one)
    assert [line for line in together.splitlines() if line.strip()] == [
        line for line in one_by_one.splitlines() if line.strip()
    ]


def _assert_in_order(text: str, pieces: list[str]) -> None:
    at = 0
    for piece in pieces:
        written = piece.rstrip(" ,\r\n")
        found = text.find(written, at)
        assert found >= 0, f"{piece!r} is not where it was in {text!r}"
        at = found + len(written)


def _lines_lost(old: str, new: str) -> set[str]:
    left, right = old.splitlines(), new.splitlines()
    lost: set[str] = set()
    for kind, low, high, _, _ in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind in ("replace", "delete"):
            lost |= set(left[low:high])
    return lost


def _lines_of(file: Written, text: str) -> set[str]:
    """The lines of the file that hold any part of `text`."""
    parts = {part for part in text.splitlines() if part}
    return {line for line in file.text.splitlines() if any(part in line for part in parts)} | {""}


@pytest.mark.parametrize(
    ("text", "changes", "expected"),
    [
        ("[events.x]\nname   = 'a'\nstart  = 2026-01-01\n", {"end": date(2026, 1, 2)},
         "[events.x]\nname   = 'a'\nstart  = 2026-01-01\nend    = 2026-01-02\n"),
        ("[events.x]\nname = 'a' # c\nstart=2026-01-01\n\n# y\n[events.y]\n", {"tags": ["q"], "name": "b"},
         '[events.x]\nname = "b" # c\nstart=2026-01-01\ntags = ["q"]\n\n# y\n[events.y]\n'),
        ("[events.x]\n  name = 'a'\n  start = 2026-01-01", {"pin": True},
         "[events.x]\n  name = 'a'\n  start = 2026-01-01\n  pin = true"),
        ("[events.x]\nstart = 2026-01-01\n", {"name": "a"}, '[events.x]\nname = "a"\nstart = 2026-01-01\n'),
        ("events.x = {}\n", {"name": "a"}, 'events.x = { name = "a" }\n'),
        ("events.x.start = 2026-01-01\r\n", {"name": "a"}, 'events.x.name = "a"\r\nevents.x.start = 2026-01-01\r\n'),
        ("[events.x.more]\nq = 1\n", {"name": "a", "pin": True},
         '[events.x]\nname = "a"\npin = true\n\n[events.x.more]\nq = 1\n'),
        ("[events.x.more]\nq = 1\n# x\n[events.x]\n", {"name": "a"},
         '[events.x.more]\nq = 1\n# x\n[events.x]\nname = "a"\n'),
        ("[events.x]\nname = 'a'\n[[events.x.more]]\nq = 1\n", {"pin": True},
         "[events.x]\nname = 'a'\npin = true\n[[events.x.more]]\nq = 1\n"),
        ("[\"events\".'x']\n\"n\\u0061me\" = 'a'\n", {"name": "b"}, "[\"events\".'x']\n\"n\\u0061me\" = \"b\"\n"),
        ("events.x = { tags = [\n 'a', # }\n ] , note = 'n' }\n", {"tags": None}, "events.x = { note = 'n' }\n"),
        ("events = { x = {start = 2026-01-01} }", {"name": "a"}, 'events = { x = {name = "a", start = 2026-01-01} }'),
    ],
)  # fmt: skip
def test_a_new_field_takes_its_place_in_the_order_and_the_style_of_its_neighbours(
    text: str, changes: dict[str, Any], expected: str
) -> None:
    assert with_fields(text, "x", changes, FIELD_ORDER) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# head\n\n# x\n[events.x]\nname='a'\n\n[events.y]\nname='b'\n", "# head\n\n[events.y]\nname='b'\n"),
        ("[events.y]\nname='b'\n\n# x\n[events.x]\nname='a'\n", "[events.y]\nname='b'\n"),
        ("[events.y]\nname='b'\n[events.x]\nname='a'\n# about z\n[events.z]\n", "[events.y]\nname='b'\n# about z\n[events.z]\n"),
        ("[events.x]\nname='a'\n[events.x.more]\nq = 1\n[events.y]\n", "[events.y]\n"),
        ("[events.x]\nname='a'\n\n[events.y]\n\n# more of x\n[events.x.more]\nq = 1\n", "[events.y]\n"),
        ("events.x.name='a'\nevents.y.name='b'\nevents.x.start=2026-01-01\n", "events.y.name='b'\n"),
    ],
)  # fmt: skip
def test_what_goes_with_an_event(text: str, expected: str) -> None:
    assert without_events(text, ["x"]) == expected
