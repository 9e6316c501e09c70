"""config.toml: optional, and every problem in it told with its line."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Literal

import msgspec

from countdown.core.dates import parse_clock
from countdown.errors import CountdownError
from countdown.store.calendar_config import Calendar, read_calendars
from countdown.store.paths import expand_user, read_text

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAY_NAMES: tuple[str, ...] = Weekday.__args__  # type: ignore[attr-defined]  # typing has no public name for it


class Notify(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where reminders go: the desktop, Apprise URLs, and a command as an argument list."""

    desktop: bool = False
    urls: tuple[str, ...] = ()
    command: tuple[str, ...] = ()


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What config.toml says. `files` stand as written; none means events.toml beside it.

    `date_order` is how 11/12/2026 reads where a date is typed; without it that is refused. `week_start` is the first
    day of a calendar's weeks. Whether `holidays` names a country is seen when working days are asked for.
    """

    files: tuple[str, ...] = ()
    date_order: Literal["dmy", "mdy", "ymd"] | None = None
    week_start: Weekday = "monday"
    remind_at: str | None = None
    weekend: tuple[Weekday, ...] = ("saturday", "sunday")
    holidays: str | None = None
    notify: Notify = Notify()
    calendars: dict[str, Calendar] = {}

    @property
    def remind_time(self) -> time:
        """The time of day at which a lead of days comes due."""
        return parse_clock(self.remind_at or "") or time()

    @property
    def weekend_days(self) -> frozenset[int]:
        """The weekdays without work; Monday is 0."""
        return frozenset(WEEKDAY_NAMES.index(name) for name in self.weekend)

    @property
    def first_weekday(self) -> int:
        """The weekday that weeks begin with; Monday is 0."""
        return WEEKDAY_NAMES.index(self.week_start)


class ConfigFile(msgspec.Struct, frozen=True):
    """The config in force, where it was looked for, whether it is there, and what is wrong with it."""

    path: Path
    config: Config
    found: bool = False
    warnings: tuple[CountdownError, ...] = ()
    text: str = ""

    def place(self, *names: str) -> str:
        """Where the field stands, for a message: `config.toml:3: holidays`."""
        from countdown.store.toml.spans import Lines
        from countdown.store.toml.text import dotted

        return f"{self.path}:{Lines(self.text).line(*names)}: {dotted(names)}"

    def events_files(self) -> list[Path]:
        """The events files it names, relative ones seen from its folder; else events.toml beside it."""
        folder = self.path.parent
        return [folder / expand_user(name) for name in self.config.files] or [folder / "events.toml"]


def read_config(path: Path) -> ConfigFile:
    """The config at `path`; the built-in one if there is no such file.

    A field that cannot be used is left out with a warning. Raises CountdownError if the file is not TOML.
    """
    try:
        text = read_text(path, str(path))
    except FileNotFoundError:
        return ConfigFile(path, Config())
    from countdown.store.fields import problems
    from countdown.store.toml.spans import Lines
    from countdown.store.toml.text import TOML_TYPES, dotted, parse

    table = dict(parse(text, str(path)))
    lines, warnings = Lines(text), []

    def warn(name: str, sentence: str, mend: str = "", table: tuple[str, ...] = ()) -> None:
        place = f"{path}:{lines.line(*table, name)}: {dotted((*table, name))}"
        warnings.append(CountdownError(sentence, place=place, mend=mend))

    if isinstance(table.get("notify"), dict):
        table["notify"] = notify = dict(table["notify"])
        for problem in list(problems(Notify, notify)):
            warn(problem.field, problem.sentence, problem.mend, ("notify",))
            del notify[problem.field]
    if isinstance(table.get("calendars"), dict):

        def warn_of(names: tuple[str, ...], sentence: str, mend: str) -> None:
            warn(names[-1], sentence, mend, ("calendars", *names[:-1]))

        table["calendars"] = read_calendars(table["calendars"], warn_of)
    for problem in list(problems(Config, table)):
        warn(problem.field, problem.sentence, problem.mend)
        del table[problem.field]
    if "remind_at" in table and parse_clock(table["remind_at"]) is None:
        warn("remind_at", f"{table['remind_at']!r} is not a time of day", 'write one such as "08:00"')
        del table["remind_at"]
    return ConfigFile(path, msgspec.convert(table, Config, builtin_types=TOML_TYPES), True, tuple(warnings), text)
