"""`countdown list`: what is shown, in which order, and in which form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import REPOSITORY, Run

EVENTS = """\
[events.trip]
name = "Trip to Ålesund"
start = 2026-12-24
tags = ["Family", "travel"]

[events.dentist]
name = "Dentist"
start = 2026-11-24T15:30:00
where = "Main St"

[events.ski]
name = "Ski week"
start = 2026-11-23
end = 2026-11-27
tags = ["family"]

[events.gone]
name = "Gone"
start = 2026-11-20

[events.long-gone]
name = "Long gone"
start = 2020-01-01

[events.move]
name = "Since the move"
start = 2026-08-18
pin = true

[events.far]
name = "Far"
start = 2028-02-29
"""
NOW = ("--now", "2026-11-24T09:00")


@pytest.fixture(autouse=True)
def events(events_file: Callable[[str], Path]) -> Path:
    return events_file(EVENTS)


def _ids(run: Run, *arguments: str) -> list[str]:
    code, out, err = run("list", *arguments, "--format", "{id}", *NOW)
    assert (code, err) == (0, "")
    return out.split()


def test_a_line_for_each_event_nearest_first(run: Run) -> None:
    code, out, err = run("list", *NOW)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "day 2 of 5  Ski week         Mon 23 – Fri 27 Nov               #family",
        "     today  Dentist          Tue 24 Nov 15:30 (in 6 h 30 min)  Main St",
        "   30 days  Trip to Ålesund  Thu 24 Dec                        #Family #travel",
        "  462 days  Far              Tue 29 Feb 2028",
        "      D+98  Since the move   18 Aug 2026",
    ]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ((), "ski dentist trip far move"),
        (("--all",), "ski dentist trip far gone long-gone move"),
        (("--past",), "gone long-gone move"),
        (("--tag", "family"), "ski trip"),
        (("-t", "FAMILY", "-t", "travel"), "trip"),
        (("--tag", "fam"), ""),
        (("TRIP",), "trip"),
        (("ålesund",), "trip"),
        (("fam",), "ski trip"),
        (("e", "--within", "1w"), "ski dentist"),
        (("--within", "30d"), "ski dentist trip"),
        (("--within", "29d"), "ski dentist"),
        (("--within", "1mo"), "ski dentist trip"),
        (("--within", "0d"), "ski dentist"),
        (("--within", "999999y"), "ski dentist trip far"),
        (("--past", "--within", "4d"), "gone"),
        (("--past", "--within", "3d"), ""),
        (("-n", "2"), "ski dentist"),
        (("-n", "0"), "ski dentist trip far move"),
        (("-n", "99"), "ski dentist trip far move"),
        (("nothing",), ""),
    ],
)
def test_filters(filters: tuple[str, ...], ids: str, run: Run) -> None:
    assert _ids(run, *filters) == ids.split()


def test_nothing_to_show_is_no_output(run: Run) -> None:
    assert run("list", "nothing", *NOW) == (0, "", "")
    assert run("list", "nothing", "--plain", *NOW) == (0, "", "")


def test_plain_is_five_fields_between_tabs(run: Run) -> None:
    assert run("list", "--plain", *NOW).out.splitlines() == [
        "ski\t-1\t2026-11-23\t2026-11-27\tSki week",
        "dentist\t0\t2026-11-24T15:30:00+00:00\t2026-11-24T15:30:00+00:00\tDentist",
        "trip\t30\t2026-12-24\t2026-12-24\tTrip to Ålesund",
        "far\t462\t2028-02-29\t2028-02-29\tFar",
        "move\t-98\t2026-08-18\t2026-08-18\tSince the move",
    ]


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("{days} {name}", "-1 Ski week"),
        ("{days:>4}|{name:<10}|", "  -1|Ski week  |"),
        ("{id}:{state}:{day}/{length_days}", "ski:ongoing:2/5"),
        ("{where}{url}{note}{repeat}{years}.", "."),
        ("{tags} {all_day}", "family true"),
        ("{{{count}}}\\t{when}", "{day 2 of 5}\tMon 23 – Fri 27 Nov"),
        ("", ""),
        ("{name:200}", "Ski week" + " " * 192),
    ],
)
def test_format(template: str, line: str, run: Run) -> None:
    assert run("list", "ski", "--format", template, *NOW) == (0, line + "\n", "")


def test_format_tells_the_source(run: Run, events: Path) -> None:
    assert run("list", "ski", "--format", "{source}", *NOW).out == f"{events}:11\n"


@pytest.mark.parametrize("template", ["{name.__class__}", "{name[0]}", "{nope}", "{}", "{0}", "{name!r}", "{"])
def test_a_format_reaches_the_fields_and_nothing_else(template: str, run: Run) -> None:
    code, out, err = run("list", "--format", template, *NOW)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "the fields are days, days_to_end, day, length_days, years, workdays, id, name, " in err


@pytest.mark.parametrize("template", ["{name:201}", "{days:>1000000000}", "{name:.999}", "{name:d}", "{days:{name}}"])
def test_a_bad_width_is_a_usage_error(template: str, run: Run) -> None:
    code, out, err = run("next", "--format", template, *NOW)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("countdown next: --format: ")


@pytest.mark.parametrize(
    ("now", "days", "said"),
    [
        ("2024-08-18", 100, "100 days  Supply chain expo  Tue 26 – Sat 30 Nov"),
        ("2024-11-25", 1, "1 day  Supply chain expo  Tue 26 – Sat 30 Nov (tomorrow)"),
        ("2024-11-26", 0, "day 1 of 5  Supply chain expo  Tue 26 – Sat 30 Nov"),
        ("2024-11-30T23:59:59", -4, "day 5 of 5  Supply chain expo  Tue 26 – Sat 30 Nov"),
        ("2024-12-01", 360, "360 days  Supply chain expo  Wed 26 – Sun 30 Nov 2025"),
    ],
)
def test_the_expo_of_the_example(now: str, days: int, said: str, run: Run, events_file: Callable[[str], Path]) -> None:
    expo = (REPOSITORY / "events.toml").read_text().partition("[events.new-year]")[0].replace("where", "#")
    events_file(expo.replace("tags", "#"))
    assert run("--now", now) == (0, said + "\n", "")
    head = said.partition("  Supply")[0]
    assert run("next", "--now", now).out == f"{head}  Supply chain expo\n"
    assert run("next", "--now", now, "--format", "{days}").out == f"{days}\n"
    assert head in run("show", "expo", "--now", now).out.splitlines()[1]
    line = next(
        line for line in run("-f", str(REPOSITORY / "events.toml"), "--now", now).out.splitlines() if "expo" in line
    )
    assert line.split()[: len(head.split())] == head.split()


def test_a_bad_event_hides_no_other(run: Run, events: Path) -> None:
    with events.open("a") as file:
        file.write('[events.bad]\nname = "Bad"\nstart = 2026-12-01\nend = 2026-11-01\n[events.typo]\nname = "Typo"\n'
                   'start = 2026-11-25\ntag = ["x"]\n')  # fmt: skip
    code, out, err = run("list", "--format", "{id}", *NOW)
    assert (code, out.split()) == (0, ["ski", "dentist", "typo", "trip", "far", "move"])
    assert err.splitlines() == [
        f"{events}:36: events.bad.end: 2026-11-01 is before the start, 2026-12-01",
        f"{events}:40: events.typo.tag: unknown field; did you mean 'tags'?",
    ]


def test_what_never_happens_is_told(run: Run, events: Path) -> None:
    with events.open("a") as file:
        file.write(
            '[events.never]\nname = "Never"\nstart = 2026-01-01\nrepeat = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"\n'
        )
    code, out, err = run("list", "--format", "{id}", *NOW)
    assert (code, out.split()) == (0, ["ski", "dentist", "trip", "far", "move"])
    assert err == f"{events}:36: events.never.repeat: this never happens: no date fits\n"
