"""Every problem of a TOML table, field by field, in words: for when msgspec, which stops at the first, has refused it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, get_args

import msgspec

from countdown.core.date_errors import why_no_date
from countdown.store.toml.text import TOML_TYPES, ImpossibleDate

_NEEDED = {
    "str": "text in quotes",
    "int": "a whole number",
    "bool": "true or false",
    "array": "a list in [ ]",
    "object": "a table",
    "date": "a date such as 2026-11-26",
}
_GOT = {
    "str": "text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "date": "a date",
    "datetime": "a date with a time",
    "time": "a time",
}
_MISMATCH = re.compile(r"Expected `(?P<needed>\w+)(?: \| null)?`, got `(?P<got>\w+)`(?: - at `\$(?P<at>[^`]*)`)?")


class Problem(msgspec.Struct, frozen=True):
    """What is wrong with `field`; `unknown` if there is no such field."""

    field: str
    sentence: str
    mend: str = ""
    unknown: bool = False


def problems(kind: type[msgspec.Struct], table: Mapping[str, Any], hidden: tuple[str, ...] = ()) -> Iterator[Problem]:
    """The unknown and the wrongly typed fields of `table`, seen as a `kind`, whose `hidden` fields are not a user's."""
    known = _types(kind, hidden)
    for name, value in table.items():
        if name not in known:
            yield Problem(name, "unknown field", nearest(name, known), unknown=True)
        else:
            yield from _wrong_type(name, value, known[name])


@lru_cache
def _types(kind: type[msgspec.Struct], hidden: tuple[str, ...]) -> dict[str, Any]:
    """The type of each field, by the name that it has in a file."""
    return {field.encode_name: field.type for field in msgspec.structs.fields(kind) if field.encode_name not in hidden}


def _wrong_type(name: str, value: Any, kind: Any) -> Iterator[Problem]:
    try:
        msgspec.convert(value, kind, builtin_types=TOML_TYPES)
    except msgspec.ValidationError as error:
        yield Problem(name, *in_words(error, value, kind))


def in_words(error: msgspec.ValidationError, value: Any, kind: Any) -> tuple[str, str]:
    """The sentence and the mend for what msgspec says of `value`, which is no `kind`."""
    match = _MISMATCH.match(str(error))
    if match is None:
        choices = [choice for choice in _flat_args(kind) if isinstance(choice, str)]
        if choices:
            wrong = value if isinstance(value, str) else next((item for item in value if item not in choices), value)
            return f"{str(wrong)[:60]!r} is not one of its values", f"write {_listed(choices)}"
        return str(error), ""
    culprit = value
    for index in re.findall(r"\[(\d+)\]", match["at"] or ""):
        culprit = culprit[int(index)]
    if isinstance(culprit, ImpossibleDate) or (match["needed"] == "date" and isinstance(culprit, str)):
        return no_date(culprit)
    needed, got = _NEEDED.get(match["needed"], match["needed"]), _GOT.get(match["got"], match["got"])
    return f"{needed} is needed here, not {got}", _mend(match["needed"], culprit)


def no_date(value: Any) -> tuple[str, str]:
    """Why `value` is not a date: a sentence, and the mend."""
    return why_no_date(value.text if isinstance(value, ImpossibleDate) else value)


def _mend(needed: str, culprit: Any) -> str:
    """How to write `culprit` as what is needed, where that is plain; else empty."""
    if needed == "array" and isinstance(culprit, str) and len(culprit) <= 60:
        return f'write ["{culprit}"]'
    if needed == "array" and type(culprit) is date:
        return f"write [{culprit}]"
    if needed == "date" and isinstance(culprit, datetime):
        return f"write {culprit.date()}"
    if needed == "str" and isinstance(culprit, time):
        return f'write "{culprit:%H:%M}"'
    if needed == "str" and isinstance(culprit, int | float | date) and len(str(culprit)) <= 60:
        return f'write "{str(culprit).lower()}"'
    return ""


def _flat_args(kind: Any) -> Iterator[Any]:
    for argument in get_args(kind):
        yield argument
        yield from _flat_args(argument)


def _listed(choices: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(choices[:-1]), choices[-1])))


def nearest(name: str, known: Iterable[str]) -> str:
    """A mend that proposes the known name nearest to `name`, or lists them all."""
    return _nearest(name, tuple(known))


@lru_cache(maxsize=1024)
def _nearest(name: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else f"known are {', '.join(known)}"
