"""Pages as a browser showed them: pictures, the rendered document, and what was asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from dalel.domain.exchange import Exchange


class RenderedKind(StrEnum):
    """What is kept of a page beside its exchanges."""

    SCREENSHOT = "screenshot"
    DOM = "dom"
    PDF = "pdf"


#: The media type of each part.
MEDIA_TYPES: Final[Mapping[RenderedKind, str]] = {
    RenderedKind.SCREENSHOT: "image/png",
    RenderedKind.DOM: "text/html; charset=utf-8",
    RenderedKind.PDF: "application/pdf",
}

#: How the field names what was made of a page (webrecorder's browsertrix: ``urn:view:``).
_PREFIXES: Final[Mapping[RenderedKind, str]] = {
    RenderedKind.SCREENSHOT: "urn:view:",
    RenderedKind.DOM: "urn:dom:",
    RenderedKind.PDF: "urn:pdf:",
}


class RefusalKind(StrEnum):
    """Why something that a page wanted was not given."""

    #: It would have sent something, or has no end: only pages and their parts are asked for.
    NOT_READING = "not reading"
    TOO_MANY = "too many requests"
    TOO_MUCH = "too many bytes"
    #: Films and sounds are kept by other means.
    MEDIA = "media"
    #: Robots, the deny-list, a private network, or no answer.
    FETCHER = "not fetched"
    POPUP = "popup"
    DOWNLOAD = "download"
    SOCKET = "socket"


class RenderWish(StrEnum):
    """Why a browser is to show a page."""

    #: An incident cites it.
    CITED = "cited"
    #: A member brought it in.
    ADDED = "added"
    #: Nothing can be read of it without.
    EMPTY = "empty"
    #: Its source needs a browser.
    SOURCE = "source"

    @property
    def needs_browser(self) -> bool:
        """Whether nothing, or not all, is kept of the page as long as no browser shows it."""
        return self in {RenderWish.EMPTY, RenderWish.SOURCE}


class ShutKind(StrEnum):
    """The wall that a page shows in place of what stands there."""

    CONSENT = "consent"
    PAYWALL = "paywall"
    CHALLENGE = "challenge"


class StopReason(StrEnum):
    """Why a visit ended before the page had come to rest and was kept whole."""

    TIME = "time"
    MEMORY = "memory"
    #: The browser could not be started, broke down or said what it should not.
    BROKEN = "broken"
    #: The page never grew quiet; it was kept as it stood.
    RESTLESS = "restless"
    #: The page went to where no page of the web is.
    LEFT = "left"


@dataclass(frozen=True, kw_only=True)
class RenderedPart:
    """One thing that was made of a page."""

    kind: RenderedKind
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Rendering:
    """A visit of a page by a browser.

    ``exchanges``: the page's own first, redirects included, then all that it asked for. ``page``
    is the exchange that gave the page itself, None where there is none. ``stopped`` and
    ``problem`` say why the visit is not whole, ``problem`` in the program's words. ``refused``
    counts what the page wanted and was not given.
    """

    url: str
    final_url: str
    started: datetime
    exchanges: tuple[Exchange, ...]
    page: Exchange | None = None
    title: str = ""
    parts: tuple[RenderedPart, ...] = ()
    stopped: StopReason | None = None
    problem: str = ""
    refused: Mapping[RefusalKind, int] = field(default_factory=dict)

    def part(self, kind: RenderedKind) -> RenderedPart | None:
        """The part of a kind, where it was made."""
        return next((part for part in self.parts if part.kind is kind), None)


def part_address(kind: RenderedKind, url: str) -> str:
    """Under which address a part of a page stands in the archive."""
    return _PREFIXES[kind] + url


def part_addresses(url: str) -> tuple[str, ...]:
    """All addresses under which parts of a page may stand in the archive."""
    return tuple(part_address(kind, url) for kind in RenderedKind)


def is_part_address(address: str) -> bool:
    """Whether what stands in the archive under an address was made by a browser of ours."""
    return address.startswith(tuple(_PREFIXES.values()))


def page_of_part(address: str) -> str:
    """The page of which a part stands in the archive under an address; any other stays."""
    found = (address.removeprefix(one) for one in _PREFIXES.values() if address.startswith(one))
    return next(found, address)
