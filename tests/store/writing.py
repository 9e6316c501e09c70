"""Writers for tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings

from countdown.core.event import Event
from countdown.errors import CountdownError
from countdown.store.writer import EventsWriter, Make
from tests.build import at

NOW = at("2026-11-24T09:00")
START = {"name": "X", "start": date(2026, 1, 1)}
# Each example begins with a file of its own.
own_file = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def writer(path: Path, warnings: list[CountdownError] | None = None) -> EventsWriter:
    """The writer of the file at `path`, which messages call events.toml."""
    return EventsWriter(path, "events.toml", NOW, (warnings if warnings is not None else []).append)


def called(id_: str, fields: dict[str, Any]) -> Make:
    """An event of that id and these fields."""
    return lambda _: (id_, fields)


def fine(event: Event) -> None:
    """No objection."""
