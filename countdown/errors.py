"""The one error of the program: a sentence, the place it speaks of, and the mend."""

from __future__ import annotations


class CountdownError(Exception):
    """Something that could not be done, or a warning about something that was left out.

    `sentence` says what is wrong, `place` where (`events.toml:12: events.expo.end`), `mend` what to do
    about it. Its text is the one line that a user reads.
    """

    def __init__(self, sentence: str, *, place: str = "", mend: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.place = place
        self.mend = mend

    def __str__(self) -> str:
        head = f"{self.place}: " if self.place else ""
        tail = f"; {self.mend}" if self.mend else ""
        return f"{head}{self.sentence}{tail}"


class FieldError(ValueError):
    """A field's value that makes no sense; whoever knows the file adds the place.

    A `ValueError`, because that is what msgspec carries out of a struct's `__post_init__`.
    """

    def __init__(self, field: str, sentence: str, mend: str = "") -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence
        self.mend = mend
