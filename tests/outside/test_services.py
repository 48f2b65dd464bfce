"""Does a service that the newsroom chose answer, or say why not?"""

import asyncio
from collections.abc import Iterator

import pytest
from aiohttp import web

from dalel.cli.sample.press import serving
from dalel.outside import services
from dalel.outside.services import ServiceError, ask_service


async def echo(request: web.Request) -> web.Response:
    body = await request.read()
    return web.Response(
        body=request.method.encode() + b" " + body + request.headers["X-Key"].encode()
    )


async def elsewhere(_request: web.Request) -> web.Response:
    raise web.HTTPFound("http://127.0.0.1:1/stolen")


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    application = web.Application()
    application.router.add_route("*", "/echo", echo)
    application.router.add_get("/elsewhere", elsewhere)
    with serving(application) as port:
        yield f"http://127.0.0.1:{port}"


def ask(url: str, body: bytes | None = None) -> tuple[int, bytes]:
    return asyncio.run(ask_service(url, headers={"X-Key": "k"}, body=body))


def test_with_a_body_it_is_a_post_and_without_a_get(base: str) -> None:
    assert ask(f"{base}/echo", b"said ") == (200, b"POST said k")
    assert ask(f"{base}/echo") == (200, b"GET k")


def test_keys_do_not_follow_a_redirect(base: str) -> None:
    assert ask(f"{base}/elsewhere")[0] == 302


def test_an_answer_without_end_is_refused(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "_LARGEST", 5)
    with pytest.raises(ServiceError, match="more than 5 bytes"):
        ask(f"{base}/echo", b"too much")


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://nowhere.invalid/", "no address"])
def test_a_service_that_is_not_there_is_named(url: str) -> None:
    with pytest.raises(ServiceError, match=url) as failure:
        ask(url)
    assert not failure.value.permanent
