"""A real notification daemon, dunst under Xvfb on a session bus of its own, shows what the desktop channel sends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from countdown.deliver.channels import Channel, Message, channels
from countdown.errors import CountdownError

PROGRAMS = ("Xvfb", "dunst", "dunstctl", "dbus-daemon", "notify-send")
MISSING = [name for name in PROGRAMS if shutil.which(name) is None]
pytestmark = [pytest.mark.system, pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")]

TITLE = '<b>Expo</b> & "x" 展会 🎿 -- %s {name}'
BODY = "<i>Thu 26</i> & \\n one\nBeijing \\x41 \\\\ 展会"
SHOWN = "&lt;i&gt;Thu 26&lt;/i&gt; &amp; \\n one\nBeijing \\x41 \\\\ 展会"  # as a service that reads markup is given it
MESSAGE = Message(TITLE, BODY, {})


def desktop() -> Channel:
    [channel] = channels(desktop=True)
    return channel


def until(holds: Callable[[], object], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "not within the time"
        time.sleep(0.05)


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A session bus where systemd would put it, in a run-time folder of its own; no variable names the bus itself."""
    folder = Path("/tmp") / f"countdown-{os.getpid()}"  # the path of a socket has to be short
    folder.mkdir(mode=0o700)
    config = tmp_path / "bus.conf"
    config.write_text(  # and no folder of services, one of which would be started in place of an error
        f'<busconfig><type>session</type><listen>unix:path={folder}/bus</listen><policy context="default">'
        '<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>'
    )
    daemon = subprocess.Popen(["dbus-daemon", f"--config-file={config}", "--nofork"], stderr=subprocess.DEVNULL)
    try:
        until((folder / "bus").exists)
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
        yield folder / "bus"
    finally:
        daemon.terminate()
        daemon.wait()
        shutil.rmtree(folder)


@pytest.fixture
def shown(bus: Path) -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """`shown()`: the notifications that the daemon showed, in the order of their coming."""
    address = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}"}
    reader, writer = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "640x480x24", "-nolisten", "tcp"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as answer:
        display = answer.readline().strip()
    daemon = subprocess.Popen(["dunst"], env={**address, "DISPLAY": f":{display}"}, stderr=subprocess.DEVNULL)

    def ask(*arguments: str) -> str:
        done = subprocess.run(["dunstctl", *arguments], check=False, env=address, capture_output=True, timeout=30)
        return done.stdout.decode()

    def history() -> list[dict[str, Any]]:
        ask("close-all")
        until(lambda: ask("count", "displayed").strip() == "0")
        [entries] = json.loads(ask("history"))["data"]
        return [{key: value["data"] for key, value in entry.items()} for entry in reversed(entries)]

    try:
        until(lambda: ask("is-paused").strip() == "false")
        yield history
    finally:
        for process in (daemon, screen):
            process.terminate()
            process.wait()


Shown = Callable[[], list[dict[str, Any]]]


def without_desktop_notifier(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have `import desktop_notifier` fail in the sender."""
    (folder / "desktop_notifier.py").write_text("raise ImportError")
    monkeypatch.setenv("PYTHONPATH", str(folder))


def test_desktop_notifier_shows_it(shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("dbus_fast", reason="needs the extra notify")
    other = tmp_path / "notify-send"
    other.write_text("#!/bin/sh\nexit 1\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    desktop().check()
    assert shown() == []
    desktop().send(MESSAGE)
    [entry] = shown()
    assert (entry["summary"], entry["body"], entry["appname"]) == (TITLE, SHOWN, "countdown")


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_notify_send_shows_it(locale: str, shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_desktop_notifier(tmp_path, monkeypatch)
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.setenv("PATH", "/bin")  # as short as cron's may be
    desktop().check()
    desktop().send(MESSAGE)
    [entry] = shown()
    assert (entry["summary"], entry["body"], entry["appname"]) == (TITLE, SHOWN, "countdown")


@pytest.mark.parametrize("title", ["--help", "-u critical", "\\t", "x" * 10_000, ""])
def test_odd_titles_are_shown_as_they_are(
    title: str, shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop().send(Message(title, "first", {}))
    without_desktop_notifier(tmp_path, monkeypatch)
    desktop().send(Message(title, "second", {}))
    first, second = shown()
    expected = title if len(title) <= 250 else title[:249] + "…"
    assert first["summary"] == expected
    assert second["summary"] == (expected or "countdown")


def test_a_bus_without_a_daemon(bus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bus.exists()
    with pytest.raises(CountdownError) as caught:
        desktop().check()
    assert str(caught.value) == (
        "desktop: nothing on the session's bus shows notifications; start the desktop's notification service"
    )
    with pytest.raises(CountdownError, match=r"^desktop: "):
        desktop().send(MESSAGE)
    without_desktop_notifier(tmp_path, monkeypatch)
    with pytest.raises(CountdownError, match=r"^desktop: notify-send failed: .*org\.freedesktop\.Notifications"):
        desktop().send(MESSAGE)


@pytest.mark.parametrize("attempt", ["check", "send"])
def test_no_session_at_all(attempt: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    if Path(f"/run/user/{os.getuid()}/bus").exists():
        pytest.skip("there is one")
    with pytest.raises(CountdownError) as caught:
        desktop().check() if attempt == "check" else desktop().send(MESSAGE)
    assert caught.value.sentence == "no desktop session is there to show it"
    assert caught.value.mend


def test_a_bus_address_that_makes_no_sense(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/no/such/bus")
    with pytest.raises(CountdownError, match=r"^desktop: the session's bus does not answer: "):
        desktop().check()
