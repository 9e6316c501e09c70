"""The VALARMs of a component changed: one that is wanted as it is stays to the byte, whatever else it has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from countdown.store.ical.content import Block, Line
from countdown.store.ical.values import parse_span


def triggers(alarms: Iterable[Sequence[str]]) -> list[str]:
    """What tells the `alarms`, each a VALARM's content lines, apart, their texts left out."""
    return [line for alarm in alarms for line in alarm if line.startswith("TRIGGER")]


def set_alarms(block: Block, wanted: Sequence[Sequence[str]], summary: str, *, of_todo: bool) -> None:
    """Make the `wanted` ones, each a VALARM's content lines, those of the component.

    `summary` is the text of an alarm that has none of its own. What Apple writes for none stays. Those of a to-do are
    about its DUE.
    """
    missing = list(wanted)
    gone: list[int] = []
    for places in block.children("VALARM"):
        lines = block.within(places)
        if _value(lines, "ACTION").upper() == "NONE":
            continue
        same = next((alarm for alarm in missing if _is_same(lines, alarm, summary, of_todo=of_todo)), None)
        if same is None:
            gone += places
        else:
            missing.remove(same)
    block.cut(gone)
    for alarm in missing:
        block.append([_of_due(line) if of_todo else line for line in alarm])


def _is_same(lines: Sequence[Line], alarm: Sequence[str], summary: str, *, of_todo: bool) -> bool:
    """Whether an alarm in the file comes when the wanted one does, and says what that is to say."""
    found = next((line for line in lines if line.name == "TRIGGER"), None)
    if found is None or ("RELATED=END" in found.params.upper()) != of_todo:
        return False
    span = _span(found.value)
    if span is None or span != _span(triggers([alarm])[0].partition(":")[2]):
        return False
    text = next(line for line in alarm if line.startswith("DESCRIPTION:")).partition(":")[2]
    return text in (summary, _value(lines, "DESCRIPTION"))


def _of_due(line: str) -> str:
    return line.replace("TRIGGER:", "TRIGGER;RELATED=END:", 1) if line.startswith("TRIGGER:") else line


def _span(value: str) -> timedelta | None:
    try:
        return parse_span(value)
    except ValueError:
        return None


def _value(lines: Sequence[Line], name: str) -> str:
    return next((line.value.strip() for line in lines if line.name == name), "")
