"""Makes the pictures of README and docs: `python docs/images/make.py`, with the group `test` installed.

Each is what the real program draws on a terminal, as an SVG of Rich's.
"""

from __future__ import annotations

import os
import re
import sys
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pexpect
from rich.console import Console
from rich.text import Text

FOLDER = Path(__file__).parent
REPOSITORY = FOLDER.parents[1]
_FONT = re.compile(r"\s*@font-face \{.*?\}(?=\s)", re.DOTALL)


class Picture(NamedTuple):
    """A command line, and the size of the terminal that it is seen on: columns and rows."""

    name: str
    arguments: str
    columns: int
    rows: int

    @property
    def command(self) -> list[str]:
        """What is typed, as a list."""
        return f"-f events.toml --now {self.arguments}".split()

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return FOLDER / f"{self.name}.svg"


PICTURES = (
    Picture("list", "2026-11-27", 88, 11),
    Picture("show", "2026-11-20 show expo", 80, 40),
    Picture("calendar", "2026-11-27 calendar -n 3 --weeks", 88, 30),
)


def screen(picture: Picture) -> Text:
    """What the program leaves on the terminal."""
    environment = {
        "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "UTC", "HOME": str(FOLDER / "none"),
    }  # fmt: skip
    child = pexpect.spawn(
        sys.executable, ["-m", "countdown", *picture.command], dimensions=(picture.rows, picture.columns),
        env=environment, cwd=str(REPOSITORY), encoding="utf-8", timeout=60,
    )  # fmt: skip
    child.expect(pexpect.EOF)
    return Text.from_ansi((child.before or "").replace("\r", "").rstrip())


def svg(seen: Text, picture: Picture) -> str:
    """The picture of what was seen."""
    console = Console(record=True, width=picture.columns, file=StringIO(), force_terminal=True, legacy_windows=False)
    console.print(seen, soft_wrap=True)
    drawn = console.export_svg(title=f"countdown --now {picture.arguments}", unique_id=f"countdown-{picture.name}")
    # The reader's own monospaced font will do, and blanks count.
    return _FONT.sub("", drawn).replace("<svg ", '<svg xml:space="preserve" ', 1)


if __name__ == "__main__":
    for each in PICTURES:
        each.path.write_text(svg(screen(each), each), encoding="utf-8")
