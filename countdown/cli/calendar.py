"""`countdown calendar`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from countdown.cli.options import global_options, pass_session, tag_option
from countdown.cli.session import Session
from countdown.core.agenda import Filter
from countdown.core.countdown import Countdown
from countdown.core.dates import add_months, month_length
from countdown.core.phrases import PhraseError
from countdown.core.phrases.months import FORMS, Months, read_months
from countdown.core.within import MOST_A_DAY, within

_MOST_MONTHS = 120


@click.command("calendar")
@click.argument("words", nargs=-1, metavar="[MONTH] [TEXT]")
@tag_option
@click.option("-n", "number", type=click.IntRange(1, _MOST_MONTHS), metavar="N", help="N months from there on.")
@click.option("-y", "--year", is_flag=True, help="The whole year of that month.")
@click.option("-w", "--weeks", is_flag=True, help="Tell the weeks' numbers (ISO 8601).")
@click.option("--events", "most", type=click.IntRange(min=0), metavar="N", help="List at most N a month; 0: all.")
@global_options
@pass_session
def command(
    session: Session, /, words: tuple[str, ...], *, tags: tuple[str, ...], number: int | None, year: bool, weeks: bool,
    most: int | None,
) -> None:  # fmt: skip
    """Months with their events, each time that they happen.

    MONTH is 2026-12, december, december 2027, next month, or a year such as 2026; this month if it is left out. A
    month without a year is the next such one, this month included. With TEXT only events whose name or tags hold it.

    Days with events are underlined, those of one event of several days by one line. Without colours, as in a pipe,
    ** stands below the day of an event, ===== below those of a long one, and today is [24].

    \b
    countdown calendar
    countdown calendar december 2027 --weeks
    countdown calendar 2026 work
    countdown calendar -n 3
    """
    if number is not None and year:
        raise click.UsageError("-n and --year exclude each other")
    chosen = _months(session, words)
    first, wanted = (chosen.first.replace(month=1), 12) if year else (chosen.first, number or chosen.number)
    months = [add_months(first, at) for at in range(min(wanted, _months_left(first)))]
    countdowns = _countdowns(session, months, Filter(text=" ".join(chosen.rest), tags=tags, all=True))
    _print(session, months, countdowns, weeks=weeks, most=most)


def _print(
    session: Session, months: Sequence[date], countdowns: Sequence[Countdown], *, weeks: bool, most: int | None
) -> None:
    from countdown.cli.terminal import console
    from countdown.view.month import Style
    from countdown.view.month_page import Screen, page

    config, console_ = session.config_file.config, console(session)
    style = Style(config.first_weekday, config.weekend_days, weeks, session.colored)
    screen = Screen(console_.width, console_.height) if session.on_terminal else None
    lines = page(months, countdowns, session.now.date(), style, screen=screen, most=most)
    if session.colored:
        for line in lines:
            console_.print(line, no_wrap=True, crop=screen is not None)
    else:
        session.print_lines([line.plain.rstrip() for line in lines])


def _months(session: Session, words: Sequence[str]) -> Months:
    """The months that `words` name, and the text that events are to hold; a usage error if they are neither."""
    split = " ".join(words).split()
    today = session.now.date()
    try:
        found = read_months(split, today)
    except PhraseError as error:
        raise click.UsageError(str(error)) from None
    if found is not None:
        return found
    text = " ".join(split).casefold()
    if split and not any(text in name.casefold() for event in session.events for name in (event.name, *event.tags)):
        shown = repr(text if len(text) <= 60 else text[:59] + "…")
        raise click.UsageError(f"{shown} is not a month, and no event's name or tags hold it; {FORMS}")
    return Months(today.replace(day=1), 1, split)


def _months_left(first: date) -> int:
    """How many months the calendar has from `first` on."""
    return (date.max.year - first.year) * 12 + 13 - first.month


def _countdowns(session: Session, months: Sequence[date], chosen: Filter) -> list[Countdown]:
    """The occurrences in `months`, by date, that are `chosen`; after a warning for each event that has too many."""
    last = months[-1].replace(day=month_length(months[-1].year, months[-1].month))
    found: list[Countdown] = []
    for event in session.events:
        seen, more = within(event, months[0], last, session.now)
        kept = chosen.select(seen, session.now.date())
        if kept and more:
            sentence = f"it happens more often than can be shown; {MOST_A_DAY} times a day are"
            session.warn(session.file_of(event).warning(event, "repeat", sentence))
        found += kept
    return found
