"""Is the built site shown as a real host would show it?"""

import re
import shutil
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest

from dalel.cli.static_site import SiteServer, waiting_page
from dalel.publish.tree.atomic_writes import MANIFEST


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "kk").mkdir(parents=True)
    (site / "empty").mkdir()
    (site / "kk" / "index.html").write_text("<p>Сәлем</p>", "utf-8")
    (site / MANIFEST).write_text("{}")
    (site / "feed.atom").write_text("<feed/>")
    (site / "font.woff2").write_bytes(b"wOF2")
    (tmp_path / "secret").write_text("not for readers")
    return site


@pytest.fixture
def site(folder: Path) -> Iterator[SiteServer]:
    server = SiteServer(folder, 0, waiting_page(("kk", "ru")))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def ask(site: SiteServer, path: str, method: str = "GET") -> tuple[int, dict[str, str], str]:
    connection = HTTPConnection("127.0.0.1", site.server_port, timeout=10)
    connection.request(method, path)
    response = connection.getresponse()
    answer = response.status, dict(response.getheaders()), response.read().decode()
    connection.close()
    return answer


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/kk/", "text/html; charset=utf-8"),
        ("/feed.atom", "application/atom+xml; charset=utf-8"),
        ("/font.woff2", "font/woff2"),
    ],
)
def test_every_file_comes_with_its_kind(site: SiteServer, path: str, kind: str) -> None:
    status, headers, _body = ask(site, path)
    assert (status, headers["Content-type"]) == (200, kind)
    assert headers["Cache-Control"] == "no-cache"


def test_a_wrong_address_gets_the_sites_own_page(site: SiteServer, folder: Path) -> None:
    (folder / "404.html").write_text("<p>Мұндай бет жоқ</p>", "utf-8")
    status, headers, body = ask(site, "/nothing")
    assert (status, body) == (404, "<p>Мұндай бет жоқ</p>")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert ask(site, "/nothing", "HEAD")[2] == ""


def test_without_such_a_page_it_is_still_a_404(site: SiteServer) -> None:
    assert ask(site, "/nothing")[0] == 404


def test_folders_are_not_listed(site: SiteServer) -> None:
    assert ask(site, "/empty/")[0] == 404


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        ("/kk/", True),
        ("/nothing", True),
        ("/kk/i/embed/", True),
        ("/kk/embed/../", True),
        ("/kk/embed/%2e%2e/index.html", True),
        ("/kk/embed/latest/", False),
        ("/kk/embed/latest/index.html?a=b", False),
    ],
)
def test_only_pages_made_for_frames_may_stand_in_those_of_others(
    site: SiteServer, folder: Path, path: str, *, refused: bool
) -> None:
    made = folder / "kk" / "embed" / "latest"
    made.mkdir(parents=True)
    (made / "index.html").write_text("<p>Сәлем</p>", "utf-8")
    _status, headers, _body = ask(site, path)
    assert ("Content-Security-Policy" in headers) is refused
    if refused:
        assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"


@pytest.mark.parametrize("path", ["/../secret", "/%2e%2e/secret", "/kk/../../secret"])
def test_nothing_outside_the_folder_is_shown(site: SiteServer, path: str) -> None:
    status, _headers, body = ask(site, path)
    assert status == 404
    assert "not for readers" not in body


def test_a_folder_that_changes_places_is_served_at_once(site: SiteServer, folder: Path) -> None:
    folder.rename(folder.with_name("old"))
    (folder / "kk").mkdir(parents=True)
    (folder / "kk" / "index.html").write_text("<p>Жаңа</p>", "utf-8")
    assert ask(site, "/kk/")[2] == "<p>Жаңа</p>"


def test_until_there_is_a_site_its_address_says_in_each_language_that_it_is_being_built(
    site: SiteServer, folder: Path
) -> None:
    shutil.rmtree(folder)
    for path in ("/", "/kk/i/KZ-2030-0001/"):
        status, headers, body = ask(site, path)
        assert (status, headers["Retry-After"]) == (503, "5")
        assert '<section lang="kk"><h1>Сайт құрастырылып жатыр.</h1>' in body
        assert '<section lang="ru"><h1>Сайт собирается.</h1>' in body
        # It needs nothing from anywhere.
        assert not re.search(r"src=|href=|url\(|//", body)
    folder.mkdir()
    (folder / "manifest.json").write_text("{}")
    assert ask(site, "/")[0] == 404
