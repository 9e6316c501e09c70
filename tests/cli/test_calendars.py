"""Whole commands with calendars in the config."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.store.ics import calendar, vevent
from tests.store.servers import give, serving
from tests.store.test_subscriptions_bad_servers import Bad

NOW = ("--now", "2026-11-24T09:00")
ALARM = ["BEGIN:VALARM", "TRIGGER:-PT1H", "END:VALARM", "BEGIN:VALARM", "TRIGGER:-P1D", "END:VALARM"]
WORK = calendar(
    *vevent("DTSTART:20261125T100000Z", "DTEND:20261125T110000Z", "RRULE:FREQ=WEEKLY", "LOCATION:Attic", *ALARM, uid="a"),
    *vevent("RECURRENCE-ID:20261125T100000Z", "DTSTART:20261126T120000Z", uid="a", name="Moved"),
    *vevent("DTSTART;VALUE=DATE:20261128", "CATEGORIES:trip", uid="b"),
)  # fmt: skip


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Writes a config.toml, with an events.toml of one event and work.ics beside it."""

    def write(text: str) -> Path:
        (tmp_path / "events.toml").write_text('[events.own]\nname = "Own"\nstart = 2026-12-01\n')
        (tmp_path / "work.ics").write_text(WORK)
        path = tmp_path / "config.toml"
        path.write_text(text)
        monkeypatch.setenv("COUNTDOWN_CONFIG", str(path))
        return tmp_path

    return write


CALENDAR = '[calendars.work]\nsource = "work.ics"\ntags = ["job"]\n'


def test_events_of_calendars_stand_beside_ones_own(run: Run, config: Callable[[str], Path]) -> None:
    config(CALENDAR)
    found = run("list", *NOW, "--format", "{days} {id} {name} {where}")
    assert (found.code, found.err) == (0, "")
    assert found.out.splitlines() == ["2 work/it Moved Attic", "4 work/it-2 It ", "7 own Own "]
    assert run("next", *NOW).out.startswith("2 days")
    assert run("list", *NOW, "--tag", "job", "--plain").out.count("\n") == 2


def test_what_countdown_exported_is_what_it_was(run: Run, config: Callable[[str], Path]) -> None:
    folder = config("")
    own = (
        '[events.it]\nname = "Ada {years}"\nstart = 2020-01-31\nrepeat = "monthly"\npin = true\nremind = ["3d pack"]\n'
    )
    (folder / "events.toml").write_text(own)
    expected = run("show", "it", "--json", *NOW).out
    (folder / "mine.ics").write_text(run("export", *NOW).out)
    (folder / "events.toml").unlink()
    (folder / "config.toml").write_text('[calendars.work]\nsource = "mine.ics"\n')
    found = run("show", "work/ada", "--json", *NOW).out
    (before,), (after,) = (json.loads(out)["events"] for out in (expected, found))
    for told in (before, after):
        del told["id"], told["source"]
    assert after == before


def test_the_json_tells_file_line_and_the_original_start(run: Run, config: Callable[[str], Path]) -> None:
    folder = config(CALENDAR)
    event = json.loads(run("list", *NOW, "--json").out)["events"][0]
    assert event["source"] == f"{folder}/work.ics:3"
    assert (event["id"], event["name"], event["tags"]) == ("work/it", "Moved", ["job"])
    assert (event["start"], event["occurrence"]) == ("2026-11-26T12:00:00+00:00", "2026-11-25T10:00:00+00:00")


def test_one_in_full_and_the_days_until_it(run: Run, config: Callable[[str], Path]) -> None:
    config(CALENDAR)
    shown = run("show", "work/it", *NOW, "--json")
    event = json.loads(shown.out)["events"][0]
    assert [each["lead"] for each in event["reminders"]] == []  # the moved one has no alarm of its own
    assert event["upcoming"][:2] == ["2026-11-26T12:00:00+00:00", "2026-12-02T10:00:00+00:00"]
    assert run("until", "work/it-2", "--number", *NOW).out == "4\n"
    assert run("show", "moved", *NOW).code == 1  # it is the event that is named


def test_its_alarms_remind_and_once_is_once(run: Run, config: Callable[[str], Path]) -> None:
    config(CALENDAR)
    at = ("--now", "2026-12-02T09:30")
    assert "It" in run("remind", *at).out
    assert run("remind", "--once", *at).out != ""
    assert run("remind", "--once", *at).out == ""
    assert run("dismiss", "work/it", *at).code == 0


def test_the_leads_of_the_config_take_their_place(run: Run, config: Callable[[str], Path]) -> None:
    config(CALENDAR + 'remind = ["3d"]')
    found = json.loads(run("remind", "--json", "--now", "2026-11-25").out)["reminders"]
    assert [(each["id"], each["lead"]) for each in found] == [("work/it-2", "3d")]


@pytest.mark.parametrize("command", [("edit", "work/it", "--name", "x"), ("remove", "work/it"), ("edit", "work/it-2")])
def test_what_is_in_a_calendar_is_not_changed_here(
    run: Run, config: Callable[[str], Path], command: tuple[str, ...]
) -> None:
    folder = config(CALENDAR)
    found = run(*command, *NOW)
    assert (found.code, found.out) == (1, "")
    assert found.err.startswith(f"{folder}/work.ics:")
    assert found.err.endswith(
        "is kept in a calendar, so it cannot be changed here; change it where the calendar comes from\n"
    )


