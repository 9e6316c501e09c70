"""The options that commands share."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from countdown.cli.session import Session
from countdown.core.agenda import Filter
from countdown.store.paths import cache_folder
from countdown.view.words import UNITS

Command = TypeVar("Command", bound=Callable[..., Any])


def pass_session(command: Callable[..., None]) -> Callable[..., None]:
    """Give `command` the session; when it is done, the shell's prompt is brought up to date."""

    @wraps(command)
    def called(*arguments: Any, **options: Any) -> None:
        command(_session(click.get_current_context()), *arguments, **options)
        # Most people have no such prompt, and pay for no more than this.
        if os.path.isdir(os.path.join(cache_folder(), "prompt")):  # noqa: PTH112, PTH118  # pathlib is slower
            from countdown.cli.prompt import keep_current

            keep_current()

    return called


def _session(context: click.Context) -> Session:
    return context.ensure_object(Session)


def _add_files(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> None:
    if "" in value:
        raise click.BadParameter("a file's name is empty", context, parameter)
    _session(context).named_files += value


def _set_now(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    try:
        _session(context).see_as_of(value)
    except ValueError as error:
        raise click.BadParameter(str(error), context, parameter) from None


def _set_refresh(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    _session(context).refresh |= value


def _set_color(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        _session(context).color = value


_GLOBAL = (
    click.option(
        "-f", "--file", metavar="FILE", multiple=True, callback=_add_files, expose_value=False,
        help="Read this events file; repeatable.",
    ),
    click.option(
        "--now", metavar="WHEN", callback=_set_now, expose_value=False,
        help="See everything as of then: an ISO date (its 00:00 here) or date-time.",
    ),
    click.option(
        "--color", type=click.Choice(["auto", "always", "never"]), callback=_set_color, expose_value=False,
        help="When to colour; NO_COLOR is honoured.",
    ),
    click.option(
        "--refresh", is_flag=True, callback=_set_refresh, expose_value=False,
        help="Ask for calendars over the web again, however new their copies are.",
    ),
)  # fmt: skip


def global_options(command: Command) -> Command:
    """The options that stand before or after any command."""
    return _apply(_GLOBAL, command)


def parse_span(text: str) -> tuple[int, str]:
    """A span of days, weeks, months or years: `30d` as (30, "d"); a usage error if it is none."""
    match = re.fullmatch(r"(\d{1,6})(d|w|mo|y)", text)
    if match is None:
        mend = "write 3mo for months" if re.fullmatch(r"\d+m", text) else "write for instance 30d, 2w, 3mo or 1y"
        raise click.BadParameter(f"{text[:60]!r} is not a span of days; {mend}")
    return int(match[1]), match[2]


tag_option = click.option(
    "-t", "--tag", "tags", metavar="TAG", multiple=True, help="Only events with this tag; repeatable."
)
_FILTERS = (
    click.option("--within", type=parse_span, metavar="SPAN", help="Only what is that near: 30d, 2w, 3mo, 1y."),
    tag_option,
    click.option("--past", is_flag=True, help="Only what is over."),
    click.option("--all", "all_", is_flag=True, help="What is over, too."),
)
_OUTPUTS = (
    click.option("--json", "as_json", is_flag=True, help="Print JSON (schema 1)."),
    click.option("--plain", is_flag=True, help="Print tab-separated id, days, start, end and name."),
    click.option("--format", "template", metavar="FORMAT", help="Print a line from fields: '{days} {name}'."),
)


def filters(command: Command) -> Command:
    """`list`'s filters; they reach the command as `within`, `tags`, `past` and `all_`."""
    return _apply(_FILTERS, command)


def outputs(command: Command) -> Command:
    """`list`'s forms of output; they reach the command as `as_json`, `plain` and `template`."""
    return _apply(_OUTPUTS, command)


def unit_option(command: Command) -> Command:
    """In what the days are told; it reaches the command as `unit`."""
    help_ = "Tell the days in weeks or months and days: '14 weeks 2 days'. JSON and --plain stay in days."
    return click.option("--unit", type=click.Choice(UNITS), default="days", help=help_)(command)


def _apply(options: tuple[Callable[[Command], Command], ...], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def filter_from(text: str, options: dict[str, Any]) -> Filter:
    """The filter that `text` and the options of `filters` make; takes them out of `options`."""
    return Filter(
        text=text,
        tags=options.pop("tags"),
        within=options.pop("within"),
        past=options.pop("past"),
        all=options.pop("all_"),
    )
