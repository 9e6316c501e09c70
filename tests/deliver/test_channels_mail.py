"""Mail: a real server on loopback gets exactly one, with the headers and the recipient that the URL says."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message as Mail
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

from countdown.deliver.channels import Message, channels
from countdown.errors import CountdownError

pytestmark = pytest.mark.skipif(
    find_spec("apprise") is None or find_spec("aiosmtpd") is None, reason="needs the extra notify and aiosmtpd"
)
if TYPE_CHECKING:
    from aiosmtpd.smtp import Envelope


class Inbox:
    """What a mail server keeps."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.port = 0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd calls it so
        self.envelopes.append(envelope)
        return "250 OK"

    def url(self, login: str = "") -> str:
        return f"mailto://{login}127.0.0.1:{self.port}?from=countdown@example.org&to=you@example.com"

    def only(self) -> Mail:
        """The one mail that came."""
        [envelope] = self.envelopes
        assert envelope.rcpt_tos == ["you@example.com"]
        assert isinstance(envelope.content, bytes)
        return message_from_bytes(envelope.content)


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    from aiosmtpd.controller import Controller

    kept = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as server:
        kept.port = server.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=kept.port)
    controller.start()
    yield kept
    controller.stop()


def send(inbox: Inbox, title: str, body: str = "Thu 26 – Mon 30 Nov") -> Mail:
    [channel] = channels(urls=[inbox.url()])
    channel.send(Message(title, body, {}))
    return inbox.only()


def parts_of(mail: Mail) -> dict[str, str]:
    """What `mail` says, by the type of each part."""
    parts = [part for part in mail.walk() if not part.is_multipart()]
    contents = [(part.get_content_type(), part.get_payload(decode=True)) for part in parts]
    return {kind: content.decode().replace("&nbsp;", " ") for kind, content in contents if isinstance(content, bytes)}


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_one_mail_with_a_subject_in_utf8(locale: str, inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    mail = send(inbox, "展会 Ärger 🎿: in 7 days")
    assert mail["Subject"].lower().startswith("=?utf-8?")
    assert str(make_header(decode_header(mail["Subject"]))) == "展会 Ärger 🎿: in 7 days"
    parts = parts_of(mail)
    assert parts
    assert all("Thu 26 – Mon 30 Nov" in text for text in parts.values())


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x85", "\u2028", "\x0b", "\x00", "\r\n\r\n"], ids=ascii)
def test_a_name_adds_no_header_and_no_recipient(end: str, inbox: Inbox) -> None:
    mail = send(inbox, f"Expo{end}Bcc: x@example.org: in 7 days", f"Expo{end}Bcc: x@example.org")
    assert mail["Bcc"] is None
    assert len(mail.get_all("Subject", [])) == 1
    assert "Bcc: x@example.org" in str(make_header(decode_header(mail["Subject"])))


def test_markup_in_a_name_is_text(inbox: Inbox) -> None:
    name = "<b>Expo</b> & <script>x</script>"
    shown = {"text/plain": name, "text/html": "&lt;b&gt;Expo&lt;/b&gt; &amp; &lt;script&gt;x&lt;/script&gt;"}
    parts = parts_of(send(inbox, "Expo", name))
    assert parts
    for kind, text in parts.items():
        assert shown[kind] in text


def test_a_login_that_the_server_does_not_take_is_told_without_it(inbox: Inbox) -> None:
    [channel] = channels(urls=[inbox.url("myself:pa55word@")])
    with pytest.raises(CountdownError, match="SMTP AUTH") as caught:
        channel.send(Message("Expo", "Beijing", {}))
    assert str(caught.value).startswith("mailto://127.0.0.1/…: not sent: ")
    assert "pa55word" not in str(caught.value)
    assert inbox.envelopes == []


def test_a_check_knocks_and_sends_nothing(inbox: Inbox) -> None:
    [channel] = channels(urls=[inbox.url()])
    channel.check()
    assert inbox.envelopes == []
