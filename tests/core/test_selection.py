"""Which event is meant: exact id, then unique id prefix, then unique part of the name."""

from __future__ import annotations

import pytest

from countdown.core.selection import find_event, labels
from countdown.errors import CountdownError
from tests.build import make_event

_EVENTS = [
    make_event("2026-11-26", id="expo", name="Supply chain expo", file="events.toml"),
    make_event("2026-11-26", id="expo-2", name="Expo after party", file="events.toml"),
    make_event("2026-11-26", id="ski", name="Ski week", file="events.toml"),
    make_event("2026-11-26", id="dentist", name="Zahnarzt STRASSE", file="events.toml"),
    make_event("2026-11-26", id="Trip", name="供应链 😀", file="/home/a/team.toml"),
    make_event("2026-11-26", id="move", name="The move", file="/home/a/events.toml"),
    make_event("2026-11-26", id="move", name="Another house", file="/home/a/team.toml"),
]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("expo", "Supply chain expo"),
        ("expo-2", "Expo after party"),
        ("expo-", "Expo after party"),
        ("s", "Ski week"),
        ("de", "Zahnarzt STRASSE"),
        ("chain", "Supply chain expo"),
        ("CHAIN E", "Supply chain expo"),
        ("straße", "Zahnarzt STRASSE"),
        ("供应", "供应链 😀"),
        ("Trip", "供应链 😀"),
        ("another", "Another house"),
        ("/home/a/events.toml:move", "The move"),
        ("events.toml:move", "The move"),
        ("team.toml:move", "Another house"),
        ("events.toml:expo", "Supply chain expo"),
    ],
)
def test_a_word_names_one_event(wanted: str, name: str) -> None:
    assert find_event(_EVENTS, wanted).name == name


def test_an_id_comes_before_another_events_prefix_and_that_before_a_name() -> None:
    events = [
        make_event("2026-11-26", id="a", name="ab"),
        make_event("2026-11-26", id="ab", name="x"),
        make_event("2026-11-26", id="z", name="a"),
    ]
    assert find_event(events, "a").id == "a"
    assert find_event(events[1:], "a").id == "ab"
    assert find_event(events[2:], "A").id == "z"


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("ex", "'ex' could be several events; write one of expo, expo-2"),
        ("Expo", "'Expo' could be several events; write one of expo, expo-2"),
        ("move", "'move' could be several events; write one of /home/a/events.toml:move, /home/a/team.toml:move"),
        ("a", "'a' could be several events; write one of expo, expo-2, dentist, /home/a/team.toml:move"),
        ("exbo", "no event is called 'exbo'; did you mean expo, expo-2?"),
        ("Ski weak", "no event is called 'Ski weak'; did you mean ski?"),
        ("qqq", "no event is called 'qqq'; there are expo, expo-2, ski, dentist, Trip, move, move"),
        ("", "no event is called ''; there are expo"),
        ("  ", "no event is called '  '; there are expo"),
        ("trip", "no event is called 'trip'; did you mean Trip?"),
        ("x" * 10_000, f"no event is called '{'x' * 59}…'; there are"),
    ],
)
def test_several_or_none_is_an_error_that_lists_them(wanted: str, text: str) -> None:
    with pytest.raises(CountdownError) as caught:
        find_event(_EVENTS, wanted)
    assert str(caught.value).startswith(text)
    assert len(str(caught.value)) < 200


def test_no_more_than_ten_are_listed() -> None:
    events = [make_event("2026-11-26", id=f"run-{number}") for number in range(13)]
    with pytest.raises(CountdownError, match=r"write one of run-0, run-1, .*, run-9 and 3 more$"):
        find_event(events, "run")


def test_without_events_that_is_said() -> None:
    with pytest.raises(CountdownError, match="no event is called 'expo': there are no events"):
        find_event([], "expo")


def test_a_label_is_the_id_and_its_file_where_two_have_the_same() -> None:
    assert labels(_EVENTS[-3:], _EVENTS) == ["Trip", "/home/a/events.toml:move", "/home/a/team.toml:move"]
