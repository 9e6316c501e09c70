"""`countdown until`."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click

from countdown.cli.options import global_options, pass_session
from countdown.cli.session import Session
from countdown.cli.when import read_moment
from countdown.core.between import UNITS, between
from countdown.core.countdown import Countdown
from countdown.core.dates import Moment, date_of
from countdown.core.event import Event
from countdown.core.phrases import PhraseError, parse_when
from countdown.core.selection import find_event, matching
from countdown.core.zones import in_zone
from countdown.errors import CountdownError
from countdown.view.distance import distance_line
from countdown.view.words import long_date


@click.command("until")
@click.argument("words", nargs=-1, required=True, metavar="EVENT-or-WHEN")
@click.option("--number", is_flag=True, help="Print the number alone; negative once past.")
@click.option("--unit", type=click.Choice(UNITS), default="days", help="What to count; days by default.")
@click.option("--inclusive", is_flag=True, help="Count both ends.")
@click.option("--from", "from_", metavar="WHEN", help="Count from there, not from today.")
@global_options
@pass_session
def command(
    session: Session, /, words: tuple[str, ...], *, number: bool, unit: str, inclusive: bool, from_: str | None
) -> None:
    """How long it is until an event or a date.

    Quotes around a date of several words are optional.

    \b
    countdown until expo
    countdown until 25 december --unit weeks
    countdown until end of month --unit workdays --number
    """
    today = session.now.date() if from_ is None else _day(session, read_moment(session, from_, "--from"))
    target = _target(session, " ".join(words).strip())
    day = target.first_day if isinstance(target, Countdown) else target
    try:
        distance = between(today, day, unit, inclusive=inclusive, workdays=session.workdays)
    except OverflowError:
        raise CountdownError(f"{long_date(max(today, day))} is the last day, and cannot be counted as well") from None
    if number:
        session.print_lines([str(distance.whole)])
    else:
        since = None if from_ is None else today
        session.print_lines([distance_line(target, distance, unit, today, since=since, inclusive=inclusive)])


def _target(session: Session, text: str) -> Countdown | date:
    """The event that `text` names, else the date that it means; an event wins, and says so where both fit."""
    events = matching(session.events, text)
    try:
        order = session.config_file.config.date_order
        day = _day(session, parse_when(text, session.now, order, session.workdays).start)
    except PhraseError as error:
        return session.see(_event(session, events, text, error))
    if len(events) != 1:
        return day
    sentence = f"{text[:60]!r} is taken for the event {events[0].id}, not for {long_date(day)}"
    session.warn(CountdownError(sentence, place="countdown"))
    return session.see(events[0])


def _event(session: Session, events: list[Event], text: str, no_date: PhraseError) -> Event:
    try:
        return find_event(session.events, text)
    except CountdownError as error:
        if events:
            raise  # there are several
        mend = error.mend if error.mend.startswith("did you mean") else no_date.mend
        raise CountdownError(f"{no_date.sentence}, and no event is called that", mend=mend) from None


def _day(session: Session, moment: Moment) -> date:
    """The date of `moment` by the viewer's clock."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        moment = in_zone(moment, session.now.tzinfo or UTC)
    return date_of(moment)
