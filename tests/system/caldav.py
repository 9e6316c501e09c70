"""A Radicale on loopback, and machines that keep a calendar of it as a vdir by way of vdirsyncer."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import urllib3

PATIENCE = 60.0
"""Seconds that a program has on a busy machine."""
POSSIBLE = find_spec("radicale") is not None and find_spec("vdirsyncer") is not None
USER, PASSWORD = "ada", "secret words"
COLLECTION = "shared"
_SERVER = """\
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
[storage]
filesystem_folder = {folder}/collections
"""
_SYNC = """\
[general]
status_path = "~/.local/share/vdirsyncer/status/"

[pair countdown]
a = "here"
b = "server"
collections = ["{collection}"]

[storage here]
type = "filesystem"
path = "~/calendars/"
fileext = ".ics"

[storage server]
type = "caldav"
url = "{url}/"
username = "{user}"
password = "{password}"
"""
_COUNTDOWN = f"""\
[calendars.{COLLECTION}]
source = "~/calendars/{COLLECTION}"
write  = true
"""


class Ended(NamedTuple):
    """How a program ended."""

    code: int
    out: str
    err: str


class Server:
    """A CalDAV server at `url` with one calendar, and what other clients do there: `names`, `get`, `put`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._calendar = f"{url}/{USER}/{COLLECTION}"

    def _ask(self, method: str, path: str, body: str = "", **headers: str) -> str:
        answer = urllib3.request(
            method, self._calendar + path, body=body.encode(), timeout=PATIENCE, retries=False,
            headers=urllib3.make_headers(basic_auth=f"{USER}:{PASSWORD}") | headers,
        )  # fmt: skip
        assert 200 <= answer.status < 300, (method, path, answer.status, answer.data)
        return answer.data.decode()

    def make_calendar(self) -> None:
        """The calendar, empty."""
        self._ask("MKCALENDAR", "/")

    def names(self) -> set[str]:
        """The resources in the calendar."""
        listing = self._ask("PROPFIND", "/", Depth="1")
        return set(re.findall(rf"<(?:\w+:)?href>/{USER}/{COLLECTION}/([^<]+)</", listing))

    def get(self, name: str) -> str:
        """The text of a resource, its folded lines as one."""
        return re.sub(r"\r?\n[ \t]", "", self._ask("GET", f"/{name}"))

    def put(self, name: str, text: str) -> None:
        """A new text of a resource, as a phone writes it."""
        self._ask("PUT", f"/{name}", text.replace("\n", "\r\n"), **{"Content-Type": "text/calendar; charset=utf-8"})


class Machine:
    """A user's home with countdown and vdirsyncer set up, `folder` being the calendar's copy."""

    def __init__(self, home: Path, url: str) -> None:
        self.folder = home / "calendars" / COLLECTION
        self._environment = _environment(home)
        self._now = datetime.fromisoformat("2026-11-24")
        for path, text in (
            (".config/vdirsyncer/config", _SYNC.format(url=url, collection=COLLECTION, user=USER, password=PASSWORD)),
            (".config/countdown/config.toml", _COUNTDOWN),
        ):
            (home / path).parent.mkdir(parents=True)
            (home / path).write_text(text)
        # The folder is not there yet: vdirsyncer asks whether to make it.
        self.vdirsyncer("discover", answer="y\n")

    def try_vdirsyncer(self, *arguments: str, answer: str = "") -> Ended:
        """How vdirsyncer ends."""
        return _run("vdirsyncer", *arguments, environment=self._environment, answer=answer)

    def vdirsyncer(self, *arguments: str, answer: str = "") -> None:
        """Run vdirsyncer, which has nothing to complain of."""
        done = self.try_vdirsyncer(*arguments, answer=answer)
        assert done.code == 0, done
        assert "error" not in done.err, done

    def sync(self) -> None:
        """What is new here goes to the server, and what is new there comes here."""
        self.vdirsyncer("sync")

    def try_countdown(self, *arguments: str) -> Ended:
        """How countdown ends; it is a minute later each time."""
        self._now += timedelta(minutes=1)
        return _run("countdown", "--now", self._now.isoformat(), *arguments, environment=self._environment)

    def countdown(self, *arguments: str) -> str:
        """What countdown prints, which has nothing to complain of."""
        done = self.try_countdown(*arguments)
        assert (done.code, done.err) == (0, ""), (arguments, done)
        return done.out

    def listed(self) -> dict[str, dict[str, Any]]:
        """The events of `list --json` by id, without the places where they stand here."""
        events = json.loads(self.countdown("list", "--all", "--json"))["events"]
        return {event["id"]: {key: value for key, value in event.items() if key != "source"} for event in events}

    def shown(self, id_: str) -> dict[str, Any]:
        """The event of `show --json`, without the place where it stands here."""
        event: dict[str, Any] = json.loads(self.countdown("show", id_, "--json"))["events"][0]
        return {key: value for key, value in event.items() if key != "source"}

    def files(self) -> dict[str, bytes]:
        """The events in the calendar's folder, each as it stands there."""
        return {path.name: path.read_bytes() for path in self.folder.glob("*.ics")}


def carry(giver: Machine, taker: Machine) -> None:
    """The two syncs by which what is new on one machine comes to the other."""
    giver.sync()
    taker.sync()


@contextmanager
def radicale(folder: Path) -> Iterator[Server]:
    """A server with an empty calendar; `folder` is for what it needs."""
    folder.mkdir()
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
    for _ in range(10):
        port = _free_port()
        with _listening(folder, port) as listens:
            if listens:
                server = Server(f"http://127.0.0.1:{port}")
                server.make_calendar()
                yield server
                return
    raise AssertionError(f"Radicale does not start: {(folder / 'log').read_text()}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port: int = sock.getsockname()[1]
        return port


@contextmanager
def _listening(folder: Path, port: int) -> Iterator[bool]:
    """Radicale at `port`, unless another program took that meanwhile."""
    config, log = folder / "config", folder / "log"
    config.write_text(_SERVER.format(folder=folder, port=port))
    with log.open("wb") as out, subprocess.Popen(
        [sys.executable, "-m", "radicale", "--config", str(config)],
        stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=folder, env=_environment(folder),
    ) as process:  # fmt: skip
        try:
            end = time.monotonic() + PATIENCE
            while not (up := f"Listening on '127.0.0.1:{port}'" in log.read_text()) and process.poll() is None:
                assert time.monotonic() < end, log.read_text()
                time.sleep(0.05)
            yield up
        finally:
            process.kill()  # it keeps nothing that a test would look at


def _environment(home: Path) -> dict[str, str]:
    return os.environ | {"HOME": str(home), "LC_ALL": "C.UTF-8"}


def _run(module: str, *arguments: str, environment: dict[str, str], answer: str = "") -> Ended:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        check=False, capture_output=True, timeout=PATIENCE, env=environment, input=answer.encode(),
    )  # fmt: skip
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())
