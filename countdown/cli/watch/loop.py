"""A frame at each whole second, until someone asks for the end."""

from __future__ import annotations

import sys
from datetime import datetime

from countdown.cli.session import Session
from countdown.cli.watch.keys import Keys
from countdown.cli.watch.screen import Ended, Screen
from countdown.cli.watch.watched import Watched
from countdown.core.tick import to_next_second
from countdown.view.ticker import Row, frame

_SIGNAL = 128
_CODES = {"bold": "1", "dim": "2", "green": "32", "yellow": "33", "blue": "34"}
_LARGE, _PLAIN = "█", str.maketrans("█░…▸↑↓", "#-~>^v")
_STEPS = {"next": 1, "previous": -1}


def watch(watched: Watched, session: Session) -> int:
    """Show `watched` on the terminal; 0 once someone has quit, or 128 and the number of the signal that ended it."""
    keys = Keys()
    paused: datetime | None = None
    colored = session.colored
    encoding = sys.stdout.encoding
    translated = not _can_show(encoding)
    try:
        with Screen(sys.stdin.fileno(), sys.stdout.fileno(), encoding) as screen:
            while True:
                now = paused or session.moment().replace(microsecond=0)
                if paused is None:
                    watched.look(now)
                scene = watched.scene(now, paused=paused is not None)
                rows = [_text(row, colored) for row in frame(scene, *screen.size)]
                if translated:
                    rows = [row.translate(_PLAIN) for row in rows]
                screen.draw(rows, bell=paused is None and watched.rings(scene))
                typed = screen.wait(None if paused else to_next_second(session.moment()))
                for command in keys.feed(typed):
                    if command == "quit":
                        return 0
                    if command == "pause":
                        paused = now if paused is None else None
                    else:
                        watched.move(_STEPS[command])
    except Ended as end:
        return _SIGNAL + end.number


def _text(row: Row, colored: bool) -> str:
    """`row` as it is sent to a terminal."""
    text = "".join(_styled(text, style) if colored and style else text for text, style in row)
    return text.rstrip(" ")


def _styled(text: str, style: str) -> str:
    return f"\x1b[{';'.join(_CODES[word] for word in style.split())}m{text}\x1b[0m"


def _can_show(encoding: str) -> bool:
    """Whether text in `encoding` can have the blocks that large digits are made of."""
    try:
        _LARGE.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
