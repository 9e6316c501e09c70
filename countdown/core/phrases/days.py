"""Days as a phrase names them without a calendar: from today, by weekday, by their place in a month or year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import MAXYEAR, date, timedelta

import msgspec

from countdown.core.dates import MONTHS, WEEKDAYS, add_months, month_length
from countdown.core.phrases.error import PhraseError
from countdown.core.phrases.words import MONTH_NUMBERS, ORDINALS, SUFFIXES, WEEKDAY_NUMBERS

GAP = 9  # years, at most, from one 29 February to the next, and one more


class Weekly(msgspec.Struct, frozen=True):
    """A weekday, 0 for Monday, of no week in particular."""

    weekday: int

    def on_or_after(self, day: date) -> date:
        """The first such day from `day` on."""
        return day + timedelta(days=(self.weekday - day.weekday()) % 7)


class Yearly(msgspec.Struct, frozen=True):
    """A day of `month` of no year in particular: `in_year` gives it, or None where a year has none.

    `weekday` is that which the phrase says it is, to be checked; `lacking` is what a year's month may lack
    so that the phrase is refused rather than a later year taken.
    """

    month: int
    in_year: Callable[[int], date | None]
    weekday: int | None = None
    lacking: str = ""

    def on_or_after(self, day: date) -> date:
        """The first such day from `day` on."""
        for year in range(day.year + (self.month < day.month), min(day.year + GAP, MAXYEAR + 1)):
            found = self.found_in(year)
            if found is not None and found >= day:
                return found
        raise OverflowError("no such day is left in the calendar")

    def on_or_before(self, day: date) -> date | None:
        """The last such day up to `day`, if there is one within the years that matter."""
        years = range(day.year, max(day.year - GAP, 0), -1)
        return next((found for year in years if (found := self.in_year(year)) and found <= day), None)

    def found_in(self, year: int) -> date | None:
        """The day in `year`; refused if `lacking` says so, None if another year may have it."""
        found = self.in_year(year)
        if found is None and self.lacking:
            raise PhraseError(
                f"{MONTHS[self.month - 1]} {year} has no {self.lacking}",
                "write for instance 'last monday of january' or '2027-01-25'",
            )
        return found

    def checked(self, day: date) -> date:
        """`day`, once it is the weekday that the phrase says."""
        return day if self.weekday is None else check_weekday(day, self.weekday)


Day = date | Weekly | Yearly


def check_weekday(day: date, weekday: int) -> date:
    """`day` if it is that `weekday`, 0 for Monday; raises PhraseError with its real one if not."""
    if day.weekday() != weekday:
        raise PhraseError(
            f"{day} is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[weekday]}",
            f"write '{WEEKDAYS[day.weekday()]} {day}' or '{day}'",
        )
    return day


def day_from_today(words: list[str], today: date) -> date | None:
    """Today and the two days around it."""
    match words:
        case ["today"]:
            return today
        case ["tomorrow"]:
            return today + timedelta(days=1)
        case ["yesterday"]:
            return today - timedelta(days=1)
        case ["day", "after", "tomorrow"]:
            return today + timedelta(days=2)
        case ["day", "before", "yesterday"]:
            return today - timedelta(days=2)
    return None


def weekday_from_today(words: list[str], today: date) -> date | Weekly | None:
    """`friday` is today or the coming one, `next friday` the first after today, `last friday` the latest before it."""
    match words:
        case [name] | ["this", name] if name in WEEKDAY_NUMBERS:
            return Weekly(WEEKDAY_NUMBERS[name])
        case ["next", name] if name in WEEKDAY_NUMBERS:
            return Weekly(WEEKDAY_NUMBERS[name]).on_or_after(today + timedelta(days=1))
        case ["last", name] if name in WEEKDAY_NUMBERS:
            return Weekly(WEEKDAY_NUMBERS[name]).on_or_after(today - timedelta(days=7))
    return None


class Period(msgspec.Struct, frozen=True):
    """A month, or with `month` None a year; with `year` None the next one. `bare` is `month` or `year` alone."""

    year: int | None
    month: int | None
    bare: bool = False

    def days(self, year: int) -> tuple[date, date]:
        """Its first and last day, in `year`."""
        first, last = self.month or 1, self.month or 12
        return date(year, first, 1), date(year, last, month_length(year, last))


def day_of_period(words: list[str], today: date) -> date | Yearly | None:
    """`end of month`, `first monday of january`, `last day of february 2028`, `15th of next month`."""
    found = _place(words)
    if found is None:
        return None
    place, weekday, rest = found
    period = period_of(rest[1:] if rest[:1] == ["the"] else rest, today)
    if period is None:
        return None
    if period.bare and (place, weekday) != (-1, None):
        unit = rest[-1]
        raise PhraseError(
            f"which {unit} is meant is not clear", f"write 'start of next {unit}' or 'end of this {unit}'"
        )
    return _placed(period, place, weekday)


def _place(words: list[str]) -> tuple[int, int | None, list[str]] | None:
    """The place in a period, -1 for the last; of which weekday, or None for any day; and the period's words."""
    match words:
        case ["end", "of", *period]:
            return -1, None, period
        case ["start" | "beginning", "of", *period]:
            return 1, None, period
        case [word, *rest] if word in ORDINALS:
            place, in_digits = ORDINALS[word], False
        case [digits, suffix, *rest] if digits.isdecimal() and suffix in SUFFIXES:
            place, in_digits = int(digits), True
        case _:
            return None
    match rest:
        case [kind, "of", *period] if kind == "day" or kind in WEEKDAY_NUMBERS:
            return place, WEEKDAY_NUMBERS.get(kind), period
        # `26th of november` is a date with a month's name.
        case ["of", *period] if place > 0 and not (in_digits and set(period) & set(MONTH_NUMBERS)):
            return place, None, period
    return None


