"""How many pages a second does the fetcher bring, and does its memory grow?

Usage: fetch_speed.py [HOSTS PAGES KIB]. A server in a process of its own plays HOSTS invented
hosts; nothing leaves the machine. Robots.txt is read and the length of each page compared; the
waits between requests are off.
"""

import asyncio
import gzip
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection

from aiohttp import web

from dalel.domain.exchange import Answer
from dalel.outside.http import Fetcher, Policy

LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


def page(kib: int) -> bytes:
    """A page of so many KiB of words, which packs to a third or so, as news pages do."""
    chance = random.Random(1)  # noqa: S311 - it is to be the same each time
    words = ["".join(chance.choices(LETTERS, k=chance.randint(3, 10))) for _ in range(3000)]
    text = " ".join(chance.choices(words, k=kib * 100)).encode()
    return b"<!doctype html><meta charset=utf-8><p>" + text[: kib * 1024]


def serve(body: bytes, port: Connection) -> None:
    """Play all hosts until the process is ended; says its port first."""
    packed = gzip.compress(body)

    async def run() -> None:
        async def answer(_request: web.Request) -> web.Response:
            headers = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
            return web.Response(body=packed, headers=headers)

        async def robots(_request: web.Request) -> web.Response:
            return web.Response(text="User-agent: *\nDisallow: /admin\n")

        app = web.Application()
        app.router.add_get("/robots.txt", robots)
        app.router.add_get("/{path:.*}", answer)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(run())


async def fetch_all(hosts: int, pages: int, port: int, length: int) -> None:
    """Fetch everything and say how long it took, with the peak memory at each quarter."""

    async def resolve(_host: str, _port: int) -> Sequence[tuple[str, int]]:
        return [("127.0.0.1", port)]

    policy = Policy(
        user_agent="Dalel-bench/0.1 (+https://newsroom.test/bot)",
        delay=0.0,
        at_once=32,
        allow_private=frozenset({f"127.0.0.1:{port}"}),
    )
    async with Fetcher(policy, resolve=resolve) as fetcher:

        async def visit(host: int, numbers: range) -> None:
            for number in numbers:
                outcome = await fetcher.fetch(f"http://outlet-{host}.test/news/{number}")
                if not isinstance(outcome, Answer) or len(outcome.last.content) != length:
                    raise SystemExit(f"broken: {outcome}")

        begin = time.perf_counter()
        for quarter in range(4):
            numbers = range(quarter * pages // 4, (quarter + 1) * pages // 4)
            await asyncio.gather(*(visit(host, numbers) for host in range(hosts)))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            done = hosts * numbers.stop
            rate = done / (time.perf_counter() - begin)
            sys.stdout.write(f"{done} pages: {rate:.0f} pages/s, peak memory {peak:.0f} MiB\n")


def main() -> None:
    """Start the server, fetch, end the server."""
    hosts, pages, kib = map(int, sys.argv[1:4]) if len(sys.argv) > 3 else (40, 200, 60)
    body = page(kib)
    mine, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(body, theirs), daemon=True)
    server.start()
    asyncio.run(fetch_all(hosts, pages, mine.recv(), len(body)))
    server.terminate()
    server.join()


if __name__ == "__main__":
    main()
