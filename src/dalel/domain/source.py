"""Sources and their addresses: outlets, channels and registers that are watched."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dalel.domain.extraction import Selectors
from dalel.domain.states import FindingState


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

    ``{q}``, ``{page}``, ``{since}``, ``{until}``, ``{unix}`` and ``{uid}`` in an address stand for
    what the collector fills in: a query, a page, days, a time and an id.
    """

    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    SEARCH = "search"
    API = "api"
    TABLE = "table"
    TELEGRAM = "telegram"
    OONI = "ooni"
    MANUAL = "manual"


@dataclass(frozen=True, kw_only=True)
class Listing:
    """How a list page is read: CSS selectors, all but ``entry`` within an entry.

    Without ``title`` the link's text is the title; a time is read from the element's ``datetime``
    attribute, else from its text. Pages are numbered from ``first_page`` where the address has
    ``{page}``; else ``next_page`` selects the link to the next one.
    """

    entry: str
    link: str = "a[href]"
    title: str | None = None
    time: str | None = None
    next_page: str | None = None
    first_page: int = 1


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a collector can read a source."""

    url: str
    kind: AddressKind
    grade: Grade
    language: str | None = None
    note: str = ""
    listing: Listing | None = None

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
    ``needs_browser``: its pages show what they hold only to a browser.
    """

    id: str
    host: str | None
    aliases: tuple[str, ...]
    kind: str
    languages: tuple[str, ...]
    country: str
    names: Mapping[str, str]
    addresses: tuple[Address, ...]
    article_pattern: str | None
    canonical_rule: str | None
    telegram: str | None
    priority: int
    note: str = ""
    selectors: Selectors = field(default_factory=Selectors)
    has_broken_tls: bool = False
    needs_browser: bool = False

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
