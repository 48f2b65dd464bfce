"""Detects outages of outlets, as distinct from outlets that only block our vantage."""

import asyncio
from collections.abc import Container, Mapping

from dalel.domain.exchange import Answer, FetchFailure
from dalel.domain.health import is_absence, is_down, shuts_out
from dalel.newsroom.evidence.actions.collection_run import CollectionRun
from dalel.newsroom.frame.item_failure import ItemWork
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.sources.actions import source_state
from dalel.newsroom.sources.actions.source_state import SourceTally
from dalel.outside.http import Fetcher


def note_outages(tallies: Mapping[str, SourceTally], this: CollectionRun) -> tuple[str, ...]:
    """Record the outlets that gave nothing, while at least one other did; gives their ids.

    When a host that carries many channels is silent, that is told of the host, of no channel.
    Where there is another way to the net, an outlet is asked by that, too: some are closed to the
    addresses of their own country. Its answer is kept as evidence.
    """
    if not any(tally.answered for tally in tallies.values()):
        return ()
    shut = {key: last for key, tally in sorted(tallies.items()) if (last := _shut_out(tally))}
    shut = {key: last for key, last in shut.items() if not _is_its_carriers(key, last, shut, this)}
    answers = this.asking.ask(lambda fetcher: _ask_elsewhere(shut, fetcher, this))
    kept = this.keeping.keep([one for answer in answers.values() for one in answer.exchanges])
    noted = []
    with writing():
        kept.write_rows()
        for key, failure in shut.items():
            answer = answers.get(key)
            if answer is not None or _is_down(key, tallies[key], failure):
                source_state.begin_outage(key, failure, answer.last.vantage if answer else "")
                noted.append(key)
    return tuple(noted)


def _is_its_carriers(
    key: str, failure: FetchFailure, shut: Container[str], this: CollectionRun
) -> bool:
    carrier = this.carrier(failure.url)
    return carrier is not None and carrier != key and carrier in shut


def _shut_out(tally: SourceTally) -> FetchFailure | None:
    """The last of the failures of a source that served nothing; a silence before a refusal."""
    if tally.served:
        return None
    shut = [one for one in tally.failures if shuts_out(one)]
    silences = [one for one in shut if is_absence(one)]
    return next(reversed(silences or shut), None)


def _is_down(key: str, tally: SourceTally, failure: FetchFailure) -> bool:
    in_a_row = source_state.absent_in_a_row(key)
    return is_absence(failure) and is_down(answered=tally.answered, absent_in_a_row=in_a_row)


async def _ask_elsewhere(
    shut: Mapping[str, FetchFailure], fetcher: Fetcher, this: CollectionRun
) -> dict[str, Answer]:
    """What the same addresses give by another way, as far as they give anything."""

    async def ask(failure: FetchFailure) -> Answer | None:
        for way in this.elsewhere(failure.vantage):
            with ItemWork(f"Asking for {failure.url} by {way}"):
                outcome = await fetcher.fetch(failure.url, vantage=way)
                if isinstance(outcome, Answer):
                    return outcome
        return None

    found = await asyncio.gather(*(ask(failure) for failure in shut.values()))
    return {key: answer for key, answer in zip(shut, found, strict=True) if answer}
