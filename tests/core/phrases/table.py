"""The rows of phrases.tsv, which a reader can extend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("phrases.tsv")


class Row(NamedTuple):
    """A phrase, when it is typed, and what it means."""

    phrase: str
    now: str
    meaning: str
    date_order: str | None = None


def rows() -> Iterator[Row]:
    """All rows, in order."""
    for line in TABLE.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield Row(*line.split("\t"))
