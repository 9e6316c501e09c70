"""What is typed into `watch`."""

from __future__ import annotations

import re

import pytest

from countdown.cli.watch.keys import Keys


@pytest.mark.parametrize(
    ("typed", "commands"),
    [
        (b"q", "quit"),
        (b"Q", "quit"),
        (b"p", "pause"),
        (b"jk", "next previous"),
        (b"\x1b[A\x1b[B\x1b[C\x1b[D", "previous next next previous"),
        (b"\x1bOA\x1bOB", "previous next"),
        (b"\x1b[1;5B", "next"),
        (b"\x1b[3~\x1b[Z\x1bOP", ""),
        (b"xyz \r\n\x00\xff\xe6\x97\xa5", ""),
        (b"\x1bq", "quit"),
        (b"\x1b\x1b[B", "next"),
        (b"\x1b[\x1b[B", "next"),
        (b"\x1b[" + b"1" * 1000 + b"q", ""),
    ],
)
def test_keys(typed: bytes, commands: str) -> None:
    assert Keys().feed(typed) == commands.split()


@pytest.mark.parametrize("typed", [b"\x1b[B", b"\x1bOB", b"\x1b[1;5B", b"\x1bq"])
def test_a_key_may_come_in_pieces(typed: bytes) -> None:
    whole, keys = Keys().feed(typed), Keys()
    assert [command for at in range(len(typed)) for command in keys.feed(typed[at : at + 1])] == whole


def test_a_start_of_an_arrow_is_not_kept_for_ever() -> None:
    keys = Keys()
    assert keys.feed(b"\x1b[" + b"1" * 100) == []
    assert keys.feed(b"q") == ["quit"]


def test_the_foot_line_tells_no_key_that_there_is_not() -> None:
    from countdown.view.ticker import Scene, frame

    foot = "".join(text for text, _ in frame(Scene(shown=None, number=2), 80, 5)[-1])
    for key in re.findall(r"\b([a-z]) ", foot):
        assert Keys().feed(key.encode())
