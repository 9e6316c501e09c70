"""Text from files is data: what would steer a terminal is made visible, and widths are told in cells."""

from __future__ import annotations

from countdown.controls import STEERING

_VISIBLE = {code: ascii(chr(code))[1:-1] for code in STEERING}
# What msgspec leaves as it is in JSON; the escapes mean the same to a reader of JSON.
_JSON_ESCAPES = {code: f"\\u{code:04x}" for code in STEERING if code >= 0x7F}

_SOFT_HYPHEN = "\u00ad"
_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_SKIN_COLOURS = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
# Vowels and final consonants of Korean syllables, which stand within the cells of the first consonant.
_JAMO_BEHIND = frozenset(map(chr, range(0x1160, 0x1200)))


def visible(text: str) -> str:
    r"""`text` with control and bidi-override characters as escapes, such as `\n` and `\u202e`."""
    return text.translate(_VISIBLE)


def visible_in_json(text: str) -> str:
    r"""JSON `text` with the steering characters that JSON allows unescaped as `\uXXXX`; its meaning is the same."""
    return text.translate(_JSON_ESCAPES)


def cells(text: str) -> int:
    """Columns that `text` takes in a terminal, near enough to pad with: wide characters are two, marks none.

    An emoji of several characters, joined or with a colour of skin, is one (Unicode Technical Standard 51).
    """
    if text.isascii():
        return len(text)
    total = last = 0
    joined = False
    for character in text:
        width = _cells_of(character)
        if character == _EMOJI_STYLE and last == 1:
            width = 1
            last = 2
        elif last == 2 and (joined or character in _SKIN_COLOURS):
            width = 0
        elif width:
            last = width
        joined = character == _JOINER
        total += width
    return total


def _cells_of(character: str) -> int:
    import unicodedata  # not needed where all is ASCII

    if character == _SOFT_HYPHEN:
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf") or character in _JAMO_BEHIND:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, width: int) -> str:
    """`text` with spaces up to `width` cells; never cut."""
    return text + " " * (width - cells(text))
