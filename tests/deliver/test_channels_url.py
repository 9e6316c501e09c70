"""Apprise URLs as channels: a server on loopback gets the message, and nothing tells a secret."""

from __future__ import annotations

import json
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from countdown.deliver.channels import Channel, Message, channels
from countdown.errors import CountdownError

pytestmark = pytest.mark.skipif(find_spec("apprise") is None, reason="needs the extra notify")

NAME = "展会 <b>*_expo_*</b> {name} \\n :smile: 🎿"
MESSAGE = Message(f"{NAME}: in 7 days\r\nX-Bad: 1", f"Thu 26 – Mon 30 Nov\n{NAME}", {"name": NAME})
TITLE = f"{NAME}: in 7 days  X-Bad: 1"


class Request(NamedTuple):
    path: str
    headers: dict[str, str]
    body: Any


class Sink(ThreadingHTTPServer):
    """An HTTP server that keeps what it gets and answers with `status`."""

    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[Request] = []

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Sink

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append(Request(self.path, dict(self.headers), json.loads(body)))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def channel(url: str) -> Channel:
    [found] = channels(urls=[url])
    return found


def errors_of(tried: Channel) -> list[CountdownError]:
    """The errors of a check and of a message, as far as there are any."""
    found = []
    for attempt in (tried.check, lambda: tried.send(MESSAGE)):
        try:
            attempt()
        except CountdownError as error:
            found.append(error)
    return found


def test_ntfy_gets_the_message_whole(sink: Sink) -> None:
    channel(f"ntfy://{sink.place}/my-topic").send(MESSAGE)
    [request] = sink.requests
    assert request.body == {"topic": "my-topic", "title": TITLE, "message": MESSAGE.body}
    assert "X-Bad" not in request.headers


def test_a_webhook_gets_the_message_whole(sink: Sink) -> None:
    channel(f"json://{sink.place}/hook?+X-Token=abc").send(MESSAGE)
    [request] = sink.requests
    assert (request.path, request.headers["X-Token"]) == ("/hook", "abc")
    assert (request.body["title"], request.body["message"]) == (TITLE, MESSAGE.body)


@pytest.mark.parametrize("locale", ["C", "de_DE.ISO-8859-1"])
def test_text_is_utf8_in_every_locale(locale: str, sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    channel(f"json://{sink.place}").send(MESSAGE)
    assert sink.requests[0].body["title"] == TITLE


def test_a_digest_longer_than_a_pipe_arrives(sink: Sink) -> None:
    body = "\n".join(f"{day} days  Event {day} 展会" for day in range(5000))
    channel(f"json://{sink.place}").send(Message("5000 reminders", body, {}))
    arrived = "".join(request.body["message"] for request in sink.requests)
    assert "".join(arrived.split()) == "".join(body.split())  # it may come in pieces, cut at spaces


def test_a_check_sends_nothing(sink: Sink) -> None:
    channel(f"ntfy://{sink.place}/my-topic").check()
    assert sink.requests == []


def test_a_refusal_is_one_sentence(sink: Sink) -> None:
    sink.status = 403
    [error] = errors_of(channel(f"json://me:pa55word@{sink.place}/secret-hook"))
    assert error.place == "json://127.0.0.1/…"
    assert error.sentence.startswith("not sent: Failed to send JSON ")
    assert "error=403" in error.sentence


def test_a_server_that_is_not_there_is_named_by_both() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    checked, sent = errors_of(channel(f"json://me:pa55word@127.0.0.1:{port}/secret-hook"))
    assert str(checked) == f"json://127.0.0.1/…: its server does not answer on port {port}: Connection refused"
    assert sent.sentence.startswith("not sent: ")
    assert sent.sentence.endswith(": Connection refused")


@pytest.mark.parametrize(
    "url", ["foo://secret-token", "slack://secret-token", ""], ids=["unknown", "incomplete", "empty"]
)  # fmt: skip
def test_a_url_that_apprise_does_not_take(url: str) -> None:
    checked, sent = errors_of(channel(url))
    assert str(checked) == str(sent)
    assert checked.sentence.startswith("Apprise does not take this URL")
    assert "secret" not in str(checked)
    assert checked.mend == "Apprise's documentation tells its form"


def test_without_apprise_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "apprise.py").write_text("raise ImportError")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    for error in errors_of(channel("ntfy://topic")):
        assert str(error) == "ntfy://…: Apprise is not installed; install countdown-events[notify]"


