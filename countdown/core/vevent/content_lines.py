"""The content lines of iCalendar (RFC 5545 §3.1), as they are written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from countdown.controls import STEERING
from countdown.core.dates import Moment

_LONGEST = 75  # octets, without the line's end
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
# What TEXT may not hold (§3.3.11), and what would steer a terminal that shows it.
_VISIBLE = {code: ascii(chr(code))[1:-1] for code in STEERING if chr(code) not in "\n\t"}


def printable(text: str) -> str:
    r"""`text` with the control characters that TEXT may not hold as escapes such as `\x1b`."""
    return text.translate(_VISIBLE)


def as_text(value: str) -> str:
    """`value`, which is printable, as TEXT (§3.3.11)."""
    return value.translate(_ESCAPES)


def as_moment(moment: Moment) -> str:
    """A DATE or DATE-TIME (§3.3.4, §3.3.5): a date, a naive datetime, or one in UTC with Z. Fractions are left off."""
    day = f"{moment.year:04}{moment.month:02}{moment.day:02}"
    if not isinstance(moment, datetime):
        return day
    return f"{day}T{moment.hour:02}{moment.minute:02}{moment.second:02}{'Z' if moment.tzinfo else ''}"


def as_duration(span: timedelta) -> str:
    """A DURATION (§3.3.6) in days, hours, minutes and seconds: `-P6DT16H`."""
    days, seconds = divmod(round(abs(span.total_seconds())), 86_400)
    parts = [(seconds // 3600, "H"), (seconds // 60 % 60, "M"), (seconds % 60, "S")]
    clock = "".join(f"{number}{unit}" for number, unit in parts if number)
    sign = "-" if span < timedelta() else ""
    if not days and not clock:
        return "PT0S"
    return f"{sign}P{f'{days}D' if days else ''}{f'T{clock}' if clock else ''}"


def folded(lines: Iterable[str]) -> str:
    """`lines` with CR LF behind each, and none longer than 75 octets; no character is cut in two."""
    return "".join(map(_folded, lines))


def _folded(line: str) -> str:
    if len(line) <= _LONGEST and line.isascii():
        return f"{line}\r\n"
    parts: list[str] = []
    at, room = 0, _LONGEST
    data = line.encode()
    while at < len(data):
        end = min(at + room, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        parts.append(data[at:end].decode())
        at, room = end, _LONGEST - 1  # the space that a further line begins with counts
    return "\r\n ".join(parts) + "\r\n"
