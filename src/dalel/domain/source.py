"""Sources and their addresses: outlets, channels and registers that are watched."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from dalel.domain.extraction import Selectors
from dalel.domain.register import RowReading
from dalel.domain.states import FindingState

#: What a public Telegram channel may be called, as a pattern
#: (https://core.telegram.org/method/channels.checkUsername).
CHANNEL_NAME: Final = "[A-Za-z][A-Za-z0-9_]{3,31}"


class Grade(StrEnum):
    """How well an address of a source is known to answer."""

    PROBED_OK = "probed_ok"
    PROBED_DEAD = "probed_dead"
    LISTED_IN_CODE = "listed_in_code"
    STORED_COPY = "stored_copy"
    INFERRED_CMS_DEFAULT = "inferred_cms_default"
    UNVERIFIED_GUESS = "unverified_guess"


class AddressKind(StrEnum):
    """What a collector finds at an address.

    ``{q}``, ``{page}``, ``{offset}``, ``{since}``, ``{until}``, ``{network}``, ``{unix}`` and
    ``{uid}`` in an address stand for what the collector fills in: a query, a page, the rows before
    it, the span asked for (days; for IODA seconds since 1970), the number of a network, a time and
    an id. An ``api`` gives a list of articles, a ``table`` is a register of its own rows.
    """

    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    SEARCH = "search"
    API = "api"
    TABLE = "table"
    TELEGRAM = "telegram"
    OONI = "ooni"
    IODA = "ioda"
    #: Cloudflare Radar, which answers only who shows a token.
    RADAR = "radar"
    MANUAL = "manual"


@dataclass(frozen=True, kw_only=True)
class Listing:
    """How a list page is read: CSS selectors, all but ``entry`` within an entry.

    Without ``title`` the link's text is the title; a time is read from the element's ``datetime``
    attribute, else from its text. Pages are numbered from ``first_page`` where the address has
    ``{page}`` or, with ``page_size`` rows each, ``{offset}``; else ``next_page`` selects the link
    to the next one.
    """

    entry: str
    link: str = "a[href]"
    title: str | None = None
    time: str | None = None
    next_page: str | None = None
    first_page: int = 1
    page_size: int = 0


class Unwatched(StrEnum):
    """Why a source is not watched at any address of its own."""

    #: What the newsroom itself says is no evidence.
    OWN = "own"
    NO_ADDRESS = "no_address"
    #: Somebody has to see one of its addresses answer first.
    UNPROVED = "unproved"
    NEEDS_BROWSER = "needs_browser"
    NEEDS_KEY = "needs_key"
    NEEDS_CERTIFICATE = "needs_certificate"
    #: People may read it; its terms, a login or its form keep programs out.
    BY_HAND = "by_hand"
    #: What it says is read at another source.
    ELSEWHERE = "elsewhere"
    #: It carries channels, each a source of its own.
    CARRIER = "carrier"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a collector can read a source; ``reading`` is how, where it gives rows."""

    url: str
    kind: AddressKind
    grade: Grade
    language: str | None = None
    note: str = ""
    listing: Listing | None = None
    reading: RowReading | None = None

    @property
    def is_default(self) -> bool:
        """Whether to read it without asking: never what is dead or was only guessed."""
        return self.grade in {Grade.PROBED_OK, Grade.LISTED_IN_CODE, Grade.STORED_COPY}


@dataclass(frozen=True, kw_only=True)
class Source:
    """An outlet, channel or register.

    ``host`` and ``aliases`` are in lower case, without www. ``canonical_rule`` names the pack's
    rule by which its article addresses are made canonical; ``telegram`` is its channel's name;
    ``names`` may lack a language in which the outlet has no name of its own; ``note`` is for the
    newsroom, never for an output. ``priority`` runs from 1 (first) to 3 (optional). ``selectors``
    find the parts of its pages where they are not found without. ``has_broken_tls``: the chain of
    its certificates is broken, and it is read all the same; every capture says so.
    ``has_own_root``: its certificate comes from an authority that is trusted for its hosts alone,
    once the newsroom gave that authority's certificate. ``needs_browser``: its pages show what they
    hold only to a browser. ``unwatched`` tells why it is read nowhere, where it is.
    """

    id: str
    host: str | None = None
    aliases: tuple[str, ...] = ()
    kind: str
    languages: tuple[str, ...]
    country: str
    names: Mapping[str, str]
    addresses: tuple[Address, ...] = ()
    article_pattern: str | None = None
    canonical_rule: str | None = None
    telegram: str | None = None
    priority: int
    note: str = ""
    selectors: Selectors = field(default_factory=Selectors)
    has_broken_tls: bool = False
    has_own_root: bool = False
    needs_browser: bool = False
    unwatched: Unwatched | None = None

    def name(self, language: str) -> str:
        """Its name in a language, else in any, else its host."""
        return self.names.get(language) or next(iter(self.names.values()), self.host or self.id)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """An address that a collector saw."""

    url: str
    source: str
    seen: datetime
    title: str | None = None
    published: datetime | None = None
    state: FindingState = FindingState.NEW
    reason: str | None = None
