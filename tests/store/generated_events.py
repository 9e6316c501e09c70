"""Events of every kind for properties, as tables of events.toml."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from countdown.store.toml.values import toml_key, toml_value

_ZONES = ["Europe/Berlin", "Asia/Tokyo", "America/New_York", "Australia/Lord_Howe", "UTC", "Asia/Kathmandu"]
_DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(2026, 1, 31), date(2026, 3, 29), date(2026, 10, 25), date(1900, 1, 1), date(2025, 3, 30)]
)
_OFFSETS = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(-timedelta(hours=3, minutes=30))])
_CLOCKS = st.times().map(lambda clock: clock.replace(microsecond=0)) | st.sampled_from(
    [datetime(1, 1, 1, 2, 30).time(), datetime(1, 1, 1).time(), datetime(1, 1, 1, 23, 59, 59, 500_000).time()]
)
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    [
        "",
        "two\nlines",
        "a\\n\\,b;c",
        "  x ",
        "\x1b[31m\x00\x7f\x85\u202e",
        "a\r\nb",
        "日本, 🎉",
        "C:\\new",
        '"q"',
        "x" * 200,
    ]
)
_NAMES = _TEXT.filter(str.strip) | st.sampled_from(["Ada turns {years}", "{years}", "{years} years, {years}"])
_REPEATS = st.sampled_from([
    "daily", "weekly", "monthly", "yearly", "weekdays", "every 2 weeks", "every 3 months", "every other year",
    "every 10 days", "FREQ=YEARLY", "FREQ=MONTHLY;BYDAY=2TU", "freq=monthly;byday=-1fr", "RRULE:FREQ=WEEKLY;COUNT=5",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "FREQ=DAILY;UNTIL=20270101", "FREQ=WEEKLY;UNTIL=20300101T120000Z",
    "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=DAILY;INTERVAL=3;COUNT=20", "FREQ=HOURLY;INTERVAL=7;COUNT=99",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU", "FREQ=YEARLY;BYYEARDAY=256",
])  # fmt: skip
_LEADS = st.lists(
    st.sampled_from(
        [
            "7d",
            "1d",
            "0d 08:00",
            "30d print the badges",
            "7d..1d",
            "+30d",
            "1mo",
            "2w",
            "3wd",
            "1y",
            "1d pack; go, \\n",
            "1200d",
        ]
    ),
    max_size=4,
)


@st.composite
def _times(draw: st.DrawFn) -> dict[str, Any]:
    day, kind = draw(_DAYS), draw(st.sampled_from(["day", "day", "floating", "zone", "offset", "instant in a zone"]))
    length = draw(st.none() | st.timedeltas(timedelta(), timedelta(days=9)))
    if kind == "day":
        end = {} if length is None else {"end": day + timedelta(days=length.days)}
        return {"start": day, **end}
    start = datetime.combine(day, draw(_CLOCKS))
    if kind in ("offset", "instant in a zone"):
        start = start.replace(tzinfo=draw(_OFFSETS))
    end = {} if length is None else {"end": start + length}
    return {"start": start, **end} | ({"tz": draw(st.sampled_from(_ZONES))} if "zone" in kind else {})


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """The table of an event, which may be one with something wrong in it."""
    fields = {"name": draw(_NAMES), **draw(_times())}
    start = fields["start"]
    first = start.date() if isinstance(start, datetime) else start
    near = st.integers(-3, 900).map(lambda days: first + timedelta(days=days))
    if draw(st.booleans()):
        fields["repeat"] = draw(_REPEATS)
        optional = {"until": near, "except": st.lists(near | st.just(first), max_size=3)}
        optional["feb29"] = st.sampled_from(["feb-28", "mar-1", "skip"])
    else:
        optional = {}
    optional |= {
        "since": near, "pin": st.booleans(), "nag": st.booleans(), "milestones": st.booleans(), "tags": st.lists(_TEXT, max_size=3), "where": _TEXT,
        "url": _TEXT | st.just("https://example.org/a?b=c,d;e"), "note": _TEXT, "remind": _LEADS,
    }  # fmt: skip
    for name, values in optional.items():
        if draw(st.integers(0, 3)) == 0:
            fields[name] = draw(values)
    return fields


def events_text(found: dict[str, dict[str, Any]]) -> str:
    """An events file of these tables by their ids."""
    return "".join(
        f"[events.{toml_key(id_)}]\n" + "".join(f"{name} = {toml_value(value)}\n" for name, value in table.items())
        for id_, table in found.items()
    )
