"""Dates as people type them, for options and arguments."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

import click

from countdown.cli.session import Session
from countdown.core.dates import Moment
from countdown.core.phrases import PhraseError, When, parse_when


def read_when(session: Session, text: str, name: str, zone: tzinfo | None = None) -> When:
    """What `text`, given for the option `name`, means now, by the clocks of `zone`, else the viewer's.

    Raises a usage error that says what was not understood.
    """
    now = session.now.astimezone(zone) if zone else session.now
    try:
        return parse_when(text, now, session.config_file.config.date_order, session.workdays)
    except PhraseError as error:
        raise click.UsageError(f"{name}: {error}" if name else str(error)) from None


def read_moment(session: Session, text: str, name: str, zone: tzinfo | None = None) -> Moment:
    """As `read_when`, of what has one date or time and no end."""
    when = read_when(session, text, name, zone)
    if when.end is not None:
        raise click.UsageError(f"{name}: {text[:60]!r} names more than one date; write one such as 2026-11-26")
    return when.start


def read_date(session: Session, text: str, name: str) -> date:
    """As `read_moment`, of a date without a time."""
    moment = read_moment(session, text, name)
    if isinstance(moment, datetime):
        raise click.UsageError(f"{name}: {text[:60]!r} has a time; write a date such as {moment:%Y-%m-%d}")
    return moment
