"""HTTP exchanges byte for byte, their outcomes, and the interface for fetching an address."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from enum import StrEnum
from typing import Protocol

#: The vantage point of an exchange that went through no proxy.
DIRECT = "direct"
#: How the vantage point begins of an exchange that somebody else's archive holds.
FROM_ARCHIVE = "warc:"
#: How the name begins under which the own lines of its record stand beside such an exchange.
OWN_LINES = "urn:warc-fields:"


class Tls(StrEnum):
    """How the connection was secured."""

    NONE = "none"
    VERIFIED = "verified"
    #: The chain of certificates is broken, and the policy allows this host all the same.
    UNVERIFIED = "unverified"


class FailureKind(StrEnum):
    """Why an address gave nothing that can be used."""

    BAD_ADDRESS = "bad_address"
    DENIED = "denied"
    PRIVATE_NETWORK = "private_network"
    ROBOTS = "robots"
    DNS = "dns"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    TLS = "tls"
    PROXY = "proxy"
    #: The answer is no HTTP, or broke off before its announced end.
    BROKEN = "broken"
    TOO_LARGE = "too_large"
    BOMB = "bomb"
    REDIRECT_LOOP = "redirect_loop"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    STATUS = "status"


@dataclass(frozen=True, kw_only=True)
class Validators:
    """What a server gave us to ask "has it changed since?" (RFC 9110, section 8.8)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One request and its response. A redirect is an exchange of its own.

    ``request_head`` and ``response_head`` are the first line and the header lines in their order
    and letter case, each ended by CRLF, with the empty line at the end. ``body`` is as it was
    transferred: content coding (gzip ...) still on, chunk framing off. ``content`` is ``body``
    with the content coding undone. ``started`` is in UTC; ``seconds`` run to the last byte.
    ``peer`` is ``address:port`` of the server, or of the proxy that ``vantage`` names.
    ``request_body`` is what a POST sent.
    """

    url: str
    started: datetime
    seconds: float
    request_head: bytes
    response_head: bytes
    status: int
    body: bytes
    content: bytes
    peer: str | None = None
    vantage: str = DIRECT
    tls: Tls = Tls.NONE
    method: str = "GET"
    request_body: bytes = b""

    def headers(self) -> tuple[tuple[str, str], ...]:
        """The response's headers in their order and letter case."""
        lines = self.response_head.decode("latin-1").split("\r\n")[1:]
        pairs = (line.partition(":") for line in lines if ":" in line)
        return tuple((name, value.strip()) for name, _, value in pairs)

    def header(self, name: str) -> str | None:
        """The first value of a response header, whatever the case of its name."""
        wanted = name.lower()
        return next((value for key, value in self.headers() if key.lower() == wanted), None)

    @property
    def charset(self) -> str | None:
        """The encoding that the Content-Type header names, in lower case (RFC 9110, 8.3.2)."""
        kind = Message()
        kind["Content-Type"] = self.header("Content-Type") or ""
        return kind.get_content_charset()


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A useful end: ``exchanges`` are the redirects in their order and, last, the answer itself.

    The last one has a status from 200 to 299, or 304 when validators were sent.
    """

    url: str
    exchanges: tuple[Exchange, ...]

    @property
    def last(self) -> Exchange:
        """The exchange that answered."""
        return self.exchanges[-1]

    @property
    def final_url(self) -> str:
        """Where the redirects led."""
        return self.last.url

    @property
    def place(self) -> str:
        """Its address; of a POST with a fragment that tells by what it was asked."""
        sent = self.last.request_body
        asked = f"#{hashlib.sha256(sent).hexdigest()[:16]}" if sent else ""
        return self.final_url + asked

    @property
    def unchanged(self) -> bool:
        """The server says that nothing changed since the validators were given."""
        return self.last.status == 304

    @property
    def validators(self) -> Validators:
        """What to send with the next request for this address."""
        return Validators(
            etag=self.last.header("etag"), last_modified=self.last.header("last-modified")
        )


@dataclass(frozen=True, kw_only=True)
class FetchFailure:
    """An address gave nothing that can be used.

    ``permanent``: asking again later cannot help. ``retry_at``: not before this time, as the
    server wished. ``exchanges`` holds what did come back - redirects, and the page of an error
    status, which may be evidence (404, 410, 451).
    """

    url: str
    kind: FailureKind
    reason: str
    time: datetime
    permanent: bool
    vantage: str = DIRECT
    status: int | None = None
    retry_at: datetime | None = None
    exchanges: tuple[Exchange, ...] = ()


Outcome = Answer | FetchFailure


class Fetch(Protocol):
    """How a step asks for an address without knowing the way to it. Never raises for the net."""

    async def __call__(
        self, url: str, *, validators: Validators | None = None, body: bytes | None = None
    ) -> Outcome:
        """What came back, or why nothing did. A ``body``, of JSON, is sent by POST."""
        ...
