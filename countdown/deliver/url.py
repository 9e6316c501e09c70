"""An Apprise URL as a channel: mail, ntfy, Telegram, Slack, Matrix and many more."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from countdown.deliver.courier import ask
from countdown.deliver.masks import masked, scrubbed, server
from countdown.deliver.message import SECONDS, Message
from countdown.deliver.text import lines, one_line


class UrlChannel:
    """One Apprise URL. The URL itself is in no attribute that a message would show."""

    takes_digest = True

    def __init__(self, url: str, *, shown: str = "", seconds: float = SECONDS) -> None:
        self._url = url
        self._seconds = seconds
        self.name = f"url:{sha256(url.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
        self.shown = shown or masked(url)

    def send(self, message: Message) -> None:
        """Send `message` by the URL's service; raises CountdownError if that did not take it in time."""
        self._ask("send", title=one_line(message.title), body=lines(message.body))

    def check(self) -> None:
        """Raise CountdownError if Apprise is not installed, does not read the URL, or does not reach its server."""
        self._ask("check", server=server(self._url))

    def _ask(self, task: str, **more: str) -> None:
        request = {"task": f"{task} url", "url": self._url, **more}
        ask(request, shown=self.shown, seconds=self._seconds, scrub=lambda text: scrubbed(text, self._url))


def url_channels(urls: Sequence[str], *, seconds: float = SECONDS) -> list[UrlChannel]:
    """A channel for each of `urls`; those that would be called the same are numbered."""
    distinct = list(dict.fromkeys(url.strip() for url in urls))
    names = [masked(url) for url in distinct]
    return [UrlChannel(url, shown=_numbered(names, at), seconds=seconds) for at, url in enumerate(distinct)]


def _numbered(names: Sequence[str], at: int) -> str:
    """`names[at]`, and which of those of the same name it is if there are several."""
    name = names[at]
    return name if names.count(name) == 1 else f"{name} ({names[: at + 1].count(name)})"
