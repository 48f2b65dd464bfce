"""Serves the sample press on this machine, with a pack and network access limited to it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Final

from aiohttp import web

from dalel.cli.sample import channels, drafts, measurer
from dalel.cli.sample.outlets import sources
from dalel.cli.sample.server import SamplePress
from dalel.newsroom.evidence.actions.network_policy import Reach
from dalel.outside.http import Clock, Policy
from dalel.pack import Pack
from dalel.pack.denial import Denied

_HOST: Final = "127.0.0.1"
#: The texts that the press prints lie in the pack.
ARTICLES: Final = Path("training") / "articles.jsonl"
#: Any answer of these hosts counts, also that there is no such outlet.
_CONTROLS: Final = {
    "inside": ("http://control-inside.test/",),
    "outside": ("http://control-outside.test/",),
}


def utc_now() -> datetime:
    """The machine's time in UTC."""
    return datetime.now(UTC)


@contextmanager
def open_press(
    articles: Path,
    *,
    port: int = 0,
    clock: Callable[[], datetime] = utc_now,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Iterator[int]:
    """Serve the press from a thread on this machine alone; gives its port."""
    press = SamplePress(articles, clock=clock, pause=pause)
    with serving(press.application(), port) as at:
        yield at


@contextmanager
def serving(application: web.Application, port: int = 0) -> Iterator[int]:
    """Serve an application from a thread on this machine alone; gives its port.

    :raises OSError: when the port is taken.
    """
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="sample press", daemon=True)
    thread.start()
    runner = web.AppRunner(application, access_log=None)

    async def start() -> int:
        await runner.setup()
        await web.TCPSite(runner, _HOST, port, reuse_address=True).start()
        return int(runner.addresses[0][1])

    try:
        yield asyncio.run_coroutine_threadsafe(start(), loop).result()
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def press_pack(pack: Pack) -> Pack:
    """A pack whose only sources and networks are those of the sample press."""
    return replace(
        pack,
        sources=(*sources(), drafts.source(), *channels.sources(), measurer.source()),
        networks=measurer.NETWORKS,
        own_sources=(),
        controls=_CONTROLS,
        denied=Denied(),
    )


def with_press(pack: Pack) -> Pack:
    """A pack that knows the sample press too, for a desk that shows what was read there."""
    press = press_pack(pack)
    networks = replace(press.networks, country=pack.networks.country)
    return replace(pack, sources=(*pack.sources, *press.sources), networks=networks)


def press_reach(port: int, *, clock: Clock | None = None) -> Reach:
    """The way to the press alone: every name under ``.test`` leads to its port, no other to any."""

    async def resolve(host: str, _port: int) -> Sequence[tuple[str, int]]:
        if not host.endswith(".test"):
            raise OSError(f"{host} is no outlet of the sample press")
        return [(_HOST, port)]

    return Reach(
        policy=Policy(
            user_agent="Dalel-sample/1 (+https://sample.test/)",
            at_once_per_host=8,
            delay=0.0,
            first_wait=0.1,
            allow_private=frozenset({f"{_HOST}:{port}"}),
        ),
        controls=_CONTROLS,
        resolve=resolve,
        clock=clock or Clock(),
    )
