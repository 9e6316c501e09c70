"""The components of an iCalendar text, with the line that each part stands on.

The whole of icalendar's own parser is not used: it tells no line, drops the rest of a component with one bad property,
and costs three times as much. The grammar of parameters is icalendar's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

import msgspec

from countdown.errors import CountdownError

# A line that begins like a property. What does not goes on the one before, whose fold has lost its blank.
_PROPERTY = re.compile(rb"[ \t]*[A-Za-z0-9-]{1,100}[ \t]*[;:]")
# Or like the name of one, if a fold follows.
_NAME = re.compile(rb"[A-Za-z0-9-]{1,100}")
_BLANK = (b" ", b"\t")
_BORDER = re.compile(rb"\s*(?:BEGIN|END)\s*:", re.IGNORECASE)
_PARTS = re.compile(r'\s*([A-Za-z0-9-]+)\s*((?:;(?:"[^"]*"|[^":])*)?):(.*)', re.DOTALL)
# Values without quotes, lists, escapes or anything else that icalendar's grammar has to say of.
_PLAIN_PARAMETERS = re.compile(r"[A-Za-z0-9-]+=[A-Za-z0-9/_+.-]+(?:;[A-Za-z0-9-]+=[A-Za-z0-9/_+.-]+)*")
# Some programs escape colons and quotes too. Any other backslash stands for itself.
_ESCAPED = re.compile(r"\\([\\;,nN:\"])")
_COMMA = re.compile(r"((?:\\.?|[^\\,])*)(?:,|$)", re.DOTALL)
_DEEPEST = 8
# They never stand within each other.
_SIDE_BY_SIDE = ("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE")
_NAME_END = re.compile("[;:]")
_LINE_ENDS = re.compile(rb"\r\n|\n|\r")
_ENCODINGS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Property(msgspec.Struct, frozen=True):
    """A property: its name in capitals, its parameters in capitals, its value as written, and its line, from 1."""

    name: str
    params: Mapping[str, str]
    value: str
    line: int

    @property
    def text(self) -> str:
        """The value as text, its escapes read (RFC 5545 §3.3.11)."""
        return _unescaped(self.value)

    @property
    def texts(self) -> list[str]:
        """The value as a list of texts."""
        return [_unescaped(match[1]) for match in _COMMA.finditer(self.value) if match[1]]


class Component:
    """A component such as VEVENT, and what is in it. `line` is that of its BEGIN."""

    def __init__(self, name: str, line: int) -> None:
        self.name, self.line = name, line
        self.lines: dict[str, list[tuple[int, str]]] = {}
        self.children: list[Component] = []

    def all(self, name: str) -> list[Property]:
        """Every property called `name`. Raises ValueError for one that cannot be read."""
        return [_property(text, line) for line, text in self.lines.get(name, ())]

    def first(self, name: str) -> Property | None:
        """The first property called `name` that has a value; None if there is none."""
        return next((found for found in self.all(name) if found.value.strip()), None)

    def text(self, name: str) -> str:
        """The first such property as text, without space around it; empty if there is none that can be read."""
        try:
            found = self.first(name)
        except ValueError:
            return ""
        return found.text.strip() if found else ""

    def word(self, name: str) -> str:
        """The first such property in capitals, as of STATUS."""
        return self.text(name).upper()


def components(data: bytes, shown: str) -> tuple[list[Component], list[CountdownError]]:
    """The components of the iCalendar text `data`, which messages call `shown`, and what is wrong with it as a whole.

    Those within VCALENDARs come without them. A component that does not end is left out. Raises CountdownError if
    this is no iCalendar.
    """
    warnings: list[CountdownError] = []
    data = as_utf8(data)
    opened = _Open()
    stack = opened.stack
    root = stack[0]
    line = 0
    for line, raw in unfolded(data):
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
            if not any("not UTF-8" in warning.sentence for warning in warnings):
                warnings.append(CountdownError("not UTF-8, so read as Windows text", place=f"{shown}:{line}"))
        unended = opened.take(text, line)
        if unended is not None:
            warnings.append(
                CountdownError(f"left out: this {unended.name} has no END", place=f"{shown}:{unended.line}")
            )
    if not root.children and len(stack) == 1:
        raise CountdownError(_why_none(data), place=shown)
    if len(stack) > 1:
        sentence = f"this ends in the middle: the {stack[-1].name} of line {stack[-1].line} has no END"
        warnings.append(CountdownError(sentence, place=f"{shown}:{line}"))
        # What is whole within a calendar that does not end is there.
        root.children += [component for component in stack[1:] if component.name == "VCALENDAR"]
    return list(chain.from_iterable(map(_within, root.children))), warnings


class _Open:
    """The components that have no END yet, within each other; the first is what all of them stand in."""

    def __init__(self) -> None:
        self.stack = [Component("", 1)]
        self._names: Counter[str] = Counter()

    def take(self, text: str, line: int) -> Component | None:
        """Put the content line `text` where it belongs; returns a component that is now known to have no END."""
        name = _NAME_END.split(text, maxsplit=1)[0].strip().upper()
        if name not in ("BEGIN", "END"):
            self.stack[-1].lines.setdefault(name, []).append((line, text))
            return None
        kind = text.partition(":")[2].strip().upper()
        if name == "END":
            # What was begun inside and not ended goes with it.
            ended = self._close((kind,))
            if ended is not None and len(self.stack) < _DEEPEST:
                self.stack[-1].children.append(ended)
            return None
        unended = self._close(_SIDE_BY_SIDE) if kind in _SIDE_BY_SIDE else None
        self.stack.append(Component(kind, line))
        self._names[kind] += 1
        return unended

    def _close(self, kinds: Sequence[str]) -> Component | None:
        """Take the last component of these `kinds` away, with all in it; None if there is none."""
        if not any(self._names[kind] for kind in kinds):
            return None  # without a look at each: there may be many ENDs of nothing
        while True:
            closed = self.stack.pop()
            self._names[closed.name] -= 1
            if closed.name in kinds:
                return closed


def _within(component: Component) -> list[Component]:
    return component.children if component.name == "VCALENDAR" else [component]


def unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each content line with the number of its first line: bytes, since a fold may part the bytes of a letter."""
    parts: list[bytes] = []
    begun = 0
    lines = _LINE_ENDS.split(data)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if parts and _BORDER.match(parts[0]):
            # Nothing goes on a BEGIN or END.
            yield begun, parts[0]
            parts = []
        if line[:1] in _BLANK and parts:
            parts.append(line[1:])
        elif not (
            _PROPERTY.match(line) or (_NAME.fullmatch(line) and b"".join(lines[number : number + 1])[:1] in _BLANK)
        ):
            parts += [line] if parts else []
        else:
            if parts:
                yield begun, b"".join(parts)
            parts, begun = [line], number
    if parts:
        yield begun, b"".join(parts)


