"""The forms of output that `list` and `next` share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from countdown.cli.session import Session
from countdown.core.countdown import Countdown


class Output:
    """`--json`, `--plain` or `--format`, of which one at the most is given."""

    def __init__(self, as_json: bool, plain: bool, template: str | None) -> None:
        """Raises a usage error for two at once, or a format that is none."""
        if as_json + plain + (template is not None) > 1:
            raise click.UsageError("--json, --plain and --format exclude each other")
        self.as_json, self.plain = as_json, plain
        self._template: Any = None
        if template is not None:
            from countdown.view.template import Template

            try:
                self._template = Template(template)
            except ValueError as error:
                raise click.UsageError(f"--format: {error}") from None

    @property
    def chosen(self) -> bool:
        """Whether any of them is."""
        return bool(self.as_json or self.plain or self._template)

    def lines(self, countdowns: Sequence[Countdown], session: Session, unit: str = "days") -> list[str]:
        """`countdowns` in the chosen form; `unit` is that of `--format`'s {count}."""
        if self.as_json:
            from countdown.view.json import list_json

            return [list_json(countdowns, session.now, session.source)]
        if self._template:
            return [
                self._template.line(
                    countdown,
                    lambda event=countdown.event: session.source(event),
                    lambda day=countdown.first_day: session.workdays.count(session.now.date(), day),
                    unit,
                )
                for countdown in countdowns
            ]
        from countdown.view.plain import tab_separated

        return [tab_separated(countdown) for countdown in countdowns]
