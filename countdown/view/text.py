"""Text from files is data: what would steer a terminal is made visible, and widths are told in cells."""

from __future__ import annotations

# Controls (C0, DEL, C1), line separators, and the characters that turn the direction of text around
# (Unicode Standard Annex 9): embeddings, overrides and isolates.
_STEERING = (
    *range(0x20),
    *range(0x7F, 0xA0),
    0x2028,
    0x2029,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
)
_VISIBLE = {code: ascii(chr(code))[1:-1] for code in _STEERING}
# What msgspec leaves as it is in JSON; the escapes mean the same to a reader of JSON.
_JSON_ESCAPES = {code: f"\\u{code:04x}" for code in _STEERING if code >= 0x7F}


def visible(text: str) -> str:
    r"""`text` with control and bidi-override characters as escapes, such as `\n` and `\u202e`."""
    return text.translate(_VISIBLE)


def visible_in_json(text: str) -> str:
    r"""JSON `text` with the steering characters that JSON allows unescaped as `\uXXXX`; its meaning is the same."""
    return text.translate(_JSON_ESCAPES)


def cells(text: str) -> int:
    """Columns that `text` takes in a terminal, near enough to pad with: wide characters are two, marks none."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    import unicodedata  # not needed where all is ASCII

    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, width: int) -> str:
    """`text` with spaces up to `width` cells; never cut."""
    return text + " " * (width - cells(text))
