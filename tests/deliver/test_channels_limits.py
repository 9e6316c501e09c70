"""What hangs is cut off with all that it started, and holds back nobody."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from countdown.deliver.channels import Channel, Message, channels
from countdown.errors import CountdownError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="process groups of Unix")
needs_apprise = pytest.mark.skipif(find_spec("apprise") is None, reason="needs the extra notify")

MESSAGE = Message("Supply chain expo: in 7 days", "Beijing", {"name": "Supply chain expo"})
LIMIT = 0.5
SLACK = 2.0  # for a busy machine


def alive(pid: int) -> bool:
    """Whether `pid` runs; a zombie does not."""
    if sys.platform == "linux":
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2]
        except (FileNotFoundError, ProcessLookupError):
            return False
    else:
        state = subprocess.run(
            ["ps", "-o", "stat=", "-p", str(pid)], check=False, capture_output=True, text=True
        ).stdout
    return state.strip()[:1] not in ("", "Z")


def all_gone(pids: list[int]) -> bool:
    """Whether all of `pids` ended, within a moment."""
    for _ in range(50):
        if not any(alive(pid) for pid in pids):
            return True
        time.sleep(0.02)
    return False


def cut_off(channel: Channel, limit: float = LIMIT) -> str:
    """What `channel` says when its time is up, which is not much later than the limit."""
    before = time.monotonic()
    with pytest.raises(CountdownError) as caught:
        channel.send(MESSAGE)
    assert limit <= time.monotonic() - before < limit + SLACK
    return str(caught.value)


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("sleep 100 & echo $! >> pids; sleep 100", id="a child"),
        pytest.param("trap '' TERM; while :; do sleep 1; done", id="deaf", marks=pytest.mark.slow),
        pytest.param(
            "(trap '' TERM INT HUP; while :; do sleep 1; done) & echo $! >> pids; exec sleep 100", id="a deaf child"
        ),
        pytest.param(
            "for i in 1 2 3 4 5 6 7 8; do (sleep 100 & echo $! >> pids; exec sleep 100) & done; wait",
            id="children of children",
        ),
        pytest.param("yes >&2 & echo $! >> pids; wait", id="endless errors"),
        pytest.param("exec 2>&-; sleep 100", id="closed errors", marks=pytest.mark.slow),
    ],
)
def test_a_command_that_hangs_leaves_no_process(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    [channel] = channels(command=["sh", "-c", f"echo $$ >> pids; {script}"], seconds=LIMIT)
    assert cut_off(channel).startswith("command sh: was ended after 0.5 s")
    pids = [int(pid) for pid in (tmp_path / "pids").read_text().split()]
    assert all_gone(pids), pids


def test_what_it_said_before_is_told() -> None:
    [channel] = channels(command=["sh", "-c", "echo 'waiting for the server' >&2; sleep 100"], seconds=LIMIT)
    assert cut_off(channel) == "command sh: was ended after 0.5 s: waiting for the server"


@pytest.mark.slow
def test_a_command_has_ten_seconds() -> None:
    [channel] = channels(command=["sleep", "100"])
    assert cut_off(channel, 10.0) == "command sleep: was ended after 10 s"


def test_an_interrupted_run_ends_its_hook(tmp_path: Path) -> None:
    code = (
        "from countdown.deliver.channels import *\n"
        "[c] = channels(command=['sh', '-c', 'sleep 0.2; echo $$ > pid; sleep 100'])\n"
        "c.send(Message('t', 'b', {}))"
    )
    process = subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, stderr=subprocess.DEVNULL)
    pid = tmp_path / "pid"
    while not (pid.exists() and pid.read_text().strip()):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    assert process.wait(10) != 0
    assert all_gone([int(pid.read_text())])


@contextmanager
def deaf_server() -> Iterator[int]:
    """The port of a server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@needs_apprise
@pytest.mark.parametrize(
    "url",
    ["json://127.0.0.1:{}", pytest.param("mailto://127.0.0.1:{}?from=a@b.org&to=c@b.org", marks=pytest.mark.slow)],
    ids=["webhook", "mail"],
)
def test_a_server_that_never_answers_is_left_in_time(url: str) -> None:
    with deaf_server() as port:
        [channel] = channels(urls=[url.format(port)], seconds=1.0)
        assert cut_off(channel, 1.0).endswith("://127.0.0.1/…: no answer within 1 s")


@needs_apprise
@pytest.mark.slow
def test_a_mail_server_that_never_answers_has_ten_seconds() -> None:
    with deaf_server() as port:
        [channel] = channels(urls=[f"mailto://127.0.0.1:{port}?from=a@b.org&to=c@b.org"])
        assert cut_off(channel, 10.0) == "mailto://127.0.0.1/…: no answer within 10 s"


@pytest.mark.skipif(sys.platform != "linux", reason="a bus of sockets")
def test_a_desktop_that_never_answers_is_left_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket is short
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind("bus")
        bus.listen()
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))  # and no DBUS_SESSION_BUS_ADDRESS, as under cron
        [channel] = channels(desktop=True, seconds=LIMIT)
        assert cut_off(channel) == "desktop: no answer within 0.5 s"


@needs_apprise
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.slow
def test_a_sender_whose_asker_was_killed_ends_itself() -> None:
    with deaf_server() as port:
        code = (
            "from countdown.deliver.channels import *\n"
            f"[c] = channels(urls=['mailto://127.0.0.1:{port}?from=a@b.org&to=c@b.org'], seconds=2)\n"
            "c.send(Message('t', 'b', {}))"
        )
        asker = subprocess.Popen([sys.executable, "-c", code])
        children = Path(f"/proc/{asker.pid}/task/{asker.pid}/children")
        while not (found := children.read_text().split()):
            time.sleep(0.02)
        time.sleep(0.5)
        asker.kill()
        asker.wait()
        time.sleep(4.5)
        assert all_gone([int(pid) for pid in found])
