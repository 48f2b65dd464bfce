"""Does the search for a video stay within our network, its limits and its process?"""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web

from dalel.cli.sample.press import serving
from dalel.domain.media import CaptionTrack, MediaFound, MediaLimits, MediaProblem
from dalel.outside import media
from dalel.outside.http import Policy
from dalel.outside.media import MediaError, find_media

LIMITS = MediaLimits()


@dataclass(kw_only=True)
class Site:
    """Pages by path, and what was asked for."""

    port: int = 0
    pages: dict[str, str] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path)
        self.cookies += request.headers.getall("Cookie", [])
        if request.path == "/endless":
            return await self.endless(request)
        if (there := self.redirects.get(request.path)) is not None:
            return web.Response(status=302, headers={"Location": there})
        if request.path.endswith(".mp4"):
            return web.Response(body=b"\0" * 64, content_type="video/mp4")
        page = self.pages.get(request.path)
        if page is None:
            return web.Response(status=404)
        answer = web.Response(text=page, content_type="text/html")
        answer.set_cookie("session", "x")
        return answer

    async def endless(self, request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/html"})
        await answer.prepare(request)
        while True:
            await answer.write(b"<p>" + b"x" * 65536)


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    application = web.Application()
    application.router.add_get("/{tail:.*}", made.answer)
    with serving(application) as port:
        made.port = port
        yield made


@contextmanager
def listening() -> Iterator[tuple[int, list[bytes]]]:
    """A port of this machine that must see nothing."""
    seen: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.2)
        is_over = threading.Event()

        def watch() -> None:
            while not is_over.is_set():
                try:
                    taken, _ = trap.accept()
                except TimeoutError:
                    continue
                with taken:
                    seen.append(b"connected")

        thread = threading.Thread(target=watch)
        thread.start()
        yield trap.getsockname()[1], seen
        is_over.set()
        thread.join()


def policy(site: Site) -> Policy:
    return Policy(
        user_agent="Dalel/test (+mailto:a@b.kz)",
        allow_private=frozenset({f"127.0.0.1:{site.port}"}),
        denied_patterns=("/denied",),
    )


def find(site: Site, path: str, limits: MediaLimits = LIMITS) -> MediaFound:
    return find_media(f"{site.base}{path}", policy(site), limits)


def why(site: Site, path: str, limits: MediaLimits = LIMITS) -> MediaError:
    with pytest.raises(MediaError) as failure:
        find(site, path, limits)
    return failure.value


def test_the_file_of_a_video_is_found_and_not_fetched(site: Site) -> None:
    site.pages["/a"] = (
        "<html><head><title>Кадры паводка</title></head><body>"
        '<video src="/one.mp4"><track kind="captions" srclang="ru" src="/one.vtt"></video>'
    )
    found = find(site, "/a")
    assert found.address == f"{site.base}/one.mp4"
    assert found.title.startswith("Кадры паводка")
    assert set(site.asked) <= {"/a", "/one.mp4"}
    assert site.cookies == []


def test_of_a_page_of_open_graph_likewise(site: Site) -> None:
    site.pages["/a"] = (
        '<html><head><meta property="og:title" content="x">'
        f'<meta property="og:video" content="{site.base}/two.mp4"></head>'
    )
    assert find(site, "/a").address == f"{site.base}/two.mp4"


def test_a_page_without_a_video_is_told(site: Site) -> None:
    site.pages["/a"] = "<html><body>words"
    assert why(site, "/a").problem is MediaProblem.NONE_FOUND
    assert why(site, "/nowhere").problem is MediaProblem.NONE_FOUND


@pytest.mark.parametrize(
    "page",
    [
        '<video src="{trap}/x.mp4">',
        '<iframe src="{trap}/embed"></iframe>',
        '<meta property="og:video" content="{trap}/x.m3u8">',
        '<meta http-equiv="refresh" content="0;url={trap}/x">',
        '<video src="{trap}/x.mpd">',
        '<video><source src="{trap}/a.m3u8"><track kind="subtitles" src="{trap}/a.vtt"></video>',
    ],
)
def test_no_page_leads_it_to_another_port_of_this_machine(site: Site, page: str) -> None:
    with listening() as (port, seen):
        site.pages["/a"] = "<html><body>" + page.format(trap=f"http://127.0.0.1:{port}")
        # What is found there is an address, and the fetcher has a policy of its own.
        with suppress(MediaError):
            find(site, "/a")
        time.sleep(0.3)
        assert seen == []


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "trap.test"])
def test_no_redirect_and_no_name_leads_it_into_a_private_network(site: Site, name: str) -> None:
    async def resolve(host: str, port: int) -> list[tuple[str, int]]:
        return [("127.0.0.1", port)]

    with listening() as (port, seen):
        site.redirects["/a"] = f"http://{name}:{port}/x"
        with pytest.raises(MediaError) as failure:
            find_media(f"{site.base}/a", policy(site), LIMITS, resolve=resolve)
        assert failure.value.problem is MediaProblem.REFUSED
        site.redirects["/a"] = f"https://{name}/x"
        with pytest.raises(MediaError):
            find_media(f"{site.base}/a", policy(site), LIMITS, resolve=resolve)
        assert seen == []


