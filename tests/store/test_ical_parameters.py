"""Parameters that are read without icalendar are what it makes of them."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Parameters

from tests.store.ics import calendar, only, vevent

_NAMES = st.text("abzAZ09-", min_size=1, max_size=6)
_VALUES = st.text("abzAZ09/_+.-", min_size=1, max_size=8)


@given(st.lists(st.tuples(_NAMES, _VALUES), min_size=1, max_size=3))
def test_plain_ones_are_read_alike(parameters: list[tuple[str, str]]) -> None:
    from countdown.store.ical.lines import _parameters

    text = ";".join(f"{name}={value}" for name, value in parameters)
    read = Parameters.from_ical(text)  # type: ignore[no-untyped-call]  # icalendar types only some of itself
    expected = {name.upper(): value if isinstance(value, str) else value[0] for name, value in read.items()}
    assert _parameters(text) == expected


def test_one_in_quotes_is_read_too() -> None:
    event = only(*vevent('DTSTART;X-A="a:b;c";TZID="Europe/Berlin":20261126T100000'))
    assert event.tz == "Europe/Berlin"


def test_most_calendars_are_read_without_loading_it() -> None:
    text = calendar(*vevent("DTSTART;TZID=Europe/Berlin:20261126T100000", "RRULE:FREQ=WEEKLY"))
    code = (
        "import sys; from countdown.store.calendars import read_ics; "
        f"assert len(read_ics({text!r}, 'a.ics').events) == 1; print('icalendar' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout == "False\n"
