"""What stands in a calendar's address: passwords that are read as meant and never told, proxies, names in capitals."""

from __future__ import annotations

from base64 import b64encode
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from countdown.store.subscriptions import Subscription, refresh
from tests.store.ics import START, calendar, vevent
from tests.store.servers import CERTIFICATE, give, serving

GOOD = calendar(*vevent(START)).encode()
HOUR = 3600.0


def basic(text: str) -> str:
    return "Basic " + b64encode(text.encode()).decode()


def good(handler: BaseHTTPRequestHandler) -> None:
    give(handler, GOOD)


@pytest.fixture
def now(tmp_path: Path) -> float:
    path = tmp_path / "now"
    path.touch()
    return path.stat().st_mtime


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("ada:secret", "ada:secret"),
        ("ada%40example.com:a%2Fb%25", "ada@example.com:a/b%"),
        ("ada:pä€ss", "ada:pä€ss"),
        ("ada:a@b", "ada:a@b"),
        ("token", "token:"),
    ],
)
def test_a_password_is_sent_as_it_is_meant(now: float, written: str, sent: str) -> None:
    with serving(good) as server:
        one = Subscription("work", server.url.replace("//", f"//{written}@") + "/x", HOUR)
        refresh([one], now, force=False)
    assert one.copy(now) == (GOOD, None)
    assert server.headers["authorization"] == basic(sent)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://ada:secret@example.com:8443/token", "example.com:8443"),
        ("https://example.com?token", "example.com"),
        ("https://example.com#token", "example.com"),
        ("https://example.com\\token", "example.com"),
        ("https://ada:sec/ret@example.com/", "ada"),
        ("https://ada:@example.com/", "example.com"),
        ("https://[::1]:8443/token", "[::1]:8443"),
        ("https://[::1]/token", "[::1]"),
    ],
)
def test_what_is_told_of_an_address(url: str, host: str) -> None:
    assert Subscription("work", url, HOUR).host == host


@pytest.mark.parametrize(
    ("before", "sent"), [("", None), ("http://", None), ("http://ada:a%40b@", "ada:a@b"), ("ada:pw@", "ada:pw")]
)
def test_a_proxy_as_people_write_it(now: float, monkeypatch: pytest.MonkeyPatch, before: str, sent: str | None) -> None:
    with serving(good) as proxy:
        monkeypatch.setenv("http_proxy", before + proxy.url.removeprefix("http://"))
        one = Subscription("work", "http://calendar.example.com/x", HOUR)
        refresh([one], now, force=False)
    assert one.copy(now) == (GOOD, None)
    assert proxy.headers.get("proxy-authorization") == (sent and basic(sent))


def test_what_is_secure_in_capitals_is_not_followed_to_what_is_not(now: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with (
        serving(good) as plain,
        serving(lambda handler: give(handler, b"", status=301, Location=plain.url), secure=True) as server,
    ):
        one = Subscription("work", server.url.replace("https", "HTTPS"), HOUR)
        refresh([one], now, force=False)
    assert "it was moved to http, which is not followed" in str(one.copy(now).warning)
    assert plain.seen == []