def test_what_the_deny_list_names_is_not_asked(site: Site) -> None:
    assert why(site, "/denied").problem is MediaProblem.REFUSED
    assert site.asked == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.kz/x.mp4", "ytsearch:x", "-x"])
def test_what_is_no_address_of_the_web_is_not_opened(site: Site, url: str) -> None:
    with pytest.raises(MediaError):
        find_media(url, policy(site), LIMITS)


def test_an_answer_without_end_is_cut_and_a_slow_one_ended(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert why(site, "/endless").problem in {MediaProblem.REFUSED, MediaProblem.NONE_FOUND}
    begun = time.monotonic()
    monkeypatch.setattr(media, "_SEARCHED", 10**12)
    # Its time ends it, or, where a busy machine gives it more of the answer first, its memory.
    ended = why(site, "/endless", MediaLimits(patience=4)).problem
    assert ended in {MediaProblem.TOO_SLOW, MediaProblem.BROKEN}
    assert time.monotonic() - begun < 120


def test_too_long_and_too_large_a_video_are_refused() -> None:
    said = {"address": "https://a.kz/x.mp4", "seconds": 3601, "size": 5}
    for wrong, problem in (
        (said, MediaProblem.TOO_LONG),
        (said | {"seconds": 1, "size": 2**40}, MediaProblem.TOO_LARGE),
        ({"address": "m3u8:x"}, MediaProblem.IN_PIECES),
        ({"address": 7}, MediaProblem.NONE_FOUND),
        ({"problem": "live"}, MediaProblem.LIVE),
        ({"problem": "odd"}, MediaProblem.BROKEN),
    ):
        with pytest.raises(MediaError) as failure:
            media._found(wrong, LIMITS)  # noqa: SLF001 - what a subverted child would say.
        assert failure.value.problem is problem


def test_captions_are_taken_in_a_language_that_is_read() -> None:
    track = {"language": "kk", "address": "https://a.kz/x.vtt", "is_automatic": True}
    found = media._found(  # noqa: SLF001
        {"address": "https://a.kz/x", "title": "a\nb", "captions": track, "seconds": True}, LIMITS
    )
    assert found.captions == CaptionTrack(
        language="kk", address="https://a.kz/x.vtt", is_automatic=True
    )
    assert (found.title, found.seconds) == ("a b", 0)
    other = {"address": "https://a.kz/x", "captions": track | {"address": "file:///x"}}
    assert media._found(other, LIMITS).captions is None  # noqa: SLF001


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.create_connection(('127.0.0.1', {trap}))",
        "import socket; socket.socket(socket.AF_UNIX).connect('/tmp/x')",
        "import socket; socket.socket().bind(('127.0.0.1', 0))",
        "import subprocess; subprocess.Popen(['/bin/true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "open('{folder}/x', 'w')",
        "import os; os.open('{folder}/x', os.O_CREAT | os.O_WRONLY)",
        "import os; os.mkdir('{folder}/x')",
        "import os; os.symlink('/etc', '{folder}/x')",
    ],
)
def test_the_fence_of_the_process_refuses_what_nothing_asked_for(deed: str, tmp_path: Path) -> None:
    with listening() as (port, seen):
        code = deed.format(trap=port, folder=tmp_path)
        program = (
            "import os\nfrom dalel.outside import media_child as c\n"
            f"c._shut_in(1)\ntry:\n    exec({code!r})\nexcept OSError as e:\n"
            "    os._exit(7 if 'NotAllowed' in type(e).__name__ else 8)\n"
        )
        command = [sys.executable, "-c", program]
        ended = subprocess.run(command, check=False, timeout=60)  # noqa: S603 - our own program.
        assert ended.returncode == 7
        assert seen == []
        assert list(tmp_path.iterdir()) == []


def test_without_the_extra_it_is_told_what_to_install(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media, "find_spec", lambda _name: None)
    assert why(site, "/a").problem is MediaProblem.NOT_INSTALLED
    assert site.asked == []
