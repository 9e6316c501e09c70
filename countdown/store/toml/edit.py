"""Changes to one event in the text of an events file; every other byte of it stays.

An event may be spelt in any of the ways that TOML has: a table with a header, dotted keys, or inline tables.
The text is one that tomllib has read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from countdown.store.toml.lines import insert_line, is_blank_above, line_end, without_lines
from countdown.store.toml.spans import Path, Span, inline_spans, key_column, key_prefix, spans
from countdown.store.toml.values import toml_key, toml_value

# Where all events may be one inline table, which a scan of the whole text then finds; few files are written so.
_EVENTS_INLINE = re.compile(r"""\bevents["']?[ \t]*=""")


class _Entry(NamedTuple):
    """A span of an event; `siblings` are the pairs of the inline table that it stands in, if it stands in one."""

    span: Span
    siblings: Sequence[Span] = ()


def has_inline_events(text: str) -> bool:
    """Whether all events may stand in one inline table: if not, they surely do not."""
    return _EVENTS_INLINE.search(text) is not None


def with_event(text: str, id_: str, fields: Mapping[str, Any]) -> str:
    """`text` with a new event `id_` of these `fields`, at its end, or in the inline table that holds the events."""
    for span in spans(text) if has_inline_events(text) else ():
        if span.path == ("events",) and not span.header:
            return _with_pair(text, span, toml_key(id_), fields)
    eol = line_end(text)
    lines = [f"[events.{toml_key(id_)}]", *(f"{toml_key(name)} = {toml_value(fields[name])}" for name in fields)]
    text += "" if not text or text.endswith("\n") else eol
    text += "" if is_blank_above(text, len(text)) else eol
    return text + "".join(line + eol for line in lines)


def _with_pair(text: str, table: Span, key: str, value: object) -> str:
    """`text` with one more pair at the end of the inline table that is the value of `table`."""
    pairs = list(inline_spans(text, table))
    pair = f"{key} = {toml_value(value)}"
    if pairs:
        return f"{text[: pairs[-1].end]}, {pair}{text[pairs[-1].end :]}"
    return f"{text[: table.value]}{{ {pair} {text[table.value + 1 :].lstrip(' ')}"


def with_fields(text: str, id_: str, changes: Mapping[str, Any], order: Sequence[str]) -> str:
    """`text` with fields of the event `id_` set to the values in `changes`, or taken away where that is None.

    A field that is new stands behind the nearest field before it in `order`.
    """
    for field, value in changes.items():
        entries = list(_entries(text, ("events", id_)))
        old = [entry for entry in entries if entry.span.path[2:] == (field,)]
        if value is not None:
            text = _with_value(text, old[0], value) if old else _with_field(text, entries, field, value, order)
        elif old and old[0].siblings:
            text = _without_pair(text, old[0])
        elif old:
            text = without_lines(text, old[0].span.start, old[0].span.end)
    return text


def without_events(text: str, ids: Sequence[str]) -> str:
    """`text` without the events `ids`: their lines, and the comments right above them."""
    paths: list[Path] = [("events", id_) for id_ in ids]
    if has_inline_events(text):
        for path in paths:
            text = _without_pairs(text, path)
    known: set[Path] = set()
    runs: list[tuple[int, int, bool]] = []
    for path, start, end in _runs(text, frozenset(paths)):
        runs.append((start, end, path not in known or text[start] == "["))
        known.add(path)
    for start, end, comments in reversed(runs):
        text = without_lines(text, start, end, comments=comments)
    return text


def _without_pairs(text: str, path: Path) -> str:
    """`text` without the event at `path` if it stands in the inline table of all events."""
    while inline := [entry for entry in _entries(text, path) if entry.siblings]:
        if any(entry.span.path == path and not entry.siblings for entry in _entries(text, path)):
            break  # `events.x = { … }` on lines of its own: they go whole
        # Dotted keys go one at a time, since each moves the others.
        text = _without_pair(text, inline[0])
    return text


