"""Colours for how near an event is: beside the number and the words, never instead of them."""

from __future__ import annotations

from typing import NamedTuple

from countdown.core.countdown import Countdown

_SOON = 7


class Style(NamedTuple):
    """A colour of a terminal's eight, if any, and the weight."""

    colour: str | None = None
    bold: bool = False
    dim: bool = False

    @property
    def words(self) -> str:
        """As Rich names it: `bold red`."""
        return " ".join(filter(None, ("bold" if self.bold else "", "dim" if self.dim else "", self.colour)))


# Of the eight these two can be read on black and on white, and told apart whatever colours an eye confuses; green,
# yellow and cyan pale on white, blue sinks into black.
_NOW, _NEAR = Style("red", bold=True), Style("magenta", bold=True)
_LATER, _OVER = Style(bold=True), Style(dim=True)


def nearness_style(countdown: Countdown) -> Style:
    """How the days of `countdown` look."""
    if countdown.state == "past":
        return _LATER if countdown.event.pin else _OVER
    if countdown.state == "ongoing" or countdown.days <= 1:
        return _NOW
    return _NEAR if countdown.days <= _SOON else _LATER
