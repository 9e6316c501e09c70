"""The calendars of the config: a file, a vdir folder, a subscription or a country's holidays, to events."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from countdown.core.event import Event
from countdown.errors import CountdownError
from countdown.store.calendar_config import Calendar
from countdown.store.calendars import read_unnamed, with_ids
from countdown.store.paths import expand_user
from countdown.store.source_file import SourceFile
from countdown.store.subscriptions import Subscription, refresh

_MOST_BYTES = 64 * 1024 * 1024
_MOST_NAMED = 5


class CalendarFile(SourceFile):
    """A calendar as read."""

    def __init__(self, name: str, events: list[Event], warnings: list[CountdownError]) -> None:
        """`name` is its name in the config; the `events` have their ids, tags and leads."""
        super().__init__(f"calendars.{name}", lambda: "")
        self.events, self.warnings = events, warnings

    def holds(self, event: Event) -> bool:
        """Whether this is where `event` stands."""
        return (event.id, event.file) in self._known

    @cached_property
    def _known(self) -> set[tuple[str, str]]:
        return {(event.id, event.file) for event in self.events}

    def source(self, event: Event) -> str:
        """Where `event` stands: its file, and the line if it is known."""
        return f"{event.file}:{event.line}" if event.line else event.file

    def warning(self, event: Event, field: str, sentence: str, mend: str = "") -> CountdownError:
        """A warning about one of its events."""
        return CountdownError(f"{event.id}: {field}: {sentence}", place=self.source(event), mend=mend)


class Calendars:
    """All calendars of a config."""

    def __init__(self, calendars: dict[str, Calendar], folder: Path) -> None:
        """Relative paths are seen from `folder`."""
        self._calendars, self._folder = calendars, folder
        self._subscriptions = {
            name: Subscription(name, calendar.url, calendar.refresh_seconds)
            for name, calendar in calendars.items()
            if calendar.url is not None
        }

    def read(self, now: float, year: int, *, force: bool, warn: Callable[[CountdownError], None]) -> list[CalendarFile]:
        """Every calendar, after those over the web that are due were asked for, all with `force`.

        `now` is the real time in seconds since 1970; holidays are those from before `year` on.
        """
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

    def _path(self, calendar: Calendar) -> Path:
        return self._folder / expand_user(calendar.source)

    def _read(self, name: str, calendar: Calendar, now: float, year: int) -> CalendarFile:
        warnings: list[CountdownError] = []
        try:
            events = with_ids(self._events(name, calendar, now, year, warnings), name)
        except CountdownError as error:
            warnings.append(CountdownError(error.sentence, place=error.place or f"calendars.{name}", mend=error.mend))
            events = []
        return CalendarFile(name, calendar.adapted(events), warnings)

    def _events(
        self, name: str, calendar: Calendar, now: float, year: int, warnings: list[CountdownError]
    ) -> list[Event]:
        """The events without ids, after adding to `warnings`. Raises CountdownError if there are none to be had."""
        if calendar.country is not None:
            from countdown.store.holiday_events import holiday_events

            return holiday_events(calendar.country, calendar.source, year)
        if name in self._subscriptions:
            return _subscribed(self._subscriptions[name], now, warnings)
        from countdown.store.calendar_cache import read_path_unchanged

        return read_path_unchanged(self._path(calendar), warnings)


def read_path(path: Path, warnings: list[CountdownError]) -> list[Event]:
    """The events, without ids, of the .ics file or the vdir folder at `path`. Raises CountdownError if it is neither."""
    try:
        if path.is_dir():
            return _read_folder(path, warnings)
        return _parsed(_bytes(path), str(path), warnings)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        said = "no such file or folder" if isinstance(error, FileNotFoundError) else f"cannot be read: {reason}"
        raise CountdownError(said, place=str(path)) from None


def ics_files(folder: Path) -> list[Path]:
    """The files of a vdir, by name. Raises OSError if it cannot be read."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() == ".ics" and not path.name.startswith("."))


def _read_folder(folder: Path, warnings: list[CountdownError]) -> list[Event]:
    """A vdir: a file for each event, `*.ics`. What cannot be read costs itself alone."""
    paths = ics_files(folder)
    if not paths:
        folders = sorted(path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
        if folders:
            named = ", ".join(folders[:_MOST_NAMED])
            warnings.append(
                CountdownError("there is no .ics file in it", place=str(folder), mend=f"name one of {named}")
            )
    events: list[Event] = []
    for path in paths:
        try:
            events += _parsed(_bytes(path), str(path), warnings)
        except CountdownError as error:
            warnings.append(error)
        except OSError as error:
            warnings.append(CountdownError(f"cannot be read: {error.strerror}", place=str(path)))
    return events


def _bytes(path: Path) -> bytes:
    if not path.is_file() and path.exists():
        raise CountdownError("this is not a regular file", place=str(path))
    if path.stat().st_size > _MOST_BYTES:
        raise CountdownError(f"it has more than {_MOST_BYTES // 1024**2} MB, which are the most", place=str(path))
    return path.read_bytes()


def _parsed(data: bytes, shown: str, warnings: list[CountdownError]) -> list[Event]:
    found = read_unnamed(data, shown)
    warnings += found.warnings
    return found.events


def _subscribed(one: Subscription, now: float, warnings: list[CountdownError]) -> list[Event]:
    copy = one.copy(now)
    if copy.warning is not None:
        warnings.append(copy.warning)
    return [] if copy.data is None else _parsed(copy.data, one.shown, warnings)
