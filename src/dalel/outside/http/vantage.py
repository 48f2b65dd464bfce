"""Checks our own connectivity by asking the control hosts."""

import asyncio
from collections.abc import Mapping

from dalel.domain.exchange import DIRECT, Exchange
from dalel.domain.vantage import Vantage
from dalel.outside.http.clock import Clock
from dalel.outside.http.fetcher import Fetcher

#: Name of a group ("inside", "outside" the country) -> addresses that practically always answer.
Controls = Mapping[str, tuple[str, ...]]


async def connected(
    fetcher: Fetcher, controls: Controls, *, vantage: str = DIRECT, clock: Clock | None = None
) -> Vantage:
    """Ask all control hosts at once. Any HTTP answer counts, whatever its status.

    :raises ValueError: when there is no group, or a group without an address.
    """
    if not controls or not all(controls.values()):
        raise ValueError("each group of control hosts needs an address")
    asked = [(group, url) for group, urls in controls.items() for url in urls]
    came = await asyncio.gather(*(fetcher.knock(url, vantage=vantage) for _, url in asked))
    answered: dict[str, tuple[str, ...]] = dict.fromkeys(controls, ())
    failed = []
    for (group, url), outcome in zip(asked, came, strict=True):
        if isinstance(outcome, Exchange):
            answered[group] += (url,)
        else:
            failed.append(outcome)
    return Vantage(
        name=vantage,
        time=(clock or Clock()).now(),
        answered=answered,
        failures=tuple(failed),
    )
