"""How far it is to an event or a date, in one line."""

from __future__ import annotations

from datetime import date

from countdown.core.between import Distance
from countdown.core.countdown import Countdown
from countdown.view.text import visible
from countdown.view.words import count, long_date, nearness, plural

_NOUNS = {"days": "day", "weeks": "week", "months": "month", "workdays": "working day"}


def distance_line(
    target: Countdown | date, distance: Distance, unit: str, today: date, *, since: date | None, inclusive: bool
) -> str:
    """`31 days until Friday 25 December 2026`, or `6 days since …` once past.

    `since` is told as the date that was counted from, if it is not today; `inclusive` that both ends were counted.
    """
    if isinstance(target, Countdown):
        day, name = target.first_day, f"{visible(target.name)}, "
        if target.day is not None and since is None and unit == "days" and not inclusive:
            return f"{count(target)}: {name}until {long_date(target.end)}"
    else:
        day, name = target, ""
    start = "" if since is None else f" from {long_date(since)}"
    over = day < today or (day == today and since is None and _is_over(target))
    direction = "until" if not over else "back to" if since else "since"
    counted = ", both ends counted" if inclusive else ""
    return f"{_amount(distance, unit)}{start} {direction} {name}{long_date(day)}{_near(target, day, today, since)}{counted}"


def _amount(distance: Distance, unit: str) -> str:
    parts = [plural(abs(distance.whole), _NOUNS[unit])]
    if distance.days_over:
        parts = parts if distance.whole else []
        parts.append(plural(abs(distance.days_over), "day"))
    return " and ".join(parts)


def _is_over(target: Countdown | date) -> bool:
    return isinstance(target, Countdown) and target.state == "past"


def _near(target: Countdown | date, day: date, today: date, since: date | None) -> str:
    if since is not None:
        return ""
    near = nearness(target) if isinstance(target, Countdown) else ""
    names = {0: "earlier today" if _is_over(target) else "today", 1: "tomorrow", -1: "yesterday"}
    near = near or names.get(day.toordinal() - today.toordinal(), "")
    return f" ({near})" if near else ""
