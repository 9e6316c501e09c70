"""The public holidays of a country, and the weekends that it works for them, from the library holidays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from countdown.core.workdays import SpecialDays
from countdown.errors import CountdownError

_FORMS = "write for instance CN, DE-BY or US-CA"


class Region(NamedTuple):
    """A country, by its ISO 3166 code, or a part of it."""

    country: str
    part: str | None = None


def special_days(code: str) -> Callable[[int], SpecialDays]:
    """What gives the special days of each year in the region that `code` names: `CN`, `DE-BY`.

    Raises CountdownError as `find_region` does.
    """
    region = find_region(code)
    of_country = _library().country_holidays
    known = of_country(*region)

    @cache
    def of_year(year: int) -> SpecialDays:
        if not known.start_year <= year <= known.end_year:
            return SpecialDays()
        found = of_country(*region, years=year, expand=False)
        # The library holds those of several years together.
        worked = frozenset(day for day in found.weekend_workdays if day.year == year)
        return SpecialDays(frozenset(found), worked)

    return of_year


def find_region(code: str) -> Region:
    """The region that `code` names, in capitals or not.

    Raises CountdownError if there is none such, or if the library is not installed.
    """
    library = _library()
    country, dash, part = (word.strip() for word in code.partition("-"))
    country = country.upper()
    countries = library.list_supported_countries(include_aliases=True)
    if country not in countries:
        names = {name.upper(): names[1] for names in library.registry.COUNTRIES.values() for name in names}
        raise CountdownError(f"{code[:60]!r} is not a country that has holidays here", mend=_nearest(country, names))
    if not dash:
        return Region(country)
    codes = [*countries[country], *library.country_holidays(country).subdivisions_aliases]
    parts = {name.upper(): name for name in codes}
    if part.upper() not in parts:
        mend = _nearest(part.upper(), {name: f"{country}-{known}" for name, known in parts.items()})
        raise CountdownError(f"{code[:60]!r} is not a part of {country} that has holidays of its own", mend=mend)
    return Region(country, parts[part.upper()])


def _nearest(word: str, known: Mapping[str, str]) -> str:
    """The mend that names what the nearest of `known` stands for."""
    from difflib import get_close_matches

    close = get_close_matches(word[:60], known, n=1, cutoff=0.75)
    return f"did you mean {known[close[0]]!r}?" if close else _FORMS


def _library() -> Any:
    try:
        import holidays
    except ImportError:
        sentence = "the library that knows holidays is not installed"
        raise CountdownError(sentence, mend="install countdown-events[holidays]") from None
    return holidays
