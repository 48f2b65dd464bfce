"""Is an outside archive told only what it may know, and its answers understood?"""

import asyncio
import json
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.parse import parse_qs
from urllib.request import Request, urlopen

import pytest

from dalel.domain.errors import ArchiveError
from dalel.domain.evidence import EvidenceClass
from dalel.steps.archive.wayback import (
    Account,
    WaybackBusyError,
    WaybackError,
    ask_for_copy,
    copy_of,
)

LINK = "https://tany.test/news/1?a=1&b=2"


class Service(BaseHTTPRequestHandler):
    """An outside archive with a few addresses that it treats specially."""

    asked: list[str]

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        link = form["url"][0]
        self.asked.append(f"{self.path} {link} {self.headers['Authorization']}")
        if "busy" in link:
            self.answer(429, {})
        elif "refused" in link:
            self.answer(200, {"message": "blocked"})
        elif "forbidden" in link:
            self.answer(401, {"message": "who?"})
        else:
            self.answer(200, {"url": link, "job_id": "spn2-7f"})

    def do_GET(self) -> None:
        job = self.path.rpartition("/")[2]
        self.asked.append(self.path)
        done = {"status": "success", "timestamp": "20260131093015", "original_url": LINK}
        self.answer(
            503 if job == "down" else 200,
            {
                "spn2-7f": done,
                "waiting": {"status": "pending"},
                "failed": {"status": "error", "message": "not found"},
                "list": [],
            }.get(job, {}),
            html=job == "html",
        )

    def answer(self, status: int, fields: object, *, html: bool = False) -> None:
        body = b"<html>" if html else json.dumps(fields).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def account() -> Iterator[Account]:
    Service.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield Account(
        access="key",
        secret="word",  # noqa: S106 - nobody's
        service=f"http://127.0.0.1:{server.server_address[1]}",
    )
    server.shutdown()
    thread.join()
    server.server_close()


async def ask(url: str, *, headers: Mapping[str, str], body: bytes | None) -> tuple[int, bytes]:
    def call() -> tuple[int, bytes]:
        try:
            with urlopen(Request(url, body, dict(headers))) as answer:  # noqa: S310 - loopback
                return answer.status, answer.read()
        except HTTPError as error:
            with error:
                return error.code, error.read()

    return await asyncio.to_thread(call)


def told(account: Account, link: str = LINK) -> str:
    return asyncio.run(ask_for_copy(link, EvidenceClass.PUBLIC, account, ask, published=True))


def test_a_copy_is_asked_for_and_its_address_told(account: Account) -> None:
    job = told(account)
    assert job == "spn2-7f"
    copy = asyncio.run(copy_of(job, account, ask))
    assert copy == f"{account.service}/web/20260131093015/{LINK}"
    assert Service.asked == [f"/save {LINK} LOW key:word", "/save/status/spn2-7f"]


@pytest.mark.parametrize(
    ("kind", "published"),
    [
        (EvidenceClass.SEALED, True),
        (EvidenceClass.NEWSROOM, True),
        (EvidenceClass.PUBLIC, False),
    ],
)
def test_nothing_is_asked_about_what_may_not_leave(
    account: Account, kind: EvidenceClass, *, published: bool
) -> None:
    with pytest.raises(ArchiveError, match="only what is public"):
        asyncio.run(ask_for_copy(LINK, kind, account, ask, published=published))
    assert Service.asked == []


def test_a_copy_that_is_being_made_has_no_address_yet(account: Account) -> None:
    assert asyncio.run(copy_of("waiting", account, ask)) is None


@pytest.mark.parametrize(
    ("job", "problem"),
    [("failed", "not found"), ("unknown", "no reason"), ("html", "no JSON"), ("list", "200")],
)
def test_a_copy_that_fails_has_a_reason(account: Account, job: str, problem: str) -> None:
    with pytest.raises(WaybackError, match=problem):
        asyncio.run(copy_of(job, account, ask))


def test_a_refusal_is_final_and_a_busy_service_is_not(account: Account) -> None:
    for link, problem in (("refused", "blocked"), ("forbidden", "401")):
        with pytest.raises(WaybackError, match=problem) as refusal:
            told(account, f"https://tany.test/{link}")
        assert refusal.value.permanent
    with pytest.raises(WaybackBusyError) as busy:
        told(account, "https://tany.test/busy")
    assert not busy.value.permanent
    with pytest.raises(WaybackBusyError, match="503"):
        asyncio.run(copy_of("down", account, ask))
