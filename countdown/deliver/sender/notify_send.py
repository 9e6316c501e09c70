"""notify-send, where desktop-notifier is not installed or does not get through."""

from __future__ import annotations

import os
import shutil
import subprocess

from countdown.deliver.sender.refusal import RefusedError

ICON = "appointment-soon"  # of the Icon Naming Specification


def program() -> str | None:
    """The path of notify-send; None if it is not there. cron's PATH may be short of it."""
    return shutil.which("notify-send", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/local/bin", "/usr/bin")))


def show(path: str, title: str, body: str) -> None:
    """Show `title` and `body` by the program at `path`; raises RefusedError if it fails."""
    # It reads the escapes of C in a body, and arguments in the locale's encoding.
    text = without_markup(body).replace("\\", "\\\\")
    done = subprocess.run(  # noqa: S603  # an argument list, and no shell
        [path, "--app-name=countdown", f"--icon={ICON}", "--", title or "countdown", text],
        check=False,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RefusedError("notify-send failed", reason=told[-1] if told else f"exit code {done.returncode}")


def without_markup(text: str) -> str:
    """`text` for a service that reads markup in bodies (Desktop Notifications Specification)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
