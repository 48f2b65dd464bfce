"""Does the program behind nginx and Caddy show each host its own, and nothing of the other?"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from email import message_from_bytes, policy
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage

from dalel.domain.try_limits import ADDRESS, NAME
from journey.web_servers import DESK, SITE, Answer, Machine, Visitor, free_port
from mail_box import Box, receiving
from newsroom.browsing import chromium

pytestmark = pytest.mark.slow
PASSWORD = re.compile(r"Account (\S+), password (\S+)")


@pytest.fixture(scope="module")
def box() -> Box:
    """Where letters arrive."""
    return Box()


@pytest.fixture(scope="module")
def signed(
    tmp_path_factory: pytest.TempPathFactory, box: Box
) -> Iterator[tuple[Machine, str, str]]:
    """A machine with a desk that runs and writes letters, and its first account."""
    machine = Machine(root=tmp_path_factory.mktemp("machine"))
    machine.certify()
    machine.set_up("caddy")
    with receiving(box) as mail:
        settings = machine.home / "dalel.toml"
        sender = f'mail_url = "{mail}"\nmail_from = "bulletin@{SITE}"\n'
        settings.write_text(settings.read_text() + sender)
        machine.dalel("up", "--once")
        found = PASSWORD.search(machine.dalel("user", "add", "aliya", "--reads", "ru"))
        assert found
        machine.release()
        with machine.desk():
            yield machine, found[1], found[2]


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def served(
    request: pytest.FixtureRequest, signed: tuple[Machine, str, str]
) -> Iterator[tuple[str, Machine]]:
    """The web server before it."""
    # Who tried too often behind the one server is not held up behind the other.
    forget_tries(signed[0])
    with signed[0].behind(request.param):
        yield request.param, signed[0]


@pytest.fixture
def visitor(served: tuple[str, Machine]) -> Visitor:
    """Somebody with an empty browser."""
    return Visitor(machine=served[1])


def once(answer: Answer, name: str) -> str:
    """The value of a header that stands there once."""
    [value] = answer.all(name)
    return value


def test_a_member_signs_in_by_https_and_every_cookie_is_the_desks_alone(
    visitor: Visitor, signed: tuple[Machine, str, str]
) -> None:
    _, name, password = signed
    answer = visitor.send(DESK, "/sign-in/", {"login": name, "password": password})
    assert answer.status == 302
    for cookie in answer.all("Set-Cookie"):
        assert cookie.startswith("__Host-")
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
        assert "domain" not in cookie.lower()
    page = visitor.get(DESK, "/account/")
    assert page.status in {200, 302}
    assert "__Host-sessionid" in visitor.cookies[DESK]
    assert once(page, "Strict-Transport-Security") == "max-age=31536000; includeSubDomains"
    assert once(page, "X-Frame-Options") == "DENY"
    assert once(page, "X-Content-Type-Options") == "nosniff"
    assert once(page, "Referrer-Policy") == "same-origin"
    assert "default-src 'none'" in once(page, "Content-Security-Policy")
    assert once(page, "Cache-Control") == "no-store"
    assert page.all("Server") in ([], ["nginx"])


def test_the_site_is_given_out_as_files_with_headers_of_its_own(visitor: Visitor) -> None:
    page = visitor.get(SITE, "/ru/")
    assert page.status == 200
    assert not page.all("Set-Cookie")
    assert once(page, "Strict-Transport-Security") == "max-age=31536000"
    assert once(page, "X-Content-Type-Options") == "nosniff"
    assert once(page, "Referrer-Policy") == "no-referrer"
    assert once(page, "Cache-Control") == "no-cache"
    assert "frame-ancestors 'self'" in once(page, "Content-Security-Policy")
    framed = visitor.get(SITE, "/ru/embed/latest/")
    assert "frame-ancestors" not in once(framed, "Content-Security-Policy")
    style = visitor.get(SITE, "/static/site.css")
    assert (style.status, once(style, "Cache-Control")) == (200, "public, max-age=3600")
    lost = visitor.get(SITE, "/ru/nothing/")
    assert (lost.status, b"404" in lost.body) == (404, True)
    assert once(lost, "X-Content-Type-Options") == "nosniff"


def test_readers_get_letters_by_the_sites_host_which_never_name_the_desk(
    visitor: Visitor, served: tuple[str, Machine], box: Box
) -> None:
    box.letters.clear()
    server, machine = served
    page = visitor.get(SITE, "/letters/?language=ru")
    assert page.status == 200
    assert once(page, "Strict-Transport-Security") == "max-age=31536000"
    assert once(page, "X-Content-Type-Options") == "nosniff"
    assert "default-src 'none'" in once(page, "Content-Security-Policy")
    assert DESK not in page.text
    for path in re.findall(r'href="(/letters/static/[^"]+)"', page.text):
        assert visitor.get(SITE, path).status == 200
    form = {"address": f"{server}@reader.test", "language": "ru"}
    assert visitor.send(SITE, "/letters/", form).status == 200
    assert set(visitor.cookies[SITE]) == {"__Host-csrftoken"}
    machine.dalel("send")
    [(_, [to], content)] = box.letters
    assert to == f"{server}@reader.test"
    assert DESK.encode() not in content
    letter = message_from_bytes(content, policy=policy.default).get_body(("plain",))
    assert letter is not None
    found = re.search(rf"https://{SITE}(/letters/confirm/\S+?/)", letter.get_content())
    assert found
    assert visitor.send(SITE, found[1], {}).status == 200


def test_nothing_of_the_desk_is_reached_by_the_sites_name(
    visitor: Visitor, served: tuple[str, Machine]
) -> None:
    for path in ("/sign-in/", "/health/", "/static/desk/desk.css", "/letters/../sign-in/"):
        answer = visitor.get(SITE, path)
        assert answer.status in {400, 404}
        assert b"password" not in answer.body
    # Also where a web server would let everything through.
    line = HTTPConnection("127.0.0.1", served[1].desk_port, timeout=60)
    line.request("GET", "/sign-in/", headers={"Host": SITE})
    assert line.getresponse().status == 404
    line.close()


def test_no_public_file_names_the_desk(served: tuple[str, Machine]) -> None:
    site = served[1].home / "site"
    files = [file for file in site.rglob("*") if file.is_file()]
    assert files
    assert [file for file in files if DESK.encode() in file.read_bytes()] == []


def test_letters_on_the_desks_own_host_are_refused(visitor: Visitor) -> None:
    assert visitor.get(DESK, "/letters/").status == 404


def test_a_form_of_readers_that_is_too_large_does_not_reach_the_desk(visitor: Visitor) -> None:
    answer = visitor.send(SITE, "/letters/", {"address": "a" * 100_000})
    # Caddy lets the desk's connection go, and tells of that.
    assert answer.status in {413, 502}


def test_a_monitor_sees_whether_the_desk_is_well_and_no_more(
    visitor: Visitor, served: tuple[str, Machine]
) -> None:
    machine = served[1]
    (machine.home / "worker-pulse").touch()
    assert visitor.get(DESK, "/health/").text == "ok\n"
    (machine.home / "worker-pulse").unlink()
    answer = visitor.get(DESK, "/health/")
    assert (answer.status, answer.text) == (503, "not ok\n")


def test_nobody_escapes_the_limit_by_naming_another_address(
    served: tuple[str, Machine], signed: tuple[Machine, str, str]
) -> None:
    machine, name, password = signed

    def tried(login: str, password: str, number: int) -> int:
        form = {"login": login, "password": password}
        stranger = Visitor(machine=machine)
        return stranger.send(DESK, "/sign-in/", form, X_Forwarded_For=f"198.51.100.{number}").status

    for number in range(ADDRESS.at_once + 5):
        assert tried(f"nobody-{number}", "wrong", 7) == 200
    # Nothing was counted for an address that is only named.
    assert tried(name, password, 7) == 302
    for number in range(NAME.at_once):
        assert tried(name, "wrong", number) == 200
    assert tried(name, password, 99) == 200
    forget_tries(machine)
    assert tried(name, password, 99) == 302


def forget_tries(machine: Machine) -> None:
    """As if the tries had been made long ago."""
    with closing(sqlite3.connect(machine.home / "dalel.sqlite3")) as database, database:
        database.execute("DELETE FROM accounts_signinlevelrow")


def test_the_sites_policy_lets_its_own_pages_work(signed: tuple[Machine, str, str]) -> None:
    machine = replace(signed[0], https_port=free_port(), http_port=free_port())
    led = f"--host-resolver-rules=MAP {SITE}:443 127.0.0.1:{machine.https_port}"
    with (
        machine.behind("caddy"),
        chromium(led, "--ignore-certificate-errors") as browser,
    ):
        context = browser.new_context(ignore_https_errors=True, service_workers="block")
        page = context.new_page()
        said: list[str] = []

        def hear(told: ConsoleMessage) -> None:
            if told.type == "error":
                said.append(f"{told.text} {told.location['url']}")

        page.on("console", hear)
        for path in pages(machine.home / "site"):
            answer = page.goto(f"https://{SITE}{path}", wait_until="networkidle")
            assert answer is not None
            assert answer.status == 200
        # A browser looks for that by itself where a page names no mark.
        assert "\n".join(line for line in said if not line.endswith("/favicon.ico")) == ""


def pages(site: Path) -> list[str]:
    """One page of each kind."""
    kinds: dict[str, str] = {}
    for file in sorted(site.glob("ru/**/index.html")):
        path = f"/{file.parent.relative_to(site)}/"
        kinds.setdefault(path.split("/")[2], path)
    return list(kinds.values())
