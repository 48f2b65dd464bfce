import json

import pytest

from dalel.domain.extraction import Extraction
from dalel.steps.extract import extract
from steps.extract.extraction_pages import ALMATY, RU_TEXT, RU_TITLE, article, paragraphs

SITE = '<meta property="og:site_name" content="Вечерний берег">'


def read(head: str, body: str = "", url: str = "https://bereg.test/a/1") -> Extraction:
    page = f"<html><head>{head}</head><body>{body}{paragraphs(RU_TEXT)}</body></html>"
    return extract(page.encode(), zone=ALMATY, url=url)


def ld(**node: object) -> str:
    described = json.dumps({"@type": "NewsArticle", **node})
    return f'<script type="application/ld+json">{described}</script>'


def test_the_outlet_s_banner_is_not_the_title() -> None:
    head = (
        f'<title>{RU_TITLE} — Вечерний берег</title><meta property="og:title" content="{RU_TITLE}">'
    )
    found = read(head, f"<h1>Вечерний берег</h1><h1>{RU_TITLE}</h1>")
    assert (found.title, found.found_by["title"]) == (RU_TITLE, "h1")


def test_json_ld_gives_the_headline_where_no_heading_does() -> None:
    found = read(ld(headline=f" {RU_TITLE} "), "<h1>Новости</h1>")
    assert (found.title, found.found_by["title"]) == (RU_TITLE, "json-ld headline")


@pytest.mark.parametrize(
    "shared",
    [f"{RU_TITLE} | Что-то", f"{RU_TITLE} - Вечерний берег", f"{RU_TITLE} — bereg.test", RU_TITLE],
)
def test_the_shared_title_loses_the_outlet_s_name(shared: str) -> None:
    found = read(f'<meta property="og:title" content="{shared}">{SITE}')
    assert (found.title, found.found_by["title"]) == (RU_TITLE, "og:title")


def test_a_dash_within_a_title_is_no_outlet() -> None:
    title = "Редактора оштрафовали - суд"
    assert read(f"<title>{title}</title>").title == title


def test_a_heading_alone_is_the_title() -> None:
    assert read("", f"<h1></h1><h1>{RU_TITLE}</h1>").title == RU_TITLE


def test_the_tab_s_title_is_the_last_resort() -> None:
    found = read(f"<title>{RU_TITLE} | Вечерний берег</title>")
    assert (found.title, found.found_by["title"]) == (RU_TITLE, "title")


def test_a_page_without_a_title_has_none() -> None:
    found = read("")
    assert found.title == ""
    assert "title" not in found.found_by


@pytest.mark.parametrize(
    ("head", "body", "author", "origin"),
    [
        (ld(author={"name": "Марина Залесова"}), "", "Марина Залесова", "json-ld author"),
        (
            ld(author=[{"name": "Марина Залесова"}, "Тимур Оспанкулов", ["x"], 5]),
            "",
            "Марина Залесова, Тимур Оспанкулов",
            "json-ld author",
        ),
        (ld(author={"name": ["Марина Залесова"]}), "", "Марина Залесова", "json-ld author"),
        ('<meta name="author" content="By Jane Doe">', "", "Jane Doe", "meta author"),
        (
            "",
            '<a rel="author" href="#">Айсұлу Беркінбайқызы</a>',
            "Айсұлу Беркінбайқызы",
            "markup author",
        ),
        (
            "",
            '<span class="news-author">Автор: Марина Залесова</span>',
            "Марина Залесова",
            "class author",
        ),
    ],
)
def test_the_author_is_found(head: str, body: str, author: str, origin: str) -> None:
    found = read(head, body)
    assert (found.author, found.found_by["author"]) == (author, origin)


@pytest.mark.parametrize(
    "name",
    ["https://bereg.test/u/1", "admin", "@bereg", "я", "Вечерний берег", "а" * 90, "7 февраля"],
)
def test_addresses_accounts_and_the_outlet_are_no_authors(name: str) -> None:
    assert read(f'<meta name="author" content="{name}">{SITE}').author is None


@pytest.mark.parametrize(
    ("head", "body", "image"),
    [
        ('<meta property="og:image" content="/i/1.jpg">', "", "https://bereg.test/i/1.jpg"),
        (ld(image={"url": "https://cdn.test/2.jpg"}), "", "https://cdn.test/2.jpg"),
        (ld(image=["https://cdn.test/3.jpg"]), "", "https://cdn.test/3.jpg"),
        (ld(image=[]), '<article><img data-src="4.jpg"></article>', "https://bereg.test/a/4.jpg"),
        ('<meta property="og:image" content="data:image/png;base64,AA">', "", None),
        ('<meta property="og:image" content="http://[bad">', "<article><img></article>", None),
    ],
)
def test_the_leading_picture_has_a_whole_address(head: str, body: str, image: str | None) -> None:
    assert read(head, body).image == image


def test_a_page_knows_its_own_address() -> None:
    head = (
        '<link rel="canonical" href="https://bereg.test/2025/11/17/dopros/">'
        '<meta property="og:image" content="i.png">'
    )
    found = extract(article(head=head).encode(), zone=ALMATY)
    assert found.image == "https://bereg.test/2025/11/17/dopros/i.png"
    assert found.published is not None
    assert (found.published.iso, found.found_by["published"]) == ("2025-11-17", "address")


def test_json_ld_that_is_broken_or_bottomless_is_passed_over() -> None:
    scripts = (
        '<script type="application/ld+json">{"@type": </script>'
        f'<script type="application/ld+json">{"[" * 100_000}</script>'
        f'<script type="application/ld+json">{"[" * 50}{"]" * 50}</script>'
        '<script type="application/ld+json">'
        '[{"@graph": [{"@type": ["Thing", "Article"], "headline": "Да"}]}, 5];</script>'
    )
    assert read(scripts).title == "Да"
