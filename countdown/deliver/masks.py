"""What may be told of an Apprise URL: which keeps its secrets in any of its parts, the host included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus, unquote, unquote_plus

# Kinds of URL, without the "s" of an encrypted one, whose host is a server. Elsewhere it may be a token, a user or a topic.
_WITH_SERVER = frozenset({
    "apprise", "emby", "form", "gotify", "hassio", "http", "jellyfin", "json", "kodi", "mailto", "matrix", "mmost",
    "nctalk", "ntfy", "rocket", "signal", "synology", "xml",
})  # fmt: skip
_ALONE_NO_SERVER = frozenset({"matrix", "ntfy"})  # a host with no path behind it is a token, a topic
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,19}")
_HOST_NAME = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.){1,8}[a-z]{2,24}|localhost|(?:[0-9]{1,3}\.){3}[0-9]{1,3}"
)
# Names of options, which are words and not secrets.
_OPTIONS = frozenset({
    "bcc", "cc", "click", "email", "emojis", "footer", "format", "from", "image", "key", "link", "method", "mode",
    "name", "overflow", "pass", "password", "port", "priority", "reply", "retry", "rto", "smtp", "sound", "tag",
    "tags", "thread", "title", "to", "token", "topic", "user", "verify", "wait",
})  # fmt: skip
_HIDDEN = "***"
_SHORTEST = 4  # characters that are hidden within words too; shorter ones only as words


def masked(url: str) -> str:
    """`url` as messages may call it: its scheme, and its host if that is a server's plain name: `mailto://example.org/…`."""
    scheme = url.partition("://")[0].lower()
    if "://" not in url or not _SCHEME.fullmatch(scheme):
        return "a URL without a scheme"
    host = server(url)
    return f"{scheme}://{host}/…" if host else f"{scheme}://…"


def server(url: str) -> str:
    """The plain name of the server that `url` names; empty if it names none, or what stands there may be a secret."""
    scheme, _, rest = url.partition("://")
    if scheme.lower() not in _WITH_SERVER and scheme.lower().removesuffix("s") not in _WITH_SERVER:
        return ""
    at = re.search(r"[/?#]", rest)
    authority, behind = (rest[: at.start()], rest[at.start() :]) if at else (rest, "")
    login, sign, place = authority.rpartition("@")
    # A login that holds a slash or a question mark unencoded ends up behind what then looks like the host.
    path, _, query = behind.partition("?")
    options = (pair.partition("=") for pair in query.split("&"))
    odd = any("@" in key or ("@" in value and key.lower() not in _OPTIONS) for key, _, value in options)
    if "@" in login + path or (odd and not sign):
        return ""
    if scheme.lower().removesuffix("s") in _ALONE_NO_SERVER and not path.strip("/"):
        return ""
    host, colon, port = place.lower().partition(":")
    plain_port = not colon or (port.isascii() and port.isdecimal())
    return host if plain_port and _HOST_NAME.fullmatch(host) else ""


def scrubbed(text: str, url: str) -> str:
    """`text` with every part of `url` hidden but its scheme, its options' names and what `masked` tells of it."""
    parts = {form for part in _parts(url) for form in _forms(part) if len(form) > 1}
    parts -= {server(url)}
    if not parts:
        return text
    patterns = (
        re.escape(part) if len(part) >= _SHORTEST else rf"(?<!\w){re.escape(part)}(?!\w)"
        for part in sorted(parts, key=len, reverse=True)
    )
    return re.sub("|".join(patterns), _HIDDEN, text, flags=re.IGNORECASE)


def _parts(url: str) -> Iterator[str]:
    """The pieces of `url` that may be secret, coarse and fine."""
    rest = url.partition("://")[2] or url
    path, _, query = rest.partition("?")
    if host := server(url):
        login, _, place = path.rpartition("@")
        coarse = [login, re.sub(rf"^{re.escape(host)}(:[0-9]+)?", "", place, flags=re.IGNORECASE)]
    else:
        coarse = [path, *rest.rpartition("@")[0].split(":", 1)]  # a login may hold what should have been encoded
    for pair in query.split("&"):
        key, sign, value = pair.partition("=")
        coarse += [value] if sign and key.lower() in _OPTIONS else [key, value]
    yield rest
    for piece in coarse:
        for separators in (r"[/#]", r"[/#@]", r"[/#@:]", r"[/#@:?&=,;+\s]"):
            yield from re.split(separators, piece)


def _forms(part: str) -> set[str]:
    """`part` as written, decoded, and encoded again in the ways that a library may choose."""
    plain = {part, unquote(part), unquote_plus(part)}
    return (
        plain
        | {quote(text) for text in plain}
        | {quote(text, safe="") for text in plain}
        | {quote_plus(text) for text in plain}
    )
