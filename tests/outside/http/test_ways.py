"""TLS, proxies and the view from a vantage point."""

import asyncio
import ssl
import struct
from dataclasses import replace

import pytest
import trustme

from dalel.domain.exchange import DIRECT, FailureKind, Outcome, Tls
from dalel.newsroom.evidence.actions.network_policy import reach_of
from dalel.outside.http import Fetcher, Policy, connected
from dalel.pack import Pack
from wire_server import START, StillClock, WireServer, answer, bad, good


def over_tls(*, trusted: bool, **changes: object) -> tuple[Outcome, Outcome]:
    authority = trustme.CA()
    at_server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(at_server)
    at_client = ssl.create_default_context()
    if trusted:
        authority.configure_trust(at_client)

    async def run() -> tuple[Outcome, Outcome]:
        async with WireServer({"/a": answer(body=b"x")}, tls=at_server) as server:
            policy = server.policy(**changes)
            async with Fetcher(policy, clock=StillClock().clock, tls=at_client) as fetcher:
                url = server.url("/a")
                return await fetcher.fetch(url), await fetcher.fetch(url)

    return asyncio.run(run())


def test_a_good_chain_of_certificates_is_on_record() -> None:
    assert good(over_tls(trusted=True)[0]).last.tls is Tls.VERIFIED


def test_a_broken_chain_of_certificates_is_reported_and_not_read() -> None:
    failure = bad(over_tls(trusted=False)[0])
    assert failure.kind is FailureKind.TLS
    assert "certificate verify failed" in failure.reason
    assert failure.exchanges == ()


def test_a_broken_chain_may_be_allowed_by_name_and_is_on_record() -> None:
    for outcome in over_tls(trusted=False, broken_tls_hosts=frozenset({"127.0.0.1"})):
        assert good(outcome).last.tls is Tls.UNVERIFIED


def test_an_authority_of_one_host_is_believed_for_that_host_alone() -> None:
    national = trustme.CA()
    at_server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    national.issue_cert("127.0.0.1").configure_cert(at_server)
    root = national.cert_pem.bytes().decode()

    async def ask(roots: dict[str, str]) -> Outcome:
        async with WireServer({"/a": answer(body=b"x")}, tls=at_server) as server:
            policy = server.policy(roots=roots)
            async with Fetcher(policy, clock=StillClock().clock) as fetcher:
                return await fetcher.fetch(server.url("/a"))

    assert good(asyncio.run(ask({"127.0.0.1": root}))).last.tls is Tls.VERIFIED
    assert bad(asyncio.run(ask({"other.test": root}))).kind is FailureKind.TLS
    stranger = trustme.CA().cert_pem.bytes().decode()
    assert bad(asyncio.run(ask({"127.0.0.1": stranger}))).kind is FailureKind.TLS
    assert bad(asyncio.run(ask({"127.0.0.1": "no certificate"}))).kind is FailureKind.TLS


def test_a_public_authority_is_not_believed_where_a_host_has_its_own() -> None:
    public, national = trustme.CA(), trustme.CA()
    at_server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    public.issue_cert("127.0.0.1").configure_cert(at_server)
    at_client = ssl.create_default_context()
    public.configure_trust(at_client)

    async def ask() -> Outcome:
        async with WireServer({"/a": answer(body=b"x")}, tls=at_server) as server:
            policy = server.policy(roots={"127.0.0.1": national.cert_pem.bytes().decode()})
            async with Fetcher(policy, clock=StillClock().clock, tls=at_client) as fetcher:
                return await fetcher.fetch(server.url("/a"))

    assert bad(asyncio.run(ask())).kind is FailureKind.TLS


def test_a_question_is_sent_by_post_and_led_nowhere() -> None:
    moved = answer("302 Found", Location="/b")
    plays = {"/a": answer(body=b"x"), "/moved": moved, "/b": answer(body=b"y")}

    async def run() -> tuple[Outcome, Outcome, list[bytes]]:
        async with WireServer(plays) as server:
            async with server.fetcher() as fetcher:
                first = await fetcher.fetch(server.url("/a"), body=b'{"page": 1}')
                second = await fetcher.fetch(server.url("/moved"), body=b"{}")
            return first, second, server.heads

    first, second, heads = asyncio.run(run())
    exchange = good(first).last
    assert (exchange.method, exchange.request_body) == ("POST", b'{"page": 1}')
    assert good(first).place.startswith(f"{exchange.url}#")
    assert exchange.request_head.startswith(b"POST /a HTTP/1.1")
    assert b"Content-Type: application/json" in exchange.request_head
    assert bad(second).status == 302
    assert [head.split(b" ", 2)[:2] for head in heads][-1] == [b"POST", b"/moved"]


def test_the_pack_names_the_sources_that_may_be_read_so(tiny_pack: Pack) -> None:
    first, *others = tiny_pack.sources
    broken = replace(first, has_broken_tls=True, aliases=("old.test",))
    pack = replace(tiny_pack, sources=(broken, *others), controls={"inside": ("http://x.test/",)})
    reach = reach_of(pack, contact="desk@lake.test", version="1")
    assert reach.policy.broken_tls_hosts == {broken.host, "old.test"}


