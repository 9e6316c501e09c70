"""Why a message was not taken, from this code and from the logs of the libraries."""

from __future__ import annotations

import logging

EXTRA = "install countdown-events[notify]"


class RefusedError(Exception):
    """Why it was not done, and what to do about it. It may hold anything that a library said, secrets included."""

    def __init__(self, sentence: str, mend: str = "") -> None:
        super().__init__(sentence)
        self.mend = mend


class Log(logging.Handler):
    """What the library `name` logs: as text, what failed last and why."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._what = self._why = ""
        logger = logging.getLogger(name)
        logger.addHandler(self)
        logger.setLevel(logging.DEBUG)
        logger.propagate = False

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what `record` tells of a failure."""
        text = record.getMessage()
        if record.levelno >= logging.WARNING:
            self._what = text.rstrip(". ")
            if record.exc_info and record.exc_info[1]:
                self._why = str(record.exc_info[1]) or type(record.exc_info[1]).__name__
        elif text.startswith("Socket Exception: "):  # Apprise's reason, which it keeps below its warnings
            self._why = text.partition(": ")[2]

    def __str__(self) -> str:
        return ": ".join(text for text in (self._what, self._why) if text)
