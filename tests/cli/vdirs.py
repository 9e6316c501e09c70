"""Vdirs for tests."""

from __future__ import annotations

from pathlib import Path

from tests.store.ics import calendar

NOW = ("--now", "2026-11-24T09:00")
WRITABLE = '[calendars.work]\nsource = "work"\nwrite = true\n'


def items(folder: Path) -> list[Path]:
    """What a program that keeps to the vdir format sees."""
    return sorted(path for path in folder.iterdir() if path.suffix not in ("", ".tmp"))


def put(folder: Path, *lines: str, name: str = "a.ics") -> Path:
    path = folder / name
    path.write_bytes(calendar(*lines).encode())
    return path
