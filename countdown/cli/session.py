"""What one run of the program asks for: now, the config, the events; and the warnings it gives."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from countdown.cli.complaint import say
from countdown.cli.naming import named_file, named_in_environment, shown_name
from countdown.core.agenda import Agenda, agenda
from countdown.core.countdown import Countdown, countdown
from countdown.core.event import Event
from countdown.core.zones import moved
from countdown.errors import CountdownError
from countdown.store.config import ConfigFile, read_config
from countdown.store.events_cache import read_unchanged
from countdown.store.events_file import EventsFile, read_events
from countdown.store.paths import config_file
from countdown.store.source_file import SourceFile

if TYPE_CHECKING:
    from countdown.core.agenda import Filter
    from countdown.core.preferences import Preferences
    from countdown.core.workdays import Workdays
    from countdown.store.calendar_sources import CalendarFile


class Session:
    """One run. The global options set `named_files`, `now` and `color`; the rest is read when first asked for."""

    def __init__(self, read_clock: Callable[[str | None], datetime]) -> None:
        """`read_clock` gives the moment that `--now` names, else the present one, in the viewer's zone."""
        self._read_clock = read_clock
        self.named_files: list[str] = []
        self.color = "auto"
        self.exit_code = 0
        self.refresh = False
        self.online = True
        self._ahead = 0.0
        self._afresh = False
        self.report: Callable[[CountdownError], None] = say

    @cached_property
    def now(self) -> datetime:
        """The moment that everything is seen from, in the viewer's zone."""
        return self._read_clock(None)

    def see_as_of(self, moment: str) -> None:
        """Take `moment` for now; ValueError says why it cannot be read."""
        self.now = self._read_clock(moment)
        self._ahead = self.now.timestamp() - self.clock

    def moment(self) -> datetime:
        """The moment by now, for what runs on: from the one that `--now` names on time goes by as it really does."""
        return moved(self._read_clock(None), self._ahead)

    @cached_property
    def config_file(self) -> ConfigFile:
        """The config in force; its warnings are given when it is first asked for."""
        found = read_config(config_file())
        if not found.found and os.environ.get("COUNTDOWN_CONFIG"):
            self.warn(CountdownError("no such file, so nothing is configured", place=f"COUNTDOWN_CONFIG={found.path}"))
        for warning in found.warnings:
            self.warn(warning)
        return found

    @cached_property
    def workdays(self) -> Workdays:
        """Which days are worked. The library of holidays is loaded when it is first asked for a year."""
        from countdown.cli.workdays import workdays

        return workdays(self)

    @property
    def preferences(self) -> Preferences:
        """When leads of days come due."""
        from countdown.core.preferences import Preferences

        return Preferences(self.config_file.config.remind_time, self.workdays)

    @cached_property
    def events_paths(self) -> dict[str, Path]:
        """The events files in use by what messages call them; those named by hand as they were typed."""
        named = self.named_files or [name for name in named_in_environment() if name]
        if named:
            return dict(map(named_file, named))
        return {shown_name(str(path)): path for path in self.config_file.events_files()}

    @property
    def files_are_named(self) -> bool:
        """Whether the events files were named for this run, and so have to be there."""
        return bool(self.named_files or any(named_in_environment()))

    @cached_property
    def files(self) -> list[SourceFile]:
        """The events files that can be read, and the calendars."""
        return [*self.events_files, *self.calendars]

    @cached_property
    def events_files(self) -> list[SourceFile]:
        """The events files that can be read. The warnings and errors of all are given when first asked for."""
        found: list[SourceFile] = []
        for shown, path in self.distinct_paths():
            if not self.files_are_named and not path.exists():
                self._warn_of_missing(shown)
                continue
            try:
                found.append(read_events(path, shown) if self._afresh else read_unchanged(path, shown))
            except CountdownError as error:
                self.fail(error)
        for file in found:
            for warning in file.warnings:
                self.warn(warning)
        return found

    def distinct_paths(self) -> Iterator[tuple[str, Path]]:
        """`events_paths`; of those that lead to one file by symbolic links the first."""
        known = set()
        for shown, path in self.events_paths.items():
            place = os.path.realpath(path)
            if place not in known:
                known.add(place)
                yield shown, path

    def go_on_with(self, files: list[SourceFile]) -> None:
        """Take `files`, which were read again, for the events files; the calendars stay as they are."""
        for name in ("files", "events", "ids"):
            vars(self).pop(name, None)
        self.events_files = files

    @property
    def fresh_files(self) -> list[EventsFile]:
        """`files`, none of them from the cache, for what changes or checks them. Ask before anything asks for `files`."""
        assert self._afresh or "events_files" not in vars(self), "they may be from the cache"
        self._afresh = True
        return [file for file in self.events_files if isinstance(file, EventsFile)]

    @cached_property
    def calendars(self) -> Sequence[CalendarFile]:
        """The calendars of the config, but for a run that names its events files. Warnings are given when first asked for."""
        if self.named_files or not self.config_file.config.calendars:
            return ()
        from countdown.cli.calendars import read_calendars

        return read_calendars(self)

    @property
    def clock(self) -> float:
        """The real time in seconds since 1970, whatever moment everything is seen from."""
        return self._read_clock(None).timestamp()

    def _warn_of_missing(self, shown: str) -> None:
        """The first of the configured files may not have been begun; another that is not there is missed."""
        if shown != next(iter(self.events_paths)):
            self.warn(CountdownError("no such file", place=shown, mend=f"mend files in {self.config_file.path}"))

    @cached_property
    def events(self) -> list[Event]:
        """The events of all files, in order."""
        return [event for file in self.files for event in file.events]

    @cached_property
    def ids(self) -> Counter[str]:
        """How many events have each id: two files may have the same."""
        return Counter(event.id for event in self.events)

    @property
    def nothing_begun(self) -> bool:
        """Whether there is no events file yet."""
        return not self.files and not self.exit_code

    def agenda(self) -> Agenda:
        """All events as of now, after a warning for each that never happens."""
        seen = agenda(self.events, self.now)
        self._warn_of_never(seen.never)
        return seen

    def first(self, number: int, chosen: Filter) -> list[Countdown]:
        """The first `number` of the agenda that are `chosen`, ongoing or to come; the warnings are those of `agenda`."""
        from countdown.core.nearest import first, first_of_all

        sources = [file.nearest(self.now) for file in self.files]
        self._warn_of_never([event for source in sources for event in source.never])
        found = first(sources, self.now, number, chosen)
        return first_of_all(self.events, self.now, number, chosen) if found is None else found

    def _warn_of_never(self, events: Sequence[Event]) -> None:
        for event in events:
            if not self.tells_all and self.file_of(event) in self.calendars:
                continue  # it is for others to mend
            field = "repeat" if event.repeat else "except"
            self.warn(self.file_of(event).warning(event, field, "this never happens: no date fits"))

    def see(self, event: Event) -> Countdown:
        """`event` as of now. Raises CountdownError if it never happens."""
        seen = countdown(event, self.now)
        if seen is None:
            raise CountdownError(f"{event.id} never happens: no date fits", place=self.source(event))
        return seen

    def source(self, event: Event) -> str:
        """Where `event` stands, as `events.toml:4`."""
        return self.file_of(event).source(event)

    def file_of(self, event: Event) -> SourceFile:
        """The file or calendar that `event` stands in."""
        return next(file for file in self.files if file.holds(event))

    def warn(self, warning: CountdownError) -> None:
        """Say `warning`: on standard error, unless `report` was set to something else."""
        self.report(warning)

    def fail(self, error: CountdownError) -> None:
        """Say `error`, and go on to an exit code of 1."""
        self.warn(error)
        self.exit_code = 1

    @property
    def tells_all(self) -> bool:
        """Whether every problem is wanted, however many there are."""
        return self.report != say

    @property
    def on_terminal(self) -> bool:
        """Whether standard output is a terminal."""
        return sys.stdout is not None and sys.stdout.isatty()

    @property
    def colored(self) -> bool:
        """Whether to print colour: `--color`, else a terminal without `NO_COLOR` that is not a dumb one."""
        if self.color != "auto":
            return self.color == "always"
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return self.on_terminal and not plain

    def print_lines(self, lines: Sequence[str]) -> None:
        """Print `lines`, if any, to standard output."""
        if lines:
            click.echo("\n".join(lines), color=True)
