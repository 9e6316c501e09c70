"""Text from files is data: what steers a terminal is made visible, and widths are those of a terminal."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from countdown.view.text import cells, pad, visible, visible_in_json


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("[red]x[/red]", "[red]x[/red]"),
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("one\ntwo\r\n\tthree", r"one\ntwo\r\n\tthree"),
        ("\u202eabc\u202c", r"\u202eabc\u202c"),
        ("\u2066a\u2069", r"\u2066a\u2069"),
        ("\x00\x07\x08\x7f\x85\x9b", r"\x00\x07\x08\x7f\x85\x9b"),
        ("a\u2028b\u2029c", r"a\u2028b\u2029c"),
        ("Ада 北京 👩‍💻 é", "Ада 北京 👩‍💻 é"),
        ("back\\slash", "back\\slash"),
    ],
)
def test_what_steers_a_terminal_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_no_control_and_no_line_break_is_left(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in shown)
    assert not any(unicodedata.bidirectional(character) in ("RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI", "FSI", "PDI") for character in shown)  # fmt: skip
    assert len(shown.splitlines()) <= 1
    assert visible(shown) == shown


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_keeps_its_meaning(text: str) -> None:
    encoded = visible_in_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(encoded) == text
    assert visible(encoded) == encoded


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("北京", 4),
        ("ｱ", 1),
        ("Ａ", 2),
        ("각", 2),
        ("\u1100\u1161\u11a8", 2),
        ("–…█", 3),
        ("א", 1),
        ("\u200b", 0),
        ("soft\u00adhyphen", 11),
        ("👍", 2),
        ("👍🏽", 2),
        ("❤", 1),
        ("❤\ufe0f", 2),
        ("⌚", 2),
        ("⌚\ufe0f", 2),
        ("👨\u200d👩\u200d👧 x", 4),
        ("👮\u200d♂\ufe0f", 2),
        ("🏳\ufe0f\u200d🌈", 2),
        ("🇩🇪", 2),
        ("1\ufe0f\u20e3", 2),
        ("a\u200db", 2),
        ("北\u200d", 2),
        ("👍\u200d", 2),
    ],
)
def test_the_width_in_a_terminal(text: str, width: int) -> None:
    assert cells(text) == width


# What both widths agree upon: letters, digits, punctuation, Chinese, Japanese, Korean and single emoji.
SINGLE = st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.sampled_from(
    "äßñœéЖяΩ–—…“”€中文日本語カナ한국어，。👍🎉🎄⌚🚀"
)


@given(st.text(SINGLE))
def test_widths_agree_with_those_of_the_table(text: str) -> None:
    assert cells(text) == cell_len(text)


def test_every_character_has_a_width() -> None:
    assert all(0 <= cells(chr(code)) <= 2 for code in range(0, sys.maxunicode, 7))


def test_pad_fills_and_never_cuts() -> None:
    assert (pad("北京", 6), pad("北京", 3), pad("ab", 3)) == ("北京  ", "北京", "ab ")
