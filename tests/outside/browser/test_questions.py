"""What a page is given that asks for more than a page may."""

import asyncio
import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from dalel.domain.exchange import DIRECT
from dalel.domain.rendering import RefusalKind
from dalel.outside.browser.limits import VisitLimits
from dalel.outside.browser.line import BrokenLineError, packed, receive
from dalel.outside.browser.questions import Questions
from wire_server import Play, WireServer, answer, good

Given = tuple[dict[str, Any], bytes]


def asked(
    plays: Mapping[str, Play], *wanted: tuple[str, str, str], **limits: int
) -> tuple[list[Given], Questions, Sequence[str]]:
    """The answers to (path, method, type), one after the other."""

    async def run() -> tuple[list[Given], Questions, Sequence[str]]:
        whole = {"/": answer(body=b"<p>page", Content_Type="text/html"), **plays}
        async with WireServer(whole) as server, server.fetcher() as fetcher:
            page = good(await fetcher.fetch(server.url("/"))).last
            questions = Questions(page, fetcher, VisitLimits(**limits), DIRECT)
            given = []
            for number, (path, method, kind) in enumerate(wanted):
                url = server.url(path) if path.startswith("/") else path
                head = {"ask": number, "url": url, "method": method, "type": kind}
                given.append(await unpacked(await questions.answer(head)))
            return given, questions, server.paths

    return asyncio.run(run())


async def unpacked(message: bytes) -> Given:
    reader = asyncio.StreamReader()
    reader.feed_data(message)
    reader.feed_eof()
    return await receive(reader, 10**6)


def test_the_page_itself_is_not_asked_for_again_and_a_part_once() -> None:
    script = ("/a.js", "GET", "script")
    given, questions, paths = asked(
        {"/a.js": answer(body=b"1", Set_Cookie="a=b", X_Kept="yes")},
        ("/#part", "GET", "document"),
        script,
        script,
    )
    assert [body for _, body in given] == [b"<p>page", b"1", b"1"]
    assert paths == ["/", "/a.js"]
    assert [exchange.url.rpartition("/")[2] for exchange in questions.exchanges] == ["a.js"]
    headers = dict(given[1][0]["headers"])
    assert headers == {"X-Kept": "yes"}


def test_what_would_send_something_or_has_no_end_is_not_asked_for() -> None:
    given, questions, paths = asked(
        {},
        ("/a", "POST", "fetch"),
        ("/a", "GET", "eventsource"),
        ("/a", "GET", "media"),
        ("/a", "DELETE", "xhr"),
    )
    assert all("status" not in head for head, _ in given)
    assert questions.refused == {RefusalKind.NOT_READING: 3, RefusalKind.MEDIA: 1}
    assert paths == ["/"]


def test_a_missing_part_is_an_answer_and_an_unreachable_one_is_none() -> None:
    given, questions, _ = asked(
        {},
        ("/gone.js", "GET", "script"),
        ("http://10.0.0.1/", "GET", "fetch"),
        ("http://127.0.0.1:1/", "GET", "fetch"),
        ("file:///etc/passwd", "GET", "fetch"),
    )
    assert given[0][0]["status"] == 404
    assert all("status" not in head for head, _ in given[1:])
    assert questions.refused == {RefusalKind.FETCHER: 3}


def test_robots_hold_for_parts() -> None:
    rules = answer(body=b"User-agent: *\nDisallow: /private/")
    given, questions, paths = asked(
        {"/robots.txt": rules, "/private/a.js": answer(body=b"1")},
        ("/private/a.js", "GET", "script"),
    )
    assert "status" not in given[0][0]
    assert paths == ["/"]
    assert questions.refused == {RefusalKind.FETCHER: 1}


def test_a_page_gets_so_many_answers_and_so_many_bytes() -> None:
    plays = {f"/{number}": answer(body=b"x" * 100) for number in range(9)}
    wanted = [(f"/{number}", "GET", "image") for number in range(9)]
    _, questions, paths = asked(plays, *wanted, requests=3)
    assert len(paths) == 4
    assert questions.refused == {RefusalKind.TOO_MANY: 6}
    _, questions, paths = asked(plays, *wanted, total=250)
    assert len(paths) == 4
    assert questions.refused == {RefusalKind.TOO_MUCH: 6}


def test_only_the_head_is_given_to_who_asks_for_it() -> None:
    given, _, _ = asked({"/a": answer(body=b"whole")}, ("/a", "HEAD", "xhr"))
    assert (given[0][0]["status"], given[0][1]) == (200, b"")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0" * 5,
        packed({"a": 1}, b"x" * 1_000_001),
        struct.pack(">IQ", 2**31, 0),
        struct.pack(">IQ", 1, 0) + b"{",
        struct.pack(">IQ", 2, 0) + b"[]",
        struct.pack(">IQ", 40_000, 0) + b"[" * 40_000,
        packed({"a": 1}, b"xx")[:-1],
    ],
)
def test_what_is_no_message_breaks_the_line(raw: bytes) -> None:
    with pytest.raises(BrokenLineError):
        asyncio.run(unpacked(raw))


def test_a_message_comes_as_it_went() -> None:
    head, body = asyncio.run(unpacked(packed({"answer": 1, "ж": None}, b"\0\xff")))
    assert (head, body) == ({"answer": 1, "ж": None}, b"\0\xff")
    assert json.dumps(head)
