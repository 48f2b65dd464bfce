"""The invented outlets of the sample press, with the trap that each sets for collectors."""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Final

from dalel.domain.source import Address, AddressKind, Grade, Listing, Source

#: Where the channel's preview stands in the sample press; the real one stands at t.me/s/.
CHANNEL_HOST: Final = "tg.test"


class OutletKind(StrEnum):
    """How an outlet tells what is new; these are the collectors' names."""

    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    TELEGRAM = "telegram"


class Trap(Enum):
    """What goes wrong at an outlet."""

    NONE = auto()
    #: The search page repeats any query as its heading, so it looks like an article.
    ECHOING_SEARCH = auto()
    #: Every ``lastmod`` of the sitemap is today.
    LYING_LASTMOD = auto()
    #: Pages are windows-1251 and say so only in a meta element.
    OLD_ENCODING = auto()
    #: Neither page nor feed gives a date.
    MISSING_DATE = auto()
    #: Each page takes its time.
    SLOW = auto()
    #: The first request for each page is refused with 429 and Retry-After.
    TOO_MANY_REQUESTS = auto()
    #: Every third page is forbidden.
    FORBIDDEN = auto()
    #: Every third page leads back to itself.
    REDIRECT_LOOP = auto()
    #: Every third page unpacks to a hundred megabytes.
    BOMB = auto()
    #: Headline and text of every third page change an hour later.
    EDITED = auto()
    #: Every third page, or post, is gone an hour later.
    DELETED = auto()
    #: The feed breaks off in the middle of an item.
    BROKEN_FEED = auto()


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """One invented outlet: ``look`` names its page template."""

    host: str
    name: str
    language: str
    kind: OutletKind
    path: str
    look: str
    trap: Trap = Trap.NONE

    @property
    def id(self) -> str:
        """Its id as a source: the host without its ending."""
        return self.host.removesuffix(".test")


OUTLETS: Final = (
    Outlet(
        host="belesmedia.test",
        name="Белес медиа",
        language="kk",
        kind=OutletKind.FEED,
        path="/rss",
        look="semantic",
    ),
    Outlet(
        host="norma.test",
        name="Норма",
        language="ru",
        kind=OutletKind.FEED,
        path="/atom.xml",
        look="blocks",
    ),
    Outlet(
        host="yasnost.test",
        name="Ясность",
        language="ru",
        kind=OutletKind.SITEMAP,
        path="/sitemap-news.xml",
        look="semantic",
        trap=Trap.LYING_LASTMOD,
    ),
    Outlet(
        host="orbita.test",
        name="Орбита",
        language="ru",
        kind=OutletKind.LISTING,
        path="/news/",
        look="blocks",
        trap=Trap.ECHOING_SEARCH,
    ),
    Outlet(
        host="salystyr.test",
        name="Салыстыр",
        language="kk",
        kind=OutletKind.FEED,
        path="/rss",
        look="blocks",
        trap=Trap.EDITED,
    ),
    Outlet(
        host="tayanysh.test",
        name="Таяныш",
        language="kk",
        kind=OutletKind.SITEMAP,
        path="/sitemap.xml",
        look="table",
        trap=Trap.REDIRECT_LOOP,
    ),
    Outlet(
        host="raqam.test",
        name="Рақам",
        language="kk",
        kind=OutletKind.FEED,
        path="/feed.json",
        look="semantic",
    ),
    Outlet(
        host="zashchita-prav.test",
        name="Защита прав",
        language="ru",
        kind=OutletKind.FEED,
        path="/rss",
        look="table",
        trap=Trap.OLD_ENCODING,
    ),
    Outlet(
        host="mozaika.test",
        name="Мозаика",
        language="ru",
        kind=OutletKind.FEED,
        path="/rss",
        look="semantic",
        trap=Trap.FORBIDDEN,
    ),
    Outlet(
        host="freewave.test",
        name="Free Wave",
        language="en",
        kind=OutletKind.FEED,
        path="/rss",
        look="semantic",
        trap=Trap.SLOW,
    ),
    Outlet(
        host="baspasoz.test",
        name="Баспасөз",
        language="kk",
        kind=OutletKind.LISTING,
        path="/news/",
        look="blocks",
        trap=Trap.MISSING_DATE,
    ),
    Outlet(
        host="mangystau-tv.test",
        name="Маңғыстау ТВ",
        language="ru",
        kind=OutletKind.FEED,
        path="/rss",
        look="table",
        trap=Trap.BROKEN_FEED,
    ),
    Outlet(
        host="kabar7.test",
        name="Кабар 7",
        language="kk",
        kind=OutletKind.FEED,
        path="/rss",
        look="semantic",
        trap=Trap.TOO_MANY_REQUESTS,
    ),
    Outlet(
        host="dauir-tv.test",
        name="Дәуір ТВ",
        language="ru",
        kind=OutletKind.SITEMAP,
        path="/sitemap-news.xml",
        look="blocks",
        trap=Trap.BOMB,
    ),
    Outlet(
        host="kvartal.test",
        name="Квартал",
        language="ru",
        kind=OutletKind.TELEGRAM,
        path="/s/kvartal",
        look="channel",
        trap=Trap.DELETED,
    ),
)


#: How the press's list pages are read.
_LIST: Final = Listing(entry="ul.news > li", time="time", next_page="a[rel=next]")


def address(outlet: Outlet) -> str:
    """Where a collector reads the outlet."""
    host = CHANNEL_HOST if outlet.kind is OutletKind.TELEGRAM else outlet.host
    return f"http://{host}{outlet.path}"


def sources() -> tuple[Source, ...]:
    """The outlets as entries of a pack."""
    return tuple(
        Source(
            id=outlet.id,
            host=outlet.host,
            aliases=(),
            kind="telegram" if outlet.kind is OutletKind.TELEGRAM else "news",
            languages=(outlet.language,),
            country="KZ",
            names=dict.fromkeys(("kk", "ru", "en"), outlet.name),
            addresses=(
                Address(
                    url=address(outlet),
                    kind=AddressKind(outlet.kind),
                    grade=Grade.PROBED_OK,
                    language=outlet.language,
                    listing=_LIST if outlet.kind is OutletKind.LISTING else None,
                ),
            ),
            article_pattern=None,
            canonical_rule=None,
            telegram=outlet.id if outlet.kind is OutletKind.TELEGRAM else None,
            priority=1,
        )
        for outlet in OUTLETS
    )
