"""The countdown that stands in a shell's prompt."""

from __future__ import annotations

from datetime import datetime

from countdown.core.countdown import Countdown
from countdown.view.text import cells, visible
from countdown.view.words import count

# A prompt is to leave room for what is typed behind it.
_WIDEST_NAME = 32


def prompt_text(countdown: Countdown) -> str:
    """`2 days  Supply chain expo`, a long name cut; of what is timed on its one day the clock, `today 09:30  Dentist`.

    It is right all day long: nothing in it depends on the hour.
    """
    start = countdown.start
    if isinstance(start, datetime) and countdown.length_days == 1 and countdown.days == 0:
        begins = f"today {start:%H:%M}"
    else:
        begins = count(countdown)
    return f"{begins}  {shortened(visible(countdown.name), _WIDEST_NAME)}"


def shortened(text: str, width: int) -> str:
    """`text` cut to `width` cells, an ellipsis at its end, if it is wider."""
    if cells(text) <= width:
        return text
    end = min(len(text), width)
    while end and cells(text[:end]) >= width:
        end -= 1
    while end < len(text) and cells(text[: end + 1]) == cells(text[:end]):
        end += 1  # marks belong to what they stand on
    return f"{text[:end].rstrip()}…"


def in_one_line(text: str) -> str:
    """`text` without anything that ends a line or separates columns, which a format may put there."""
    return visible(" ".join(text.replace("\t", " ").split("\n")))
