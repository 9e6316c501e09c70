"""The channels that a reminder can leave by: the desktop, Apprise URLs, a command.

Each sends in a process of its own that is ended when its time is up, so that none can hold back the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from countdown.deliver.message import SECONDS, Message

__all__ = ["SECONDS", "Channel", "Message", "channels"]


class Channel(Protocol):
    """One way out. Its errors are `CountdownError`s of one sentence whose place is `shown`."""

    @property
    def name(self) -> str:
        """How the ledger knows it: `desktop`, `command`, or `url:` and 16 hexadecimal digits of the URL's SHA-256."""

    @property
    def shown(self) -> str:
        """How messages call it, without anything secret: `desktop`, `command my-hook`, `ntfy://…`."""

    @property
    def takes_digest(self) -> bool:
        """Whether many reminders at once are to become one message."""

    def send(self, message: Message) -> None:
        """Deliver `message`; raises CountdownError if it was not taken within the limit."""

    def check(self) -> None:
        """Raise CountdownError if it is not installed or not reachable, as far as that shows without sending."""


def channels(
    *, desktop: bool = False, urls: Sequence[str] = (), command: Sequence[str] = (), seconds: float = SECONDS
) -> list[Channel]:
    """The channels that the configuration names, in its order; `seconds` is the limit of each message.

    A URL that stands there twice is one channel.
    """
    found: list[Channel] = []
    if desktop:
        from countdown.deliver.desktop import DesktopChannel

        found.append(DesktopChannel(seconds=seconds))
    if urls:
        from countdown.deliver.url import url_channels

        found += url_channels(urls, seconds=seconds)
    if command:
        from countdown.deliver.command import CommandChannel

        found.append(CommandChannel(command, seconds=seconds))
    return found
