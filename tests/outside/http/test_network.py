import asyncio
from collections.abc import Sequence

import pytest

from dalel.domain.exchange import FailureKind, Outcome
from dalel.outside.http import Fetcher, Policy, system_resolve
from dalel.outside.http.network import is_public
from wire_server import StillClock, WireServer, answer, bad, good, redirect

PUBLIC = [
    *("93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"),
    "2606:2800::5efe:93.184.216.34",
]
PRIVATE = [
    "127.0.0.1",
    "10.0.0.1",
    "172.16.5.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "168.63.129.16",
    "0.0.0.0",  # noqa: S104 - an address to refuse, not to bind
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "::1",
    "::",
    "::7f00:1",
    "fe80::1",
    "fe80::1%eth0",
    "fd00:ec2::254",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2001:0:1::1",
    "192.0.0.192",
    "198.18.0.1",
    "fc00::1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::169.254.169.254",
    "2606:2800::5efe:10.0.0.1",
    "3fff::1",
    "2001:db8::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_of_a_private_network_is_not_public(address: str) -> None:
    assert not is_public(address)


def refused(url: str, **changes: object) -> FailureKind:
    async def run() -> Outcome:
        async def nobody(_host: str, _port: int) -> Sequence[tuple[str, int]]:
            raise AssertionError("must be refused before any name is resolved")

        policy = Policy(user_agent="Dalel/0.1 (a@newsroom.test)", **changes)  # type: ignore[arg-type]
        async with Fetcher(policy, clock=StillClock().clock, resolve=nobody) as fetcher:
            return await fetcher.fetch(url)

    failure = bad(asyncio.run(run()))
    assert failure.permanent
    assert failure.exchanges == ()
    return failure.kind


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://０１２７.0.0.1/",
        "http://１２７.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://printer/",
        "http://metadata.google.internal/",
        "http://router.local:8080/",
    ],
)
def test_private_places_are_refused_however_they_are_written(url: str) -> None:
    assert refused(url) is FailureKind.PRIVATE_NETWORK


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.test/",
        "file:///etc/passwd",
        "news.test/page",
        "javascript:alert(1)",
        "http://",
        "",
        "http://[broken/",
        "http://news.test:99999/",
        "http://editor@news.test/",
        "http://editor:pass@news.test/",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert refused(url) is FailureKind.BAD_ADDRESS


@pytest.mark.parametrize(
    "url",
    [
        "https://leaks.test/x",
        "https://www.leaks.test/",
        "https://a.b.leaks.test/",
        "https://paste.test/raw/abc",
        "https://paste.test/%72aw/abc",
    ],
)
def test_the_deny_list_is_never_asked(url: str) -> None:
    denied = {"denied_hosts": frozenset({"leaks.test"}), "denied_patterns": ("paste.test/raw",)}
    assert refused(url, **denied) is FailureKind.DENIED


@pytest.mark.parametrize("url", ["https://noleaks.test/", "https://feed.cafe/"])
def test_a_host_that_only_looks_alike_is_not_refused(url: str) -> None:
    async def run() -> Outcome:
        async def gone(_host: str, _port: int) -> Sequence[tuple[str, int]]:
            raise OSError("no such name")

        policy = Policy(
            user_agent="Dalel (a@b.test)",
            denied_hosts=frozenset({"leaks.test"}),
            denied_patterns=("paste.test",),
        )
        async with Fetcher(policy, clock=StillClock().clock, resolve=gone) as fetcher:
            return await fetcher.fetch(url)

    assert bad(asyncio.run(run())).kind is FailureKind.DNS


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:1/", "http://2130706433/", "//localhost/x", "http://[::1]:80/", "file:///x"],
)
def test_a_redirect_into_a_private_network_is_refused(target: str) -> None:
    async def run() -> Outcome:
        async with (
            WireServer({"/go": redirect(target)}) as server,
            server.fetcher() as fetcher,
        ):
            return await fetcher.fetch(server.url("/go"))

    failure = bad(asyncio.run(run()))
    assert failure.kind in {FailureKind.PRIVATE_NETWORK, FailureKind.BAD_ADDRESS}
    assert [exchange.status for exchange in failure.exchanges] == [302]


def resolved(answers: list[list[tuple[str, int]]], paths: list[str]) -> list[Outcome]:
    """Fetch paths of ``news.test`` while its name answers differently each time."""

    async def run() -> list[Outcome]:
        async with WireServer({"/": answer(body=b"inside")}) as server:
            turns = iter(answers)

            async def rebinding(_host: str, _port: int) -> Sequence[tuple[str, int]]:
                return [(ip, port or server.port) for ip, port in next(turns)]

            policy = Policy(user_agent="Dalel (a@b.test)", delay=0, connect_seconds=0.05)
            async with Fetcher(policy, clock=StillClock().clock, resolve=rebinding) as fetcher:
                found = [await fetcher.fetch(f"http://news.test{path}") for path in paths]
            assert server.heads == []
            return found

    return asyncio.run(run())


def test_a_name_that_resolves_into_a_private_network_is_refused() -> None:
    (outcome,) = resolved([[("127.0.0.1", 0), ("::1", 0)]], ["/"])
    failure = bad(outcome)
    assert failure.kind is FailureKind.PRIVATE_NETWORK
    assert "news.test resolves to 127.0.0.1" in failure.reason


def test_a_name_without_an_address_is_a_failure_of_dns() -> None:
    assert bad(resolved([[]], ["/"])[0]).kind is FailureKind.DNS


def test_the_checked_address_is_the_one_connected_to() -> None:
    async def run() -> tuple[list[str], Outcome]:
        asked: list[str] = []
        async with WireServer({"/": answer(body=b"news")}) as server:

            async def once(host: str, _port: int) -> Sequence[tuple[str, int]]:
                asked.append(host)
                return [("10.0.0.8", 80), ("127.0.0.1", server.port)]

            policy = server.policy()
            async with Fetcher(policy, clock=StillClock().clock, resolve=once) as fetcher:
                return asked, await fetcher.fetch("http://tau-news.test/")

    asked, outcome = asyncio.run(run())
    last = good(outcome).last
    # The private address beside it was dropped; robots.txt and the page: one look each.
    assert asked == ["tau-news.test", "tau-news.test"]
    assert last.peer is not None
    assert last.peer.startswith("127.0.0.1:")
    assert b"Host: tau-news.test\r\n" in last.request_head


def test_the_machines_own_resolver_is_asked_by_default() -> None:
    assert ("127.0.0.1", 80) in asyncio.run(system_resolve("127.0.0.1", 80))
