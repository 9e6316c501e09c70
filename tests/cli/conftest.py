"""Whole commands: in this process where that is the same, else in one of their own."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from countdown.cli.main import main
from tests.cli.vdirs import WRITABLE
from tests.cli.watching import NOW, SMALL, Watch
from tests.terminals import Terminal

REPOSITORY = Path(__file__).parents[2]


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("list", "--json")`: the command as if typed, in this process, its output not a terminal."""

    def run(*args: str) -> Result:
        capsys.readouterr()
        code = main(args)
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Result(code, out, err)

    return run


@pytest.fixture
def spawn() -> Run:
    """`spawn("list")`: the command in a process of its own, as a pipe sees it; standard output as bytes decoded as UTF-8."""

    def spawn(*args: str) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "countdown", *args],
            check=False, capture_output=True, timeout=60, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return spawn


@pytest.fixture
def no_scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a scheduler, whatever the user's own crontab says: nothing on the PATH."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


@pytest.fixture
def events_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """`events_file(text)`: writes an events.toml and names it in `COUNTDOWN_FILE`."""

    def write(text: str) -> Path:
        path = tmp_path / "events.toml"
        path.write_bytes(text.encode())
        monkeypatch.setenv("COUNTDOWN_FILE", str(path))
        return path

    return write


@pytest.fixture
def viewer(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """`viewer("Asia/Tokyo")`: the zone of the one who looks, as `TZ` has it."""

    def set_zone(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    return set_zone


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., str]:
    """`file(text, name)`: writes it; the path."""

    def write(text: str | bytes, name: str = "a.ics") -> str:
        target = tmp_path / name
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(target)

    return write


@pytest.fixture
def vdir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the calendar `work`, which may be written to."""
    (tmp_path / "config.toml").write_text(WRITABLE)
    monkeypatch.setenv("COUNTDOWN_CONFIG", str(tmp_path / "config.toml"))
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


@pytest.fixture
def vdir_config(vdir: Path) -> Callable[[str], None]:
    """Writes another config.toml for it."""

    def write(text: str) -> None:
        (vdir.parent / "config.toml").write_text(text)

    return write


@pytest.fixture
def watch(events_file: Callable[[str], Path]) -> Iterator[Watch]:
    """`watch("expo", events=…, size=…)`: the command in a terminal, as of `NOW` unless `now` is another, or None."""
    opened: list[Terminal] = []

    def begin(
        *names: str,
        size: tuple[int, int] = SMALL,
        events: str | None = None,
        now: str | None = NOW,
        environment: dict[str, str] | None = None,
    ) -> Terminal:
        if events is not None:
            events_file(events)
        as_of = () if now is None else ("--now", now)
        opened.append(Terminal("watch", *names, *as_of, width=size[0], height=size[1], environment=environment))
        return opened[-1]

    yield begin
    for terminal in opened:
        terminal.close()
