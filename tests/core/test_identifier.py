"""The id that a new event gets from its name."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.identifier import identifier


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Dentist", "dentist"),
        ("Supply chain expo", "supply-chain-expo"),
        ("  A   b\t\nc ", "a-b-c"),
        ("Ada turns {years}", "ada-turns"),
        ("{years} years of {days}", "years-of-days"),
        ("Programmer's Day", "programmers-day"),
        ("Programmer’s Day", "programmers-day"),
        ("l'été d'Anna's", "l-été-d-annas"),
        ("rock 'n' roll", "rock-n-roll"),
        ("C++ / C#", "c-c"),
        ("32-bit time, 2038", "32-bit-time-2038"),
        ("--pin", "pin"),
        ("snake_case", "snake-case"),
        ("a.b.c", "a-b-c"),
        ("ÜBER Straße", "über-straße"),
        ("Cafe\u0301", "café"),
        ("ΟΔΟΣ", "οδος"),
        ("第二届供应链博览会", "第二届供应链博览会"),
        ("誕生日 🎂 パーティー", "誕生日-パーティー"),
        ("생일", "생일"),
        ("हिन्दी दिवस", "हिन्दी-दिवस"),
        ("عيد الفطر", "عيد-الفطر"),
        ("٣ أيام", "٣-أيام"),
        ("I ❤️ NY", "i-ny"),
        ("❤️", "event"),
        ("👩‍💻👍🏽🇩🇪", "event"),
        ("1️⃣ first", "1-first"),
        ("葛\U000e0100飾", "葛飾"),
        ("\u0301", "event"),
        ("\u200b\u202e\x00", "event"),
        ("½ ² Ⅷ", "event"),
        ("", "event"),
        ("{years}", "event"),
        ("x" * 10_000, "x" * 40),
        ("word " * 2_000, "word-word-word-word-word-word-word-word"),
    ],
)
def test_rows(name: str, id_: str) -> None:
    assert identifier(name) == unicodedata.normalize("NFC", id_)


def test_what_is_taken_gets_the_next_number() -> None:
    taken: set[str] = set()
    for expected in ("x", "x-2", "x-3", "x-4"):
        found = identifier("X", taken)
        assert found == expected
        taken.add(found)
    assert identifier("X", {"x", "x-3"}) == "x-2"
    assert identifier("X 2", {"x-2"}) == "x-2-2"
    assert identifier("🎉", {"event"}) == "event-2"


@given(st.text(), st.sets(st.text(), max_size=5))
def test_it_is_short_lower_case_words_that_are_not_taken(name: str, taken: set[str]) -> None:
    taken |= {identifier(name)} if len(taken) % 2 else set()
    id_ = identifier(name, taken)
    assert id_ not in taken
    assert 0 < len(id_) <= 43
    for word in id_.split("-"):
        assert word
        assert not unicodedata.category(word[0]).startswith("M")
        for letter in word:
            assert letter.isdecimal() or unicodedata.category(letter) in ("Ll", "Lo", "Lm", "Lt", "Lu", "Mn", "Mc")
            assert letter == letter.lower()


@given(st.text())
def test_the_id_of_an_id_is_itself(name: str) -> None:
    id_ = identifier(name)
    assert identifier(id_) == id_
