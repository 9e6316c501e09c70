"""`--format`: the fields, their widths, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countdown.view.template import FIELDS, Template
from tests.build import seen

NOW = "2026-11-24T09:00"


def formatted(text: str, start: str = "2026-11-26", **fields: Any) -> str:
    return Template(text).line(seen(start, NOW, **fields), lambda: "e.toml:4", lambda: 2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ""),
        ("{days} {name}", "2 It"),
        ("{days:>4}|", "   2|"),
        ("{days:<4}|", "2   |"),
        ("{days:^5}|", "  2  |"),
        ("{days:04}", "0002"),
        ("{days:+}", "+2"),
        ("{days:*>4}", "***2"),
        ("{name:<5}|", "It   |"),
        ("{name:.1}", "I"),
        ("{name:>200}", "It".rjust(200)),
        ("{id} {state} {start} {end}", "it upcoming 2026-11-26 2026-11-26"),
        ("{days_to_end} {length_days} {all_day}", "2 1 true"),
        ("{count}, {when}", "2 days, Thu 26 Nov"),
        ("{source}", "e.toml:4"),
        ("{occurrence}", "2026-11-26"),
        ("[{tags}]", "[a b]"),
        ("{{days}} {{ }}", "{days} { }"),
        (r"{days}\t{name}\n{id}\\n", "2\tIt\nit\\n"),
        (r"\x \{days}", r"\x \2"),
        ("北京 {days}", "北京 2"),
        ("100 %s %d", "100 %s %d"),
    ],
)
def test_fields_and_their_widths(text: str, told: str) -> None:
    assert formatted(text, tags=("a", "b")) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{day}|", "|"),
        ("{where}|{url}|{note}|{repeat}|{years}|", "|||||"),
        ("{day:>4}|", "    |"),
        ("{where:<3}|", "   |"),
        ("{years:5>4}|", "    |"),
        ("{years:04}|", "    |"),
        ("{where:.2}|", "|"),
        ("{where:6.2}|", "      |"),
        ("{tags:>3}|", "   |"),
    ],
)
def test_what_is_unknown_is_empty_and_keeps_its_width(text: str, told: str) -> None:
    assert formatted(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "{name.__class__}", "{name[0]}", "{0}", "{}", "{name.upper()}", "{nme}", "{Name}", "{ name}", "{__class__}",
        "{event}", "{days.real}", "{tags[0]}",
    ],
)  # fmt: skip
def test_nothing_but_a_field_is_reached_and_the_fields_are_told(text: str) -> None:
    with pytest.raises(ValueError, match="is not a field; the fields are days, days_to_end, ") as error:
        Template(text)
    assert all(name in str(error.value) for name in FIELDS)


@pytest.mark.parametrize("text", ["{name!r}", "{name!s}", "{days!a:>4}"])
def test_a_conversion_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a field takes no conversion; the fields are "):
        Template(text)


@pytest.mark.parametrize("text", ["{", "}", "{days", "days}", "{days:{years}", "{a}}", "{name!}", "{name!xy}"])
def test_braces_that_do_not_close_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a format|is not a field|no conversion|is not a width"):
        Template(text)


@pytest.mark.parametrize(
    "text",
    [
        "{days:>201}", "{days:1000000000}", "{name:.201}", "{days:>4e}", "{days:%}", "{name:%Y}", "{days:{years}}",
        "{days:" + "9" * 5000 + "}", "{days:c}", "{name:>4.2.2}",
    ],
)  # fmt: skip
def test_only_a_width_is_a_width(text: str) -> None:
    with pytest.raises(ValueError, match="is not a width such as >4, up to 200"):
        Template(text)


@pytest.mark.parametrize("text", ["{name:d}", "{name:+}", "{days:s}", "{days:.2}", "{name:,}"])
def test_a_width_of_the_wrong_kind_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^\{(name|days):"):
        Template(text)


def test_text_from_files_is_data() -> None:
    name = "[red]{days}{{\x1b[31m\n\\t\u202e"
    assert formatted("{name}|{tags}", name=name, tags=("{name}",)) == "[red]{days}{{\\x1b[31m\\n\\t\\u202e|{name}"


def test_the_place_and_working_days_are_asked_for_only_if_they_are_wanted() -> None:
    def no_source() -> str:
        raise AssertionError("finding a line costs time")

    def no_count() -> int:
        raise AssertionError("so does loading holidays")

    line = Template("{days} source {{source}}").line(seen("2026-11-26", NOW), no_source, no_count)
    assert line == "2 source {source}"


@given(st.text("{}:!.[]<>^=+ 0129dsxncrname_days\\t,%"))
def test_any_text_is_a_line_or_a_sentence(text: str) -> None:
    try:
        template = Template(text)
    except ValueError:
        return
    for start in ("2026-11-26", "2026-11-20T09:00"):
        assert isinstance(template.line(seen(start, NOW), lambda: "e.toml:1", lambda: 2), str)
