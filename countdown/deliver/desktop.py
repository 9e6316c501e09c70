"""The desktop as a channel: its own notifications."""

from __future__ import annotations

from countdown.deliver.courier import ask
from countdown.deliver.message import SECONDS, Message
from countdown.deliver.text import lines, one_line


class DesktopChannel:
    """The notifications of the user's desktop, by desktop-notifier or else notify-send."""

    name = "desktop"
    shown = "desktop"
    takes_digest = True

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds

    def send(self, message: Message) -> None:
        """Show `message`; raises CountdownError if no desktop took it in time."""
        request = {"task": "send desktop", "title": one_line(message.title), "body": lines(message.body)}
        ask(request, shown=self.shown, seconds=self._seconds)

    def check(self) -> None:
        """Raise CountdownError if what shows notifications is not installed or does not answer."""
        ask({"task": "check desktop"}, shown=self.shown, seconds=self._seconds)
