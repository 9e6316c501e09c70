"""Numbers in large digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.view.digits import HEIGHT, SIGNS, large, large_width

TEXTS = st.text(st.sampled_from(sorted(SIGNS)), max_size=12)


def test_a_number_as_it_is_seen() -> None:
    assert large("10:4") == [
        " █  ███   █ █",
        "██  █ █ █ █ █",
        " █  █ █   ███",
        " █  █ █ █   █",
        "███ ███     █",
    ]


@given(TEXTS, st.integers(1, 3))
def test_rows_are_as_wide_as_they_are_said_to_be(text: str, scale: int) -> None:
    rows = large(text, scale)
    assert len(rows) == HEIGHT
    assert {len(row) for row in rows} == {large_width(text, scale)}


@given(st.text(st.sampled_from("0123456789"), min_size=1, max_size=6), st.integers(1, 3))
def test_dots_are_as_wide_as_asked_for(text: str, scale: int) -> None:
    assert [row[::scale] for row in large(text, scale)] == large(text)


def test_no_two_signs_look_alike() -> None:
    assert len({tuple(large(sign)) for sign in SIGNS}) == len(SIGNS)


@pytest.mark.parametrize("text", ["x", "1x"])
def test_what_has_no_sign_is_a_mistake_of_the_caller(text: str) -> None:
    with pytest.raises(KeyError):
        large(text)
