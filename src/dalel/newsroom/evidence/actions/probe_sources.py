"""Tries the addresses of all sources from here, and proposes others where none answers."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from dalel.domain.collection import NOTHING_THERE, Collected, SkipReason
from dalel.domain.exchange import DIRECT
from dalel.domain.source import Address, Grade, Source, Unwatched
from dalel.newsroom.evidence.actions.network_policy import Reach
from dalel.newsroom.evidence.actions.requests import Asking
from dalel.newsroom.evidence.actions.try_source import check_connection, look_at, propose_with
from dalel.newsroom.evidence.queries.watched_addresses import addresses_of
from dalel.newsroom.frame.item_failure import ItemWork
from dalel.outside.http import Fetcher
from dalel.pack import Pack
from dalel.steps.collect import COLLECTORS

#: So many sources are tried at once; each host keeps its own pace all the same.
_AT_ONCE: Final = 16
#: Of these nothing is tried: their terms keep programs out, or there is nothing of theirs to read.
_LEFT_ALONE: Final = frozenset(
    {
        Unwatched.OWN,
        Unwatched.BY_HAND,
        Unwatched.ELSEWHERE,
        Unwatched.CARRIER,
        Unwatched.OUT_OF_SCOPE,
        Unwatched.NEEDS_KEY,
    }
)
#: Answers that say that nothing is there, or will be.
_GONE: Final = frozenset({404, 410})


class ProbeResult(StrEnum):
    """What trying an address showed."""

    ANSWERS = "answers"
    #: It answers, and nothing of its kind stands there.
    DEAD = "dead"
    #: It gave nothing, which may be meant for where we ask from.
    UNDECIDED = "undecided"


@dataclass(frozen=True, kw_only=True)
class AddressProbe:
    """An address that was tried, what that showed, and what was found or failed there."""

    address: Address
    result: ProbeResult
    said: str


@dataclass(frozen=True, kw_only=True)
class SourceProbe:
    """A source whose addresses were tried, and addresses found where none of them answers."""

    source: Source
    probes: tuple[AddressProbe, ...]
    proposed: tuple[Address, ...] = ()
    flaw: str = ""

    def mended(self, day: datetime, vantage: str) -> Source:
        """The source with what was learnt: grades, and the addresses that were found."""
        when = f"{vantage}, {day:%Y-%m-%d}"
        tried = {one.address.url: one for one in self.probes}
        addresses = [
            _graded(one, tried[one.url], when) if one.url in tried else one
            for one in addresses_of(self.source)
        ]
        found = [replace(one, note=f"found {when}") for one in self.proposed]
        whole = tuple(addresses + found)
        answers = any(one.grade is Grade.PROBED_OK for one in whole)
        overcome = {Unwatched.NO_ADDRESS, Unwatched.UNPROVED}
        is_open = answers and self.source.unwatched in overcome
        return replace(
            self.source,
            addresses=whole,
            unwatched=None if is_open else self.source.unwatched,
        )


def probe_all(
    pack: Pack, reach: Reach, told: Callable[[SourceProbe], None]
) -> tuple[SourceProbe, ...]:
    """Try every address that a collector can read, the dead and the guessed ones too.

    Nothing is saved. ``told`` hears each source as it is done.

    :raises CutOffError: when it would say nothing, for we are cut off.
    """
    wanted = [
        source
        for source in pack.sources
        if source.id not in pack.own_sources and source.unwatched not in _LEFT_ALONE
    ]
    with Asking(reach) as asking:
        check_connection(asking.connected())
        return asking.ask(lambda fetcher: _probe_all(wanted, fetcher, pack, reach, told))


async def _probe_all(
    wanted: Sequence[Source],
    fetcher: Fetcher,
    pack: Pack,
    reach: Reach,
    told: Callable[[SourceProbe], None],
) -> tuple[SourceProbe, ...]:
    free = asyncio.Semaphore(_AT_ONCE)

    async def probe(source: Source) -> SourceProbe:
        async with free:
            with ItemWork(f"Trying {source.id}") as item:
                found = await _probe(source, fetcher, pack, reach)
            if item.failed:
                found = SourceProbe(source=source, probes=(), flaw=item.flaw.reason)
            told(found)
            return found

    return tuple(await asyncio.gather(*(probe(source) for source in wanted)))


async def _probe(source: Source, fetcher: Fetcher, pack: Pack, reach: Reach) -> SourceProbe:
    probes = [
        _judged(address, await look_at(source, address, fetcher, pack, reach))
        for address in addresses_of(source)
        if address.kind in COLLECTORS
    ]
    answers = any(one.result is ProbeResult.ANSWERS for one in probes)
    proposed: tuple[Address, ...] = ()
    if not answers and source.host and source.unwatched is not Unwatched.NEEDS_BROWSER:
        way = fetcher.through(reach.ways.get(source.id, DIRECT))
        found = await propose_with(f"https://{source.host}/", way, pack, reach)
        known = {one.address.url for one in probes}
        if found.source is not None:
            proposed = tuple(one for one in found.source.addresses if one.url not in known)
    return SourceProbe(source=source, probes=tuple(probes), proposed=proposed)


def _judged(address: Address, found: Collected) -> AddressProbe:
    result, said = _verdict(found)
    return AddressProbe(address=address, result=result, said=said)


def _verdict(found: Collected) -> tuple[ProbeResult, str]:
    brought = (found.findings, found.posts, found.counts, found.changes, found.events)
    if count := sum(len(each) for each in brought):
        return ProbeResult.ANSWERS, f"{count} found"
    if found.failures:
        failure = found.failures[-1]
        said = f"{failure.kind}: {failure.reason}"
        return (ProbeResult.DEAD if failure.status in _GONE else ProbeResult.UNDECIDED), said
    problem = found.problem
    if problem is None:
        return ProbeResult.UNDECIDED, "nothing found"
    lasting = set(NOTHING_THERE) - {SkipReason.NOTHING_FOUND}
    result = ProbeResult.DEAD if problem.reason in lasting else ProbeResult.UNDECIDED
    return result, f"{problem.reason}: {problem.examples[0]}"


def _graded(address: Address, probe: AddressProbe, when: str) -> Address:
    match probe.result:
        case ProbeResult.ANSWERS:
            return replace(address, grade=Grade.PROBED_OK, note=f"answered {when}")
        case ProbeResult.DEAD:
            return replace(address, grade=Grade.PROBED_DEAD, note=f"{when}: {probe.said}"[:200])
        case ProbeResult.UNDECIDED:
            return address
