"""What the tests of prompts and of completion share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shells import CHRISTMAS, EXPO, SHELLS, Machine, missing


@pytest.fixture(params=SHELLS)
def name(request: pytest.FixtureRequest) -> str:
    """Each shell that is there."""
    shell = str(request.param)
    if missing([shell]):
        pytest.skip(f"needs {shell}")
    return shell


@pytest.fixture
def machine(home: Path) -> Machine:
    """A machine with an event in two days and another in a month."""
    found = Machine(home)
    found.events.write_text(EXPO + CHRISTMAS)
    return found
