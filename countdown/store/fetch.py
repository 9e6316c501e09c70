"""Calendars over HTTP: several at a time, no longer than a limit for all of them together."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import urllib3

from countdown import __version__
from countdown.store.ical.lines import as_utf8

# A calendar of many years and people has some megabytes.
MOST_BYTES = 32 * 1024 * 1024
MOST_REDIRECTS = 5
_CHUNK = 65536
_OK, _UNCHANGED = 200, 304
_GONE = {404: "it is not there any more", 410: "it is gone for good"}
_REFUSED = {401: "it needs a password", 403: "it is not for everyone"}
_MOVED = (301, 302, 303, 307, 308)
_SCHEMES = ("http", "https")


class Request(NamedTuple):
    """A URL, and what the server said of the copy that is here: its ETag and Last-Modified."""

    url: str
    etag: str = ""
    modified: str = ""


class Answer(NamedTuple):
    """What came of a request: new `data` with its ETag and Last-Modified; `unchanged`; or why not, in `failure`."""

    data: bytes | None = None
    etag: str = ""
    modified: str = ""
    unchanged: bool = False
    failure: str = ""


class _RefusedError(Exception):
    """Why a calendar is not taken, in words."""


def fetch_all(requests: Mapping[str, Request], seconds: float) -> dict[str, Answer]:
    """The answer to each of `requests`, by its key; what takes longer than `seconds` for all of them is not waited for."""
    answers: SimpleQueue[tuple[str, Answer]] = SimpleQueue()
    ends = monotonic() + seconds

    def ask(key: str, request: Request) -> None:
        answers.put((key, _answer(request, ends)))

    for key, request in requests.items():
        # A name that takes long to resolve cannot be interrupted: the program ends without waiting for a daemon.
        Thread(target=ask, args=(key, request), daemon=True).start()
    found: dict[str, Answer] = {}
    while len(found) < len(requests):
        try:
            key, answer = answers.get(timeout=max(0.0, ends - monotonic()))
        except Empty:
            break
        found[key] = answer
    slow = Answer(failure=f"no answer within {seconds:g} s")
    return {key: found.get(key, slow) for key in requests}


def _answer(request: Request, ends: float) -> Answer:
    try:
        return _follow(request, ends)
    except _RefusedError as error:
        return Answer(failure=str(error))
    except Exception as error:  # whatever a server does costs its calendar alone
        return Answer(failure=_in_words(error))


def _follow(request: Request, ends: float) -> Answer:
    url = request.url
    for _ in range(MOST_REDIRECTS + 1):
        response = _open(url, request, ends)
        try:
            if response.status not in _MOVED:
                return _read(response, request, ends)
            target = urljoin(url, response.headers.get("Location", ""))
        finally:
            response.close()
        scheme = urlsplit(target).scheme
        if scheme not in _SCHEMES or (urlsplit(url).scheme == "https" and scheme != "https"):
            raise _RefusedError(f"it was moved to {target.partition(':')[0][:20]}, which is not followed")
        url = target
    raise _RefusedError(f"it was moved more than {MOST_REDIRECTS} times")


def _open(url: str, request: Request, ends: float) -> urllib3.BaseHTTPResponse:
    headers = {
        "User-Agent": f"countdown/{__version__}",
        "Accept": "text/calendar, */*;q=0.1",
        "Accept-Encoding": "gzip",
    }
    headers |= {"If-None-Match": request.etag} if request.etag else {}
    headers |= {"If-Modified-Since": request.modified} if request.modified else {}
    # A password is for the server that it was written for.
    if _origin(url) == _origin(request.url):
        headers |= _authorization(request.url, "Authorization")
    return _pool(url).request(
        "GET", url, headers=headers, redirect=False, retries=False, preload_content=False, timeout=_left(ends)
    )


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


def _authorization(url: str, header: str) -> dict[str, str]:
    """The `header` that gives the name and password of `url` (RFC 7617), if it has any."""
    auth = unquote(urllib3.util.parse_url(url).auth or "")
    return {header: "Basic " + b64encode((auth if ":" in auth else f"{auth}:").encode()).decode()} if auth else {}


def _left(ends: float) -> float:
    left = ends - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _pool(url: str) -> urllib3.PoolManager:
    """Straight to the host, or by the proxy that the environment names."""
    from urllib import request

    parts = urlsplit(url)
    is_near = request.proxy_bypass_environment(parts.hostname or "")  # type: ignore[attr-defined]  # not in typeshed
    proxy = None if is_near else request.getproxies_environment().get(parts.scheme)
    if not proxy:
        return urllib3.PoolManager()
    if "://" not in proxy:
        proxy = f"http://{proxy}"
    return urllib3.ProxyManager(proxy, proxy_headers=_authorization(proxy, "Proxy-Authorization"))


def _read(response: urllib3.BaseHTTPResponse, request: Request, ends: float) -> Answer:
    if response.status == _UNCHANGED and (request.etag or request.modified):
        return Answer(unchanged=True)
    if response.status != _OK:
        said = _GONE.get(response.status) or _REFUSED.get(response.status) or "the server does not give it"
        raise _RefusedError(f"{said} (HTTP {response.status})")
    promised = response.headers.get("Content-Length", "")
    if promised.isdecimal() and int(promised) > MOST_BYTES:
        raise _RefusedError(f"it has {int(promised) // 1024**2} MB, and {MOST_BYTES // 1024**2} are the most")
    data = bytearray()
    for chunk in _chunks(response):
        data += chunk
        if len(data) > MOST_BYTES:
            raise _RefusedError(f"it has more than {MOST_BYTES // 1024**2} MB, which are the most")
        _left(ends)
    _check(bytes(data))
    return Answer(bytes(data), _header(response, "ETag"), _header(response, "Last-Modified"))


def _header(response: urllib3.BaseHTTPResponse, name: str) -> str:
    """A header that can be sent back; empty if there is none."""
    text = response.headers.get(name, "")
    return text if text.isascii() and text.isprintable() else ""


def _chunks(response: urllib3.BaseHTTPResponse) -> Iterable[bytes]:
    return response.stream(_CHUNK, decode_content=True)


def _check(data: bytes) -> None:
    """Refuse what is no whole calendar, so that it does not take the place of one."""
    text = as_utf8(data).upper()
    if b"BEGIN:VCALENDAR" not in text[:_CHUNK]:
        is_page = data[:1000].lstrip().lower().startswith((b"<!doctype", b"<html"))
        raise _RefusedError("it gives a web page, and no calendar" if is_page else "it gives no calendar")
    # Of several calendars the last has to be whole.
    if text.rfind(b"END:VCALENDAR") < text.rfind(b"BEGIN:VCALENDAR"):
        raise _RefusedError("it broke off in the middle")


def _in_words(error: BaseException) -> str:
    known = urllib3.exceptions
    sentences: tuple[tuple[type[BaseException], str], ...] = (
        (known.NameResolutionError, "there is no way to that host"),
        (known.NewConnectionError, "there is no connection"),
        (known.TimeoutError, "no answer in time"),
        (TimeoutError, "no answer in time"),
        (known.ProtocolError, "it broke off in the middle"),
        (known.LocationValueError, "that is no address"),
    )
    cause = getattr(error, "reason", None) if isinstance(error, known.MaxRetryError) else error
    cause = cause if isinstance(cause, BaseException) else error
    if isinstance(cause, known.SSLError):
        return f"its certificate is not good: {_short(cause)}"
    return next(
        (said for kind, said in sentences if isinstance(cause, kind)), f"it cannot be read: {type(cause).__name__}"
    )


def _short(error: BaseException) -> str:
    """The reason that OpenSSL gives, of all that it says."""
    text = str(error).partition("certificate verify failed: ")[2] or str(error)
    return text.partition(" (_ssl")[0][:80]
