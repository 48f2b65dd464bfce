import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from dalel.domain.exchange import FailureKind, Outcome, Validators
from dalel.outside.http import Policy
from dalel.outside.http.pacing import LONGEST_REST, Pace
from wire_server import START, Play, StillClock, WireServer, answer, bad, good, redirect


def fetch(
    plays: Mapping[str, Play],
    *paths: str,
    still: StillClock | None = None,
    validators: Validators | None = None,
    **changes: object,
) -> tuple[list[Outcome], WireServer]:
    async def run() -> tuple[list[Outcome], WireServer]:
        async with (
            WireServer(plays) as server,
            server.fetcher(still, **changes) as fetcher,
        ):
            found = [await fetcher.fetch(server.url(path), validators=validators) for path in paths]
            return found, server

    return asyncio.run(run())


def in_turn(*answers: bytes) -> Callable[[bytes], bytes]:
    waiting = list(answers)
    return lambda _head: waiting.pop(0) if len(waiting) > 1 else waiting[0]


def test_redirects_are_exchanges_of_their_own() -> None:
    plays = {
        "/a": redirect("/b"),
        "/b": answer("301 Moved Permanently", Location="c?x=1#part"),
        "/c?x=1": answer(body=b"here"),
    }
    (outcome,), server = fetch(plays, "/a#top")
    found = good(outcome)
    assert [exchange.status for exchange in found.exchanges] == [302, 301, 200]
    assert found.url == server.url("/a")
    assert found.final_url == server.url("/c?x=1")
    assert server.paths == ["/a", "/b", "/c?x=1"]


def test_a_location_with_raw_letters_is_followed() -> None:
    raw = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /\xd0\xb6\r\n\r\n"
    (outcome,), server = fetch({"/a": raw, "/%D0%B6": answer(body=b"x")}, "/a")
    assert good(outcome).final_url == server.url("/%D0%B6")


def test_a_redirect_loop_is_named_and_kept() -> None:
    (outcome,), server = fetch({"/a": redirect("/b"), "/b": redirect("/a")}, "/a")
    failure = bad(outcome)
    assert failure.kind is FailureKind.REDIRECT_LOOP
    assert len(failure.exchanges) == 2
    assert server.paths == ["/a", "/b"]


def test_an_endless_chain_of_redirects_ends() -> None:
    plays = {f"/{n}": redirect(f"/{n + 1}") for n in range(20)}
    (outcome,), server = fetch(plays, "/0", max_redirects=3)
    assert bad(outcome).kind is FailureKind.TOO_MANY_REDIRECTS
    assert server.paths == ["/0", "/1", "/2", "/3"]


@pytest.mark.parametrize(
    ("status", "permanent"),
    [
        ("404 Not Found", True),
        ("410 Gone", True),
        ("451 Unavailable", True),
        ("403 Forbidden", False),
        ("500 Oops", False),
        ("302 Nowhere", False),
        ("304 Odd", False),
    ],
)
def test_the_page_of_an_error_is_kept(status: str, permanent: bool) -> None:  # noqa: FBT001
    (outcome,), _ = fetch({"/a": answer(status)}, "/a")
    failure = bad(outcome)
    assert failure.kind is FailureKind.STATUS
    assert (failure.status, failure.permanent) == (int(status[:3]), permanent)
    assert failure.exchanges[0].status == int(status[:3])


def test_an_unchanged_page_is_asked_for_with_its_validators() -> None:
    def play(head: bytes) -> bytes:
        if b'If-None-Match: "v1"\r\n' in head and b"If-Modified-Since: Mon, 12 Jan" in head:
            return answer("304 Not Modified")
        return answer(body=b"x", ETag='"v1"', Last_Modified="Mon, 12 Jan 2026 09:00:00 GMT")

    (first,), _ = fetch({"/a": play}, "/a")
    assert not good(first).unchanged
    validators = good(first).validators
    (second,), _ = fetch({"/a": play}, "/a", validators=validators)
    assert good(second).unchanged
    assert good(second).last.body == b""


def test_no_condition_is_sent_without_validators() -> None:
    _, server = fetch({"/a": answer(body=b"x")}, "/a", validators=Validators())
    assert b"If-" not in server.heads[-1]


def test_a_busy_host_is_asked_again_when_it_said() -> None:
    still = StillClock()
    busy = answer("429 Too Many Requests", Retry_After="17")
    (outcome,), _ = fetch({"/a": in_turn(busy, answer(body=b"x"))}, "/a", still=still)
    assert good(outcome).last.body == b"x"
    assert still.sleeps == [17.0]


