"""What would a source give, and how could a site be watched? Nothing is saved."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dalel.domain.addresses import make_link
from dalel.domain.collection import Collected, KnownOfSource, WatchedAddress
from dalel.domain.errors import DalelError
from dalel.domain.exchange import DIRECT, Answer, Fetch, FetchFailure, Outcome
from dalel.domain.extraction import Extraction
from dalel.domain.source import Address, AddressKind, Grade, Source
from dalel.domain.vantage import Vantage
from dalel.newsroom.evidence.actions import findings
from dalel.newsroom.evidence.actions.extract import place_of, read_answer, time_in
from dalel.newsroom.evidence.actions.network_policy import Reach
from dalel.newsroom.evidence.actions.requests import Asking
from dalel.newsroom.evidence.queries.watched_addresses import addresses_of, search_terms
from dalel.newsroom.frame.sandbox.pool import pool
from dalel.newsroom.sources.models import SourceRow
from dalel.outside.http import Fetcher
from dalel.pack import Pack
from dalel.steps.collect import COLLECTORS, SourceProposal, discover
from dalel.steps.collect.manual import gather


class UnknownSourceError(DalelError):
    """The pack has no such source."""


class CutOffError(DalelError):
    """We are cut off: no control host of a group answers."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What a look at one address of a source brought; None: no collector reads this kind.

    ``page`` is how the first page that it names is read, or why it is not.
    """

    address: Address
    collected: Collected | None
    page: Extraction | FetchFailure | None = None


def try_source(key: str, pack: Pack, reach: Reach) -> tuple[Trial, ...]:
    """Look at every address of a source, the dead and the guessed ones too, and save nothing.

    :raises UnknownSourceError: when the pack has no such source.
    :raises CutOffError: when it would say nothing, for we are cut off.
    """
    source = next((one for one in pack.sources if one.id == key), None)
    if source is None:
        raise UnknownSourceError(f"The pack has no source {key!r}; dalel sources list names them.")
    with Asking(reach) as asking:
        check_connection(asking.connected())
        return tuple(_try(source, address, asking, pack, reach) for address in addresses_of(source))


def propose(url: str, pack: Pack, reach: Reach) -> SourceProposal:
    """Find the feeds, sitemaps and channel of a site.

    :raises CutOffError: when it would say nothing, for we are cut off.
    """
    with Asking(reach) as asking:
        check_connection(asking.connected())
        return asking.ask(lambda fetcher: propose_with(url, fetcher.fetch, pack, reach))


async def propose_with(url: str, fetch: Fetch, pack: Pack, reach: Reach) -> SourceProposal:
    """Find the feeds, sitemaps and channel of a site by a way that is open already."""
    # The country of most of the pack's sources.
    countries = Counter(one.country for one in pack.sources)
    country = countries.most_common(1)[0][0] if countries else ""
    return await discover(
        url,
        fetch,
        now=reach.clock.now(),
        zone=ZoneInfo(pack.zone),
        country=country,
        reader=pool().read,
    )


async def look_at(
    source: Source, address: Address, fetcher: Fetcher, pack: Pack, reach: Reach
) -> Collected:
    """What one address of a source brings, as if nothing were known of it."""
    now, zone = reach.clock.now(), ZoneInfo(pack.zone)
    watch = WatchedAddress(
        source=source,
        address=address,
        now=now,
        zone=zone,
        known=KnownOfSource(),
        terms=search_terms(source, address, pack)[:1],
        sites=pack.watched_sites,
        networks=tuple(one.asn for one in pack.networks.of_readers[:1]),
        limit=20,
        pages=1,
        read_time=lambda text: time_in(text, zone, now),
        reader=pool().read,
    )
    return await COLLECTORS[address.kind](watch, fetcher.through(reach.ways.get(source.id, DIRECT)))


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
    watch = WatchedAddress(
        source=nobody, address=address, now=now, zone=ZoneInfo(pack.zone), limit=100_000
    )
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
    found, outcome = asking.ask(lambda fetcher: _look(source, address, fetcher, pack, reach))
    if not isinstance(outcome, Answer):
        return Trial(address=address, collected=found, page=outcome)
    page = read_answer(outcome, found.findings[0].url, source, ZoneInfo(pack.zone)).page
    return Trial(address=address, collected=found, page=page)


async def _look(
    source: Source, address: Address, fetcher: Fetcher, pack: Pack, reach: Reach
) -> tuple[Collected, Outcome | None]:
    """What the address brought, and what came from the first page that it names."""
    found = await look_at(source, address, fetcher, pack, reach)
    if not found.findings or address.kind is AddressKind.OONI:
        return found, None
    ask = fetcher.through(reach.ways.get(source.id, DIRECT))
    return found, await ask(place_of(found.findings[0].url))


def check_connection(vantage: Vantage) -> None:
    """Go on only while others can be reached.

    :raises CutOffError: when nothing that fails would say anything of others.
    """
    if vantage.cut_off:
        raise CutOffError(
            "We are cut off: none of the addresses answers that practically always do "
            f"({', '.join(vantage.silent)}: controls in the pack's pack.toml). What fails now "
            "would say nothing of others, so nobody is asked. Is this machine on the net?"
        )
