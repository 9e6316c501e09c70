"""Working days, as the config has them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from countdown.cli.session import Session
from countdown.core.workdays import SpecialDays, Workdays, no_special_days
from countdown.errors import CountdownError


def workdays(session: Session) -> Workdays:
    """Which days are worked; the holidays of a year are looked up when it is first asked for."""
    config = session.config_file.config
    return Workdays(config.weekend_days, no_special_days if config.holidays is None else _Holidays(session).of_year)


class _Holidays:
    """The holidays of the config's country."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_year(self, year: int) -> SpecialDays:
        return self._of_country(year)

    @cached_property
    def _of_country(self) -> Callable[[int], SpecialDays]:
        """None, after a warning, where they cannot be told."""
        from countdown.store.public_holidays import special_days

        file = self._session.config_file
        try:
            return special_days(file.config.holidays or "")
        except CountdownError as error:
            sentence = f"{error.sentence}, so working days leave out weekends alone"
            self._session.warn(CountdownError(sentence, place=file.place("holidays"), mend=error.mend))
            return no_special_days