def test_the_working_folder_holds_no_code_of_ours(sink: Sink, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("apprise", "requests", "json", "countdown", "logging"):
        (tmp_path / f"{name}.py").write_text("open('it-ran', 'w').close()")
    monkeypatch.chdir(tmp_path)
    channel(f"json://{sink.place}").send(MESSAGE)
    assert len(sink.requests) == 1
    assert not (tmp_path / "it-ran").exists()


URLS: dict[str, tuple[str, list[str]]] = {
    "webhook": ("json://myself:pa55word@{}/hook-6f1d?+X-Token=t0ken99", ["myself", "pa55word", "hook-6f1d", "t0ken99"]),
    "form": ("form://myself:p%40ss%2Fword@{}/h00k", ["myself", "p%40ss%2Fword", "p@ss/word", "h00k"]),
    "mail": ("mailto://myself:pa55word@{}?from=a1@b.org&to=friend@b.org", ["myself", "pa55word", "friend"]),
    "ntfy": ("ntfy://tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2@{}/private-topic", ["AgQdq7mVBoFD37zQ", "private-topic"]),
    "matrix": ("matrix://myself:pa55word@{}/#room-77", ["myself", "pa55word", "room-77"]),
    "gotify": ("gotify://{}/AbCdEf123.456", ["AbCdEf123"]),
    "rocket": ("rocket://myself:pa55word@{}/#room-77", ["myself", "pa55word", "room-77"]),
    "mattermost": ("mmost://{}/3ccdd113474722377935511fc85d3dd4", ["3ccdd113474722377935511fc85d3dd4"]),
    "telegram": ("tgram://123456789:abcdefg_hijklmnop-QRSTUVWXYZ1234567/12315544/", ["123456789", "hijklmnop", "12315544"]),
    "slack": ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#general", ["T1JJ3T3L2", "A1BRTD4JD", "TIiajkdn"]),
    "slack's own": ("https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ", ["T1JJ3T3L2", "TIiajkdn"]),
    "discord": ("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", ["4174216298", "JHMHI8qBe7bk"]),
    "pushover": ("pover://u" + "1a" * 15 + "@a" + "2b" * 15, ["1a1a1a1a", "2b2b2b2b"]),
    "pushbullet": ("pbul://a" + "6c" * 15, ["6c6c6c6c"]),
    "sendgrid": ("sendgrid://SG.k3y-of-mine:a1@b.org/you@b.org", ["k3y-of-mine"]),
    "unknown": ("nothing://t0ken-of-mine/pa55word", ["t0ken-of-mine", "pa55word"]),
    "no scheme": ("myself:pa55word@example.org", ["myself", "pa55word"]),
}  # fmt: skip


QUICK = ("webhook", "telegram", "slack", "no scheme")


@pytest.mark.parametrize("status", [500, pytest.param(0, marks=pytest.mark.slow)], ids=["refused", "out of reach"])
@pytest.mark.parametrize("kind", [pytest.param(kind, marks=() if kind in QUICK else pytest.mark.slow) for kind in URLS])
def test_a_secret_is_in_no_output_and_no_error(
    kind: str, status: int, sink: Sink, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    # Whatever would leave this machine is refused by a proxy that is not there.
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    sink.status = status or 200
    form, secrets = URLS[kind]
    [tried] = channels(urls=[form.format(sink.place if status else "127.0.0.1:1")], seconds=2)
    errors = errors_of(tried)
    assert errors
    told = [repr(tried), tried.name, tried.shown, *map(str, errors), *map(repr, errors), *capfd.readouterr()]
    assert [(secret, text) for secret in secrets for text in told if secret.lower() in text.lower()] == []


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_secret_is_in_no_argument_and_no_environment() -> None:
    secret = "-".join(("pa55word", "of", "mine"))
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"json://me:{secret}@127.0.0.1:{server.getsockname()[1]}/{secret}"
        [tried] = channels(urls=[url], seconds=2)
        thread = threading.Thread(target=errors_of, args=(tried,))
        thread.start()
        server.accept()[0].close()  # of the check
        connection, _ = server.accept()  # the sender has the secret now
        with connection:
            seen = [text for place in Path("/proc").glob("[0-9]*") for text in _told_by(place)]
        thread.join()
    assert any("countdown.deliver.sender" in text for text in seen)
    assert [text for text in seen if secret in text] == []


def _told_by(process: Path) -> Iterator[str]:
    for name in ("cmdline", "environ"):
        with suppress(OSError):
            yield (process / name).read_text(errors="replace")
