"""Where each key of a TOML text stands: what tomllib, which gives the values, does not tell.

The text is one that tomllib has read, so this needs no checks, only to step over strings and brackets.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

Path = tuple[str, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_INLINE_GAP = re.compile(r"(?:[ \t\r\n,]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r'[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|\'[^\']*\'')
# What a value is made of: strings in their four forms, brackets, comments, and all between.
_TOKEN = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}|' + r"'''(?:[^']++|'{1,2}(?!'))*+'{3,5}|"
    r'"(?:[^"\\]++|\\.)*+"|' + r"'[^']*+'|"
    r"(?P<open>[\[{])|(?P<close>[\]}])|(?P<comment>#[^\n]*+)|(?P<newline>\n)|(?P<plain>[^\"'\[\]{}#\n]++)",
    re.DOTALL,
)


class Span(NamedTuple):
    """A table header or a key with its value: `path` from the root, and the offsets of its text and of its value."""

    path: Path
    header: bool
    start: int
    end: int
    value: int


def spans(text: str) -> Iterator[Span]:
    """The headers and the key/value pairs of `text`, in order; keys within an inline table are not told apart."""
    at = 0
    table: Path = ()
    while True:
        blank = _BLANK.match(text, at)
        assert blank is not None
        at = blank.end()
        if at >= len(text):
            return
        start = at
        if text[at] == "[":
            brackets = 2 if text.startswith("[[", at) else 1
            path, at = _key_path(text, at + brackets)
            at += brackets
            table = path
            yield Span(path, True, start, at, at)
        else:
            path, at = _key_path(text, at)
            value = _skip_space(text, at + 1)
            at = _value_end(text, value)
            yield Span(table + path, False, start, at, value)


def inline_spans(text: str, table: Span) -> Iterator[Span]:
    """The key/value pairs of the inline table that is the value of `table`, in order; none if that is no table."""
    if table.header or text[table.value] != "{":
        return
    at = table.value + 1
    while True:
        gap = _INLINE_GAP.match(text, at)
        assert gap is not None
        start = gap.end()
        if text[start] == "}":
            return
        path, at = _key_path(text, start)
        value = _skip_space(text, at + 1)
        at = _value_end(text, value, inline=True)
        yield Span(table.path + path, False, start, at, value)


def key_prefix(text: str, span: Span) -> str:
    """What stands before the last part of a pair's key, such as `events.x.`."""
    *_, last = _KEY.finditer(text, span.start, span.start + key_column(text, span))
    return text[span.start : last.start()]


def key_column(text: str, span: Span) -> int:
    """How far the `=` of a pair stands from the start of its key."""
    return text.rindex("=", span.start, span.value) - span.start


def _key_path(text: str, at: int) -> tuple[Path, int]:
    """A dotted key from `at` on, and the offset of the `=` or `]` behind it."""
    parts: list[str] = []
    while True:
        at = _skip_space(text, at)
        key = _KEY.match(text, at)
        assert key is not None, "tomllib has read this key"
        parts.append(_unquote(key[0]))
        at = _skip_space(text, key.end())
        if text[at] != ".":
            return tuple(parts), at
        at += 1


def _skip_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    assert space is not None
    return space.end()


def _unquote(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    return next(iter(tomllib.loads(f"{key}=0"))) if key[0] == '"' else key


def _value_end(text: str, at: int, *, inline: bool = False) -> int:
    """The offset behind the value that begins at `at`: before what ends its line or, in an inline table, its pair."""
    depth, end = 0, at
    while at < len(text):
        token = _TOKEN.match(text, at)
        assert token is not None, "tomllib has read this value"
        kind, written = token.lastgroup, token[0]
        if depth == 0 and (kind in ("newline", "comment") or (inline and kind == "close")):
            break
        comma = written.find(",") if inline and depth == 0 and kind == "plain" else -1
        if comma >= 0:
            written = written[:comma]
        depth += (kind == "open") - (kind == "close")
        if written.strip():
            end = at + len(written.rstrip())
        if comma >= 0:
            break
        at = token.end()
    return end


class Lines:
    """The line of each key of a TOML text, found when it is first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[Path, int] | None = None

    def line(self, *path: str) -> int:
        """The line, from 1, of the key or table at `path`, or of the nearest table around it."""
        if self._found is None:
            self._found = dict(self._scan())
        for length in range(len(path), 0, -1):
            if path[:length] in self._found:
                return self._found[path[:length]]
        return 1

    def _scan(self) -> Iterator[tuple[Path, int]]:
        breaks = [match.start() for match in re.finditer("\n", self._text)]
        seen: set[Path] = set()
        for span in spans(self._text):
            line = bisect_right(breaks, span.start) + 1
            # `events.x.name = …` is also where `events.x` begins.
            for length in range(1, len(span.path) + 1):
                path = span.path[:length]
                if path not in seen or (span.header and length == len(span.path)):
                    seen.add(path)
                    yield path, line
