"""What new events of a vdir, and their files, are called."""

from __future__ import annotations

import hashlib
import re
import uuid

_SAFE_UID = re.compile(r"[A-Za-z0-9_+@-][A-Za-z0-9_.+@-]{0,119}")


def new_uid(clock: float) -> str:
    """A UID for a new event, made at `clock`, seconds since 1970: of two events the later one's is the greater.

    So of several events with one name those that are there keep their ids. (UUID version 7, RFC 9562 §5.7)
    """
    number = (int(clock * 1000) & (1 << 48) - 1) << 80 | uuid.uuid4().int & (1 << 80) - 1
    number = number & ~(0xF000 << 64) | 7 << 76
    return str(uuid.UUID(int=number & ~(0xC000 << 48) | 0x8000 << 48))


def file_name(uid: str) -> str:
    """A name for the file of the event `uid`: that, if it is safe in any file system, else a hash of it."""
    safe = _SAFE_UID.fullmatch(uid) is not None
    return f"{uid if safe else hashlib.sha256(uid.encode()).hexdigest()}.ics"
