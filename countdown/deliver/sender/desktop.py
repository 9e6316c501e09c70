"""Showing a notification on the desktop."""

from __future__ import annotations

import asyncio
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from countdown.deliver.sender import notify_send
from countdown.deliver.sender.refusal import EXTRA, Log, RefusedError

_SERVICE = "org.freedesktop.Notifications"


def send(request: Mapping[str, str]) -> None:
    """Show the title and the body, by desktop-notifier or else notify-send."""
    _find_bus()
    try:
        _by_desktop_notifier(request["title"], request["body"])
    except (ImportError, RefusedError) as error:
        program = notify_send.program()
        if program is None:
            raise _nothing_installed() if isinstance(error, ImportError) else error from None
        notify_send.show(program, request["title"], request["body"])


def check(_: Mapping[str, str]) -> None:
    """Find a program for it, and where that can be asked without showing something, whether the desktop answers."""
    _find_bus()
    try:
        _desktop_notifier()
        if _has_bus():
            asyncio.run(_capabilities())
    except ImportError:
        if notify_send.program() is None:
            raise _nothing_installed() from None


def _has_bus() -> bool:
    return sys.platform not in ("darwin", "win32")


def _find_bus() -> None:
    """Where nothing says which the session's bus is, as under cron, take the user's own, where systemd puts it."""
    if not _has_bus() or os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return
    for folder in (os.environ.get("XDG_RUNTIME_DIR"), f"/run/user/{os.getuid()}"):
        if folder and _is_socket(path := Path(folder) / "bus"):
            os.environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={path}"
            return
    raise RefusedError("no desktop session is there to show it", "log in to a desktop, or set DBUS_SESSION_BUS_ADDRESS")


def _is_socket(path: Path) -> bool:
    try:
        return stat.S_ISSOCK(path.stat().st_mode)
    except OSError:
        return False


def _desktop_notifier() -> Any:
    import desktop_notifier
    from desktop_notifier.main import get_backend_class

    if get_backend_class().__name__.startswith("Dummy"):  # which takes everything and shows nothing
        raise RefusedError("this system shows no notifications of a plain program", "name a URL or a command instead")
    return desktop_notifier


def _nothing_installed() -> RefusedError:
    return RefusedError("neither desktop-notifier nor notify-send is installed", EXTRA)


def _by_desktop_notifier(title: str, body: str) -> None:
    module = _desktop_notifier()
    log = Log("desktop_notifier")
    if _has_bus() and "body-markup" in asyncio.run(_capabilities()):
        body = notify_send.without_markup(body)
    dispatched: list[bool] = []  # it tells no error of its own
    notifier = module.DesktopNotifierSync(
        app_name="countdown", app_icon=module.Icon(name=notify_send.ICON) if _has_bus() else None
    )
    notifier.send(title=title, message=body, on_dispatched=lambda: dispatched.append(True))
    if not dispatched:
        raise RefusedError("not shown", reason=str(log))


async def _capabilities() -> list[str]:
    """What the notification service on the session's bus can do (Desktop Notifications Specification)."""
    from dbus_fast import Message, MessageType
    from dbus_fast.aio import MessageBus

    try:
        bus = await MessageBus().connect()
        path = f"/{_SERVICE.replace('.', '/')}"
        call = Message(destination=_SERVICE, path=path, interface=_SERVICE, member="GetCapabilities")
        reply = await bus.call(call)
    except Exception as error:  # of many kinds, for an address that makes no sense too
        raise RefusedError("the session's bus does not answer", reason=str(error)) from None
    if reply.message_type is not MessageType.METHOD_RETURN:
        raise RefusedError(
            "nothing on the session's bus shows notifications", "start the desktop's notification service"
        )
    return list(reply.body[0])
