"""What config.toml says of one calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from typing import Any

import msgspec

from countdown.core.event import Event

_SECONDS = {"min": 60, "h": 3600, "d": 86400}
_LONGEST_NUMBER = 4
HOLIDAYS = "holidays:"
_WEB = ("http://", "https://")
# Apple and others share calendars under this name.
_OTHER_NAMES_OF_WEB = {"webcal://": "https://", "webcals://": "https://"}

# Is given the field's names from the calendar's on, what is wrong, and the mend.
Warn = Callable[[tuple[str, ...], str, str], None]


class Calendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A calendar that someone else keeps: `source` is a file, a vdir folder, a URL, or `holidays:CN`.

    Its events get the `tags` beside their own, and the leads of `remind` in place of their alarms. Of those whose
    names fit one of `include`, if there are any, those are left out that fit one of `exclude`. A URL is asked again
    once its copy is older than `refresh`. With `write` events of a vdir folder may be added, changed and removed.
    """

    source: str
    tags: tuple[str, ...] = ()
    remind: tuple[str, ...] | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    refresh: str = "6h"
    write: bool = False

    @property
    def url(self) -> str | None:
        """The URL, if that is its source."""
        for begin, stands_for in _OTHER_NAMES_OF_WEB.items():
            if self.source.lower().startswith(begin):
                return stands_for + self.source[len(begin) :]
        return self.source if self.source.lower().startswith(_WEB) else None

    @property
    def country(self) -> str | None:
        """The country, if its holidays are the source."""
        return self.source.removeprefix(HOLIDAYS).strip() if self.source.startswith(HOLIDAYS) else None

    @property
    def refresh_seconds(self) -> int:
        """How old a copy may become."""
        return parse_refresh(self.refresh) or 0

    def adapted(self, events: list[Event]) -> list[Event]:
        """Those of the calendar's `events` that are to be shown, with its tags and leads."""
        chosen = [event for event in events if self._shows(event.name.casefold())]
        if not self.tags and self.remind is None:
            return chosen
        return [msgspec.structs.replace(event, **self._own(event)) for event in chosen]

    def _shows(self, name: str) -> bool:
        wanted = not self.include or any(fnmatchcase(name, pattern.casefold()) for pattern in self.include)
        return wanted and not any(fnmatchcase(name, pattern.casefold()) for pattern in self.exclude)

    def _own(self, event: Event) -> dict[str, Any]:
        fields: dict[str, Any] = {"tags": tuple(dict.fromkeys((*event.tags, *self.tags)))}
        if self.remind is not None:
            fields["remind"] = self.remind
            if event.instances is not None:
                overrides = tuple(msgspec.structs.replace(each, remind=None) for each in event.instances.overrides)
                fields["instances"] = msgspec.structs.replace(event.instances, overrides=overrides)
        return fields


def parse_refresh(text: str) -> int | None:
    """`6h` as seconds; None if it is not a number of min, h or d."""
    unit = text.lstrip("0123456789")
    digits = text[: len(text) - len(unit)]
    if not digits or len(digits) > _LONGEST_NUMBER or unit not in _SECONDS:
        return None
    return int(digits) * _SECONDS[unit]


def read_calendars(tables: dict[str, Any], warn: Warn) -> dict[str, Any]:
    """The tables of `[calendars]` that can be used, less what is wrong in them. `warn` is told of each thing wrong."""
    found = {}
    for name, table in tables.items():
        good = _read_calendar(name, table, warn)
        if good is not None:
            found[name] = good
    return found


def _read_calendar(name: str, table: Any, warn: Warn) -> dict[str, Any] | None:
    from countdown.store.fields import problems

    if not isinstance(table, dict):
        warn((name,), "a calendar is a table", f'write [calendars.{name}] and below it source = "…"')
        return None
    if not name.strip() or "/" in name:
        warn((name,), "a calendar's name is the beginning of its events' ids, and has no / in it", "")
        return None
    good = dict(table)
    for problem in list(problems(Calendar, table)):
        warn((name, problem.field), problem.sentence, problem.mend)
        del good[problem.field]
    for field, sentence, mend in _wrong(good):
        warn((name, field), sentence, mend)
        del good[field]
    if "remind" in good:
        good["remind"] = list(_good_leads(good["remind"], lambda sentence: warn((name, "remind"), sentence, "")))
    if "source" not in good:
        if "source" not in table:
            warn((name,), "source is missing", 'write for instance source = "~/calendars/work"')
        return None
    return good


def _wrong(table: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    source = table.get("source")
    if source is not None:
        calendar = Calendar(source)
        if calendar.url is None and calendar.country is None and "://" in source:
            scheme = source.partition("://")[0][:20]
            yield "source", f"{scheme} is not read", "write a path, an https URL or holidays:CN"
        elif not source.strip() or calendar.country == "":
            yield "source", "this names nothing", "write a path, an https URL or holidays:CN"
        elif table.get("write") and (calendar.url or calendar.country or source.lower().endswith(".ics")):
            yield "write", "only a vdir folder is written to", "take this away, or name a folder as the source"
    refresh = table.get("refresh")
    if refresh is not None and parse_refresh(refresh) is None:
        yield "refresh", f"{refresh[:40]!r} is not a span of time", 'write for instance "30min", "6h" or "1d"'


def _good_leads(texts: list[str], say: Callable[[str], None]) -> Iterator[str]:
    from countdown.core.lead import parse_leads

    for text in texts:
        try:
            parse_leads(text)
        except ValueError as error:
            say(str(error))
        else:
            yield text
