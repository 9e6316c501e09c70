"""The calendars of the config: a file, a vdir, a subscription or a country's holidays, as files of events."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import TZPATH

from countdown.core.event import Event
from countdown.errors import CountdownError
from countdown.store.calendar_config import Calendar
from countdown.store.calendar_files import Track, parsed, read_path, stamp_of_path
from countdown.store.calendars import with_ids
from countdown.store.contents import Contents
from countdown.store.kept_contents import by_way_of_cache
from countdown.store.paths import expand_user
from countdown.store.source_file import SourceFile
from countdown.store.stamps import Stamp, stamp_of

if TYPE_CHECKING:
    from countdown.store.subscriptions import Subscription


class CalendarFile(SourceFile):
    """A calendar as read."""

    def __init__(self, name: str, place: str, contents: Contents, warning: CountdownError | None = None) -> None:
        """`name` is its name in the config, with which its events' ids begin, and their files begin with `place`.

        The `warning` is about the calendar as a whole.
        """
        super().__init__(f"calendars.{name}", lambda: "", contents)
        self._prefix, self._place, self._warning = f"{name}/", place, warning

    @property
    def warnings(self) -> list[CountdownError]:
        """Those about the calendar, and about its events."""
        return [*([] if self._warning is None else [self._warning]), *super().warnings]

    def holds(self, event: Event) -> bool:
        """Whether this is where `event` stands."""
        return event.id.startswith(self._prefix) and event.file.startswith(self._place)

    def source(self, event: Event) -> str:
        """Where `event` stands: its file, and the line if it is known."""
        return f"{event.file}:{event.line}" if event.line else event.file

    def warning(self, event: Event, field: str, sentence: str, mend: str = "") -> CountdownError:
        """A warning about one of its events."""
        return CountdownError(f"{event.id}: {field}: {sentence}", place=self.source(event), mend=mend)


class Calendars:
    """All calendars of a config."""

    def __init__(self, calendars: dict[str, Calendar], folder: Path, track: Track = iter) -> None:
        """Relative paths are seen from `folder`; `track` is told of the files of a vdir that are read."""
        self._calendars, self._folder, self._track = calendars, folder, track
        self._subscriptions = _subscriptions(calendars)

    def read(
        self, now: float, year: int, *, force: bool, warn: Callable[[CountdownError], None], online: bool = True
    ) -> list[CalendarFile]:
        """Every calendar, after those over the web that are due were asked for, all with `force`, none if not `online`.

        `now` is the real time in seconds since 1970; holidays are those from before `year` on.
        """
        if self._subscriptions and online:
            from countdown.store.subscriptions import refresh

            for problem in refresh(self._subscriptions.values(), now, force=force):
                warn(problem)
        return [self._read(name, calendar, now, year) for name, calendar in self._calendars.items()]

    def places(self) -> dict[str, str]:
        """What each calendar is read from, as messages call it."""
        found = {}
        for name, calendar in self._calendars.items():
            one = self._subscriptions.get(name)
            found[name] = one.host if one else calendar.source if calendar.country else str(self._path(calendar))
        return found

    @property
    def over_the_web(self) -> bool:
        """Whether any of them is."""
        return bool(self._subscriptions)

    def paths(self) -> list[Path]:
        """The files and folders that they are read from; of those over the web the copies."""
        files = [self._path(each) for each in self._calendars.values() if each.country is None and each.url is None]
        return [*files, *(one.path for one in self._subscriptions.values())]

    def _path(self, calendar: Calendar) -> Path:
        return self._folder / expand_user(calendar.source)

    def _read(self, name: str, calendar: Calendar, now: float, year: int) -> CalendarFile:
        try:
            if calendar.country is not None:
                return self._holidays(name, calendar, year)
            if name in self._subscriptions:
                return self._subscribed(name, calendar, now)
            path = self._path(calendar)
            contents = self._kept(
                name, calendar, str(path), partial(stamp_of_path, path), lambda: read_path(path, self._track)
            )
            return CalendarFile(name, str(path), contents)
        except CountdownError as error:
            told = CountdownError(error.sentence, place=error.place or f"calendars.{name}", mend=error.mend)
            return CalendarFile(name, "", Contents([], []), told)

    def _kept(
        self, name: str, calendar: Calendar, place: str, stamp: Callable[[], Stamp | None], read: Callable[[], Contents]
    ) -> Contents:
        """What `read` tells, with the ids, tags and leads of this calendar; by way of the cache."""

        def adapted() -> Contents:
            found = read()
            return Contents(calendar.adapted(with_ids(found.events, name)), found.warnings)

        # What is wrong is for others to mend, and may stay so for long.
        version = ascii((calendar, _zone_data()))
        return by_way_of_cache(f"calendar\n{name}\n{place}", stamp, adapted, version, warned=True)

    def _holidays(self, name: str, calendar: Calendar, year: int) -> CalendarFile:
        def read() -> Contents:
            from countdown.store.holiday_events import holiday_events

            return Contents(holiday_events(calendar.country or "", calendar.source, year), [])

        contents = self._kept(name, calendar, f"{calendar.source} {year}", _library, read)
        return CalendarFile(name, calendar.source, contents)

    def _subscribed(self, name: str, calendar: Calendar, now: float) -> CalendarFile:
        one = self._subscriptions[name]
        copy = one.copy(now)
        data = copy.data
        if data is None:
            return CalendarFile(name, one.shown, Contents([], []), copy.warning)
        try:
            contents = self._kept(name, calendar, one.url, partial(stamp_of, one.path), lambda: parsed(data, one.shown))
        except CountdownError as error:
            return CalendarFile(name, one.shown, Contents([], [error]), copy.warning)
        return CalendarFile(name, one.shown, contents, copy.warning)


def _subscriptions(calendars: dict[str, Calendar]) -> dict[str, Subscription]:
    urls = {name: url for name, calendar in calendars.items() if (url := calendar.url) is not None}
    if not urls:
        return {}
    from countdown.store.subscriptions import Subscription  # most calendars are files

    return {name: Subscription(name, url, calendars[name].refresh_seconds) for name, url in urls.items()}


def _library() -> Stamp | None:
    """The state of the library of holidays; None if it is not installed."""
    places = (Path(folder) / "holidays" / "__init__.py" for folder in sys.path if folder)
    return next((stamp for place in places if (stamp := stamp_of(place)) is not None), None)


def _zone_data() -> tuple[int, ...]:
    """The state of the system's time zones, by which a calendar's are known."""
    return tuple(os.stat(folder).st_mtime_ns for folder in TZPATH if os.path.isdir(folder))  # noqa: PTH112, PTH116  # pathlib is slower
