"""Lines put into a text and taken out of it, all others staying byte by byte."""

from __future__ import annotations


def line_end(text: str) -> str:
    """The line ending of `text`: that of its first line."""
    end = text.find("\n")
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"


def is_blank_above(text: str, start: int) -> bool:
    """Whether the line above the one that begins at `start` is blank, or there is none."""
    return not text[_line_start(text, start - 1) : start].strip() if start > 0 else True


def insert_line(text: str, start: int, end: int, line: str) -> str:
    """`text` with `line` below what stands from `start` to `end`, indented as that is."""
    before = text[_line_start(text, start) : start]
    indent = before if before.isspace() else ""
    eol, below = line_end(text), _next_line(text, end)
    if text[:below].endswith("\n"):
        return f"{text[:below]}{indent}{line}{eol}{text[below:]}"
    return f"{text}{eol}{indent}{line}"


def without_lines(text: str, start: int, end: int, *, comments: bool = False) -> str:
    """`text` without the lines from `start` to `end`; with `comments` also without those right above them.

    With `comments`, where two blank lines would then follow each other one goes too: it set these lines apart.
    """
    start, end = _line_start(text, start), _next_line(text, end)
    if comments:
        while start > 0 and text[(above := _line_start(text, start - 1)) : start].lstrip().startswith("#"):
            start = above
        if is_blank_above(text, start):
            start, end = _with_one_blank(text, start, end)
    return text[:start] + text[end:]


def _with_one_blank(text: str, start: int, end: int) -> tuple[int, int]:
    """`start` and `end` of whole lines below a blank one, with the blank line that follows or, at the end, precedes."""
    below = _next_line(text, end)
    if end < len(text) and not text[end:below].strip():
        return start, below
    if end == len(text) and start > 0:
        return _line_start(text, start - 1), end
    return start, end


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _next_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1
