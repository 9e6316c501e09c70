"""Sending by an Apprise URL."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from countdown.deliver.sender.refusal import EXTRA, Log, RefusedError

_PORTS = {"https": 443, "http": 80}


def _service(url: str) -> tuple[Any, Any, Log]:
    """Apprise, its service for `url`, and its log."""
    try:
        import apprise
    except ImportError:
        raise RefusedError("Apprise is not installed", EXTRA) from None
    log = Log("apprise")
    asset = apprise.AppriseAsset(app_id="countdown", app_desc="countdown", image_url_mask="", image_url_logo="")
    service = apprise.Apprise.instantiate(url, asset=asset)
    if service is None:
        reason = next((text for text in log.complaints if "URL" not in text), "")  # others only repeat the URL
        raise RefusedError("Apprise does not take this URL", "Apprise's documentation tells its form", reason=reason)
    return apprise, service, log


def send(request: Mapping[str, str]) -> None:
    """Send the title and the body by the URL's service."""
    apprise, service, log = _service(request["url"])
    if "overflow=" not in request["url"]:  # else a digest too long for the service would never arrive
        service.overflow_mode = apprise.OverflowMode.SPLIT
    outlet = apprise.Apprise()
    outlet.add(service)
    sent = outlet.notify(title=request["title"], body=request["body"], body_format=apprise.NotifyFormat.TEXT)
    if not sent:
        raise RefusedError("not sent", reason=str(log) or "Apprise does not say why")


def check(request: Mapping[str, str]) -> None:
    """Read the URL, and knock at its server's door where it is known and no proxy stands between."""
    _, service, _ = _service(request["url"])
    host, port = _address(service, request)
    if not (host and port) or getproxies():
        return
    try:
        socket.create_connection((host, port), timeout=float(request["seconds"]) / 2).close()
    except OSError as error:
        raise RefusedError(f"its server does not answer on port {port}", reason=error.strerror or str(error)) from None


def _address(service: Any, request: Mapping[str, str]) -> tuple[str, int]:
    """The server that `service` will speak to, as far as it tells; else no name."""
    mail = getattr(service, "smtp_host", None)
    if isinstance(mail, str) and mail:
        return mail, service.port or 25
    if request["server"]:
        secure = service.secure or request["url"].startswith("https:")
        return request["server"], getattr(service, "port", None) or _PORTS["https" if secure else "http"]
    address = urlsplit(getattr(service, "notify_url", None) or "")
    return (address.hostname or "", address.port or _PORTS.get(address.scheme, 0))
