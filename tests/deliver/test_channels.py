"""Which channels a configuration makes, and what they are called."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256

import pytest

from countdown.deliver.channels import SECONDS, Channel, channels
from countdown.deliver.text import last_line, lines, one_line

HOOK = ["my-hook", "{name}", "{text}"]
URLS = ["ntfy://topic", "mailto://me:pw@example.org"]


def names(found: list[Channel]) -> list[str]:
    return [channel.name for channel in found]


def test_nothing_configured_is_no_channel() -> None:
    assert channels() == []


def test_each_part_of_the_configuration_is_a_channel() -> None:
    found = channels(desktop=True, urls=URLS, command=HOOK)
    assert names(found) == ["desktop", *(f"url:{sha256(url.encode()).hexdigest()[:16]}" for url in URLS), "command"]
    assert [channel.shown for channel in found] == ["desktop", "ntfy://…", "mailto://example.org/…", "command my-hook"]
    assert [channel.takes_digest for channel in found] == [True, True, True, False]


def test_a_url_that_stands_twice_is_one_channel() -> None:
    assert len(channels(urls=["ntfy://topic", " ntfy://topic\n", "ntfy://other"])) == 2


def test_urls_that_would_be_called_the_same_are_numbered() -> None:
    found = channels(urls=["ntfy://a", "slack://t", "ntfy://b"])
    assert [channel.shown for channel in found] == ["ntfy://… (1)", "slack://…", "ntfy://… (2)"]


def test_the_ledger_knows_a_url_by_all_of_it() -> None:
    first, second = channels(urls=["ntfy://topic", "ntfy://topic?priority=high"])
    assert first.name != second.name
    assert len(first.name) == len("url:") + 16


@pytest.mark.parametrize("written", ["/opt/hooks/my-hook", "~/bin/my-hook", "my-hook"])
def test_a_command_is_called_by_its_program_alone(written: str) -> None:
    [channel] = channels(command=[written, "--token", "secret"])
    assert channel.shown == "command my-hook"


def test_a_message_has_ten_seconds() -> None:
    assert SECONDS == 10.0


def test_channels_are_cheap_until_one_is_used() -> None:
    code = (
        "from countdown.deliver.channels import channels\n"
        "channels(desktop=True, urls=['ntfy://topic'], command=['hook'])\n"
        "import sys; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60)
    assert not {"apprise", "desktop_notifier", "asyncio", "subprocess", "logging", "email"} & set(done.stdout.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ski week", "Ski week"),
        ("展会 🎿", "展会 🎿"),
        ("Expo\r\nBcc: x@example.org", "Expo  Bcc: x@example.org"),
        ("a\x00b\x1b[31mc\x85d\u2028e\u202ef", "a b [31mc d e f"),
        ("half \ud800", "half \ufffd"),
        ("  \n ", ""),
        ("x" * 250, "x" * 250),
        ("x" * 10_000, "x" * 249 + "…"),
    ],
)
def test_a_title_is_one_line(text: str, expected: str) -> None:
    assert one_line(text) == expected


def test_a_body_keeps_its_lines_alone() -> None:
    assert lines("one\r\ntwo\n\x1b[31mthree\rfour\u202e") == "one\ntwo\n [31mthree four "


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (b"", ""),
        (b"one\ntwo\n\n", "two"),
        (b"\x1b[31mred\xff", "[31mred\ufffd"),
        (b"x" * 1000, "x" * 199 + "…"),
    ],
)
def test_the_last_line_of_an_output_is_fit_for_a_message(output: bytes, expected: str) -> None:
    assert last_line(output) == expected
