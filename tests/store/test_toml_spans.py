"""Where the keys of a TOML text stand: the same keys and values that tomllib finds, each between its offsets."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import assume, event, example, given

from countdown.store.toml.spans import Lines, Path, Span, inline_spans, spans
from tests.store.toml_texts import documents


def built(text: str) -> dict[str, Any]:
    """The values of `text`, put together from what stands between the offsets of its spans."""
    root: dict[str, Any] = {}
    for span in spans(text):
        parent = table_at(root, span.path[:-1])
        last = span.path[-1]
        if not span.header:
            assert last not in parent
            parent[last] = value_of(text, span)
        elif text.startswith("[[", span.start):
            parent.setdefault(last, []).append({})
        else:
            parent.setdefault(last, {})
    return root


def table_at(table: dict[str, Any], path: Path) -> dict[str, Any]:
    for name in path:
        below = table.setdefault(name, {})
        table = below[-1] if isinstance(below, list) else below
    return table


def value_of(text: str, span: Span) -> Any:
    """What the pair at `span` gives alone; its key and its value have to fit it."""
    alone = tomllib.loads(text[span.start : span.end])
    path = []
    while True:
        ((name, alone),) = alone.items()
        path.append(name)
        if tuple(path) == span.path[-len(path) :] and is_whole_key(text, span, path):
            break
    value = tomllib.loads(f"value = {text[span.value : span.end]}")["value"]
    assert value == alone
    return value


def is_whole_key(text: str, span: Span, path: list[str]) -> bool:
    key = text[span.start : span.value].rstrip(" \t").removesuffix("=")
    found: Any = tomllib.loads(f"{key} = 0")
    for name in path:
        found = found[name]
    return found == 0 and not isinstance(found, dict)


def without(text: str) -> str:
    """`text` less all that stands between the offsets."""
    rest, at = "", 0
    for span in spans(text):
        rest += text[at : span.start]
        at = span.end
    return rest + text[at:]


def is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


@given(documents())
@example('a = """"x"""""\nb = """\\""""\nc = \'\'\'\'\'x\'\'\'\'\'\n')
@example("a = ''\nb = \"\"\nc = ''''''\nd = \"\"\"\"\"\"#\n")
@example("a = [\"\"\"]\"\"\", '''[''', \"[\", ']', # ]\n] # [\nb = 1")
@example('"a.b".\'c d\' . e-1 = {x = {y = "}"}, "}" = \'{\'}\r\n[a]\r\nb = 1\r\n')
@example("[[a]]\nb = 1\n[a.c]\nd = 1\n[[a]]\nb = 2\n")
@example('"=" = 1\n"#" . \'=\' = "="\n["]"]\n\'[\' = 2026-11-26 09:30:00 # =')
@example('"\\u0061\\t" = 1')
def test_spans_hold_exactly_what_tomllib_finds(text: str) -> None:
    assume(is_toml(text))
    assert built(text) == tomllib.loads(text)


@given(documents())
def test_between_the_spans_stand_only_blanks_and_comments(text: str) -> None:
    assume(is_toml(text))
    found = list(spans(text))
    event(f"{min(len(found), 5)} spans")
    assert tomllib.loads(without(text)) == {}
    for span in found:
        assert text[span.start : span.end] == text[span.start : span.end].strip()


@given(documents())
@example("x = {}\ny = { }\nz = {a.b = [1, {c = ','}], \"d\" = '''x\n}''', e = \"\"\"}\"\"\"}")
def test_inline_spans_hold_exactly_what_tomllib_finds(text: str) -> None:
    assume(is_toml(text))
    for table in spans(text):
        if not table.header and text[table.value] == "{":
            root: dict[str, Any] = {}
            for span in inline_spans(text, table):
                assert span.path[: len(table.path)] == table.path
                path = span.path[len(table.path) :]
                table_at(root, path[:-1])[path[-1]] = value_of(text, span)
            assert root == value_of(text, table)
        else:
            assert list(inline_spans(text, table)) == []


@given(documents())
def test_most_generated_texts_are_toml(text: str) -> None:
    """Else the properties above would hold of little."""
    assert is_toml(text)


TEXT = '''# first
[defaults]
pin = true

[events.a]
name = """
[events.b]
"""
start = 2026-01-01
[events]
"b.c" = {name = "B", start = 2026-01-01}
d.name = "D"
d.start = 2026-01-01
[events.a.sub]
x = 1
[[many]]
x = 1
[[many]]
x = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("defaults",), 2),
        (("defaults", "pin"), 3),
        (("events",), 10),
        (("events", "a"), 5),
        (("events", "a", "name"), 6),
        (("events", "a", "start"), 9),
        (("events", "a", "missing"), 5),
        (("events", "b.c"), 11),
        (("events", "b.c", "name"), 11),
        (("events", "d"), 12),
        (("events", "d", "start"), 13),
        (("events", "a", "sub", "x"), 15),
        (("events", "none"), 10),
        (("none", "at", "all"), 1),
        ((), 1),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_line_of_a_key_or_of_the_nearest_table_around_it(path: Path, line: int, newline: str) -> None:
    assert Lines(TEXT.replace("\n", newline)).line(*path) == line
