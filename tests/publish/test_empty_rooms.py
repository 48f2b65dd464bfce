"""Nothing leads to a page that has nothing to say, and no address of a page dies."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from dalel.domain.snapshot import Snapshot
from dalel.language.wording import catalogue
from dalel.publish.bench import invented
from dalel.publish.build import build
from publish.probing import ask

#: What a page says that has nothing to say.
SAID = ("No incidents yet.", "No corrections yet.")


def is_empty(page: html.HtmlElement, language: str) -> bool:
    words = ask(page, "string(//main)")
    return any(catalogue(language).gettext(said) in words for said in SAID)


def led_to(site: Path, language: str) -> set[str]:
    """The empty pages of a language to which another page of the site leads."""
    pages = {file.resolve(): html.parse(file).getroot() for file in site.rglob("index.html")}
    empty = {
        file
        for file, page in pages.items()
        if file.is_relative_to((site / language).resolve()) and is_empty(page, language)
    }
    assert empty, "A small record has empty lists, else this shows nothing."
    return {
        str(target)
        for file, page in pages.items()
        if file not in empty and not is_empty(page, "ru") and not is_empty(page, "kk")
        for href in ask(page, "//a/@href")
        if (target := (file.parent / href.partition("#")[0]).resolve()) in empty
    }


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_page_leads_to_one_that_has_nothing_to_say(tmp_path: Path, language: str) -> None:
    build(invented(3), tmp_path / "site")
    assert led_to(tmp_path / "site", language) == set()


def test_an_empty_list_keeps_its_address_and_stands_in_no_sitemap(
    release: Snapshot, tmp_path: Path
) -> None:
    one = replace(release, incidents=release.incidents[:1], editions=(), diary=())
    build(one, tmp_path / "site")
    sitemap = (tmp_path / "site" / "sitemap.xml").read_text("utf-8")
    for path in ("corrections/", "next/", "e/"):
        assert (tmp_path / "site" / "ru" / path / "index.html").exists()
        assert f"/ru/{path}<" not in sitemap
    assert "/ru/search/<" in sitemap
