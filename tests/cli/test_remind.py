"""`remind` alone: today's reminders, from the files and now; no ledger, nothing written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.reminders import of_today

EVENTS = """\
[defaults]
remind = ["7d", "1d", "0d"]

[events.expo]
name = "Supply chain expo"
start = 2026-11-26
end = 2026-11-30
where = "Beijing"

[events.flight]
name = "Flight"
start = 2026-11-26T22:00:00
remind = ["1d check in", "0d 18:00", "2h leave"]
"""


@pytest.mark.parametrize(
    ("now", "lines"),
    [
        ("2026-11-18", []),
        ("2026-11-19", ["7 days  Supply chain expo  Thu 26 – Mon 30 Nov"]),
        (
            "2026-11-25",
            [
                "1 day  Supply chain expo  Thu 26 – Mon 30 Nov (tomorrow)",
                "1 day  Flight             check in  Thu 26 Nov 22:00 (tomorrow)",
            ],
        ),
        (
            "2026-11-26T09:00",
            [
                "day 1 of 5  Supply chain expo  Thu 26 – Mon 30 Nov",
                "     today  Flight             Thu 26 Nov 22:00 (in 13 h)",
                "     today  Flight             leave  Thu 26 Nov 22:00 (in 13 h)",
            ],
        ),
        (
            "2026-11-26T23:00",
            [
                "day 1 of 5  Supply chain expo  Thu 26 – Mon 30 Nov",
                "",
                "While you were away",
                "   earlier  Flight             leave  26 Nov 2026",
            ],
        ),
        ("2026-11-27", []),
    ],
)
def test_what_is_due_on_a_date(run: Run, events_file: Callable[[str], Path], now: str, lines: list[str]) -> None:
    events_file(EVENTS)
    result = run("remind", "--now", now)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == lines


def test_typed_twice_it_prints_twice_and_writes_nothing(
    run: Run, events_file: Callable[[str], Path], home: Path
) -> None:
    events_file(EVENTS)
    first = run("remind", "--now", "2026-11-19")
    assert first.out
    assert run("remind", "--now", "2026-11-19") == first
    assert list(home.rglob("*")) == []


def test_a_ledger_that_is_broken_is_not_asked(run: Run, events_file: Callable[[str], Path], home: Path) -> None:
    events_file(EVENTS)
    ledger = home / ".local/state/countdown/ledger.db"
    ledger.parent.mkdir(parents=True)
    ledger.write_bytes(b"garbage" * 1000)
    assert run("remind", "--now", "2026-11-19").err == ""
    assert ledger.read_bytes() == b"garbage" * 1000


def test_without_events_it_is_silent(run: Run, events_file: Callable[[str], Path]) -> None:
    assert run("remind") == (0, "", "")  # before any file exists
    events_file("")
    assert run("remind") == (0, "", "")


def test_nagging_is_for_what_keeps_a_record(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file('[events.taxes]\nname = "Taxes"\nstart = 2026-11-26\nremind = ["3d"]\nnag = true\n')
    assert of_today(run, "2026-11-23") == ["taxes 3d"]
    assert of_today(run, "2026-11-24") == []


@pytest.mark.parametrize(
    ("lead", "due_on"),
    [
        ("7d", "2026-11-19"),
        ("2w", "2026-11-12"),
        ("1mo", "2026-10-26"),
        ("1y", "2025-11-26"),
        ("+1d", "2026-11-27"),
        ("+100d", "2027-03-06"),
        ("0d 23:59", "2026-11-26"),
    ],
)
def test_each_kind_of_lead_on_its_date_alone(
    run: Run, events_file: Callable[[str], Path], lead: str, due_on: str
) -> None:
    events_file(f'[events.expo]\nname = "Expo"\nstart = 2026-11-26\nremind = ["{lead}"]\n')
    day = date.fromisoformat(due_on)
    for number, expected in ((-1, []), (0, [f"expo {lead.partition(' ')[0]}"]), (1, [])):
        assert of_today(run, f"{day + timedelta(days=number)}") == expected
        assert of_today(run, f"{day + timedelta(days=number)}T23:59:59") == expected


def test_a_range_is_a_reminder_each_day(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file('[events.expo]\nname = "Expo"\nstart = 2026-11-26\nremind = ["2d..+1d pack"]\n')
    found = [of_today(run, f"2026-11-{day}") for day in range(23, 29)]
    assert found == [[], ["expo 2d 'pack'"], ["expo 1d 'pack'"], ["expo 0d 'pack'"], ["expo +1d 'pack'"], []]


def test_a_bad_lead_costs_itself_alone(run: Run, events_file: Callable[[str], Path]) -> None:
    path = events_file('[events.expo]\nname = "Expo"\nstart = 2026-11-26\nremind = ["1m", "1d", "soon"]\n')
    result = run("remind", "--now", "2026-11-25")
    assert (result.code, result.out) == (0, "1 day  Expo  Thu 26 Nov (tomorrow)\n")
    assert [line.partition(": ")[0] for line in result.err.splitlines()] == [f"{path}:4", f"{path}:4"]
    assert "write min or mo" in result.err


def test_remind_at_is_when_the_day_begins_to_remind(
    run: Run, events_file: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('remind_at = "08:30"\n')
    monkeypatch.setenv("COUNTDOWN_CONFIG", str(config))
    events_file(EVENTS)
    out = run("remind", "--json", "--now", "2026-11-19").out
    assert '"due":"2026-11-19T08:30:00+00:00"' in out, "later today, and told"


def test_one_file_by_two_names_is_told_once(run: Run, events_file: Callable[[str], Path], tmp_path: Path) -> None:
    path = events_file(EVENTS)
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    files = ("-f", str(path), "-f", str(link))
    assert of_today(run, "2026-11-19", *files) == ["expo 7d"]
    assert run("list", "--now", "2026-11-19", *files).out.count("Supply chain expo") == 1


def test_a_broken_file_hides_no_others(run: Run, events_file: Callable[[str], Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("[")
    result = run("remind", "--now", "2026-11-19", "-f", str(events_file(EVENTS)), "-f", str(broken))
    assert result.code == 1
    assert result.out == "7 days  Supply chain expo  Thu 26 – Mon 30 Nov\n"
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--once --notify", "--once, --notify and --test exclude each other"),
        ("--once --test", "--once, --notify and --test exclude each other"),
        ("--notify --json", "--json goes with --once, with --dry-run, or alone"),
        ("--test --json", "--test goes alone"),
        ("--test --dry-run", "--test goes alone"),
    ],
)
def test_wrong_usage(run: Run, options: str, sentence: str) -> None:
    assert run("remind", *options.split()) == (2, "", f"countdown remind: {sentence}; see countdown remind --help\n")


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("now", ["0002-01-01", "9998-12-31T23:59:59"])
def test_the_ends_of_the_calendar(
    run: Run, events_file: Callable[[str], Path], viewer: Callable[[str], None], now: str, zone: str
) -> None:
    events_file(
        EVENTS + f'[events.end]\nname = "End"\nstart = {now[:10]}\nnag = true\nremind = ["0d", "9999d", "+9y"]\n'
    )
    viewer(zone)
    for options in ((), ("--once",), ("--once",), ("--once", "--dry-run")):
        result = run("remind", *options, "--now", now)
        assert (result.code, result.err) == (0, "")
    assert run("snooze", "end", "9998-12-31", "--now", now).code in (0, 2)
    assert run("dismiss", "end", "--now", now).code == 0
    assert run("dismiss", "end", "--undo", "--now", now).code == 0
    assert run("remind", "--once", "--now", now).code == 0