def as_utf8(data: bytes) -> bytes:
    """`data` without a byte order mark, and in UTF-8 if the mark says that it is in UTF-16."""
    for mark, encoding in _ENCODINGS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").encode()
    return data.removeprefix(b"\xef\xbb\xbf")


def _why_none(data: bytes) -> str:
    head = data[:1000].lstrip().lower()
    if not head:
        return "this is empty, and no calendar"
    if head.startswith((b"<!doctype html", b"<html", b"<?xml")):
        return "this is a web page, and no calendar"
    return "this is no iCalendar: there is no BEGIN:VCALENDAR in it"


def _property(text: str, line: int) -> Property:
    match = _PARTS.fullmatch(text)
    if match is None:
        raise ValueError(f"{text[:40]!r} is no property")
    try:
        return Property(match[1].upper(), _parameters(match[2][1:]), match[3], line)
    except (ValueError, TypeError):
        raise ValueError(f"{match[2][:60]!r} are no parameters") from None


@lru_cache(maxsize=256)
def _parameters(text: str) -> Mapping[str, str]:
    """The parameters of a property, of several values of one the first. Raises ValueError if they are none."""
    if not text.strip():
        return {}
    if _PLAIN_PARAMETERS.fullmatch(text):
        plain = [part.partition("=") for part in text.split(";")]
        found = {name.upper(): value for name, _, value in plain}
        if len(found) == len(plain):
            return found
    from icalendar.parser import Parameters  # as long to load as a thousand events to read, and seldom needed

    if '"' not in text:
        text = ";".join("=".join(word.strip() for word in part.split("=")) for part in text.split(";"))
    read = Parameters.from_ical(text)  # type: ignore[no-untyped-call]  # icalendar types only some of itself
    return {name.upper(): value if isinstance(value, str) else "".join(value[:1]) for name, value in read.items()}


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], text) if "\\" in text else text
