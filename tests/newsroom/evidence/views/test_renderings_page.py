"""What members see of pages that a browser showed, and who sees the picture."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from dalel.domain.evidence import EvidenceClass
from dalel.domain.rendering import RenderedKind, RenderedPart, Rendering, ShutKind
from dalel.newsroom.evidence.actions import render as rendering_stage
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow, RenderedPartRow, RenderingRow
from dalel.newsroom.worker.actions.passes import Orders, run_once
from dalel.outside.browser.chromium import Chromium
from dalel.pack import Pack
from hostile_pages import STORY, TITLE
from small_press import SmallPress, page, small_press

pytestmark = pytest.mark.django_db
_PNG = b"\x89PNG\r\n\x1a\n picture"
_WALL = "<div class=consent>Мы используем cookie. Принять и продолжить</div>"


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path, settings: Settings) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as opened:
        settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path})
        source = replace(opened.pack.sources[0], needs_browser=True)
        opened.pack = replace(opened.pack, sources=(source, opened.pack.sources[1]))
        yield opened


def show(press: SmallPress, monkeypatch: pytest.MonkeyPatch, dom: str) -> int:
    """The key of the article that a browser showed."""

    async def visit(answered: object, *_where: object, **_how: object) -> Rendering:
        contents = {RenderedKind.SCREENSHOT: _PNG, RenderedKind.DOM: dom.encode()}
        last = answered.last  # type: ignore[attr-defined]
        return Rendering(
            url=last.url,
            final_url=last.url,
            started=last.started,
            exchanges=(last,),
            page=last,
            parts=tuple(RenderedPart(kind=kind, content=made) for kind, made in contents.items()),
        )

    monkeypatch.setattr(rendering_stage, "visit", visit)
    reach = replace(press.reach(), chromium=Chromium(program="x", folder=press.vault.folder / "b"))
    run_once(press.pack, reach, press.vault, software="test", orders=Orders(back=None))
    press.now += timedelta(minutes=1)
    return ArticleRow.objects.get(canonical="https://lake.test/one").pk


def test_a_member_sees_picture_size_and_digest(
    reporter: Client, press: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = show(press, monkeypatch, page(TITLE, STORY["text"] * 4))
    part = RenderedPartRow.objects.get(kind=RenderedKind.SCREENSHOT)
    text = reporter.get(f"/articles/{key}/").content.decode()
    place = f"/articles/{key}/picture/{part.capture.link}/"
    assert f'src="{place}"' in text
    assert part.capture.sha256 in text
    answer = reporter.get(place)
    assert answer.content == _PNG
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Client().get(place).status_code == 302


@pytest.mark.parametrize("how", ["withheld", "sealed", "sealed article", "another"])
def test_nobody_gets_a_picture_that_is_withheld_sealed_or_of_another_page(
    reporter: Client, press: SmallPress, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    key = show(press, monkeypatch, page(TITLE, STORY["text"] * 4))
    link = RenderedPartRow.objects.get(kind=RenderedKind.SCREENSHOT).capture.link
    row = CaptureRow.objects.filter(link=link)
    if how == "withheld":
        row.update(withheld="a person in danger")
    elif how == "sealed":
        row.update(evidence_class=EvidenceClass.SEALED)
    elif how == "sealed article":
        ArticleRow.objects.filter(pk=key).update(evidence_class=EvidenceClass.SEALED)
    else:
        key = ArticleRow.objects.exclude(pk=key).get().pk
    assert reporter.get(f"/articles/{key}/picture/{link}/").status_code == 404


def test_a_page_that_needs_a_browser_says_so_until_one_showed_it(
    reporter: Client, press: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    press.run()
    key = ArticleRow.objects.get(canonical="https://lake.test/one").pk
    assert "Странице нужен браузер" in reporter.get(f"/articles/{key}/").content.decode()
    show(press, monkeypatch, _WALL)
    text = reporter.get(f"/articles/{key}/").content.decode()
    assert RenderingRow.objects.get().shut == ShutKind.CONSENT
    assert "Странице нужен браузер" in text
    assert "сначала просит согласия" in text
