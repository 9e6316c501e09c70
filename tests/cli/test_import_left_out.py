"""`countdown import`: what cannot be carried over is told, with its line, and what cannot be read at all."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.import_files import ICS

NOW = ("--now", "2026-11-24T09:00")


@pytest.fixture
def path(events_file: Callable[[str], Path]) -> Path:
    return events_file("# mine\n")


def test_good_and_bad_lines_in_one_file(path: Path, run: Run, file: Callable[..., str]) -> None:
    source = file("REM 26 Nov MSG Expo\nREM [x] MSG y\nOMIT Sat\nREM 1 Jan MSG New Year\n")
    result = run("import", source, *NOW)
    assert (result.code, result.out) == (0, f"2 events added to {path}\n")
    assert result.err == (
        f"{source}:2: left out: 'REM [x] MSG y': '[x]' is an expression\n"
        f"{source}:3: left out: 'OMIT Sat': OMIT has no counterpart here\n"
    )


OVERRIDES = ICS.replace(
    "END:VCALENDAR",
    """\
BEGIN:VEVENT
UID:2@x
RECURRENCE-ID;TZID=Asia/Tokyo:20261215T093000
DTSTART;TZID=Asia/Tokyo:20261216T093000
SUMMARY:Call
END:VEVENT
BEGIN:VEVENT
UID:2@x
RECURRENCE-ID;TZID=Asia/Tokyo:20261222T093000
DTSTART;TZID=Asia/Tokyo:20261222T093000
SUMMARY:Long call
END:VEVENT
BEGIN:VEVENT
UID:2@x
RECURRENCE-ID;TZID=Asia/Tokyo:20261229T093000
STATUS:CANCELLED
END:VEVENT
BEGIN:VEVENT
UID:4@x
SUMMARY:Off
DTSTART;VALUE=DATE:20261126
STATUS:CANCELLED
END:VEVENT
BEGIN:VEVENT
UID:5@x
SUMMARY:Extra
DTSTART;VALUE=DATE:20261126
RDATE;VALUE=DATE:20261128
END:VEVENT
BEGIN:VTODO
UID:6@x
SUMMARY:Taxes
DUE;VALUE=DATE:20270531
END:VTODO
END:VCALENDAR""",
)


def test_what_single_occurrences_have_of_their_own_is_told(path: Path, run: Run, file: Callable[..., str]) -> None:
    source = file(OVERRIDES)
    result = run("import", source, *NOW)
    assert (result.code, result.out) == (0, f"4 events added to {path}\n")
    assert [line.partition(": UID ")[2] for line in result.err.splitlines()] == [
        "4@x: left out, since it is cancelled",
        "2@x: its occurrence of 2026-12-15 09:30:00 was moved to 2026-12-16 09:30:00; that one is left out",
        "2@x: its occurrence of 2026-12-22 09:30:00 was changed; it is as the others here",
        "5@x: its additional occurrence of 2026-11-28 is left out",
    ]
    assert [str(day) for day in tomllib.loads(path.read_text())["events"]["call"]["except"]] == [
        "2026-12-08",
        "2026-12-15",
        "2026-12-29",
    ]
    assert str(tomllib.loads(path.read_text())["events"]["taxes"]["start"]) == "2027-05-31"


def test_what_events_have_no_field_for_is_told_once(path: Path, run: Run, file: Callable[..., str]) -> None:
    more = "ATTENDEE:mailto:a@example.org\nATTENDEE:mailto:b@example.org\nGEO:1;2\n"
    journal = "BEGIN:VJOURNAL\nUID:7@x\nSUMMARY:Diary\nATTACH:x\nEND:VJOURNAL\nEND:VCALENDAR"
    source = file(ICS.replace("DTSTART", f"{more}DTSTART").replace("END:VCALENDAR", journal))
    result = run("import", source, *NOW)
    assert (result.code, result.out) == (0, f"2 events added to {path}\n")
    assert result.err == (
        f"{source}: left out, since events here have nothing of the kind: ATTENDEE (2), GEO (2), VJOURNAL (1)\n"
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "this is no calendar that is known here; name its format: --as ics, remind, calendar, when"),
        (b"hello\n", "this is no calendar that is known here; name its format: --as ics, remind, calendar, when"),
        (b"REM 1 MSG \xff\n", "byte 0xff is not UTF-8; save the file as UTF-8"),
        ("REM 1 MSG x\n".encode("utf-16"), "byte 0xff is not UTF-8; save the file as UTF-8"),
        (b"REM [x] MSG y\n", "nothing in it could be carried over"),
        (b"REM 1 MSG \0\n", "this is no text"),
    ],
)
def test_what_gives_nothing_is_a_failure(
    path: Path, run: Run, file: Callable[..., str], data: bytes, said: str
) -> None:
    result = run("import", file(data, "x"), *NOW)
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines()[-1].endswith(f": {said}")
    assert path.read_text() == "# mine\n"


def test_of_several_files_the_others_are_taken(path: Path, run: Run, file: Callable[..., str], tmp_path: Path) -> None:
    result = run("import", str(tmp_path / "none"), str(tmp_path), file(ICS), *NOW)
    assert (result.code, result.out) == (1, f"2 events added to {path}\n")
    assert result.err == (
        f"{tmp_path}/none: cannot be read: No such file or directory\n{tmp_path}: cannot be read: Is a directory\n"
    )


def test_a_change_of_one_occurrence_and_all_after_it_is_told(path: Path, run: Run, file: Callable[..., str]) -> None:
    source = file(
        OVERRIDES.replace(
            "RECURRENCE-ID;TZID=Asia/Tokyo:20261222", "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:20261222"
        )
    )
    assert (
        "2@x: its occurrences after that of 2026-12-22 09:30:00 were changed; they are as before here\n"
        in run("import", source, *NOW).err
    )
