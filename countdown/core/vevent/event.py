"""An event as a VEVENT (RFC 5545 §3.6.1), and as properties of our own what that cannot say.

Each field that would not be read again as it was, such as `pin`, a repeat in words or a lead's text, also stands as
JSON in a property X-COUNTDOWN-FIELD beside the nearest standard form. `own_fields` are those; whoever reads a VEVENT
takes one only while the standard property beside it still says what is written here for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import quote

import msgspec

from countdown.controls import STEERING
from countdown.core.dates import Moment
from countdown.core.event import Event
from countdown.core.instances import Override
from countdown.core.repeat import Step, parse_repeat
from countdown.core.vevent.alarms import alarm_lines, moving_triggers
from countdown.core.vevent.content_lines import as_moment, as_text, printable
from countdown.core.vevent.times import Times, rule_lines, time_lines, times_of
from countdown.core.zones import in_zone

OWN_PREFIX = "X-COUNTDOWN-"
MADE = "@countdown"
_JSON_ESCAPES = {code: f"\\u{code:04x}" for code in STEERING if code >= 0x7F}
_NO_URI = re.compile(r"""[\s\x00-\x20"<>\\^`{|}\x7f-\x9f\u2028-\u202e\u2066-\u2069]""")
_ELLIPSIS = "…"


def vevent(event: Event, uid: str, stamp: datetime, remind_at: time = time()) -> list[str]:
    """The content lines, not folded, of `event`, and of a VEVENT for each occurrence that is other than its event says.

    `stamp` is when they are made, `remind_at` the time of day for leads that have none.
    """
    times = times_of(event)
    lines = [*_head(uid, stamp), *time_lines(times), *rule_lines(times), *_text_lines(event)]
    if event.instances is not None:
        lines += _instance_lines(times)
    for field, value in own_fields(event, times, remind_at).items():
        lines.append(f"{OWN_PREFIX}{field.upper()}:{as_text(_json(value))}")
    lines += [*alarm_lines(event, times.first, summary(event.name), remind_at), "END:VEVENT"]
    for override in event.instances.overrides if event.instances is not None else ():
        lines += _override(times, override, uid, stamp, remind_at)
    return lines


def made_uid(id_: str) -> str:
    """The UID of an event without one: `expo@countdown`, whatever file it stands in."""
    return f"{quote(id_, safe='')}{MADE}"


def _head(uid: str, stamp: datetime) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{as_text(printable(uid))}", f"DTSTAMP:{as_moment(in_zone(stamp, UTC))}")


def summary(name: str) -> str:
    """A SUMMARY: of `{years}`, which differs from year to year, only the place is told."""
    return as_text(printable(plain_name(name)))


def plain_name(name: str) -> str:
    """A name whose {years} is `…`."""
    return name.replace("{years}", _ELLIPSIS)


def _text_lines(event: Event) -> Iterator[str]:
    yield f"SUMMARY:{summary(event.name)}"
    if event.tags:
        yield f"CATEGORIES:{','.join(as_text(printable(tag)) for tag in event.tags)}"
    if event.where:
        yield f"LOCATION:{as_text(printable(event.where))}"
    if event.url:
        yield f"URL:{uri(event.url)}"
    if event.note:
        yield f"DESCRIPTION:{as_text(printable(event.note))}"
    if not event.timed:
        yield "TRANSP:TRANSPARENT"  # a day to look forward to is no time that is taken


def uri(text: str) -> str:
    """`text` less what no URI may hold (RFC 3986)."""
    return _NO_URI.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), text)


def own_fields(event: Event, times: Times, remind_at: time) -> dict[str, Any]:
    """The fields that a VEVENT cannot say, or not in these words; `id` and `remind` always.

    `remind-at` and `triggers` tell how alarms were made of `remind`.
    """
    own: dict[str, Any] = {"id": event.id}
    if not times.exact:
        own |= {"start": event.start, "end": event.end, "tz": event.tz if event.timed else None}
    if event.repeat is not None and f"RRULE:{event.repeat}" not in rule_lines(times):
        is_step = isinstance(parse_repeat(event.repeat), Step)
        own |= {
            "repeat": event.repeat,
            "until": event.until,
            "feb29": event.feb29 if is_step and event.feb29 != "feb-28" else None,
        }
    if summary(event.name) != as_text(" ".join(event.name.split())):
        own["name"] = event.name
    if [printable(tag).strip() for tag in dict.fromkeys(event.tags) if tag.strip()] != list(event.tags):
        own["tags"] = event.tags
    if event.url is not None and (uri(event.url) != event.url or not event.url):
        own["url"] = event.url
    for field in ("where", "note"):
        text = getattr(event, field)
        if text is not None and (printable(text) != text.strip() or not text):
            own[field] = text
    own |= {"since": event.since, "pin": event.pin or None, "nag": event.nag or None}
    own |= {"milestones": event.milestones or None}
    own = {field: value for field, value in own.items() if value is not None}
    own["remind"] = event.remind
    if remind_at != time():
        own["remind-at"] = f"{remind_at:%H:%M}"
    if triggers := moving_triggers(event, times.first, remind_at):
        own["triggers"] = triggers
    return own


def _json(value: Any) -> str:
    plain = value.isoformat() if isinstance(value, date) else value
    return msgspec.json.encode(plain).decode().translate(_JSON_ESCAPES)


def _instance_lines(times: Times) -> Iterator[str]:
    instances = times.event.instances
    assert instances is not None
    for rule in instances.rules:
        yield f"RRULE:{rule}"
    for moment in instances.additional:
        yield times.line("RDATE", moment)
    cancelled = [each.original for each in instances.overrides if each.start is None and not each.future]
    for moment in (*instances.excluded, *cancelled):
        yield times.line("EXDATE", moment)


def _override(times: Times, override: Override, uid: str, stamp: datetime, remind_at: time) -> list[str]:
    """The VEVENT of one occurrence that is other than its event says; none for a single one that is cancelled."""
    name = f"RECURRENCE-ID{';RANGE=THISANDFUTURE' if override.future else ''}"
    head = [*_head(uid, stamp), times.line(name, override.original)]
    if override.start is None:
        if not override.future:
            return []
        return [*head, times.line("DTSTART", override.original), "STATUS:CANCELLED", "END:VEVENT"]
    event = times.event
    own = {
        name: value
        for name in ("name", "where", "url", "note", "remind")
        if (value := getattr(override, name)) is not None
    }
    seen = msgspec.structs.replace(event, **own)
    head += [times.line("DTSTART", override.start), *_override_end(times, override.start, override.end)]
    return [*head, *_text_lines(seen), *alarm_lines(seen, override.start, summary(seen.name), remind_at), "END:VEVENT"]


def _override_end(times: Times, start: Moment, end: Moment | None) -> Iterator[str]:
    if end is None:
        return
    if isinstance(start, datetime):
        if end > start:
            yield times.line("DTEND", end)
    elif end < date.max:
        yield times.line("DTEND", date.fromordinal(end.toordinal() + 1))
