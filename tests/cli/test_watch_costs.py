"""What `watch` costs while it runs, and how well it keeps time."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.cli.watching import Watch, seconds_left
from tests.terminals import Terminal

pytestmark = pytest.mark.slow

LONG = 12.0
LIMIT = 0.01


def cpu_seconds(pid: int) -> float:
    """What the process has used of a core."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux's account of a process")
@pytest.mark.parametrize("paused", [False, True])
def test_it_takes_less_than_a_hundredth_of_a_core(watch: Watch, paused: bool) -> None:
    events = "".join(
        f'[events.e{at}]\nname = "Event {at} 日"\nstart = 2020-{at % 12 + 1:02}-{at % 28 + 1:02}T12:00:00\n'
        f'repeat = "FREQ=YEARLY;BYDAY=2TU"\nsince = 2019-01-01\n'
        for at in range(100)
    )
    terminal = watch(size=(200, 50), events=events)
    terminal.wait_for("1 of 100")
    if paused:
        terminal.type("p")
        terminal.wait_for("paused")
    begun, used, frames = time.monotonic(), cpu_seconds(terminal.pid), len(terminal.raw)
    while time.monotonic() - begun < LONG:
        terminal.read()
    share = (cpu_seconds(terminal.pid) - used) / (time.monotonic() - begun)
    assert share < LIMIT
    assert (len(terminal.raw) == frames) is paused


def test_its_frames_begin_within_the_second_that_they_show(watch: Watch) -> None:
    """By the real clock, which is what is shown here; the least late of some frames, since the machine may be busy."""
    terminal = watch(events='[events.far]\nname = "Far"\nstart = 2100-01-01T00:00:00Z\n', now=None)
    late = [_late(terminal, 4_102_444_800) for _ in range(10)]
    assert min(late) >= 0, "a second is not shown before it has come"
    assert min(late) < 0.9
    # Were each tick a little late and the next counted from it, the later ones would be later.
    assert abs(min(late[:5]) - min(late[5:])) < 0.5


def _late(terminal: Terminal, moment: int) -> float:
    """How long after the beginning of its second the next frame is there."""
    before = seconds_left(terminal)
    terminal.wait_for(lambda: seconds_left(terminal) not in (before, -1))
    return time.time() - (moment - seconds_left(terminal))
