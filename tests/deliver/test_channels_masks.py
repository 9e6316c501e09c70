"""What is told of an Apprise URL, and what never is."""

from __future__ import annotations

from urllib.parse import quote, quote_plus

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from countdown.deliver.masks import masked, scrubbed, server


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("json://example.org/hook", "json://example.org/…"),
        ("jsons://me:pw@api.example.org:8443/hook?+X-Token=abc", "jsons://api.example.org/…"),
        ("JSON://LocalHost", "json://localhost/…"),
        ("http://127.0.0.1:8080", "http://127.0.0.1/…"),
        ("mailto://me:pw@gmail.com", "mailto://gmail.com/…"),
        ("mailtos://me%40example.org:pw@smtp.example.org?to=you@example.com", "mailtos://smtp.example.org/…"),
        ("mailto://127.0.0.1:2525?from=me@example.org&to=you@example.org", "mailto://127.0.0.1/…"),
        ("ntfy://my-topic", "ntfy://…"),
        ("ntfy://my.topic/", "ntfy://…"),
        ("ntfys://tk_abc@ntfy.example.org/my-topic", "ntfys://ntfy.example.org/…"),
        ("matrix://token-of-a-hook/?mode=t2bot", "matrix://…"),
        ("tgram://123456789:abcdefg/42", "tgram://…"),
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#general", "slack://…"),
        ("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", "discord://…"),
        ("sendgrid://SG.abc.def:me@example.org", "sendgrid://…"),
        ("https://hooks.slack.com/services/T1/A1/secret", "https://hooks.slack.com/…"),
        # what is not well formed
        ("json://my.name:12?34@example.org", "json://…"),
        ("json://my.name:12/34@example.org", "json://…"),
        ("json://me:p@ss.word@example.org", "json://…"),
        ("json://my.name:secret", "json://…"),
        ("json://my.name:١٢", "json://…"),
        ("json://me:pw@?x@example.org", "json://…"),
        ("json://exa mple.org", "json://…"),
        ("json://" + "a" * 64 + ".org", "json://…"),
        ("json://host\n.org", "json://…"),
        ("my-secret-token", "a URL without a scheme"),
        ("me:pw@example.org", "a URL without a scheme"),
        ("", "a URL without a scheme"),
        ("://x", "a URL without a scheme"),
        ("a-token-that-is-longer-than-any-scheme://x", "a URL without a scheme"),
    ],
)
def test_how_messages_call_a_url(url: str, expected: str) -> None:
    assert masked(url) == expected


@pytest.mark.parametrize(
    ("url", "text", "expected"),
    [
        ("json://me:pa55word@example.org", "login pa55word refused by example.org", "login *** refused by example.org"),
        ("json://me:pa55word@example.org", "PA55WORD xpa55wordx me meal", "*** x***x *** meal"),
        ("json://me:p%40ss%2Fw@h.org", "p@ss/w p%40ss%2Fw p%40ss/w", "*** *** ***"),
        ("json://me:a+long+one@h.org", "a long one, a+long+one, a%2Blong%2Bone", "***, ***, ***"),
        ("tgram://123456789:abcDEF-x_y/42", "url: /bot123456789:abcDEF-x_y/sendMessage to 42", "url: /bot***/sendMessage to ***"),
        ("tgram://123456789:abcDEF-x_y/42", "bot123456789 and abcDEF-x_y", "bot*** and ***"),
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiaj", "POST /services/T1JJ3T3L2/A1BRTD4JD/TIiaj", "POST /services/***"),
        ("ntfy://ntfy.example.org/home,work", "ntfy.example.org has no topic home", "ntfy.example.org has no topic ***"),
        ("json://h.org?+X-Token=abcd&method=post", "X-Token: abcd, method post", "***: ***, method ***"),
        ("mailto://smtp.example.org?user=me&pass=pa55&to=you@example.org", "me pa55 you@example.org", "*** *** ***"),
        ("token-alone", "Unparseable URL token-alone", "Unparseable URL ***"),
        ("json://127.0.0.1:8080/x", "127.0.0.1:8080 refused", "127.0.0.1:8080 refused"),
        ("json://", "as it was", "as it was"),
        ("", "as it was", "as it was"),
    ],
)  # fmt: skip
def test_what_is_hidden_in_a_text(url: str, text: str, expected: str) -> None:
    assert scrubbed(text, url) == expected


# What people use in passwords and services in tokens. A secret with no letter may be a port by its looks.
SECRETS = st.text("abcXYZ019-_.~!$+:%&=?/@# é", min_size=6, max_size=30).filter(
    lambda text: any(map(str.isalpha, text))
)
FORMS = st.sampled_from([
    "json://me:{}@example.org", "json://example.org/{}", "json://example.org/hook?+X-Key={}", "mailto://{}:me@gmail.com",
    "tgram://{}/42", "slack://{}/A1/B2", "discord://1234/{}", "ntfy://{}", "pover://me@{}", "matrix://me:{}@/#room",
    "https://example.org/{}/x", "{}",
])  # fmt: skip


@given(FORMS, SECRETS)
def test_an_encoded_secret_is_in_no_name_and_no_text(form: str, secret: str) -> None:
    assume(secret.strip("/.") == secret and secret.strip())
    url = form.format(quote(secret, safe=""))
    written = {secret, quote(secret), quote(secret, safe=""), quote_plus(secret)}
    for shown in (masked(url), *(scrubbed(f"GET /bot{text}/send: refused", url) for text in written)):
        assert not any(text in shown for text in written)


@given(FORMS, SECRETS)
def test_a_secret_that_should_have_been_encoded_is_not_named_either(form: str, secret: str) -> None:
    assume("example.org" not in secret and "gmail.com" not in secret and len(secret.strip("/:@?&=# ")) > 3)
    url = form.format(secret)
    assert secret not in masked(url)
    assert secret not in scrubbed(f"cannot load {url}", url)
    if "@" in form:
        assert server(url) in ("", "example.org", "gmail.com")
