"""Pages that need a browser, from the queue to the chain of evidence and the article."""

import asyncio
import gzip
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import Route, sync_playwright
from warcio.archiveiterator import ArchiveIterator

from dalel.domain.exchange import Answer
from dalel.domain.rendering import (
    RefusalKind,
    RenderedKind,
    RenderedPart,
    Rendering,
    RenderWish,
    ShutKind,
    StopReason,
)
from dalel.domain.states import ArticleState, FindingState
from dalel.newsroom.evidence.actions import render as rendering_stage
from dalel.newsroom.evidence.actions import renderings, withhold
from dalel.newsroom.evidence.actions.archive import answer_from
from dalel.newsroom.evidence.actions.verification import verify_all
from dalel.newsroom.evidence.models import (
    ArticleRow,
    AskedRenderingRow,
    CaptureRow,
    FindingRow,
    RenderedPartRow,
    RenderingRow,
)
from dalel.newsroom.evidence.queries.captures import record
from dalel.newsroom.incidents.actions.export_evidence import export_evidence
from dalel.newsroom.worker.actions.passes import Orders, PassReport, run_once
from dalel.newsroom.worker.actions.work import work
from dalel.outside.browser.chromium import Chromium, find_chromium
from dalel.pack import Pack
from hostile_pages import APP, EMPTY, LAKE, STORY, TITLE
from small_press import SmallPress, small_press

pytestmark = pytest.mark.django_db
URL = "http://lake.test/one"
CANONICAL = "https://lake.test/one"
_TEXT = f"<p>{STORY['text']}</p>" * 4
_SHOWN = f"<html><body><article><h1>{TITLE}</h1>{_TEXT}</article></body>"


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as opened:
        opened.pages["lake.test/one"] = EMPTY
        yield opened


@pytest.fixture
def folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="d-") as place:
        yield Path(place)


class Browser:
    """Shows what a test wants it to show, in place of Chromium."""

    def __init__(self, dom: str = _SHOWN, **changes: Any) -> None:
        self.dom = dom
        self.changes = changes
        self.visited: list[str] = []

    async def __call__(self, answered: Answer, *_where: object, **_how: object) -> Rendering:
        self.visited.append(answered.url)
        contents = {
            RenderedKind.SCREENSHOT: b"\x89PNG\r\n\x1a\n",
            RenderedKind.DOM: self.dom.encode(),
            RenderedKind.PDF: b"%PDF",
        }
        script = replace(answered.last, url="http://lake.test/app.js", body=b"x", content=b"x")
        fields: dict[str, Any] = {
            "url": answered.url,
            "final_url": answered.final_url,
            "started": answered.last.started,
            "exchanges": (*answered.exchanges, script),
            "page": answered.last,
            "parts": tuple(RenderedPart(kind=k, content=c) for k, c in contents.items()),
            "refused": {RefusalKind.SOCKET: 2},
        }
        return Rendering(**(fields | self.changes))


def one_pass(press: SmallPress, folder: Path) -> PassReport:
    reach = replace(press.reach(), chromium=Chromium(program=find_chromium(), folder=folder))
    report = run_once(press.pack, reach, press.vault, software="test", orders=Orders(back=None))
    press.now += timedelta(minutes=1)
    return report


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    shown = Browser()
    monkeypatch.setattr(rendering_stage, "visit", shown)
    return shown


def asked() -> AskedRenderingRow:
    return AskedRenderingRow.objects.get(canonical=CANONICAL)


def test_an_empty_page_gets_its_text_from_what_the_browser_showed(
    press: SmallPress, folder: Path, browser: Browser
) -> None:
    one_pass(press, folder)
    assert asked().why is RenderWish.EMPTY
    assert (asked().next_at, asked().error) == (None, "")
    article = ArticleRow.objects.get(canonical=CANONICAL)
    [version] = article.versions.all()
    assert version.title == TITLE
    assert STORY["text"].split()[0] in version.text
    assert version.capture.url == f"urn:dom:{URL}"
    finding = FindingRow.objects.get(canonical=CANONICAL)
    assert (finding.state, finding.article) == (FindingState.FETCHED, article)
    [rendering] = RenderingRow.objects.all()
    assert rendering.page.url == URL
    assert rendering.refused == {"socket": 2}
    kinds = {part.kind: part.capture for part in rendering.parts.exclude(kind="")}
    assert set(kinds) == set(RenderedKind)
    answer = answer_from(press.vault, record(kinds[RenderedKind.DOM]))
    assert answer is not None
    assert answer.last.content == _SHOWN.encode()
    exchanges = rendering.parts.filter(kind="").values_list("capture__url", flat=True)
    assert list(exchanges) == [URL, "http://lake.test/app.js"]
    assert verify_all(press.vault, pack=press.pack).findings == ()


