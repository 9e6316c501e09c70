"""Events files as people write them: every spelling that TOML has for an event, comments and odd spacing everywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from hypothesis import strategies as st

IDS = ("expo", "b c", "ümlaut", "x.y", "a#b", "9", "it's")
_COMMENT = st.sampled_from(["# why", "#", "# [events.no]", '# "quoted', "# events.expo.name = 'no'", "# 日本"])
_SPACE = st.sampled_from(["", " ", "  ", "\t"])
_TEXT = st.sampled_from(
    [
        '"A"',
        "'b # c'",
        '"]}"',
        '"q\\"="',
        '"""m\n# no comment\n[events.no]\n"""',
        "'''it's\n= {'''",
        '"日本 🎉"',
        '"""x"y"""',
    ]
)
_TAGS = st.sampled_from(["[]", '["a"]', '[ "a" , "b#]" ]', '[\n  "a", # one\n\n  "b",\n]', '["""x\n""", \'y\']'])
_INLINE_TAGS = st.sampled_from(["[]", '["a"]', '[ "a" , "b#]" ]'])
_INLINE_TEXT = _TEXT.filter(lambda text: "\n" not in text)

# New values of fields, and those that take one away.
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "name": st.text(min_size=1, max_size=20).filter(lambda name: bool(name.strip())),
        "end": st.sampled_from([date(2030, 1, 2), None]),
        "tags": st.sampled_from([["k"], [], ["a", 'b"]', "\\"], None]),
        "where": st.sampled_from(["Beijing", "x\ny = 1", "\x7f\x00", None]),
        "note": st.sampled_from(["'''", '"""', "# no", None]),
        "pin": st.sampled_from([True, None]),
        "except": st.sampled_from([[date(2030, 1, 1), date(2031, 1, 1)], None]),
    },
)


class Piece(NamedTuple):
    """A stretch of the file: whose event it is of, and which field of it; "" for what is of none."""

    text: str
    id: str = ""
    field: str = ""


class Written(NamedTuple):
    """An events file in pieces."""

    pieces: list[Piece]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def ids(self) -> list[str]:
        return list(dict.fromkeys(piece.id for piece in self.pieces if piece.id))


def key(id_: str) -> str:
    """A way to write the key `id_`."""
    if id_.isascii() and id_.replace("-", "").isalnum():
        return id_
    return f"'{id_}'" if "'" not in id_ else f'"{id_}"'


Draw = Callable[[st.SearchStrategy[Any]], Any]


