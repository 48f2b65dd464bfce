"""The hosts of a pack: which source a page of a web archive belongs to."""

from collections.abc import Mapping
from functools import lru_cache

from dalel.domain.addresses import host_of
from dalel.domain.source import Source
from dalel.pack import Pack

#: Of so many hosts an index is remembered whose they are.
_KNOWN = 1 << 16


class PackHosts:
    """Sources by host: their own, their aliases, and whatever lies below one of these."""

    def __init__(self, pack: Pack) -> None:
        rules = pack.addresses
        named = {
            host: source
            for source in reversed(pack.sources)
            for host in (*source.aliases, source.host)
            if host
        }
        also = {alias: named[right] for alias, right in rules.aliases.items() if right in named}
        self._sources: Mapping[str, Source] = also | named
        self.source_at = lru_cache(_KNOWN)(self._source_at)

    def source_of(self, url: str) -> Source | None:
        """The source that a page belongs to; None where the pack knows none."""
        return self.source_at(host_of(url))

    def _source_at(self, host: str) -> Source | None:
        """The source of a host as ``host_of`` gives it, or of the nearest one above it."""
        rest = host
        while "." in rest:
            if (found := self._sources.get(rest)) is not None:
                return found
            rest = rest.partition(".")[2]
        return None
