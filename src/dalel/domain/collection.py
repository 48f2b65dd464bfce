"""Types shared by all collectors: what they are given, and what a look at an address brings."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import Final, ParamSpec, Protocol, TypeVar

from dalel.domain.exchange import Answer, FetchFailure, Validators
from dalel.domain.network_event import NetworkEvent
from dalel.domain.register import RegisterChange, RegisterEntry
from dalel.domain.source import Address, Finding, Source

P = ParamSpec("P")
R = TypeVar("R")


class ForeignReader(Protocol):
    """How a step reads what a stranger sent; where that is done is its caller's choice."""

    async def __call__(self, read: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """What the function gives for the arguments.

        :raises UnreadableError: when it takes more time or memory than it may.
        """
        ...


async def read_here(read: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Read in this process, however long it takes."""
    return read(*args, **kwargs)


def no_time(_text: str) -> datetime | None:
    """Reads no time at all."""
    return None


def denies_nothing(_url: str) -> bool:
    """Lets every address pass."""
    return False


@dataclass(frozen=True, kw_only=True)
class KnownOfSource:
    """What we have from a source already.

    ``urls`` need only answer ``in``, so that its owner may compare canonical forms. ``posts`` leads
    from a post's address to the digest of what it said, ``entries`` from a row's key to the row of
    the register; None: it was never read. ``events`` lead from the key of an event of a network to
    how it stood. ``validators`` are by address asked.
    """

    urls: Container[str] = frozenset()
    posts: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, RegisterEntry] | None = None
    events: Mapping[str, str] = field(default_factory=dict)
    validators: Mapping[str, Validators] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class WatchedAddress:
    """One address of a source, to be looked at now.

    ``zone`` holds for times that name none. What is dated before ``since`` is too old to be taken.
    ``terms`` are asked of a search, ``sites`` and ``networks`` (AS numbers) of a service that
    measures. ``limit`` findings and ``pages`` pages are enough for one look. ``goes_back``: pages
    are turned although they show what we know, to see what became of it. ``read_time`` reads a time
    in words, as it stands beside a headline. ``is_denied`` knows what is not even noted. ``reader``
    reads what came.
    """

    source: Source
    address: Address
    now: datetime
    zone: tzinfo
    known: KnownOfSource = field(default_factory=KnownOfSource)
    since: datetime | None = None
    terms: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    networks: tuple[int, ...] = ()
    limit: int = 200
    pages: int = 5
    goes_back: bool = False
    read_time: Callable[[str], datetime | None] = no_time
    is_denied: Callable[[str], bool] = denies_nothing
    reader: ForeignReader = read_here


class SkipReason(StrEnum):
    """Why something that a collector saw was not taken."""

    KNOWN = "known"
    REPEATED = "repeated"
    NO_ADDRESS = "no_address"
    BAD_ADDRESS = "bad_address"
    DENIED = "denied"
    FOREIGN_HOST = "foreign_host"
    NOT_AN_ARTICLE = "not_an_article"
    TOO_OLD = "too_old"
    #: Undated, and behind what is newest.
    NOT_RECENT = "not_recent"
    #: One look takes no more; the next one may.
    OVER_LIMIT = "over_limit"
    #: A page of a list that shows what another page showed already.
    SAME_PAGE = "same_page"
    SERVICE_MESSAGE = "service_message"
    #: The last entry of a file that ends in its middle.
    BROKEN_OFF = "broken_off"
    UNREADABLE = "unreadable"
    NOTHING_FOUND = "nothing_found"
    NO_TERM = "no_term"
    NO_PREVIEW = "no_preview"
    NO_ANOMALY = "no_anomaly"
    #: A row of a register about something else.
    NOT_ASKED_FOR = "not_asked_for"
    #: So many rows of a register are missing at once that its answer is not believed.
    SHRUNK = "shrunk"
    #: A row without the fields that it is known by.
    NO_KEY = "no_key"
    #: A measurement of something that nobody watches.
    NOT_WATCHED = "not_watched"


#: What a look says of an address at which nothing of its kind stands.
NOTHING_THERE: Final = (
    SkipReason.NO_PREVIEW,
    SkipReason.UNREADABLE,
    SkipReason.NOTHING_FOUND,
    SkipReason.SHRUNK,
)
#: What is told of a look beside all that it found.
FLAWS: Final = frozenset({*NOTHING_THERE, SkipReason.BROKEN_OFF})


@dataclass(frozen=True, kw_only=True)
class Skip:
    """How many were not taken for one reason, with at most three of them as examples."""

    reason: SkipReason
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Post:
    """A post of a public channel: what it says, without what changes by itself (views, votes).

    ``page`` is the address at which it was read. ``digest`` changes when, and only when, what it
    says changes. ``media`` are the kinds of what is attached, in order. ``edited``: the channel
    says so, or we had it otherwise.
    """

    url: str
    page: str
    published: datetime | None
    text: str
    digest: str
    author: str | None = None
    forwarded_from: str | None = None
    links: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    edited: bool = False


@dataclass(frozen=True, kw_only=True)
class NetworkCount:
    """How often something was tested on a day, and how often it looked blocked (OONI).

    ``subject`` is a domain or an address, None for all; ``network`` an AS number, None for all.
    """

    source: str
    day: date
    country: str | None
    subject: str | None
    network: str | None
    measured: int
    anomalies: int
    confirmed: int
    failures: int


@dataclass(frozen=True, kw_only=True)
class Collected:
    """What one look at an address brought, and what became of all that was not taken.

    ``gone`` are posts that we know and that no longer stand among their neighbours. ``events`` are
    new or changed, ``seen_again`` the keys of those that stand as before. ``validators`` may be
    kept once the rest is saved. ``evidence`` are answers that prove the posts, the counts, the
    events and the ``changes`` of a register's rows.
    ``unchanged`` counts pages of which the server said that nothing is new. ``exhausting``: a page
    took more time or memory than reading it may.
    """

    findings: tuple[Finding, ...] = ()
    posts: tuple[Post, ...] = ()
    gone: tuple[str, ...] = ()
    counts: tuple[NetworkCount, ...] = ()
    changes: tuple[RegisterChange, ...] = ()
    events: tuple[NetworkEvent, ...] = ()
    seen_again: tuple[str, ...] = ()
    skips: tuple[Skip, ...] = ()
    failures: tuple[FetchFailure, ...] = ()
    validators: Mapping[str, Validators] = field(default_factory=dict)
    evidence: tuple[Answer, ...] = ()
    unchanged: int = 0
    exhausting: bool = False

    @property
    def brought(self) -> bool:
        """Whether it found anything, or was told that what is there is known."""
        things = (self.findings, self.posts, self.gone, self.counts, self.changes, self.events)
        return any(things) or bool(self.seen_again or self.unchanged)

    @property
    def problem(self) -> Skip | None:
        """Why the address is not what it should be: nothing of its kind stands there."""
        if self.brought:
            return None
        reasons = {skip.reason: skip for skip in self.skips}
        if SkipReason.KNOWN in reasons:
            return None
        return next((reasons[one] for one in NOTHING_THERE if one in reasons), None)
