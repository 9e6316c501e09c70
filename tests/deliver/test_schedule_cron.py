"""Lines of a crontab: what they say, that they are read back, and that no other line is touched."""

from __future__ import annotations

import subprocess
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.deliver.schedule.cron import (
    MARK,
    _daemon_runs,
    _unescaped,
    cron_lines,
    marked_lines,
    read_lines,
    with_lines,
)
from countdown.deliver.schedule.job import Job
from countdown.deliver.schedule.timetable import Timetable, daily, every
from countdown.errors import CountdownError
from tests.deliver.schedule_jobs import NASTY, job, jobs

OURS = f"0 8 * * * /usr/bin/countdown remind --once {MARK}"
THEIRS = 'MAILTO=me\nA="x y"\n# countdown remind\n#0 9 * * * old # countdown remind\n\n0  4 * * 1\tbackup  %x\nZ=late\n# end\n'


@pytest.mark.parametrize(
    ("table", "times"),
    [
        (daily([time(8)]), ["0 8 * * *"]),
        (daily([time(8), time(20, 30)]), ["0 8 * * *", "30 20 * * *"]),
        (daily([time(0)]), ["0 0 * * *"]),
        (every(1), ["* * * * *"]),
        (every(15), ["*/15 * * * *"]),
        (every(60), ["0 * * * *"]),
        (every(120), ["0 */2 * * *"]),
        (every(720), ["0 */12 * * *"]),
        (every(90), ["0 */3 * * *", "30 1,4,7,10,13,16,19,22 * * *"]),
    ],
)
def test_the_times_of_a_line(table: Timetable, times: list[str]) -> None:
    lines = cron_lines(Job(("/bin/x",), {}, (table,)))
    assert lines == [f"{when} /bin/x {MARK}" for when in times]


def test_the_environment_stands_in_the_line_whatever_the_shell() -> None:
    (line,) = cron_lines(job("/bin/x", environment={"TZ": "Asia/Tokyo", "HOME": "/home/a b"}))
    assert line == f"0 8 * * * env TZ=Asia/Tokyo 'HOME=/home/a b' /bin/x {MARK}"


def test_percent_is_escaped_and_no_backslash_doubled() -> None:
    (line,) = cron_lines(job("/bin/x", "50%", r"a\%b", r"c\\d"))
    assert line == rf"0 8 * * * /bin/x 50\% 'a\''\%b' 'c\''\d' {MARK}"


@given(jobs)
def test_a_job_is_read_back_from_its_lines(wanted: Job) -> None:
    assert read_lines(cron_lines(wanted)) == wanted


@pytest.mark.parametrize("unescape", ["vixie", "backslashes"])
def test_the_shell_gets_the_words_from_either_kind_of_cron(unescape: str) -> None:
    words = (NASTY, r"\\", r"\%", "%%", r"a\\%b", "'")
    (line,) = cron_lines(job("/usr/bin/printf", r"%s\n", *words))
    command = _unescaped(line.split(" ", 5)[5])
    if unescape == "backslashes":  # as some crons do, such as Debian's older ones
        command = command.replace("\\\\", "\\")
    out = subprocess.run(["/bin/sh", "-c", command], check=True, capture_output=True, text=True).stdout
    assert out.splitlines() == list(words)


def test_a_line_break_is_refused() -> None:
    with pytest.raises(CountdownError, match="cannot hold a path with a line break"):
        cron_lines(job("/bin/x", "a\nb"))


@pytest.mark.parametrize(
    ("line", "table"),
    [
        (f"0 8 * * 1-5 /bin/x {MARK}", Timetable((time(8),), weekdays=frozenset(range(5)))),
        (f"0 8 * * sun /bin/x {MARK}", Timetable((time(8),), weekdays=frozenset({6}))),
        (f"0 8 * * 7 /bin/x {MARK}", Timetable((time(8),), weekdays=frozenset({6}))),
        (f"  0\t8  1 jan,jul *   /bin/x {MARK}  ", Timetable((time(8),), monthdays=frozenset({1}), months=frozenset({1, 7}))),
        (f"@daily /bin/x {MARK}", daily([time(0)])),
        (f"@hourly\t/bin/x {MARK}", every(60)),
    ],
)  # fmt: skip
def test_times_changed_by_hand_are_read(line: str, table: Timetable) -> None:
    assert marked_lines(line) == [line]
    assert read_lines([line]) == Job(("/bin/x",), {}, (table,))


@pytest.mark.parametrize(
    "lines",
    [
        [f"@reboot /bin/x {MARK}"],
        [f"99 8 * * * /bin/x {MARK}"],
        [f"0 8 * * {MARK}"],
        [f"x {MARK}"],
        [f"0 8 * * * '/bin/x {MARK}"],
        [f"0 8 * * * /bin/x {MARK}", f"0 9 * * * /bin/y {MARK}"],
        [f"0 8 * * * env A=b {MARK}"],
    ],
)
def test_what_is_no_job_any_more_is_told_apart(lines: list[str]) -> None:
    assert read_lines(lines) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"{OURS}\n"),
        ("0 4 * * * a\n", f"0 4 * * * a\n{OURS}\n"),
        ("0 4 * * * a", f"0 4 * * * a\n{OURS}\n"),
        (f"A=1\n{OURS}\nB=2\n", f"A=1\n{OURS}\nB=2\n"),
        (f"A=1\n5 5 * * * old {MARK}\nB=2\n6 6 * * * old {MARK}\n", f"A=1\n{OURS}\nB=2\n"),
        (THEIRS, f"{THEIRS}{OURS}\n"),
        ("a\x0bb\u2028c\x85d\n\n\n", f"a\x0bb\u2028c\x85d\n\n\n{OURS}\n"),
    ],
)
def test_only_marked_lines_are_replaced(before: str, after: str) -> None:
    assert with_lines(before, [OURS]) == after
    assert with_lines(after, [OURS]) == after


any_line = st.one_of(
    st.text(st.characters(exclude_characters="\n", codec="utf-8")), st.sampled_from([*THEIRS.split("\n"), MARK])
)


@given(st.lists(any_line.filter(lambda line: not marked_lines(line))), st.integers(0, 5), st.integers(1, 3))
def test_other_lines_stay_byte_for_byte(theirs: list[str], at: int, number: int) -> None:
    crontab = "".join(f"{line}\n" for line in theirs)
    placed = "".join(f"{line}\n" for line in [*theirs[:at], *[f"1 1 * * * old {MARK}"] * number, *theirs[at:]])
    replaced = with_lines(placed, [OURS, OURS])
    assert marked_lines(replaced) == [OURS, OURS]
    assert with_lines(replaced, []) == with_lines(placed, []) == crontab
    assert with_lines(with_lines(crontab, [OURS]), []) == crontab


@pytest.mark.parametrize(
    ("processes", "runs"),
    [({"1": "init", "70": "cron"}, True), ({"1": "init", "71": "crond"}, True), ({"1": "init", "7": "acron"}, False), ({}, None)],
)  # fmt: skip
def test_whether_a_daemon_runs(processes: dict[str, str], runs: bool | None, tmp_path: Path) -> None:
    for number, name in processes.items():
        (tmp_path / number).mkdir()
        (tmp_path / number / "comm").write_text(f"{name}\n")
    assert _daemon_runs(tmp_path) is runs
