"""Is a token shown to its host alone, over a sure connection, and kept by nobody?"""

import asyncio
from dataclasses import replace

import pytest

from dalel.domain.exchange import FailureKind, Outcome
from dalel.domain.source import Address, AddressKind, Grade
from dalel.newsroom.evidence.actions.network_policy import reach_of
from dalel.newsroom.evidence.queries.watched_addresses import is_open
from dalel.outside.http import Policy
from dalel.pack import Pack
from wire_server import Play, WireServer, answer, bad, good, redirect

CONFIDED = "geheim-4711-geheim"


def asked(play: Play, *, host: str = "127.0.0.1") -> tuple[Outcome, bytes]:
    """What came of asking, and all that was sent."""

    async def run() -> tuple[Outcome, bytes]:
        async with WireServer({"/a": play, "/b": answer(body=b"here")}) as server:
            async with server.fetcher(tokens={host: CONFIDED}) as fetcher:
                outcome = await fetcher.fetch(server.url("/a"))
            return outcome, b"".join(server.heads)

    return asyncio.run(run())


def test_the_host_of_a_token_is_shown_it_and_no_record_holds_it() -> None:
    outcome, sent = asked(answer(body=b"{}"))
    assert f"Authorization: Bearer {CONFIDED}".encode() in sent
    exchange = good(outcome).last
    assert b"Authorization: (not kept)" in exchange.request_head
    assert CONFIDED not in repr(exchange)


def test_another_host_is_shown_nothing() -> None:
    outcome, sent = asked(answer(body=b"{}"), host="api.cloudflare.com")
    assert b"uthorization" not in sent
    assert b"uthorization" not in good(outcome).last.request_head


def test_where_others_could_read_it_nothing_is_shown() -> None:
    policy = Policy(user_agent="Dalel/1 (+a@b.test)", tokens={"api.test": CONFIDED})
    assert policy.token("https", "api.test") == CONFIDED
    assert policy.token("http", "api.test") == ""
    assert policy.token("https", "evil-api.test") == ""
    assert CONFIDED not in repr(policy)


@pytest.mark.parametrize(
    "play",
    [
        answer(body=f"you sent {CONFIDED}".encode()),
        answer("403 Forbidden", X_Echo=CONFIDED),
        redirect(f"/b?was={CONFIDED}"),
    ],
)
def test_an_answer_that_repeats_it_is_not_kept(play: Play) -> None:
    failure = bad(asked(play)[0])
    assert failure.kind is FailureKind.BROKEN
    assert failure.exchanges == ()
    assert CONFIDED not in repr(failure)


def test_a_token_of_radar_is_for_cloudflare_whatever_the_pack_says(tiny_pack: Pack) -> None:
    pack = replace(tiny_pack, controls={"inside": ("http://x.test/",)})
    reach = reach_of(pack, contact="desk@lake.test", version="1", radar_token=CONFIDED)
    assert list(reach.policy.tokens) == ["api.cloudflare.com"]
    assert CONFIDED not in repr(reach)
    without = reach_of(pack, contact="desk@lake.test", version="1")
    assert without.policy.tokens == {}


@pytest.mark.parametrize(
    ("url", "kind", "is_read"),
    [
        ("https://api.cloudflare.com/radar", AddressKind.RADAR, True),
        ("https://evil.test/radar", AddressKind.RADAR, False),
        ("https://evil.test/rss", AddressKind.FEED, True),
    ],
)
def test_who_answers_only_with_a_token_is_not_read_without(
    url: str, kind: AddressKind, *, is_read: bool
) -> None:
    address = Address(url=url, kind=kind, grade=Grade.PROBED_OK)
    assert is_open(address, {"api.cloudflare.com"}) is is_read
    assert is_open(address, ()) is (kind is AddressKind.FEED)