def test_ones_own_events_come_first_where_events_are_changed(run: Run, config: Callable[[str], Path]) -> None:
    folder = config(CALENDAR)
    (folder / "work.ics").write_text(WORK.replace("SUMMARY:It", "SUMMARY:Owner"))
    assert run("edit", "own", "--name", "Mine", *NOW).code == 0
    assert 'name = "Mine"' in (folder / "events.toml").read_text()


def test_a_run_that_names_its_files_reads_no_calendar(run: Run, config: Callable[[str], Path]) -> None:
    folder = config(CALENDAR)
    assert run("list", "-f", str(folder / "events.toml"), *NOW).out.count("\n") == 1


def test_what_is_wrong_in_a_calendar_is_told_in_short_and_listed_by_check(
    run: Run, config: Callable[[str], Path]
) -> None:
    folder = config(CALENDAR)
    (folder / "work.ics").write_text(calendar(*(line for at in range(9) for line in vevent(uid=f"u{at}"))))
    found = run("list", *NOW)
    assert found.code == 0
    assert len(found.err.splitlines()) == 4
    assert found.err.splitlines()[0] == f"{folder}/work.ics:3: UID u0: left out: it has no DTSTART"
    assert found.err.splitlines()[3] == "calendars.work: 6 more of the kind; countdown check lists them"
    checked = run("check", *NOW)
    assert (checked.code, len(checked.out.splitlines())) == (1, 9)


def test_a_calendar_that_is_not_there_hides_nothing(run: Run, config: Callable[[str], Path]) -> None:
    folder = config('[calendars.gone]\nsource = "gone.ics"\n' + CALENDAR)
    found = run("list", *NOW)
    assert (found.code, found.out.count("\n")) == (0, 3)
    assert found.err == f"{folder}/gone.ics: no such file or folder\n"


def test_check_says_how_many_events_a_calendar_has(run: Run, config: Callable[[str], Path]) -> None:
    config(CALENDAR)
    assert "calendars.work: 2 events, no problems\n" in run("check", *NOW).out


def test_a_calendar_over_the_web_and_refresh(run: Run, config: Callable[[str], Path]) -> None:
    with serving(lambda handler: give(handler, WORK.encode())) as server:
        config(f'[calendars.web]\nsource = "{server.url}/secret/work.ics"\n')
        for _ in range(2):
            # How old the copy is has nothing to do with --now.
            assert run("list", "--now", "2040-01-01").out.count("\n") == 1
        assert len(server.seen) == 1
        assert run("--refresh", "list", *NOW).out.count("\n") == 3
        assert run("next", "--refresh", *NOW).code == 0
        assert len(server.seen) == 3
        source = json.loads(run("list", *NOW, "--json").out)["events"][0]["source"]
        assert source == f"web ({server.url.partition('//')[2]}):3"
        server.serve = lambda handler: give(handler, b"", status=404)
        found = run("list", "--refresh", *NOW)
    assert (found.code, found.out.count("\n")) == (0, 3)
    assert found.err.startswith("calendars.web: 127.0.0.1:")
    assert "it is not there any more (HTTP 404); the copy that is shown is " in found.err
    assert "secret" not in found.err


def test_config_tells_where_calendars_are(run: Run, config: Callable[[str], Path]) -> None:
    folder = config(CALENDAR + '[calendars.web]\nsource = "https://ada:pw@example.com/secret/x.ics?key=1"\n')
    assert run("config").out.splitlines()[-2:] == [f"calendars.work  {folder}/work.ics", "calendars.web  example.com"]


def test_holidays_as_a_calendar(run: Run, config: Callable[[str], Path]) -> None:
    pytest.importorskip("holidays")
    config('[calendars.free]\nsource = "holidays:DE"\ninclude = ["erster weihnacht*"]')
    assert run("list", *NOW, "--format", "{days} {id}").out.splitlines() == ["7 own", "31 free/erster-weihnachtstag"]


def test_a_copy_that_is_new_enough_loads_no_http(run: Run, config: Callable[[str], Path]) -> None:
    code = "import sys; from countdown.cli.main import main; main(['next']); sys.exit('urllib3' in sys.modules)"
    with serving(lambda handler: give(handler, WORK.encode())) as server:
        config(f'[calendars.web]\nsource = "{server.url}/work.ics"\n')
        codes = [subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode for _ in range(2)]
    assert codes == [1, 0]


@pytest.mark.slow
def test_a_dozen_silent_servers_delay_the_list_by_three_seconds_at_the_most(
    spawn: Run, config: Callable[[str], Path]
) -> None:
    from time import monotonic

    with serving(lambda handler: None) as server:
        server.serve = Bad(server).silent
        config("".join(f'[calendars.c{at}]\nsource = "{server.url}/{at}"\n' for at in range(12)))
        begun = monotonic()
        assert spawn("list", *NOW).code == 0
        slow = monotonic() - begun
        begun = monotonic()
        found = spawn("list", *NOW)
        quick = monotonic() - begun
    assert slow - quick < 4.5  # three, and what a busy machine adds; one after the other they would take thirty
    assert found.err.count("no answer") == 12
