"""Shared state of all stages of one collection pass."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from functools import cached_property
from threading import Event
from zoneinfo import ZoneInfo

from dalel.domain.addresses import host_of
from dalel.domain.exchange import DIRECT
from dalel.domain.source import Source
from dalel.newsroom.evidence.actions.archive import Keeping
from dalel.newsroom.evidence.actions.network_policy import Reach
from dalel.newsroom.evidence.actions.requests import Asking
from dalel.newsroom.sources.actions.source_state import SourceTally
from dalel.newsroom.sources.models import SourceRow
from dalel.pack import Pack

#: Of what is dated, the first look at an address takes nothing older.
BACK = timedelta(days=30)


def silent(_stage: str, _done: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, kw_only=True)
class CollectionRun:
    """One pass: the ways out, the archive, the pack, and a tally of each source by its id.

    ``told`` hears how far a stage has come. ``back`` None takes what is dated, however old.
    ``until``, or once ``stop`` is set: nothing more is begun then, the next pass goes on.
    """

    asking: Asking
    keeping: Keeping
    reach: Reach
    pack: Pack
    back: timedelta | None = BACK
    told: Callable[[str, int], None] = silent
    until: datetime | None = None
    stop: Event = field(default_factory=Event)
    tallies: dict[str, SourceTally] = field(default_factory=lambda: defaultdict(SourceTally))

    def now(self) -> datetime:
        """The time, by the clock that all of the pass goes by."""
        return self.reach.clock.now()

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be begun."""
        return self.stop.is_set() or (self.until is not None and self.now() >= self.until)

    @cached_property
    def zone(self) -> tzinfo:
        """The country's."""
        return ZoneInfo(self.pack.zone)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The pack's sources by id."""
        return {source.id: source for source in self.pack.sources}

    def source(self, row: SourceRow | None) -> Source | None:
        """What the pack says of a source."""
        return self.sources.get(row.key) if row else None

    def tally(self, row: SourceRow | None) -> SourceTally:
        """The tally of a source; what belongs to none is counted under ``-``."""
        return self.tallies[row.key if row else "-"]

    def carrier(self, url: str) -> str | None:
        """The id of the source that carries channels of others at an address's host."""
        return self.pack.carriers.get(host_of(url))

    def way(self, row: SourceRow | None) -> str:
        """The vantage point from which a source is asked."""
        return self.reach.ways.get(row.key, DIRECT) if row else DIRECT

    def elsewhere(self, way: str) -> Sequence[str]:
        """The other vantage points that there are."""
        return [name for name in (DIRECT, *self.reach.policy.proxies) if name != way]
