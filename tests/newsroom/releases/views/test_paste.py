"""Does an edition get into another site as the public has it, and nothing else?"""

import re
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from dalel.domain.states import EditionState
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.releases.actions.output_places import press
from dalel.publish.bench import invented
from dalel.publish.site import edition_pages
from dalel.publish.site.pages import SitePages
from dalel.publish.views.record import IndexedSnapshot
from publish.probing import with_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]
EVIL = "«Ә» & <script>alert(1)</script> </textarea> 🏔 &amp; \u202eРТЛ"


@pytest.fixture(autouse=True)
def own_home(settings: Settings, tiny_desk: None, tmp_path: Path) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"home": tmp_path})


def put_up() -> dict[str, bytes]:
    """Write what a site has of its first edition for other sites, in Russian."""
    snapshot = with_text(invented(3), 0, "ru", title=EVIL, paragraphs=("Первый.", EVIL))
    site = SitePages(IndexedSnapshot(snapshot, "/"))
    [edition] = [
        work
        for work in edition_pages.works(site.record, site.shells, site.view)
        if "/1" in work.key
    ]
    made = {path: content for path, content in edition.render() if path.startswith("ru/")}
    for path, content in made.items():
        file = press().site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return made


def field(page: str, name: str) -> str:
    """What a browser takes out of a field: it drops the first line end."""
    [words] = re.findall(rf'<textarea id="{name}"[^>]*>\n(.*?)</textarea>', page, flags=re.S)
    return unescape(words)


def test_what_is_handed_on_is_byte_for_byte_what_the_public_has(
    reporter: Client, now: datetime
) -> None:
    made = put_up()
    before = reporter.get("/editions/1/paste/").text
    assert "после выпуска" in before
    assert "textarea" not in before
    EditionRow.objects.update(state=EditionState.RELEASED, released=now)
    page = reporter.get("/editions/1/paste/").text
    assert "<script>alert" not in page
    for name, file in (("html", "bulletin.html.txt"), ("text", "bulletin.txt")):
        assert field(page, f"{name}-ru").encode() == made[f"ru/e/1/{file}"]
        assert f'href="/released/ru/e/1/{file}" download="bulletin-1-ru' in page
        handed = reporter.get(f"/released/ru/e/1/{file}")
        assert b"".join(handed) == made[f"ru/e/1/{file}"]
    assert EVIL.partition(" \u202e")[0] in field(page, "text-ru")
    assert f"<title>{field(page, 'title-ru')}</title>" in made["ru/e/1/bulletin.html"].decode()


def test_a_released_edition_that_was_not_built_here_says_what_to_do(
    reporter: Client, now: datetime
) -> None:
    EditionRow.objects.update(state=EditionState.RELEASED, released=now)
    assert "ещё не собран" in reporter.get("/editions/1/paste/").text
    assert reporter.get("/editions/99/paste/").status_code == 404
