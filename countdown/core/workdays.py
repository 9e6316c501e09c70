"""Working days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

SATURDAY_AND_SUNDAY = (5, 6)


def workdays(today: date, day: date, weekend: Collection[int] = SATURDAY_AND_SUNDAY) -> int:
    """Working days from `today`, included, to `day`, not included; negative if `day` is before today.

    `weekend` holds the weekdays (0 is Monday) on which nobody works.
    """
    if day < today:
        return -workdays(day, today, weekend)
    weeks, rest = divmod(day.toordinal() - today.toordinal(), 7)
    partial = sum((today.weekday() + offset) % 7 not in weekend for offset in range(rest))
    return weeks * (7 - len(set(weekend))) + partial
