import asyncio
import gzip
import zlib

import pytest

from dalel.domain.exchange import DIRECT, FailureKind, Outcome, Tls
from wire_server import WireServer, answer, bad, good


def fetch_one(play: bytes, **changes: object) -> tuple[Outcome, WireServer]:
    async def run() -> tuple[Outcome, WireServer]:
        async with (
            WireServer({"/page": play}) as server,
            server.fetcher(None, **changes) as fetcher,
        ):
            return await fetcher.fetch(server.url("/page")), server

    return asyncio.run(run())


def test_an_exchange_keeps_both_heads_as_they_went_over_the_wire() -> None:
    head = b"HTTP/1.1 200 Fine\r\nX-Odd-CASE: one\r\ncontent-length: 5\r\nX-Odd-CASE: two\r\n\r\n"
    outcome, server = fetch_one(head + b"hello")
    exchange = good(outcome).last
    assert exchange.response_head == head
    assert exchange.request_head == server.heads[-1]
    assert exchange.body == exchange.content == b"hello"
    assert exchange.headers()[0] == ("X-Odd-CASE", "one")
    assert exchange.header("x-odd-case") == "one"
    assert exchange.header("Location") is None
    assert (exchange.peer, exchange.vantage, exchange.tls) == (server.place, DIRECT, Tls.NONE)


def test_we_say_who_we_are_and_whom_to_ask() -> None:
    _, server = fetch_one(answer(body=b"x"))
    assert all(b"User-Agent: Dalel/0.1 (+https://newsroom.test/bot)" in h for h in server.heads)


def test_a_chunked_body_is_read_to_its_end() -> None:
    play = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"
    )
    assert good(fetch_one(play)[0]).last.body == b"abcdefg"


def test_a_compressed_body_is_kept_as_sent_beside_its_content() -> None:
    packed = gzip.compress(b"page " * 100, mtime=0)
    last = good(fetch_one(answer(body=packed, Content_Encoding="gzip"))[0]).last
    assert last.body == packed
    assert last.content == b"page " * 100


@pytest.mark.parametrize("body", [b"old", b"old" * 10**6])
def test_a_body_without_length_ends_with_the_connection(body: bytes) -> None:
    assert good(fetch_one(b"HTTP/1.0 200 OK\r\n\r\n" + body)[0]).last.body == body


@pytest.mark.parametrize(
    ("play", "kind"),
    [
        (answer(body=b"short", length=500), FailureKind.BROKEN),
        (answer(body=b"longer than said", length=5), FailureKind.BROKEN),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc", FailureKind.BROKEN),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", FailureKind.BROKEN),
        # So long that it has begun to be read when the nonsense comes.
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + b"4e20\r\n%s\r\n" % (b"x" * 20_000) * 20
            + b'4;"\0\r\ntext\r\n0\r\n\r\n',
            FailureKind.BROKEN,
        ),
        (b"SSH-2.0-OpenSSH\r\n\r\n", FailureKind.BROKEN),
        (b"", FailureKind.BROKEN),
        (answer(body=b"plain", Content_Encoding="gzip"), FailureKind.BROKEN),
        (answer(body=b"plain", Content_Encoding="br"), FailureKind.BROKEN),
        (
            answer(body=gzip.compress(b"cut off here", mtime=0)[:-9], Content_Encoding="gzip"),
            FailureKind.BROKEN,
        ),
        (answer(body=b"x" * 3000), FailureKind.TOO_LARGE),
        (
            answer(body=gzip.compress(b"\0" * 4_000_000, mtime=0), Content_Encoding="gzip"),
            FailureKind.BOMB,
        ),
        (
            answer(
                body=gzip.compress(gzip.compress(b"\0" * 40_000_000, mtime=0)),
                Content_Encoding="gzip, gzip",
            ),
            FailureKind.BOMB,
        ),
    ],
)
def test_a_broken_or_hostile_answer_has_its_name(play: bytes, kind: FailureKind) -> None:
    max_body = 2000 if kind is FailureKind.TOO_LARGE else 10**6
    failure = bad(fetch_one(play, max_body=max_body)[0])
    assert failure.kind is kind
    assert failure.reason


def test_content_larger_than_we_take_is_refused() -> None:
    packed = gzip.compress(bytes(range(256)) * 100)
    failure = bad(fetch_one(answer(body=packed, Content_Encoding="gzip"), max_content=5000)[0])
    assert failure.kind is FailureKind.TOO_LARGE
    assert failure.permanent


def test_deflate_is_read_with_and_without_its_frame() -> None:
    raw = zlib.compressobj(wbits=-15)
    bare = raw.compress(b"news") + raw.flush()
    for body in (bare, zlib.compress(b"news")):
        assert good(fetch_one(answer(body=body, Content_Encoding="deflate"))[0]).last.content == (
            b"news"
        )


def test_an_answer_that_never_comes_is_a_timeout() -> None:
    async def run() -> Outcome:
        async def never(_head: bytes) -> bytes:
            await asyncio.Event().wait()
            return b""

        async with (
            WireServer({"/slow": never}) as server,
            server.fetcher(exchange_seconds=0.05) as fetcher,
        ):
            return await fetcher.fetch(server.url("/slow"))

    failure = bad(asyncio.run(run()))
    assert failure.kind is FailureKind.TIMEOUT
    assert not failure.permanent


def test_a_closed_port_is_refused() -> None:
    async def run() -> Outcome:
        async with WireServer({}) as server:
            url, fetcher = server.url("/"), server.fetcher()
        async with fetcher:
            return await fetcher.fetch(url)

    assert bad(asyncio.run(run())).kind is FailureKind.REFUSED
