"""Calendars over the web: what is asked, when, and what becomes of the copy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from countdown.errors import CountdownError
from countdown.store.subscriptions import Subscription, refresh
from tests.store.ics import START, calendar, vevent
from tests.store.servers import Serve, Server, give, serving

GOOD = calendar(*vevent(START)).encode()
OTHER = calendar(*vevent(START, uid="other")).encode()
HOUR = 3600.0


@pytest.fixture
def now(tmp_path: Path) -> float:
    """The present by the file system's clock."""
    path = tmp_path / "now"
    path.touch()
    return path.stat().st_mtime


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(lambda handler: give(handler, GOOD)) as state:
        yield state


def ask(one: Subscription, now: float, *, force: bool = False) -> tuple[bytes | None, list[str]]:
    """The copy after a run at `now`, and all that was said."""
    problems = refresh([one], now, force=force)
    copy = one.copy(now)
    said = [*problems, *([copy.warning] if copy.warning else [])]
    return copy.data, [str(each) for each in said]


def subscription(server: Server, path: str = "/work.ics", seconds: float = 6 * HOUR) -> Subscription:
    return Subscription("work", server.url + path, seconds)


def test_it_is_asked_for_once_and_kept(server: Server, now: float) -> None:
    assert ask(subscription(server), now) == (GOOD, [])
    assert ask(subscription(server), now + HOUR) == (GOOD, [])
    assert server.seen == ["/work.ics"]
    assert server.headers["user-agent"].startswith("countdown/")


def test_an_old_copy_is_asked_for_again_and_so_is_a_new_one_if_that_is_wanted(server: Server, now: float) -> None:
    ask(subscription(server), now)
    server.serve = lambda handler: give(handler, OTHER)
    assert ask(subscription(server), now + 5 * HOUR) == (GOOD, [])
    assert ask(subscription(server), now + HOUR, force=True) == (OTHER, [])
    server.serve = lambda handler: give(handler, GOOD)
    assert ask(subscription(server), now + 7 * HOUR) == (GOOD, [])
    assert len(server.seen) == 3


def test_a_copy_from_a_time_to_come_is_not_trusted(server: Server, now: float) -> None:
    ask(subscription(server), now)
    assert ask(subscription(server), now - HOUR) == (GOOD, [])
    assert len(server.seen) == 2


