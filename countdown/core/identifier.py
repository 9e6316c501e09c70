"""The id that a new event gets from its name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import count

_LONGEST = 40
# So much of a name is looked through for them.
_READ = 1000
_NAMELESS = "event"
# The apostrophe of "programmer's day".
_GENITIVE = re.compile(r"(?<=\w)['’](?=s\b)")
# They choose the look of the letter or emoji before, and are marks by their category.
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def identifier(name: str, taken: Container[str] = ()) -> str:
    """An id made of `name`: lower-case letters (of any script), digits and hyphens, with -2, -3 … if it is `taken`."""
    text = _GENITIVE.sub("", unicodedata.normalize("NFC", name.replace("{years}", "")).lower())
    base = "-".join(_words(text[:_READ]))[:_LONGEST].strip("-") or _NAMELESS
    if base not in taken:
        return base
    return next(found for number in count(2) if (found := f"{base}-{number}") not in taken)


def _words(text: str) -> list[str]:
    """The letters and digits of `text` that stand together, with the marks that many scripts write vowels with."""
    words = [""]
    for letter in text:
        category = unicodedata.category(letter)
        if category[0] == "L" or letter.isdecimal():
            words[-1] += letter
        elif category in ("Mn", "Mc") and not _VARIATION_SELECTORS.match(letter):
            words[-1] += letter if words[-1] else ""  # a mark alone could not be seen
        elif category[0] != "M" and words[-1]:
            words.append("")
    return [word for word in words if word]
