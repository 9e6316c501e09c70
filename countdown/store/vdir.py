"""A vdir that may be written to: a folder with an .ics file for each event, as vdirsyncer and khal keep it.

https://vdirsyncer.pimutils.org/en/stable/vdir.html: what ends with .tmp is no item, items are changed by a file that
takes their name, and keep that name. Others write to it without our lock, so what they have changed by then is what
a change is made to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time
from pathlib import Path

import msgspec

from countdown.core.event import Event
from countdown.errors import CountdownError
from countdown.store import history, safe_file
from countdown.store.vdir_names import file_name
from countdown.store.vdir_texts import Change, Outcome, added, changed, gone, removed
from countdown.store.writer import Undone, difference, resolved

_LOCK = ".countdown-lock.tmp"
_NEW = ".countdown-new.tmp"
_TRIES = 5


class VdirWriter:
    """The vdir `folder` of the calendar `name`, for changes made at `now`.

    Each change raises CountdownError if it cannot be made, and all files are then as they were. `warn` is told of what
    does not keep a change from being made.
    """

    def __init__(self, name: str, folder: Path, now: datetime, warn: Callable[[CountdownError], None]) -> None:
        self.shown = f"calendars.{name}"
        self._now, self._warn = now, warn
        self.folder = resolved(folder, self.shown)

    def add(self, event: Event, remind_at: time, *, dry_run: bool = False) -> Event:
        """Add `event`, which has a UID, in a file of its own; the event with that file.

        `remind_at` is the time of day of leads that have none. `dry_run` writes nothing, and all else is the same.
        """
        self._refuse_no_folder()
        assert event.uid is not None
        path = self.folder / file_name(event.uid)
        made = added(msgspec.structs.replace(event, file=str(path)), self._now, remind_at)
        if path.exists():
            raise _there_already(path)
        if not dry_run:
            with self._locked():
                try:
                    self._put(path, None, made.data, f"add {event.id}")
                except safe_file.ChangedError:
                    raise _there_already(path) from None
        return made.event

    def edit(self, event: Event, change: Change, remind_at: time, *, dry_run: bool = False) -> Event:
        """Make `change` of the calendar's `event`; the event as it is then, with the id that it had.

        What it raises keeps it from being made. The other arguments are as for `add`.
        """

        def outcome(data: bytes) -> Outcome:
            return changed(data, event, change, self._now, remind_at=remind_at)

        return self._change(event, outcome, f"edit {event.id}", dry_run=dry_run)

    def remove(self, event: Event) -> None:
        """Take the calendar's `event` out: with its file, if no other is in that."""
        self._change(event, lambda data: removed(data, event), f"remove {event.id}")

    def read(self, event: Event) -> bytes:
        """What the file of `event` holds."""
        data = safe_file.read_bytes(Path(event.file), event.file)
        if data is None:
            raise gone(event)
        return data

    def replace(self, event: Event, before: bytes, after: bytes) -> None:
        """Put `after`, a text made by hand from `before`, in the place of that, in the file of `event`.

        Raises CountdownError if it holds something else than `before` by now.
        """
        with self._locked():
            try:
                self._put(self._path(event), before, after, f"edit {event.id} by hand")
            except safe_file.ChangedError:
                raise _meanwhile(event.file) from None

    def undo(self) -> Undone | None:
        """Take the last change back; None if no change is known. A file that is not as that change left it stays."""
        if not self.folder.is_dir():
            return None
        with self._locked():
            for kept in history.steps(self.folder):
                step = kept.step
                path = self.folder / step.name
                current = safe_file.read_bytes(path, str(path))
                if current == step.after:
                    try:
                        self._replace(path, current, step.before)
                    except safe_file.ChangedError:
                        raise _meanwhile(str(path)) from None
                    kept.forget()
                    return Undone(step)
                if current != step.before:
                    return Undone(step, difference(step.after, current, str(path)))
                kept.forget()  # a change that was cut off before it was made
        return None

    def _change(self, event: Event, outcome: Callable[[bytes], Outcome], what: str, *, dry_run: bool = False) -> Event:
        """Make of the file of `event` what `outcome` tells of what it holds."""
        if dry_run:
            return outcome(self.read(event)).event
        self._refuse_no_folder()
        path = self._path(event)
        with self._locked():
            for _ in range(_TRIES):
                before = self.read(event)
                made = outcome(before)
                try:
                    self._put(path, before, made.data, what)
                except safe_file.ChangedError:
                    continue  # the change is made to what is there now
                return made.event
        raise CountdownError("is being changed by another program", place=event.file, mend="try again")

    def _path(self, event: Event) -> Path:
        """The file of `event`, links followed. One of another folder is for others to change."""
        path = resolved(Path(event.file), event.file)
        if path.parent != self.folder:
            raise CountdownError("this leads out of its folder, so it cannot be changed", place=event.file)
        return path

    def _put(self, path: Path, before: bytes | None, after: bytes | None, what: str) -> None:
        """Make `after` of the file at `path`, which holds `before`; None: there is no file."""
        if before == after:
            return
        kept = None
        # Before the change: should the program be killed between the two, this step is known as one that was not made.
        try:
            kept = history.record(self.folder, history.Step(what, self._now, before, after, path.name))
        except OSError as error:
            sentence = f"this change cannot be undone: {error.filename}: {error.strerror}"
            self._warn(CountdownError(sentence, place=self.shown))
        try:
            self._replace(path, before, after)
        except BaseException:
            if kept is not None:
                kept.forget()
            raise

    def _replace(self, path: Path, before: bytes | None, after: bytes | None) -> None:
        shown, new = str(path), self.folder / _NEW
        if after is None:
            safe_file.remove(path, shown, before=before)
        elif before is None:
            safe_file.create(path, after, shown, new)
        else:
            safe_file.replace(path, after, shown, new, before=before)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with safe_file.locked(self.folder / _NEW, self.shown, self.folder / _LOCK):
            yield

    def _refuse_no_folder(self) -> None:
        if self.folder.is_file():
            mend = "take write away from the calendar in the config"
            raise CountdownError(
                "this is a file, and only a vdir folder is written to", place=str(self.folder), mend=mend
            )
        if not self.folder.is_dir():
            mend = "make it, or let vdirsyncer: vdirsyncer discover"
            raise CountdownError("there is no such folder", place=str(self.folder), mend=mend)


def _there_already(path: Path) -> CountdownError:
    return CountdownError("there is an event with this UID already", place=str(path))


def _meanwhile(shown: str) -> CountdownError:
    return CountdownError("was changed by another in the meantime", place=shown, mend="try again")
