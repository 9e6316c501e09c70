"""Editors for tests, and the file that they are to change."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

TEXT = "# mine\n[events.x]\nname = 'X'\nstart = 2030-01-01\n"
GOOD, BAD, NO_TOML = "2031-01-01", "2031-02-30", "2031-"
_HEAD = "import os, signal, sys, time\nfrom pathlib import Path\n*args, path = map(Path, sys.argv[1:])\n"


def editor(folder: Path, code: str) -> str:
    """The command of an editor that runs the Python `code` on `path`, the file that it is given."""
    script = folder / "my editor.py"
    script.write_text(_HEAD + code)
    return f"{sys.executable} {shlex.quote(str(script))}"


def replace(new: str) -> str:
    """The code of an editor that gives the event of `TEXT` another start."""
    return f"path.write_text(path.read_text().replace('2030-01-01', {new!r}))"


def draft_in(text: str) -> Path:
    """The draft that a message says is kept."""
    found = re.search(r"what you wrote is in (\S+)", text)
    assert found is not None, text
    return Path(found[1])
