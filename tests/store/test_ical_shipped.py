"""Every calendar that ships with libraries of calendars is read, or refused in a sentence."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from countdown.core.agenda import agenda
from countdown.errors import CountdownError
from countdown.store.calendars import read_ics
from tests.build import at


def _shipped() -> list[Path]:
    found = []
    for package in ("icalendar", "recurring_ical_events"):
        spec = find_spec(package)
        if spec is not None and spec.origin is not None:
            found += sorted(Path(spec.origin).parent.rglob("*.ics"))
    return found


FILES = _shipped()


@pytest.mark.skipif(not FILES, reason="the libraries come without their tests")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_is_read_or_refused_in_a_sentence(path: Path) -> None:
    try:
        found = read_ics(path.read_bytes(), path.name)
    except CountdownError as error:
        assert str(error).startswith(f"{path.name}: this is ")  # noqa: PT017  # either will do
        return
    for told in (*found.warnings, *found.left_out):
        assert str(told).startswith(f"{path.name}:")
        assert "\n" not in str(told)
    assert len({event.id for event in found.events}) == len(found.events)
    for year in (2010, 2020, 2026):
        agenda(found.events, at(f"{year}-06-01T12:00", "Europe/Berlin"))
