"""A countdown in words: how many days, and when."""

from __future__ import annotations

import re
from datetime import date, datetime

from countdown.core.countdown import Countdown
from countdown.core.dates import MONTHS, WEEKDAYS

# In what the days can be told, as `core.between` counts them.
UNITS = ("days", "weeks", "months")
# What a list can have headings for.
BY = ("tag", "month")
_DAY_MINUTES = 24 * 60
_SHORT_UNIT = re.compile(r" (day|week|month)s?\b")
_SHORT_UNITS = {"day": "d", "week": "w", "month": "mo"}
_WAITING_BAR = 10


def plural(number: int, unit: str) -> str:
    """`1 day`, `2 days`."""
    return f"{number} {unit}{'' if number == 1 else 's'}"


def count(countdown: Countdown, unit: str = "days") -> str:
    """The number of days: `2 days`, `day 2 of 5`, `today`, `now`, `D+98`, `98 days ago`.

    With `weeks` or `months` for `unit` these and the days over: `14 weeks 2 days`, `3 months 8 days ago`.
    """
    days = countdown.days
    if countdown.state == "ongoing":
        if countdown.length_days > 1:
            return f"day {countdown.day} of {countdown.length_days}"
        return "now" if countdown.timed else "today"
    if countdown.state == "upcoming":
        return amount(countdown, unit) if days else "today"
    if unit != "days" and days:
        return f"{amount(countdown, unit)} ago"
    if countdown.event.pin:
        return f"D+{-days}"
    return f"{plural(-days, 'day')} ago" if days else "earlier"


def short_count(countdown: Countdown, unit: str = "days") -> str:
    """`count` for narrow screens: `day 2/5`, `14w 2d`, `3mo 8d ago`."""
    if unit == "days" or countdown.state == "ongoing":
        return count(countdown).replace(" of ", "/")
    return _SHORT_UNIT.sub(lambda match: _SHORT_UNITS[match[1]], count(countdown, unit))


def amount(countdown: Countdown, unit: str) -> str:
    """How far its first day is from today, either way: `100 days`, `14 weeks 2 days`, `3 months 8 days`."""
    if unit == "days":
        return plural(abs(countdown.days), "day")
    from countdown.core.between import between  # days need no calendar

    first, last = sorted((countdown.now.date(), countdown.first_day))
    whole, rest = between(first, last, unit)
    parts = [plural(whole, unit.removesuffix("s"))] if whole else []
    return " ".join(parts + ([plural(rest, "day")] if rest or not whole else []))


def nearness(countdown: Countdown) -> str:
    """What helps beside the days: `tomorrow`, and for what begins or ends within a day `in 3 h 20 min`; else empty."""
    if countdown.state == "past":
        return ""
    ongoing = countdown.state == "ongoing"
    minutes = countdown.minutes_to_end if ongoing else countdown.minutes_to_start
    if minutes is not None and 0 < minutes <= _DAY_MINUTES:
        return f"{span(minutes)} left" if ongoing else f"in {span(minutes)}"
    return "tomorrow" if countdown.days == 1 else ""


def span(minutes: int) -> str:
    """`3 h 20 min`."""
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "")))


def when(countdown: Countdown) -> str:
    """The dates, as short as they are clear: `Thu 26 – Mon 30 Nov`, `Fri 25 Dec 09:30`, `18 Aug 2026` once past."""
    today = countdown.now.date()
    first, last = countdown.first_day, countdown.last_day
    if countdown.state == "past":
        return f"{first.day} {MONTHS[first.month - 1][:3]} {first.year}"
    begins, ends = _clock(countdown.start), _clock(countdown.end)
    if first == last:
        until = f"–{ends}" if ends != begins else ""
        return f"{short_date(first, today)}{begins and ' '}{begins}{until}"
    begins, ends = (f" {clock}" if clock else "" for clock in (begins, ends))
    if not begins and first.year == last.year and first.month == last.month:
        head = f"{WEEKDAYS[first.weekday()][:3]} {first.day}"
    else:
        head = short_date(first, last if first.year == last.year else today)
    return f"{head}{begins} – {short_date(last, today)}{ends}"


def short_when(countdown: Countdown) -> str:
    """`when` for narrow screens: the first day alone, without its weekday, `26 Nov`; the time of what is today, `09:30`."""
    today, first = countdown.now.date(), countdown.first_day
    if first == today and countdown.timed and countdown.state != "past":
        return _clock(countdown.start)
    year = "" if first.year == today.year else f" {first.year}"
    return f"{first.day} {MONTHS[first.month - 1][:3]}{year}"


def _clock(moment: date) -> str:
    if not isinstance(moment, datetime):
        return ""
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def short_date(day: date, today: date) -> str:
    """`Thu 26 Nov`, and the year if it is not that of `today`."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}{year}"


def long_date(moment: date) -> str:
    """`Thursday 26 November 2026`, and the time of a datetime."""
    clock = _clock(moment)
    day = f"{WEEKDAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    return f"{day} {clock}" if clock else day


def weeks_and_days(days: int) -> str:
    """`14 weeks and 2 days`."""
    weeks, rest = divmod(days, 7)
    parts = [plural(weeks, "week")] if weeks else []
    return " and ".join(parts + ([plural(rest, "day")] if rest or not weeks else []))


def bar(fraction: float, width: int) -> str:
    """A bar of `width` cells, `fraction` of it full."""
    full = min(width, max(0, round(fraction * width)))
    return "█" * full + "░" * (width - full)


def day_bar(countdown: Countdown) -> str:
    """The days of an ongoing multi-day event as a small bar, `██░░░` on day 2 of 5; else empty."""
    if countdown.day is None or countdown.length_days == 1:
        return ""
    return bar(countdown.day / countdown.length_days, min(10, countdown.length_days))


def small_bar(countdown: Countdown) -> str:
    """`day_bar`, or of what is to come how much of the waiting from `since` is over; else empty."""
    progress = countdown.progress
    if countdown.state != "upcoming" or progress is None:
        return day_bar(countdown)
    # Rounded down, so that a full one means that the waiting is over.
    return bar(int(progress * _WAITING_BAR) / _WAITING_BAR, _WAITING_BAR)
