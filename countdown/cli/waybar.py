"""`countdown next --waybar`."""

from __future__ import annotations

from countdown.cli.session import Session
from countdown.core.agenda import Filter
from countdown.errors import CountdownError
from countdown.view.waybar import waybar_error, waybar_json

# So many the tooltip tells, if no other number is asked for.
_TOLD = 5


def print_waybar(session: Session, chosen: Filter, number: int) -> None:
    """Print the nearest that are `chosen`, the first of them in the bar; a line of JSON whatever is wrong."""
    told: list[CountdownError] = []
    say = session.report

    def report(error: CountdownError) -> None:
        told.append(error)
        say(error)

    session.report = report
    try:
        nearest = session.first(max(number, _TOLD), chosen)
    except CountdownError as error:
        session.print_lines([waybar_error(str(error))])
        raise
    if not nearest and session.exit_code:
        session.print_lines([waybar_error(str(told[0]))])
    else:
        session.print_lines([waybar_json(nearest)])