def test_a_page_that_can_be_read_is_shown_only_where_it_is_asked_for(
    press: SmallPress, folder: Path, browser: Browser
) -> None:
    source = replace(press.pack.sources[1], needs_browser=True)
    press.pack = replace(press.pack, sources=(press.pack.sources[0], source))
    one_pass(press, folder)
    assert sorted(browser.visited) == ["http://hill.test/one", URL]
    hill = AskedRenderingRow.objects.get(canonical="https://hill.test/one")
    assert hill.why is RenderWish.SOURCE
    # What it says without a browser stays as it was.
    [version] = ArticleRow.objects.get(canonical=hill.canonical).versions.all()
    assert version.capture.url == "http://hill.test/one"
    one_pass(press, folder)
    assert len(browser.visited) == 2


def test_without_a_browser_nothing_fails_and_what_needs_one_waits(press: SmallPress) -> None:
    press.run()
    assert asked().next_at is not None
    assert RenderingRow.objects.count() == 0
    assert FindingRow.objects.get(canonical=CANONICAL).reason.startswith("no article")


@pytest.mark.parametrize(
    ("dom", "wall"),
    [
        ("<div class=cookie-box>Мы используем cookie. Принять и продолжить</div>", "consent"),
        ("<title>Just a moment...</title><p>Verify you are human", "challenge"),
        ("<p>Начало новости.</p><p>Чтобы читать дальше, оформите подписку.", "paywall"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "a",'
            f'"isAccessibleForFree": false}}</script>{_SHOWN}',
            "paywall",
        ),
    ],
)
def test_a_wall_is_no_capture_of_the_page(
    press: SmallPress, folder: Path, browser: Browser, dom: str, wall: str
) -> None:
    browser.dom = dom
    one_pass(press, folder)
    [rendering] = RenderingRow.objects.all()
    assert ShutKind(rendering.shut) is ShutKind(wall)
    assert not ArticleRow.objects.filter(canonical=CANONICAL).exists()


def test_a_page_that_refuses_is_no_capture_and_is_tried_again(
    press: SmallPress, folder: Path, browser: Browser
) -> None:
    press.run()
    press.pages["lake.test/one"] = 403
    one_pass(press, folder)
    assert asked().error == "status: answered 403"
    assert asked().attempts == 1
    assert browser.visited == []
    assert RenderingRow.objects.count() == 0


def test_a_browser_that_broke_is_tried_again_and_what_it_gave_is_kept(
    press: SmallPress, folder: Path, browser: Browser
) -> None:
    browser.changes = {"stopped": StopReason.BROKEN, "problem": "it broke", "parts": ()}
    one_pass(press, folder)
    assert (asked().error, asked().attempts) == ("it broke", 1)
    [rendering] = RenderingRow.objects.all()
    assert rendering.stopped == StopReason.BROKEN
    assert list(rendering.parts.values_list("kind", flat=True)) == ["", ""]


