"""`countdown add --to` a vdir with `write = true`: whole commands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from countdown.store.calendars import read_ics
from tests.cli.conftest import Run
from tests.cli.vdirs import NOW, WRITABLE, items, put
from tests.store.ics import START, vevent


def test_an_event_is_added_as_a_file_of_its_own(run: Run, vdir: Path) -> None:
    result = run("add", "Supply chain expo", "Nov 26-30", "--where", "Beijing", "--to", "work", *NOW)
    (path,) = items(vdir)
    assert (result.code, result.err) == (0, "")
    assert "Thursday 26 November 2026" in result.out
    assert "id      work/supply-chain-expo\n" in result.out
    assert result.out.endswith(f"added to {path}\n")
    (event,) = read_ics(path.read_bytes(), "a").events
    assert path.name == f"{event.uid}.ics"
    assert (str(event.start), str(event.end), event.where) == ("2026-11-26", "2026-11-30", "Beijing")
    assert run("list", *NOW, "--format", "{days} {id} {name}").out == "2 work/supply-chain-expo Supply chain expo\n"
    assert not (vdir.parent / "events.toml").exists()


EVERY_FIELD = (
    "--end", "2026-12-24 19:00", "--tz", "Europe/Berlin", "--repeat", "yearly", "--until", "2030-12-31", "--except",
    "2027-12-24", "--since", "2026-01-01", "--pin", "--tag", "a", "--tag", "b", "--where", "Home", "--url",
    "https://x.org/", "--uid", "my-own@x", "--note", "two\nlines", "--remind", "7d", "--remind", "0d 08:00 pack", "--nag",
)  # fmt: skip


def test_every_field_is_shown_as_that_of_an_events_file_is(run: Run, vdir: Path) -> None:
    from json import loads

    shown = []
    for to, id_ in (("work", "work/x"), ("./own.toml", "x")):
        os.chdir(vdir.parent)
        assert run("add", "X", "2026-12-24 18:00", *EVERY_FIELD, "--to", to, *NOW).code == 0
        files = () if to == "work" else ("-f", "own.toml")
        (event,) = loads(run("show", id_, "--json", *files, *NOW).out)["events"]
        shown.append({key: value for key, value in event.items() if key not in ("id", "source")})
    assert shown[0] == shown[1]
    assert items(vdir) == [vdir / "my-own@x.ics"]
    assert "EXDATE;TZID=Europe/Berlin:20271224T180000" in (vdir / "my-own@x.ics").read_text()


def test_a_uid_that_is_no_name_of_a_file_and_one_that_is_taken(run: Run, vdir: Path) -> None:
    for uid in ("../x", ".hidden", "a/b", "日本", "x" * 300):
        assert run("add", "X", "2026-12-24", "--uid", uid, "--to", "work", *NOW).code == 0
    assert all(len(path.stem) == 64 and path.suffix == ".ics" for path in items(vdir))
    put(vdir, *vevent(START, uid="taken"), name="other.ics")
    before = items(vdir)
    for uid in ("../x", "taken"):
        result = run("add", "X", "2026-12-24", "--uid", uid, "--to", "work", *NOW)
        assert (result.code, result.err.partition(": ")[2]) == (1, "there is an event with this UID already\n")
    assert items(vdir) == before


def test_names_that_are_there_already_get_numbers(run: Run, vdir: Path) -> None:
    for expected in ("work/dentist", "work/dentist-2", "work/dentist-3"):
        assert f"id      {expected}\n" in run("add", "Dentist", "2026-12-24", "--to", "work", *NOW).out


ONLY_READ = (
    "calendars.web: the calendar web is only read; a vdir folder of yours is written to with write = true; "
    "a file of that name is ./web\n"
)


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("--to", "web"), 1, ONLY_READ),
        (("--to", "work", "--id", "x"), 2, "countdown add: --id: the ids of a calendar's events are made of their names; "),
        (("--to", "work", "--until", "2027-01-01"), 1, "does not repeat, so until says nothing"),
        (("--to", "work", "--remind", "soon"), 1, "calendars.work: remind: 'soon' is not a reminder's lead"),
        (("--to", "work", "--end", "2026-01-01"), 1, "calendars.work: end: 2026-01-01 is before the start, 2026-12-24"),
        (("--to", "wrok"), 1, "--to wrok: there is no such calendar, and no such file; write one of work, web, gone, one, or ./wrok"),
        (("--to", "gone"), 1, "there is no such folder; make it, or let vdirsyncer: vdirsyncer discover\n"),
        (("--to", "one"), 1, "this is a file, and only a vdir folder is written to; take write away"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_is_told_and_nothing_written(
    run: Run, vdir: Path, args: tuple[str, ...], code: int, told: str
) -> None:
    (vdir.parent / "one").write_text("")
    (vdir.parent / "config.toml").write_text(
        WRITABLE + '[calendars.web]\nsource = "https://example.invalid/x.ics"\n'
        '[calendars.gone]\nsource = "gone"\nwrite = true\n[calendars.one]\nsource = "one"\nwrite = true\n'
    )
    result = run("add", "X", "2026-12-24", *args, *NOW)
    assert (result.code, result.out) == (code, "")
    assert told in result.err
    assert "Traceback" not in result.err
    assert items(vdir) == []
    assert not (vdir.parent / "gone").exists()


def test_a_calendars_name_goes_before_a_file_of_that_name(
    run: Run, vdir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(vdir.parent)
    (vdir.parent / "x").mkdir()
    monkeypatch.chdir(vdir.parent / "x")
    assert run("add", "X", "2026-12-24", "--to", "./work", *NOW).code == 0
    assert Path("work").read_text().endswith("start = 2026-12-24\n")
    assert run("add", "X", "2026-12-24", "--to", "work", *NOW).code == 0
    assert len(items(vdir)) == 1


def test_a_dry_run_writes_nothing(run: Run, vdir: Path) -> None:
    assert "dry run: nothing was written to" in run("add", "X", "2026-12-24", "--to", "work", "--dry-run", *NOW).out
    assert list(vdir.iterdir()) == []
    path = put(vdir, *vevent(START))
    before = path.read_bytes()
    shown = run("edit", "work/it", "--name", "Other", "--dry-run", *NOW).out
    assert "id      work/other\n" in shown
    assert path.read_bytes() == before


def test_an_import_goes_to_an_events_file_alone(run: Run, vdir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(vdir)
    path = put(vdir, *vevent(START))
    result = run("import", str(path), "--to", "work", *NOW)
    assert result.code == 2
    assert "--to: work is a calendar, and events files alone take imports; ./work is a file" in result.err
    assert items(vdir) == [path]
