"""The formats that can be imported, and how a file's content tells which one it is."""

from __future__ import annotations

import re
from datetime import date

from countdown.errors import CountdownError
from countdown.store.imports.imported import Imported
from countdown.store.paths import decode

FORMATS = ("ics", "remind", "calendar", "when")
# What a line of each looks like. A file is of the format that most of its lines look like.
_LINES = {
    "remind": re.compile(r"\s*(?:REM\s|(?:OMIT|INCLUDE|BANNER|FSET|SET)\s)", re.IGNORECASE),
    "when": re.compile(r"\s*(?:(?:\d{1,4}\*?|\*)\s+[^\W\d_]+\.?\s+\d{1,2}|(?:\d{1,4}\*?|\*)\s+\d{1,2}\s+\d{1,2}|[!(\s]*[a-z]\s*[=%<>][^,\t]*)\s*,"),
    "calendar": re.compile(r"(?![#;])[^\t,=]{3,30}\t+\S|#\s*include\b|LANG=|CALENDAR="),
}  # fmt: skip
_CALENDAR = re.compile(r"\s*BEGIN\s*:\s*V", re.IGNORECASE)


def recognized(data: bytes) -> str | None:
    """The format that `data` looks like; None if it looks like none."""
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = data.decode("utf-16" if wide else "utf-8-sig", errors="replace")
    if _CALENDAR.match(text) or "BEGIN:VCALENDAR" in text[:10_000]:
        return "ics"
    lines = text.splitlines()
    votes = {name: sum(1 for line in lines if looks.match(line)) for name, looks in _LINES.items()}
    best = max(votes, key=lambda name: votes[name])
    return best if votes[best] else None


def read_entries(data: bytes, shown: str, form: str, today: date) -> Imported:
    """The events that `data` holds in the format `form`; what has no year begins from `today`.

    Raises CountdownError if it cannot be read at all.
    """
    if form == "ics":
        from countdown.store.imports.ics import read_ics_entries

        return read_ics_entries(data, shown)
    text = decode(data, shown)
    if "\0" in text:
        raise CountdownError("this is no text", place=shown)
    if form == "remind":
        from countdown.store.imports.remind import read_remind

        return read_remind(text, shown, today)
    if form == "when":
        from countdown.store.imports.when import read_when

        return read_when(text, shown, today)
    from countdown.store.imports.calendar1 import read_calendar1

    return read_calendar1(text, shown, today)