def test_leave_for_a_broken_chain_is_no_leave_for_no_tls_at_all() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(answer(body=b"no TLS here"))
        writer.close()

    async def run() -> Outcome:
        server = await asyncio.start_server(plain, "127.0.0.1", 0)
        place = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        policy = Policy(
            user_agent="Dalel (a@b.test)",
            allow_private=frozenset({place}),
            broken_tls_hosts=frozenset({"127.0.0.1"}),
        )
        async with server, Fetcher(policy, clock=StillClock().clock) as fetcher:
            return await fetcher.fetch(f"https://{place}/")

    assert bad(asyncio.run(run())).kind is FailureKind.TLS


def test_an_http_proxy_is_asked_by_the_whole_address() -> None:
    async def run() -> tuple[Outcome, WireServer]:
        plays = {"http://tau.test/a": answer(body=b"through")}
        async with WireServer(plays) as server:
            proxies = {"almaty": f"http://{server.place}"}
            async with server.fetcher(proxies=proxies) as fetcher:
                return await fetcher.through("almaty")("http://tau.test/a"), server

    outcome, server = asyncio.run(run())
    exchange = good(outcome).last
    assert exchange.vantage == "almaty"
    assert exchange.request_head == server.heads[-1]
    assert exchange.peer == server.place


class SocksProxy(WireServer):
    """SOCKS5 without a password (RFC 1928) that answers as the other machine itself."""

    refuse = False
    names: list[str]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.names = [] if not hasattr(self, "names") else self.names
        _, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(b"\x05\x00")
        *_, kind, length = await reader.readexactly(5)
        assert kind == 3, "the proxy must get the name, not an address"
        self.names.append((await reader.readexactly(length)).decode())
        await reader.readexactly(2)
        writer.write(struct.pack("!BBBB4sH", 5, 5 if self.refuse else 0, 0, 1, b"\0" * 4, 0))
        await super()._serve(reader, writer)


@pytest.mark.parametrize("refuse", [False, True])
def test_a_socks_proxy_resolves_the_name_itself(refuse: bool) -> None:  # noqa: FBT001
    async def run() -> tuple[Outcome, list[str]]:
        async with SocksProxy({"/a": answer(body=b"through")}) as server:
            server.refuse = refuse
            async with server.fetcher(proxies={"tor": f"socks5://{server.place}"}) as fetcher:
                outcome = await fetcher.through("tor")("http://tau-news.test/a")
                return outcome, server.names

    outcome, names = asyncio.run(run())
    assert set(names) == {"tau-news.test"}
    if refuse:
        assert bad(outcome).kind is FailureKind.REFUSED
        assert bad(outcome).vantage == "tor"
    else:
        assert good(outcome).last.vantage == "tor"


@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_a_dead_proxy_is_not_the_fault_of_the_host(scheme: str) -> None:
    async def run() -> Outcome:
        async with WireServer({}) as server:
            fetcher = server.fetcher(proxies={"gone": f"{scheme}://{server.place}"})
        async with fetcher:
            return await fetcher.through("gone")("http://tau.test/")

    assert bad(asyncio.run(run())).kind is FailureKind.PROXY


def test_private_places_are_refused_through_a_proxy_too() -> None:
    async def run() -> Outcome:
        async with WireServer({}) as server:
            proxies = {"way": f"http://{server.place}"}
            async with server.fetcher(proxies=proxies, allow_private=frozenset()) as fetcher:
                return await fetcher.through("way")("http://10.0.0.1/")

    assert bad(asyncio.run(run())).kind is FailureKind.PRIVATE_NETWORK


def test_a_proxy_that_is_not_in_the_policy_is_an_error() -> None:
    async def run() -> None:
        async with WireServer({}) as server, server.fetcher() as fetcher:
            fetcher.through("nowhere")

    with pytest.raises(KeyError):
        asyncio.run(run())


def test_any_answer_of_a_control_host_means_that_we_are_connected() -> None:
    async def run() -> None:
        still = StillClock()
        async with WireServer({"/up": answer("500 Oops")}) as server:
            controls = {"inside": (server.url("/x"), server.url("/up")), "outside": ("http://[",)}
            async with server.fetcher(still) as fetcher:
                alone = await connected(fetcher, {"inside": controls["inside"]}, clock=still.clock)
                both = await connected(fetcher, controls)
        assert not alone.cut_off
        assert (alone.name, alone.time, alone.failures) == (DIRECT, START, ())
        assert alone.answered == {"inside": controls["inside"]}
        assert both.cut_off
        assert both.silent == ("outside",)
        assert len(both.failures) == 1

    asyncio.run(run())


def test_control_hosts_must_be_named() -> None:
    async def run() -> None:
        async with WireServer({}) as server, server.fetcher() as fetcher:
            await connected(fetcher, {"inside": ()})

    with pytest.raises(ValueError, match="control hosts"):
        asyncio.run(run())
