"""README's two lines in a fresh clone with an empty home; they need a package index."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]

pytestmark = [pytest.mark.system, pytest.mark.skipif(shutil.which("git") is None, reason="needs git")]


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files under version control, as they stand now."""
    # pip asks rustc for its version, and where that is rustup's stand-in it makes a folder for its settings.
    monkeypatch.setenv("RUSTUP_HOME", str(tmp_path / "rustup"))
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY, check=True, capture_output=True,
    ).stdout.decode().rstrip("\0").split("\0")  # fmt: skip
    folder = tmp_path / "clone"
    for name in names:
        if (REPOSITORY / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPOSITORY / name, folder / name)
    return folder


def _line(ending: str) -> str:
    found = re.search(rf"^python3 -m venv .*{re.escape(ending)}$", (REPOSITORY / "README.md").read_text(), re.MULTILINE)
    assert found is not None
    return found[0]


def _run(line: str, folder: Path) -> str:
    done = subprocess.run(
        ["/bin/sh", "-euc", line],
        check=False, cwd=folder, capture_output=True, text=True, timeout=900, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_first_line_lists_the_events_of_the_repository(clone: Path, home: Path) -> None:
    out = _run(_line("countdown -f events.toml"), clone)
    assert "Supply chain expo" in out
    assert "Unix time" in out
    assert (clone / ".venv/share/man/man1/countdown.1").is_file()
    assert list(home.rglob("*")) == []


def test_the_second_line_passes_the_tests(clone: Path, home: Path) -> None:
    """One file of them here: .ci/run begins with the whole line."""
    out = _run(f"{_line('-m pytest')} tests/core/test_between.py", clone)
    assert re.search(r"=+ \d+ passed.* in [\d.]+s", out), out
    assert list(home.iterdir()) == []
