"""Values and keys as TOML text, which tomllib reads back."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.store.toml.values import toml_key, toml_value

# TOML's offsets are whole minutes.
ZONES = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
PLAIN = st.one_of(
    st.text(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.dates(),
    st.datetimes(), st.datetimes(timezones=ZONES), st.times(),
)  # fmt: skip
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4))


@given(VALUES)
def test_a_value_is_read_back_from_one_line(value: Any) -> None:
    text = toml_value(value)
    assert "\n" not in text
    assert tomllib.loads(f"x = {text}") == {"x": value}


@given(st.text())
def test_a_key_is_read_back(name: str) -> None:
    assert tomllib.loads(f"{toml_key(name)} = 1") == {name: 1}
    assert tomllib.loads(f"[events.{toml_key(name)}]") == {"events": {name: {}}}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", '"plain"'),
        ('"\\', '"\\"\\\\"'),
        ("a\nb\tc\x00\x7f", '"a\\nb\\tc\\u0000\\u007F"'),
        ("日本 🎉", '"日本 🎉"'),
        (True, "true"),
        (1, "1"),
        (1.0, "1.0"),
        (1e100, "1e+100"),
        (float("inf"), "inf"),
        (date(2026, 1, 2), "2026-01-02"),
        (date(26, 1, 2), "0026-01-02"),
        (datetime(2026, 1, 2, 9, 30), "2026-01-02T09:30:00"),
        (datetime(2026, 1, 2, 9, 30, tzinfo=UTC), "2026-01-02T09:30:00+00:00"),
        (time(9, 30), "09:30:00"),
        ([], "[]"),
        (["a", 1], '["a", 1]'),
        (("a",), '["a"]'),
        ({}, "{}"),
        ({"a b": [1], "c": {"d": 1}}, '{ "a b" = [1], c = { d = 1 } }'),
    ],
)
def test_how_values_are_written(value: Any, text: str) -> None:
    assert toml_value(value) == text


@pytest.mark.parametrize(
    ("name", "key"),
    [("expo", "expo"), ("a-b_9", "a-b_9"), ("9", "9"), ("a b", '"a b"'), ("a.b", '"a.b"'), ("ü", '"ü"'), ("", '""')],
)
def test_how_keys_are_written(name: str, key: str) -> None:
    assert toml_key(name) == key


@pytest.mark.parametrize("value", [None, b"x", {1, 2}, [None], {"a": None}, timedelta(1)])
def test_what_toml_does_not_have(value: Any) -> None:
    with pytest.raises(TypeError, match="TOML has no "):
        toml_value(value)
