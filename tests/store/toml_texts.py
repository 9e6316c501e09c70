"""Texts that are TOML in all its spellings, for hypothesis."""

from __future__ import annotations

import re
import string

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

# What a reader that does not step over strings would stumble upon.
AWKWARD = "ab \t\"'[]{}#=,.\\-é北"
SPACES = st.sampled_from(["", "", " ", "\t", "  "])
COMMENTS = st.sampled_from(["", "", " # [a] = 'x", "#", " # \"\"\" { , '''", "\t# é }"])
SCALARS = st.sampled_from(
    ["0", "-1_000", "0xfe", "1.5e-3", "+inf", "true", "false", "2026-11-26", "2026-11-26 09:30:00",
     "2026-11-26T09:30:00.5+08:00", "09:30:00"]
)  # fmt: skip


def escaped(text: str) -> str:
    """`text` as it stands in a basic string."""
    named = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    return "".join(named.get(character, character) for character in text)


def basic(text: str) -> str:
    """`text` as a TOML string in double quotes."""
    return f'"{escaped(text)}"'


@st.composite
def keys(draw: DrawFn, name: str) -> str:
    """The key part `name`, bare or in quotes."""
    forms = [basic(name)]
    if "'" not in name and "\n" not in name:
        forms.append(f"'{name}'")
    if re.fullmatch("[A-Za-z0-9_-]+", name):
        forms.append(name)
    return draw(st.sampled_from(forms))


@st.composite
def strings(draw: DrawFn, newline: str) -> str:
    """A string in one of the four forms."""
    text = draw(st.text(AWKWARD + "\n", max_size=12))
    form = draw(st.sampled_from(["basic", "literal", "long basic", "long literal"]))
    if form == "basic":
        return basic(text)
    if form == "literal":
        return "'" + re.sub(r"['\n]", "", text) + "'"
    head = draw(st.sampled_from(["", "\n"]))
    tail = draw(st.integers(0, 2))
    if form == "long literal":
        body = re.sub(r"'{3,}", "''", text).rstrip("'")
        return f"'''{head}{body}{tail * chr(39)}'''".replace("\n", newline)
    body = re.sub(r'"{3,}', '""', text.replace("\\", "\\\\")).rstrip('"')
    ending = draw(st.sampled_from(["", '\\"', "\\\n  ", "\\\\", '\\""']))
    tail = 0 if ending.endswith('"') else tail
    return f'"""{head}{body}{ending}{tail * chr(34)}"""'.replace("\n", newline)


def values(newline: str) -> SearchStrategy[str]:
    """A value of any kind."""
    return st.recursive(
        SCALARS | strings(newline), lambda inner: arrays(inner, newline) | inline_tables(inner), max_leaves=6
    )


@st.composite
def arrays(draw: DrawFn, inner: SearchStrategy[str], newline: str) -> str:
    """An array over one line or several, with comments in it."""
    gaps = SPACES | COMMENTS.map(lambda comment: comment + newline)
    text = "[" + draw(gaps)
    items = draw(st.lists(inner, max_size=3))
    for number, item in enumerate(items, 1):
        comma = "," if number < len(items) or draw(st.booleans()) else ""
        text += item + draw(gaps) + comma + draw(gaps)
    return text + "]"


@st.composite
def inline_tables(draw: DrawFn, inner: SearchStrategy[str]) -> str:
    """A table in braces, its keys dotted or not."""
    pairs = []
    for number, item in enumerate(draw(st.lists(inner, max_size=3))):
        names = [*draw(st.lists(st.sampled_from(["t", "u.u"]), max_size=1)), f"v{number}"]
        key = ".".join(draw(keys(name)) for name in names)
        pairs.append(f"{draw(SPACES)}{key}{draw(SPACES)}={draw(SPACES)}{item}{draw(SPACES)}")
    return "{" + ",".join(pairs or [draw(SPACES)]) + "}"


@st.composite
def documents(draw: DrawFn) -> str:
    """A whole text: tables, arrays of tables, pairs with dotted and quoted keys, comments and blank lines."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    names = st.text(string.ascii_letters + AWKWARD, max_size=3)
    text, number, arrays_of_tables = "", 0, 0
    for _ in range(draw(st.integers(0, 8))):
        number += 1
        kind = draw(st.sampled_from(["pair", "pair", "pair", "table", "array", "blank"]))
        indent, end = draw(SPACES), draw(SPACES) + draw(COMMENTS) + newline
        if kind == "blank":
            text += indent + end
            continue
        # The number makes each key one that stands nowhere else; `dotted` tables are shared between pairs.
        shared = draw(st.lists(st.just("dotted"), max_size=1)) if kind == "pair" else []
        own = [draw(names) + str(number)]
        dot = f"{draw(SPACES)}.{draw(SPACES)}"
        if kind == "table" and arrays_of_tables and draw(st.booleans()):
            own = [f"array {arrays_of_tables}", *own]
        if kind == "array":
            arrays_of_tables += draw(st.integers(0, 1)) or not arrays_of_tables
            own = [f"array {arrays_of_tables}"]
        key = dot.join([draw(keys(name)) for name in [*shared, *own]])
        if kind == "pair":
            text += f"{indent}{key}{draw(SPACES)}={draw(SPACES)}{draw(values(newline))}{end}"
        else:
            brackets = 2 if kind == "array" else 1
            text += f"{indent}{'[' * brackets}{draw(SPACES)}{key}{draw(SPACES)}{']' * brackets}{end}"
    return text if draw(st.booleans()) else text.rstrip("\r\n")
