"""What would a source give, and how could a site be watched? Nothing is saved."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dalel.domain.addresses import make_link
from dalel.domain.collecting import Collected, Known, Watch
from dalel.domain.errors import DalelError
from dalel.domain.source import Address, AddressKind, Grade, Source
from dalel.domain.vantage import Vantage
from dalel.flow.asking import Asking
from dalel.flow.reach import Reach
from dalel.outside.http import Fetcher
from dalel.pack import Pack
from dalel.steps.collect import COLLECTORS, Proposal, discover
from dalel.steps.collect.manual import gather
from dalel.store import findings
from dalel.store.models import SourceRow


class UnknownSourceError(DalelError):
    """The pack has no such source."""


class CutOffError(DalelError):
    """We are cut off: no control host of a group answers."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What a look at one address of a source brought; None: no collector reads this kind."""

    address: Address
    collected: Collected | None


def try_source(key: str, pack: Pack, reach: Reach) -> tuple[Trial, ...]:
    """Look at every address of a source, the dead and the guessed ones too, and save nothing.

    :raises UnknownSourceError: when the pack has no such source.
    :raises CutOffError: when it would say nothing, for we are cut off.
    """
    source = next((one for one in pack.sources if one.id == key), None)
    if source is None:
        raise UnknownSourceError(f"The pack has no source {key!r}; dalel sources list names them.")
    with Asking(reach) as asking:
        _check(asking.connected())
        return tuple(_try(source, address, asking, pack, reach) for address in source.addresses)


def propose(url: str, pack: Pack, reach: Reach) -> Proposal:
    """Find the feeds, sitemaps and channel of a site.

    :raises CutOffError: when it would say nothing, for we are cut off.
    """
    # The country of most of the pack's sources.
    countries = Counter(one.country for one in pack.sources)
    country = countries.most_common(1)[0][0] if countries else ""
    with Asking(reach) as asking:
        _check(asking.connected())
        return asking.ask(
            lambda fetcher: discover(
                url,
                fetcher.fetch,
                now=reach.clock.now(),
                zone=ZoneInfo(pack.zone),
                country=country,
            )
        )


def take_addresses(text: str, pack: Pack, now: datetime) -> tuple[int, Sequence[str]]:
    """Make findings of the addresses in a text; gives how many are new, and what is no address."""
    nobody = Source(
        id="",
        host=None,
        aliases=(),
        kind="",
        languages=(),
        country="",
        names={},
        addresses=(),
        article_pattern=None,
        canonical_rule=None,
        telegram=None,
        priority=1,
    )
    address = Address(url="", kind=AddressKind.MANUAL, grade=Grade.PROBED_OK)
    watch = Watch(source=nobody, address=address, now=now, zone=ZoneInfo(pack.zone), limit=100_000)
    found = gather(text, watch)
    rows = {row.key: row for row in SourceRow.objects.all()}
    new = 0
    for finding in found.findings:
        link = make_link(finding.url, pack.addresses, pack.sources)
        new += findings.add([finding], rows.get(link.source or ""), pack.addresses, now=now)
    return new, [example for skip in found.skips for example in skip.examples]


def _try(source: Source, address: Address, asking: Asking, pack: Pack, reach: Reach) -> Trial:
    if address.kind not in COLLECTORS:
        return Trial(address=address, collected=None)
    found = asking.ask(lambda fetcher: _look(source, address, fetcher, pack, reach))
    return Trial(address=address, collected=found)


async def _look(
    source: Source, address: Address, fetcher: Fetcher, pack: Pack, reach: Reach
) -> Collected:
    watch = Watch(
        source=source,
        address=address,
        now=reach.clock.now(),
        zone=ZoneInfo(pack.zone),
        known=Known(),
        limit=20,
        pages=1,
    )
    return await COLLECTORS[address.kind](watch, fetcher.fetch)


def _check(vantage: Vantage) -> None:
    if vantage.cut_off:
        raise CutOffError(f"We are cut off: no control host {', '.join(vantage.silent)} answers.")
