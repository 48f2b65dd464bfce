"""Collection of new items from the addresses of a source."""

from collections.abc import Awaitable, Callable

from dalel.domain.collection import Collected, WatchedAddress
from dalel.domain.exchange import Fetch
from dalel.domain.source import AddressKind
from dalel.steps.collect import (
    feed,
    ioda,
    listing,
    manual,
    ooni,
    radar,
    register,
    sitemap,
    telegram,
)
from dalel.steps.collect.discover import SourceProposal, discover

#: Looks at one address; what the net does to it is in what it returns, it does not raise.
Collector = Callable[[WatchedAddress, Fetch], Awaitable[Collected]]

#: A new kind of source is a new module and a new line here.
COLLECTORS: dict[AddressKind, Collector] = {
    AddressKind.FEED: feed.collect,
    AddressKind.SITEMAP: sitemap.collect,
    AddressKind.LISTING: listing.collect,
    AddressKind.SEARCH: listing.collect,
    AddressKind.API: register.articles,
    AddressKind.TABLE: register.collect,
    AddressKind.TELEGRAM: telegram.collect,
    AddressKind.OONI: ooni.collect,
    AddressKind.IODA: ioda.collect,
    AddressKind.RADAR: radar.collect,
    AddressKind.MANUAL: manual.collect,
}

__all__ = ["COLLECTORS", "Collector", "SourceProposal", "discover"]
