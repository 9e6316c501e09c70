"""What comes first, as bytes: what is read is what was kept."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.core.event import Event
from countdown.core.instances import Instances
from countdown.core.nearest import Nearest, nearest
from countdown.errors import CountdownError
from countdown.store.packing import pack_nearest, unpack_nearest
from tests.build import make_event
from tests.store.test_cache_packing import FULL, events

NOW = datetime(2026, 11, 24, 9, 30, 1, 5, tzinfo=ZoneInfo("Asia/Kathmandu"))
NEVER = make_event("2026-11-26", name="Never", repeat="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
MOVED = msgspec.structs.replace(FULL, instances=Instances(additional=(datetime(2026, 12, 1, 9),)))
FOUND = nearest([MOVED, NEVER, make_event("2026-12-01")], NOW)


@given(st.lists(events(), max_size=3), st.none() | st.integers(1, 3652059), st.lists(events(), max_size=1))
def test_it_comes_back_as_it_was(first: list[Event], beyond: int | None, never: list[Event]) -> None:
    found = Nearest(
        instant=NOW.timestamp(), clock=NOW.replace(tzinfo=None), zone="Asia/Kathmandu",
        events=first, days=[740000] * len(first), beyond=beyond, never=never,
    )  # fmt: skip
    assert unpack_nearest(pack_nearest(found, [])) == (found, [])


def test_a_look_with_its_warnings() -> None:
    found, (warning,) = unpack_nearest(pack_nearest(FOUND, [CountdownError("wrong", place="a.ics:3", mend="mend it")]))
    assert found == FOUND
    assert found.serves(NOW)
    assert (warning.sentence, warning.place, warning.mend) == ("wrong", "a.ics:3", "mend it")


@pytest.mark.parametrize(
    "data",
    [
        b"", pack_nearest(FOUND, [])[:-1], pack_nearest(msgspec.structs.replace(FOUND, days=[1]), []),
        pack_nearest(msgspec.structs.replace(FOUND, clock=NOW.astimezone(UTC)), [])[1:],
    ],
)  # fmt: skip
def test_what_is_none_is_not_read(data: bytes) -> None:
    with pytest.raises(ValueError, match="not packed by this program"):
        unpack_nearest(data)
