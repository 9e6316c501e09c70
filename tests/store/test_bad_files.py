"""Files that are no events files at all: each answered by one sentence with its place, and in time."""

from __future__ import annotations

import os
import random
import string
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from countdown.errors import CountdownError
from countdown.store.events_file import EventsFile, read_events
from tests.store.reading import ids, read

EVENT = b'[events.x]\nname = "Caf\xc3\xa9 \xe5\x8c\x97\xe4\xba\xac"\nstart = 2026-11-26\n'
MEGABYTES_10 = 10_000_000


def read_bytes(folder: Path, data: bytes) -> EventsFile:
    path = folder / "events.toml"
    path.write_bytes(data)
    return read_events(path, "e.toml")


def error_of(folder: Path, data: bytes) -> str:
    with pytest.raises(CountdownError) as error:
        read_bytes(folder, data)
    return str(error.value)


@pytest.mark.parametrize("data", [EVENT, b"\xef\xbb\xbf" + EVENT, EVENT.replace(b"\n", b"\r\n"), EVENT.rstrip()])
def test_a_byte_order_mark_and_any_line_ending_are_fine(tmp_path: Path, data: bytes) -> None:
    file = read_bytes(tmp_path, data)
    assert (file.warnings, file.events[0].name) == ([], "Café 北京")
    assert file.source(file.events[0]) == "e.toml:1"


def test_an_empty_file_is_fine(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, b"").events == []
    assert read_bytes(tmp_path, b"\xef\xbb\xbf").events == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (EVENT.replace(b"\xc3\xa9", b"\xe9"), "e.toml:2: byte 0xe9 is not UTF-8; save the file as UTF-8"),
        (b"\n\n\xff\xfea\0", "e.toml:3: byte 0xff is not UTF-8; save the file as UTF-8"),
        ("[events.x]".encode("utf-16"), "e.toml:1: byte 0xff is not UTF-8; save the file as UTF-8"),
        (b"\xed\xa0\x80", "e.toml:1: byte 0xed is not UTF-8; save the file as UTF-8"),
    ],
)
def test_what_is_not_utf8_is_told_with_its_line(tmp_path: Path, data: bytes, told: str) -> None:
    assert error_of(tmp_path, data) == told


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CountdownError, match=r"^e\.toml: this is a folder; name the file in it$"):
        read_events(tmp_path, "e.toml")


def test_a_path_through_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CountdownError, match=r"^e\.toml: cannot be read: Not a directory$"):
        read_events(tmp_path / "file" / "events.toml", "e.toml")


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(CountdownError, match=r"^e\.toml: cannot be read: "):
        read_events(tmp_path / "loop", "e.toml")


def test_a_link_to_nothing_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "none")
    with pytest.raises(CountdownError, match=r"^e\.toml: no such file$"):
        read_events(tmp_path / "link", "e.toml")


def test_a_name_that_no_file_can_have_is_told() -> None:
    with pytest.raises(CountdownError, match=r"^e\.toml: cannot be read: "):
        read_events(Path("a\0b"), "e.toml")
    with pytest.raises(CountdownError, match=r"^e\.toml: cannot be read: File name too long$"):
        read_events(Path("a" * 10_000), "e.toml")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "events.toml"
    path.touch(mode=0)
    with pytest.raises(CountdownError, match=r"^e\.toml: cannot be read: Permission denied$"):
        read_events(path, "e.toml")


NOISE: dict[str, Callable[[random.Random], bytes]] = {
    "random bytes": lambda source: source.randbytes(MEGABYTES_10),
    "random printable": lambda source: "".join(source.choices(string.printable, k=MEGABYTES_10)).encode(),
    "random words": lambda source: "".join(source.choices(string.ascii_letters + " \n", k=MEGABYTES_10)).encode(),
    "one word": lambda _: b"x" * MEGABYTES_10,
    "open brackets": lambda _: b"[" * MEGABYTES_10,
    "an array of arrays": lambda _: b"a = " + b"[" * MEGABYTES_10,
    "a table of tables": lambda _: b"a = " + b"{a=" * (MEGABYTES_10 // 3),
    "a number": lambda _: b"a = " + b"1" * MEGABYTES_10,
    "an open string": lambda _: b'a = "' + b"x" * MEGABYTES_10,
    "open quotes": lambda _: b'a = """' + b'x""' * (MEGABYTES_10 // 3),
    "dots": lambda _: b"a." * (MEGABYTES_10 // 2),
    "a header of parts": lambda _: b"[" + b"a." * (MEGABYTES_10 // 2) + b"a]",
    "an inline key of parts": lambda _: b"a = {" + b"a . " * (MEGABYTES_10 // 4) + b"a = 1}",
    "one key many times": lambda _: b"a = 1\n" * (MEGABYTES_10 // 6),
    "zeros": lambda _: b"\0" * MEGABYTES_10,
    "broken dates": lambda _: b"a = [" + b"2026-02-30, " * (MEGABYTES_10 // 12),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", NOISE)
def test_ten_megabytes_of_noise_are_one_sentence_in_seconds(tmp_path: Path, kind: str) -> None:
    data = NOISE[kind](random.Random(1))
    before = time.process_time()
    told = error_of(tmp_path, data)
    assert time.process_time() - before < 5
    assert told.startswith("e.toml:")
    assert "\n" not in told
    assert len(told) < 300


@pytest.mark.slow
@pytest.mark.parametrize(
    "head",
    ["#" * MEGABYTES_10, "#\n" * (MEGABYTES_10 // 2), "\n" * MEGABYTES_10, " " * MEGABYTES_10],
    ids=["a comment", "comments", "newlines", "spaces"],
)
def test_ten_megabytes_of_nothing_hide_no_event(head: str) -> None:
    before = time.process_time()
    file = read(f"{head}\n{EVENT.decode()}foo = 1\n")
    assert ids(file) == ["x"]
    assert file.warnings[0].place == f"e.toml:{head.count(chr(10)) + 5}: events.x.foo"
    assert time.process_time() - before < 5


@pytest.mark.slow
def test_ten_megabytes_in_one_line_are_read(tmp_path: Path) -> None:
    before = time.process_time()
    file = read_bytes(tmp_path, EVENT + b'note = "' + b"a. " * (MEGABYTES_10 // 3) + b'"\nfoo = 1\n')
    assert [warning.place for warning in file.warnings] == ["e.toml:5: events.x.foo"]
    assert time.process_time() - before < 10


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = " + "[" * 100_000, "e.toml: not TOML that can be read: brackets are nested too deep"),
        ("\na = " + "1" * 5000, "e.toml:2: not TOML that can be read: a number of over 4300 digits"),
        ("\n" + "a." * 5000 + "a = 1", "e.toml:2: a key of over 100 parts"),
        ("[events." + '"b c".' * 5000 + "a]", "e.toml:1: a key of over 100 parts"),
    ],
)
def test_what_the_parser_cannot_take_is_told(text: str, told: str) -> None:
    with pytest.raises(CountdownError) as error:
        read(text)
    assert str(error.value) == told


def test_a_text_of_many_dots_is_no_endless_key() -> None:
    dots = "Wait. " * 5000 + "." * 5000 + "a.b, " * 5000
    assert ids(read(f'{EVENT.decode()}note = "{dots}"\nurl = """\n{dots}"""\n')) == ["x"]
