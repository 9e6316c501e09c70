"""What a prompt costs: processes that are started for it, and time of the shell's own."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from countdown.cli.main import main
from tests.shells import SHELLS, Machine, missing

pytestmark = pytest.mark.system

PROMPTS = 1000
_NO_CONFIG = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}
_REPEATED = {
    "bash": "for ((i = 0; i < {number}; i++)); do {call}; done",
    "zsh": "for ((i = 0; i < {number}; i++)); do {call}; done",
    "fish": "for i in (seq {number}); {call}; end",
}
_CALLS = {"bash": "__countdown_prompt", "zsh": "__countdown_prompt", "fish": "emit fish_prompt"}
_NOTHING = "true"
# `times` of bash and zsh: the first line is the shell's own, as 0m0.123s or 0.123s.
_TIMES = re.compile(r"(?:(\d+)m)?([\d.]+)s")


@pytest.fixture
def machine(home: Path) -> Machine:
    found = Machine(home)
    found.events.write_text('[events.expo]\nname = "Supply chain expo"\nstart = 2020-01-01\nrepeat = "daily"\n')
    return found


def _script(shell: str, machine: Machine, capsys: pytest.CaptureFixture[str], number: int, call: str) -> Path:
    """A script that runs the hook, and then `call` so many times."""
    if missing([shell]):
        pytest.skip(f"needs {shell}")
    capsys.readouterr()
    assert main(["init", shell]) == 0
    script = machine.home / f"prompts.{shell}"
    body = _REPEATED[shell].format(number=number, call=call)
    last = 'times; echo "[$COUNTDOWN_PROMPT]"' if shell != "fish" else 'echo "[$COUNTDOWN_PROMPT]"'
    script.write_text(f"{capsys.readouterr().out}\n{_CALLS[shell]}\n{body}\n{last}\n")
    return script


@pytest.fixture
def strace() -> str:
    found = shutil.which("strace")
    if found is None:
        pytest.skip("needs strace")
    allowed = subprocess.run([found, "-o", "/dev/null", "true"], check=False, capture_output=True)
    if allowed.returncode:
        pytest.skip("strace is not permitted here")
    return found


def _processes(shell: str, script: Path, strace: str) -> int:
    """How many processes the script starts."""
    log = script.with_suffix(".strace")
    calls = "trace=?clone,?clone3,?fork,?vfork"  # where there is no such call, it is not counted
    subprocess.run(
        [strace, "-f", "-o", str(log), "-e", calls, shell, *_NO_CONFIG[shell], str(script)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    # One call may be told in two lines; that it began is told once.
    return len(re.findall(r"^\d+ +(?:clone3?|v?fork)\(", log.read_text(), re.MULTILINE))


@pytest.mark.parametrize(("shell", "most"), [("bash", 0), ("zsh", 0), ("fish", 1)])
def test_no_process_is_started_for_a_prompt(
    shell: str, most: int, machine: Machine, capsys: pytest.CaptureFixture[str], strace: str
) -> None:
    for _ in range(2):  # at midnight there may be one
        without = _processes(shell, _script(shell, machine, capsys, PROMPTS, _NOTHING), strace)
        started = _processes(shell, _script(shell, machine, capsys, PROMPTS, _CALLS[shell]), strace) - without
        if started <= most * PROMPTS:
            return
    raise AssertionError(f"{started} processes were started for {PROMPTS} prompts")


@pytest.mark.parametrize("shell", SHELLS[:2])
def test_a_prompt_takes_less_than_a_millisecond(
    shell: str, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the processor, so that other programs do not count; the best of five, since some of what they do does."""
    taken = []
    for call in (_NOTHING, _CALLS[shell]):
        script = _script(shell, machine, capsys, PROMPTS, call)
        taken.append(min(_seconds(shell, script) for _ in range(5)))
    assert (taken[1] - taken[0]) / PROMPTS < 0.001


def _seconds(shell: str, script: Path) -> float:
    """Processor time that the shell itself spent."""
    done = subprocess.run(
        [shell, *_NO_CONFIG[shell], str(script)], check=True, capture_output=True, text=True, timeout=120
    )
    own, _, shown = done.stdout.splitlines()
    assert shown.startswith("[today  Supply")
    return sum(60 * int(minutes or 0) + float(seconds) for minutes, seconds in _TIMES.findall(own))