def test_what_did_not_change_is_not_sent_again(server: Server, now: float) -> None:
    def serve(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("If-None-Match") == '"v1"':
            give(handler, b"", status=304)
        else:
            give(handler, GOOD, ETag='"v1"', Last_Modified="Tue, 24 Nov 2026 09:00:00 GMT")

    server.serve = serve
    one = subscription(server)
    assert ask(one, now) == (GOOD, [])
    os.utime(one.path, (now - 7 * HOUR, now - 7 * HOUR))
    again = subscription(server)
    assert ask(again, now) == (GOOD, [])
    assert server.headers["if-modified-since"] == "Tue, 24 Nov 2026 09:00:00 GMT"
    assert ask(subscription(server), now + HOUR) == (GOOD, [])
    assert len(server.seen) == 2


def test_two_calendars_have_a_copy_each_and_one_url_has_one(server: Server, now: float) -> None:
    paths = [subscription(server, path).path for path in ("/a", "/b", "/a")]
    assert len(set(paths)) == 2


def redirect(*targets: str) -> Serve:
    """Each request is sent on to the next of `targets`; then the calendar is given."""
    left = list(targets)

    def serve(handler: BaseHTTPRequestHandler) -> None:
        if left:
            give(handler, b"", status=302, Location=left.pop(0))
        else:
            give(handler, GOOD)

    return serve


def test_it_follows_where_it_was_moved(server: Server, now: float) -> None:
    server.serve = redirect("/b", "c.ics", f"{server.url}/d")
    assert ask(subscription(server), now) == (GOOD, [])
    assert server.seen == ["/work.ics", "/b", "/c.ics", "/d"]


def test_a_password_is_for_its_server_alone(server: Server, now: float) -> None:
    with serving(lambda handler: give(handler, GOOD)) as elsewhere:
        asked: list[str] = []

        def serve(handler: BaseHTTPRequestHandler) -> None:
            asked.append(handler.headers.get("Authorization", ""))
            give(handler, b"", status=302, Location=f"{elsewhere.url}/x")

        server.serve = serve
        one = Subscription("work", server.url.replace("//", "//ada:secret@") + "/x", HOUR)
        assert ask(one, now) == (GOOD, [])
    assert asked == ["Basic YWRhOnNlY3JldA=="]
    assert "authorization" not in elsewhere.headers


def test_a_failure_is_told_without_the_secret_in_the_address(server: Server, now: float) -> None:
    server.serve = lambda handler: give(handler, b"", status=404)
    _, said = ask(
        Subscription("work", server.url.replace("//", "//ada:pw@") + "/private-token/basic.ics?key=k", HOUR), now
    )
    host = server.url.partition("//")[2]
    assert said == [f"calendars.work: {host}: it is not there any more (HTTP 404)"]


def test_after_a_failure_the_server_is_left_alone_for_a_while(server: Server, now: float) -> None:
    server.serve = lambda handler: give(handler, b"", status=503)
    told = [f"calendars.work: {server.url.partition('//')[2]}: the server does not give it (HTTP 503)"]
    assert ask(subscription(server), now) == (None, told)
    assert ask(subscription(server), now + 60) == (None, told)
    assert len(server.seen) == 1
    ask(subscription(server), now + 660)
    assert len(server.seen) == 2
    server.serve = lambda handler: give(handler, GOOD)
    assert ask(subscription(server), now + 661, force=True) == (GOOD, [])
    assert ask(subscription(server), now + 662) == (GOOD, [])


@pytest.mark.parametrize(("hours", "age"), [(7, "7 hours"), (25, "1 day"), (24 * 40, "40 days")])
def test_an_old_copy_is_said_to_be_how_old(server: Server, now: float, hours: int, age: str) -> None:
    ask(subscription(server), now)
    server.serve = lambda handler: give(handler, b"", status=410)
    told = f"{server.url.partition('//')[2]}: it is gone for good (HTTP 410); the copy that is shown is {age} old"
    assert ask(subscription(server), now + hours * HOUR + 5) == (GOOD, [f"calendars.work: {told}"])


def test_a_refresh_that_was_asked_for_tells_when_it_failed(server: Server, now: float) -> None:
    ask(subscription(server), now)
    server.serve = lambda handler: give(handler, b"", status=500)
    data, (said,) = ask(subscription(server), now + 125, force=True)
    assert data == GOOD
    assert said.endswith("the server does not give it (HTTP 500); the copy that is shown is 2 minutes old")
    assert ask(subscription(server), now + 180) == (GOOD, [])


def test_a_copy_that_cannot_be_kept_is_shown_all_the_same(server: Server, now: float, home: Path) -> None:
    (home / ".cache").write_text("no folder")
    data, (said,) = ask(subscription(server), now)
    assert data == GOOD
    assert said.startswith("calendars.work: its copy cannot be kept: ")


def test_a_copy_that_was_spoilt_is_asked_for_again(server: Server, now: float) -> None:
    one = subscription(server)
    ask(one, now)
    one.path.write_bytes(b"\x00not json\n" + OTHER)
    os.utime(one.path, (now, now))
    assert ask(subscription(server), now)[0] == GOOD


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_reason_to_refuse_it(server: Server, now: float, encoding: str) -> None:
    data = GOOD.decode().encode(encoding)
    server.serve = lambda handler: give(handler, data)
    assert ask(subscription(server), now) == (data, [])


def test_a_header_that_could_not_be_sent_back_is_not_kept(server: Server, now: float) -> None:
    server.serve = lambda handler: give(handler, GOOD, ETag="\xe9")
    assert ask(subscription(server), now) == (GOOD, [])
    assert ask(subscription(server), now + 7 * HOUR) == (GOOD, [])
    assert "if-none-match" not in server.headers


def test_a_warning_is_one() -> None:
    assert isinstance(Subscription("x", "http://127.0.0.1:1/", 1).copy(0.0).warning, CountdownError)
