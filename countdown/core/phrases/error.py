"""The refusal of a phrase: what was not understood, and what to write instead."""

from __future__ import annotations

FORMS = "write for instance 'Nov 26' or '2026-11-26 09:30'"
_LONGEST_SHOWN = 40


class PhraseError(ValueError):
    """A phrase that is not read: `sentence` says what was not understood, `mend` shows two forms that work."""

    def __init__(self, sentence: str, mend: str = FORMS) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.sentence}; {self.mend}"

    def about(self, phrase: str) -> PhraseError:
        """The same with the whole `phrase` before it, unless it is about the whole phrase already."""
        if not phrase:
            return self
        whole = shown(phrase)
        if self.sentence.lower().startswith(whole.lower()):
            return PhraseError(whole + self.sentence[len(whole) :], self.mend)
        return PhraseError(f"{whole}: {self.sentence}", self.mend)


def shown(text: str) -> str:
    """`text` in quotes for a message: one line, shortened."""
    return repr(text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…")


def quoted(words: list[str]) -> str:
    """`words` as they were typed, more or less, in quotes for a message."""
    text = ""
    for word in words:
        glued = (
            text in ("", "+", "-") or word in (",", ".") or (word in ("st", "nd", "rd", "th") and text[-1].isdigit())
        )
        text += word if glued else f" {word}"
    return shown(text)
