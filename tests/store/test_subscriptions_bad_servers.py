"""Whatever a server does: one warning, the last good copy, and no longer than the limit."""

from __future__ import annotations

import gzip
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from countdown.store import fetch, subscriptions
from countdown.store.subscriptions import Subscription, refresh
from tests.store.ics import START, calendar, vevent
from tests.store.servers import CERTIFICATE, Serve, Server, give, serving

GOOD = calendar(*vevent(START)).encode()
LIMIT = 0.6  # for servers that never answer; the others have time enough on a busy machine too
PATIENCE = 20.0
BUSY = 3.0
HOUR = 3600.0


@pytest.fixture
def now(tmp_path: Path) -> float:
    path = tmp_path / "now"
    path.touch()
    return path.stat().st_mtime


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that tests can wait for."""
    monkeypatch.setattr(subscriptions, "SECONDS", PATIENCE)
    monkeypatch.setattr(fetch, "MOST_BYTES", 1024 * 1024)


class Bad:
    """Servers that do not give a calendar."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def silent(self, handler: BaseHTTPRequestHandler) -> None:
        self.server.over.wait(20)

    def drip(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        while not self.server.over.wait(0.05):
            handler.wfile.write(b"B")

    def slow_headers(self, handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.server.over.wait(0.05):
            handler.wfile.write(b"X-A: b\r\n")

    def huge(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(1024**3))
        handler.end_headers()
        self.server.over.wait(20)

    def endless(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not self.server.over.is_set():
            handler.wfile.write(GOOD * 1000)

    def bomb(self, handler: BaseHTTPRequestHandler) -> None:
        give(handler, gzip.compress(b"BEGIN:VCALENDAR\r\n" + b" " * 4 * 1024**2), Content_Encoding="gzip")

    def loop(self, handler: BaseHTTPRequestHandler) -> None:
        give(handler, b"", status=302, Location="/again")

    def to_a_file(self, handler: BaseHTTPRequestHandler) -> None:
        give(handler, b"", status=302, Location="file:///etc/passwd")

    def nowhere(self, handler: BaseHTTPRequestHandler) -> None:
        give(handler, b"", status=302)

    def gone(self, handler: BaseHTTPRequestHandler) -> None:
        give(handler, GOOD, status=410)

    def lost(self, handler: BaseHTTPRequestHandler) -> None:
        give(handler, GOOD, status=404)

    def locked(self, handler: BaseHTTPRequestHandler) -> None:
        give(handler, b"", status=401)

    def page(self, handler: BaseHTTPRequestHandler) -> None:
        give(handler, b"<!DOCTYPE html><html>Sign in</html>")

    def text(self, handler: BaseHTTPRequestHandler) -> None:
        give(handler, b"hello")

    def empty(self, handler: BaseHTTPRequestHandler) -> None:
        give(handler, b"")

    def breaks_off(self, handler: BaseHTTPRequestHandler) -> None:
        give(handler, GOOD[:60], Content_Length=str(len(GOOD)))

    def breaks_off_unseen(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(GOOD[:60])

    def breaks_off_in_the_second(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(GOOD + GOOD[:60])

    def unchanged_unasked(self, handler: BaseHTTPRequestHandler) -> None:
        give(handler, b"", status=304)

    def hangs_up(self, handler: BaseHTTPRequestHandler) -> None:
        pass

    def no_http(self, handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"\x00\x01\x02 hello\r\n\r\n")


WHY = {
    "silent": "no answer",
    "drip": "no answer",
    "slow_headers": "no answer",
    "huge": "it has 1024 MB, and 1 are the most",
    "endless": "it has more than 1 MB, which are the most",
    "bomb": "it has more than 1 MB, which are the most",
    "loop": "it was moved more than 5 times",
    "to_a_file": "it was moved to file, which is not followed",
    "nowhere": "it was moved more than 5 times",
    "gone": "it is gone for good (HTTP 410)",
    "lost": "it is not there any more (HTTP 404)",
    "locked": "it needs a password (HTTP 401)",
    "page": "it gives a web page, and no calendar",
    "text": "it gives no calendar",
    "empty": "it gives no calendar",
    "breaks_off": "it broke off in the middle",
    "breaks_off_unseen": "it broke off in the middle",
    "breaks_off_in_the_second": "it broke off in the middle",
    "unchanged_unasked": "the server does not give it (HTTP 304)",
    "hangs_up": "it broke off in the middle",
    "no_http": "it broke off in the middle",
}


@pytest.mark.parametrize("kind", WHY)
def test_a_bad_server(kind: str, now: float, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda handler: give(handler, GOOD)) as server:
        refresh([Subscription("work", f"{server.url}/x", HOUR)], now, force=False)
        serve: Serve = getattr(Bad(server), kind)
        server.serve = serve
        one = Subscription("work", f"{server.url}/x", HOUR)
        if WHY[kind] == "no answer":
            monkeypatch.setattr(subscriptions, "SECONDS", LIMIT)
        begun = time.monotonic()
        assert refresh([one], now + 2 * HOUR + 5, force=False) == []
        took = time.monotonic() - begun
        data, warning = one.copy(now + 2 * HOUR + 5)
    assert data == GOOD
    assert took < LIMIT + BUSY
    host = server.url.partition("//")[2]
    assert str(warning).startswith(f"calendars.work: {host}: {WHY[kind]}")
    assert str(warning).endswith("; the copy that is shown is 2 hours old")


def test_nobody_is_there(now: float) -> None:
    one = Subscription("work", "http://127.0.0.1:9/x", HOUR)
    refresh([one], now, force=False)
    assert [one.copy(now).data, str(one.copy(now).warning)] == [
        None,
        "calendars.work: 127.0.0.1:9: there is no connection",
    ]


def test_a_wrong_certificate(now: float) -> None:
    with serving(lambda handler: give(handler, GOOD), secure=True) as server:
        one = Subscription("work", f"{server.url}/x", HOUR)
        refresh([one], now, force=False)
    assert one.copy(now).data is None
    assert "its certificate is not good: self" in str(one.copy(now).warning)
    assert server.seen == []


def test_a_certificate_that_the_system_trusts(now: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with serving(lambda handler: give(handler, GOOD), secure=True) as server:
        one = Subscription("work", f"{server.url}/x", HOUR)
        refresh([one], now, force=False)
    assert one.copy(now) == (GOOD, None)


def test_what_was_secure_is_not_followed_to_what_is_not(now: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with serving(
        lambda handler: give(handler, b"", status=301, Location="http://127.0.0.1:9/x"), secure=True
    ) as server:
        one = Subscription("work", f"{server.url}/x", HOUR)
        refresh([one], now, force=False)
    assert "it was moved to http, which is not followed" in str(one.copy(now).warning)


def test_many_slow_ones_take_no_longer_than_one(now: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscriptions, "SECONDS", 1.5)
    with serving(lambda handler: give(handler, GOOD)) as good, serving(lambda handler: None) as slow:
        slow.serve = Bad(slow).silent
        ones = [Subscription(f"slow{at}", f"{slow.url}/{at}", HOUR) for at in range(8)]
        ones.append(Subscription("good", f"{good.url}/x", HOUR))
        begun = time.monotonic()
        refresh(ones, now, force=False)
        assert time.monotonic() - begun < 1.5 + BUSY
        assert [one.copy(now).data for one in ones] == [None] * 8 + [GOOD]


def test_a_proxy_of_the_environment_is_asked(now: float, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda handler: give(handler, GOOD)) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        one = Subscription("work", "http://calendar.example.com/x", HOUR)
        refresh([one], now, force=False)
    assert one.copy(now) == (GOOD, None)
    assert proxy.seen == ["http://calendar.example.com/x"]
