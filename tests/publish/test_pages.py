"""Do the pages show what they should, and nothing else?"""

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from dalel.domain.snapshot import Snapshot
from dalel.publish.bench import invented
from dalel.publish.build import build
from dalel.publish.site import site_files
from dalel.publish.views.record import IndexedSnapshot
from publish.probing import ask, with_text


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def text(path: Path) -> str:
    return " ".join(ask(html.fromstring(path.read_bytes()), "string()").split())


def test_every_kind_of_page_stands_in_every_language(site: Path, release: Snapshot) -> None:
    paths = {str(page.relative_to(site)) for page in pages(site)}
    folders = ["", "e/", "e/1/", "sources/", "codebook/", "about/", "method/", "imprint/"]
    folders += [f"s/{n}/" for n in range(1, 6)]
    folders += ["browse/", "search/", "data/", "r/", "law/", "c/", "o/", "p/"]
    folders += ["updated/", "corrections/", "next/", "e/1/print/"]
    folders += ["law/XX-1/", "t/event_type/outage/", "t/right/expression/", "t/actor/unknown/"]
    folders += [f"i/{incident.number}/" for incident in release.incidents]
    for language in ("kk", "ru"):
        assert {f"{language}/{folder}index.html" for folder in folders} <= paths
    assert {"index.html", "404.html"} <= paths


def test_english_screens_work_when_english_is_published(tmp_path: Path) -> None:
    build(invented(3, ("kk", "ru", "en")), tmp_path / "site")
    assert "3 incidents are on record." in text(tmp_path / "site/en/index.html")
    assert "January\u00a01, 2020" in (tmp_path / "site/en/e/1/index.html").read_text()