@st.composite
def files(draw: Draw) -> Written:
    """A file with some of `IDS` in it."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, min_size=1, max_size=4))
    eol = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    layout = draw(st.sampled_from([_root_keys, _section, _one_inline]))
    pieces = [Piece(draw(st.sampled_from(["", "# My events\n\n", "\n"]))), *layout(draw, ids)]
    if draw(st.booleans()) and pieces[-1].text.endswith("\n"):
        pieces[-1] = pieces[-1]._replace(text=pieces[-1].text[:-1])
    return Written([piece._replace(text=piece.text.replace("\n", eol)) for piece in pieces])


def _fields(draw: Draw, *, inline: bool = False) -> list[tuple[str, str]]:
    text, tags = (_INLINE_TEXT, _INLINE_TAGS) if inline else (_TEXT, _TAGS)
    fields = [("name", draw(text)), ("start", draw(st.sampled_from(["2026-01-01", "2024-02-29"])))]
    if draw(st.booleans()):
        fields.append(("end", "2029-12-31"))
    for name, value in (("tags", tags), ("where", text), ("note", text)):
        if draw(st.booleans()):
            fields.append((name, draw(value)))
    fields.sort(key=lambda _: draw(st.integers(0, 3)))
    return fields


def _between(draw: Draw) -> list[Piece]:
    """What may stand between events: nothing, blank lines, comments set apart."""
    return [Piece(draw(st.sampled_from(["", "\n", "\n\n", "# apart\n\n", "  \n"])))]


def _above(draw: Draw, id_: str) -> list[Piece]:
    """Comments right above an event, which go with it."""
    return [Piece(f"{draw(_COMMENT)}\n", id_, "above") for _ in range(draw(st.integers(0, 2)))]


def _lines(draw: Draw, id_: str, prefix: str) -> list[Piece]:
    """A line for each field, its key behind `prefix`."""
    pieces: list[Piece] = []
    for field, value in _fields(draw):
        space, comment = draw(_SPACE), draw(st.one_of(st.just(""), _COMMENT.map(lambda text: f"  {text}")))
        indent = draw(st.sampled_from(["", "", "  "]))
        pieces.append(Piece(f"{indent}{prefix}{field}{space}={draw(_SPACE)}{value}{comment}\n", id_, field))
    return pieces


def _table(draw: Draw, id_: str) -> list[Piece]:
    header = draw(st.sampled_from([f"[events.{key(id_)}]", f"[ events . {key(id_)} ]", f'["events".{key(id_)}]  # t']))
    body: list[Piece] = []
    for piece in _lines(draw, id_, ""):
        body += [Piece(f"{draw(_COMMENT)}\n", id_, "within")] if body and draw(st.integers(0, 4)) == 0 else []
        body += [Piece("\n", id_, "within")] if body and draw(st.integers(0, 4)) == 0 else []
        body.append(piece)
    return [*_between(draw), *_above(draw, id_), Piece(f"{header}\n", id_, "header"), *body]


def _inline_table(draw: Draw, id_: str) -> list[Piece]:
    """The pairs of `{ … }`, commas in pieces of their own."""
    pieces: list[Piece] = []
    for field, value in _fields(draw, inline=True):
        pieces += [Piece(draw(st.sampled_from([",", ", ", " , "])), id_, "comma")] if pieces else []
        pieces.append(Piece(f"{field}{draw(_SPACE)}={draw(_SPACE)}{value}", id_, field))
    return pieces


def _inline(draw: Draw, id_: str, prefix: str) -> list[Piece]:
    pairs = _inline_table(draw, id_)
    space = draw(st.sampled_from(["", " "]))
    return [
        *_between(draw),
        *_above(draw, id_),
        Piece(f"{prefix}{key(id_)} = {{{space}", id_, "open"),
        *pairs,
        Piece(f"{space}}}{draw(st.sampled_from(['', ' # end']))}\n", id_, "close"),
    ]


def _dotted(draw: Draw, id_: str, prefix: str) -> list[Piece]:
    return [*_between(draw), *_above(draw, id_), *_lines(draw, id_, f"{prefix}{key(id_)}.")]


def _root_keys(draw: Draw, ids: list[str]) -> list[Piece]:
    """`events.x.name = …` and `events.x = {…}` at the top, then tables with headers."""
    return _keys_then_tables(draw, ids, "events.", [])


def _section(draw: Draw, ids: list[str]) -> list[Piece]:
    """`[events]` and keys below it, then tables with headers."""
    return _keys_then_tables(draw, ids, "", [Piece("[events] # all of them\n")])


def _keys_then_tables(draw: Draw, ids: list[str], prefix: str, before: list[Piece]) -> list[Piece]:
    split = draw(st.integers(0, len(ids)))
    pieces = list(before)
    for id_ in ids[:split]:
        pieces += (_dotted if draw(st.booleans()) else _inline)(draw, id_, prefix)
    defaults = [Piece("\n"), Piece('[defaults]\nremind = ["1d"]\n')] if draw(st.booleans()) else []
    for id_ in ids[split:]:
        pieces += _table(draw, id_)
    return pieces + defaults


def _one_inline(draw: Draw, ids: list[str]) -> list[Piece]:
    """`events = { x = {…}, y.name = … }`."""
    pieces = [Piece("events = { ")]
    for at, id_ in enumerate(ids):
        pieces += [Piece(" , ", id_, "comma")] if at else []
        if draw(st.booleans()):
            pieces += [Piece(f"{key(id_)} = {{ ", id_, "open"), *_inline_table(draw, id_), Piece(" }", id_, "close")]
        else:
            dotted = _inline_table(draw, id_)
            pieces += [
                piece if piece.field == "comma" else piece._replace(text=f"{key(id_)}.{piece.text}") for piece in dotted
            ]
    return [*pieces, Piece(" }\n")]


def as_values(changes: dict[str, Any]) -> dict[str, date | datetime | str]:
    """`changes` less those that take a field away."""
    return {name: value for name, value in changes.items() if value is not None}
