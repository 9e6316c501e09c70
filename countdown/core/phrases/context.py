"""What a phrase is read by."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from countdown.core.workdays import Workdays


class Context(msgspec.Struct, frozen=True):
    """Now, in the viewer's zone; how 11/12/2026 reads, if that is set; and which days are worked."""

    now: datetime
    date_order: str | None
    workdays: Workdays

    @property
    def today(self) -> date:
        """The viewer's date."""
        return self.now.date()
