"""Usage: where the options stand, what `--now` reads, and mistakes told in one sentence with exit 2."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from countdown import __version__
from countdown.cli.main import COMMANDS
from tests.cli.conftest import REPOSITORY, Run

EVENTS = str(REPOSITORY / "events.toml")
WITHIN = "invalid value for '--within':"
ISO_FORMS = "; write '2026-11-26' or '2026-11-26T09:30'; see countdown"


@pytest.fixture(autouse=True)
def example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTDOWN_FILE", EVENTS)


@pytest.mark.parametrize(
    "arguments",
    [
        ("-f", EVENTS, "--now", "2026-11-24", "next"),
        ("next", "-f", EVENTS, "--now", "2026-11-24"),
        ("-f", EVENTS, "next", "--now=2026-11-24"),
        ("--now", "2026-11-24", "next", "--file", EVENTS),
        (f"-f{EVENTS}", "--color", "never", "next", "--now", "2026-11-24"),
        ("-f", EVENTS, "--now", "2020-01-01", "next", "--now", "2025-01-01", "--now", "2026-11-24"),
    ],
)
def test_global_options_stand_before_and_after_the_command(
    arguments: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COUNTDOWN_FILE")
    assert run(*arguments) == (0, "2 days  Supply chain expo\n", "")


@pytest.mark.parametrize(
    "arguments",
    [(), ("-n", "3"), ("--json",), ("--tag", "work"), ("-twork",), ("--within=30d",), ("-n", "2", "--", "next")],
)
def test_without_a_command_it_is_list(arguments: tuple[str, ...], run: Run) -> None:
    now = ("--now", "2026-11-24")
    assert run(*now, *arguments) == run(*now, "list", *arguments)


@pytest.mark.parametrize(
    ("told", "now"),
    [
        ("2026-11-24", "2026-11-24T00:00:00+00:00"),
        ("20261124", "2026-11-24T00:00:00+00:00"),
        ("2026-11-24T09:30", "2026-11-24T09:30:00+00:00"),
        ("2026-11-24 09:30:15", "2026-11-24T09:30:15+00:00"),
        ("2026-11-24T09:30:15.5Z", "2026-11-24T09:30:15+00:00"),
        ("2026-11-24T09:30+08:00", "2026-11-24T01:30:00+00:00"),
        ("0002-01-01", "0002-01-01T00:00:00+00:00"),
        ("9998-12-31T23:59:59", "9998-12-31T23:59:59+00:00"),
    ],
)
def test_now_reads_iso(told: str, now: str, run: Run) -> None:
    assert json.loads(run("--now", told, "--json").out)["now"] == now


@pytest.mark.parametrize(
    "told",
    [
        "", " ", "tomorrow", "2026-13-40", "2027-02-29", "2026-11-24T24:01", "2026-11-24T09:00+25:00", "26 Nov",
        "11/12/2026", " 2026-11-24", "2026-11-24\n", "2026-11-24T", "1", "🎉",
    ],
)  # fmt: skip
def test_now_refuses_anything_else(told: str, run: Run) -> None:
    for arguments in (("--now", told), ("next", "--now", told)):
        code, out, err = run(*arguments)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert ISO_FORMS in err


@pytest.mark.parametrize("told", ["0001-01-01", "0001-12-31T23:59Z", "9999-01-01", "9999-12-31T23:59-12:00"])
def test_now_is_not_at_the_edge_of_the_calendar(told: str, run: Run) -> None:
    err = f"countdown: invalid value for '--now': {told} is outside of the years 2 to 9998{ISO_FORMS} --help\n"
    assert run("--now", told) == (2, "", err)


def test_a_long_now_is_not_told_in_full(run: Run) -> None:
    assert len(run("--now", "1" * 10_000).err) < 250


@pytest.mark.parametrize(
    ("arguments", "command", "sentence"),
    [
        (("-f",), "", "option '-f' requires an argument"),
        (("--now",), "", "option '--now' requires an argument"),
        (("-f", EVENTS, "--color"), "", "option '--color' requires an argument"),
        (("-f", ""), "", "invalid value for '-f' / '--file': a file's name is empty"),
        (("list", "--fil"), " list", "no such option: --fil; did you mean --all or --file"),
        (("--quux",), " list", "no such option: --quux"),
        (("next", "--\x1b[31m"), " next", r"no such option: --\x1b[31m"),
        (("list", "a", "b"), " list", "got unexpected extra argument (b)"),
        (("show",), " show", "missing argument 'EVENT'"),
        (("check", "x"), " check", "got unexpected extra argument (x)"),
        (("list", "--json", "--plain"), " list", "--json, --plain and --format exclude each other"),
        (("--within", "3m"), " list", f"{WITHIN} '3m' is not a span of days; write 3mo for months"),
        (
            ("next", "--within", "soon"),
            " next",
            f"{WITHIN} 'soon' is not a span of days; write for instance 30d, 2w, 3mo or 1y",
        ),
        (("--json", "next"), "", "--json is no option for all commands; write countdown next first"),
        (
            ("--now", "2026-11-24", "-n", "3", "show", "expo"),
            "",
            "-n is no option for all commands; write countdown show first",
        ),
    ],
)
def test_a_mistake_is_one_sentence(arguments: tuple[str, ...], command: str, sentence: str, run: Run) -> None:
    assert run(*arguments) == (2, "", f"countdown{command}: {sentence}; see countdown{command} --help\n")


@pytest.mark.parametrize(
    "arguments", [("-n", "-1"), ("-n", "x"), ("next", "-n", "1.5"), ("--color", "red"), ("list", "--color=")]
)
def test_a_bad_value_names_its_option(arguments: tuple[str, ...], run: Run) -> None:
    code, out, err = run(*arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert ("'-n'" if "-n" in arguments else "'--color'") in err


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("expo", "did you mean: countdown show expo"),
        ("Supply", "did you mean: countdown show expo"),
        ("PROGRAMMER", "did you mean: countdown show programmers-day"),
        ("lst", "did you mean: countdown list"),
        ("nxt", "did you mean: countdown next"),
        ("chec", "did you mean: countdown check"),
        ("xyzzy", f"there are {', '.join(COMMANDS)}"),
        ("", f"there are {', '.join(COMMANDS)}"),
    ],
)
def test_an_unknown_command_may_be_an_event(word: str, meant: str, run: Run) -> None:
    err = f"countdown: no such command: {word!r}; {meant}; see countdown --help\n"
    assert run(word) == (2, "", err)
    assert run("--now", "2026-11-24", word, "--frob") == (2, "", err)


def test_an_unknown_command_may_be_an_event_or_a_command(run: Run, events_file: Callable[[str], Path]) -> None:
    events_file('[events."my list"]\nname = "Shopping lists"\nstart = 2030-01-01\n[events.bad]\n')
    meant = "countdown show 'my list', or countdown list"
    assert run("lists") == (
        2,
        "",
        f"countdown: no such command: 'lists'; did you mean: {meant}; see countdown --help\n",
    )


def test_an_unreadable_file_does_not_hide_an_unknown_command(run: Run) -> None:
    code, out, err = run("-f", "gone.toml", "xyzzy")
    assert (code, out) == (2, "")
    assert err.startswith("countdown: no such command: 'xyzzy'")


def test_the_version(run: Run) -> None:
    assert run("--version") == (0, f"countdown {__version__}\n", "")
    assert run("-f", "gone.toml", "--version") == (0, f"countdown {__version__}\n", "")


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_lists_the_commands_and_reads_nothing(flag: str, run: Run) -> None:
    code, out, err = run("-f", "gone.toml", flag)
    assert (code, err) == (0, "")
    assert all(f"\n  {name}" in out for name in COMMANDS)
    assert "..." not in out.partition("Commands:")[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_with_examples_and_the_global_options(name: str, run: Run) -> None:
    code, out, err = run(name, "--help")
    assert (code, err) == (0, "")
    assert len(re.findall(rf"^  .*\bcountdown {name}\b", out.partition("Options:")[0], re.MULTILINE)) >= 2
    assert all(option in out for option in ("--file", "--now", "--color"))