@pytest.mark.late
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["release", "preview"])
def test_every_inside_link_leads_to_a_file(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    site = tmp_path / "somewhere" / "deep"
    build(request.getfixturevalue(kind), site)
    for page in pages(site):
        if page.name == "404.html":
            continue
        tree = html.fromstring(page.read_bytes())
        ids = set(ask(tree, "//@id"))
        for address in ask(tree, "//a/@href | //link[@rel!='canonical']/@href | //script/@src"):
            parts = urlsplit(address)
            # Documents, and the page of their sizes, are made where a test is about them.
            if parts.scheme or parts.path.endswith((".docx", ".pdf", "share/index.html")):
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert target.is_file(), f"{page}: {address}"
            if parts.fragment and target == page:
                assert parts.fragment in ids, f"{page}: {address}"


def test_only_links_that_a_reader_presses_leave_the_site(site: Path) -> None:
    for page in pages(site):
        tree = html.fromstring(page.read_bytes())
        loaded = ask(
            tree,
            "//link[@rel='stylesheet' or @rel='icon']/@href | //@src | //@srcset | //@poster"
            " | //object/@data | //form/@action",
        )
        assert not [address for address in loaded if urlsplit(address).netloc], page
        for link in ask(tree, "//a[starts-with(@href, 'http')]"):
            if not link.get("href").startswith("https://monitor.test/"):
                assert link.get("rel") == "nofollow noopener", page
    for style in site.glob("static/*.css"):
        assert "http" not in style.read_text()
        assert "@import" not in style.read_text()


def test_a_page_says_its_language_and_where_the_others_are(site: Path) -> None:
    tree = html.fromstring((site / "ru/i/XX-2020-0001/index.html").read_bytes())
    assert tree.get("lang") == "ru"
    languages = {
        link.get("hreflang"): link.get("href")
        for link in ask(tree, "//link[@rel='alternate'][@hreflang]")
    }
    assert languages == {
        "kk": "https://monitor.test/kk/i/XX-2020-0001/",
        "ru": "https://monitor.test/ru/i/XX-2020-0001/",
        "x-default": "https://monitor.test/",
    }
    assert ask(tree, "string(//link[@rel='canonical']/@href)") == languages["ru"]
    assert ask(tree, "string(//meta[@property='og:locale']/@content)") == "ru_RU"


def test_a_preview_says_so_on_every_page_and_to_every_robot(
    preview: Snapshot, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    build(preview, site, base="/monitor")
    for page in pages(site):
        content = page.read_text()
        assert "Алдын ала нұсқа" in content or "Предварительная версия" in content, page
        assert '<meta name="robots" content="noindex">' in content, page
        assert "canonical" not in content, page
    assert (site / "robots.txt").read_text() == "User-agent: *\nDisallow: /monitor/\n"
    assert not (site / "sitemap.xml").exists()


def test_a_release_is_open_to_robots(site: Path) -> None:
    assert "noindex" not in (site / "kk/index.html").read_text()
    assert "noindex" in (site / "kk/i/XX-2020-0003/index.html").read_text()
    assert "Sitemap: https://monitor.test/sitemap.xml" in (site / "robots.txt").read_text()


def test_the_sitemap_names_every_open_page_in_every_language(site: Path, release: Snapshot) -> None:
    tree = etree.fromstring((site / "sitemap.xml").read_bytes())
    spaces = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    places = set(ask(tree, "//s:loc/text()", namespaces=spaces))
    for place in places:
        assert (site / place.removeprefix("https://monitor.test/") / "index.html").is_file()
    open_pages = {
        f"https://monitor.test/{language}/i/{incident.number}/"
        for language in ("kk", "ru")
        for incident in release.incidents
        if not incident.is_taken_back
    }
    assert open_pages <= places
    assert "https://monitor.test/kk/i/XX-2020-0003/" not in places
    assert len(ask(tree, "//s:url[1]/x:link", namespaces=spaces)) == 2


def test_a_large_sitemap_is_an_index_of_smaller_ones() -> None:
    record = IndexedSnapshot(invented(1001), "/")
    files = dict(
        file
        for work in site_files.works(record)
        if work.key.startswith("sitemap")
        for file in work.render()
    )
    names = ask(etree.fromstring(files["sitemap.xml"]), "//*[local-name()='loc']/text()")
    assert [name.removeprefix("https://monitor.test/") for name in names] == [
        "sitemap/pages.xml",
        "sitemap/1.xml",
        "sitemap/2.xml",
    ]
    assert files["sitemap/1.xml"].count(b"<url>") == 2000
    assert files["sitemap/2.xml"].count(b"<url>") == 2


def test_structured_words_can_be_read(site: Path) -> None:
    tree = html.fromstring((site / "kk/i/XX-2020-0002/index.html").read_bytes())
    found = json.loads(ask(tree, "string(//script[@type='application/ld+json'])"))
    assert found["@type"] == "Report"
    assert found["identifier"] == "XX-2020-0002"
    assert found["url"] == "https://monitor.test/kk/i/XX-2020-0002/"
    assert found["citation"] == ["https://aimaq.test/news/1"]
    assert found["license"] == "CC BY 4.0"


def test_an_incident_tells_its_codes_in_plain_words(site: Path) -> None:
    shown = text(site / "ru/i/XX-2020-0002/index.html")
    assert "двояко" in shown
    assert "2/5 · level 2" in shown
    assert "V1 · V1" in shown
    assert "статья 1" in shown
    assert "Remembered title" not in shown
    assert "Суд вынес решение." in shown


def test_an_entry_without_a_title_gets_none(site: Path) -> None:
    page = html.fromstring((site / "kk/i/XX-2020-0009/index.html").read_bytes())
    [head] = page.cssselect("h1.untitled")
    # How its text begins.
    begins = "Ойдан шығарылған мәтін: сайт түске дейін ашылмады, редакция себебін анықтап жатыр."
    assert head.text == f"{begins} · XX-2020-0009"
    assert not html.fromstring((site / "ru/i/XX-2020-0009/index.html").read_bytes()).cssselect(
        "h1.untitled"
    )


def test_what_came_of_an_entry_stands_on_its_page(site: Path) -> None:
    assert "отозвана" in text(site / "ru/i/XX-2020-0004/index.html")
    assert "исправлена" in text(site / "ru/i/XX-2020-0005/index.html")
    assert "ещё не закодирована" in text(site / "ru/i/XX-2020-0006/index.html")
    assert "Год в источнике не указан" in text(site / "ru/i/XX-2020-0007/index.html")
    assert "Из адреса убраны метки" in text(site / "ru/i/XX-2020-0008/index.html")


def test_a_withdrawn_entry_leaves_everything_but_a_note(site: Path, release: Snapshot) -> None:
    title = release.incidents[2].texts["kk"].title
    assert title
    assert "алып тасталды" in text(site / "kk/i/XX-2020-0003/index.html")
    for file in site.rglob("*"):
        if file.suffix in {".html", ".xml"}:
            assert title not in file.read_text(), file


def test_a_missing_text_in_a_preview_is_said_to_be_missing(
    preview: Snapshot, tmp_path: Path
) -> None:
    texts = {"kk": preview.incidents[0].texts["kk"]}
    incidents = (replace(preview.incidents[0], texts=texts), *preview.incidents[1:])
    build(replace(preview, incidents=incidents), tmp_path / "site")
    page = tmp_path / "site/ru/i/XX-2020-0001/index.html"
    assert "Текста на этом языке пока нет." in text(page)


def test_pages_stay_light(site: Path) -> None:
    for page in pages(site):
        assert page.stat().st_size < 60_000 or "print" in page.parts or page.name != "index.html"


HOSTILE = (
    '</script><script>alert("x")</script> & "quotes" \'single\' 🙂 שלום \u202eabc\x00\x0b {{ 7*7 }}'
)


def test_hostile_text_stays_text(release: Snapshot, tmp_path: Path) -> None:
    site = tmp_path / "site"
    snapshot = with_text(release, 0, "kk", title=HOSTILE, paragraphs=(HOSTILE, HOSTILE))
    build(snapshot, site)
    for page in (site / "kk").rglob("*.html"):
        tree = html.fromstring(page.read_bytes())
        assert not ask(tree, "//script[contains(., 'alert')][not(@type)]"), page
        for structure in ask(tree, "//script[@type='application/ld+json']/text()"):
            json.loads(structure)
    shown = text(site / "kk/i/XX-2020-0001/index.html")
    assert 'alert("x")' in shown
    assert "🙂 שלום" in shown
    assert "{{ 7*7 }}" in shown
    assert "\x00" not in shown
    etree.fromstring((site / "kk/feed.xml").read_bytes())


def test_a_title_of_a_thousand_letters_is_kept_whole(release: Snapshot, tmp_path: Path) -> None:
    title = "Ұзақ" * 250
    build(with_text(release, 0, "kk", title=title), tmp_path / "site")
    assert title in (tmp_path / "site/kk/i/XX-2020-0001/index.html").read_text()


def test_any_base_path_gives_the_same_pages_but_the_one_for_wrong_addresses(
    release: Snapshot, tmp_path: Path
) -> None:
    build(release, tmp_path / "one", base="/")
    build(release, tmp_path / "two", base="deep/er/")
    differing = {
        str(path.relative_to(tmp_path / "one"))
        for path in (tmp_path / "one").rglob("*")
        if path.is_file()
        and path.read_bytes()
        != (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
    }
    assert differing == {"404.html", "manifest.json", "mirror.zip", "sw.js"}
    assert 'href="/deep/er/kk/index.html"' in (tmp_path / "two/404.html").read_text()


def test_a_site_without_editions_says_what_will_come(release: Snapshot, tmp_path: Path) -> None:
    build(replace(release, editions=(), incidents=()), tmp_path / "site")
    assert "Здесь появится первый выпуск" in text(tmp_path / "site/ru/index.html")
    assert "Записей пока нет." in text(tmp_path / "site/ru/s/1/index.html")
    etree.fromstring((tmp_path / "site/ru/feed.xml").read_bytes())


def test_an_unstated_field_of_the_imprint_is_shown_as_unstated(
    preview: Snapshot, tmp_path: Path
) -> None:
    imprint = replace(preview.profile.imprint, fields={"publisher": {}, "funder": {}})
    snapshot = replace(preview, profile=replace(preview.profile, imprint=imprint))
    build(snapshot, tmp_path / "site")
    shown = text(tmp_path / "site/ru/imprint/index.html")
    assert "Издатель" in shown
    assert "пока не указано" in shown
    assert "Финансирование" not in shown
