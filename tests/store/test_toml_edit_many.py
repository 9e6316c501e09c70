"""Many events changed or added at once: the same text as one after the other, and quickly."""

from __future__ import annotations

import time
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.store.toml.edit import with_event, with_fields
from countdown.store.toml.edit_many import with_changes, with_events
from countdown.store.writer import FIELD_ORDER
from tests.store.generated_events import events_text, tables

SPELLINGS = [
    '# top\n\n[events.a]\nname = "A"  # his\nstart = 2026-01-01\n\n# of b\n[events.b]\nname   = "B"\nstart  = 2026-01-01\n# end\n',
    '[events.b]\r\nname = "B"\r\nstart = 2026-01-01\r\n[events.a]\r\nname = "A"\r\nstart = 2026-01-01',
    'events.a.name = "A"\nevents.b.name = "B"\nevents.a.start = 2026-01-01\nevents.b.start = 2026-01-01\n',
    'events = { a = { name = "A", start = 2026-01-01 }, b = { name = "B", start = 2026-01-01 } }\n',
    '[events]\na = { name = "A", start = 2026-01-01 }\nb.name = "B"\nb.start = 2026-01-01\n',
    '[events]\na.name = "A"\na.start = 2026-01-01\n[events.b]\nname = "B"\nstart = 2026-01-01\n[defaults]\nremind = []\n',
    '  [ events . "a" ]\n  name = """\n[events.b]\n"""\n  start = 2026-01-01\n[ events.b ]\nname = "B"\nstart = 2026-01-01\n',
]  # fmt: skip
CHANGES: dict[str, dict[str, Any]] = {
    "a": {"name": "New", "where": "Here", "start": None, "note": "n"},
    "b": {"tags": ["x"], "until": None, "name": "B2"},
}


@pytest.mark.parametrize("text", SPELLINGS)
def test_changes_at_once_are_those_one_by_one(text: str) -> None:
    expected = text
    for id_, changes in CHANGES.items():
        expected = with_fields(expected, id_, changes, FIELD_ORDER)
    found = with_changes(text, CHANGES, FIELD_ORDER)
    assert found == expected
    assert tomllib.loads(found)["events"]["b"]["name"] == "B2"


@pytest.mark.parametrize("text", ["", "# x\n", "# x", "# x\n\n", *SPELLINGS])
def test_events_added_at_once_are_those_one_by_one(text: str) -> None:
    new: dict[str, dict[str, Any]] = {"c": {"name": "C"}, "ü 1": {"name": "D", "pin": True}}
    expected = text
    for id_, fields in new.items():
        expected = with_event(expected, id_, fields)
    assert with_events(text, new) == expected
    assert with_events(text, {}) == text


@given(st.dictionaries(st.text("ab .", max_size=3), tables(), max_size=5), st.data())
def test_any_of_them(found: dict[str, dict[str, Any]], data: st.DataObject) -> None:
    text = events_text(found)
    some = data.draw(st.lists(st.sampled_from([*found]), unique=True)) if found else []
    changes = {id_: {"name": "new", "where": None, "note": "n"} for id_ in some}
    after = tomllib.loads(with_changes(text, changes, FIELD_ORDER)).get("events", {})
    for id_, table in tomllib.loads(text).get("events", {}).items():
        if id_ in changes:
            table |= {"name": "new", "note": "n"}
            table.pop("where", None)
        assert after[id_] == table


def test_thousands_are_quick() -> None:
    found = {f"e{at}": {"name": f"E{at}", "tags": ["a"], "note": "n"} for at in range(5000)}
    text = with_events("# mine\n", found)
    begun = time.process_time()
    changed = with_changes(text, {id_: {"name": "new", "note": None} for id_ in found}, FIELD_ORDER)
    assert time.process_time() - begun < 2
    assert changed.count('name = "new"') == 5000
    assert "note" not in changed
