"""The characters that steer a terminal, a mail's header or the direction of text, and so are never passed on as data."""

from __future__ import annotations

# Controls (C0, DEL, C1), line separators, and the embeddings, overrides and isolates of text that runs the other way
# (Unicode Standard Annex 9).
STEERING = (
    *range(0x20),
    *range(0x7F, 0xA0),
    0x2028,
    0x2029,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
)
