"""The parts of a page come in one burst; the host's distance is kept after the last of them."""

import asyncio

from wire_server import StillClock, WireServer, answer, bad, good


def test_parts_come_without_the_distance_that_pages_keep() -> None:
    async def run() -> StillClock:
        still = StillClock()
        rules = answer(body=b"User-agent: *\nCrawl-delay: 10")
        plays = {"/robots.txt": rules, **{f"/{n}": answer(body=b"x") for n in range(6)}}
        async with (
            WireServer(plays) as server,
            server.fetcher(still, delay=1.0, part_delay=0.5) as fetcher,
        ):
            good(await fetcher.fetch(server.url("/0")))
            begun = still.passed
            for number in range(1, 5):
                good(await fetcher.part(server.url(f"/{number}")))
            assert still.passed - begun == 4 * 0.5
            good(await fetcher.fetch(server.url("/5")))
            assert still.passed - begun == 4 * 0.5 + 10
        return still

    asyncio.run(run())


def test_a_busy_host_is_left_alone_and_a_part_is_asked_for_once() -> None:
    async def run() -> list[str]:
        still = StillClock()
        busy = answer("429 Too Many", Retry_After="500")
        async with WireServer({"/a": busy}) as server, server.fetcher(still) as fetcher:
            assert bad(await fetcher.part(server.url("/a"))).status == 429
            assert bad(await fetcher.part(server.url("/b"))).retry_at is not None
            assert bad(await fetcher.part("no address")).permanent
            return server.paths

    assert asyncio.run(run()) == ["/a"]
