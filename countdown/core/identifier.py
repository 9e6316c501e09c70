"""The id that a new event gets from its name."""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from itertools import count

_LONGEST = 40
_NAMELESS = "event"


def identifier(name: str, taken: Container[str] = ()) -> str:
    """An id made of `name`: lower-case letters (of any script), digits and hyphens, with -2, -3 … if it is `taken`."""
    text = unicodedata.normalize("NFC", name.replace("{years}", "")).lower()
    words = "".join(letter if _is_part_of_a_word(letter) else " " for letter in text).split()
    base = "-".join(words)[:_LONGEST].strip("-") or _NAMELESS
    if base not in taken:
        return base
    return next(found for number in count(2) if (found := f"{base}-{number}") not in taken)


def _is_part_of_a_word(letter: str) -> bool:
    """Letters, the marks that many scripts write vowels with, and digits."""
    return unicodedata.category(letter)[0] in "LM" or letter.isdecimal()
