"""The schedule as a service and a timer of the user's systemd, which runs late what fell due while the machine was off."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from shutil import which

from countdown.deliver.schedule.found import Found
from countdown.deliver.schedule.job import Job
from countdown.deliver.schedule.programs import Done, remove_file, replace_file, run
from countdown.deliver.schedule.units import read_units, service_text, timer_text
from countdown.errors import CountdownError

SERVICE = "countdown-remind.service"
TIMER = "countdown-remind.timer"


def units_folder(environ: Mapping[str, str], home: Path) -> Path:
    """Where the user's own units are, by `XDG_CONFIG_HOME` or the home."""
    named = Path(environ.get("XDG_CONFIG_HOME", ""))
    return (named if named.is_absolute() else home / ".config") / "systemd" / "user"


class Systemd:
    """The systemd of the user who runs this; its units lie in `folder`."""

    name = "systemd"
    knows_zones = True
    catches_up = True

    def __init__(self, folder: Path) -> None:
        self.service = folder / SERVICE
        self.timer = folder / TIMER

    def unusable(self) -> str:
        """Why no timer can be set up here; empty if one can."""
        if which("systemctl") is None:
            return "there is no systemd"
        try:
            done = _systemctl("show", "--property=Version")
        except CountdownError as error:
            return str(error)
        return f"no systemd user session answers ({done.complaint})" if done.code else ""

    def text(self, job: Job) -> str:
        """Both units, each under a comment with its path."""
        return f"# {self.service}\n{service_text(job)}\n# {self.timer}\n{timer_text(job)}"

    def found(self) -> Found | None:
        """What the two units say, if either is there."""
        texts = {path: _text(path) for path in (self.service, self.timer)}
        if not any(texts.values()):
            return None
        shown = "\n".join(f"# {path}\n{text}" for path, text in texts.items() if text)
        return Found(shown, read_units(texts[self.service], texts[self.timer]))

    def install(self, job: Job) -> None:
        """Write the units and start the timer, now and at each login."""
        # Both texts are made before one is written, since a job may not fit.
        texts = {self.service: service_text(job), self.timer: timer_text(job)}
        for path, text in texts.items():
            replace_file(path, text)
        self._call("daemon-reload")
        self._call("enable", TIMER)
        # A timer that runs already takes its new times only so.
        self._call("restart", TIMER)

    def remove(self) -> None:
        """Stop the timer and take the units away."""
        if not self.unusable():
            self._call("disable", "--now", TIMER)
        remove_file(self.timer.parent / "timers.target.wants" / TIMER)
        remove_file(self.timer)
        remove_file(self.service)
        if not self.unusable():
            self._call("daemon-reload")

    def problems(self) -> list[CountdownError]:
        """Whether the units are whole, and the timer waits."""
        for path in (self.service, self.timer):
            if not path.exists():
                return [CountdownError("no such file, so nothing runs", place=str(path), mend=_INSTALL_AGAIN)]
        reason = self.unusable()
        if reason:
            return [CountdownError(f"{reason}, so nothing runs", place="systemd")]
        if _systemctl("is-active", TIMER).code:
            mend = f"write: systemctl --user enable --now {TIMER}"
            return [CountdownError("is not active, so nothing runs", place=TIMER, mend=mend)]
        if _systemctl("is-enabled", TIMER).code:
            mend = f"write: systemctl --user enable {TIMER}"
            return [CountdownError("will not start at the next login", place=TIMER, mend=mend)]
        if _systemctl("is-failed", SERVICE).code == 0:
            mend = f"see: journalctl --user -u {SERVICE}"
            return [CountdownError("the last run failed", place=SERVICE, mend=mend)]
        return []

    def _call(self, *arguments: str) -> None:
        done = _systemctl(*arguments)
        if done.code:
            command = f"systemctl --user {' '.join(arguments)}"
            raise CountdownError(f"{command} failed: {done.complaint}", place="systemd", mend="write that yourself")


_INSTALL_AGAIN = "write: countdown schedule install"


def _systemctl(*arguments: str) -> Done:
    return run(["systemctl", "--user", *arguments])


def _text(path: Path) -> str:
    """What the file at `path` holds; empty if it is not there."""
    try:
        return path.read_text(encoding="utf-8", errors="surrogateescape")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise CountdownError(f"cannot be read: {error.strerror}", place=str(path)) from None
