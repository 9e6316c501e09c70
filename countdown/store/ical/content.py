"""iCalendar text as its content lines stand in the file, so that some of them can be changed and all others stay."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from countdown.core.vevent.content_lines import folded
from countdown.store.ical.lines import unfolded

_PHYSICAL = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_END = re.compile(rb"(?:\r\n|\n|\r)\Z")
_NAME_END = re.compile(rb"[;:]")
# A name, its parameters, and the value.
_PARTS = re.compile(r'(\s*[A-Za-z0-9-]+)\s*((?:;(?:"[^"]*"|[^":])*)?):(.*)', re.DOTALL)


class Line(NamedTuple):
    """A content line: its bytes in the file, folds and line end included; its text without; its first line, from 1.

    What is no content line, such as a blank one, has an empty text.
    """

    raw: bytes
    text: bytes
    number: int

    @property
    def name(self) -> str:
        """The property's name in capitals."""
        return _NAME_END.split(self.text, maxsplit=1)[0].strip().upper().decode(errors="replace")

    @property
    def kind(self) -> str:
        """Of a BEGIN or END the component's name in capitals."""
        return self.text.partition(b":")[2].strip().upper().decode(errors="replace")

    @property
    def params(self) -> str:
        """The parameters as they are written, each with its semicolon."""
        match = _PARTS.fullmatch(self.text.decode(errors="surrogateescape"))
        return match[2] if match else ""

    @property
    def value(self) -> str:
        """The value as it is written."""
        match = _PARTS.fullmatch(self.text.decode(errors="surrogateescape"))
        return match[3] if match else ""


class Content:
    """All lines of an iCalendar text, to be changed."""

    def __init__(self, data: bytes) -> None:
        """Raises ValueError for a text in UTF-16."""
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise ValueError("it is in UTF-16")
        self._mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
        data = data.removeprefix(BOM_UTF8)
        self.lines = list(_lines(data))
        ends = (_END.search(line.raw) for line in self.lines)
        self._eol = next((found[0] for found in ends if found), b"\r\n").decode()

    @property
    def data(self) -> bytes:
        """The text as it is now."""
        return self._mark + b"".join(line.raw for line in self.lines)

    def block(self, number: int) -> Block:
        """The component whose BEGIN stands on the line `number` of the file as it was.

        Raises ValueError if there is none that is whole.
        """
        at = next((at for at, line in enumerate(self.lines) if line.number == number and line.name == "BEGIN"), None)
        if at is None:
            raise ValueError(f"no component begins on line {number}")
        return Block(self, at)

    def made(self, text: str) -> Line:
        """A new line, folded, with the file's line end."""
        return Line(folded([text]).replace("\r\n", self._eol).encode(errors="surrogateescape"), text.encode(), 0)

    def insert_before(self, name: str, text: str) -> None:
        """Put the content lines `text`, folded with CR LF, before the first BEGIN of a component `name`."""
        at = next(at for at, line in enumerate(self.lines) if (line.name, line.kind) == ("BEGIN", name))
        new = text.replace("\r\n", self._eol).encode()
        self.lines[at:at] = [line._replace(number=0) for line in _lines(new)]


class Block:
    """A component in its file; it is to be found again once another one was changed."""

    def __init__(self, content: Content, begin: int) -> None:
        """`begin` is the index of its BEGIN. Raises ValueError if it has no END, or what is within it has none."""
        self._content, self._begin = content, begin
        self._end = self._find_end(begin)

    def _find_end(self, begin: int) -> int:
        open_: list[str] = []
        for at in range(begin, len(self._lines)):
            line = self._lines[at]
            if line.name == "BEGIN":
                open_.append(line.kind)
            elif line.name == "END":
                if open_.pop() != line.kind:
                    break
                if not open_:
                    return at
        raise ValueError(f"the component of line {self._lines[begin].number} has no END")

    @property
    def _lines(self) -> list[Line]:
        return self._content.lines

    def _own(self) -> Iterator[int]:
        """The indexes of its properties, without those of the components within it."""
        depth = 0
        for at in range(self._begin + 1, self._end):
            name = self._lines[at].name
            depth += (name == "BEGIN") - (name == "END")
            if depth == 0 and name not in ("END", ""):
                yield at

    def all(self, name: str) -> list[Line]:
        """Its properties of that name."""
        return [self._lines[at] for at in self._own() if self._lines[at].name == name]

    def set(self, name: str, texts: Sequence[str], *, keep: bool = False, after: str = "") -> None:
        """Put the content lines `texts` in the place of the properties called `name`; those that are the same stay.

        With `keep` one that takes the place of another has the parameters of that. What is new stands behind the last
        property called `after`, else behind all.
        """
        places = [at for at in self._own() if self._lines[at].name == name]
        old = [self._lines[at] for at in places]
        if keep and len(texts) == 1 and old and old[0].params:
            head = re.match(r"[^;:]*", old[0].text.decode(errors="surrogateescape"))
            texts = [f"{head[0] if head else name}{old[0].params}:{texts[0].partition(':')[2]}"]
        if [line.text.decode(errors="surrogateescape") for line in old] == list(texts):
            return
        self.cut(places)
        self._put(self._place(places[0] if places else None, after), [self._content.made(text) for text in texts])

    def _place(self, old: int | None, after: str) -> int:
        if old is not None:
            return old
        own = list(self._own())
        behind = [at for at in own if self._lines[at].name == after] or own
        return behind[-1] + 1 if behind else self._begin + 1

    def children(self, kind: str) -> list[range]:
        """The indexes of each component `kind` directly within it."""
        found = []
        at = self._begin + 1
        while at < self._end:
            if self._lines[at].name == "BEGIN":
                end = self._find_end(at)
                if self._lines[at].kind == kind:
                    found.append(range(at, end + 1))
                at = end
            at += 1
        return found

    def within(self, places: range) -> list[Line]:
        """The lines at these indexes."""
        return self._lines[places.start : places.stop]

    def cut(self, places: Sequence[int]) -> None:
        """Take lines within it out."""
        for at in sorted(places, reverse=True):
            del self._lines[at]
        self._end -= len(places)

    def append(self, texts: Sequence[str]) -> None:
        """Put the content lines `texts` before its END."""
        self._put(self._end, [self._content.made(text) for text in texts])

    def remove(self) -> None:
        """Take all of it out."""
        del self._lines[self._begin : self._end + 1]

    def _put(self, at: int, lines: Sequence[Line]) -> None:
        self._lines[at:at] = lines
        self._end += len(lines)


def _lines(data: bytes) -> Iterator[Line]:
    physical = _PHYSICAL.findall(data)
    found = list(unfolded(data))
    if not found or found[0][0] > 1:
        first = found[0][0] - 1 if found else len(physical)
        yield Line(b"".join(physical[:first]), b"", 0)
    for (number, text), next_ in zip(found, [*(number for number, _ in found[1:]), len(physical) + 1], strict=True):
        end = next_ - 1
        while end > number and not physical[end - 1].strip():
            end -= 1
        yield Line(b"".join(physical[number - 1 : end]), text, number)
        if end < next_ - 1:
            yield Line(b"".join(physical[end : next_ - 1]), b"", 0)
