"""What the pages of `PAGES` show is what the program does: each section's examples are run, in a home of their own."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest

from countdown.cli.main import main
from countdown.store.config import read_config

DOCS = Path(__file__).parents[1] / "docs"
PAGES = (DOCS / "reminders.md", DOCS / "tour.md")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MOMENT = re.compile(r"# (\d{4}-\d\d-\d\d) (\d\d:\d\d)(?: (\S+))?")


class Section(NamedTuple):
    """A heading, and the blocks below it as (language, text)."""

    title: str
    blocks: list[tuple[str, str]]

    @property
    def console(self) -> list[str]:
        return [line for language, text in self.blocks if language == "console" for line in text.splitlines()]


def sections() -> Iterator[Section]:
    parts = [re.split(r"^##+ ", page.read_text(), flags=re.MULTILINE)[1:] for page in PAGES]
    for part in chain(*parts):
        title, _, text = part.partition("\n")
        yield Section(title, BLOCK.findall(text))


EXAMPLES = [section for section in sections() if section.console]
RECIPES = [section for section in sections() if not section.console and section.blocks]


def shown(section: Section, home: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> list[str]:
    """The lines of the section's console as the program has them."""
    events = home / "events.toml"
    events.write_text("".join(text for language, text in section.blocks if language == "toml"))
    patch.setenv("COUNTDOWN_FILE", str(events))
    found, now = [], ""
    for line in section.console:
        if moment := MOMENT.fullmatch(line):
            now = f"{moment[1]}T{moment[2]}"
            patch.setenv("TZ", moment[3] or "UTC")
            time.tzset()
            found.append(line)
        elif line.startswith("$ "):
            found += [line, *_run(line.removeprefix("$ "), now, capsys)]
    return [line.replace(str(home), "~") for line in found]


def _run(command: str, now: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    command, _, target = command.partition(" > ")
    if not command.startswith("countdown "):
        line = f"{command} > {target}" if target else command
        subprocess.run(["/bin/sh", "-c", line], check=True, env=dict(os.environ))
        return []
    main([*shlex.split(command)[1:], "--now", now])
    out, err = capsys.readouterr()
    return err.splitlines() + ([] if target else out.splitlines())


@pytest.mark.parametrize("section", EXAMPLES, ids=lambda section: section.title)
def test_an_example_is_what_the_program_says(
    section: Section, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown(section, home, capsys, monkeypatch) == section.console


def test_there_are_examples_of_all_that_happens() -> None:
    assert len(EXAMPLES) >= 10
    assert {"Mail", "Desktop", "Phone", "Greeting in a shell", "Status bar"} <= {section.title for section in RECIPES}


@pytest.mark.parametrize("section", RECIPES, ids=lambda section: section.title)
def test_a_recipe_is_understood(section: Section, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language, text in section.blocks:
        if language == "toml":
            config = home / "config.toml"
            config.write_text(text)
            read = read_config(config)
            assert read.found
            assert read.warnings == ()
            assert set(tomllib.loads(text)) == {"notify"}
        for command in re.findall(r"\bcountdown [^|')]*", text if language != "toml" else ""):
            assert main(command.split()[1:]) == 0


@pytest.mark.skipif(find_spec("apprise") is None, reason="needs Apprise")
def test_the_urls_are_what_apprise_reads() -> None:
    urls = [url for section in RECIPES for _, text in section.blocks for url in re.findall(r'urls = \["(.*)"\]', text)]
    assert len(urls) >= 2
    code = "import sys, apprise; sys.exit(not all(map(apprise.Apprise.instantiate, sys.argv[1:])))"
    subprocess.run([sys.executable, "-W", "ignore", "-c", code, *urls], check=True, timeout=60)
