"""Reminders on standard output: one after the other, as a terminal or a pipe has them, or all of them as JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from countdown.cli.session import Session
from countdown.core.reminders import Reminder

Take = Callable[[Sequence[Reminder]], None]


def print_all(session: Session, reminders: Sequence[Reminder], as_json: bool) -> None:
    """Print `reminders`, missed ones last."""
    (begin_json if as_json else begin_lines)(session, reminders)(reminders)


def begin_json(session: Session, _: Sequence[Reminder]) -> Take:
    """What prints all reminders that it is given, none too, as one object."""

    def take(reminders: Sequence[Reminder]) -> None:
        from countdown.view.json import remind_json

        session.print_lines([remind_json(reminders, session.now)])

    return take


def begin_lines(session: Session, reminders: Sequence[Reminder]) -> Take:
    """What prints some of `reminders`, missed ones last, which then stand under each other in columns."""
    from countdown.view.reminders import AWAY

    prints = (_for_terminal if session.on_terminal else _for_pipe)(session, reminders)
    printed = dict(zip(map(id, reminders), prints, strict=True))
    first_missed = next((reminder for reminder in reminders if reminder.missed), None)

    def take(group: Sequence[Reminder]) -> None:
        for reminder in group:
            if reminder is first_missed:
                session.print_lines([AWAY] if reminder is reminders[0] else ["", AWAY])
            printed[id(reminder)]()

    return take


def _for_pipe(session: Session, reminders: Sequence[Reminder]) -> list[Callable[[], None]]:
    from countdown.view.reminders import reminder_lines

    return [partial(session.print_lines, [line]) for line in reminder_lines(reminders)]


def _for_terminal(session: Session, reminders: Sequence[Reminder]) -> list[Callable[[], None]]:
    if not reminders:
        return []
    from countdown.cli.terminal import console
    from countdown.view.reminder_table import reminder_table

    screen = console(session)
    return [partial(screen.print, block) for block in reminder_table(reminders, screen.width)]
