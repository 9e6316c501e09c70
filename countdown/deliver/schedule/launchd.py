"""The schedule as a launchd agent of macOS (launchd.plist(5))."""

from __future__ import annotations

import os
import plistlib
from datetime import time
from pathlib import Path
from shutil import which
from typing import Any

from countdown.deliver.schedule.found import Found
from countdown.deliver.schedule.job import Job
from countdown.deliver.schedule.programs import remove_file, replace_file, run
from countdown.deliver.schedule.timetable import daily
from countdown.errors import CountdownError

LABEL = "countdown.remind"


class Launchd:
    """The launchd of the user who runs this; the agents lie in `folder`."""

    name = "launchd"
    knows_zones = False
    catches_up = False  # after sleep it does, but not after a shutdown

    def __init__(self, folder: Path) -> None:
        self.agent = folder / f"{LABEL}.plist"

    def unusable(self) -> str:
        """Why no agent can be set up here; empty if one can."""
        return "" if which("launchctl") else "there is no launchd"

    def text(self, job: Job) -> str:
        """The agent's property list."""
        table = {
            "Label": LABEL,
            "ProgramArguments": list(job.command),
            "EnvironmentVariables": dict(job.environment),
            "StartCalendarInterval": [
                {"Hour": clock.hour, "Minute": clock.minute} for table in job.timetables for clock in table.times
            ],
        }
        try:
            return plistlib.dumps(table, sort_keys=False).decode()
        except (ValueError, UnicodeEncodeError):
            sentence = "a property list cannot hold a name with control characters, or that is not UTF-8"
            raise CountdownError(sentence, place="launchd") from None

    def found(self) -> Found | None:
        """What the agent's property list says, if it is there."""
        try:
            text = self.agent.read_bytes().decode(errors="surrogateescape")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise CountdownError(f"cannot be read: {error.strerror}", place=str(self.agent)) from None
        return Found(text, read_agent(text))

    def install(self, job: Job) -> None:
        """Write the agent and load it in place of the one that is loaded."""
        replace_file(self.agent, self.text(job))
        run(["launchctl", "bootout", f"{_domain()}/{LABEL}"])
        done = run(["launchctl", "bootstrap", _domain(), str(self.agent)])
        if done.code:
            raise CountdownError(f"launchctl bootstrap failed: {done.complaint}", place=str(self.agent))

    def remove(self) -> None:
        """Unload the agent and take it away."""
        if not self.unusable():
            run(["launchctl", "bootout", f"{_domain()}/{LABEL}"])
        remove_file(self.agent)

    def problems(self) -> list[CountdownError]:
        """Whether the agent is loaded."""
        if self.unusable():
            return [CountdownError("there is no launchd, so nothing runs", place="launchd")]
        if run(["launchctl", "print", f"{_domain()}/{LABEL}"]).code:
            mend = "write: countdown schedule install"
            return [CountdownError("is not loaded, so nothing runs", place=str(self.agent), mend=mend)]
        return []


def read_agent(text: str) -> Job | None:
    """The job that an agent's property list says; None if it is not as `Launchd.text` writes it."""
    try:
        table: dict[str, Any] = plistlib.loads(text.encode(errors="surrogateescape"))
        times = [time(entry["Hour"], entry["Minute"]) for entry in table["StartCalendarInterval"]]
        environment = {str(name): str(value) for name, value in table["EnvironmentVariables"].items()}
        return Job(tuple(map(str, table["ProgramArguments"])), environment, (daily(times),)) if times else None
    except Exception:  # plistlib raises what its XML parser does, and a table may hold anything
        return None


def _domain() -> str:
    return f"gui/{os.getuid()}"
