"""TOML that tomllib refuses: why, in one sentence, or impossible dates that need not cost the whole file."""

from __future__ import annotations

import re
import tomllib
from ast import literal_eval
from functools import lru_cache
from typing import Any

from countdown.errors import CountdownError
from countdown.store.toml.text import MOST_KEY_PARTS, ImpossibleDate, dotted

# Strings in their four forms and comments, to step over what stands in them.
_STEP_OVER = (
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}|' + r"'''(?:[^']++|'{1,2}(?!'))*+'{3,5}|"
    r'"(?:[^"\\\n]++|\\.)*+"|' + r"'[^'\n]*+'|#[^\n]*+"
)
# What looks like a date, by itself.
_DATE = re.compile(
    rf"{_STEP_OVER}|(?<![\w.+-])"
    r"(?P<date>\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)?)?)(?![\w.:+-])",
    re.DOTALL,
)
_KEY = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+')"""
_ENDLESS_KEY = re.compile(
    rf"(?<![A-Za-z0-9_-])(?P<endless>(?:{_KEY}[ \t]*+\.[ \t]*+){{{MOST_KEY_PARTS}}})|{_STEP_OVER}", re.DOTALL
)
_ENDLESS_NUMBER = re.compile(r"[0-9_]{4300}")
# Begins the text of an impossible date while tomllib reads it: a control character that no file holds unescaped.
_MARK = "\0"
# How tomllib's sentences begin, and what helps.
_MENDS = {
    "Invalid value": "text stands in quotes, and a date is written as 2026-11-26",
    "Expected '=' after a key": "write key = value",
    "Expected newline": "one field stands on a line, text in quotes, and a date as 2026-11-26",
    "Illegal character '\\n'": "close the quotes on the line where they open",
    "Unterminated string": "close the quotes",
    "Unescaped '\\'": "write \\\\ for a backslash, or single quotes around the text",
    "Unclosed": "close the bracket",
    "Expected ']' at the end of a table declaration": "close the bracket",
    "Cannot overwrite a value": "this key stands twice: take one away",
}
_TWICE = re.compile(r"Cannot declare (\(.*\)) twice")
_WHERE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


def refuse_endless_keys(text: str, shown: str) -> None:
    """Raises CountdownError if a key in `text` has more dotted parts than could be meant."""
    for match in _ENDLESS_KEY.finditer(text):
        if match["endless"]:
            line = text.count("\n", 0, match.start()) + 1
            raise CountdownError(f"a key of over {MOST_KEY_PARTS} parts", place=f"{shown}:{line}")


def parse_repaired(text: str, shown: str, error: ValueError | RecursionError) -> dict[str, Any]:
    """The values of `text`, which messages call `shown`, and which tomllib refused with `error`.

    Impossible dates in it are given as `ImpossibleDate`. Raises CountdownError if it is not TOML for another reason.
    """
    repaired = _DATE.sub(_marked_if_impossible, text)
    if repaired != text:
        try:
            values: dict[str, Any] = _unmarked(tomllib.loads(repaired))
        except (ValueError, RecursionError) as still_wrong:
            error = still_wrong
        else:
            return values
    raise _in_words(error, text, shown) from None


def _marked_if_impossible(match: re.Match[str]) -> str:
    token = match["date"]
    return match[0] if token is None or _is_read(token) else f'"\\u0000{token}"'


@lru_cache(maxsize=1024)
def _is_read(token: str) -> bool:
    try:
        tomllib.loads(f"date = {token}")
    except tomllib.TOMLDecodeError:
        return False
    return True


def _unmarked(value: Any) -> Any:
    if isinstance(value, dict):
        # As a key it is fine.
        return {str(_unmarked(name)): _unmarked(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_unmarked(item) for item in value]
    if isinstance(value, str) and value.startswith(_MARK) and _DATE.fullmatch(value[1:]):
        return ImpossibleDate(value[1:])
    return value


def _in_words(error: ValueError | RecursionError, text: str, shown: str) -> CountdownError:
    if isinstance(error, RecursionError):
        return CountdownError("not TOML that can be read: brackets are nested too deep", place=shown)
    if not isinstance(error, tomllib.TOMLDecodeError):
        digits = _ENDLESS_NUMBER.search(text)
        line = text.count("\n", 0, digits.start() if digits else 0) + 1
        return CountdownError("not TOML that can be read: a number of over 4300 digits", place=f"{shown}:{line}")
    where = _WHERE.search(str(error))
    line = int(where["line"]) if where and where["line"] else text.count("\n", 0, len(text.rstrip())) + 1
    reason = _WHERE.sub("", str(error))
    mend = next((mend for start, mend in _MENDS.items() if reason.startswith(start)), "")
    if twice := _TWICE.match(reason):
        reason, mend = f"[{dotted(literal_eval(twice[1]))}] stands twice", "give one of them another name"
    return CountdownError(f"not TOML: {reason[:1].lower()}{reason[1:200]}", place=f"{shown}:{line}", mend=mend)