def _placed(period: Period, place: int, weekday: int | None) -> date | Yearly:
    lacking = f"{place}{_suffix(place)} {'day' if weekday is None else WEEKDAYS[weekday]}"
    if period.year is None:
        assert period.month is not None
        return Yearly(period.month, lambda year: _nth(*period.days(year), place, weekday), None, lacking)
    found = _nth(*period.days(period.year), place, weekday)
    if found is None:
        name = f"{MONTHS[period.month - 1]} {period.year}" if period.month else str(period.year)
        raise PhraseError(f"{name} has no {lacking}", "write for instance 'last monday of january' or '2027-01-25'")
    return found


def _suffix(place: int) -> str:
    return "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")


def _nth(first: date, last: date, place: int, weekday: int | None) -> date | None:
    """The day, or the `weekday`, at `place` from `first` to `last`, the last one for -1; None if they have fewer."""
    step = 1 if weekday is None else 7
    if place < 0:
        return last if weekday is None else Weekly(weekday).on_or_after(last - timedelta(days=6))
    start = first if weekday is None else Weekly(weekday).on_or_after(first)
    days = (place - 1) * step
    return start + timedelta(days=days) if 0 <= days <= (last - start).days else None


def period_of(words: list[str], today: date) -> Period | None:
    """The month or year that `words` name, all of them; None if they name none."""
    match words:
        case [*_, "week" | "weeks"]:
            raise PhraseError(
                "weeks begin and end on different days in different places",
                "write for instance 'sunday' or 'next monday'",
            )
        case ["month" | "year" as unit]:
            return _shifted(unit, 0, today, bare=True)
        case ["this" | "next" | "last" as which, "month" | "year" as unit]:
            return _shifted(unit, {"this": 0, "next": 1, "last": -1}[which], today)
        case [name] if name in MONTH_NUMBERS:
            return Period(None, MONTH_NUMBERS[name])
        case [name, year] if name in MONTH_NUMBERS and _is_year(year):
            return Period(int(year), MONTH_NUMBERS[name])
        case [year] if _is_year(year):
            return Period(int(year), None)
    return None


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word != "0000"


def _shifted(unit: str, steps: int, today: date, *, bare: bool = False) -> Period:
    there = add_months(today, steps * (12 if unit == "year" else 1))
    return Period(there.year, there.month if unit == "month" else None, bare)