def test_a_visit_is_broken_off_when_the_worker_is_to_stop(
    press: SmallPress, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press.run()
    stop, ended = Event(), Event()

    async def visit(*_where: object, **_how: object) -> Rendering:
        stop.set()
        try:
            await asyncio.sleep(3600)
        finally:
            ended.set()
        raise AssertionError

    monkeypatch.setattr(rendering_stage, "visit", visit)
    reach = replace(press.reach(), chromium=Chromium(program="x", folder=folder))
    work(press.pack, reach, press.vault, software="test", stop=stop)
    assert ended.is_set()
    row = asked()
    assert (row.lease_until, row.attempts, row.deaths, row.error) == (None, 0, 0, "")
    assert row.next_at is not None


def test_an_article_that_a_browser_gave_is_not_judged_without_one(
    press: SmallPress, folder: Path, browser: Browser
) -> None:
    one_pass(press, folder)
    article = ArticleRow.objects.get(canonical=CANONICAL)
    ArticleRow.objects.filter(pk=article.pk).update(watched_for="cited", next_at=press.now)
    browser.dom = _SHOWN.replace(TITLE, "Совет ответил")
    press.now += timedelta(days=2)
    ArticleRow.objects.filter(pk=article.pk).update(next_at=press.now)
    one_pass(press, folder)
    article.refresh_from_db()
    assert article.state == ArticleState.CHANGED
    assert [version.title for version in article.versions.all()] == [TITLE, "Совет ответил"]


def test_what_is_withheld_takes_its_pictures_along(
    press: SmallPress, folder: Path, browser: Browser
) -> None:
    one_pass(press, folder)
    why = withhold.Cause(reason="a person in danger", by="ed", time=press.now)
    withhold.withhold(CANONICAL, press.vault, press.pack.addresses, why)
    gone = CaptureRow.objects.exclude(withheld="").values_list("url", flat=True)
    assert {f"urn:view:{URL}", f"urn:dom:{URL}", f"urn:pdf:{URL}", URL} <= set(gone)
    assert verify_all(press.vault, pack=press.pack).findings == ()
    renderings.ask_again(ArticleRow.objects.get(canonical=CANONICAL), press.now)
    press.now += timedelta(days=3)
    one_pass(press, folder)
    assert len(browser.visited) == 1


@pytest.mark.slow
def test_the_empty_page_is_there_with_text_and_picture_and_can_be_replayed(
    press: SmallPress, folder: Path, tmp_path: Path
) -> None:
    press.pages |= {
        "lake.test/app.js": APP,
        "lake.test/story.json": json.dumps(dict(STORY)),
        "lake.test/lake.svg": LAKE,
    }
    one_pass(press, folder)
    [rendering] = RenderingRow.objects.all()
    assert rendering.stopped == "", rendering.problem
    article = ArticleRow.objects.get(canonical=CANONICAL)
    assert [version.title for version in article.versions.all()] == [TITLE]
    picture = RenderedPartRow.objects.get(kind=RenderedKind.SCREENSHOT)
    assert picture.size > 5000
    assert verify_all(press.vault, pack=press.pack).findings == ()
    out = tmp_path / "lake.wacz"
    export_evidence(CANONICAL, press.vault, press.pack.addresses, out, software="test")
    with zipfile.ZipFile(out) as archive:
        pages = archive.read("pages/pages.jsonl").decode()
        index = gzip.decompress(archive.read("indexes/index.cdx.gz")).decode()
        warc = archive.read("archive/data.warc.gz")
    assert URL in pages
    assert "urn:" not in pages
    assert f'"url": "urn:view:{URL}"' in index
    tool = [sys.executable, "-m", "wacz.main", "validate", "-f", str(out)]
    told = subprocess.run(  # noqa: S603 - the library beside us
        tool, capture_output=True, check=False, text=True
    )
    assert "the passed WACZ is valid" in told.stdout + told.stderr
    assert TITLE in replayed(warc, URL)
    assert list(folder.iterdir()) == []


def replayed(warc: bytes, url: str) -> str:
    """What a browser shows that is given the records of a package, and nothing else."""
    answers: dict[str, tuple[str, bytes]] = {}
    for found in ArchiveIterator(BytesIO(warc)):
        if found.rec_type == "response":
            kind = found.http_headers.get_header("Content-Type") or "text/html"
            address = found.rec_headers.get_header("WARC-Target-URI")
            answers.setdefault(address, (kind, found.content_stream().read()))

    def answer(route: Route) -> None:
        kind, body = answers.get(route.request.url, ("", b""))
        route.fulfill(content_type=kind, body=body) if kind else route.abort()

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.route("**/*", answer)
        page.goto(url)
        page.wait_for_selector("article h1", timeout=120_000)
        shown = page.inner_text("article")
        browser.close()
    return shown


@pytest.mark.parametrize("first", [URL, "http://hill.test/one"])
def test_what_other_pages_show_too_stays_when_one_is_withheld(
    press: SmallPress, folder: Path, browser: Browser, first: str
) -> None:
    empty: dict[str, str | int] = {"lake.test/one": EMPTY, "hill.test/one": EMPTY}
    press.pages |= {place: shown if place in first else 404 for place, shown in empty.items()}
    one_pass(press, folder)
    press.pages |= empty
    FindingRow.objects.update(state=FindingState.NEW, reason="", next_at=press.now)
    one_pass(press, folder)
    assert browser.visited[0] == first
    assert len(set(browser.visited)) == 2
    why = withhold.Cause(reason="a person in danger", by="ed", time=press.now)
    withhold.withhold(CANONICAL, press.vault, press.pack.addresses, why)
    script = CaptureRow.objects.filter(url="http://lake.test/app.js")
    assert set(script.values_list("withheld", flat=True)) == {""}
    gone = CaptureRow.objects.exclude(withheld="").values_list("url", flat=True)
    assert set(gone) == {f"urn:view:{URL}", f"urn:dom:{URL}", f"urn:pdf:{URL}", URL}
