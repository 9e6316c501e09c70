"""The list under headings."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.view.groups import fitting, grouped, height
from tests.build import seen

NOW = "2026-11-24T09:00"
ROWS: list[tuple[str, dict[str, Any]]] = [
    ("2026-10-30", {"name": "Ski", "end": "2026-11-27", "tags": ("family", "Travel", "TRAVEL")}),
    ("2026-11-26", {"name": "Expo", "tags": ("travel",)}),
    ("2026-11-30", {"name": "Review"}),
    ("2027-11-01", {"name": "Later", "tags": ("no tag", "\x1b[31m")}),
    ("2026-08-18", {"name": "Move", "pin": True}),
]
COUNTDOWNS = [seen(start, NOW, **fields) for start, fields in ROWS]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (None, {"": "Ski Expo Review Later Move"}),
        ("month", {"November 2026": "Ski Expo Review", "November 2027": "Later", "August 2026": "Move"}),
        (
            "tag",
            {
                "#family": "Ski",
                "#Travel": "Ski Expo",
                "#no tag": "Later",
                r"#\x1b[31m": "Later",
                "no tag": "Review Move",
            },
        ),
    ],
)
def test_headings(by: str | None, expected: dict[str, str]) -> None:
    groups = grouped(COUNTDOWNS, by)
    assert {group.heading: " ".join(seen.name for seen in group.countdowns) for group in groups} == expected
    assert [group.heading for group in groups] == list(expected)


@given(st.lists(st.sampled_from(COUNTDOWNS), max_size=12), st.sampled_from([None, "tag", "month"]), st.integers(1, 20))
def test_as_many_as_fit(countdowns: list[Any], by: str | None, rows: int) -> None:
    number = fitting(countdowns, by, rows)
    assert number == 1 or height(grouped(countdowns[:number], by)) <= rows
    if number < len(countdowns):
        assert all(
            height(grouped(countdowns[:more], by)) > rows for more in range(number + 1, min(rows, len(countdowns)) + 1)
        )
