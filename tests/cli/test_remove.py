"""`countdown remove`: its events' lines go, all others stay, and nothing goes if anything is unclear."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXT = """\
# My events

# about the dentist
[events.dentist]
name = "Dentist"  # Dr. X
start = 2030-01-01

[events.review]   # every month
name = "Review of the year"
start = 2030-01-02
repeat = "monthly"

# about the expo
# in two lines
[events.expo]
name = "Supply chain expo"
start = 2030-01-03

[events.broken]
start = 2030-02-30
# the end
"""


@pytest.fixture
def path(events_file: Callable[[str], Path]) -> Path:
    return events_file(TEXT)


def without(*parts: str) -> str:
    text = TEXT
    for part in parts:
        assert part in text
        text = text.replace(part, "")
    return text


DENTIST = '# about the dentist\n[events.dentist]\nname = "Dentist"  # Dr. X\nstart = 2030-01-01\n\n'
REVIEW = '[events.review]   # every month\nname = "Review of the year"\nstart = 2030-01-02\nrepeat = "monthly"\n\n'
EXPO = '# about the expo\n# in two lines\n[events.expo]\nname = "Supply chain expo"\nstart = 2030-01-03\n\n'
BROKEN = "[events.broken]\nstart = 2030-02-30\n"


@pytest.mark.parametrize(
    ("args", "said", "gone"),
    [
        (["dentist"], ["dentist (Dentist)"], [DENTIST]),
        (["den"], ["dentist (Dentist)"], [DENTIST]),
        (["CHAIN"], ["expo (Supply chain expo)"], [EXPO]),
        (["expo", "review"], ["expo (Supply chain expo)", "review (Review of the year)"], [EXPO, REVIEW]),
        (["expo", "expo", "chain"], ["expo (Supply chain expo)"], [EXPO]),
        (["broken"], ["broken"], [BROKEN]),
        (
            ["dentist", "broken", "expo", "review"],
            ["dentist (Dentist)", "broken", "expo (Supply chain expo)", "review (Review of the year)"],
            [DENTIST, REVIEW, EXPO, BROKEN],
        ),
    ],
)
def test_the_events_that_are_named_go(path: Path, run: Run, args: list[str], said: list[str], gone: list[str]) -> None:
    result = run("remove", *args)
    assert result.code == 0
    assert result.out == "".join(f"removed {line} from {path}\n" for line in said)
    assert path.read_text() == without(*gone)
    assert run("undo").code == 0
    assert path.read_text() == TEXT, "they come back all at once"


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        ([], 2, "missing argument 'EVENT...'"),
        (["nothing"], 1, "no event is called 'nothing'"),
        (["dentist", "expi"], 1, "no event is called 'expi'; did you mean expo?"),
        (["dentist", "s"], 1, "'s' could be several events; write one of dentist, expo"),
        ([""], 1, "no event is called ''"),
        (["--all"], 2, "no such option: --all"),
        (["dentist", "broke"], 1, "no event is called 'broke'"),
    ],
)
def test_nothing_goes_if_anything_is_unclear(path: Path, run: Run, args: list[str], code: int, message: str) -> None:
    result = run("remove", *args)
    assert (result.code, result.out) == (code, "")
    assert message in result.err.splitlines()[-1]
    assert path.read_text() == TEXT
    assert run("undo").code == 1


def test_from_several_files_each_loses_its_own(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = ("-f", "a.toml", "-f", "b.toml")
    for name in ("a", "b"):
        Path(f"{name}.toml").write_text(
            f"[events.{name}]\nname = '{name.upper()}'\nstart = 2030-01-01\n\n"
            "[events.both]\nname = 'Both'\nstart = 2030-01-01\n"
        )
    before = {name: Path(name).read_text() for name in ("a.toml", "b.toml")}
    result = run(*files, "remove", "a", "both")
    assert (result.code, result.out) == (1, "")
    assert result.err == "countdown: 'both' could be several events; write one of a.toml:both, b.toml:both\n"
    assert {name: Path(name).read_text() for name in before} == before

    result = run(*files, "remove", "b", "a", "b.toml:both")
    assert (result.code, result.err) == (0, "")
    assert result.out == ("removed b (B) from b.toml\nremoved both (Both) from b.toml\nremoved a (A) from a.toml\n")
    assert Path("a.toml").read_text() == "[events.both]\nname = 'Both'\nstart = 2030-01-01\n"
    assert Path("b.toml").read_text() == ""
    assert run(*files, "undo").code == 0
    assert run(*files, "undo").code == 0
    assert {name: Path(name).read_text() for name in before} == before


def test_what_is_gone_is_told_even_if_the_next_file_refuses(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.toml").write_text("[events.a]\nname = 'A'\nstart = 2030-01-01\n")
    Path("real").mkdir()
    Path("real/b.toml").write_text("[events.b]\nname = 'B'\nstart = 2030-01-01\n")
    Path("b.toml").symlink_to("real/b.toml")
    Path("real/.b.toml.lock").mkdir()  # no lock can be had there
    result = run("-f", "a.toml", "-f", "b.toml", "remove", "a", "b")
    assert (result.code, result.out) == (1, "removed a (A) from a.toml\n")
    assert result.err.startswith("b.toml: cannot be changed: ")
    assert Path("a.toml").read_text() == ""
    assert "[events.b]" in Path("real/b.toml").read_text()


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("events.x.name = 'X'\nevents.y.name = 'Y'\nevents.x.start = 2030-01-01\nevents.y.start = 2030-01-01\n",
         "events.y.name = 'Y'\nevents.y.start = 2030-01-01\n"),
        ("[events]\nx = { name = 'X', start = 2030-01-01 } # x\ny.name = 'Y'\n", "[events]\ny.name = 'Y'\n"),
        ("events = { x = { name = 'X' }, y.name = 'Y' }\n", "events = { y.name = 'Y' }\n"),
        ("\r\n[events.x]\r\nname = 'X'\r\nstart = 2030-01-01", ""),
    ],
)  # fmt: skip
def test_from_any_spelling(events_file: Callable[[str], Path], run: Run, text: str, rest: str) -> None:
    path = events_file(text)
    assert run("remove", "x").code == 0
    assert path.read_bytes().decode() == rest


def test_a_name_is_data(events_file: Callable[[str], Path], run: Run) -> None:
    path = events_file('[events.x]\nname = "\\u001b[31m\\n\\u202e"\nstart = 2030-01-01\n')
    assert run("remove", "x").out == f"removed x (\\x1b[31m\\n\\u202e) from {path}\n"
