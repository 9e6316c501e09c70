"""Why a message was not taken, from this code and from the logs of the libraries."""

from __future__ import annotations

import logging
import re

EXTRA = "install countdown-events[notify]"


class RefusedError(Exception):
    """Why it was not done, and what to do about it.

    `reason` is what a library or a program said, and may hold a secret; the rest is our own.
    """

    def __init__(self, sentence: str, mend: str = "", *, reason: str = "") -> None:
        super().__init__(sentence)
        self.mend = mend
        self.reason = reason


class Log(logging.Handler):
    """What the library `name` logs: as text, what failed last and why; `complaints` are all that failed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.complaints: list[str] = []
        self._why = ""
        logger = logging.getLogger(name)
        logger.addHandler(self)
        logger.setLevel(logging.DEBUG)
        logger.propagate = False

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what `record` tells of a failure."""
        text = record.getMessage()
        if record.levelno >= logging.WARNING:
            self.complaints.append(text.rstrip(". "))
            if record.exc_info and record.exc_info[1]:
                self._why = str(record.exc_info[1]) or type(record.exc_info[1]).__name__
        elif text.startswith("Socket Exception: "):  # Apprise's reason, which it keeps below its warnings
            self._why = text.partition(": ")[2]

    def __str__(self) -> str:
        return ": ".join(text for text in (*self.complaints[-1:], _heart(self._why)) if text)


def _heart(reason: str) -> str:
    """The system's or the TLS library's own words, where a library has wrapped them in the names of its classes."""
    core = re.search(r"""\[(?:Errno -?\d+|SSL: \w+)\] ([^'"()\[\]]+)""", reason)
    return core[1].strip() if core else reason
