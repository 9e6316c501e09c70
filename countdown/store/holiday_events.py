"""A country's holidays as events, from the library holidays."""

from __future__ import annotations

from datetime import date, timedelta

from countdown.core.event import Event
from countdown.core.instances import Instances, Override
from countdown.store.public_holidays import find_region

_DAY = timedelta(days=1)
# From the year before on, since what began in December may last.
_YEARS_BEFORE, _YEARS_AFTER = 1, 4


def holiday_events(code: str, shown: str, year: int) -> list[Event]:
    """An event for each holiday of the region `code`, with its days of the years around `year`, without ids.

    Days of the same name that follow each other are one occurrence. Raises CountdownError if there is no such region.
    """
    region = find_region(code)
    from holidays import country_holidays

    # Names are in the country's own language: by the locale they would be others for cron than in a terminal.
    language = country_holidays(*region).default_language
    years = range(year - _YEARS_BEFORE, year + _YEARS_AFTER)
    found = country_holidays(*region, years=years, expand=False, language=language)
    days: dict[str, list[date]] = {}
    for day in sorted(found):
        for name in found.get_list(day):
            days.setdefault(name, []).append(day)
    return [_event(name, _spans(of_name), shown) for name, of_name in days.items()]


def _event(name: str, spans: list[tuple[date, date]], shown: str) -> Event:
    (start, end), *later = spans
    overrides = tuple(Override(original=first, start=first, end=last) for first, last in later)
    return Event(
        id="", file=shown, name=name, start=start, end=end, uid=f"{name}@{shown}", remind=(),
        instances=Instances(overrides=overrides) if overrides else None,
    )  # fmt: skip


def _spans(days: list[date]) -> list[tuple[date, date]]:
    """The first and last of days that follow each other."""
    spans: list[tuple[date, date]] = []
    for day in days:
        if spans and day - spans[-1][1] == _DAY:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans
