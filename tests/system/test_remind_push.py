"""More than five reminders at once are one message to a push channel, as a server gets them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

pytest.importorskip("apprise")
pytestmark = pytest.mark.slow


class Sink(ThreadingHTTPServer):
    """A server on loopback that keeps what it is sent, or refuses it while `refuses` is set."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[dict[str, Any]] = []
        self.refuses = False

    def taken(self) -> list[dict[str, Any]]:
        found, self.got = self.got, []
        return found


class _Handler(BaseHTTPRequestHandler):
    server: Sink

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if not self.server.refuses:
            self.server.got.append(json.loads(data))
        self.send_response(500 if self.server.refuses else 200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # http.server's name for it
        pass


@pytest.fixture
def sink(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sink]:
    config = tmp_path / "config.toml"
    monkeypatch.setenv("COUNTDOWN_CONFIG", str(config))
    monkeypatch.setenv("COUNTDOWN_FILE", str(tmp_path / "events.toml"))
    with Sink() as server:
        config.write_text(f'[notify]\nurls = ["json://127.0.0.1:{server.server_port}/"]\n')
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def write(folder: Path, number: int) -> None:
    (folder / "events.toml").write_text(
        "".join(f'[events.e{at}]\nname = "Event {at} 第"\nstart = 2026-11-26\n' for at in range(number))
    )


def notify(now: str) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "countdown", "remind", "--notify", "--now", now]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", timeout=120)
    return done.returncode, done.stdout, done.stderr


def test_five_are_five_messages(sink: Sink, tmp_path: Path) -> None:
    write(tmp_path, 5)
    assert notify("2026-11-26T08:00") == (0, "", "")
    assert [message["title"] for message in sink.taken()] == [f"Event {at} 第: today" for at in range(5)]
    assert notify("2026-11-26T08:00") == (0, "", "")
    assert sink.taken() == []


def test_six_are_one(sink: Sink, tmp_path: Path) -> None:
    write(tmp_path, 6)
    assert notify("2026-11-26T08:00") == (0, "", "")
    (message,) = sink.taken()
    assert message["title"] == "6 reminders"
    assert message["message"].splitlines() == [f"today  Event {at} 第  Thu 26 Nov" for at in range(6)]
    assert notify("2026-11-26T08:00") == (0, "", "")
    assert sink.taken() == []


def test_a_digest_that_was_refused_comes_again_whole(sink: Sink, tmp_path: Path) -> None:
    write(tmp_path, 7)
    sink.refuses = True
    code, out, err = notify("2026-11-26T08:00")
    assert (code, out, err.count("\n")) == (1, "", 1)
    sink.refuses = False
    assert notify("2026-11-27T08:00") == (0, "", "")
    (message,) = sink.taken()
    assert message["title"] == "7 reminders"
    assert "While you were away" in message["message"]
