"""Many events of an events file changed or added at once: one pass over its text instead of one for each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from countdown.store.toml.edit import has_inline_events, with_event, with_fields
from countdown.store.toml.lines import is_blank_above, line_end
from countdown.store.toml.spans import spans
from countdown.store.toml.values import toml_key, toml_value

Fields = Mapping[str, Any]


def with_events(text: str, events: Mapping[str, Fields]) -> str:
    """`text` with new events of these ids and fields, at its end, as `with_event` adds one."""
    if has_inline_events(text):
        for id_, fields in events.items():
            text = with_event(text, id_, fields)
        return text
    if not events:
        return text
    eol = line_end(text)
    parts = [text]
    if text and not text.endswith("\n"):
        parts.append(eol)
    if not is_blank_above("".join(parts), sum(map(len, parts))):
        parts.append(eol)
    tables = []
    for id_, fields in events.items():
        lines = [f"[events.{toml_key(id_)}]", *(f"{toml_key(name)} = {toml_value(fields[name])}" for name in fields)]
        tables.append("".join(line + eol for line in lines))
    return "".join(parts) + eol.join(tables)


def with_changes(text: str, changes: Mapping[str, Fields], order: Sequence[str]) -> str:
    """`text` with each event's fields set, or taken away where they are None, as `with_fields` does for one."""
    stretches = list(_stretches(text, changes))
    for found in reversed(stretches):
        # A table with a header stands for itself, so that the rest of the file need not be looked through again.
        changed = with_fields(text[found.start : found.end], found.id, changes[found.id], order)
        text = text[: found.start] + changed + text[found.end :]
    for id_ in changes.keys() - {found.id for found in stretches}:
        text = with_fields(text, id_, changes[id_], order)
    return text


class _Stretch(NamedTuple):
    id: str
    start: int
    end: int


def _stretches(text: str, ids: Collection[str]) -> Iterator[_Stretch]:
    """Where the events `ids` stand that are each one header and the pairs below it, and no more, in order."""
    found: dict[str, list[_Stretch]] = {}
    whole: dict[str, bool] = {}
    before: str | None = None
    for span in spans(text):
        id_ = span.path[1] if len(span.path) > 1 and span.path[0] == "events" else None
        if id_ not in ids:
            before = None
            continue
        assert id_ is not None
        if span.header:
            whole[id_] = id_ not in whole and len(span.path) == 2
            found.setdefault(id_, []).append(_Stretch(id_, span.start, span.end))
        elif before == id_ and id_ in found:
            found[id_][-1] = found[id_][-1]._replace(end=span.end)
        else:
            whole[id_] = False
        before = id_
    for id_, parts in found.items():
        if whole[id_]:
            # To the end of its last line, with the comment on it.
            end = text.find("\n", parts[-1].end) + 1
            yield parts[-1]._replace(end=end or len(text))
