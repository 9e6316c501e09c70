"""Events as bytes: what is read is what was kept, and nothing else is read at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.event import Event
from countdown.core.instances import Instances, Override
from countdown.errors import CountdownError
from countdown.store.contents import Contents
from countdown.store.packing import pack, unpack
from tests.build import make_event

_ZONES = st.none() | st.builds(timezone, st.integers(-14 * 60, 14 * 60).map(lambda minutes: timedelta(minutes=minutes)))
_CLOCKS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)).map(lambda clock: clock.replace(fold=0))
_MOMENTS = st.dates() | _CLOCKS
_LEADS = st.none() | st.just(()) | st.just(("7d", "0d 08:00 now"))
_TEXT = st.text(max_size=9)

_overrides = st.builds(
    Override,
    original=_MOMENTS,
    start=st.none() | _MOMENTS,
    end=st.none() | _MOMENTS,
    name=st.none() | _TEXT,
    remind=_LEADS,
    future=st.booleans(),
)
_instances = st.builds(
    Instances,
    additional=st.lists(_MOMENTS, max_size=3).map(tuple),
    excluded=st.lists(_MOMENTS, max_size=3).map(tuple),
    rules=st.lists(st.just("FREQ=DAILY"), max_size=2).map(tuple),
    overrides=st.lists(_overrides, max_size=3).map(tuple),
)


@st.composite
def events(draw: st.DrawFn) -> Event:
    start = draw(st.dates() | st.builds(lambda clock, zone: clock.replace(tzinfo=zone), _CLOCKS, _ZONES))
    return Event(
        id=draw(_TEXT), file=draw(_TEXT), line=draw(st.integers(0, 10**6)), name=draw(_TEXT) + "!",
        start=start, end=draw(st.none() | st.just(start)), instances=draw(st.none() | _instances),
        tz=draw(st.sampled_from([None, "Asia/Shanghai"])), repeat=draw(st.sampled_from([None, "yearly", "FREQ=DAILY"])),
        except_=draw(st.lists(st.dates(), max_size=3).map(tuple)), tags=draw(st.lists(_TEXT, max_size=3).map(tuple)),
        remind=draw(_LEADS), pin=draw(st.booleans()),
    )  # fmt: skip


def packed(events: list[Event]) -> bytes:
    return pack(Contents(events, []))


@given(st.lists(events(), max_size=4))
def test_events_come_back_as_they_were(kept: list[Event]) -> None:
    found = unpack(packed(kept)).events
    assert found == kept
    assert all(type(event) is Event for event in found)
    assert [event.start.isoformat() for event in found] == [event.start.isoformat() for event in kept]


FULL = make_event(
    "2026-11-26T09:30", id="expo", file="f.toml", line=7, name="Expo", end="2026-11-26T18:00", tz="Asia/Shanghai",
    repeat="yearly", until="2030-12-31", except_=["2027-11-26"], feb29="skip", since="2024-08-18", pin=True,
    tags=("work",), where="Beijing", url="https://x.example", uid="u", note="n", remind=("7d",), nag=True, milestones=True,
    instances=Instances(
        additional=(datetime(2026, 12, 1, 9),), rules=("FREQ=DAILY",), excluded=(datetime(2028, 11, 26, 9, 30),),
        overrides=(Override(original=datetime(2029, 11, 26, 9, 30), start=date(2029, 11, 27), end=date(2029, 11, 28),
                            name="Moved", where="Here", url="u", note="n", remind=(), future=True),),
    ),
)  # fmt: skip


def _is_at_default(struct: msgspec.Struct) -> list[str]:
    return [
        field.name
        for field in msgspec.structs.fields(type(struct))
        if getattr(struct, field.name) in (field.default, None, ())
    ]


def test_every_field_there_is_comes_back() -> None:
    assert FULL.instances is not None
    for struct in (FULL, FULL.instances):
        assert _is_at_default(struct) == [], "a field that this test does not try"
    assert _is_at_default(FULL.instances.overrides[0]) == ["remind"]  # silence is not the default
    assert unpack(packed([FULL])).events == [FULL]


def test_warnings_come_back() -> None:
    (found,) = unpack(pack(Contents([], [CountdownError("it is wrong", place="a.ics:3", mend="mend it")]))).warnings
    assert (found.sentence, found.place, found.mend) == ("it is wrong", "a.ics:3", "mend it")


@pytest.mark.parametrize(
    "start",
    [datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")), datetime(2026, 10, 25, 2, 30, fold=1)],
)
def test_what_text_does_not_tell_is_not_packed(start: datetime) -> None:
    with pytest.raises(ValueError, match="has more to it"):
        packed([Event(id="it", name="It", start=start)])


def test_a_moment_in_utc_or_at_an_offset_can_be() -> None:
    for zone in (UTC, timezone(timedelta(hours=5, minutes=45))):
        (event,) = unpack(
            packed([Event(id="it", name="It", start=datetime(2026, 1, 1, 9, 30, 0, 1, tzinfo=zone))])
        ).events
        assert event.start == datetime(2026, 1, 1, 9, 30, 0, 1, tzinfo=zone)
        assert isinstance(event.start, datetime)
        assert event.start.utcoffset() == zone.utcoffset(None)


PLAIN = make_event("2026-11-26", name="Plain")


def forged(kind: int = 0, **fields: Any) -> bytes:
    """An event of good form with fields that no event has."""
    row = msgspec.structs.asdict(PLAIN) | fields
    return msgspec.msgpack.encode(([(kind, *row.values())], []))


def test_a_forgery_without_a_fault_is_read() -> None:
    assert unpack(forged()).events == [PLAIN]
    assert unpack(forged(1, start="2026-11-26")).events == [PLAIN]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x00", b"\xc0", b"\x90", b"\xff" * 40, b"\x91" * 100_000, b"\xdd\xff\xff\xff\xff", packed([PLAIN])[:-1],
        packed([PLAIN]) + b"\x00", forged(start="2026-02-30"), forged(start="soon"), forged(start=None), forged(start=7),
        forged(1, start=7), forged(1, start="soon"), forged(1, start="2026-11-26T99:00"), forged(1, start=datetime(2026, 1, 1, tzinfo=UTC)),
        forged(2), forged(name=""), forged(name=7), forged(end="2026-11-25"), forged(1, end="2026-11-27T09:00"),
        forged(tz="Mars/Olympus"), forged(tz="../../etc/passwd"), forged(repeat="often"), forged(feb29="never"),
        forged(except_=["never"]), forged(tags="work"), forged(until="2020-01-01"), forged(line="one"),
        forged(1, start="2026-11-26", instances={"additional": [7]}),
        forged(1, start="2026-11-26", instances={"overrides": [{"original": None}]}),
        forged(1, start="2026-11-26", instances={"overrides": [{}]}), forged(1, start="2026-11-26", instances=[]),
        msgspec.msgpack.encode(([], [("too", "few")])), msgspec.msgpack.encode(([[]], [])),
    ],
    ids=lambda data: f"{len(data)} bytes",
)  # fmt: skip
def test_what_is_no_event_is_not_read(data: bytes) -> None:
    with pytest.raises(ValueError, match="not packed by this program"):
        unpack(data)


@given(st.data())
def test_bytes_changed_at_will_are_refused_or_make_events(data: st.DataObject) -> None:
    changed = bytearray(packed([FULL, PLAIN]))
    for _ in range(data.draw(st.integers(1, 3))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = unpack(bytes(changed)).events
    except ValueError:
        return
    for event in found:
        assert msgspec.convert(msgspec.structs.asdict(event), dict)
        event.__post_init__()
