"""Events as bytes, to be kept in the cache: quick to read, and checked like any others when they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timezone
from typing import Any

import msgspec

from countdown import __version__
from countdown.core.event import Event
from countdown.core.instances import Instances, Override
from countdown.core.nearest import Nearest
from countdown.errors import CountdownError
from countdown.store.contents import Contents

_FORMAT = 2
_STRUCTS = (Event, Instances, Override, Nearest)
# What was packed by another version, or by one with other fields, is not unpacked.
VERSION = ascii((__version__, _FORMAT, [struct.__struct_fields__ for struct in _STRUCTS]))

_START, _END, _INSTANCES = map(Event.__struct_fields__.index, ("start", "end", "instances"))


class _AllDay(Event, frozen=True, kw_only=True, array_like=True, tag=0):
    """The most frequent kind, whose dates msgspec reads as such."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        """Nothing: it is checked once it becomes an event."""


class _Other(Event, frozen=True, kw_only=True, array_like=True, tag=1):
    """One with a time, or with instances; its moments are ISO text, since MessagePack has no offsets."""

    def __post_init__(self) -> None:
        """Nothing, as above."""


_Rows = list[_AllDay | _Other]
_Warnings = list[tuple[str, str, str]]


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    events: _Rows
    warnings: _Warnings


class _PackedNearest(msgspec.Struct, frozen=True, array_like=True):
    instant: float
    clock: datetime
    zone: str
    events: _Rows
    days: list[int]
    beyond: int | None
    never: _Rows
    warnings: _Warnings


_decoder = msgspec.msgpack.Decoder(_Packed)
_nearest_decoder = msgspec.msgpack.Decoder(_PackedNearest)


def pack(contents: Contents) -> bytes:
    """`contents` as bytes. Raises ValueError for a moment that text cannot give back as it is."""
    return msgspec.msgpack.encode((_rows(contents.events), _told(contents.warnings)))


def unpack(data: bytes) -> Contents:
    """What `pack` made `data` of. Raises ValueError for anything else."""
    with _refusing():
        packed = _decoder.decode(data)
        return Contents(_events(packed.events), _warnings(packed.warnings))


def pack_nearest(found: Nearest, warnings: Iterable[CountdownError]) -> bytes:
    """What was `found` of a source, and the source's `warnings`. Raises ValueError as `pack` does."""
    fields = [
        _rows(value) if name in ("events", "never") else value for name, value in msgspec.structs.asdict(found).items()
    ]
    return msgspec.msgpack.encode((*fields, _told(warnings)))


def unpack_nearest(data: bytes) -> tuple[Nearest, list[CountdownError]]:
    """What `pack_nearest` made `data` of. Raises ValueError for anything else."""
    with _refusing():
        packed = _nearest_decoder.decode(data)
        if len(packed.events) != len(packed.days):
            raise ValueError("each event has its day")
        fields = {name: getattr(packed, name) for name in Nearest.__struct_fields__}
        fields |= {name: _events(fields[name]) for name in ("events", "never")}
        return Nearest(**fields), _warnings(packed.warnings)


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except (msgspec.MsgspecError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise ValueError(f"not packed by this program: {error}") from None


def _told(warnings: Iterable[CountdownError]) -> _Warnings:
    return [(warning.sentence, warning.place, warning.mend) for warning in warnings]


def _warnings(told: _Warnings) -> list[CountdownError]:
    return [CountdownError(sentence, place=place, mend=mend) for sentence, place, mend in told]


def _rows(events: Iterable[Event]) -> list[Any]:
    return [_row(event) for event in events]


def _events(rows: _Rows) -> list[Event]:
    for row in rows:
        if type(row) is _Other:
            _revive(row)
    return msgspec.convert(rows, list[Event], from_attributes=True, builtin_types=(datetime, date))


def _row(event: Event) -> tuple[Any, ...]:
    fields = msgspec.structs.astuple(event)
    if event.instances is None and not isinstance(event.start, datetime):
        return (0, *fields)
    values = list(fields)
    values[_START], values[_END] = _text(event.start), event.end and _text(event.end)
    values[_INSTANCES] = event.instances and _each_moment(event.instances, _text)
    return (1, *values)


def _revive(row: _Other) -> None:
    """Put moments in the place of their text."""
    set_field = msgspec.structs.force_setattr
    set_field(row, "start", _moment(row.start))
    set_field(row, "end", row.end and _moment(row.end))
    if row.instances is not None:
        set_field(row, "instances", _each_moment(row.instances, _moment))


def _each_moment(own: Instances, change: Callable[[Any], Any]) -> Instances:
    """`own` with each of its moments changed."""

    def changed(override: Override) -> Override:
        start, end = (moment and change(moment) for moment in (override.start, override.end))
        return msgspec.structs.replace(override, original=change(override.original), start=start, end=end)

    return msgspec.structs.replace(
        own,
        additional=tuple(map(change, own.additional)),
        excluded=tuple(map(change, own.excluded)),
        overrides=tuple(map(changed, own.overrides)),
    )


def _text(moment: date) -> str:
    if isinstance(moment, datetime) and (moment.fold or not isinstance(moment.tzinfo, timezone | None)):
        raise ValueError(f"{moment!r} has more to it than its ISO form")
    return moment.isoformat()


def _moment(text: Any) -> date:
    if not isinstance(text, str):
        raise TypeError(f"{text!r} is no moment")
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
