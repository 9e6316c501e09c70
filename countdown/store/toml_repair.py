"""TOML that tomllib refuses: why, in one sentence, or an impossible date that need not cost the whole file."""

from __future__ import annotations

import re
import tomllib
from datetime import datetime
from typing import Any

from countdown.errors import CountdownError

_WHERE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?P<seconds>:\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)?)?")
# So many impossible dates are set aside one by one; a file with more is no events file.
_MOST_REPAIRS = 50


def parse_repaired(text: str, shown: str) -> dict[str, Any]:
    """The values of `text`, which messages call `shown`, with impossible dates in it as text.

    Raises CountdownError if it is not TOML for another reason.
    """
    repaired_lines: set[int] = set()
    while True:
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            line = _line(error, text)
            repaired = _quote_impossible_dates(text, line)
            if repaired == text or line in repaired_lines or len(repaired_lines) >= _MOST_REPAIRS:
                raise CountdownError(_sentence(error), place=f"{shown}:{line}") from None
            repaired_lines.add(line)
            text = repaired
        except RecursionError:
            raise CountdownError("not TOML that can be read: brackets are nested too deep", place=shown) from None
        except ValueError as error:  # a number of over 4,300 digits
            raise CountdownError(f"not TOML that can be read: {error}", place=shown) from None


def _line(error: tomllib.TOMLDecodeError, text: str) -> int:
    match = _WHERE.search(str(error))
    return int(match["line"]) if match and match["line"] else text.count("\n", 0, len(text.rstrip())) + 1


def _sentence(error: tomllib.TOMLDecodeError) -> str:
    reason = _WHERE.sub("", str(error))
    return f"not TOML: {reason[:1].lower()}{reason[1:200]}"


def _quote_impossible_dates(text: str, line: int) -> str:
    lines = text.split("\n")
    lines[line - 1] = _DATE.sub(_quoted_if_impossible, lines[line - 1])
    return "\n".join(lines)


def _quoted_if_impossible(match: re.Match[str]) -> str:
    token = match[0]
    try:
        datetime.fromisoformat(token)
    except ValueError:
        return f'"{token}"'
    timed_without_seconds = len(token) > len("2026-11-26") and not match["seconds"]
    return f'"{token}"' if timed_without_seconds else token
