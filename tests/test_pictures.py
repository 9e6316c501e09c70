"""The pictures of README and docs show what the program draws today; `python docs/images/make.py` makes them anew."""

from __future__ import annotations

import html
import importlib.util
import re
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from rich.cells import cell_len

REPOSITORY = Path(__file__).parents[1]
FOLDER = REPOSITORY / "docs/images"
_TEXT = re.compile(r'<text class="[^"]*-r\d+" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')
_CELL = 12.2  # as wide as Rich draws a character


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make", FOLDER / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make"] = module  # where a class looks for its own annotations
    spec.loader.exec_module(module)
    return module


make = _load()


def lines_of(svg: str) -> list[str]:
    """The lines of a picture, from the top."""
    parts = defaultdict(list)
    for x, y, text in _TEXT.findall(svg):
        parts[float(y)].append((round(float(x) / _CELL), html.unescape(text).replace("\xa0", " ")))
    lines = []
    for _, found in sorted(parts.items()):
        line = ""
        for column, text in sorted(found):
            line += " " * (column - cell_len(line)) + text
        lines.append(line.rstrip())
    return lines


@pytest.mark.parametrize("picture", make.PICTURES, ids=lambda picture: picture.name)
def test_a_picture_is_what_the_program_draws(picture: Any, home: Path) -> None:
    seen = make.screen(picture).plain
    assert "Traceback" not in seen
    assert lines_of(picture.path.read_text()) == [line.rstrip() for line in seen.split("\n")]


def test_a_picture_is_drawn_as_the_script_says() -> None:
    picture = make.PICTURES[0]
    assert lines_of(make.svg(make.screen(picture), picture)) == lines_of(picture.path.read_text())


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.svg")), ids=lambda path: path.name)
def test_a_picture_is_known_used_and_asks_for_nothing_of_the_web(path: Path) -> None:
    assert path in {picture.path for picture in make.PICTURES}
    pages = [REPOSITORY / "README.md", *(REPOSITORY / "docs").glob("*.md")]
    assert any(f"images/{path.name})" in page.read_text() for page in pages)
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg|www\.textualize\.io)", path.read_text()) == []