def test_retry_after_may_be_a_date() -> None:
    still = StillClock()
    busy = answer("503 Busy", Retry_After="Mon, 12 Jan 2026 09:00:30 GMT")
    (outcome,), _ = fetch({"/a": in_turn(busy, answer(body=b"x"))}, "/a", still=still)
    assert good(outcome).last.status == 200
    assert still.sleeps == [30.0]


@pytest.mark.parametrize(
    "said",
    ["soon", "", "-5", "²", "Mon, 1 Jan 99999999999999999999 10:00:00 GMT", "9" * 5000 + "x"],
)
def test_without_a_wish_the_wait_doubles(said: str) -> None:
    still = StillClock()
    busy = f"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nRetry-After: {said}\r\n\r\n".encode()
    (outcome,), server = fetch({"/a": busy}, "/a", still=still)
    failure = bad(outcome)
    assert failure.status == 503
    assert not failure.permanent
    assert failure.retry_at is not None
    assert still.sleeps == [5.0, 10.0]
    assert server.paths == ["/a"] * 3


@pytest.mark.parametrize(
    "said", ["9" * 5000, "999999999", "Fri, 31 Dec 9999 23:59:59 GMT", "31 Dec 9999 23:59 -2359"]
)
def test_no_host_is_left_alone_for_ever(said: str) -> None:
    busy = answer("503 Busy", Retry_After=said)
    (outcome,), _ = fetch({"/a": busy}, "/a")
    assert bad(outcome).retry_at == START + LONGEST_REST


@pytest.mark.parametrize("to", ["http://[x", "http://[::1", "//[", "http://a.test:99999/"])
def test_a_redirect_to_what_is_no_address_is_told_as_its_status(to: str) -> None:
    (outcome,), _ = fetch({"/a": redirect(to)}, "/a")
    failure = bad(outcome)
    assert failure.reason
    assert [one.status for one in failure.exchanges] == [302]


def test_a_long_rest_is_kept_by_not_asking_at_all() -> None:
    still = StillClock()
    busy = answer("503 Busy", Retry_After="3600")
    outcomes, server = fetch({"/a": busy, "/b": answer(body=b"x")}, "/a", "/b", still=still)
    first, second = (bad(outcome) for outcome in outcomes)
    assert first.retry_at == second.retry_at
    assert "asked for rest" in second.reason
    assert server.paths == ["/a"]
    assert still.sleeps == []


def test_requests_to_one_host_keep_their_distance() -> None:
    async def run() -> tuple[list[float], int]:
        still, together, most = StillClock(), 0, 0

        async def play(_head: bytes) -> bytes:
            nonlocal together, most
            together += 1
            most = max(most, together)
            await asyncio.sleep(0)
            together -= 1
            return answer(body=b"x")

        async with (
            WireServer({f"/{n}": play for n in range(6)}) as server,
            server.fetcher(still, delay=2.0, at_once_per_host=1) as fetcher,
        ):
            await asyncio.gather(*(fetcher.fetch(server.url(f"/{n}")) for n in range(6)))
        return still.sleeps, most

    sleeps, most = asyncio.run(run())
    # robots.txt went first without waiting, then six pages.
    assert sleeps == [2.0] * 6
    assert most == 1


def test_who_waits_already_hears_that_the_host_wants_rest() -> None:
    still = StillClock()

    async def sleep(seconds: float) -> None:
        await still.sleep(seconds)
        if len(still.sleeps) == 1:
            pace.rest("news.test", 50)

    policy = Policy(user_agent="Dalel (a@b.test)", delay=5)
    pace = Pace(policy, replace(still.clock, sleep=sleep))

    async def run() -> None:
        async with pace.turn("news.test"):
            pass
        async with pace.turn("news.test"):
            assert still.passed >= 55

    asyncio.run(run())


def test_two_hosts_do_not_wait_for_one_another() -> None:
    async def run() -> list[float]:
        still = StillClock()
        async with WireServer({}) as one, WireServer({}) as two:
            both = frozenset({one.place, f"localhost:{two.port}", f"::1:{two.port}", two.place})
            async with one.fetcher(still, delay=9.0, allow_private=both) as fetcher:
                await fetcher.knock(one.url("/"))
                await fetcher.knock(f"http://localhost:{two.port}/")
        return still.sleeps

    assert asyncio.run(run()) == []


def test_a_policy_needs_a_contact_and_patterns_that_work() -> None:
    with pytest.raises(ValueError, match="contact"):
        Policy(user_agent="Mozilla/5.0")
    with pytest.raises(ValueError, match="denied pattern"):
        Policy(user_agent="Dalel (a@b.test)", denied_patterns=("(",))


def test_knocking_on_what_is_no_address_fails() -> None:
    async def run() -> object:
        async with WireServer({}) as server, server.fetcher() as fetcher:
            return await fetcher.knock("http://[")

    assert bad(asyncio.run(run())).kind is FailureKind.BAD_ADDRESS
