"""Files of remind(1): REM lines whose meaning is certain to events, and a sentence for each other line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from countdown.errors import CountdownError
from countdown.store.imports.imported import Entry, Imported, text_uid
from countdown.store.imports.remind_dates import Trigger
from countdown.store.imports.remind_trigger import parse_trigger

_COMMAND = re.compile(r"[A-Za-z][A-Za-z-]*")
# They begin and end stretches whose reminders may or may not be.
_IF, _ENDIF = ("IF", "IFTRIG"), "ENDIF"
# Commands that are no reminders (remind(1), "Files" and after).
_COMMANDS = {
    "INCLUDE", "INCLUDER", "SYSINCLUDE", "INCLUDECMD", "DO", "SET", "UNSET", "FSET", "FUNSET", "FRENAME", "IF",
    "IFTRIG", "ELSE", "ENDIF", "BANNER", "OMIT", "RUN", "FLUSH", "PRESERVE", "DUMPVARS", "DUMP", "DEBUG",
    "EXIT", "ERRMSG", "CLEAR-OMIT-CONTEXT", "PUSH-OMIT-CONTEXT", "POP-OMIT-CONTEXT", "PUSH-VARS", "POP-VARS",
    "PUSH-FUNCS", "POP-FUNCS", "TRANSLATE", "EXPR", "RETURN",
}  # fmt: skip
# A holiday is left out of other reminders and is one itself: OMIT 25 Dec MSG Christmas.
_REMINDS = re.compile(r"\s(?:MSG|MSF|CAL)\s", re.IGNORECASE)
_NO_EVENTS = ("RUN", "PS", "PSFILE", "SPECIAL", "SATISFY")
_CALENDAR_TEXT = re.compile(r'%"(.*?)%"')
_SEQUENCE = re.compile(r"%\*?(?:\{[^}]*\}|.)?")
_COLOR = re.compile(r"COLOU?R\s+\d+\s+\d+\s+\d+\s+", re.IGNORECASE)


def read_remind(text: str, shown: str, today: date) -> Imported:
    """The events of the reminder file `text`, which messages call `shown`; what has no year begins from `today`."""
    entries: list[Entry] = []
    left_out: list[CountdownError] = []
    depth = 0
    for number, line in _lines(text):
        place = f"{shown}:{number}"
        first = _COMMAND.match(line)
        word = first[0].upper() if first else ""
        if word == "__EOF__" or line.startswith("__EOF__"):
            break
        depth = max(0, depth + (word in _IF) - (word == _ENDIF))
        try:
            entries.append(Entry(_event(line, word, today, certain=not depth), place, fixed=True))
        except (ValueError, OverflowError) as error:
            left_out.append(CountdownError(f"left out: {line[:60]!r}: {error}", place=place))
    return Imported(entries, left_out)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with something in them, those that go on behind a backslash as one, each with its number."""
    parts: list[str] = []
    begun = 1
    for number, line in enumerate(text.splitlines(), 1):
        parts.append(line.removesuffix("\\"))
        if line.endswith("\\"):
            continue
        whole = "".join(parts).strip()
        if whole and whole[0] not in "#;":
            yield begun, whole
        parts, begun = [], number + 1


def _event(line: str, word: str, today: date, *, certain: bool) -> dict[str, Any]:
    """The fields of the reminder that `line` is. Raises ValueError with a sentence."""
    omits_and_reminds = word == "OMIT" and _REMINDS.search(line) is not None
    if word in _COMMANDS and not omits_and_reminds:
        raise ValueError(f"{word} has no counterpart here")
    if not certain:
        raise ValueError("it stands between IF and ENDIF")
    trigger_text = line[len(word) :] if word == "REM" or omits_and_reminds else line
    trigger, kind, body = parse_trigger(trigger_text)
    if kind == "SPECIAL" and _COLOR.match(body):
        kind, body = "MSG", _COLOR.sub("", body, count=1)
    if kind in _NO_EVENTS:
        raise ValueError(f"{kind} has no counterpart here")
    if "[" in body:
        raise ValueError("its text has an expression in it")
    name = body_text(body)
    if not name:
        raise ValueError("it has no text")
    fields = _when(trigger, today)
    fields |= {"tags": trigger.tags} if trigger.tags else {}
    remind = _leads(trigger, fields)
    return {"name": name, **fields, "uid": text_uid(" ".join(line.split()), "remind"), "remind": remind}


def body_text(body: str) -> str:
    """The text of a reminder without what differs from day to day (remind(1), "The substitution filter")."""
    shown = _CALENDAR_TEXT.search(body)
    text = (shown[1] if shown else body).replace("%%", "\0").replace("%_", " ")
    text = _SEQUENCE.sub("", text).replace("\0", "%")
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split())).strip()


def _when(trigger: Trigger, today: date) -> dict[str, Any]:
    """The fields that tell when. Raises ValueError with a sentence."""
    fields = trigger.dates(today)
    until = fields.get("until")
    if until is not None and until < fields["start"]:
        raise ValueError(f"it ended on {until}")
    if trigger.at is None:
        return fields
    end = fields.pop("end", None)
    if end is not None:
        # A time on each of several days is an event for each.
        fields |= {"repeat": "daily", "until": end}
    start = datetime.combine(fields["start"], trigger.at)
    return {**fields, "start": start} | ({"end": start + trigger.duration} if trigger.duration else {})


def _leads(trigger: Trigger, fields: dict[str, Any]) -> list[str]:
    """On the day itself, and as many days before as the reminder says."""
    end = fields.get("end")
    days = 0 if end is None or isinstance(end, datetime) else (end - fields["start"]).days
    last = f"+{days}d" if days else "0d"
    found = [f"{trigger.delta}d..{last}" if trigger.delta else f"0d..{last}" if days else "0d"]
    ahead = trigger.minutes_before
    while ahead > 0:
        found.append(f"{ahead}min")
        if not trigger.minutes_between:
            break
        ahead -= trigger.minutes_between
    return [*found, "0min"] if trigger.minutes_before else found
