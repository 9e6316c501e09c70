"""`countdown import`: what it tells and writes, again and again."""

from __future__ import annotations

import io
import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.import_files import ICS

NOW = ("--now", "2026-11-24T09:00")


@pytest.fixture
def path(events_file: Callable[[str], Path]) -> Path:
    return events_file("# mine\n")


def events(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(path.read_text("utf-8")).get("events", {})
    return found


def test_an_ics_file_becomes_events(path: Path, run: Run, file: Callable[..., str]) -> None:
    result = run("import", file(ICS), *NOW)
    assert (result.code, result.out, result.err) == (0, f"2 events added to {path}\n", "")
    assert (
        path.read_text()
        == """\
# mine

[events.expo]
name = "Expo"
start = 2026-11-26
end = 2026-11-30
where = "Beijing"
uid = "1@x"

[events.call]
name = "Call"
start = 2026-12-01T09:30:00
tz = "Asia/Tokyo"
repeat = "FREQ=WEEKLY"
except = [2026-12-08]
uid = "2@x"
remind = ["30min"]
"""
    )
    assert run("check").code == 0


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (ICS, 2),
        ("REM 26 Nov MSG Expo\nREM Mon MSG Run\n", 2),
        ("11/26\tExpo\nThursday\tRun\n15 *\tPay\n", 3),
        ("2026 nov 26 , Expo\n* dec 25 , Christmas\n", 2),
        ("# mine\tand\n; others'\tdates\nREM 26 Nov MSG Expo\n", 1),
    ],
)
def test_the_content_tells_the_format_and_a_second_time_adds_nothing(
    path: Path, run: Run, file: Callable[..., str], text: str, number: int
) -> None:
    source = file(text, "calendar")
    assert run("import", source, *NOW).out == f"{number} event{'s' * (number > 1)} added to {path}\n"
    before = path.read_bytes()
    result = run("import", source, "--now", "2028-01-01")
    assert (result.code, result.out) == (0, f"0 events added to {path}, {number} as before\n")
    assert path.read_bytes() == before
    run("undo")
    assert path.read_text() == "# mine\n"


def test_what_changed_is_changed_and_what_was_added_by_hand_stays(
    path: Path, run: Run, file: Callable[..., str]
) -> None:
    run("import", file(ICS), *NOW)
    run("edit", "expo", "--pin", "--note", "mine", "--remind", "3d", *NOW)
    path.write_text(path.read_text().replace('where = "Beijing"', 'where = "Beijing"  # hall 3'))
    changed = (
        ICS.replace("SUMMARY:Expo", "SUMMARY:Fair").replace("DTEND;VALUE=DATE:20261201\n", "").replace("1126", "1127")
    )
    result = run("import", file(changed), *NOW)
    assert (result.code, result.out, result.err) == (0, f"0 events added to {path}, 1 changed, 1 as before\n", "")
    assert events(path)["expo"] == {
        "name": "Fair", "start": tomllib.loads("x=2026-11-27")["x"], "where": "Beijing", "uid": "1@x",
        "pin": True, "note": "mine", "remind": ["3d"],
    }  # fmt: skip
    assert "# hall 3" in path.read_text()


def test_a_dry_run_tells_and_writes_nothing(path: Path, run: Run, file: Callable[..., str]) -> None:
    run("import", file(ICS.replace("SUMMARY:Call", "SUMMARY:Phone").replace("UID:1", "UID:3")), *NOW)
    before = path.read_bytes()
    result = run("import", "--dry-run", file(ICS), *NOW)
    assert result.out.splitlines() == [
        "add  expo-2  Thu 26 – Mon 30 Nov  Expo",
        "change  phone  Tue 1 Dec 00:30  Call",
        f"1 event would be added to {path}, 1 changed",
    ]
    assert path.read_bytes() == before


def test_an_empty_calendar_is_no_failure(path: Path, run: Run, file: Callable[..., str]) -> None:
    result = run("import", file("BEGIN:VCALENDAR\nEND:VCALENDAR\n"), *NOW)
    assert (result.code, result.out, result.err) == (0, f"0 events added to {path}\n", "")


def test_standard_input(path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ICS.encode())))
    assert run("import", "-", *NOW).out == f"2 events added to {path}\n"


