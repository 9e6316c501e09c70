"""The events that are watched, as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from countdown.cli.session import Session
from countdown.core.agenda import Filter
from countdown.core.event import Event
from countdown.core.nearest import Nearest, first, first_of_all
from countdown.core.selection import find_event
from countdown.core.tick import Tick, lately, tick
from countdown.errors import CountdownError
from countdown.store.events_cache import read_unchanged
from countdown.store.stamps import Stamp, stamp_of
from countdown.view.ticker import Scene, listed

# Nobody goes further with the arrows.
_MOST = 100
_MINUTE = 60

_Key = tuple[str, str]


class Watched:
    """Those that were named, else the nearest; their files are read again when they change."""

    def __init__(self, session: Session, names: Sequence[str]) -> None:
        """Raises CountdownError for a name that is none, or that of several."""
        self._session = session
        self._files = _Files(session)
        named = [find_event(session.events, name) for name in names]
        for event in named:
            session.see(event)  # it may never happen
        if not named:
            session.first(1, Filter())  # for the warnings
        self._named = list(dict.fromkeys(map(_key, named)))
        self._known = {_key(event): event for event in session.events}
        self._events: list[Event] = []
        self._sources: list[Nearest] = []
        self._ticks: dict[_Key, Tick] = {}
        self._at = 0
        self._minute = -1
        self._awaited: tuple[_Key, float] | None = None
        self._choose(session.now)

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self._events)

    def move(self, by: int) -> None:
        """Show the event so many places on; the last is followed by the first."""
        self._at = (self._at + by) % max(1, self.number)
        self._awaited = None

    def look(self, now: datetime) -> None:
        """Take up what has changed: the files, and with each minute, or when what is shown is over, which are nearest."""
        if self._files.read_changed():
            self._ticks.clear()
            self._sources = []
            self._known = {_key(event): event for event in self._session.events}
            self._awaited = None
            self._choose(now)
        elif int(now.timestamp() // _MINUTE) != self._minute or self._is_over(now):
            self._choose(now)

    def scene(self, now: datetime, *, paused: bool) -> Scene:
        """What is to be seen at `now`."""
        seen = self._tick(self._events[self._at], now) if self._events else None
        around = listed(self._at, self.number)
        ticks = [self._tick(self._events[at], now) for at in around]
        return Scene(
            shown=seen,
            at=self._at,
            number=self.number,
            countdowns=[each.seen for each in ticks if each is not None],
            since=around.start,
            paused=paused,
            problem=self._files.problem,
            empty=self._empty(),
        )

    def rings(self, scene: Scene) -> bool:
        """Whether what is shown has begun since the last look at it; true once."""
        awaited, shown = self._awaited, scene.shown
        self._awaited = None
        if shown is None:
            return False
        key, now = _key(shown.event), shown.seen.now.timestamp()
        if shown.seen.state == "upcoming":
            self._awaited = (key, shown.start.timestamp())
        return awaited is not None and awaited[0] == key and awaited[1] <= now

    def _tick(self, event: Event, now: datetime) -> Tick | None:
        key = _key(event)
        found = tick(event, now, self._ticks.get(key))
        if found is not None:
            self._ticks[key] = found
        return found

    def _is_over(self, now: datetime) -> bool:
        """Whether the shown one may have to make room for another."""
        if self._named or not self._events:
            return False
        seen = self._tick(self._events[self._at], now)
        return seen is None or (seen.seen.state == "past" and not seen.lingers)

    def _choose(self, now: datetime) -> None:
        """The events to watch as of `now`; the one that is shown stays the same as long as it is among them."""
        shown = _key(self._events[self._at]) if self._events else None
        self._minute = int(now.timestamp() // _MINUTE)
        found = self._by_name() if self._named else self._nearest(lately(now))
        self._events = [event for event in found if self._tick(event, now) is not None]
        places = {_key(event): at for at, event in enumerate(self._events)}
        self._at = places.get(shown, min(self._at, max(0, self.number - 1))) if shown else 0
        self._ticks = {key: each for key, each in self._ticks.items() if key in places}

    def _by_name(self) -> list[Event]:
        return [self._known[key] for key in self._named if key in self._known]

    def _nearest(self, now: datetime) -> list[Event]:
        if not self._sources or not all(source.serves(now) for source in self._sources):
            self._sources = [file.nearest(now) for file in self._session.files]
        found = first(self._sources, now, _MOST, Filter())
        if found is None:
            found = first_of_all(self._known.values(), now, _MOST, Filter())
        return [self._known[_key(seen.event)] for seen in found]

    def _empty(self) -> str:
        if self._named:
            return f"{', '.join(id_ for _, id_ in self._named)} cannot be found any more."
        return "Nothing is ahead." if self._session.events else "There are no events yet."


class _Files:
    """The events files of a session, each as it was when it could last be read."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._stamps = {shown: stamp_of(path) for shown, path in session.distinct_paths()}
        self._errors: dict[str, CountdownError] = {}
        self.problem = ""
        self._tell()

    def read_changed(self) -> bool:
        """Whether there was a change, which has been read."""
        paths = dict(self._session.distinct_paths())
        stamps: dict[str, Stamp | None] = {shown: stamp_of(path) for shown, path in paths.items()}
        if stamps == self._stamps:
            return False
        known = {file.shown: file for file in self._session.events_files}
        files = []
        for shown, path in paths.items():
            file = known.get(shown)
            if stamps[shown] != self._stamps.get(shown):
                self._errors.pop(shown, None)
                try:
                    file = read_unchanged(path, shown)
                except CountdownError as error:
                    self._errors[shown] = error
            if file is not None:
                files.append(file)
        self._stamps = stamps
        self._session.go_on_with(files)
        self._tell()
        return True

    def _tell(self) -> None:
        told = [*self._errors.values(), *(warning for file in self._session.events_files for warning in file.warnings)]
        self.problem = str(told[0]) if told else ""


def _key(event: Event) -> _Key:
    return event.file, event.id
