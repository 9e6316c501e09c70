"""Why something is not a date: read only when it is not one."""

from __future__ import annotations

import re
from datetime import datetime

from countdown.core.dates import MONTHS, month_length

_DAY_PART = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NO_SECONDS = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?=$|[Zz+-])")


def why_no_date(value: object) -> tuple[str, str]:
    """Why `value` is not a date: a sentence, and the mend."""
    if not isinstance(value, str):
        kind = type(value).__name__
        told = {"time": "a time alone", "str": "text", "int": "a number", "list": "a list", "dict": "a table"}
        return f"a date is needed here, not {told.get(kind, kind)}", "write one such as 2026-11-26"
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return f"{value[:60]!r} is not a date{_month_has(value)}", "write one such as 2026-11-26, without quotes"
    if match := _NO_SECONDS.match(value):
        return f"{value} has no seconds, which TOML wants", f"write {match[0]}:00{value[match.end() :]}"
    return f"{value!r} is text, not a date", f"write {value} without quotes"


def _month_has(text: str) -> str:
    match = _DAY_PART.match(text)
    if match is None or not 1 <= int(match[2]) <= 12 or int(match[1]) == 0:
        return ""
    year, month = int(match[1]), int(match[2])
    length = month_length(year, month)
    return f": {MONTHS[month - 1]} {year} has {length} days" if not 1 <= int(match[3]) <= length else ""