def test_another_file_and_one_that_is_not_there_yet(
    path: Path, run: Run, file: Callable[..., str], tmp_path: Path
) -> None:
    target = tmp_path / "new" / "team.toml"
    nothing = file("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "b.ics")
    assert run("import", nothing, "--to", str(target), *NOW).code == 0
    assert not target.exists()
    assert run("import", file(ICS), "--to", str(target), *NOW).out == f"2 events added to {target}\n"
    assert {*events(target)} == {"expo", "call"}
    assert path.read_text() == "# mine\n"


def test_what_stands_in_another_file_in_use_is_not_added_again(
    run: Run, file: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = tmp_path / "team.toml"
    team.write_text('[events.expo]\nname = "Fair"\nstart = 2026-11-26\nuid = "1@x"\n')
    monkeypatch.setenv("COUNTDOWN_FILE", f"{tmp_path / 'mine.toml'}:{team}")
    assert run("import", file(ICS), "-f", str(tmp_path / "mine.toml"), "-f", str(team), *NOW).out.endswith(
        "1 as before\n"
    )


def test_ones_own_export_of_several_files_adds_nothing(
    run: Run, file: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, team = tmp_path / "mine.toml", tmp_path / "team.toml"
    mine.write_text('[events.expo]\nname = "Mine"\nstart = 2026-12-01\n')
    team.write_text('[events.expo]\nname = "Team"\nstart = 2026-12-02\n[events.only]\nname = "O"\nstart = 2026-12-03\n')
    monkeypatch.setenv("COUNTDOWN_FILE", f"{mine}:{team}")
    source = file(run("export", *NOW).out)
    assert run("import", source, *NOW).out == f"0 events added to {mine}, 3 as before\n"
    monkeypatch.setenv("COUNTDOWN_FILE", f"{team}:{mine}")
    assert run("import", source, *NOW).out == f"0 events added to {team}, 3 as before\n"


def test_ones_own_export_adds_nothing_and_anothers_of_the_same_id_does(
    events_file: Callable[[str], Path], run: Run, file: Callable[..., str]
) -> None:
    path = events_file('[defaults]\nremind = ["1d"]\n[events.day]\nname = "My day"\nstart = 2026-12-01\n')
    text = run("export", *NOW).out
    assert run("import", file(text), *NOW).out == f"0 events added to {path}, 1 as before\n"
    assert run("import", file(text.replace("My day", "Yours")), *NOW).out == f"1 event added to {path}\n"
    assert {id_: table["name"] for id_, table in events(path).items()} == {"day": "My day", "yours": "Yours"}


TURNS = """\
[events.ada]
name = "Ada turns {years}"
start = 2004-02-29
repeat = "yearly"
feb29 = "mar-1"

[events.rent]
name = "Rent"
start = 2026-01-31
repeat = "monthly"
until = 2027-12-31
uid = "rent@x"
remind = ["3wd pay it"]
"""


def test_what_a_program_made_plain_is_no_change(
    events_file: Callable[[str], Path], run: Run, file: Callable[..., str]
) -> None:
    path = events_file(TURNS)
    lines = run("export", *NOW).out.split("\r\n")
    plain = "\r\n".join(line for line in lines if not line.startswith("X-COUNTDOWN-"))
    plain = re.sub(r"BEGIN:VALARM.*?END:VALARM\r\n", "", plain, flags=re.DOTALL)
    assert run("import", file(plain), *NOW).out == f"0 events added to {path}, 2 as before\n"
    assert path.read_text() == TURNS
    moved = plain.replace("DATE:20260131", "DATE:20260228").replace("DATE:20260201", "DATE:20260301")
    assert moved != plain
    assert run("import", file(moved), *NOW).out == f"0 events added to {path}, 1 changed, 1 as before\n"
    found = events(path)
    assert found["ada"] == tomllib.loads(TURNS)["events"]["ada"]
    assert (str(found["rent"]["start"]), found["rent"]["repeat"]) == (
        "2026-02-28",
        "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231",
    )
    assert "until" not in found["rent"]
    assert found["rent"]["remind"] == ["3wd pay it"]


NAMES = ['"q"', "a\\b", "日本", "🎉 x # y", "[x]", "\u202eltr", "x" * 5_000, "=1", "---"]


def test_hostile_names_are_data(path: Path, run: Run, file: Callable[..., str]) -> None:
    source = file("".join(f"2026 dec 1 , {name}\n" for name in NAMES))
    result = run("import", source, "--dry-run", *NOW)
    assert "\u202e" not in result.out
    assert run("import", source, *NOW).code == 0
    assert [table["name"] for table in events(path).values()] == NAMES