def _entries(text: str, path: Path) -> Iterator[_Entry]:
    """The headers and pairs of the table at `path`, those in inline tables too."""
    for span in spans(text):
        if span.path[: len(path)] == path:
            yield _Entry(span)
        if not span.header and span.path == path[: len(span.path)]:
            yield from _inline_entries(text, span, path)


def _inline_entries(text: str, table: Span, path: Path) -> Iterator[_Entry]:
    pairs = list(inline_spans(text, table))
    for pair in pairs:
        if pair.path[: len(path)] == path:
            yield _Entry(pair, pairs)
        if pair.path == path[: len(pair.path)]:
            yield from _inline_entries(text, pair, path)


def _runs(text: str, paths: Collection[Path]) -> Iterator[tuple[Path, int, int]]:
    """The stretches of `text` that belong to tables at `paths`, each from its first key or header to its last."""
    run: tuple[Path, int, int] | None = None
    for span in spans(text):
        path = span.path[:2]
        mine = path in paths
        if run is not None and (span.header or path != run[0]):
            yield run
            run = None
        if mine:
            run = (path, run[1] if run else span.start, span.end)
    if run is not None:
        yield run


def _without_pair(text: str, entry: _Entry) -> str:
    """`text` without a pair of an inline table and the comma beside it."""
    pairs = list(entry.siblings)
    at = pairs.index(entry.span)
    if at + 1 < len(pairs):
        start, end = entry.span.start, pairs[at + 1].start
    else:
        start, end = (pairs[at - 1].end if at else entry.span.start), entry.span.end
    return text[:start] + text[end:]


def _with_value(text: str, entry: _Entry, value: object) -> str:
    return text[: entry.span.value] + toml_value(value) + text[entry.span.end :]


def _with_field(text: str, entries: list[_Entry], field: str, value: object, order: Sequence[str]) -> str:
    fields = {entry.span.path[2]: entry for entry in entries if len(entry.span.path) == 3 and not entry.span.header}
    behind = [fields[name] for name in order[: order.index(field)] if name in fields]
    table = next((entry.span for entry in entries if len(entry.span.path) == 2), None)
    if behind:
        return _insert_behind(text, behind[-1], field, value, list(fields.values()))
    if table is not None and table.header:
        return insert_line(text, table.start, table.end, f"{field} = {toml_value(value)}")
    if table is not None and not fields:
        return _with_pair(text, table, field, value)
    if fields:
        return _insert_before(text, next(iter(fields.values())), field, value)
    return _insert_header(text, entries[0].span, field, value)


def _insert_behind(text: str, entry: _Entry, field: str, value: object, fields: list[_Entry]) -> str:
    span = entry.span
    key = key_prefix(text, span) + field
    if entry.siblings:
        return f"{text[: span.end]}, {key} = {toml_value(value)}{text[span.end :]}"
    column = _common_column(text, fields)
    return insert_line(text, span.start, span.end, f"{key.ljust(column - 1)} = {toml_value(value)}")


def _common_column(text: str, fields: list[_Entry]) -> int:
    """The column of the `=` that all `fields`, whose keys differ in length, share; else 0."""
    columns = {key_column(text, entry.span) for entry in fields}
    lengths = {len(entry.span.path[-1]) for entry in fields}
    return columns.pop() if len(columns) == 1 and len(lengths) > 1 else 0


def _insert_header(text: str, below: Span, field: str, value: object) -> str:
    """`text` with a header of its own for an event that has tables below it alone, and of which `below` is the first.

    Where that is no header the event cannot have one either, and `text` stays: whoever checks it will see.
    """
    if not below.header:
        return text
    start, eol = below.start, line_end(text)
    return f"{text[:start]}[events.{toml_key(below.path[1])}]{eol}{field} = {toml_value(value)}{eol}{eol}{text[start:]}"


def _insert_before(text: str, entry: _Entry, field: str, value: object) -> str:
    start = entry.span.start
    pair = f"{key_prefix(text, entry.span)}{field} = {toml_value(value)}"
    if entry.siblings:
        return f"{text[:start]}{pair}, {text[start:]}"
    indent = text[text.rfind("\n", 0, start) + 1 : start]
    return f"{text[:start]}{pair}{line_end(text)}{indent}{text[start:]}"
