"""Letters to readers, by any server that speaks SMTP (RFC 5321)."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final
from urllib.parse import unquote, urlsplit

from dalel.domain.message import NotSentError, UnknownFateError

_SECONDS: Final = 30
_PORTS: Final = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
#: From here on nothing was taken, and from there on it never will be (RFC 5321, section 4.2.1).
_REFUSED: Final = 400
_NEVER: Final = 500


@dataclass(frozen=True, kw_only=True, repr=False)
class MailServer:
    """Where letters are handed in.

    ``way``: ``smtp`` goes over to TLS before anything is said, ``smtps`` begins with it,
    ``smtp+plain`` has none and is for a server on the same machine.
    """

    host: str
    port: int
    way: str
    user: str
    password: str


def mail_server(url: str) -> MailServer:
    """The server of an address like ``smtp://user:password@mail.example.org:587``.

    :raises ValueError: when it is no such address.
    """
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("must be like smtp://user:password@mail.example.org or smtps://...")
    return MailServer(
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        way=parts.scheme,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def hand_in(server: MailServer, letter: EmailMessage, sender: str, recipient: str) -> None:
    """Hand a letter to the server.

    :raises NotSentError: when it was surely not taken.
    :raises UnknownFateError: when the connection broke while it was being taken.
    """
    content = letter.as_bytes(policy=SMTP)
    try:
        line = _connected(server)
        try:
            line.ehlo_or_helo_if_needed()
            _said(*line.mail(sender, ["BODY=8BITMIME"] if line.has_extn("8bitmime") else []))
            _said(*line.rcpt(recipient))
            _hand_over(line, content)
        finally:
            _leave(line)
    except smtplib.SMTPResponseException as error:
        passing = error.smtp_code < _NEVER
        raise NotSentError(_told(error.smtp_code, error.smtp_error), passing=passing) from error
    except (smtplib.SMTPException, OSError) as error:
        raise NotSentError(f"{server.host}: {error}", passing=True) from error


def _connected(server: MailServer) -> smtplib.SMTP:
    secure = ssl.create_default_context()
    if server.way == "smtps":
        line: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=_SECONDS, context=secure
        )
    else:
        line = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
    try:
        if server.way == "smtp":
            line.starttls(context=secure)
        if server.user:
            line.login(server.user, server.password)
    except BaseException:
        line.close()
        raise
    return line


def _leave(line: smtplib.SMTP) -> None:
    """Say goodbye; how that is answered says nothing about the letter."""
    with suppress(smtplib.SMTPException, OSError):
        line.quit()
    line.close()


def _hand_over(line: smtplib.SMTP, content: bytes) -> None:
    """From the first byte of the letter to the answer nobody knows whether it was taken."""
    try:
        code, answer = line.data(content)
    except smtplib.SMTPResponseException:
        raise
    except (smtplib.SMTPException, OSError) as error:
        raise UnknownFateError(f"the connection broke off: {error}") from error
    _said(code, answer)


def _said(code: int, answer: bytes) -> None:
    if code >= _REFUSED:
        raise smtplib.SMTPResponseException(code, answer)


def _told(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {text}"
