"""What a user's config says of how leads come due."""

from __future__ import annotations

from datetime import time

import msgspec

from countdown.core.workdays import WEEKENDS_OFF, Workdays


class Preferences(msgspec.Struct, frozen=True):
    """The time of day at which leads of days come due if they have none of their own, and which days are worked."""

    remind_at: time = time()
    workdays: Workdays = WEEKENDS_OFF
