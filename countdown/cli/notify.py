"""The channels of the config as outlets of a run, and their test."""

from __future__ import annotations

from collections.abc import Sequence

import click

from countdown.cli.delivery import Outlet, Take
from countdown.cli.session import Session
from countdown.core.reminders import Reminder
from countdown.deliver.channels import Channel, Message, channels
from countdown.errors import CountdownError
from countdown.view.json import reminder_fields
from countdown.view.reminders import body, digest_body, digest_title, title
from countdown.view.text import visible

# More than so many at once become one message, on channels that take one.
_MOST_SINGLE = 5


def channels_of(session: Session) -> list[Channel]:
    """The channels of the config."""
    notify = session.config_file.config.notify
    return channels(desktop=notify.desktop, urls=notify.urls, command=notify.command)


def configured(session: Session) -> list[Channel]:
    """The channels of the config. Raises CountdownError that says how to set one if there is none."""
    found = channels_of(session)
    if not found:
        raise CountdownError(
            "there is no channel to notify",
            place=str(session.config_file.path),
            mend="write for instance [notify] and below it desktop = true",
        )
    return found


def outlets(session: Session) -> list[Outlet]:
    """An outlet for each channel of the config."""
    return [_outlet(channel) for channel in configured(session)]


def _outlet(channel: Channel) -> Outlet:
    def begin(reminders: Sequence[Reminder]) -> Take:
        return lambda group: channel.send(_message(group))

    if channel.takes_digest:
        return Outlet(channel.name, begin, _MOST_SINGLE)
    return Outlet(channel.name, begin)


def _message(reminders: Sequence[Reminder]) -> Message:
    if len(reminders) == 1:
        (reminder,) = reminders
        return Message(title(reminder), body(reminder), reminder_fields(reminder))
    return Message(digest_title(reminders), digest_body(reminders), {})


def send_tests(session: Session) -> None:
    """Send one message through each channel, and tell which took it and why the others did not."""
    now = session.now.isoformat(timespec="seconds")
    fields: dict[str, str | int | bool | None] = {
        "id": "test", "name": "A test of countdown", "occurrence": now[:10], "lead": "0d", "due": now,
        "days": 0, "late": 0, "missed": False, "text": "If you can read this, it works.",
    }  # fmt: skip
    message = Message("A test of countdown", "If you can read this, it works.", fields)
    for channel in configured(session):
        try:
            channel.send(message)
        except CountdownError as error:
            session.fail(error)
        else:
            click.echo(visible(f"{channel.shown}: sent"))
